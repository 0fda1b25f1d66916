/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-judge.h"

#include "crypto/wd-crypto.h"
#include "engine/judge/wd-judge.h"
#include "engine/judge/wd-pause.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-session-private.h"

/**
 * wd_session_forget_context:
 * @session: the session
 *
 * To be called after whatever changes what is known of a peer.
 */
void
wd_session_forget_context(WdSession *session)
{
	wd_event_unref(session->context_event);
	session->context_event = NULL;
}

static void
set_tracker_key(WdTracker *tracker)
{
	WdHashKey key;

	wd_crypto_nonce((guint8 *)&key, sizeof key);
	wd_tracker_set_key(tracker, &key);
}

/**
 * wd_session_refresh_tracker:
 * @session: the session
 *
 * Makes the tracker anew when the worm window has changed, the one setting that it is built with.
 */
void
wd_session_refresh_tracker(WdSession *session)
{
	gint64 window_ms =
		wd_policy_get_integer(wd_session_get_policy(session), WD_KEY_WORMS_WINDOW);

	if (session->tracker != NULL && window_ms == session->worm_window_ms)
		return;
	wd_session_forget_context(session);
	g_clear_pointer(&session->tracker, wd_tracker_free);
	session->tracker = wd_tracker_new(window_ms);
	wd_tracker_set_normalised(session->tracker); /* see wd_purple_normalise_peer() */
	set_tracker_key(session->tracker);
	session->worm_window_ms = window_ms;
}

/* To whom the person sends, they have chosen; but a program may have done the choosing, so trust by
 * hand counts there, too. */
static gboolean
is_trusted_reader(WdSession *session, const WdEvent *event)
{
	WdTrust *trust = session->stores.trust;

	return trust != NULL && !session->context.is_known && event->kind != WD_EVENT_CHAT &&
	       event->direction == WD_DIRECTION_OUT && *event->peer != '\0' &&
	       wd_trust_is_trusted(trust, event->protocol, event->account, event->peer);
}

static const WdContext *
look_up_context(WdSession *session,
		PurpleAccount *account,
		const WdEvent *event,
		gboolean is_counted)
{
	/* A room's members are not strangers and what I send is to whom I chose: no need to ask the
	 * database about either. */
	gboolean is_personal = event->direction == WD_DIRECTION_IN && event->kind != WD_EVENT_CHAT;

	if (session->context_event == event)
		return &session->context;
	wd_session_forget_context(session);
	session->context = (WdContext){.knowledge = &session->knowledge, .is_counted = is_counted};
	wd_purple_context_fill(account,
			       event->peer,
			       is_personal ? session->stores.trust : NULL,
			       event->time_ms,
			       &session->context);
	if (is_trusted_reader(session, event))
		session->context.is_trusted = TRUE;
	wd_tracker_look(session->tracker, event, &session->context);
	session->context_event = wd_event_ref(event);
	return &session->context;
}

static const WdContext *
get_context(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	return look_up_context(session, account, event, FALSE);
}

/**
 * wd_session_is_stranger:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Returns: whether its peer is a stranger, by what is known at this moment
 */
gboolean
wd_session_is_stranger(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	return wd_context_is_stranger(get_context(session, account, event));
}

/**
 * wd_session_peek:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Judges without a trace: nothing is counted, nothing is written.
 *
 * Returns: (transfer full): the verdict
 */
WdVerdict *
wd_session_peek(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	const WdPolicy *policy = wd_session_get_policy(session);
	WdVerdict *verdict = wd_judge(event, get_context(session, account, event), policy);

	if (session->has_lost_audit &&
	    wd_policy_get_choice(policy, WD_KEY_AUDIT_ON_FAILURE) == WD_ON_FAILURE_BLOCK)
		wd_verdict_add(verdict,
			       wd_finding_new("audit.unavailable", WD_ACTION_BLOCK, 0, 0, 0, NULL));
	if (wd_session_get_paused_until_ms(session) != 0)
		wd_pause_soften(verdict, event, policy);
	if (session->verdict_watch != NULL)
		session->verdict_watch(session, account, event, verdict);
	return verdict;
}

/* Whether the peer was heard of before this moment, in a run before this one; the first sight is
 * what tells. */
static gboolean
was_seen_before(WdSession *session, const WdEvent *event)
{
	WdTrust *trust = session->stores.trust;

	return trust != NULL &&
	       !wd_trust_has_i_written(trust, event->protocol, event->account, event->peer) &&
	       wd_trust_first_seen_ms(
		       trust, event->protocol, event->account, event->peer, event->time_ms) <
		       event->time_ms;
}

