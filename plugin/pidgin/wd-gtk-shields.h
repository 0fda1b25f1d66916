/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/*
 * The shield in the info pane of every conversation: a button with a picture, the same in words for
 * whoever points at it or cannot see it, and a small window behind it.
 */
typedef struct WdGtkShields WdGtkShields;

typedef void (*WdGtkShieldsReview)(gpointer data);

WdGtkShields *wd_gtk_shields_new(const WdHost *host, WdGtkShieldsReview review, gpointer data);
void wd_gtk_shields_free(WdGtkShields *shields);
void wd_gtk_shields_refresh(WdGtkShields *shields);
