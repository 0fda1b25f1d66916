/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-prefs.h"
#include "ui/wd-setting-words.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

typedef struct {
	WdFakeHost *fake;
	GtkWidget *window;
} Fixture;

static void
open_window(Fixture *fixture)
{
	fixture->window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_container_add(GTK_CONTAINER(fixture->window), wd_gtk_prefs_new(&fixture->fake->host));
	gtk_widget_show(fixture->window);
	wd_widgets_settle();
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->fake = wd_fake_host_new();
	fixture->window = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	if (fixture->window != NULL)
		gtk_widget_destroy(fixture->window);
	wd_widgets_settle();
	wd_fake_host_free(fixture->fake);
}

static gboolean
is_active(Fixture *fixture, const char *name)
{
	return gtk_toggle_button_get_active(
		GTK_TOGGLE_BUTTON(wd_widgets_find(fixture->window, name)));
}

static void
test_shows_policy(Fixture *fixture, gconstpointer data)
{
	GtkWidget *combo;
	g_autofree char *text = NULL;

	wd_fake_host_lock(fixture->fake, WD_KEY_SPIM_ENABLED, "false", "/etc/w/a.conf:3");
	wd_fake_host_lock(fixture->fake, WD_KEY_CONTACTS_STRANGERS, "block", "/etc/w/a.conf:4");
	open_window(fixture);
	combo = wd_widgets_find(fixture->window, "warden-Contacts-Strangers");
	text = gtk_combo_box_text_get_active_text(GTK_COMBO_BOX_TEXT(combo));
	g_assert_cmpstr(text, ==, "Block");
	g_assert_false(is_active(fixture, "warden-Spim-Enabled"));
	g_assert_true(is_active(fixture, "warden-Links-Enabled"));
	/* To show is not to set. */
	g_assert_cmpuint(fixture->fake->calls->len, ==, 0);
}

static void
test_sets_switch(Fixture *fixture, gconstpointer data)
{
	open_window(fixture);
	gtk_toggle_button_set_active(
		GTK_TOGGLE_BUTTON(wd_widgets_find(fixture->window, "warden-Spim-Enabled")), FALSE);
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "set Spim.Enabled false");
	g_assert_cmpuint(fixture->fake->calls->len, ==, 1);
	g_assert_false(is_active(fixture, "warden-Spim-Enabled"));
}

static void
test_sets_choice(Fixture *fixture, gconstpointer data)
{
	open_window(fixture);
	gtk_combo_box_set_active(
		GTK_COMBO_BOX(wd_widgets_find(fixture->window, "warden-Contacts-Strangers")),
		WD_STRANGERS_HOLD);
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "set Contacts.Strangers hold");
	g_assert_cmpuint(wd_policy_get_choice(fixture->fake->policy, WD_KEY_CONTACTS_STRANGERS),
			 ==,
			 WD_STRANGERS_HOLD);
}

static gboolean
is_wide_enough(gpointer data)
{
	GtkRequisition wanted;
	int width = 0, height = 0;

	gtk_widget_size_request(gtk_bin_get_child(GTK_BIN(data)), &wanted);
	gtk_window_get_size(GTK_WINDOW(gtk_widget_get_toplevel(data)), &width, &height);
	return width >= wanted.width && height == 400;
}

/* Pidgin puts the frame into a window of its own width, with scroll bars. */
static void
test_is_wide_enough(Fixture *fixture, gconstpointer data)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);
	GtkWidget *frame = wd_gtk_prefs_new(&fixture->fake->host);

	fixture->window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	gtk_window_set_default_size(GTK_WINDOW(fixture->window), 120, 400);
	gtk_scrolled_window_add_with_viewport(GTK_SCROLLED_WINDOW(scrolled), frame);
	gtk_container_add(GTK_CONTAINER(fixture->window), scrolled);
	gtk_widget_show_all(fixture->window);
	wd_widgets_turn_until(is_wide_enough, gtk_bin_get_child(GTK_BIN(scrolled)));
}

