/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * The few switches that people look for. Everything else stands in the policy files. The frame
 * never keeps a value of its own: it asks the session to set one and shows what is then in force,
 * since an organisation's policy may have the last word.
 */
GtkWidget *wd_gtk_prefs_new(const WdHost *host);
char *wd_gtk_prefs_format_lock(const WdPolicy *policy, WdPolicyKey key);
