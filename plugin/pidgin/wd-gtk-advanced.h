/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pidgin/wd-gtk-setting.h"
#include "ui/wd-host.h"

/*
 * Every setting that is not among the few: a list to find one in, and below it what it means and
 * its value to change. Made from the schema, so it cannot lack one.
 */
GtkWidget *wd_gtk_advanced_new(const WdHost *host, WdGtkSettingProblem problem, gpointer data);
void wd_gtk_advanced_refresh(GtkWidget *advanced);
