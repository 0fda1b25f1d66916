/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "inspect/wd-facts-codec.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *raw;
} Case;

static const Case refused[] = {
	{"empty", ""},
	{"other-beginning", "warden-facts 2\nend\n"},
	{"no-end", "warden-facts 1\nclass text\n"},
	{"end-without-break", "warden-facts 1\nend"},
	{"behind-the-end", "warden-facts 1\nend\nclass text\n"},
	{"class-twice", "warden-facts 1\nclass text\nclass program\nend\n"},
	{"unknown-class", "warden-facts 1\nclass harmless\nend\n"},
	{"no-value", "warden-facts 1\nclass\nend\n"},
	{"negative-size", "warden-facts 1\nsize -1\nend\n"},
	{"huge-size", "warden-facts 1\nsize 99999999999999999999\nend\n"},
	{"short-hash", "warden-facts 1\nsha256 abcd\nend\n"},
	{"type-with-control", "warden-facts 1\ntype text/\x1b[31m\nend\n"},
	{"half-a-text", "warden-facts 1\ntext 500\nshort\nend\n"},
	{"long-text", "warden-facts 1\ntext 99999999\nend\n"},
	{"member-without-name", "warden-facts 1\nmember text -\nend\n"},
	{"text-twice", "warden-facts 1\ntext 1\naend\ntext 1\n"},
};

static void
test_refuses(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_facts_parse(row->raw, strlen(row->raw), "a", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_round_trip(void)
{
	const WdFileMember members[] = {
		{"a b.exe", WD_FILE_PROGRAM, WD_FILE_PROGRAM_INSIDE | WD_FILE_PATH_INSIDE},
		{"line\nbreak\u202e", WD_FILE_UNKNOWN, 0},
	};
	const WdFileFacts fields = {
		.name = "x.zip",
		.size = 12,
		.has_hash = TRUE,
		.hash = {1, 0xab},
		.inspection = WD_INSPECTION_DONE,
		.type = "application/zip",
		.file_class = WD_FILE_ARCHIVE,
		.flags = WD_FILE_PROGRAM_INSIDE | WD_FILE_LIMIT,
		.n_members = 2,
		.members = members,
		.text = "one\nend\ntwo",
	};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&fields);
	g_autoptr(GString) raw = g_string_new(NULL);
	g_autoptr(WdFileFacts) back = NULL;

	wd_facts_format(raw, facts);
	back = wd_facts_parse(raw->str, raw->len, "x.zip", NULL);
	g_assert_nonnull(back);
	g_assert_cmpint(back->size, ==, 12);
	g_assert_cmpmem(back->hash, sizeof back->hash, facts->hash, sizeof facts->hash);
	g_assert_cmpstr(back->type, ==, "application/zip");
	g_assert_cmpint(back->file_class, ==, WD_FILE_ARCHIVE);
	g_assert_cmphex(back->flags, ==, facts->flags);
	g_assert_cmpuint(back->n_members, ==, 2);
	g_assert_cmpstr(back->members[0].name, ==, "a b.exe");
	g_assert_cmphex(back->members[0].flags, ==, members[0].flags);
	g_assert_cmpstr(back->members[1].name, ==, "line break[U+202E]");
	g_assert_cmpstr(back->text, ==, "one\nend\ntwo");
}

/* A newer inspector may say more than is understood. */
static void
test_skips_news(void)
{
	const char *raw = "warden-facts 1\ncolour blue\nflags encrypted,new-thing\nend\n";
	g_autoptr(WdFileFacts) facts = wd_facts_parse(raw, strlen(raw), "a", NULL);

	g_assert_nonnull(facts);
	g_assert_cmphex(facts->flags, ==, WD_FILE_ENCRYPTED);
}

static void
test_too_many_members(void)
{
	g_autoptr(GString) raw = g_string_new("warden-facts 1\n");

	for (guint i = 0; i <= WD_FILE_MAX_MEMBERS; i++)
		g_string_append(raw, "member text - a\n");
	g_string_append(raw, "end\n");
	g_assert_null(wd_facts_parse(raw->str, raw->len, "a", NULL));
}

static void
test_nul(void)
{
	static const char raw[] = "warden-facts 1\nclass te\0xt\nend\n";

	g_assert_null(wd_facts_parse(raw, sizeof raw - 1, "a", NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/facts-codec/refuses/", refused, test_refuses);
	g_test_add_func("/facts-codec/round-trip", test_round_trip);
	g_test_add_func("/facts-codec/skips-news", test_skips_news);
	g_test_add_func("/facts-codec/too-many-members", test_too_many_members);
	g_test_add_func("/facts-codec/nul", test_nul);
	return g_test_run();
}
