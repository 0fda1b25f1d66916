/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/*
 * Apart from wd-state-db.h so that looking at a file is a question without consequences: nothing is
 * written, moved or made before the answer is known.
 */

/* The tables of state.db, and which versions of them we know. */
#define WD_STATE_SCHEMA_VERSION 1

typedef enum {
	WD_SCHEMA_OURS,    /* usable as it is */
	WD_SCHEMA_EMPTY,   /* a new file: make the tables */
	WD_SCHEMA_NEWER,   /* written by a later version: leave alone */
	WD_SCHEMA_FOREIGN, /* not our database, or damaged */
	WD_SCHEMA_BUSY,    /* somebody has it locked */
	WD_SCHEMA_FAILED,  /* the operating system refused */
} WdSchemaState;

WdSchemaState wd_state_schema_look(sqlite3 *handle, int *version);
gboolean wd_state_schema_is_newer(const char *path);
gboolean wd_state_schema_create(sqlite3 *handle);
