/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtkconv.h>

#include "ui/wd-shield.h"

/*
 * One button in the info pane of a conversation, reached by mouse, Tab and Ctrl+Shift+I. Belongs to
 * the pane and goes with it; knows nothing of a session.
 */
typedef struct WdGtkShield WdGtkShield;

typedef void (*WdGtkShieldEvent)(PidginConversation *pane, gpointer data);

WdGtkShield *wd_gtk_shield_add(PidginConversation *pane,
			       WdGtkShieldEvent clicked,
			       WdGtkShieldEvent gone,
			       gpointer data);
void wd_gtk_shield_remove(PidginConversation *pane);
WdGtkShield *wd_gtk_shield_find(const PidginConversation *pane); /* (nullable) */
void wd_gtk_shield_show(WdGtkShield *shield, const WdShield *seen);
gboolean wd_gtk_shield_is_in_front(const WdGtkShield *shield);
GtkWindow *wd_gtk_shield_get_window(const WdGtkShield *shield);
