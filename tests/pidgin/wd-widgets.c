/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-widgets.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

typedef struct {
	const char *name;
	GtkWidget *found;
} Search;

static void
search(GtkWidget *widget, gpointer data)
{
	Search *wanted = data;

	if (wanted->found != NULL)
		return;
	if (g_strcmp0(gtk_widget_get_name(widget), wanted->name) == 0)
		wanted->found = widget;
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_forall(GTK_CONTAINER(widget), search, data);
}

/**
 * wd_widgets_find:
 * @root: where to begin
 * @name: a widget's name
 *
 * Returns: (transfer none): the widget; the test fails when there is none
 */
GtkWidget *
wd_widgets_find(GtkWidget *root, const char *name)
{
	Search wanted = {name, NULL};

	search(root, &wanted);
	if (wanted.found == NULL)
		g_error("no widget is called %s", name);
	return wanted.found;
}

static void
read_buffer(GtkTextView *view, GString *out)
{
	GtkTextBuffer *buffer = gtk_text_view_get_buffer(view);
	GtkTextIter start, end;
	g_autofree char *text = NULL;

	gtk_text_buffer_get_bounds(buffer, &start, &end);
	text = gtk_text_buffer_get_text(buffer, &start, &end, TRUE);
	g_string_append_printf(out, "%s\n", text);
}

static void
read_widget(GtkWidget *widget, gpointer data)
{
	if (!gtk_widget_get_visible(widget))
		return;
	if (GTK_IS_LABEL(widget))
		g_string_append_printf(data, "%s\n", gtk_label_get_text(GTK_LABEL(widget)));
	else if (GTK_IS_TEXT_VIEW(widget))
		read_buffer(GTK_TEXT_VIEW(widget), data);
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_forall(GTK_CONTAINER(widget), read_widget, data);
}

/**
 * wd_widgets_read:
 * @root: where to begin
 *
 * Returns: (transfer full): all visible labels and texts, one a line
 */
char *
wd_widgets_read(GtkWidget *root)
{
	GString *out = g_string_new(NULL);

	read_widget(root, out);
	return g_string_free(out, FALSE);
}

/**
 * wd_widgets_settle:
 *
 * Lets GTK do all that is due now.
 */
void
wd_widgets_settle(void)
{
	while (gtk_events_pending())
		gtk_main_iteration();
}

static gboolean
give_up(gpointer data)
{
	g_error("nothing happened for ten seconds");
	return G_SOURCE_REMOVE;
}

/**
 * wd_widgets_turn_until:
 * @is_true: what to wait for
 * @data: passed to it
 *
 * Runs the main loop; the test fails after ten seconds.
 */
void
wd_widgets_turn_until(gboolean (*is_true)(gpointer data), gpointer data)
{
	guint id = g_timeout_add_seconds(10, give_up, NULL);

	while (!is_true(data))
		gtk_main_iteration();
	g_source_remove(id);
}

/**
 * wd_widgets_press:
 * @window: a realised top level
 * @keyval: a GDK key
 * @state: modifiers
 *
 * Returns: whether something took the key
 */
gboolean
wd_widgets_press(GtkWidget *window, guint keyval, guint state)
{
	GdkEvent *event = gdk_event_new(GDK_KEY_PRESS);
	GdkKeymapKey *keys = NULL;
	int n_keys = 0;
	gboolean was_taken;

	event->key.window = g_object_ref(gtk_widget_get_window(window));
	event->key.send_event = TRUE;
	event->key.keyval = keyval;
	event->key.state = state;
	if (gdk_keymap_get_entries_for_keyval(NULL, keyval, &keys, &n_keys) && n_keys > 0)
		event->key.hardware_keycode = (guint16)keys[0].keycode;
	was_taken = gtk_widget_event(window, event);
	g_free(keys);
	gdk_event_free(event);
	return was_taken;
}

/**
 * wd_widgets_find_dialog:
 * @above: a window
 *
 * Returns: (transfer none) (nullable): the dialog that stands above it
 */
GtkWidget *
wd_widgets_find_dialog(GtkWindow *above)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		if (GTK_IS_DIALOG(l->data) && gtk_window_get_transient_for(l->data) == above)
			return l->data;
	}
	return NULL;
}

/**
 * wd_widgets_show_page:
 * @page: a floating widget
 *
 * Returns: (transfer full): a window with nothing else in it, on the screen
 */
GtkWidget *
wd_widgets_show_page(GtkWidget *page)
{
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);

	gtk_window_set_default_size(GTK_WINDOW(window), 900, 600);
	gtk_container_add(GTK_CONTAINER(window), page);
	gtk_widget_show(page);
	gtk_widget_show(window);
	wd_widgets_settle();
	return window;
}

static gboolean
end_turning(gpointer data)
{
	*(gboolean *)data = TRUE;
	return G_SOURCE_REMOVE;
}

/**
 * wd_widgets_turn_for:
 * @time_ms: how long
 *
 * Runs the main loop for a while, to see that nothing happens.
 */
void
wd_widgets_turn_for(guint time_ms)
{
	gboolean is_over = FALSE;

	g_timeout_add(time_ms, end_turning, &is_over);
	while (!is_over)
		gtk_main_iteration();
}

static gboolean
is_labelled(GtkWidget *widget)
{
	g_autoptr(GList) labels = gtk_widget_list_mnemonic_labels(widget);

	return labels != NULL;
}

/* What a screen reader would say of it. */
static gboolean
has_name(GtkWidget *widget)
{
	const char *name = atk_object_get_name(gtk_widget_get_accessible(widget));

	if (name != NULL && *name != '\0')
		return TRUE;
	if (GTK_IS_BUTTON(widget) && gtk_button_get_label(GTK_BUTTON(widget)) != NULL)
		return TRUE;
	if (GTK_IS_EXPANDER(widget) && gtk_expander_get_label(GTK_EXPANDER(widget)) != NULL)
		return TRUE;
	if (GTK_IS_LABEL(widget) && *gtk_label_get_text(GTK_LABEL(widget)) != '\0')
		return TRUE;
	return is_labelled(widget);
}

static void
assert_named(GtkWidget *widget, gpointer data)
{
	/* What GTK builds into a list's head or a combo box is named by GTK. */
	if (gtk_widget_get_can_focus(widget) && !GTK_IS_SCROLLED_WINDOW(widget) &&
	    !has_name(widget))
		g_error("a %s called %s has no name to hear",
			G_OBJECT_TYPE_NAME(widget),
			gtk_widget_get_name(widget));
	if (GTK_IS_CONTAINER(widget) && !GTK_IS_COMBO_BOX(widget))
		gtk_container_foreach(GTK_CONTAINER(widget), assert_named, data);
}

/**
 * wd_widgets_assert_named:
 * @root: where to begin
 *
 * The test fails when the keyboard reaches something that a screen reader cannot name.
 */
void
wd_widgets_assert_named(GtkWidget *root)
{
	if (GTK_IS_CONTAINER(root))
		gtk_container_foreach(GTK_CONTAINER(root), assert_named, NULL);
}
