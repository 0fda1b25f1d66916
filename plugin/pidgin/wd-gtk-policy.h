/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * The page that answers "who set this": every setting and rule in a table that can be sorted and
 * filtered, and the whole sentence about the one that is selected. It shows; changing is a matter
 * of the preferences. wd_gtk_policy_make() and _show() are what a WdGtkPage calls.
 */
typedef struct WdGtkPolicy WdGtkPolicy;

WdGtkPolicy *wd_gtk_policy_new(const WdHost *host);
void wd_gtk_policy_free(WdGtkPolicy *policy);
GtkWidget *wd_gtk_policy_make(gpointer policy);
void wd_gtk_policy_show(gpointer policy, const char *words);
void wd_gtk_policy_refresh(WdGtkPolicy *policy);
GtkWidget *wd_gtk_policy_get_page(WdGtkPolicy *policy); /* (nullable) */
