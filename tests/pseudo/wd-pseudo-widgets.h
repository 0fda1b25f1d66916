/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

void wd_pseudo_expect_widgets(const char *where, GtkWidget *root);
