/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-lessons.h"

#include <glib/gi18n-lib.h>

#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-overlay.h"
#include "engine/wd-error.h"
#include "purple/wd-recent.h"
#include "purple/wd-session-audit.h"
#include "store/wd-lessons.h"

#define STATE           "lessons"
#define REFRESH_SECONDS 5 /* a flood into the queue changes the database all the time */

typedef struct {
	WdSession *session;
	WdLessons *store; /* NULL when it could not be opened: then nothing can be learned */
	WdSpimOverlay *overlay;
	guint stamp; /* of the store, when the overlay was made */
	WdRecent *recent;
	GHashTable *deleted; /* id of a click -> id of the row that went with it */
	guint load_id;
	guint refresh_id;
} Lessons;

static Lessons *
get_lessons(WdSession *session)
{
	return wd_session_get_state(session, STATE);
}

/* The one that judges now is taken away before it goes. */
static void
set_overlay(Lessons *lessons, WdSpimOverlay *overlay)
{
	wd_session_get_knowledge(lessons->session)->spim_overlay = overlay;
	wd_spim_overlay_free(lessons->overlay);
	lessons->overlay = overlay;
}

static void
apply(Lessons *lessons)
{
	g_autoptr(GPtrArray) open = NULL;

	if (lessons->stamp == wd_lessons_get_stamp(lessons->store))
		return;
	lessons->stamp = wd_lessons_get_stamp(lessons->store);
	open = wd_lessons_get_open(lessons->store);
	set_overlay(lessons,
		    open->len == 0 ? NULL
				   : wd_spim_overlay_new((const WdSpimLesson *const *)open->pdata,
							 open->len));
}

static void
tell_damaged(Lessons *lessons)
{
	guint n_damaged = wd_lessons_take_n_damaged(lessons->store);
	g_autofree char *text = NULL;

	if (n_damaged == 0)
		return;
	text = g_strdup_printf(
		g_dngettext(
			GETTEXT_PACKAGE,
			"%u thing that you taught about SPIM could not be read and does not count "
			"any more. What came with Purple Warden still does.",
			"%u things that you taught about SPIM could not be read and do not count "
			"any more. What came with Purple Warden still does.",
			n_damaged),
		n_damaged);
	wd_session_banner(lessons->session, STATE, text);
}

/* One at a time: each costs a third of a millisecond, and the person is typing. */
static gboolean
load_one(gpointer data)
{
	Lessons *lessons = data;

	if (wd_lessons_open_some(lessons->store, 1))
		return G_SOURCE_CONTINUE;
	lessons->load_id = 0;
	apply(lessons);
	tell_damaged(lessons);
	return G_SOURCE_REMOVE;
}

static gboolean
refresh(gpointer data)
{
	Lessons *lessons = data;

	lessons->refresh_id = 0;
	/* A database that is busy is looked at after its next change. */
	(void)wd_lessons_refresh(lessons->store, NULL);
	if (lessons->load_id == 0)
		lessons->load_id = g_idle_add_full(G_PRIORITY_LOW, load_one, lessons, NULL);
	return G_SOURCE_REMOVE;
}

/* wardenctl may have made some be forgotten. */
static void
changed(WdLessons *store, gpointer data)
{
	Lessons *lessons = data;

	if (lessons->refresh_id == 0)
		lessons->refresh_id = g_timeout_add_seconds(REFRESH_SECONDS, refresh, lessons);
}

static void
open_store(Lessons *lessons)
{
	WdKeys *keys = wd_session_get_keys(lessons->session);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	if (keys == NULL)
		return; /* said already */
	lessons->store = wd_lessons_open(wd_session_get_base(lessons->session), keys, &error);
	if (lessons->store != NULL) {
		wd_lessons_watch(lessons->store, changed, lessons);
		(void)refresh(lessons);
		return;
	}
	if (g_error_matches(error, WD_ERROR, WD_ERROR_UNSUPPORTED))
		return; /* said with the review list */
	/* Translators: %s is the reason the system gave. */
	text = g_strdup_printf(_("What you taught about SPIM could not be read: %s"),
			       error->message);
	wd_session_banner(lessons->session, STATE, text);
}