/* A switch that could not be set goes back, and the frame says why. */
static void
test_refusal(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = NULL;

	open_window(fixture);
	fixture->fake->refuses = TRUE;
	gtk_toggle_button_set_active(
		GTK_TOGGLE_BUTTON(wd_widgets_find(fixture->window, "warden-Links-Enabled")), FALSE);
	g_assert_true(is_active(fixture, "warden-Links-Enabled"));
	text = wd_widgets_read(wd_widgets_find(fixture->window, "warden-problem"));
	g_assert_cmpstr(text, ==, "That could not be changed: the queue is busy\n");
	fixture->fake->refuses = FALSE;
	gtk_toggle_button_set_active(
		GTK_TOGGLE_BUTTON(wd_widgets_find(fixture->window, "warden-Links-Enabled")), FALSE);
	g_assert_false(is_active(fixture, "warden-Links-Enabled"));
	g_assert_false(gtk_widget_get_visible(wd_widgets_find(fixture->window, "warden-problem")));
}

static void
test_locked(Fixture *fixture, gconstpointer data)
{
	GtkWidget *widget;
	g_autofree char *why = NULL;

	wd_fake_host_lock(fixture->fake, WD_KEY_META_ORGANISATION, "Corp", "/etc/w/a.conf:2");
	wd_fake_host_lock(fixture->fake, WD_KEY_META_CONTACT, "it@corp.example", NULL);
	wd_fake_host_lock(fixture->fake, WD_KEY_META_POLICY_ID, "desktops", NULL);
	wd_fake_host_lock(fixture->fake, WD_KEY_META_REVISION, "17", NULL);
	wd_fake_host_lock(fixture->fake, WD_KEY_LEAKS_ENABLED, "true", "/etc/w/50-base.conf:12");
	open_window(fixture);
	widget = wd_widgets_find(fixture->window, "warden-Leaks-Enabled");
	g_assert_false(gtk_widget_is_sensitive(widget));
	g_assert_true(
		gtk_widget_is_sensitive(wd_widgets_find(fixture->window, "warden-Spim-Enabled")));
	why = gtk_widget_get_tooltip_text(gtk_widget_get_parent(widget));
	g_assert_cmpstr(why,
			==,
			"Set by Corp.\nIt stands in /etc/w/50-base.conf:12.\n"
			"Policy: desktops r17\nQuestions: it@corp.example");
}

static void
check_combo(GtkWidget *widget, gpointer data)
{
	if (GTK_IS_COMBO_BOX(widget)) {
		g_autofree char *text =
			gtk_combo_box_text_get_active_text(GTK_COMBO_BOX_TEXT(widget));

		/* A word of the schema that has no sentence would show as it is. */
		g_assert_nonnull(text);
		g_assert_true(g_ascii_isupper(*text));
		(*(guint *)data)++;
	} else if (GTK_IS_CONTAINER(widget)) {
		gtk_container_foreach(GTK_CONTAINER(widget), check_combo, data);
	}
}

static void
test_all_choices_have_words(Fixture *fixture, gconstpointer data)
{
	guint n_combos = 0;

	open_window(fixture);
	check_combo(fixture->window, &n_combos);
	g_assert_cmpuint(n_combos, >=, 5);
}

/* By whomever it was changed: shown without opening the window anew. */
static void
test_live(Fixture *fixture, gconstpointer data)
{
	GtkWidget *box;
	GtkWidget *combo;

	open_window(fixture);
	box = wd_widgets_find(fixture->window, "warden-Spim-Enabled");
	combo = wd_widgets_find(fixture->window, "warden-Contacts-Strangers");
	wd_fake_host_lock(fixture->fake, WD_KEY_SPIM_ENABLED, "false", "/etc/w/a.conf:3");
	wd_fake_host_lock(fixture->fake, WD_KEY_CONTACTS_STRANGERS, "block", NULL);
	wd_gtk_prefs_refresh(gtk_bin_get_child(GTK_BIN(fixture->window)));
	g_assert_false(is_active(fixture, "warden-Spim-Enabled"));
	g_assert_false(gtk_widget_is_sensitive(box));
	g_assert_cmpint(gtk_combo_box_get_active(GTK_COMBO_BOX(combo)), ==, WD_STRANGERS_BLOCK);
	g_assert_nonnull(
		strstr(gtk_widget_get_tooltip_text(gtk_widget_get_parent(box)), "a.conf:3"));
	g_assert_cmpuint(fixture->fake->calls->len, ==, 0);
}

