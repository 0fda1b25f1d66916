/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * libpurple's own menus of conversations and of the buddy list, so that every client has them.
 * Pidgin asks for the menu of a buddy, Finch for that of the contact which the buddy is part of.
 */

/* (nullable): whom the menu of @node is about. */
PurpleBuddy *wd_menus_find_buddy(PurpleBlistNode *node);

/* Any address of the caller's own is the handle, by which both menus are detached again. */
void wd_menus_attach(gconstpointer handle,
		     void (*extend_conversation)(PurpleConversation *conversation,
						 GList **menu,
						 gpointer data),
		     void (*extend_node)(PurpleBlistNode *node, GList **menu, gpointer data),
		     gpointer data);
void wd_menus_detach(gconstpointer handle);

/* What may be done about one person, in the menus in which that person is met. */
typedef struct {
	const char *label; /* marked for translation */
	void (*choose)(WdSession *session, PurpleAccount *account, const char *peer, int what);
	int what; /* for @choose */
} WdMenuEntry;

typedef struct {
	/* Returns: (transfer container) (element-type WdMenuEntry): entries, which are static */
	GList *(*list)(WdSession *session, PurpleAccount *account, const char *peer);
} WdPersonMenu;

void wd_menus_attach_person(const WdPersonMenu *menu);
