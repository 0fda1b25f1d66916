/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * One line in a window whose content is locked: says so, and unlocks in place. Nobody is sent to
 * another window, and nothing prompts by itself.
 */
typedef struct WdGtkUnlockBar WdGtkUnlockBar;

typedef void (*WdGtkUnlocked)(gpointer data);

WdGtkUnlockBar *wd_gtk_unlock_bar_new(const WdHost *host, WdGtkUnlocked unlocked, gpointer data);
void wd_gtk_unlock_bar_free(WdGtkUnlockBar *bar);
GtkWidget *wd_gtk_unlock_bar_get_widget(WdGtkUnlockBar *bar);
void wd_gtk_unlock_bar_show(WdGtkUnlockBar *bar, const char *sentence);