static void
open_advanced(Fixture *fixture)
{
	open_window(fixture);
	gtk_expander_set_expanded(GTK_EXPANDER(wd_widgets_find(fixture->window, "warden-advanced")),
				  TRUE);
	wd_widgets_settle();
}

static GtkTreeModel *
get_rows(Fixture *fixture)
{
	return gtk_tree_view_get_model(
		GTK_TREE_VIEW(wd_widgets_find(fixture->window, "warden-advanced-rows")));
}

/* Name, value, and who set it. */
static char *
read_first_row(Fixture *fixture)
{
	g_autofree char *name = NULL;
	g_autofree char *value = NULL;
	g_autofree char *set_by = NULL;
	GtkTreeIter iter;

	g_assert_true(gtk_tree_model_get_iter_first(get_rows(fixture), &iter));
	gtk_tree_model_get(get_rows(fixture), &iter, 2, &name, 3, &value, 4, &set_by, -1);
	return g_strjoin("|", name, value, set_by, NULL);
}

static void
find_setting(Fixture *fixture, const char *words)
{
	gtk_entry_set_text(GTK_ENTRY(wd_widgets_find(fixture->window, "warden-advanced-words")),
			   words);
	wd_widgets_settle();
}

/* Made from the schema: with the few, each key that a person may set is somewhere, and once. */
static void
test_advanced_lacks_nothing(Fixture *fixture, gconstpointer data)
{
	guint n_wanted = 0;

	open_advanced(fixture);
	for (guint key = 0; key < WD_N_KEYS; key++)
		n_wanted += wd_setting_may_be_shown((WdPolicyKey)key) &&
			    !wd_setting_is_among_the_few((WdPolicyKey)key);
	g_assert_cmpuint(n_wanted, >, 90);
	g_assert_cmpint(gtk_tree_model_iter_n_children(get_rows(fixture), NULL), ==, n_wanted);
}

static void
test_advanced_sets(Fixture *fixture, gconstpointer data)
{
	GtkWidget *line;
	g_autofree char *text = NULL;

	open_advanced(fixture);
	find_setting(fixture, "spim threshold");
	g_assert_cmpint(gtk_tree_model_iter_n_children(get_rows(fixture), NULL), ==, 1);
	line = wd_widgets_find(fixture->window, "warden-Spim-Threshold");
	gtk_entry_set_text(GTK_ENTRY(line), "0.7");
	g_signal_emit_by_name(line, "activate");
	g_assert_cmpstr(wd_fake_host_get_call(fixture->fake, 0), ==, "set Spim.Threshold 0.7");
	wd_gtk_prefs_refresh(gtk_bin_get_child(GTK_BIN(fixture->window)));
	text = read_first_row(fixture);
	g_assert_cmpstr(text, ==, "Spim: Threshold|0.7|You");
	gtk_button_clicked(GTK_BUTTON(wd_widgets_find(fixture->window, "warden-advanced-reset")));
	g_assert_cmpstr(gtk_entry_get_text(GTK_ENTRY(line)), ==, "0.5");
}

/* What was refused stays to be mended; nothing else is lost with it. */
static void
test_advanced_refusal(Fixture *fixture, gconstpointer data)
{
	GtkWidget *line;

	open_advanced(fixture);
	find_setting(fixture, "spim threshold");
	line = wd_widgets_find(fixture->window, "warden-Spim-Threshold");
	fixture->fake->refuses = TRUE;
	gtk_entry_set_text(GTK_ENTRY(line), "much");
	g_signal_emit_by_name(line, "activate");
	g_assert_true(gtk_widget_get_visible(wd_widgets_find(fixture->window, "warden-problem")));
	g_assert_cmpstr(gtk_entry_get_text(GTK_ENTRY(line)), ==, "much");
}

static void
test_advanced_locked(Fixture *fixture, gconstpointer data)
{
	g_autofree char *about = NULL;

	wd_fake_host_lock(fixture->fake, WD_KEY_SPIM_THRESHOLD, "0.4", "/etc/w/50-base.conf:12");
	open_advanced(fixture);
	find_setting(fixture, "spim threshold");
	g_assert_false(
		gtk_widget_is_sensitive(wd_widgets_find(fixture->window, "warden-Spim-Threshold")));
	g_assert_false(
		gtk_widget_is_sensitive(wd_widgets_find(fixture->window, "warden-advanced-reset")));
	about = wd_widgets_read(wd_widgets_find(fixture->window, "warden-advanced-about"));
	g_assert_nonnull(strstr(about, "It stands in /etc/w/50-base.conf:12."));
}

