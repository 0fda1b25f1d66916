/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * The few switches that people look for, and behind "Advanced" all the others. A locked one is grey
 * and says who locked it, and where.
 */
GtkWidget *wd_gtk_prefs_new(const WdHost *host);
void wd_gtk_prefs_refresh(GtkWidget *frame);
