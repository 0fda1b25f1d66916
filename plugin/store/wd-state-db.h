/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/*
 * The one place that opens SQLite, with the settings that keep the main loop from waiting for the
 * disk and a hostile file from doing more than being wrong. Queue and trust each have a connection;
 * a connection belongs to its thread.
 */

/* BASE/state.db: the tables of the review queue and of trust. One connection each. */
typedef struct WdStateDb WdStateDb;

typedef enum {
	WD_STEP_FAILED,
	WD_STEP_ROW,
	WD_STEP_DONE,
} WdStep;

WdStateDb *wd_state_db_open(const char *base, GError **error);
void wd_state_db_close(WdStateDb *db);
const char *wd_state_db_get_path(const WdStateDb *db);
const char *wd_state_db_get_damaged_path(const WdStateDb *db);
gint64 wd_state_db_get_change(WdStateDb *db);
void wd_state_db_flush(WdStateDb *db);

/* Statements. @sql must be a literal: it is prepared once and found again by its address. */
sqlite3_stmt *wd_state_db_prepare(WdStateDb *db, const char *sql, GError **error);
WdStep wd_state_db_step(WdStateDb *db, sqlite3_stmt *statement, GError **error);
gboolean wd_state_db_run(WdStateDb *db, sqlite3_stmt *statement, GError **error);
guint wd_state_db_get_n_changed(WdStateDb *db);
gboolean wd_state_db_begin(WdStateDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_state_db_commit(WdStateDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_state_db_roll_back(WdStateDb *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdStateDb, wd_state_db_close)
