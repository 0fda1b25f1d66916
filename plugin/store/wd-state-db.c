/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-state-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-io-worker.h"
#include "store/wd-paths.h"
#include "store/wd-state-schema.h"

/*
 * Nothing here waits for the disk on the caller's thread. The caller's connection never syncs; a
 * worker syncs the write-ahead log within SYNC_DELAY_MS of a commit. That is safe as long as the
 * log is only ever appended to: so checkpoints are never automatic. They happen at close, and in
 * the worker when the log has grown, each time in the mode that empties the log, with syncing on.
 *
 * Where there is no write-ahead log, pages are written in place, and the caller does wait: without
 * its syncs a power cut would take the whole database, not the last half second.
 */
#define SYNC_DELAY_MS       500
#define BUSY_MS             250  /* another process writes a row in less than 1 ms */
#define WORKER_BUSY_MS      2000 /* the worker may wait: nobody waits for it */
#define CHECKPOINT_N_PAGES  4096 /* 16 MiB of write-ahead log */
#define LOCK_N_TRIES        100  /* of opening: half a second; one takes some milliseconds */
#define LOCK_PAUSE_US       5000
#define MAX_N_DAMAGED_FILES 9 /* state.db.damaged-1 …: kept for rescue, never overwritten */

struct WdStateDb {
	char *path;
	char *log_path;     /* SQLite's write-ahead log */
	char *mark_path;    /* there: damage was met at run time, look closely at the next open */
	char *damaged_path; /* (nullable) where a damaged database was moved to */
	sqlite3 *handle;
	GHashTable *statements; /* literal -> sqlite3_stmt */
	WdIoWorker *worker;
};

static WdError
get_error_code(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return WD_ERROR_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR: /* our SQL is right, so a table is missing */
		return WD_ERROR_DAMAGED;
	case SQLITE_TOOBIG:
		return WD_ERROR_TOO_LONG;
	default:
		return WD_ERROR_IO;
	}
}

static void
set_error(WdStateDb *db, GError **error)
{
	WdError code = get_error_code(sqlite3_extended_errcode(db->handle));

	g_set_error(error, WD_ERROR, code, "state database: %s", sqlite3_errmsg(db->handle));
	if (code == WD_ERROR_DAMAGED) {
		int fd = g_open(db->mark_path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

		if (fd >= 0)
			(void)close(fd); /* an empty file: its being there is the message */
	}
}

static void
sync_log(gpointer data)
{
	WdStateDb *db = data;
	/* SQLite keeps its locks on the other two files, so closing this one drops none. */
	int fd = g_open(db->log_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return;      /* emptied by a close meanwhile, and synced by that */
	(void)fdatasync(fd); /* the data stay in the page cache; the next commit tries again */
	(void)close(fd);
}

static gboolean
execute(sqlite3 *handle, const char *sql)
{
	return sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* On the worker's own connection: SQLite's handles are not shared between threads. */
static void
empty_log(gpointer data)
{
	WdStateDb *db = data;
	sqlite3 *handle = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_FULLMUTEX;

	if (sqlite3_open_v2(db->path, &handle, flags, NULL) == SQLITE_OK) {
		(void)sqlite3_busy_timeout(handle, WORKER_BUSY_MS);
		(void)execute(handle, "PRAGMA synchronous=FULL");
		/* When a reader is in the way, a later commit asks again. */
		(void)sqlite3_wal_checkpoint_v2(
			handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	}
	(void)sqlite3_close(handle);
}

static int
note_commit(void *data, sqlite3 *handle, const char *name, int n_pages)
{
	WdStateDb *db = data;

	wd_io_worker_push(db->worker, SYNC_DELAY_MS, sync_log, db);
	if (n_pages >= CHECKPOINT_N_PAGES)
		wd_io_worker_push(db->worker, 0, empty_log, db);
	return SQLITE_OK;
}

static void
free_statement(gpointer statement)
{
	(void)sqlite3_finalize(statement); /* its last failure was told then */
}

static gboolean
fail_io(const WdStateDb *db, GError **error)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "state database: %s", g_strerror(errno));
	return FALSE;
}

/* Creates the file with the right mode before SQLite can create it with another. */
static gboolean
prepare_file(WdStateDb *db, GError **error)
{
	GStatBuf status;
	int fd = g_open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		return close(fd) == 0 || fail_io(db, error);
	if (errno != EEXIST || g_lstat(db->path, &status) != 0)
		return fail_io(db, error);
	if (!S_ISREG(status.st_mode) || status.st_uid != geteuid()) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "state database: not a file of this user");
		return FALSE;
	}
	if ((status.st_mode & 077) != 0 && g_chmod(db->path, 0600) != 0)
		return fail_io(db, error);
	return TRUE;
}

