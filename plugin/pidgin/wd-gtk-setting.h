/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * One setting as a widget: a box to tick, a list to choose from, or a line to write in. Never keeps
 * a value of its own: it asks the session to set one and shows what is then in force, since an
 * organisation's policy may have the last word.
 */

/* What could not be set, and why, in a sentence; NULL: something was set. */
typedef void (*WdGtkSettingProblem)(const char *problem, gpointer data);

GtkWidget *wd_gtk_setting_new(const WdHost *host,
			      WdPolicyKey key,
			      const char *label,
			      WdGtkSettingProblem problem,
			      gpointer data);
void wd_gtk_setting_refresh(GtkWidget *setting);
void wd_gtk_setting_apply(GtkWidget *setting);
