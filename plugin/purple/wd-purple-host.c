/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-host.h"

#include "engine/wd-error.h"
#include "purple/wd-log-desk.h"
#include "purple/wd-purple-insight.h"
#include "purple/wd-purple-lessons.h"
#include "purple/wd-purple-links.h"
#include "purple/wd-purple-shield.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-session-review.h"

static void
set_ui(gpointer session, const WdUiOps *ops, gpointer ui)
{
	wd_session_set_ui(session, ops, ui);
}

/* What still asks for something: rows that wait, and offers that went before anybody answered. */
static GPtrArray *
list_held(gpointer session, GError **error)
{
	WdQueue *queue = wd_session_get_queue(session);
	g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);
	g_autoptr(GPtrArray) rows = NULL;

	if (queue == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "the review list is not open");
		return NULL;
	}
	rows = wd_queue_list(queue, error);
	if (rows == NULL)
		return NULL;
	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);

		if (held->state == WD_HELD_WAITING || held->state == WD_HELD_EXPIRED)
			g_ptr_array_add(shown, wd_held_copy(held));
	}
	return g_steal_pointer(&shown);
}

static GPtrArray *
list_news(gpointer session, WdHeldReader *reader, GError **error)
{
	WdQueue *queue = wd_session_get_queue(session);

	WdKeys *keys = wd_session_get_keys(session);
	g_autoptr(GPtrArray) news = NULL;

	if (queue == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "the review list is not open");
		return NULL;
	}
	news = wd_queue_list_news(queue, reader, error);
	/* What the window knows it knows no longer than the key is open. */
	if (news != NULL && news->len > 0 && keys != NULL && wd_keys_is_locked(keys)) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "the key is locked");
		return NULL;
	}
	return g_steal_pointer(&news);
}

static gboolean
decide(gpointer session, const char *id, WdDecision decision, GError **error)
{
	return wd_session_decide(session, id, decision, error);
}

static guint
count_waiting(gpointer session)
{
	WdQueue *queue = wd_session_get_queue(session);

	return queue != NULL ? wd_queue_count_waiting(queue) : 0;
}

static const WdPolicy *
get_policy(gpointer session)
{
	return wd_session_get_policy(session);
}

static gboolean
set_policy(gpointer session, WdPolicyKey key, const char *value, GError **error)
{
	return wd_policy_store_set_user(wd_session_get_policy_store(session), key, value, error);
}

static gboolean
may_open_link(gpointer session, const char *url)
{
	return wd_purple_links_may_open(session, url);
}

static char *
teach_held(gpointer session, const char *id, gboolean is_spim, char **lesson_id, GError **error)
{
	return wd_purple_lessons_teach_held(session, id, is_spim, lesson_id, error);
}

static char *
teach_shown(gpointer session,
	    const WdPlace *place,
	    const char *line,
	    gboolean is_spim,
	    char **lesson_id,
	    GError **error)
{
	return wd_purple_lessons_teach_shown(session, place, line, is_spim, lesson_id, error);
}

static char *
undo_lesson(gpointer session, const char *lesson_id, GError **error)
{
	return wd_purple_lessons_undo(session, lesson_id, error);
}

static void
look_around(gpointer session, const WdPlace *place, WdShield *shield)
{
	wd_purple_shield_look(session, place, shield);
}

static gboolean
set_paused(gpointer session, gboolean is_paused, GError **error)
{
	if (is_paused)
		return wd_session_pause(session, error);
	wd_session_end_pause(session);
	return TRUE;
}

static gint64
get_paused_until_ms(gpointer session)
{
	return wd_session_get_paused_until_ms(session);
}

/**
 * wd_purple_host_new:
 * @session: the session
 *
 * Returns: (transfer full): what a UI may ask of @session; lives in PurplePlugin.extra
 */
WdHost *
wd_purple_host_new(WdSession *session)
{
	WdHost *host = g_new0(WdHost, 1);

	host->abi = WD_HOST_ABI;
	host->session = session;
	host->set_ui = set_ui;
	host->list_held = list_held;
	host->list_news = list_news;
	host->decide = decide;
	host->count_waiting = count_waiting;
	host->get_policy = get_policy;
	host->set_policy = set_policy;
	host->may_open_link = may_open_link;
	host->teach_held = teach_held;
	host->teach_shown = teach_shown;
	host->undo_lesson = undo_lesson;
	host->logs = wd_log_desk_get_port();
	host->insight = wd_purple_insight_get_port();
	host->look_around = look_around;
	host->set_paused = set_paused;
	host->get_paused_until_ms = get_paused_until_ms;
	return host;
}

/**
 * wd_purple_host_free:
 * @host: (nullable) (transfer full): a host
 */
void
wd_purple_host_free(WdHost *host)
{
	g_free(host);
}
