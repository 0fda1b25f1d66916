/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-fact.h"
#include "fakes/wd-null-purple.h"
#include "finch/wd-text-pages.h"
#include "ui/wd-columns.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define NOW_MS G_GINT64_CONSTANT(1795348800000) /* 2026-11-22T12:00:00Z */

/* A session that keeps who looks, and whose policy is all built in. */
static struct {
	WdFactsSeen facts_seen;
	WdDeedsSeen deeds_seen;
	gpointer data;
	guint n_looks;
	WdPolicy *policy;
} session;

static void
look_at_facts(gpointer pointer, WdFactsSeen seen, gpointer data)
{
	session.facts_seen = seen;
	session.data = data;
	session.n_looks++;
}

static void
look_at_deeds(gpointer pointer, gint64 from_ms, WdDeedsSeen seen, gpointer data)
{
	g_assert_cmpint(from_ms, ==, NOW_MS - 30 * DAY_MS);
	session.deeds_seen = seen;
	session.data = data;
	session.n_looks++;
}

static void
forget(gpointer pointer, gconstpointer data)
{
	g_assert_true(data == session.data);
	session.facts_seen = NULL;
	session.deeds_seen = NULL;
}

static gint64
get_now_ms(gpointer pointer)
{
	return NOW_MS;
}

static const WdPolicy *
get_policy(gpointer pointer)
{
	return session.policy;
}

static const WdInsightPort insight = {look_at_facts, look_at_deeds, forget, get_now_ms};
static const WdHost host = {.abi = WD_HOST_ABI, .get_policy = get_policy, .insight = &insight};

static WdTextPages *
begin(void)
{
	wd_null_purple_forget();
	session.n_looks = 0;
	session.policy = wd_policy_new_default();
	return wd_text_pages_new(&host, &session);
}

static void
end(WdTextPages *pages)
{
	wd_text_pages_free(pages);
	g_clear_pointer(&session.policy, wd_policy_unref);
}

/* The one text that was shown. */
static const char *
read_page(void)
{
	const GPtrArray *notices = wd_null_purple_notices();

	g_assert_cmpuint(notices->len, ==, 1);
	return g_ptr_array_index(notices, 0);
}

static void
test_status(void)
{
	WdTextPages *pages = begin();
	g_autoptr(GPtrArray) facts = wd_facts_new();
	const char *page;

	wd_text_pages_show_status(pages);
	wd_text_pages_show_status(pages); /* it is coming: one page */
	g_assert_cmpuint(session.n_looks, ==, 1);
	wd_facts_add(facts, "on.spim", WD_FACT_GOOD, NULL);
	wd_facts_add(facts, "keys.bad", WD_FACT_BAD, "<b>no & such</b>");
	session.facts_seen(facts, session.data);
	page = read_page();
	g_assert_true(strstr(page, "not protected: The keys") < strstr(page, "good: Unwanted"));
	g_assert_nonnull(strstr(page, "&lt;b&gt;no &amp; such&lt;/b&gt;"));
	end(pages);
}

/* No line is longer than a terminal's, also where there is no space to break at. */
static void
test_breaks_lines(void)
{
	WdTextPages *pages = begin();
	g_autoptr(GPtrArray) facts = wd_facts_new();
	g_autofree char *latin = g_strnfill(75, 'x');
	/* Each letter is twice as wide, three bytes long, and one can break behind it. */
	g_autofree char *path = g_strconcat(latin,
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92"
					    "\xe8\xaa\xb0\xe3\x81\x8c\xe4\xbd\x95\xe3\x82\x92",
					    NULL);
	g_auto(GStrv) lines = NULL;

	wd_text_pages_show_status(pages);
	wd_facts_add(facts, "keys.bad", WD_FACT_BAD, path);
	session.facts_seen(facts, session.data);
	lines = g_strsplit(read_page(), "<br>", -1);
	for (guint i = 1; lines[i] != NULL; i++) /* before the first one stands the title */
		g_assert_cmpuint(wd_columns_count(lines[i]), <=, 74);
	g_assert_cmpuint(g_strv_length(lines), >, 4);
	end(pages);
}

static void
test_forgets(void)
{
	WdTextPages *pages = begin();

	wd_text_pages_show_status(pages);
	end(pages);
	g_assert_null(session.facts_seen);
}

