/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "engine/wd-held.h"

/*
 * The review queue as a tree model: one pointer a row, so that ten thousand rows fill at once and
 * words are made only for what is on the screen. An update changes only what differs, so selection
 * and scrolling stay where they are.
 */
typedef struct WdGtkRows WdGtkRows;

WdGtkRows *wd_gtk_rows_new(void);
void wd_gtk_rows_free(WdGtkRows *rows);
GtkTreeModel *wd_gtk_rows_get_model(WdGtkRows *rows);
guint wd_gtk_rows_count(WdGtkRows *rows);

/* A row's #WdHeld is the model's own copy, good until the next update. */
void wd_gtk_rows_update(WdGtkRows *rows, GtkTreeView *view, const GPtrArray *news);
gboolean wd_gtk_rows_has(const char *id, gpointer rows);
const WdHeld *wd_gtk_rows_get(GtkTreeModel *model, GtkTreeIter *iter); /* (nullable) */
typedef char *(*WdGtkRowsFormat)(const WdHeld *held);
const char *wd_gtk_rows_get_key(GtkTreeModel *model, GtkTreeIter *iter, WdGtkRowsFormat format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkRows, wd_gtk_rows_free)
