/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-policy.h"
#include "wd-page-test.h"
#include "wd-widgets.h"

#define TABLE "warden-policy-table"

static void
free_page(gpointer page)
{
	wd_gtk_policy_free(page);
}

static void
set_up(WdPageTest *test, gconstpointer data)
{
	*test = (WdPageTest){.fake = wd_fake_host_new(),
			     .make = wd_gtk_policy_make,
			     .show = wd_gtk_policy_show,
			     .free_page = free_page};
	wd_fake_host_lock(test->fake, WD_KEY_META_ORGANISATION, "Example Corp", "/etc/x.conf:3");
	wd_fake_host_lock(test->fake, WD_KEY_META_POLICY_ID, "desktops", "/etc/x.conf:1");
	wd_fake_host_lock(test->fake, WD_KEY_META_REVISION, "17", "/etc/x.conf:2");
	wd_fake_host_lock(test->fake, WD_KEY_CONTACTS_STRANGERS, "hold", "/etc/x.conf:9");
	test->page = wd_gtk_policy_new(&test->fake->host);
	wd_page_test_open(test, NULL);
}

static char *
get_first(WdPageTest *test, int column)
{
	GtkTreeIter row;
	char *text = NULL;

	g_assert_true(gtk_tree_model_get_iter_first(wd_page_test_get_model(test, TABLE), &row));
	gtk_tree_model_get(wd_page_test_get_model(test, TABLE), &row, column, &text, -1);
	return text;
}

static void
type(WdPageTest *test, const char *words)
{
	gtk_entry_set_text(GTK_ENTRY(wd_page_test_find(test, "warden-filter")), words);
	wd_widgets_settle();
}

static void
test_all(WdPageTest *test, gconstpointer data)
{
	g_autofree char *sentence = wd_widgets_read(wd_page_test_find(test, "warden-sentence"));

	g_assert_cmpint(wd_page_test_count_rows(test, TABLE), ==, WD_N_KEYS);
	g_assert_cmpuint(strlen(sentence), >, 20); /* the first one is selected */
	g_assert_true(gtk_widget_is_focus(wd_page_test_find(test, "warden-filter")));
}

/* Who locked it, in one typed word. */
static void
test_filter(WdPageTest *test, gconstpointer data)
{
	g_autofree char *set_by = NULL;
	g_autofree char *status = NULL;
	g_autofree char *sentence = NULL;
	const char *count;

	type(test, "contacts.strangers hold");
	g_assert_cmpint(wd_page_test_count_rows(test, TABLE), >=, 1);
	set_by = get_first(test, 2);
	status = get_first(test, 3);
	g_assert_cmpstr(set_by, ==, "Example Corp");
	g_assert_cmpstr(status, ==, "Locked");
	sentence = wd_widgets_read(wd_page_test_find(test, "warden-sentence"));
	g_assert_nonnull(strstr(sentence, "It stands in /etc/x.conf:9.\nPolicy: desktops r17"));
	count = gtk_label_get_text(GTK_LABEL(wd_page_test_find(test, "warden-count")));
	g_assert_nonnull(strstr(count, " of "));
}

static void
test_nothing_found(WdPageTest *test, gconstpointer data)
{
	g_autofree char *sentence = NULL;

	type(test, "zebra");
	g_assert_cmpint(wd_page_test_count_rows(test, TABLE), ==, 0);
	sentence = wd_widgets_read(wd_page_test_find(test, "warden-sentence"));
	g_assert_cmpstr(sentence, ==, "\n");
	type(test, "");
	g_assert_cmpint(wd_page_test_count_rows(test, TABLE), ==, WD_N_KEYS);
}

/* What was selected stays so when fewer are shown, and when all are again. */
static void
test_selection_stays(WdPageTest *test, gconstpointer data)
{
	g_autofree char *sentence = NULL;

	type(test, "links.enabled");
	type(test, "");
	sentence = wd_widgets_read(wd_page_test_find(test, "warden-sentence"));
	g_assert_true(g_str_has_prefix(sentence, "Links.Enabled\n"));
}

static void
test_sorts(WdPageTest *test, gconstpointer data)
{
	g_autofree char *name = NULL;
	g_autofree char *status = NULL;

	gtk_tree_sortable_set_sort_column_id(
		GTK_TREE_SORTABLE(wd_page_test_get_model(test, TABLE)), 0, GTK_SORT_ASCENDING);
	name = get_first(test, 0);
	g_assert_true(g_str_has_prefix(name, "Accounts."));
	gtk_tree_sortable_set_sort_column_id(
		GTK_TREE_SORTABLE(wd_page_test_get_model(test, TABLE)), 4, GTK_SORT_ASCENDING);
	status = get_first(test, 3);
	g_assert_cmpstr(status, ==, "Locked"); /* what matters most comes first */
}

/* A policy that changes while somebody looks, and while another page is in front. */
static void
test_live(WdPageTest *test, gconstpointer data)
{
	g_autofree char *before = NULL;
	g_autofree char *now = NULL;
	g_autofree char *later = NULL;

	type(test, "contacts.strangers example");
	wd_fake_host_lock(test->fake, WD_KEY_CONTACTS_STRANGERS, "block", "/etc/x.conf:9");
	before = get_first(test, 1);
	g_assert_cmpstr(before, ==, "hold");
	wd_gtk_policy_refresh(test->page);
	now = get_first(test, 1);
	g_assert_cmpstr(now, ==, "block");
	gtk_widget_hide(wd_gtk_policy_get_page(test->page));
	wd_fake_host_lock(test->fake, WD_KEY_CONTACTS_STRANGERS, "allow", "/etc/x.conf:9");
	wd_gtk_policy_refresh(test->page);
	gtk_widget_show(wd_gtk_policy_get_page(test->page));
	wd_gtk_policy_show(test->page, NULL);
	later = get_first(test, 1);
	g_assert_cmpstr(later, ==, "allow");
}

static void
test_closed_and_opened(WdPageTest *test, gconstpointer data)
{
	wd_page_test_close(test);
	g_assert_null(wd_gtk_policy_get_page(test->page));
	wd_gtk_policy_refresh(test->page); /* nothing looks any more */
	wd_page_test_open(test, "strangers");
	g_assert_cmpstr(gtk_entry_get_text(GTK_ENTRY(wd_page_test_find(test, "warden-filter"))),
			==,
			"strangers");
	g_assert_cmpint(wd_page_test_count_rows(test, TABLE), <, WD_N_KEYS);
	wd_gtk_policy_show(test->page, NULL); /* the filter stays as it is */
	g_assert_cmpint(wd_page_test_count_rows(test, TABLE), <, WD_N_KEYS);
}

static void
test_accessible(WdPageTest *test, gconstpointer data)
{
	wd_widgets_assert_named(test->window);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(WdPageTest *test, gconstpointer data);
	} tests[] = {
		{"/gtk-policy/all", test_all},
		{"/gtk-policy/filter", test_filter},
		{"/gtk-policy/nothing-found", test_nothing_found},
		{"/gtk-policy/selection-stays", test_selection_stays},
		{"/gtk-policy/sorts", test_sorts},
		{"/gtk-policy/live", test_live},
		{"/gtk-policy/closed-and-opened", test_closed_and_opened},
		{"/gtk-policy/accessible", test_accessible},
	};

	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, WdPageTest, NULL, set_up, tests[i].run, wd_page_test_end);
	return g_test_run();
}
