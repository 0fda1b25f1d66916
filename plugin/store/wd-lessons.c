/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-lessons.h"

#include <string.h>

#include "engine/spim/wd-spim-overlay.h"
#include "engine/wd-error.h"
#include "store/wd-lesson-codec.h"
#include "store/wd-state-db.h"
#include "store/wd-state-watch.h"

/* The table may be missing: databases of the first version were made without it. */
static const char *const create_table =
	"CREATE TABLE IF NOT EXISTS lessons("
	" id TEXT NOT NULL,"
	" part INTEGER NOT NULL,"
	" taught_ms INTEGER NOT NULL,"
	" sealed BLOB NOT NULL,"
	" PRIMARY KEY(id, part)" /* an index: listing reads no blob */
	")";

typedef struct {
	char *id;
	guint part;
	WdSpimLesson *lesson; /* (nullable) not open: not yet, or not to be opened at all */
	gboolean is_tried;
	gboolean is_present; /* while the table is read */
} Row;

struct WdLessons {
	WdStateDb *db;
	WdKeys *keys;
	WdStateWatch *watch; /* NULL while nobody asked */
	WdLessonsChanged changed;
	gpointer changed_data;
	GHashTable *rows; /* "ID/PART" -> Row */
	guint n_damaged;  /* since last asked */
	guint stamp;      /* changes with what is open */
};

static void
free_row(gpointer data)
{
	Row *row = data;

	g_free(row->id);
	g_free(row->lesson);
	g_free(row);
}

static gboolean
run(WdLessons *lessons, sqlite3_stmt *statement, GError **error)
{
	return statement != NULL && wd_state_db_run(lessons->db, statement, error);
}

/**
 * wd_lessons_open:
 * @base: the Warden folder of the client; it must be there
 * @keys: (transfer none): must live as long as the result; may be locked
 * @error: return location for a #WD_ERROR of wd_state_db_open()
 *
 * Reads nothing yet: see wd_lessons_refresh().
 *
 * Returns: (transfer full): the lessons of this profile, closed with wd_lessons_close()
 */
WdLessons *
wd_lessons_open(const char *base, WdKeys *keys, GError **error)
{
	g_autoptr(WdLessons) lessons = g_new0(WdLessons, 1);

	lessons->keys = keys;
	lessons->rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_row);
	lessons->db = wd_state_db_open(base, error);
	if (lessons->db == NULL ||
	    !run(lessons, wd_state_db_prepare(lessons->db, create_table, error), error))
		return NULL;
	return g_steal_pointer(&lessons);
}

/**
 * wd_lessons_close:
 * @lessons: (nullable) (transfer full): the lessons
 */
void
wd_lessons_close(WdLessons *lessons)
{
	if (lessons == NULL)
		return;
	wd_state_watch_free(lessons->watch);
	wd_state_db_close(lessons->db);
	g_hash_table_unref(lessons->rows);
	g_free(lessons);
}

static void
tell(gpointer data)
{
	WdLessons *lessons = data;

	if (lessons->changed != NULL)
		lessons->changed(lessons, lessons->changed_data);
}

/**
 * wd_lessons_watch:
 * @lessons: the lessons
 * @changed: (nullable): called from the default main loop after another process has written to the
 *   database; NULL: no more
 * @data: for @changed
 */
void
wd_lessons_watch(WdLessons *lessons, WdLessonsChanged changed, gpointer data)
{
	lessons->changed = changed;
	lessons->changed_data = data;
	if (changed == NULL)
		g_clear_pointer(&lessons->watch, wd_state_watch_free);
	else if (lessons->watch == NULL)
		lessons->watch = wd_state_watch_new(lessons->db, tell, lessons);
}

static Row *
remember(WdLessons *lessons, const char *id, guint part)
{
	g_autofree char *key = g_strdup_printf("%s/%u", id, part);
	Row *row = g_hash_table_lookup(lessons->rows, key);

	if (row == NULL) {
		row = g_new0(Row, 1);
		row->id = g_strdup(id);
		row->part = part;
		g_hash_table_insert(lessons->rows, g_steal_pointer(&key), row);
	}
	row->is_present = TRUE;
	return row;
}

