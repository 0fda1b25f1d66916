/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-held-text.h"
#include "wd-fake-host.h"

typedef struct {
	const char *name;
	WdEvent fields;
	WdHeldState state;
	guint n_repeats;
	const char *peer;
	const char *what;
} WordsCase;

#define FIELDS(kind_, direction_, ...)                                                             \
	{                                                                                          \
		.kind = kind_, .direction = direction_, .protocol = "prpl-fake",                   \
		.account = "me@a.example", .peer = "x@b.example", .file_size = -1, __VA_ARGS__     \
	}

static const WordsCase cases[] = {
	{"message",
	 FIELDS(WD_EVENT_IM, WD_DIRECTION_IN, .text = "hi\nthere"),
	 WD_HELD_WAITING,
	 0,
	 "x@b.example",
	 "hi there"},
	{"outgoing",
	 FIELDS(WD_EVENT_IM, WD_DIRECTION_OUT, .text = "hi"),
	 WD_HELD_WAITING,
	 0,
	 "to x@b.example",
	 "hi"},
	{"repeated",
	 FIELDS(WD_EVENT_IM, WD_DIRECTION_IN, .text = "hi"),
	 WD_HELD_WAITING,
	 2,
	 "x@b.example",
	 "[3 times] hi"},
	{"file",
	 FIELDS(WD_EVENT_FILE, WD_DIRECTION_IN, .file_name = "a.exe"),
	 WD_HELD_WAITING,
	 0,
	 "x@b.example",
	 "a.exe"},
	{"file-with-override",
	 FIELDS(WD_EVENT_FILE, WD_DIRECTION_IN, .file_name = "a\xe2\x80\xaegpj.exe"),
	 WD_HELD_EXPIRED,
	 0,
	 "x@b.example",
	 "a[U+202E]gpj.exe"},
	{"nameless-file",
	 FIELDS(WD_EVENT_FILE, WD_DIRECTION_IN, .text = ""),
	 WD_HELD_WAITING,
	 0,
	 "x@b.example",
	 ""},
};

static WdHeld *
make(WdFakeHost *fake, const WordsCase *row)
{
	WdHeld *held = wd_fake_host_add(fake, &row->fields, "spim.text");

	held->state = row->state;
	held->n_repeats = row->n_repeats;
	return held;
}

static void
test_words(gconstpointer data)
{
	const WordsCase *row = data;
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdHeld *held = make(fake, row);
	g_autofree char *peer = wd_gtk_held_format_peer(held);
	g_autofree char *what = wd_gtk_held_format_what(held);
	g_autofree char *account = wd_gtk_held_format_account(held);
	g_autofree char *reason = wd_gtk_held_format_reason(held);

	g_assert_cmpstr(peer, ==, row->peer);
	g_assert_cmpstr(what, ==, row->what);
	g_assert_cmpstr(account, ==, "me@a.example");
	g_assert_cmpstr(reason, ==, "Looks like SPIM");
	g_assert_cmpstr(wd_gtk_held_get_advice(held), !=, "");
}

static void
test_request_without_text(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdEvent fields = FIELDS(WD_EVENT_CONTACT_REQUEST, WD_DIRECTION_IN, .text = NULL);
	const WdHeld *held = wd_fake_host_add(fake, &fields, "contact.request");
	g_autofree char *what = wd_gtk_held_format_what(held);

	g_assert_cmpuint(
		strlen(what), >, 3); /* the kind stands in for the words that are missing */
}

static void
test_file_size(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdEvent fields = {.kind = WD_EVENT_FILE, .file_name = "a.exe", .file_size = 2000000};
	const WdHeld *held = wd_fake_host_add(fake, &fields, "file.dangerous-type");
	g_autofree char *what = wd_gtk_held_format_what(held);

	g_assert_true(g_str_has_prefix(what, "a.exe (2.0"));
}

/* The clock of a peer may say anything. */
static void
test_impossible_time(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdEvent fields = {.kind = WD_EVENT_IM, .time_ms = G_MAXINT64};
	const WdHeld *held = wd_fake_host_add(fake, &fields, "spim.text");
	g_autofree char *time = wd_gtk_held_format_time(held);

	g_assert_cmpstr(time, ==, "");
}

static void
test_without_findings(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdEvent fields = {.kind = WD_EVENT_IM};
	WdHeld *held = wd_fake_host_add(fake, &fields, "spim.text");
	g_autofree char *reason = NULL;

	g_ptr_array_set_size(held->findings, 0);
	reason = wd_gtk_held_format_reason(held);
	g_assert_cmpstr(reason, ==, "Held by a rule");
}

static void
test_main_reason(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdEvent fields = {.kind = WD_EVENT_IM};
	WdHeld *held = wd_fake_host_add(fake, &fields, "contact.stranger");
	g_autofree char *reason = NULL;

	g_ptr_array_add(held->findings, wd_finding_new("spim.text", WD_ACTION_HOLD, 9, 0, 0, NULL));
	reason = wd_gtk_held_format_reason(held);
	g_assert_cmpstr(reason, ==, "Looks like SPIM");
}

typedef struct {
	const char *name;
	WdDirection direction;
	WdHeldState state;
	gboolean release, trust, remove, report;
} AllowsCase;

static const AllowsCase allows_cases[] = {
	{"waiting", WD_DIRECTION_IN, WD_HELD_WAITING, TRUE, TRUE, TRUE, TRUE},
	{"expired", WD_DIRECTION_IN, WD_HELD_EXPIRED, FALSE, TRUE, TRUE, TRUE},
	{"outgoing", WD_DIRECTION_OUT, WD_HELD_WAITING, TRUE, FALSE, TRUE, FALSE},
	{"outgoing-expired", WD_DIRECTION_OUT, WD_HELD_EXPIRED, FALSE, FALSE, TRUE, FALSE},
	{"delivered", WD_DIRECTION_IN, WD_HELD_DELIVERED, FALSE, FALSE, FALSE, FALSE},
	{"deleted", WD_DIRECTION_IN, WD_HELD_DELETED, FALSE, FALSE, FALSE, FALSE},
};

static void
test_allows(gconstpointer data)
{
	const AllowsCase *row = data;
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();
	const WdEvent fields = {.kind = WD_EVENT_IM, .direction = row->direction};
	WdHeld *held = wd_fake_host_add(fake, &fields, "spim.text");

	held->state = row->state;
	g_assert_cmpint(wd_gtk_held_allows(held, WD_DECISION_RELEASE), ==, row->release);
	g_assert_cmpint(wd_gtk_held_allows(held, WD_DECISION_TRUST), ==, row->trust);
	g_assert_cmpint(wd_gtk_held_allows(held, WD_DECISION_DELETE), ==, row->remove);
	g_assert_cmpint(wd_gtk_held_allows(held, WD_DECISION_REPORT), ==, row->report);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/held-text/words/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_words);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(allows_cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/held-text/allows/%s", allows_cases[i].name);

		g_test_add_data_func(path, &allows_cases[i], test_allows);
	}
	g_test_add_func("/held-text/request-without-text", test_request_without_text);
	g_test_add_func("/held-text/file-size", test_file_size);
	g_test_add_func("/held-text/impossible-time", test_impossible_time);
	g_test_add_func("/held-text/without-findings", test_without_findings);
	g_test_add_func("/held-text/main-reason", test_main_reason);
	return g_test_run();
}
