/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-held-bar.h"

#include <glib/gi18n-lib.h>
#include <gtkblist.h>
#include <minidialog.h>
#include <purple.h>

#include "pidgin/wd-gtk-icons.h"

struct WdGtkHeldBar {
	WdGtkHeldBarOpen open_review;
	gpointer data;
	PidginMiniDialog *dialog; /* NULL while there is nothing new */
	guint n_waiting;
	guint n_seen; /* of those that wait, how many the person knows of */
};

static void
forget_dialog(WdGtkHeldBar *bar)
{
	if (bar->dialog != NULL)
		g_object_remove_weak_pointer(G_OBJECT(bar->dialog), (gpointer *)&bar->dialog);
	bar->dialog = NULL;
}

/* By its own button, by the cross beside it, or with the buddy list. */
static void
on_destroyed(GtkWidget *dialog, gpointer data)
{
	WdGtkHeldBar *bar = data;

	forget_dialog(bar);
	bar->n_seen = bar->n_waiting;
}

static void
close_dialog(WdGtkHeldBar *bar)
{
	GtkWidget *dialog = GTK_WIDGET(bar->dialog);

	if (dialog == NULL)
		return;
	g_signal_handlers_disconnect_by_data(dialog, bar);
	forget_dialog(bar);
	gtk_widget_destroy(dialog);
}

static void
on_review(PidginMiniDialog *dialog, GtkButton *button, gpointer data)
{
	WdGtkHeldBar *bar = data;

	bar->open_review(bar->data);
}

/* Not pidgin_blist_add_alert(): that sets the urgency hint. */
static void
show_dialog(WdGtkHeldBar *bar, const char *text)
{
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();
	g_autoptr(GdkPixbuf) icon = NULL;

	if (buddies == NULL || buddies->scrollbook == NULL)
		return; /* shown when there is one */
	icon = wd_gtk_icon_load("warden", WD_GTK_ICON_SMALL);
	bar->dialog = pidgin_mini_dialog_new_with_custom_icon(text, NULL, icon);
	g_object_add_weak_pointer(G_OBJECT(bar->dialog), (gpointer *)&bar->dialog);
	pidgin_mini_dialog_add_button(bar->dialog, _("_Review"), on_review, bar);
	g_signal_connect(bar->dialog, "destroy", G_CALLBACK(on_destroyed), bar);
	gtk_container_add(GTK_CONTAINER(buddies->scrollbook), GTK_WIDGET(bar->dialog));
}

static void
update(WdGtkHeldBar *bar)
{
	g_autofree char *text = NULL;

	if (bar->n_waiting <= bar->n_seen) {
		close_dialog(bar);
		return;
	}
	text = g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
					   "%u item held for review",
					   "%u items held for review",
					   bar->n_waiting),
			       bar->n_waiting);
	if (bar->dialog != NULL)
		pidgin_mini_dialog_set_title(bar->dialog, text);
	else
		show_dialog(bar, text);
}

/**
 * wd_gtk_held_bar_set_waiting:
 * @bar: a bar
 * @n_waiting: how many rows wait for the person
 *
 * Shows itself when there are more than the person has looked at; changes in place after that.
 */
void
wd_gtk_held_bar_set_waiting(WdGtkHeldBar *bar, guint n_waiting)
{
	bar->n_waiting = n_waiting;
	bar->n_seen = MIN(bar->n_seen, n_waiting);
	update(bar);
}

/**
 * wd_gtk_held_bar_set_seen:
 * @bar: a bar
 *
 * The person looks at the list: there is nothing to tell until something new comes.
 */
void
wd_gtk_held_bar_set_seen(WdGtkHeldBar *bar)
{
	bar->n_seen = bar->n_waiting;
	update(bar);
}

static void
on_buddies_created(PurpleBuddyList *buddies, gpointer data)
{
	update(data);
}

/**
 * wd_gtk_held_bar_new:
 * @open_review: called when the person wants to look
 * @data: passed to it
 *
 * Returns: (transfer full): a bar that shows nothing yet; freed with wd_gtk_held_bar_free()
 */
WdGtkHeldBar *
wd_gtk_held_bar_new(WdGtkHeldBarOpen open_review, gpointer data)
{
	WdGtkHeldBar *bar = g_new0(WdGtkHeldBar, 1);

	bar->open_review = open_review;
	bar->data = data;
	purple_signal_connect(pidgin_blist_get_handle(),
			      "gtkblist-created",
			      bar,
			      PURPLE_CALLBACK(on_buddies_created),
			      bar);
	return bar;
}

/**
 * wd_gtk_held_bar_free:
 * @bar: (nullable) (transfer full): a bar
 */
void
wd_gtk_held_bar_free(WdGtkHeldBar *bar)
{
	if (bar == NULL)
		return;
	purple_signals_disconnect_by_handle(bar);
	close_dialog(bar);
	g_free(bar);
}