/* An answer to a stranger does not yet make him an acquaintance: only the first word does. The
 * tracker knows of this run alone, so it is told that somebody wrote in an earlier one. */
static void
recall_first_word(WdSession *session, const WdEvent *event, const WdContext *context)
{
	const WdContext known = {0};
	WdEvent fields = *event;
	g_autoptr(WdEvent) earlier = NULL;

	if (event->direction != WD_DIRECTION_OUT || event->kind != WD_EVENT_IM ||
	    context->is_known || context->wrote_first || !context->is_first_message ||
	    !was_seen_before(session, event))
		return;
	fields.direction = WD_DIRECTION_IN;
	fields.text = "";
	fields.html = NULL;
	fields.time_ms = 0;
	earlier = wd_event_new(&fields);
	wd_tracker_note(session->tracker, earlier, &known);
}

/**
 * wd_session_note:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Counts the event for later ones, and writes nothing.
 */
void
wd_session_note(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	const WdContext *context = get_context(session, account, event);

	recall_first_word(session, event, context);
	wd_tracker_note(session->tracker, event, context);
	wd_session_forget_context(session);
}

/**
 * wd_session_was_encrypted:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: a message
 *
 * Returns: whether the last message to its peer went encrypted from end to end
 */
gboolean
wd_session_was_encrypted(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	return get_context(session, account, event)->was_encrypted;
}

/**
 * wd_session_note_new_key:
 * @session: the session
 * @event: any that names the peer whose key is another one than before
 */
void
wd_session_note_new_key(WdSession *session, const WdEvent *event)
{
	wd_tracker_note_new_key(session->tracker, event);
	wd_session_forget_context(session);
}

/**
 * wd_session_note_encryption:
 * @session: the session
 * @event: a message on its way to the wire
 * @is_encrypted: whether it is encrypted from end to end there
 */
void
wd_session_note_encryption(WdSession *session, const WdEvent *event, gboolean is_encrypted)
{
	wd_tracker_note_encryption(session->tracker, event, is_encrypted);
	wd_session_forget_context(session);
}

/**
 * wd_session_note_attempt:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: something outgoing that was stopped
 *
 * Counts it as a repeat for later ones, and as nothing else.
 */
void
wd_session_note_attempt(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	wd_tracker_note_attempt(session->tracker, event, get_context(session, account, event));
	wd_session_forget_context(session);
}

/**
 * wd_session_record:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 * @verdict: what was decided about it
 *
 * Counts the event for later ones, and writes an audit line when it was worth more than a note.
 */
void
wd_session_record(WdSession *session,
		  PurpleAccount *account,
		  const WdEvent *event,
		  const WdVerdict *verdict)
{
	wd_session_note(session, account, event);
	wd_session_audit_verdict(session, event, verdict);
}

/**
 * wd_session_judge:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what happened
 *
 * Returns: (transfer full): the verdict, counted and audited
 */
WdVerdict *
wd_session_judge(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	WdVerdict *verdict = wd_session_peek(session, account, event);

	wd_session_record(session, account, event, verdict);
	return verdict;
}

/**
 * wd_session_judge_again:
 * @session: the session
 * @account: (nullable): the person's account
 * @event: what was announced before and judged by that, and of which more is known now
 *
 * The same without counting it as another one.
 *
 * Returns: (transfer full): the verdict, audited
 */
WdVerdict *
wd_session_judge_again(WdSession *session, PurpleAccount *account, const WdEvent *event)
{
	WdVerdict *verdict;

	wd_session_forget_context(session);
	(void)look_up_context(session, account, event, TRUE); /* kept for what follows */
	verdict = wd_session_peek(session, account, event);
	(void)look_up_context(session, account, event, TRUE); /* who watches may have asked, too */
	wd_session_record(session, account, event, verdict);
	return verdict;
}

/**
 * wd_session_note_i_wrote:
 * @session: the session
 * @account: the person's account
 * @peer: normalised name of whom the person wrote to, here or on another device
 *
 * Remembered beyond this run, unless the peer had written first.
 */
void
wd_session_note_i_wrote(WdSession *session, PurpleAccount *account, const char *peer)
{
	const WdEvent fields = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
		.time_ms = wd_session_now_ms(session),
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	const WdContext *context;

	wd_session_note(session, account, event);
	context = get_context(session, account, event);
	if (!context->wrote_first || context->is_known || session->stores.trust == NULL)
		return;
	/* A failure costs a note after the next start; it is no reason to stop a message. */
	(void)wd_trust_note_i_wrote(session->stores.trust,
				    event->protocol,
				    event->account,
				    event->peer,
				    event->time_ms);
}