/* A megabyte of hostile markup in a list is a short line of plain text. */
static void
test_advanced_long_value(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GString) value = g_string_new(NULL);
	g_autofree char *text = NULL;

	while (value->len < 1024 * 1024)
		g_string_append(value, "<b>bold</b>@m&m.example;");
	wd_fake_host_lock(fixture->fake, WD_KEY_CONTACTS_DENY, value->str, NULL);
	open_advanced(fixture);
	find_setting(fixture, "contacts deny always blocked");
	text = read_first_row(fixture);
	g_assert_cmpuint(strlen(text), <, 200);
	g_assert_nonnull(strstr(text, "<b>bold</b>@m&m.example"));
}

static void
test_nothing_is_found(Fixture *fixture, gconstpointer data)
{
	open_advanced(fixture);
	find_setting(fixture, "no-such-setting");
	g_assert_cmpint(gtk_tree_model_iter_n_children(get_rows(fixture), NULL), ==, 0);
	find_setting(fixture, "");
	g_assert_cmpint(gtk_tree_model_iter_n_children(get_rows(fixture), NULL), >, 90);
}

/* Who cannot see that a lock has gone hears of it. */
static void
test_lock_is_heard(Fixture *fixture, gconstpointer data)
{
	AtkObject *heard;

	wd_fake_host_lock(fixture->fake, WD_KEY_LEAKS_ENABLED, "true", "/etc/w/50-base.conf:12");
	open_window(fixture);
	heard = gtk_widget_get_accessible(wd_widgets_find(fixture->window, "warden-Leaks-Enabled"));
	g_assert_nonnull(strstr(atk_object_get_description(heard), "50-base.conf:12"));
	wd_fake_host_unlock(fixture->fake, WD_KEY_LEAKS_ENABLED);
	wd_gtk_prefs_refresh(gtk_bin_get_child(GTK_BIN(fixture->window)));
	g_assert_cmpstr(atk_object_get_description(heard), ==, "");
}

static void
scroll_over(GtkWidget *widget)
{
	GdkEvent *event = gdk_event_new(GDK_SCROLL);

	event->scroll.window = g_object_ref(gtk_widget_get_window(widget));
	event->scroll.send_event = TRUE;
	event->scroll.direction = GDK_SCROLL_DOWN;
	gtk_widget_event(widget, event);
	gdk_event_free(event);
	wd_widgets_settle();
}

/* Somebody who scrolls through the frame with the pointer on a list sets nothing. */
static void
test_wheel_sets_nothing(Fixture *fixture, gconstpointer data)
{
	GtkWidget *combo;

	open_window(fixture);
	combo = wd_widgets_find(fixture->window, "warden-Contacts-Strangers");
	scroll_over(combo);
	g_assert_cmpuint(fixture->fake->calls->len, ==, 0);
}

static void
test_accessible(Fixture *fixture, gconstpointer data)
{
	open_advanced(fixture);
	wd_widgets_assert_named(fixture->window);
}

static const struct {
	const char *path;
	void (*test)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/prefs/shows-policy", test_shows_policy},
	{"/prefs/sets-switch", test_sets_switch},
	{"/prefs/sets-choice", test_sets_choice},
	{"/prefs/refusal", test_refusal},
	{"/prefs/is-wide-enough", test_is_wide_enough},
	{"/prefs/locked", test_locked},
	{"/prefs/all-choices-have-words", test_all_choices_have_words},
	{"/prefs/live", test_live},
	{"/prefs/advanced-lacks-nothing", test_advanced_lacks_nothing},
	{"/prefs/advanced-sets", test_advanced_sets},
	{"/prefs/advanced-refusal", test_advanced_refusal},
	{"/prefs/advanced-locked", test_advanced_locked},
	{"/prefs/advanced-long-value", test_advanced_long_value},
	{"/prefs/lock-is-heard", test_lock_is_heard},
	{"/prefs/wheel-sets-nothing", test_wheel_sets_nothing},
	{"/prefs/accessible", test_accessible},
	{"/prefs/nothing-is-found", test_nothing_is_found},
};

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	return g_test_run();
}