static gboolean
connect_file(WdStateDb *db, GError **error)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_FULLMUTEX;

	if (!prepare_file(db, error))
		return FALSE;
	if (sqlite3_open_v2(db->path, &db->handle, flags, NULL) != SQLITE_OK) {
		g_set_error(error,
			    WD_ERROR,
			    get_error_code(sqlite3_errcode(db->handle)),
			    "state database: %s",
			    sqlite3_errmsg(db->handle));
		return FALSE;
	}
	(void)sqlite3_busy_timeout(db->handle, BUSY_MS);
	/* The file may be hostile: no SQL from its schema gets at anything but its tables. */
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	(void)sqlite3_extended_result_codes(db->handle, 1);
	return TRUE;
}

static void
disconnect(WdStateDb *db)
{
	(void)sqlite3_close(db->handle); /* no statement is open */
	db->handle = NULL;
}

static void
move_aside(const char *path, const char *suffix, const char *target)
{
	g_autofree char *from = g_strconcat(path, suffix, NULL);
	g_autofree char *to = g_strconcat(target, suffix, NULL);

	(void)g_rename(from, to); /* mostly there is no such file */
}

/* Keeps a damaged database for rescue, and makes room for a new one. */
static gboolean
set_aside(WdStateDb *db, GError **error)
{
	for (guint i = 1; i <= MAX_N_DAMAGED_FILES; i++) {
		g_autofree char *target = g_strdup_printf("%s.damaged-%u", db->path, i);

		if (g_file_test(target, G_FILE_TEST_EXISTS))
			continue;
		if (g_rename(db->path, target) != 0)
			return fail_io(db, error);
		move_aside(db->path, "-wal", target);
		move_aside(db->path, "-shm", target);
		(void)g_unlink(db->mark_path); /* mostly there is none */
		db->damaged_path = g_steal_pointer(&target);
		return TRUE;
	}
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_DAMAGED,
		    "state database: damaged, and %d damaged ones lie beside it already",
		    MAX_N_DAMAGED_FILES);
	return FALSE;
}

