/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * "3 items held for review", where Pidgin shows its own small dialogs in the buddy list. It comes
 * when something new is held, and goes when the person has looked at the list, or closes it. Never
 * takes the focus and never blinks: a stranger who sends fifty requests must not be able to make
 * Pidgin ask for attention fifty times.
 */
typedef struct WdGtkHeldBar WdGtkHeldBar;

typedef void (*WdGtkHeldBarOpen)(gpointer data);

WdGtkHeldBar *wd_gtk_held_bar_new(WdGtkHeldBarOpen open_review, gpointer data);
void wd_gtk_held_bar_free(WdGtkHeldBar *bar);
void wd_gtk_held_bar_set_waiting(WdGtkHeldBar *bar, guint n_waiting);
void wd_gtk_held_bar_set_seen(WdGtkHeldBar *bar);
