/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-leak-exception.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *item;
	guint kinds; /* 0: refused */
	const char *pattern;
	WdLeakDo what;
} Case;

#define CARD  WD_LEAK_BIT(WD_LEAK_CARD)
#define TOKEN WD_LEAK_BIT(WD_LEAK_TOKEN)

static const Case cases[] = {
	{"one", "card:*@bank.example=allow", CARD, "*@bank.example", WD_LEAK_DO_ALLOW},
	{"two", "card,token:ann=block", CARD | TOKEN, "ann", WD_LEAK_DO_BLOCK},
	{"every", "*:*=redact", WD_LEAK_ALL_KINDS, "*", WD_LEAK_DO_REDACT},
	{"name-in-parts", "card:prpl-irc:*:#room=hold", CARD, "prpl-irc:*:#room", WD_LEAK_DO_HOLD},
	{"name-with-a-mark", "card:a=b=note", CARD, "a=b", WD_LEAK_DO_NOTE},
	{"no-kind", ":ann=block", 0, NULL, 0},
	{"unknown-kind", "cards:ann=block", 0, NULL, 0},
	{"one-kind-unknown", "card,x:ann=block", 0, NULL, 0},
	{"nobody", "card:=block", 0, NULL, 0},
	{"no-action", "card:ann", 0, NULL, 0},
	{"unknown-action", "card:ann=quarantine", 0, NULL, 0},
	{"upper", "card:ann=Block", 0, NULL, 0},
	{"mark-before-colon", "card=x:block", 0, NULL, 0},
	{"empty", "", 0, NULL, 0},
};

static void
test_parse(gconstpointer data)
{
	const Case *row = data;
	WdLeakException exception = {0};

	g_assert_cmpint(wd_leak_exception_parse(row->item, &exception), ==, row->kinds != 0);
	if (row->kinds == 0)
		return;
	g_assert_cmpuint(exception.kinds, ==, row->kinds);
	g_assert_cmpint(exception.what, ==, row->what);
	g_assert_cmpuint(exception.n_pattern, ==, strlen(row->pattern));
	g_assert_true(strncmp(exception.pattern, row->pattern, exception.n_pattern) == 0);
}

static void
test_words(void)
{
	for (guint i = 0; i < WD_LEAK_N_KINDS; i++) {
		WdLeakKind kind;

		g_assert_true(wd_leak_kind_parse(wd_leak_kind_to_string((WdLeakKind)i), &kind));
		g_assert_cmpuint(kind, ==, i);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/leak-exception/", cases, test_parse);
	g_test_add_func("/leak-exception/words", test_words);
	return g_test_run();
}
