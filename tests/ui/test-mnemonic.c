/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-mnemonic.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *label;
	const char *stripped;
} Case;

static const Case cases[] = {
	{"none", "Close", "Close"},
	{"first", "_Close", "Close"},
	{"inside", "Re_view", "Review"},
	{"in-brackets", "適用する(_A)", "適用する"},
	{"in-brackets-before-a-colon", "メッセージ(_M):", "メッセージ:"},
	{"a-word-in-brackets", "Links (_all)", "Links (all)"},
	{"brackets-cut", "Links (_a", "Links (a"},
	{"last", "Links_", "Links"},
	{"bracket-and-end", "Links (_", "Links ("},
	{"empty", "", ""},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *stripped = wd_mnemonic_strip(row->label);

	g_assert_cmpstr(stripped, ==, row->stripped);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/mnemonic/", cases, test_case);
	return g_test_run();
}