static gboolean
insert_part(WdLessons *lessons, const WdSpimLesson *part, GError **error)
{
	g_autoptr(GBytes) plain = wd_lesson_codec_format(part);
	g_autoptr(GBytes) sealed = wd_keys_seal(
		lessons->keys, NULL, g_bytes_get_data(plain, NULL), g_bytes_get_size(plain), error);
	sqlite3_stmt *insert;

	if (sealed == NULL)
		return FALSE;
	insert = wd_state_db_prepare(
		lessons->db,
		"INSERT INTO lessons(id, part, taught_ms, sealed) VALUES(?1, ?2, ?3, ?4)",
		error);
	if (insert == NULL)
		return FALSE;
	(void)sqlite3_bind_text(insert, 1, part->id, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(insert, 2, part->part);
	(void)sqlite3_bind_int64(insert, 3, part->time_ms);
	(void)sqlite3_bind_blob64(insert,
				  4,
				  g_bytes_get_data(sealed, NULL),
				  g_bytes_get_size(sealed),
				  SQLITE_TRANSIENT);
	return run(lessons, insert, error);
}

static gboolean
drop_oldest(WdLessons *lessons, GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(
		lessons->db,
		"DELETE FROM lessons WHERE (id, part) IN (SELECT id, part FROM lessons "
		"ORDER BY taught_ms DESC, id DESC, part DESC LIMIT -1 OFFSET ?1)",
		error);

	if (statement != NULL)
		(void)sqlite3_bind_int64(statement, 1, WD_SPIM_OVERLAY_MAX_LESSONS);
	return run(lessons, statement, error);
}

static gboolean
insert_all(WdLessons *lessons, const WdSpimLesson *const *parts, gsize n_parts, GError **error)
{
	for (gsize i = 0; i < n_parts; i++) {
		if (!insert_part(lessons, parts[i], error))
			return FALSE;
	}
	return drop_oldest(lessons, error);
}

/**
 * wd_lessons_add:
 * @lessons: the lessons
 * @parts: (array length=n_parts): what one click taught: valid, of one id, with parts of their own
 * @n_parts: how many
 * @error: return location for a #WD_ERROR
 *
 * Beyond %WD_SPIM_OVERLAY_MAX_LESSONS the oldest go. Never waits for the disk. They count at once.
 *
 * Returns: whether they are kept; when not, nothing has changed
 */
gboolean
wd_lessons_add(WdLessons *lessons, const WdSpimLesson *const *parts, gsize n_parts, GError **error)
{
	if (!wd_state_db_begin(lessons->db, error))
		return FALSE;
	if (!insert_all(lessons, parts, n_parts, error)) {
		wd_state_db_roll_back(lessons->db);
		return FALSE;
	}
	if (!wd_state_db_commit(lessons->db, error))
		return FALSE;
	for (gsize i = 0; i < n_parts; i++) {
		Row *row = remember(lessons, parts[i]->id, parts[i]->part);

		g_free(row->lesson);
		row->lesson = g_memdup2(parts[i], sizeof *parts[i]);
		row->is_tried = TRUE;
	}
	lessons->stamp++;
	/* What went for them is noticed now or at the next look. */
	(void)wd_lessons_refresh(lessons, NULL);
	return TRUE;
}

/**
 * wd_lessons_remove:
 * @lessons: the lessons
 * @id: of a click
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND when there is no such click, any
 * more
 *
 * Takes back all that the click taught.
 *
 * Returns: whether it is taken back
 */
gboolean
wd_lessons_remove(WdLessons *lessons, const char *id, GError **error)
{
	sqlite3_stmt *statement =
		wd_state_db_prepare(lessons->db, "DELETE FROM lessons WHERE id=?1", error);

	if (statement != NULL)
		(void)sqlite3_bind_text(statement, 1, id, -1, SQLITE_TRANSIENT);
	if (!run(lessons, statement, error))
		return FALSE;
	if (wd_state_db_get_n_changed(lessons->db) == 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "no lesson %s", id);
		return FALSE;
	}
	(void)wd_lessons_refresh(lessons, NULL); /* it is gone on disk, so at the next look too */
	return TRUE;
}

/**
 * wd_lessons_remove_all:
 * @lessons: the lessons
 * @n_removed: (out): how many rows
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether nothing is left of what was taught
 */
gboolean
wd_lessons_remove_all(WdLessons *lessons, guint *n_removed, GError **error)
{
	/* With a condition: without one SQLite does not count. */
	if (!run(lessons,
		 wd_state_db_prepare(lessons->db, "DELETE FROM lessons WHERE part>=0", error),
		 error))
		return FALSE;
	*n_removed = wd_state_db_get_n_changed(lessons->db);
	(void)wd_lessons_refresh(lessons, NULL); /* as above */
	return TRUE;
}

static void
mark_absent(WdLessons *lessons)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, lessons->rows);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		((Row *)value)->is_present = FALSE;
}

static gboolean
is_absent(gpointer key, gpointer value, gpointer data)
{
	return !((const Row *)value)->is_present;
}

