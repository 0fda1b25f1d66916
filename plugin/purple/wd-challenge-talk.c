/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-challenge-talk.h"

#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-event.h"
#include "purple/wd-purple-hush.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-outgoing.h"
#include "purple/wd-session-judge.h"

#define BOUNCE_MS                                                                                  \
	(10 * 60 * G_GINT64_CONSTANT(1000)) /* an error of the server comes within that            \
					     */

/* Nobody answers these, and an answer to a program is how two of them begin to talk for ever. */
#define NOT_WRITTEN                                                                                \
	(PURPLE_MESSAGE_SEND | PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_AUTO_RESP |                  \
	 PURPLE_MESSAGE_DELAYED | PURPLE_MESSAGE_ERROR | PURPLE_MESSAGE_NOTIFY |                   \
	 PURPLE_MESSAGE_REMOTE_SEND)

/* In which of them a stranger may learn that the client is running. Offline is what a protocol
 * says that is not there yet; invisible is what the person chose so that nobody knows. */
static gboolean
is_visible(PurpleAccount *account)
{
	switch (purple_status_type_get_primitive(
		purple_status_get_type(purple_account_get_active_status(account)))) {
	case PURPLE_STATUS_AVAILABLE:
	case PURPLE_STATUS_UNAVAILABLE:
	case PURPLE_STATUS_AWAY:
	case PURPLE_STATUS_EXTENDED_AWAY:
		return TRUE;
	default:
		return FALSE;
	}
}

/* "room@host/nick": trusting him would trust whoever bears the nick tomorrow. */
static gboolean
is_in_room(const WdPurpleStranger *stranger)
{
	const char *slash = strchr(stranger->event->peer, '/');
	g_autofree char *room = NULL;

	if (slash == NULL)
		return FALSE;
	room = g_strndup(stranger->event->peer, (gsize)(slash - stranger->event->peer));
	return purple_find_conversation_with_account(
		       PURPLE_CONV_TYPE_CHAT, room, stranger->account) != NULL;
}

/* A server's announcement, an IRC service's notice: RFC 1459 forbids automatic answers to those. */
static gboolean
is_service(const WdEvent *event)
{
	return (g_str_equal(event->protocol, "prpl-jabber") && strchr(event->peer, '@') == NULL) ||
	       (g_str_equal(event->protocol, "prpl-irc") &&
		g_str_has_prefix(event->text, "(notice)"));
}

static gboolean
is_me(const WdPurpleStranger *stranger)
{
	g_autofree char *me = wd_purple_normalise_peer(
		stranger->account, purple_account_get_username(stranger->account));

	return g_str_equal(me, stranger->event->peer);
}

/* OTR would have to be answered in its own language, and that before anybody knows who it is. */
static gboolean
is_cipher(const char *text)
{
	return strstr(text, "?OTR") != NULL || wd_purple_event_is_ciphertext(text);
}

/**
 * wd_challenge_talk_is_to_person:
 * @stranger: a message
 *
 * Returns: whether it is one that somebody may have written just now, to the person alone
 */
gboolean
wd_challenge_talk_is_to_person(const WdPurpleStranger *stranger)
{
	const WdEvent *event = stranger->event;

	return event->kind == WD_EVENT_IM && (stranger->flags & NOT_WRITTEN) == 0 &&
	       !is_cipher(event->text) && !is_service(event) && !is_in_room(stranger) &&
	       !is_me(stranger);
}

/**
 * wd_challenge_talk_may_show:
 * @stranger: a message
 *
 * Returns: whether its sender may see that the person's client is there
 */
gboolean
wd_challenge_talk_may_show(const WdPurpleStranger *stranger)
{
	return purple_account_is_connected(stranger->account) && is_visible(stranger->account) &&
	       purple_privacy_check(stranger->account, stranger->event->peer);
}

/* Required encryption, a company's rules and leaks hold for this as for anything else. That the
 * same goes to several strangers is no worm. */
static gboolean
may_leave(WdSession *session, const WdPurpleStranger *stranger, const char *html)
{
	const WdPurpleMessage message = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.account = stranger->account,
		.raw_peer = stranger->who,
		.raw_html = html,
		.encryption = WD_ENCRYPTION_NONE,
		.typed = WD_TYPED_NO,
		.time_ms = wd_session_now_ms(session),
	};
	g_autoptr(WdEvent) event = wd_purple_event_new(&message);
	g_autoptr(WdVerdict) verdict = wd_session_peek(session, stranger->account, event);

	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (finding->action >= WD_ACTION_WARN && !g_str_has_prefix(finding->code, "worm."))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_challenge_talk_say:
 * @session: the session
 * @stranger: to whom
 * @text: plain text
 *
 * Past the conversation: no window, no log, nothing that the person has to close. What the protocol
 * has to say about it, now or in a while, is not shown either.
 *
 * Returns: whether it was sent
 */
gboolean
wd_challenge_talk_say(WdSession *session, const WdPurpleStranger *stranger, const char *text)
{
	PurpleConnection *connection = purple_account_get_connection(stranger->account);
	g_autofree char *html = wd_purple_markup_from_text(text);
	int result;

	if (!may_leave(session, stranger, html))
		return FALSE;
	wd_purple_outgoing_let_pass(session, stranger->account, stranger->who, html);
	wd_purple_hush_expect_bounce(stranger->who, wd_session_now_ms(session) + BOUNCE_MS);
	wd_purple_hush_begin(stranger->account, stranger->who);
	result = serv_send_im(connection, stranger->who, html, PURPLE_MESSAGE_AUTO_RESP);
	wd_purple_hush_end();
	return result >= 0;
}
