/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-menu.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>
#include <gtkblist.h>
#include <gtkconv.h>
#include <gtkconvwin.h>
#include <purple.h>

#define KEY_PATH   "<PurpleMain>/Tools/Warden"
#define TOOLS      "/Tools"         /* Pidgin's own names of its menus, not translated */
#define NEIGHBOUR  "/Tools/Privacy" /* what is like ours stands before it */
#define GROUP_DATA "warden-keys"

struct WdGtkMenu {
	void (*open)(gpointer data);
	gpointer data;
	GtkWidget *entry;    /* (nullable) weak: it goes with the buddy list */
	GtkAccelGroup *keys; /* of conversations */
};

static void
on_chosen(GtkMenuItem *entry, gpointer data)
{
	const WdGtkMenu *menu = data;

	menu->open(menu->data);
}

static gboolean
on_key(GtkAccelGroup *keys, GObject *window, guint key, GdkModifierType modifiers, gpointer data)
{
	const WdGtkMenu *menu = data;

	menu->open(menu->data);
	return TRUE;
}

/* Behind its neighbour; at the end where Pidgin's menu is another one some day. */
static int
find_position(GtkItemFactory *factory, GtkWidget *tools)
{
	GtkWidget *neighbour = gtk_item_factory_get_item(factory, NEIGHBOUR);
	g_autoptr(GList) items = gtk_container_get_children(GTK_CONTAINER(tools));
	int place = g_list_index(items, neighbour);

	return place < 0 ? -1 : place + 1;
}

static void
add_entry(WdGtkMenu *menu)
{
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();
	GtkWidget *tools;

	if (buddies == NULL || buddies->ift == NULL || menu->entry != NULL)
		return;
	tools = gtk_item_factory_get_widget(buddies->ift, TOOLS);
	if (tools == NULL)
		return;
	menu->entry = gtk_menu_item_new_with_mnemonic(_("_Warden"));
	gtk_widget_set_name(menu->entry, "warden-entry");
	g_object_add_weak_pointer(G_OBJECT(menu->entry), (gpointer *)&menu->entry);
	g_signal_connect(menu->entry, "activate", G_CALLBACK(on_chosen), menu);
	gtk_menu_item_set_accel_path(GTK_MENU_ITEM(menu->entry), KEY_PATH);
	gtk_menu_shell_insert(
		GTK_MENU_SHELL(tools), menu->entry, find_position(buddies->ift, tools));
	gtk_widget_show(menu->entry);
}

static void
on_buddies_created(PurpleBuddyList *buddies, gpointer data)
{
	add_entry(data);
}

/* Tabs move between windows, so each window is asked whenever a conversation shows up in it. The
 * one for hidden conversations is not in Pidgin's list: nobody types there, and we could not leave
 * it again. */
static void
give_keys(WdGtkMenu *menu, const PidginConversation *conversation)
{
	gboolean is_listed = conversation != NULL &&
			     g_list_find(pidgin_conv_windows_get_list(), conversation->win) != NULL;
	GtkWidget *window = is_listed ? conversation->win->window : NULL;

	if (window == NULL || g_object_get_data(G_OBJECT(window), GROUP_DATA) == menu)
		return;
	gtk_window_add_accel_group(GTK_WINDOW(window), menu->keys);
	g_object_set_data(G_OBJECT(window), GROUP_DATA, menu);
}

static void
on_conversation_displayed(PidginConversation *conversation, gpointer data)
{
	give_keys(data, conversation);
}

static void
on_conversation_switched(PurpleConversation *conversation, gpointer data)
{
	if (PIDGIN_IS_PIDGIN_CONVERSATION(conversation))
		give_keys(data, PIDGIN_CONVERSATION(conversation));
}

static void
give_keys_to_all(WdGtkMenu *menu)
{
	for (GList *l = purple_get_conversations(); l != NULL; l = l->next)
		on_conversation_switched(l->data, menu);
}

static void
take_keys_from_all(WdGtkMenu *menu)
{
	for (GList *l = pidgin_conv_windows_get_list(); l != NULL; l = l->next) {
		const PidginWindow *window = l->data;

		if (g_object_get_data(G_OBJECT(window->window), GROUP_DATA) != menu)
			continue;
		gtk_window_remove_accel_group(GTK_WINDOW(window->window), menu->keys);
		g_object_set_data(G_OBJECT(window->window), GROUP_DATA, NULL);
	}
}

/**
 * wd_gtk_menu_new:
 * @open: what entry and key do
 * @data: for @open
 *
 * Returns: (transfer full): the entry and the key, there now or as soon as Pidgin has where to
 */
WdGtkMenu *
wd_gtk_menu_new(void (*open)(gpointer data), gpointer data)
{
	WdGtkMenu *menu = g_new0(WdGtkMenu, 1);

	menu->open = open;
	menu->data = data;
	menu->keys = gtk_accel_group_new();
	if (!gtk_accel_map_lookup_entry(KEY_PATH, NULL))
		gtk_accel_map_add_entry(KEY_PATH, GDK_w, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
	gtk_accel_group_connect_by_path(
		menu->keys, KEY_PATH, g_cclosure_new(G_CALLBACK(on_key), menu, NULL));
	purple_signal_connect(pidgin_blist_get_handle(),
			      "gtkblist-created",
			      menu,
			      PURPLE_CALLBACK(on_buddies_created),
			      menu);
	purple_signal_connect(pidgin_conversations_get_handle(),
			      "conversation-displayed",
			      menu,
			      PURPLE_CALLBACK(on_conversation_displayed),
			      menu);
	purple_signal_connect(pidgin_conversations_get_handle(),
			      "conversation-switched",
			      menu,
			      PURPLE_CALLBACK(on_conversation_switched),
			      menu);
	add_entry(menu);
	give_keys_to_all(menu);
	return menu;
}

/**
 * wd_gtk_menu_free:
 * @menu: (nullable) (transfer full): the entry and the key; both go
 */
void
wd_gtk_menu_free(WdGtkMenu *menu)
{
	if (menu == NULL)
		return;
	purple_signals_disconnect_by_handle(menu);
	take_keys_from_all(menu);
	g_object_unref(menu->keys);
	if (menu->entry != NULL) {
		GtkWidget *entry = menu->entry;

		g_object_remove_weak_pointer(G_OBJECT(entry), (gpointer *)&menu->entry);
		gtk_widget_destroy(entry);
	}
	g_free(menu);
}