static void
free_lessons(gpointer data)
{
	Lessons *lessons = data;

	if (lessons->load_id != 0)
		g_source_remove(lessons->load_id);
	if (lessons->refresh_id != 0)
		g_source_remove(lessons->refresh_id);
	set_overlay(lessons, NULL);
	wd_lessons_close(lessons->store);
	wd_recent_free(lessons->recent);
	g_hash_table_unref(lessons->deleted);
	g_free(lessons);
}

/**
 * wd_session_lessons_attach:
 * @session: the session
 */
void
wd_session_lessons_attach(WdSession *session)
{
	Lessons *lessons = g_new0(Lessons, 1);

	lessons->session = session;
	lessons->recent = wd_recent_new();
	lessons->deleted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	wd_session_set_state(session, STATE, lessons, free_lessons);
	open_store(lessons);
}

/**
 * wd_session_lessons_detach:
 * @session: the session
 */
void
wd_session_lessons_detach(WdSession *session)
{
	wd_session_set_state(session, STATE, NULL, NULL);
}

/**
 * wd_session_lessons_note_shown:
 * @session: the session
 * @event: a message that is being shown
 */
void
wd_session_lessons_note_shown(WdSession *session, const WdEvent *event)
{
	Lessons *lessons = get_lessons(session);

	if (lessons != NULL)
		wd_recent_note(lessons->recent, event);
}

/**
 * wd_session_lessons_list_shown:
 * @session: the session
 * @place: a conversation, with the peer's normalised name, or a room
 *
 * Returns: (transfer container) (element-type utf8): the last messages there, the newest first;
 *   they belong to the session until the next one is shown
 */
GPtrArray *
wd_session_lessons_list_shown(WdSession *session, const WdPlace *place)
{
	Lessons *lessons = get_lessons(session);

	return lessons != NULL ? wd_recent_list(lessons->recent, place) : g_ptr_array_new();
}

static WdSpimLesson *
make_part(const WdSpimLesson *click, guint part, const char *text)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);
	g_autofree WdSpimLesson *lesson = g_memdup2(click, sizeof *click);

	lesson->part = part;
	return wd_spim_lesson_fill(lesson, (const guint32 *)buckets->data, buckets->len)
		       ? g_steal_pointer(&lesson)
		       : NULL;
}

/* Those that are long enough to learn from. */
static GPtrArray *
make_parts(const WdSpimLesson *click, const char *const *texts, gsize n_texts)
{
	GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);

	for (gsize i = 0; i < n_texts && parts->len <= WD_SPIM_LESSON_MAX_PART; i++) {
		WdSpimLesson *part = make_part(click, parts->len, texts[i]);

		if (part != NULL)
			g_ptr_array_add(parts, part);
	}
	return parts;
}

static gboolean
check_open(const Lessons *lessons, GError **error)
{
	if (lessons != NULL && lessons->store != NULL)
		return TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "what is taught cannot be kept");
	return FALSE;
}

static gboolean
check_allowed(WdSession *session, GError **error)
{
	if (wd_policy_get_boolean(wd_session_get_policy(session), WD_KEY_SPIM_LEARNING))
		return TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_REFUSED, "learning is switched off");
	return FALSE;
}

static const WdSpimLesson *
find_latest(Lessons *lessons)
{
	g_autoptr(GPtrArray) open = wd_lessons_get_open(lessons->store);
	const WdSpimLesson *latest = NULL;

	for (guint i = 0; i < open->len; i++) {
		const WdSpimLesson *one = g_ptr_array_index(open, i);

		if (latest == NULL || wd_spim_lesson_compare(one, latest) > 0)
			latest = one;
	}
	return latest;
}

/* The clock may stand still or go back: what is taught later wins all the same. */
static gint64
get_time_ms(Lessons *lessons)
{
	const WdSpimLesson *latest = find_latest(lessons);
	gint64 now_ms = wd_session_now_ms(lessons->session);

	return latest != NULL && latest->time_ms >= now_ms ? latest->time_ms + 1 : now_ms;
}

