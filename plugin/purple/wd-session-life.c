/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-life.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-error.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-session-private.h"
#include "purple/wd-session-review.h"
#include "store/wd-audit-line.h"
#include "store/wd-audit-pulse.h"

static void
policy_changed(WdPolicyStore *store, gpointer data)
{
	WdSession *session = data;

	wd_session_refresh_tracker(session);
	session->knowledge.spim_model = NULL;
	wd_stores_apply_policy(&session->stores, wd_session_take_problem, session);
	session->knowledge.spim_model = wd_stores_get_spim_model(&session->stores);
	wd_session_audit_policy_change(session);
	wd_session_check_pause(session);
	wd_session_prune_queue(session, TRUE);
	wd_session_show_policy_problems(session);
	for (guint i = 0; i < session->policy_watches->len; i++)
		g_array_index(session->policy_watches, WdPolicyWatch, i)(session);
	wd_ui_switch_policy_changed(session->ui);
}

/* What is held is safe, but nobody sees it. */
static void
tell_late(WdSession *session, WdQueue *queue)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	gboolean is_late = !wd_queue_is_up_to_date(queue, &error);

	if (is_late == session->is_queue_late)
		return;
	session->is_queue_late = is_late;
	if (is_late)
		/* Translators: %s is the reason the system gave. */
		text = g_strdup_printf(_("The review list cannot be written just now (%s). What is "
					 "held is kept all the same, and appears there later."),
				       error->message);
	wd_session_banner(session, "queue-late", text);
}

/**
 * wd_session_beat:
 * @session: the session
 *
 * Where a collector listens, silence is a sign: of a trail that was cut, of a plugin that is off.
 * Nobody else needs to be told that nothing happens.
 */
void
wd_session_beat(WdSession *session)
{
	(void)wd_session_find_trail(session); /* without it nothing is forwarded either */
	if (session->stores.forward != NULL)
		wd_session_audit(session, "audit.heartbeat", WD_SEVERITY_INFO, NULL, NULL, NULL);
}

/**
 * wd_session_note_switched_off:
 * @session: the session, about to be freed
 *
 * The client goes on without Warden. For a collector it would else look like a client that ended.
 */
void
wd_session_note_switched_off(WdSession *session)
{
	wd_session_audit(session, WD_AUDIT_UNLOAD, WD_SEVERITY_WARNING, NULL, NULL, NULL);
}

/**
 * wd_session_note_sleep:
 * @session: the session
 *
 * The computer is about to sleep: for a collector, a silence that has a reason.
 */
void
wd_session_note_sleep(WdSession *session)
{
	if (session->stores.forward != NULL)
		wd_session_audit(session, WD_AUDIT_SLEEP, WD_SEVERITY_INFO, NULL, NULL, NULL);
}

static gboolean
beat(gpointer data)
{
	wd_session_beat(data);
	return G_SOURCE_CONTINUE;
}

/**
 * wd_session_show_queue_again:
 * @session: the session
 *
 * Has the UI read what is held once more, because it can now, or cannot any more.
 */
void
wd_session_show_queue_again(WdSession *session)
{
	if (session->stores.queue != NULL)
		wd_ui_switch_queue_changed(session->ui,
					   wd_queue_count_waiting(session->stores.queue));
}

static void
queue_changed(WdQueue *queue, gpointer data)
{
	WdSession *session = data;

	tell_late(session, queue);
	wd_session_tell_dropped(session);
	wd_ui_switch_queue_changed(session->ui, wd_queue_count_waiting(queue));
	wd_session_deliver_new(session);
}

/**
 * wd_session_new:
 * @plugin: core-warden; owns the signal handlers of all parts
 * @error: return location for a #WD_ERROR
 *
 * Opens policy, keys, queue, trust and audit trail below the client's user folder. What cannot be
 * opened becomes a banner; only a second session at the same time is an error.
 *
 * Returns: (transfer full): the one session, or NULL
 */
WdSession *
wd_session_new(PurplePlugin *plugin, GError **error)
{
	WdSession *session;

	if (wd_session_get() != NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_BUSY, "Purple Warden is on duty already");
		return NULL;
	}
	session = g_new0(WdSession, 1);
	wd_session_set(session);
	session->plugin = plugin;
	session->policy_watches = g_array_new(FALSE, FALSE, sizeof(WdPolicyWatch));
	session->base = g_build_filename(purple_user_dir(), "warden", NULL);
	session->ui = wd_ui_switch_new();
	wd_stores_open(&session->stores,
		       session->base,
		       wd_session_now_ms(session),
		       wd_session_take_problem,
		       session);
	session->knowledge.spim_model = wd_stores_get_spim_model(&session->stores);
	wd_session_refresh_tracker(session);
	session->audited_policy = wd_policy_ref(wd_session_get_policy(session));
	session->delivery = wd_delivery_new(session, session->stores.queue);
	wd_session_show_policy_problems(session);
	wd_policy_store_watch(session->stores.policy, policy_changed, session);
	session->heartbeat_id = g_timeout_add_seconds(WD_AUDIT_HEARTBEAT_S, beat, session);
	if (session->stores.queue != NULL) {
		wd_session_prune_queue(session, TRUE);
		wd_queue_watch(session->stores.queue, queue_changed, session);
		wd_ui_switch_queue_changed(session->ui,
					   wd_queue_count_waiting(session->stores.queue));
	}
	return session;
}

/**
 * wd_session_free:
 * @session: (nullable) (transfer full): the session; all parts are detached
 *
 * What is held stays in the queue on disk; open questions get their safe choice.
 */
void
wd_session_free(WdSession *session)
{
	if (session == NULL)
		return;
	wd_session_forget_context(session);
	g_source_remove(session->heartbeat_id);
	wd_session_end_pause(session);
	wd_session_tell_last_dropped(session);
	wd_ui_switch_free(session->ui);
	wd_delivery_free(session->delivery);
	wd_policy_unref(session->audited_policy);
	wd_stores_close(&session->stores, wd_session_now_ms(session));
	wd_tracker_free(session->tracker);
	g_array_unref(session->policy_watches);
	g_datalist_clear(&session->states);
	g_free(session->base);
	wd_session_set(NULL);
	g_free(session);
}
