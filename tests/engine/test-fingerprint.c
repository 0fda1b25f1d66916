/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-fingerprint.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *one;
	const char *one_peer;
	const char *other;
	const char *other_peer;
	gboolean is_same;
} Case;

static const Case cases[] = {
	{"same", "look at this picture", "ann", "look at this picture", "ben", TRUE},
	{"case-and-spaces", "Look at  THIS picture", "ann", "look at this picture", "ben", TRUE},
	{"punctuation", "look at this picture!!", "ann", "look, at this picture", "ben", TRUE},
	{"other-link",
	 "look at this http://a.test/1",
	 "ann",
	 "look at this https://b.test/2",
	 "ben",
	 TRUE},
	{"other-number", "look at my 10 pictures", "ann", "look at my 27 pictures", "ben", TRUE},
	{"name",
	 "hey Ann, look at this",
	 "ann@im.example",
	 "hey Ben, look at this",
	 "ben@im.example",
	 TRUE},
	{"letters", "look at this p\u0456cture", "ann", "look at this picture", "ben", TRUE},
	{"zero-width", "look at this pic\u200bture", "ann", "look at this picture", "ben", TRUE},
	{"spaced-out", "l o o k at this picture", "ann", "look at this picture", "ben", TRUE},
	{"other-words", "look at this picture", "ann", "look at that picture", "ben", FALSE},
	{"somebody-else's-name",
	 "hey Carl, look at this",
	 "ann",
	 "hey Ben, look at this",
	 "ben",
	 FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdEvent) one = wd_event_new(&(WdEvent){.text = row->one, .peer = row->one_peer});
	g_autoptr(WdEvent) other =
		wd_event_new(&(WdEvent){.text = row->other, .peer = row->other_peer});
	g_autofree char *a = wd_fingerprint_get(WD_FINGERPRINT_TEXT, one);
	g_autofree char *b = wd_fingerprint_get(WD_FINGERPRINT_TEXT, other);

	g_assert_nonnull(a);
	g_assert_nonnull(b);
	if (row->is_same)
		g_assert_cmpstr(a, ==, b);
	else
		g_assert_cmpstr(a, !=, b);
}

typedef struct {
	const char *name;
	WdFingerprint which;
	WdEvent event;
	const char *print; /* NULL: nothing worth comparing */
} PrintCase;

static const PrintCase prints[] = {
	{"short-text", WD_FINGERPRINT_TEXT, {.text = "happy birthday ann"}, NULL},
	{"no-text", WD_FINGERPRINT_TEXT, {.text = ""}, NULL},
	{"link-host", WD_FINGERPRINT_LINK, {.text = "see HTTP://A.test:80/x"}, "a.test"},
	{"first-link-with-a-host",
	 WD_FINGERPRINT_LINK,
	 {.text = "javascript:x http://b.test/"},
	 "b.test"},
	{"no-link", WD_FINGERPRINT_LINK, {.text = "hello"}, NULL},
	{"file",
	 WD_FINGERPRINT_FILE,
	 {.kind = WD_EVENT_FILE, .file_name = "a.txt", .file_size = 7},
	 "7 a.txt"},
	{"file-without-name", WD_FINGERPRINT_FILE, {.kind = WD_EVENT_FILE}, NULL},
	{"no-file", WD_FINGERPRINT_FILE, {.text = "hello"}, NULL},
};

static void
test_print(gconstpointer data)
{
	const PrintCase *row = data;
	g_autoptr(WdEvent) event = wd_event_new(&row->event);
	g_autofree char *print = wd_fingerprint_get(row->which, event);

	g_assert_cmpstr(print, ==, row->print);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/fingerprint/compare/", cases, test_case);
	WD_ADD_ROWS("/fingerprint/print/", prints, test_print);
	return g_test_run();
}