/**
 * wd_lessons_refresh:
 * @lessons: the lessons
 * @error: return location for a #WD_ERROR
 *
 * Looks which rows there are. Those that are gone count no more; those that are new wait for
 * wd_lessons_open_some().
 *
 * Returns: FALSE when the table could not be read to its end; what was known stands then
 */
gboolean
wd_lessons_refresh(WdLessons *lessons, GError **error)
{
	sqlite3_stmt *select =
		wd_state_db_prepare(lessons->db, "SELECT id, part FROM lessons LIMIT ?1", error);
	WdStep step;

	if (select == NULL)
		return FALSE;
	/* A file that somebody filled must not fill memory. */
	(void)sqlite3_bind_int64(select, 1, 2 * WD_SPIM_OVERLAY_MAX_LESSONS);
	mark_absent(lessons);
	while ((step = wd_state_db_step(lessons->db, select, error)) == WD_STEP_ROW) {
		const char *id = (const char *)sqlite3_column_text(select, 0);

		if (id != NULL)
			(void)remember(lessons, id, (guint)sqlite3_column_int(select, 1));
	}
	if (step == WD_STEP_DONE && g_hash_table_foreach_remove(lessons->rows, is_absent, NULL) > 0)
		lessons->stamp++;
	return step == WD_STEP_DONE;
}

static GBytes *
load_sealed(WdLessons *lessons, const Row *row, GError **error)
{
	sqlite3_stmt *select = wd_state_db_prepare(
		lessons->db, "SELECT sealed FROM lessons WHERE id=?1 AND part=?2", error);
	GBytes *sealed;

	if (select == NULL)
		return NULL;
	(void)sqlite3_bind_text(select, 1, row->id, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(select, 2, row->part);
	if (wd_state_db_step(lessons->db, select, error) != WD_STEP_ROW) {
		if (error != NULL && *error == NULL)
			g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "the lesson is gone");
		return NULL;
	}
	sealed =
		g_bytes_new(sqlite3_column_blob(select, 0), (gsize)sqlite3_column_bytes(select, 0));
	(void)sqlite3_reset(select); /* one row was asked for */
	return sealed;
}

static gboolean
unseal(WdLessons *lessons, Row *row, GError **error)
{
	g_autoptr(GBytes) sealed = load_sealed(lessons, row, error);
	g_autoptr(GBytes) plain = NULL;
	WdSpimLesson lesson;

	if (sealed == NULL)
		return FALSE;
	plain = wd_keys_open_sealed(
		lessons->keys, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), error);
	if (plain == NULL ||
	    !wd_lesson_codec_parse(
		    g_bytes_get_data(plain, NULL), g_bytes_get_size(plain), &lesson, error))
		return FALSE;
	if (!g_str_equal(lesson.id, row->id) || lesson.part != row->part) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "the lesson of another row");
		return FALSE;
	}
	row->lesson = g_memdup2(&lesson, sizeof lesson);
	lessons->stamp++;
	return TRUE;
}

/* What nobody can ever open again goes; another key may come back, or a later version. */
static void
drop_damaged(WdLessons *lessons, const Row *row)
{
	sqlite3_stmt *statement = wd_state_db_prepare(
		lessons->db, "DELETE FROM lessons WHERE id=?1 AND part=?2", NULL);

	lessons->n_damaged++;
	if (statement == NULL)
		return;
	(void)sqlite3_bind_text(statement, 1, row->id, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(statement, 2, row->part);
	(void)wd_state_db_run(lessons->db, statement, NULL); /* else at the next start */
}

static void
open_row(WdLessons *lessons, Row *row)
{
	g_autoptr(GError) error = NULL;

	row->is_tried = TRUE;
	if (unseal(lessons, row, &error))
		return;
	if (g_error_matches(error, WD_ERROR, WD_ERROR_DAMAGED) ||
	    g_error_matches(error, WD_ERROR, WD_ERROR_MALFORMED))
		drop_damaged(lessons, row);
	else if (g_error_matches(error, WD_ERROR, WD_ERROR_WRONG_KEY))
		lessons->n_damaged++;
}

/**
 * wd_lessons_open_some:
 * @lessons: the lessons, after wd_lessons_refresh()
 * @n: how many rows at most; each takes about a third of a millisecond
 *
 * One that is damaged is dropped, one of another key or of a later version left alone; both count
 * for wd_lessons_take_n_damaged() except the last. While the key is locked nothing is opened.
 *
 * Returns: whether there are more to open now
 */
gboolean
wd_lessons_open_some(WdLessons *lessons, guint n)
{
	GHashTableIter iter;
	gpointer value;

	if (wd_keys_is_locked(lessons->keys))
		return FALSE;
	g_hash_table_iter_init(&iter, lessons->rows);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		Row *row = value;

		if (row->is_tried)
			continue;
		if (n-- == 0)
			return TRUE;
		open_row(lessons, row);
	}
	return FALSE;
}

