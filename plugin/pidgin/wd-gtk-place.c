/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-place.h"

#include <gtkblist.h>
#include <gtkconv.h>

/**
 * wd_gtk_place_find_conversation:
 * @place: a place
 *
 * Returns: (transfer none) (nullable): its conversation, if Pidgin shows one now
 */
PurpleConversation *
wd_gtk_place_find_conversation(const WdPlace *place)
{
	PurpleConversationType type = place->is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM;
	PurpleAccount *account = NULL;
	PurpleConversation *conversation = NULL;

	if (place->account != NULL && place->protocol != NULL)
		account = purple_accounts_find(place->account, place->protocol);
	if (account != NULL && place->peer != NULL)
		conversation = purple_find_conversation_with_account(type, place->peer, account);
	if (conversation == NULL || !PIDGIN_IS_PIDGIN_CONVERSATION(conversation))
		return NULL;
	return conversation;
}

/* A question above a window that is not on the screen would not be either. */
static GtkWindow *
only_if_visible(GtkWidget *window)
{
	return window != NULL && gtk_widget_get_visible(window) ? GTK_WINDOW(window) : NULL;
}

/**
 * wd_gtk_place_find_window:
 * @place: a place
 *
 * Returns: (transfer none) (nullable): the window that shows it, else the buddy list, if visible
 */
GtkWindow *
wd_gtk_place_find_window(const WdPlace *place)
{
	PurpleConversation *conversation = wd_gtk_place_find_conversation(place);
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();

	if (conversation != NULL)
		return only_if_visible(PIDGIN_CONVERSATION(conversation)->win->window);
	return buddies != NULL ? only_if_visible(buddies->window) : NULL;
}
