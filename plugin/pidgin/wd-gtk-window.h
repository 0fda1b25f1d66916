/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-ui.h"

/*
 * The one window of ours: a notebook, and nothing that any of its pages knows. A page is made when
 * it is first looked at, so that opening costs what is seen; all go with the window.
 */
typedef struct WdGtkWindow WdGtkWindow;

typedef struct {
	const char *name;  /* of the tab's widget */
	const char *label; /* with a mnemonic that no button of any page has */
	GtkWidget *(*make)(gpointer page);
	void (*show)(gpointer page, const char *words); /* it has come to the front */
	gpointer page;
} WdGtkPage;

/* Where size and page are kept from one time to the next. */
typedef struct {
	int (*load)(const char *name, int fallback);
	void (*save)(const char *name, int value);
} WdGtkMemory;

#define WD_GTK_LAST_PAGE WD_N_PAGES /* the one that was in front when the window was closed */

WdGtkWindow *wd_gtk_window_new(const WdGtkPage pages[WD_N_PAGES], const WdGtkMemory *memory);
void wd_gtk_window_free(WdGtkWindow *window);
void wd_gtk_window_show(WdGtkWindow *window, WdPage page, const char *words);
GtkWidget *wd_gtk_window_get_widget(WdGtkWindow *window); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkWindow, wd_gtk_window_free)