/**
 * wd_lessons_get_open:
 * @lessons: the lessons
 *
 * Returns: (transfer container) (element-type WdSpimLesson): those that are open, in no order; they
 *   belong to @lessons and stay until it changes
 */
GPtrArray *
wd_lessons_get_open(WdLessons *lessons)
{
	GPtrArray *open = g_ptr_array_new();
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, lessons->rows);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const Row *row = value;

		if (row->lesson != NULL)
			g_ptr_array_add(open, row->lesson);
	}
	return open;
}

static void
free_click(gpointer data)
{
	WdLessonsClick *click = data;

	g_free(click->id);
	g_free(click->first);
	g_free(click);
}

static WdLessonsClick *
get_click(GPtrArray *clicks, const char *id)
{
	WdLessonsClick *click;

	for (guint i = 0; i < clicks->len; i++) {
		click = g_ptr_array_index(clicks, i);
		if (g_str_equal(click->id, id))
			return click;
	}
	click = g_new0(WdLessonsClick, 1);
	click->id = g_strdup(id);
	g_ptr_array_add(clicks, click);
	return click;
}

static int
compare_clicks(gconstpointer one, gconstpointer other)
{
	const WdLessonsClick *a = *(const WdLessonsClick *const *)one;
	const WdLessonsClick *b = *(const WdLessonsClick *const *)other;

	if (a->first == NULL || b->first == NULL)
		return a->first == b->first ? strcmp(a->id, b->id) : a->first != NULL ? -1 : 1;
	return wd_spim_lesson_compare(a->first, b->first);
}

/**
 * wd_lessons_list_clicks:
 * @lessons: the lessons, after wd_lessons_refresh()
 *
 * Returns: (transfer full) (element-type WdLessonsClick): what was taught, the oldest first; those
 *   that are not open at the end
 */
GPtrArray *
wd_lessons_list_clicks(WdLessons *lessons)
{
	GPtrArray *clicks = g_ptr_array_new_with_free_func(free_click);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, lessons->rows);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const Row *row = value;
		WdLessonsClick *click = get_click(clicks, row->id);

		click->n_parts++;
		if (click->first == NULL && row->lesson != NULL)
			click->first = g_memdup2(row->lesson, sizeof *row->lesson);
	}
	g_ptr_array_sort(clicks, compare_clicks);
	return clicks;
}

/**
 * wd_lessons_get_stamp:
 * @lessons: the lessons
 *
 * Returns: a number that changes whenever wd_lessons_get_open() would give others than before
 */
guint
wd_lessons_get_stamp(const WdLessons *lessons)
{
	return lessons->stamp;
}

/**
 * wd_lessons_get_n_rows:
 * @lessons: the lessons
 *
 * Returns: how many there are, open or not
 */
guint
wd_lessons_get_n_rows(const WdLessons *lessons)
{
	return g_hash_table_size(lessons->rows);
}

/**
 * wd_lessons_take_n_damaged:
 * @lessons: the lessons
 *
 * Returns: how many could not be read since this was last asked: the person must be told
 */
guint
wd_lessons_take_n_damaged(WdLessons *lessons)
{
	guint n_damaged = lessons->n_damaged;

	lessons->n_damaged = 0;
	return n_damaged;
}

/**
 * wd_lessons_complete_id:
 * @lessons: the lessons, after wd_lessons_refresh()
 * @prefix: the beginning of an id
 * @error: return location for a #WD_ERROR: %WD_ERROR_NOT_FOUND, or %WD_ERROR_BUSY when several
 *   clicks begin so
 *
 * Returns: (transfer full): the id of the one click that begins so
 */
char *
wd_lessons_complete_id(WdLessons *lessons, const char *prefix, GError **error)
{
	const char *found = NULL;
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, lessons->rows);
	while (*prefix != '\0' && g_hash_table_iter_next(&iter, NULL, &value)) {
		const Row *row = value;

		if (!g_str_has_prefix(row->id, prefix) || g_strcmp0(row->id, found) == 0)
			continue;
		if (found != NULL) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_BUSY,
				    "more than one lesson begins with %s",
				    prefix);
			return NULL;
		}
		found = row->id;
	}
	if (found == NULL)
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "no lesson %s", prefix);
	return g_strdup(found);
}