/**
 * wd_session_lessons_teach:
 * @session: the session
 * @texts: (array length=n_texts): messages
 * @n_texts: how many
 * @is_spim: what the person says that they are
 * @source: where the person said it
 * @error: return location for a #WD_ERROR; %WD_ERROR_UNSUPPORTED when none of @texts is long enough
 *   to learn from, %WD_ERROR_REFUSED while policy has switched learning off
 *
 * Counts from the next judgement on. Needs no unlocked key, and never waits for the disk.
 *
 * Returns: (transfer full): the click's id, for wd_session_lessons_undo()
 */
char *
wd_session_lessons_teach(WdSession *session,
			 const char *const *texts,
			 gsize n_texts,
			 gboolean is_spim,
			 WdSpimSource source,
			 GError **error)
{
	Lessons *lessons = get_lessons(session);
	g_autofree char *id = wd_queue_new_id();
	g_autoptr(GPtrArray) parts = NULL;
	WdSpimLesson click = {
		.is_spim = is_spim != FALSE,
		.source = source,
	};

	if (!check_open(lessons, error) || !check_allowed(session, error))
		return NULL;
	click.time_ms = get_time_ms(lessons);
	g_strlcpy(click.id, id, sizeof click.id);
	parts = make_parts(&click, texts, n_texts);
	if (parts->len == 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "too short to learn from");
		return NULL;
	}
	if (!wd_lessons_add(
		    lessons->store, (const WdSpimLesson *const *)parts->pdata, parts->len, error))
		return NULL;
	apply(lessons);
	wd_session_audit(session,
			 "spam.taught",
			 WD_SEVERITY_INFO,
			 NULL,
			 NULL,
			 is_spim ? "spim" : "not-spim");
	return g_steal_pointer(&id);
}

/**
 * wd_session_lessons_note_deleted:
 * @session: the session
 * @id: a click
 * @held_id: the row of the queue that was deleted with it
 */
void
wd_session_lessons_note_deleted(WdSession *session, const char *id, const char *held_id)
{
	Lessons *lessons = get_lessons(session);

	if (lessons == NULL)
		return;
	if (g_hash_table_size(lessons->deleted) >= WD_SPIM_OVERLAY_MAX_LESSONS)
		g_hash_table_remove_all(lessons->deleted); /* nobody goes so far back */
	g_hash_table_insert(lessons->deleted, g_strdup(id), g_strdup(held_id));
}

/* What was deleted with the click waits again, unless somebody was told meanwhile. */
static void
restore_row(Lessons *lessons, const char *id)
{
	WdQueue *queue = wd_session_get_queue(lessons->session);
	const char *held_id = g_hash_table_lookup(lessons->deleted, id);

	if (queue != NULL && held_id != NULL)
		(void)wd_queue_restore(queue, held_id, NULL); /* a request stays denied */
	(void)g_hash_table_remove(lessons->deleted, id);      /* was there one at all? */
}

/**
 * wd_session_lessons_undo:
 * @session: the session
 * @id: (nullable): a click; NULL: the latest one
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND when there is nothing to take back
 *
 * Judgements are then what they were before that click, and a message that was deleted with it is
 * in the review queue again.
 *
 * Returns: whether it is taken back
 */
gboolean
wd_session_lessons_undo(WdSession *session, const char *id, GError **error)
{
	Lessons *lessons = get_lessons(session);
	const WdSpimLesson *latest;
	g_autofree char *taken_back = NULL;

	if (!check_open(lessons, error))
		return FALSE;
	latest = find_latest(lessons);
	if (id == NULL && latest == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "nothing was taught");
		return FALSE;
	}
	taken_back = g_strdup(id != NULL ? id : latest->id);
	if (!wd_lessons_remove(lessons->store, taken_back, error))
		return FALSE;
	apply(lessons);
	wd_session_audit(session, "spam.untaught", WD_SEVERITY_INFO, NULL, NULL, "undo");
	restore_row(lessons, taken_back);
	return TRUE;
}

/**
 * wd_session_lessons_can_undo:
 * @session: the session
 *
 * Returns: whether there is a click that can be taken back
 */
gboolean
wd_session_lessons_can_undo(WdSession *session)
{
	Lessons *lessons = get_lessons(session);

	return lessons != NULL && lessons->overlay != NULL;
}
