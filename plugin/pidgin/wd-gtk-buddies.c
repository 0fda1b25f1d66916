/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-buddies.h"

#include <gtkblist.h>
#include <purple.h>

#define WIDTH_PREFERENCE "/pidgin/blist/width" /* Pidgin keeps it at the window's width */

static void
on_width_changed(const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
	wd_gtk_notices_set_width(data, GPOINTER_TO_INT(value));
}

/*
 * Not pidgin_blist_add_alert(): that sets the urgency hint, and its scroll book has a close button.
 * The outer box is there without accounts too, when the list itself is not.
 */
static void
pack(WdGtkNotices *notices)
{
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();
	GtkWidget *widget = wd_gtk_notices_get_widget(notices);

	if (buddies == NULL || buddies->main_vbox == NULL || widget == NULL ||
	    gtk_widget_get_parent(widget) != NULL)
		return;
	gtk_box_pack_end(GTK_BOX(buddies->main_vbox), widget, FALSE, FALSE, 0);
	gtk_widget_show(widget);
}

static void
on_buddies_created(PurpleBuddyList *buddies, gpointer data)
{
	pack(data);
}

/**
 * wd_gtk_buddies_attach:
 * @notices: shown in the buddy list, at once or when there is one; must stay until
 *   wd_gtk_buddies_detach()
 */
void
wd_gtk_buddies_attach(WdGtkNotices *notices)
{
	purple_signal_connect(pidgin_blist_get_handle(),
			      "gtkblist-created",
			      notices,
			      PURPLE_CALLBACK(on_buddies_created),
			      notices);
	purple_prefs_connect_callback(notices, WIDTH_PREFERENCE, on_width_changed, notices);
	wd_gtk_notices_set_width(notices, purple_prefs_get_int(WIDTH_PREFERENCE));
	pack(notices);
}

/**
 * wd_gtk_buddies_detach:
 * @notices: what wd_gtk_buddies_attach() got; its widget stays until it is freed
 */
void
wd_gtk_buddies_detach(WdGtkNotices *notices)
{
	purple_signals_disconnect_by_handle(notices);
	purple_prefs_disconnect_by_handle(notices);
}
