/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-policy.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

typedef struct {
	WdFakeHost *fake;
	WdGtkPolicy *policy;
	GtkWidget *window; /* (nullable) */
} Fixture;

static void
open_window(Fixture *fixture, const char *words)
{
	fixture->window = wd_widgets_show_page(wd_gtk_policy_make(fixture->policy));
	wd_gtk_policy_show(fixture->policy, words);
	wd_widgets_settle();
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->fake = wd_fake_host_new();
	wd_fake_host_lock(fixture->fake, WD_KEY_META_ORGANISATION, "Example Corp", "/etc/x.conf:3");
	wd_fake_host_lock(fixture->fake, WD_KEY_META_POLICY_ID, "desktops", "/etc/x.conf:1");
	wd_fake_host_lock(fixture->fake, WD_KEY_META_REVISION, "17", "/etc/x.conf:2");
	wd_fake_host_lock(fixture->fake, WD_KEY_CONTACTS_STRANGERS, "hold", "/etc/x.conf:9");
	fixture->policy = wd_gtk_policy_new(&fixture->fake->host);
	open_window(fixture, NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_policy_free(fixture->policy);
	if (fixture->window != NULL)
		gtk_widget_destroy(fixture->window);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
}

static GtkWidget *
find(Fixture *fixture, const char *name)
{
	return wd_widgets_find(fixture->window, name);
}

static GtkTreeModel *
get_model(Fixture *fixture)
{
	return gtk_tree_view_get_model(GTK_TREE_VIEW(find(fixture, "warden-policy-table")));
}

static int
count_rows(Fixture *fixture)
{
	return gtk_tree_model_iter_n_children(get_model(fixture), NULL);
}

static char *
get_first(Fixture *fixture, int column)
{
	GtkTreeIter row;
	char *text = NULL;

	g_assert_true(gtk_tree_model_get_iter_first(get_model(fixture), &row));
	gtk_tree_model_get(get_model(fixture), &row, column, &text, -1);
	return text;
}

static void
type(Fixture *fixture, const char *words)
{
	gtk_entry_set_text(GTK_ENTRY(find(fixture, "warden-filter")), words);
	wd_widgets_settle();
}

static void
test_all(Fixture *fixture, gconstpointer data)
{
	g_autofree char *sentence = wd_widgets_read(find(fixture, "warden-sentence"));

	g_assert_cmpint(count_rows(fixture), ==, WD_N_KEYS);
	g_assert_cmpuint(strlen(sentence), >, 20); /* the first one is selected */
	g_assert_true(gtk_widget_is_focus(find(fixture, "warden-filter")));
}

/* Who locked it, in one typed word. */
static void
test_filter(Fixture *fixture, gconstpointer data)
{
	g_autofree char *set_by = NULL;
	g_autofree char *status = NULL;
	g_autofree char *sentence = NULL;
	const char *count;

	type(fixture, "contacts.strangers hold");
	g_assert_cmpint(count_rows(fixture), >=, 1);
	set_by = get_first(fixture, 2);
	status = get_first(fixture, 3);
	g_assert_cmpstr(set_by, ==, "Example Corp");
	g_assert_cmpstr(status, ==, "Locked");
	sentence = wd_widgets_read(find(fixture, "warden-sentence"));
	g_assert_nonnull(strstr(sentence, "It stands in /etc/x.conf:9.\nPolicy: desktops r17"));
	count = gtk_label_get_text(GTK_LABEL(find(fixture, "warden-count")));
	g_assert_nonnull(strstr(count, " of "));
}

static void
test_nothing_found(Fixture *fixture, gconstpointer data)
{
	g_autofree char *sentence = NULL;

	type(fixture, "zebra");
	g_assert_cmpint(count_rows(fixture), ==, 0);
	sentence = wd_widgets_read(find(fixture, "warden-sentence"));
	g_assert_cmpstr(sentence, ==, "\n");
	type(fixture, "");
	g_assert_cmpint(count_rows(fixture), ==, WD_N_KEYS);
}

/* What was selected stays so when fewer are shown, and when all are again. */
static void
test_selection_stays(Fixture *fixture, gconstpointer data)
{
	g_autofree char *sentence = NULL;

	type(fixture, "links.enabled");
	type(fixture, "");
	sentence = wd_widgets_read(find(fixture, "warden-sentence"));
	g_assert_true(g_str_has_prefix(sentence, "Links.Enabled\n"));
}

static void
test_sorts(Fixture *fixture, gconstpointer data)
{
	g_autofree char *name = NULL;
	g_autofree char *status = NULL;

	gtk_tree_sortable_set_sort_column_id(
		GTK_TREE_SORTABLE(get_model(fixture)), 0, GTK_SORT_ASCENDING);
	name = get_first(fixture, 0);
	g_assert_true(g_str_has_prefix(name, "Accounts."));
	gtk_tree_sortable_set_sort_column_id(
		GTK_TREE_SORTABLE(get_model(fixture)), 4, GTK_SORT_ASCENDING);
	status = get_first(fixture, 3);
	g_assert_cmpstr(status, ==, "Locked"); /* what matters most comes first */
}

/* A policy that changes while somebody looks, and while another page is in front. */
static void
test_live(Fixture *fixture, gconstpointer data)
{
	g_autofree char *before = NULL;
	g_autofree char *now = NULL;
	g_autofree char *later = NULL;

	type(fixture, "contacts.strangers example");
	wd_fake_host_lock(fixture->fake, WD_KEY_CONTACTS_STRANGERS, "block", "/etc/x.conf:9");
	before = get_first(fixture, 1);
	g_assert_cmpstr(before, ==, "hold");
	wd_gtk_policy_refresh(fixture->policy);
	now = get_first(fixture, 1);
	g_assert_cmpstr(now, ==, "block");
	gtk_widget_hide(wd_gtk_policy_get_page(fixture->policy));
	wd_fake_host_lock(fixture->fake, WD_KEY_CONTACTS_STRANGERS, "allow", "/etc/x.conf:9");
	wd_gtk_policy_refresh(fixture->policy);
	gtk_widget_show(wd_gtk_policy_get_page(fixture->policy));
	wd_gtk_policy_show(fixture->policy, NULL);
	later = get_first(fixture, 1);
	g_assert_cmpstr(later, ==, "allow");
}

static void
test_closed_and_opened(Fixture *fixture, gconstpointer data)
{
	gtk_widget_destroy(fixture->window);
	fixture->window = NULL;
	g_assert_null(wd_gtk_policy_get_page(fixture->policy));
	wd_gtk_policy_refresh(fixture->policy); /* nothing looks any more */
	open_window(fixture, "strangers");
	g_assert_cmpstr(
		gtk_entry_get_text(GTK_ENTRY(find(fixture, "warden-filter"))), ==, "strangers");
	g_assert_cmpint(count_rows(fixture), <, WD_N_KEYS);
	wd_gtk_policy_show(fixture->policy, NULL); /* the filter stays as it is */
	g_assert_cmpint(count_rows(fixture), <, WD_N_KEYS);
}

static void
test_accessible(Fixture *fixture, gconstpointer data)
{
	wd_widgets_assert_named(fixture->window);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(Fixture *fixture, gconstpointer data);
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
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
