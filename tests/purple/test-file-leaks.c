/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a file that goes out, on a real session and the real engine. */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-file-leaks.h"

#define CARD "4111 1111 1111 1111"

typedef struct {
	guint n_calls;
	GPtrArray *codes; /* of char * */
} Found;

static void
note(const GPtrArray *findings, gpointer data)
{
	Found *found = data;

	found->n_calls++;
	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);

		g_assert_cmpuint(finding->start, ==, 0); /* no place in a text that nobody sees */
		g_assert_cmpuint(finding->end, ==, 0);
		g_ptr_array_add(found->codes, g_strdup(finding->code));
	}
}

static WdEvent *
make_event(const Duty *duty, const char *text)
{
	const WdFileFacts seen = {.text = text, .inspection = WD_INSPECTION_DONE};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&seen);
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_OUT,
		.protocol = purple_account_get_protocol_id(duty->account),
		.account = purple_account_get_username(duty->account),
		.peer = "anna",
		.file_name = "a.txt",
		.file_facts = facts,
		.time_ms = 1,
	};

	return wd_event_new(&fields);
}

/* Where the secret stands among so many other bytes. */
typedef struct {
	const char *name;
	gsize n_before;
	const char *text;
	gsize n_after;
	const char *code; /* (nullable) none is found */
} Case;

static const Case cases[] = {
	{"short", 0, "the card is " CARD, 0, "leak.card"},
	{"harmless", 5000, "nothing to see", 5000, NULL},
	{"first-piece", 100, " " CARD " ", 20000, "leak.card"},
	{"last-piece", 20000, " " CARD " ", 0, "leak.card"},
	{"on-a-seam", 4085, " " CARD " ", 20000, "leak.card"},
	{"on-the-next-seam", 4096 + 3584 - 10, " " CARD " ", 20000, "leak.card"},
	{"key", 9000, "\n-----BEGIN PRIVATE KEY-----\nMII\n", 9000, "leak.private-key"},
	{"link-is-no-leak", 0, "see http://192.0.2.7/x.exe", 0, NULL},
	{"letters-on-a-seam", 4095, "\xc3\xa4\xc3\xa4 " CARD " ", 100, "leak.card"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *before = g_strnfill(row->n_before, 'x');
	g_autofree char *after = g_strnfill(row->n_after, 'y');
	g_autofree char *text = g_strconcat(before, row->text, after, NULL);
	g_autoptr(WdEvent) event = make_event(duty, text);
	Found found = {0, g_ptr_array_new_with_free_func(g_free)};

	(void)wd_file_leaks_start(duty->session, event, note, &found);
	g_assert_cmpuint(found.n_calls, ==, 0); /* never from within the call */
	wd_null_purple_turn(0);
	g_assert_cmpuint(found.n_calls, ==, 1);
	g_assert_cmpuint(found.codes->len, ==, row->code != NULL ? 1 : 0); /* once */
	if (row->code != NULL)
		g_assert_cmpstr(g_ptr_array_index(found.codes, 0), ==, row->code);
	g_ptr_array_unref(found.codes);
	duty_end(duty);
}

static void
test_without_text(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autoptr(WdEvent) event = make_event(duty, NULL);
	Found found = {0, g_ptr_array_new_with_free_func(g_free)};

	(void)wd_file_leaks_start(duty->session, event, note, &found);
	wd_null_purple_turn(0);
	g_assert_cmpuint(found.n_calls, ==, 1);
	g_assert_cmpuint(found.codes->len, ==, 0);
	g_ptr_array_unref(found.codes);
	duty_end(duty);
}

static void
test_cancelled(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autoptr(WdEvent) event = make_event(duty, text);
	Found found = {0, g_ptr_array_new_with_free_func(g_free)};
	WdFileLeaks *leaks = wd_file_leaks_start(duty->session, event, note, &found);

	g_main_context_iteration(NULL, FALSE);
	wd_file_leaks_cancel(leaks);
	wd_null_purple_turn(0);
	g_assert_cmpuint(found.n_calls, ==, 0);
	g_ptr_array_unref(found.codes);
	duty_end(duty);
}

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/file-leaks/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/file-leaks/without-text", test_without_text);
	g_test_add_func("/file-leaks/cancelled", test_cancelled);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
