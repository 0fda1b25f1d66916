/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wd-fake-host.h"

/* One page of the window over a session in memory, in a window of its own: what the tests of pages
 * have in common. A fixture for g_test_add(). */
typedef struct {
	WdFakeHost *fake;
	gpointer page; /* such as a WdGtkPolicy */
	GtkWidget *(*make)(gpointer page);
	void (*show)(gpointer page, const char *words);
	GDestroyNotify free_page;
	GtkWidget *window; /* (nullable) */
} WdPageTest;

void wd_page_test_open(WdPageTest *test, const char *words);
void wd_page_test_close(WdPageTest *test);
void wd_page_test_end(WdPageTest *test, gconstpointer data);
GtkWidget *wd_page_test_find(WdPageTest *test, const char *name);
const char *wd_page_test_get_text(WdPageTest *test, const char *name);
GtkTreeModel *wd_page_test_get_model(WdPageTest *test, const char *name);
int wd_page_test_count_rows(WdPageTest *test, const char *name);
