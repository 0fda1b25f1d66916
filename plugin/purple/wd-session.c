/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session.h"

#include "purple/wd-guidelines.h"
#include "purple/wd-session-private.h"

static WdSession *the_session;

/**
 * wd_session_set:
 * @session: (nullable): what wd_session_get() gives from now on
 */
void
wd_session_set(WdSession *session)
{
	the_session = session;
}

/**
 * wd_session_get:
 *
 * Returns: (transfer none) (nullable): the one session, for hooks without a data pointer
 */
WdSession *
wd_session_get(void)
{
	return the_session;
}

/**
 * wd_session_get_plugin:
 * @session: the session
 *
 * Returns: (transfer none): the handle under which the parts connect signals
 */
PurplePlugin *
wd_session_get_plugin(WdSession *session)
{
	return session->plugin;
}

/**
 * wd_session_get_base:
 * @session: the session
 *
 * Returns: (transfer none): the folder of wd-paths.h
 */
const char *
wd_session_get_base(WdSession *session)
{
	return session->base;
}

/**
 * wd_session_get_policy:
 * @session: the session
 *
 * Returns: (transfer none): the settings of the moment; take a reference to keep them
 */
const WdPolicy *
wd_session_get_policy(WdSession *session)
{
	return wd_policy_store_get(session->stores.policy);
}

/**
 * wd_session_get_policy_store:
 * @session: the session
 *
 * Returns: (transfer none): where the settings come from
 */
WdPolicyStore *
wd_session_get_policy_store(WdSession *session)
{
	return session->stores.policy;
}

/**
 * wd_session_add_policy_watch:
 * @session: the session
 * @watch: called after each change of policy, from the main loop
 */
void
wd_session_add_policy_watch(WdSession *session, WdPolicyWatch watch)
{
	g_array_append_val(session->policy_watches, watch);
}

/**
 * wd_session_set_verdict_watch:
 * @session: the session
 * @watch: (nullable): called for each verdict; NULL: nobody
 */
void
wd_session_set_verdict_watch(WdSession *session, WdVerdictWatch watch)
{
	session->verdict_watch = watch;
}

/**
 * wd_session_remove_policy_watch:
 * @session: the session
 * @watch: one that was added; not from within a watch
 */
void
wd_session_remove_policy_watch(WdSession *session, WdPolicyWatch watch)
{
	for (guint i = session->policy_watches->len; i > 0; i--) {
		if (g_array_index(session->policy_watches, WdPolicyWatch, i - 1) == watch)
			g_array_remove_index(session->policy_watches, i - 1);
	}
}

/**
 * wd_session_get_keys:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): the person's keys; NULL when they could not be opened
 */
WdKeys *
wd_session_get_keys(WdSession *session)
{
	return session->stores.keys;
}

/**
 * wd_session_get_queue:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): the review queue; NULL when it could not be opened
 */
WdQueue *
wd_session_get_queue(WdSession *session)
{
	return session->stores.queue;
}

/**
 * wd_session_get_trust:
 * @session: the session
 *
 * Returns: (transfer none) (nullable): the person's decisions; NULL when they could not be opened
 */
WdTrust *
wd_session_get_trust(WdSession *session)
{
	return session->stores.trust;
}

/**
 * wd_session_get_tracker:
 * @session: the session
 *
 * Returns: (transfer none): what happened since the client was started
 */
WdTracker *
wd_session_get_tracker(WdSession *session)
{
	return session->tracker;
}

/**
 * wd_session_get_knowledge:
 * @session: the session
 *
 * A part that loads a table puts it there, and takes it away before it frees it.
 *
 * Returns: (transfer none): what every judgement is given besides what was known of the peer
 */
WdKnowledge *
wd_session_get_knowledge(WdSession *session)
{
	return &session->knowledge;
}

/**
 * wd_session_now_ms:
 * @session: the session
 *
 * Returns: Unix time in milliseconds
 */
gint64
wd_session_now_ms(WdSession *session)
{
	return session->set_now_ms != 0 ? session->set_now_ms : g_get_real_time() / 1000;
}

/**
 * wd_session_set_now_ms:
 * @session: the session
 * @now_ms: the time from now on, 0 for the real clock
 *
 * For tests: nothing else may move the clock of a session.
 */