typedef struct {
	const char *name;
	const char *words;
	const char *has;
	const char *lacks;
} PolicyCase;

static const PolicyCase policy_cases[] = {
	{"all", NULL, "Contacts.Strangers = screen (Default: Purple Warden)", "Values:"},
	{"some", "links", "Links.Action", "Accounts.RequireTLS"},
	{"one", "contacts.challengewindow", "within which", "Links.Action"},
	{"none", "zebra", "No setting has these words.", "Links.Action"},
};

static void
test_policy(gconstpointer data)
{
	const PolicyCase *row = data;
	WdTextPages *pages = begin();
	const char *page;

	wd_text_pages_show_policy(pages, row->words);
	page = read_page();
	if (!g_str_equal(row->name, "one"))
		g_assert_nonnull(strstr(page, row->has));
	else
		g_assert_nonnull(strstr(page, "Values:")); /* a single one is explained */
	g_assert_null(strstr(page, row->lacks));
	end(pages);
}

static WdDeeds *
make_deeds(void)
{
	WdDeeds *deeds = wd_deeds_new(10);

	wd_deeds_add(
		deeds,
		&(const WdDeed){
			NOW_MS - DAY_MS, WD_DEED_HELD, "spam.flagged", "prpl-jabber", "spim.text"});
	wd_deeds_add(
		deeds,
		&(const WdDeed){NOW_MS, WD_DEED_BLOCKED, "file.blocked", "prpl-<i>", "file.type"});
	return deeds;
}

typedef struct {
	const char *name;
	const char *words;
	const char *has;
	const char *lacks;
} ActivityCase;

static const ActivityCase activity_cases[] = {
	{"numbers", NULL, "<b>Network</b><br>&lt;i&gt;: 1<br>XMPP: 1<br>", "22 "},
	{"by-word", "xmpp", "Held: Unwanted messages and requests, XMPP", "By day"},
	{"by-kind", "FILES", "Blocked: Files, &lt;i&gt;", "XMPP"},
	{"no-such", "zebra", "Nothing has these words.", "XMPP"},
};

static void
test_activity(gconstpointer data)
{
	const ActivityCase *row = data;
	WdTextPages *pages = begin();
	const char *page;

	wd_text_pages_show_activity(pages, row->words);
	session.deeds_seen(make_deeds(), NULL, session.data);
	page = read_page();
	g_assert_nonnull(strstr(page, "In the last 30 days: 1 held, 1 blocked"));
	g_assert_nonnull(strstr(page, row->has));
	if (row->words != NULL)
		g_assert_null(strstr(page, row->lacks));
	end(pages);
}

static void
test_unreadable(void)
{
	WdTextPages *pages = begin();

	wd_text_pages_show_activity(pages, NULL);
	session.deeds_seen(NULL, "The audit trail cannot be read: <EIO>", session.data);
	g_assert_nonnull(strstr(read_page(), "cannot be read: &lt;EIO&gt;"));
	end(pages);
}

static void
test_empty(void)
{
	WdTextPages *pages = begin();

	wd_text_pages_show_activity(pages, NULL);
	session.deeds_seen(wd_deeds_new(2), NULL, session.data);
	g_assert_nonnull(strstr(read_page(), "Nothing was warned of, held or blocked"));
	g_assert_null(strstr(read_page(), "By day"));
	end(pages);
}

int
main(int argc, char **argv)
{
	int status;

	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	g_test_add_func("/text-pages/status", test_status);
	g_test_add_func("/text-pages/breaks-lines", test_breaks_lines);
	g_test_add_func("/text-pages/forgets", test_forgets);
	for (gsize i = 0; i < G_N_ELEMENTS(policy_cases); i++) {
		g_autofree char *path =
			g_strconcat("/text-pages/policy/", policy_cases[i].name, NULL);

		g_test_add_data_func(path, &policy_cases[i], test_policy);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(activity_cases); i++) {
		g_autofree char *path =
			g_strconcat("/text-pages/activity/", activity_cases[i].name, NULL);

		g_test_add_data_func(path, &activity_cases[i], test_activity);
	}
	g_test_add_func("/text-pages/unreadable", test_unreadable);
	g_test_add_func("/text-pages/empty", test_empty);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
