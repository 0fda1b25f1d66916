/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-deed.h"

typedef struct {
	const char *name;
	const char *event;
	const char *action;
	gboolean is_deed;
	WdDeedKind kind;
} KindCase;

static const KindCase kind_cases[] = {
	{"held", "spam.flagged", "hold", TRUE, WD_DEED_HELD},
	{"warned", "link.warned", "warn", TRUE, WD_DEED_WARNED},
	{"blocked", "file.blocked", "block", TRUE, WD_DEED_BLOCKED},
	{"sent-after-all", "msg.send.overridden", "warn", TRUE, WD_DEED_PASSED_OVER},
	{"opened-after-all", "link.clicked_through", NULL, TRUE, WD_DEED_PASSED_OVER},
	{"note-is-none", "contact.blocked", "note", FALSE, WD_DEED_WARNED},
	{"allow-is-none", "contact.blocked", "allow", FALSE, WD_DEED_WARNED},
	{"no-verdict", "log.open", NULL, FALSE, WD_DEED_WARNED},
	{"unknown-action", "file.blocked", "explode", FALSE, WD_DEED_WARNED},
	{"empty-action", "file.blocked", "", FALSE, WD_DEED_WARNED},
};

static void
test_kind(gconstpointer data)
{
	const KindCase *row = data;
	WdDeedKind kind = WD_DEED_WARNED;

	g_assert_cmpint(wd_deed_find_kind(row->event, row->action, &kind), ==, row->is_deed);
	g_assert_cmpint(kind, ==, row->kind);
}

static void
add(WdDeeds *deeds, gint64 time_ms)
{
	g_autofree char *reason = g_strdup_printf("reason-%d", (int)time_ms % 3);

	wd_deeds_add(deeds, &(const WdDeed){time_ms, WD_DEED_HELD, "spam.flagged", NULL, reason});
}

static void
test_keeps_strings(void)
{
	g_autoptr(WdDeeds) deeds = wd_deeds_new(10);

	for (gint64 i = 0; i < 4; i++)
		add(deeds, i);
	g_assert_cmpuint(wd_deeds_count(deeds), ==, 4);
	g_assert_cmpstr(wd_deeds_get(deeds, 1)->reason, ==, "reason-1");
	g_assert_null(wd_deeds_get(deeds, 1)->protocol);
	/* The same words are there once. */
	g_assert_true(wd_deeds_get(deeds, 0)->reason == wd_deeds_get(deeds, 3)->reason);
	g_assert_cmpuint(wd_deeds_get_n_dropped(deeds), ==, 0);
}

/* A flood costs no more memory than the bound, and the newest stay. */
static void
test_bound(void)
{
	g_autoptr(WdDeeds) deeds = wd_deeds_new(100);

	for (gint64 i = 0; i < 1000; i++)
		add(deeds, i);
	g_assert_cmpuint(wd_deeds_count(deeds), <=, 100);
	g_assert_cmpuint(wd_deeds_count(deeds) + wd_deeds_get_n_dropped(deeds), ==, 1000);
	g_assert_cmpint(wd_deeds_get(deeds, wd_deeds_count(deeds) - 1)->time_ms, ==, 999);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(kind_cases); i++) {
		g_autofree char *path = g_strconcat("/deed/kind/", kind_cases[i].name, NULL);

		g_test_add_data_func(path, &kind_cases[i], test_kind);
	}
	g_test_add_func("/deed/keeps-strings", test_keeps_strings);
	g_test_add_func("/deed/bound", test_bound);
	return g_test_run();
}
