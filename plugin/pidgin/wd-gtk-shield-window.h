/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/* What the buttons below do. */
enum { WD_GTK_SHIELD_REVIEW = 1, WD_GTK_SHIELD_PAUSE };

/*
 * The small window behind a shield: what is known of one conversation, in words. Says nothing that
 * the shield would not, and asks nothing: Enter and Escape close it.
 */
GtkWidget *wd_gtk_shield_window_new(const char *peer, GtkWindow *above);
void wd_gtk_shield_window_fill(GtkWidget *window, const WdShield *shield, gboolean can_pause);
const char *wd_gtk_shield_window_icon_for(WdShieldLevel level);
