/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-shield.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-shield-window.h"

#define SHIELD_KEY "warden-shield" /* of the pane's box, which is there as long as the pane */

struct WdGtkShield {
	PidginConversation *pane;
	WdGtkShieldEvent clicked;
	WdGtkShieldEvent gone;
	gpointer data;
	GtkWidget *button;
	GtkAccelGroup *keys; /* the window's only while the button is in it */
	int level;           /* of the picture that is shown; -1: none yet */
};

static void
set_picture(WdGtkShield *shield, WdShieldLevel level)
{
	g_autoptr(GdkPixbuf) pixbuf = NULL;

	if (shield->level == (int)level)
		return;
	shield->level = (int)level;
	pixbuf = wd_gtk_icon_load(wd_gtk_shield_window_icon_for(level), WD_GTK_ICON_SMALL);
	if (pixbuf != NULL)
		gtk_button_set_image(GTK_BUTTON(shield->button), gtk_image_new_from_pixbuf(pixbuf));
	else
		gtk_button_set_label(GTK_BUTTON(shield->button), "!"); /* still there to click */
}

static void
on_clicked(GtkButton *button, gpointer data)
{
	WdGtkShield *shield = data;

	shield->clicked(shield->pane, shield->data);
}

static void
on_destroyed(GtkWidget *button, gpointer data)
{
	WdGtkShield *shield = data;

	shield->gone(shield->pane, shield->data);
}

/* A tab can be torn out of its window: the key goes with it. */
static void
on_moved(GtkWidget *button, GtkWidget *before, gpointer data)
{
	WdGtkShield *shield = data;
	GtkWidget *now = gtk_widget_get_toplevel(button);

	if (before != NULL && GTK_IS_WINDOW(before))
		gtk_window_remove_accel_group(GTK_WINDOW(before), shield->keys);
	if (GTK_IS_WINDOW(now))
		gtk_window_add_accel_group(GTK_WINDOW(now), shield->keys);
}

static void
free_shield(gpointer data)
{
	WdGtkShield *shield = data;

	g_object_unref(shield->keys);
	g_free(shield);
}

static GtkWidget *
make_button(WdGtkShield *shield)
{
	GtkWidget *button = gtk_button_new();

	gtk_button_set_relief(GTK_BUTTON(button), GTK_RELIEF_NONE);
	gtk_widget_set_name(button, "warden-shield-button");
	atk_object_set_name(gtk_widget_get_accessible(button), _("What is known here"));
	gtk_widget_add_accelerator(button,
				   "clicked",
				   shield->keys,
				   GDK_i,
				   GDK_CONTROL_MASK | GDK_SHIFT_MASK,
				   GTK_ACCEL_VISIBLE);
	g_signal_connect(button, "clicked", G_CALLBACK(on_clicked), shield);
	g_signal_connect(button, "hierarchy-changed", G_CALLBACK(on_moved), shield);
	g_signal_connect(button, "destroy", G_CALLBACK(on_destroyed), shield);
	return button;
}

/**
 * wd_gtk_shield_add:
 * @pane: a conversation without a shield
 * @clicked: the person wants to know more
 * @gone: the button goes, with its pane or by wd_gtk_shield_remove()
 * @data: for both
 *
 * Returns: (transfer none): a shield that shows nothing yet
 */
WdGtkShield *
wd_gtk_shield_add(PidginConversation *pane,
		  WdGtkShieldEvent clicked,
		  WdGtkShieldEvent gone,
		  gpointer data)
{
	WdGtkShield *shield = g_new0(WdGtkShield, 1);

	shield->pane = pane;
	shield->clicked = clicked;
	shield->gone = gone;
	shield->data = data;
	shield->level = -1;
	shield->keys = gtk_accel_group_new();
	shield->button = make_button(shield);
	g_object_set_data_full(G_OBJECT(pane->infopane_hbox), SHIELD_KEY, shield, free_shield);
	gtk_box_pack_end(GTK_BOX(pane->infopane_hbox), shield->button, FALSE, FALSE, 0);
	gtk_widget_show(shield->button);
	return shield;
}

/**
 * wd_gtk_shield_remove:
 * @pane: a conversation, with a shield or without
 */
void
wd_gtk_shield_remove(PidginConversation *pane)
{
	WdGtkShield *shield = wd_gtk_shield_find(pane);

	if (shield == NULL)
		return;
	gtk_widget_destroy(shield->button);
	g_object_set_data(G_OBJECT(pane->infopane_hbox), SHIELD_KEY, NULL);
}

/**
 * wd_gtk_shield_find:
 * @pane: a conversation
 *
 * Returns: (transfer none) (nullable): its shield
 */
WdGtkShield *
wd_gtk_shield_find(const PidginConversation *pane)
{
	return pane->infopane_hbox == NULL
		       ? NULL
		       : g_object_get_data(G_OBJECT(pane->infopane_hbox), SHIELD_KEY);
}

/**
 * wd_gtk_shield_show:
 * @shield: a shield
 * @seen: what is known now
 */
void
wd_gtk_shield_show(WdGtkShield *shield, const WdShield *seen)
{
	g_autofree char *text = wd_shield_format(seen);
	AtkObject *accessible = gtk_widget_get_accessible(shield->button);

	set_picture(shield, wd_shield_get_level(seen));
	gtk_widget_set_tooltip_text(shield->button, text);
	atk_object_set_description(accessible, text);
}

/**
 * wd_gtk_shield_is_in_front:
 * @shield: a shield
 *
 * Returns: whether its conversation is the one that its window shows
 */
gboolean
wd_gtk_shield_is_in_front(const WdGtkShield *shield)
{
	return gtk_widget_get_mapped(shield->button);
}

/**
 * wd_gtk_shield_get_window:
 * @shield: a shield
 *
 * Returns: (transfer none) (nullable): the window that it is in
 */
GtkWindow *
wd_gtk_shield_get_window(const WdGtkShield *shield)
{
	GtkWidget *top = gtk_widget_get_toplevel(shield->button);

	return GTK_IS_WINDOW(top) ? GTK_WINDOW(top) : NULL;
}
