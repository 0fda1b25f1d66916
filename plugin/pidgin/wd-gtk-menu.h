/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Tools > Warden in the buddy list, and Ctrl+Shift+W there and in every conversation. The person's
 * own key, if there is one in ~/.purple/accels, holds in both.
 */
typedef struct WdGtkMenu WdGtkMenu;

WdGtkMenu *wd_gtk_menu_new(void (*open)(gpointer data), gpointer data);
void wd_gtk_menu_free(WdGtkMenu *menu);
