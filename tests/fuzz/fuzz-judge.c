/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-fuzz.h"
#include "wd-judging.h"

/* The first byte chooses what happened, a line feed parts text from HTML, name and link. */
static WdEvent
fields_of(char **parts, uint8_t choice)
{
	guint n_parts = g_strv_length(parts);

	return (WdEvent){
		.kind = (WdEventKind)(choice % WD_EVENT_N_KINDS),
		.direction = (choice & 0x40) != 0 ? WD_DIRECTION_OUT : WD_DIRECTION_IN,
		.protocol = "prpl-jabber",
		.account = "me@a.example",
		.peer = n_parts > 2 ? parts[2] : "x@b.example",
		.text = n_parts > 0 ? parts[0] : NULL,
		.html = n_parts > 1 ? parts[1] : NULL,
		.url = n_parts > 0 ? parts[0] : NULL,
		.link_text = n_parts > 1 ? parts[1] : NULL,
		.file_name = n_parts > 0 ? parts[0] : NULL,
	};
}

static void
check_ranges(const WdEvent *event, const WdVerdict *verdict)
{
	const char *text = event->kind == WD_EVENT_LINK ? event->url : event->text;

	for (guint i = 0; text != NULL && i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		g_assert_cmpuint(finding->end, <=, strlen(text));
		g_assert_true(wd_fuzz_is_boundary(text, finding->start));
		g_assert_true(wd_fuzz_is_boundary(text, finding->end));
		g_assert_true(finding->detail == NULL ||
			      g_utf8_validate(finding->detail, -1, NULL));
	}
	for (guint i = 0; i < verdict->links->len; i++) {
		const WdLinkReport *link = g_ptr_array_index(verdict->links, i);

		/* A risk is never passed in silence. */
		if (link->risk > WD_RISK_SAFE)
			g_assert_cmpint(verdict->action, >=, WD_ACTION_WARN);
		g_assert_cmpint(link->risk > WD_RISK_SAFE, <=, (int)link->codes->len);
	}
}

/* Laws: the same input gives the same verdict, with ranges inside the text and known codes. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const WdContext *context =
		size > 0 && (data[0] & 0x80) != 0 ? &wd_test_contact : &wd_test_stranger;
	g_autofree char *text =
		size == 0 ? g_strdup("") : g_strndup((const char *)data + 1, size - 1);
	g_auto(GStrv) parts = g_strsplit(text, "\n", 3);
	WdEvent fields = fields_of(parts, size == 0 ? 0 : data[0]);
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) one = wd_test_judge(&fields, context, (WdTestSetting){0});
	g_autoptr(WdVerdict) two = wd_test_judge(&fields, context, (WdTestSetting){0});

	check_ranges(event, one);
	g_assert_cmpint(one->action, ==, two->action);
	g_assert_cmpfloat(one->score, ==, two->score);
	g_assert_cmpfloat(one->spim_probability, ==, two->spim_probability);
	g_assert_cmpstr(one->redacted, ==, two->redacted);
	g_assert_cmpuint(one->findings->len, ==, two->findings->len);
	g_assert_true(one->spim_probability == -1 ||
		      (one->spim_probability >= 0 && one->spim_probability <= 1));
	g_assert_true(one->redacted == NULL || g_utf8_validate(one->redacted, -1, NULL));
	return 0;
}
