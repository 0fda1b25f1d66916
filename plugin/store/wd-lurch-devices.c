/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-lurch-devices.h"

#include <sqlite3.h>

#define FIND "SELECT id FROM devicelists WHERE name = ?1 LIMIT ?2"

static sqlite3 *
open_database(const char *path)
{
	sqlite3 *database = NULL;

	/* Another program's file: it may be locked by a writer, and then nobody waits for it. */
	if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) !=
	    SQLITE_OK) {
		(void)sqlite3_close(database);
		return NULL;
	}
	(void)sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	return database;
}

/**
 * wd_lurch_devices_read:
 * @path: the file
 * @person: a bare JID
 *
 * Reads a small table; a file that is not there or is no such one has no devices.
 *
 * Returns: (transfer full) (element-type guint32): the devices of @person that are known there
 */
GArray *
wd_lurch_devices_read(const char *path, const char *person)
{
	GArray *devices = g_array_new(FALSE, FALSE, sizeof(guint32));
	sqlite3 *database = open_database(path);
	sqlite3_stmt *statement = NULL;

	if (database == NULL)
		return devices;
	if (sqlite3_prepare_v2(database, FIND, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_bind_text(statement, 1, person, -1, SQLITE_STATIC) == SQLITE_OK &&
	    sqlite3_bind_int(statement, 2, WD_LURCH_MAX_DEVICES) == SQLITE_OK) {
		while (sqlite3_step(statement) == SQLITE_ROW) {
			guint32 id = (guint32)sqlite3_column_int64(statement, 0);

			g_array_append_val(devices, id);
		}
	}
	(void)sqlite3_finalize(statement);
	(void)sqlite3_close(database);
	return devices;
}