static gboolean
is_sound(WdStateDb *db)
{
	sqlite3_stmt *statement = NULL;
	gboolean is_ok = FALSE;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA quick_check(1)", -1, &statement, NULL) ==
		    SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		is_ok = g_strcmp0((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
	(void)sqlite3_finalize(statement); /* repeats the code of step */
	return is_ok;
}

/* A mark of an earlier run asks for the long look. */
static WdSchemaState
look(WdStateDb *db, int *version)
{
	/* All of it at one moment: another process may be making it. */
	gboolean is_reading = execute(db->handle, "BEGIN");
	WdSchemaState state = wd_state_schema_look(db->handle, version);

	if (is_reading)
		(void)execute(db->handle, "COMMIT"); /* nothing was written */
	if (state != WD_SCHEMA_OURS || !g_file_test(db->mark_path, G_FILE_TEST_EXISTS))
		return state;
	if (!is_sound(db))
		return WD_SCHEMA_FOREIGN;
	(void)g_unlink(db->mark_path); /* else the next open looks again */
	return state;
}

static gboolean
refuse(WdStateDb *db, WdSchemaState state, int version, GError **error)
{
	if (state != WD_SCHEMA_NEWER) {
		set_error(db, error);
		return FALSE;
	}
	/* "Untouched" includes the file beside it. */
	(void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_UNSUPPORTED,
		    "state database: written by a later version of Purple Warden (format %d, this "
		    "one knows %d); left as it is",
		    version,
		    WD_STATE_SCHEMA_VERSION);
	return FALSE;
}

static gboolean
has_log(WdStateDb *db)
{
	sqlite3_stmt *statement = NULL;
	gboolean is_log = FALSE;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode", -1, &statement, NULL) ==
		    SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		is_log = g_strcmp0((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
	(void)sqlite3_finalize(statement); /* repeats the code of step */
	return is_log;
}

static gboolean
set_up(WdStateDb *db, WdSchemaState state, GError **error)
{
	gboolean is_ready = execute(db->handle, "PRAGMA synchronous=OFF");

	/* Tried and not required: some network file systems cannot share the log's index. */
	(void)execute(db->handle, "PRAGMA journal_mode=WAL");
	if (!has_log(db))
		is_ready = is_ready && execute(db->handle, "PRAGMA synchronous=NORMAL");
	is_ready = is_ready && execute(db->handle, "PRAGMA wal_autocheckpoint=0") &&
		   (state == WD_SCHEMA_OURS || wd_state_schema_create(db->handle));
	if (!is_ready) {
		set_error(db, error);
		return FALSE;
	}
	(void)sqlite3_wal_hook(db->handle, note_commit, db);
	return TRUE;
}

static gboolean
open_file(WdStateDb *db, GError **error)
{
	int version = 0;
	WdSchemaState state;

	if (!connect_file(db, error))
		return FALSE;
	state = look(db, &version);
	if (state == WD_SCHEMA_FOREIGN && db->damaged_path == NULL) {
		disconnect(db);
		return set_aside(db, error) && open_file(db, error);
	}
	if (state != WD_SCHEMA_OURS && state != WD_SCHEMA_EMPTY)
		return refuse(db, state, version, error);
	return set_up(db, state, error);
}

/*
 * SQLite refuses a link anywhere in a path, and home folders lie behind one often enough. Links
 * that lead to the person's own folders are followed here, once; BASE and what is in it never are.
 */
static char *
find_path(const char *base)
{
	g_autofree char *parent = g_path_get_dirname(base);
	g_autofree char *name = g_path_get_basename(base);
	char *resolved = realpath(parent, NULL);
	g_autofree char *followed =
		g_build_filename(resolved != NULL ? resolved : parent, name, NULL);

	free(resolved);
	return wd_path_get(followed, WD_PATH_STATE_DB);
}

/* Between looking and moving aside another process could have made a new one, and lose it. */
static int
lock_folder(const char *base)
{
	int fd = g_open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* Not for ever, and not every file system knows locks: then it goes without. */
	for (guint i = 0; fd >= 0 && i < LOCK_N_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
			break;
		g_usleep(LOCK_PAUSE_US);
	}
	return fd;
}

/**
 * wd_state_db_open:
 * @base: the Warden folder of the client; it must be there
 * @error: return location for a #WD_ERROR
 *
 * Opens BASE/state.db, or makes it. A damaged one, or one that is not ours, is moved aside and a
 * new one started: see wd_state_db_get_damaged_path(). One of a later version is refused with
 * %WD_ERROR_UNSUPPORTED and stays untouched. Two processes may have it open at once.
 *
 * Returns: (transfer full): a connection, closed with wd_state_db_close()
 */
WdStateDb *
wd_state_db_open(const char *base, GError **error)
{
	g_autoptr(WdStateDb) db = g_new0(WdStateDb, 1);
	int lock = lock_folder(base);
	gboolean is_open;

	db->path = find_path(base);
	db->log_path = g_strconcat(db->path, "-wal", NULL);
	db->mark_path = g_strconcat(db->path, "-damaged", NULL);
	db->statements = g_hash_table_new_full(NULL, NULL, NULL, free_statement);
	db->worker = wd_io_worker_new("wd-state");
	is_open = open_file(db, error);
	if (lock >= 0)
		(void)close(lock); /* and the lock with it */
	return is_open ? g_steal_pointer(&db) : NULL;
}

/**
 * wd_state_db_close:
 * @db: (nullable) (transfer full): a connection
 *
 * The last connection to the file brings the write-ahead log home and removes it. Blocks for that:
 * it happens once, at the end.
 */
void
wd_state_db_close(WdStateDb *db)
{
	if (db == NULL)
		return;
	wd_io_worker_free(db->worker);
	g_hash_table_unref(db->statements);
	if (db->handle != NULL)
		(void)execute(db->handle, "PRAGMA synchronous=FULL"); /* for that last step */
	disconnect(db);
	g_free(db->path);
	g_free(db->log_path);
	g_free(db->mark_path);
	g_free(db->damaged_path);
	g_free(db);
}

/**
 * wd_state_db_get_path:
 * @db: a connection
 *
 * Returns: (transfer none): the database's file
 */
const char *
wd_state_db_get_path(const WdStateDb *db)
{
	return db->path;
}

/**
 * wd_state_db_get_damaged_path:
 * @db: a connection
 *
 * Returns: (transfer none) (nullable): where this open moved a damaged database; NULL when all was
 * well
 */
const char *
wd_state_db_get_damaged_path(const WdStateDb *db)
{
	return db->damaged_path;
}

/**
 * wd_state_db_get_change:
 * @db: a connection
 *
 * Costs about a microsecond: nothing is read but a counter in shared memory.
 *
 * Returns: a number that changes when another connection, of this process or of another, has
 * committed; -1 when it cannot be told
 */
gint64
wd_state_db_get_change(WdStateDb *db)
{
	sqlite3_stmt *statement = wd_state_db_prepare(db, "PRAGMA data_version", NULL);
	gint64 change = -1;

	if (statement == NULL)
		return -1;
	if (sqlite3_step(statement) == SQLITE_ROW)
		change = sqlite3_column_int64(statement, 0);
	(void)sqlite3_reset(statement); /* repeats the code of step */
	return change;
}

/**
 * wd_state_db_flush:
 * @db: a connection
 *
 * Blocks until what was committed is on the disk. For tests and the tool.
 */
void
wd_state_db_flush(WdStateDb *db)
{
	wd_io_worker_flush(db->worker);
}

/**
 * wd_state_db_prepare:
 * @db: a connection
 * @sql: a literal
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer none) (nullable): the statement, reset, without values
 */
sqlite3_stmt *
wd_state_db_prepare(WdStateDb *db, const char *sql, GError **error)
{
	sqlite3_stmt *statement = g_hash_table_lookup(db->statements, sql);

	if (statement != NULL) {
		(void)sqlite3_reset(statement); /* its last failure was told then */
		(void)sqlite3_clear_bindings(statement);
		return statement;
	}
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
	    SQLITE_OK) {
		set_error(db, error);
		return NULL;
	}
	g_hash_table_insert(db->statements, (gpointer)sql, statement);
	return statement;
}

/**
 * wd_state_db_step:
 * @db: a connection
 * @statement: a statement with its values
 * @error: return location for a #WD_ERROR: %WD_ERROR_BUSY when another process writes,
 *   %WD_ERROR_DAMAGED when the next open must set the file aside, %WD_ERROR_IO for the rest
 *
 * After the last row and after a failure the statement is reset; who stops earlier resets it.
 *
 * Returns: whether there is a row
 */
WdStep
wd_state_db_step(WdStateDb *db, sqlite3_stmt *statement, GError **error)
{
	int code = sqlite3_step(statement);

	if (code == SQLITE_ROW)
		return WD_STEP_ROW;
	if (code != SQLITE_DONE)
		set_error(db, error);
	(void)sqlite3_reset(statement); /* repeats the code of step */
	return code == SQLITE_DONE ? WD_STEP_DONE : WD_STEP_FAILED;
}

/**
 * wd_state_db_run:
 * @db: a connection
 * @statement: a statement that returns no rows, with its values
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether it was done
 */
gboolean
wd_state_db_run(WdStateDb *db, sqlite3_stmt *statement, GError **error)
{
	return wd_state_db_step(db, statement, error) == WD_STEP_DONE;
}

/**
 * wd_state_db_get_n_changed:
 * @db: a connection
 *
 * Returns: how many rows the last statement changed
 */
guint
wd_state_db_get_n_changed(WdStateDb *db)
{
	return (guint)sqlite3_changes(db->handle);
}

static gboolean
run_literal(WdStateDb *db, const char *sql, GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(db, sql, error);

	return statement != NULL && wd_state_db_run(db, statement, error);
}

/**
 * wd_state_db_begin:
 * @db: a connection
 * @error: return location for a #WD_ERROR
 *
 * Begins a transaction that may write; other writers wait.
 *
 * Returns: whether it began
 */
gboolean
wd_state_db_begin(WdStateDb *db, GError **error)
{
	return run_literal(db, "BEGIN IMMEDIATE", error);
}

/**
 * wd_state_db_commit:
 * @db: a connection
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether the transaction stands; when not, it is rolled back
 */
gboolean
wd_state_db_commit(WdStateDb *db, GError **error)
{
	if (run_literal(db, "COMMIT", error))
		return TRUE;
	wd_state_db_roll_back(db);
	return FALSE;
}

/**
 * wd_state_db_roll_back:
 * @db: a connection
 *
 * Undoes a transaction after a failure.
 */
void
wd_state_db_roll_back(WdStateDb *db)
{
	if (!sqlite3_get_autocommit(db->handle)) /* some failures have rolled back already */
		(void)execute(db->handle, "ROLLBACK");
}
