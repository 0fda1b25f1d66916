/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-state-schema.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* SQLite's file format, 1.3: integers of the file's header, most significant byte first. */
#define HEADER_LEN         72
#define HEADER_MAGIC       "SQLite format 3"
#define HEADER_VERSION     60
#define HEADER_APPLICATION 68

#define APPLICATION_ID 0x57645374 /* "WdSt": `file` and we can tell the file from others */

/* Peers' names stand in no column: `same` and `peer` are pseudonyms, `sealed` an age file. */
static const char *const tables = "CREATE TABLE held("
				  " id TEXT PRIMARY KEY NOT NULL,"
				  " kind TEXT NOT NULL,"
				  " direction TEXT NOT NULL,"
				  " state TEXT NOT NULL,"
				  " decision TEXT,"
				  " is_handled INTEGER NOT NULL DEFAULT 0,"
				  " n_repeats INTEGER NOT NULL DEFAULT 0,"
				  " held_ms INTEGER NOT NULL,"
				  " decided_ms INTEGER NOT NULL DEFAULT 0,"
				  " same TEXT NOT NULL,"
				  " n_bytes INTEGER NOT NULL,"
				  " sealed BLOB" /* NULL: in BASE/queue/ID.sealed */
				  ") WITHOUT ROWID;"
				  "CREATE INDEX held_by_state ON "
				  "held(state, held_ms, id, n_repeats);"
				  "CREATE INDEX held_by_peer ON held(same, state);"
				  "CREATE TABLE peers("
				  " peer TEXT PRIMARY KEY NOT NULL,"
				  " is_trusted INTEGER NOT NULL DEFAULT 0,"
				  " i_wrote_ms INTEGER NOT NULL DEFAULT 0,"
				  " first_seen_ms INTEGER NOT NULL DEFAULT 0"
				  ") WITHOUT ROWID;";

static int
read_integer(sqlite3 *handle, const char *sql, int *number)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int(statement, 0);
	(void)sqlite3_finalize(statement); /* repeats the code of step */
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

static WdSchemaState
explain(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return WD_SCHEMA_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
	case SQLITE_ERROR:
		return WD_SCHEMA_FOREIGN;
	default:
		return WD_SCHEMA_FAILED;
	}
}

/**
 * wd_state_schema_look:
 * @handle: an open connection
 * @version: (out): the version found, 0 for a new file
 *
 * Looks, and writes nothing: a file of a later version must stay as it is.
 *
 * Returns: what the file is
 */
WdSchemaState
wd_state_schema_look(sqlite3 *handle, int *version)
{
	int application = 0;
	int n_tables = 0;
	int code = read_integer(handle, "PRAGMA user_version", version);

	if (code == SQLITE_OK)
		code = read_integer(handle, "PRAGMA application_id", &application);
	if (code == SQLITE_OK)
		code = read_integer(handle, "SELECT count(*) FROM sqlite_schema", &n_tables);
	if (code != SQLITE_OK)
		return explain(code);
	if (*version == 0 && application == 0 && n_tables == 0)
		return WD_SCHEMA_EMPTY;
	if (application != APPLICATION_ID || *version < 1)
		return WD_SCHEMA_FOREIGN;
	return *version > WD_STATE_SCHEMA_VERSION ? WD_SCHEMA_NEWER : WD_SCHEMA_OURS;
}

static gint32
read_header_number(const guint8 *header, gsize offset)
{
	guint32 number;

	memcpy(&number, header + offset, sizeof(number));
	return (gint32)GUINT32_FROM_BE(number);
}

/**
 * wd_state_schema_is_newer:
 * @path: of a state.db that nobody need have open, and that need not be there
 *
 * Reads the file's first bytes and nothing else: opening a database, even to read, leaves files of
 * SQLite's beside it. What the write-ahead log of a running client says is not known this way.
 *
 * Returns: whether a later version wrote the file
 */
gboolean
wd_state_schema_is_newer(const char *path)
{
	guint8 header[HEADER_LEN] = {0};
	int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	gboolean is_whole = fd >= 0 && read(fd, header, sizeof(header)) == HEADER_LEN;

	if (fd >= 0)
		(void)close(fd);
	return is_whole && memcmp(header, HEADER_MAGIC, sizeof(HEADER_MAGIC)) == 0 &&
	       read_header_number(header, HEADER_APPLICATION) == APPLICATION_ID &&
	       read_header_number(header, HEADER_VERSION) > WD_STATE_SCHEMA_VERSION;
}

static gboolean
execute(sqlite3 *handle, const char *sql)
{
	return sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/**
 * wd_state_schema_create:
 * @handle: an open connection to a %WD_SCHEMA_EMPTY file
 *
 * Makes the tables in one transaction. When another process was faster, its tables stand.
 *
 * Returns: FALSE with the reason in @handle
 */
gboolean
wd_state_schema_create(sqlite3 *handle)
{
	g_autofree char *marks = g_strdup_printf("PRAGMA application_id=%d; PRAGMA user_version=%d",
						 APPLICATION_ID,
						 WD_STATE_SCHEMA_VERSION);
	int version = 0;

	if (!execute(handle, "BEGIN IMMEDIATE"))
		return FALSE;
	if (wd_state_schema_look(handle, &version) == WD_SCHEMA_EMPTY &&
	    (!execute(handle, tables) || !execute(handle, marks))) {
		(void)execute(handle, "ROLLBACK"); /* the reason is the earlier failure's */
		return FALSE;
	}
	return execute(handle, "COMMIT");
}
