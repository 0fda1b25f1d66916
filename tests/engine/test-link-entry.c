/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-link-entry.h"
#include "engine/wd-error.h"
#include "wd-rows.h"

/* A line of a list and what it means: the kind's letter and the text for each, NULL: a mistake. */
typedef struct {
	const char *name;
	const char *line;
	const char *meaning;
} EntryCase;

static const EntryCase cases[] = {
	{"empty", "", ""},
	{"blanks", " \t ", ""},
	{"remark", "# bad.example", ""},
	{"blocker-remark", "! bad.example", ""},
	{"domain", "bad.example", "d:bad.example "},
	{"upper-case", "BAD.Example", "d:bad.example "},
	{"final-dot", "bad.example.", "d:bad.example "},
	{"carriage-return", "bad.example\r", "d:bad.example "},
	{"star", "*.bad.example", "d:bad.example "},
	{"dot", ".bad.example", "d:bad.example "},
	{"ten-labels", "a.b.c.d.e.f.g.h.bad.example", "d:a.b.c.d.e.f.g.h.bad.example "},
	{"eleven-labels", "*.a.b.c.d.e.f.g.h.i.bad.example", "h:a.b.c.d.e.f.g.h.i.bad.example "},
	{"remark-behind", "bad.example # why", "d:bad.example "},
	{"international",
	 "b\xc3\xbc"
	 "cher.example",
	 "d:xn--bcher-kva.example "},
	{"address", "192.0.2.7", "h:192.0.2.7 "},
	{"address-in-one-number", "3221225991", "h:192.0.2.7 "},
	{"hosts", "0.0.0.0 bad.example", "h:bad.example "},
	{"hosts-several",
	 "127.0.0.1\tbad.example  worse.example",
	 "h:bad.example h:worse.example "},
	{"hosts-six", "::1 bad.example", "h:bad.example "},
	{"hosts-zone", "fe80::1%lo0 localhost", ""},
	{"hosts-own-names", "127.0.0.1 localhost ip6-loopback", ""},
	{"hosts-without-dot", "0.0.0.0 intranet", "h:intranet "},
	{"url-of-a-site", "https://bad.example/", "h:bad.example "},
	{"url", "https://bad.example/a/b/", "u:bad.example/a/b "},
	{"url-with-query", "http://bad.example/a?id=7", "u:bad.example/a?id=7 "},
	{"url-with-query-alone", "http://bad.example?id=7/8", "u:bad.example/?id=7/8 "},
	{"url-with-a-slash-behind-its-query", "http://bad.example/a?b/", "u:bad.example/a?b/ "},
	{"url-with-backslashes", "http://bad.example\\a\\b", "u:bad.example/a/b "},
	{"url-that-goes-up", "http://bad.example/x/../a/./b", "u:bad.example/a/b "},
	{"url-that-goes-up-to-the-site", "http://bad.example/x/%2E%2e", "h:bad.example "},
	{"url-with-fragment", "http://bad.example/a#top", "u:bad.example/a "},
	{"url-with-user", "http://paypal.com@bad.example/a", "u:bad.example/a "},
	{"path-without-scheme", "bad.example/a", "u:bad.example/a "},
	{"blocker", "||bad.example^", "d:bad.example "},
	{"blocker-all", "||bad.example^$all", "d:bad.example "},
	{"blocker-path", "||bad.example/a^$document", "u:bad.example/a "},
	/* What would mean too much, or nothing that could be looked up. */
	{"top-level", "example", NULL},
	{"star-top-level", "*.com", NULL},
	{"star-alone", "*", NULL},
	{"star-inside", "bad.*.example", NULL},
	{"two-dots", "bad..example", NULL},
	{"dot-alone", ".", NULL},
	{"comma", "bad.example,worse.example", NULL},
	{"two-names", "bad.example worse.example", NULL},
	{"mail-address-of-no-site", "mailto:a@bad.example", NULL},
	{"script", "javascript://bad.example/", NULL},
	{"blocker-with-options", "||bad.example^$third-party", NULL},
	{"blocker-with-star", "||bad*^", NULL},
	{"blocker-empty", "||", NULL},
	{"hosts-with-a-bad-name", "0.0.0.0 good.example b*d", NULL},
	{"not-utf8",
	 "b\xe4"
	 "d.example",
	 NULL},
};

static void
note(WdLinkEntryKind kind, const char *text, gpointer data)
{
	g_string_append_printf(data, "%c:%s ", kind, text);
}

static void
test_entry(gconstpointer data)
{
	const EntryCase *row = data;
	g_autoptr(GString) found = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	gboolean is_good = wd_link_entry_parse(row->line, strlen(row->line), note, found, &error);

	if (row->meaning == NULL) {
		g_assert_false(is_good);
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
		return;
	}
	g_assert_no_error(error);
	g_assert_true(is_good);
	g_assert_cmpstr(found->str, ==, row->meaning);
}

/* The line ends where it is said to end, not at a nul and not behind it. */
static void
test_length(void)
{
	static const char line[] = "bad.example\0.org";
	g_autoptr(GString) found = g_string_new(NULL);
	g_autofree char *endless = g_strnfill(5000, 'a');

	g_assert_true(wd_link_entry_parse(line, 11, note, found, NULL));
	g_assert_cmpstr(found->str, ==, "d:bad.example ");
	g_assert_false(wd_link_entry_parse(line, sizeof line - 1, note, found, NULL));
	g_assert_true(wd_link_entry_parse("bad.example", 0, note, found, NULL));
	g_assert_false(wd_link_entry_parse(endless, 5000, note, found, NULL));
	g_assert_cmpstr(found->str, ==, "d:bad.example ");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/link-entry/", cases, test_entry);
	g_test_add_func("/link-entry/length", test_length);
	return g_test_run();
}