void
wd_session_set_now_ms(WdSession *session, gint64 now_ms)
{
	session->set_now_ms = now_ms;
}

/**
 * wd_session_ask:
 * @session: the session
 * @question: copied; a warning also says where the company's rules stand
 * @answer: called exactly once, perhaps before this returns; never once withdrawn
 * @data: for @answer
 */
void
wd_session_ask(WdSession *session, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	WdQuestion asked = *question;
	g_autofree char *reasons = NULL;

	if (question->action >= WD_ACTION_WARN)
		asked.secondary = reasons =
			wd_guidelines_add(wd_session_get_policy(session), question->secondary);
	wd_ui_switch_ask(session->ui, &asked, answer, data);
}

/**
 * wd_session_update_question:
 * @session: the session
 * @question: says an open question in other words
 */
void
wd_session_update_question(WdSession *session, const WdQuestion *question)
{
	wd_ui_switch_update(session->ui, question);
}

/**
 * wd_session_look_typed:
 * @session: the session
 * @place: a conversation
 * @text: what is leaving it at this moment, as plain text
 *
 * Returns: whether a hand wrote it, where the client can tell
 */
WdTyped
wd_session_look_typed(WdSession *session, const WdPlace *place, const char *text)
{
	return wd_ui_switch_look_typed(session->ui, place, text);
}

/**
 * wd_session_withdraw:
 * @session: the session
 * @question_id: a question, open or not
 *
 * The matter is over. The answer is not called any more.
 */
void
wd_session_withdraw(WdSession *session, const char *question_id)
{
	wd_ui_switch_withdraw(session->ui, question_id);
}

/**
 * wd_session_return_draft:
 * @session: the session
 * @place: where it was written
 * @html: what was not sent
 * @passage: (nullable): the words in it that stopped it
 *
 * Returns: whether the person has it again
 */
gboolean
wd_session_return_draft(WdSession *session,
			const WdPlace *place,
			const char *html,
			const char *passage)
{
	return wd_ui_switch_return_draft(session->ui, place, html, passage);
}

/**
 * wd_session_banner:
 * @session: the session
 * @id: what it is about
 * @text: (nullable): plain translated text that stays; NULL clears it
 */
void
wd_session_banner(WdSession *session, const char *id, const char *text)
{
	wd_ui_switch_banner(session->ui, id, text);
}

/**
 * wd_session_show_page:
 * @session: the session
 * @page: what the person asked for
 * @words: (nullable): only what has them
 *
 * Returns: whether there was a UI to show it
 */
gboolean
wd_session_show_page(WdSession *session, WdPage page, const char *words)
{
	return wd_ui_switch_show_page(session->ui, page, words);
}

/**
 * wd_session_set_state:
 * @session: the session
 * @part: a part's name
 * @state: (nullable) (transfer full): what it keeps between its hooks; NULL frees what was there
 * @free_state: (nullable): frees @state
 */
void
wd_session_set_state(WdSession *session,
		     const char *part,
		     gpointer state,
		     GDestroyNotify free_state)
{
	g_datalist_set_data_full(&session->states, part, state, state != NULL ? free_state : NULL);
}

/**
 * wd_session_get_state:
 * @session: the session
 * @part: a part's name
 *
 * Returns: (transfer none) (nullable): what the part keeps, NULL while it is not attached
 */
gpointer
wd_session_get_state(WdSession *session, const char *part)
{
	return g_datalist_get_data(&session->states, part);
}

/**
 * wd_session_set_ui:
 * @session: the session
 * @ops: (nullable): the client's own UI; NULL: back to the text UI
 * @ui: for @ops
 */
void
wd_session_set_ui(WdSession *session, const WdUiOps *ops, gpointer ui)
{
	wd_ui_switch_set(session->ui, ops, ui);
}

/**
 * wd_session_set_fallback_ui:
 * @session: the session
 * @ops: (nullable): the text UI
 * @ui: for @ops
 */
void
wd_session_set_fallback_ui(WdSession *session, const WdUiOps *ops, gpointer ui)
{
	wd_ui_switch_set_fallback(session->ui, ops, ui);
}
