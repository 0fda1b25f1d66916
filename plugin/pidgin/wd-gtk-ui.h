/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"
#include "ui/wd-ui.h"

/*
 * The UI port in Pidgin: owns the windows, dialogs and notices, and is what the session calls
 * through WdUiOps. The session outlives it, and has the text UI of the core module again before
 * this one goes.
 */
typedef struct WdGtkUi WdGtkUi;

WdGtkUi *wd_gtk_ui_new(const WdHost *host);
void wd_gtk_ui_free(WdGtkUi *ui);
const WdUiOps *wd_gtk_ui_get_ops(void);
GtkWidget *wd_gtk_ui_make_prefs(WdGtkUi *ui);
void wd_gtk_ui_pause_or_resume(WdGtkUi *ui);
void wd_gtk_ui_show_page(WdGtkUi *ui, WdPage page, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkUi, wd_gtk_ui_free)
