/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "engine/wd-held.h"

/*
 * The pane under the list: all that is known about one row, every reason in a sentence. The one
 * place in Pidgin where the text of something held is read at length; it is shown as plain text,
 * with nothing to click on.
 */
GtkWidget *wd_gtk_details_new(void);
void wd_gtk_details_show(GtkWidget *details, const WdHeld *held);
