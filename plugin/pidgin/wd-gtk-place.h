/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <purple.h>

#include "ui/wd-ui.h"

/*
 * Where in Pidgin a WdPlace is. A place is names and outlives what it names: account, conversation
 * and window may each be gone by now, and either answer may be NULL.
 */
PurpleConversation *wd_gtk_place_find_conversation(const WdPlace *place);
GtkWindow *wd_gtk_place_find_window(const WdPlace *place);
