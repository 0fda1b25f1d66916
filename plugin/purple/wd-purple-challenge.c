/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A stranger's message that is held for nothing but its sender's being a stranger is answered with
 * a question, once; what comes back is compared, and a right answer makes the sender trusted and
 * delivers what he wrote before.  Every question is something that others make this client send, so
 * it is bounded by peer, account and hour, kept on disk before it is sent, and never sent to what a
 * program wrote.  Nothing is sent while policy says anything but challenge.
 */
#include "config.h"

#include "purple/wd-purple-challenge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "engine/challenge/wd-challenge-signs.h"
#include "engine/challenge/wd-challenge.h"
#include "engine/text/wd-utf8.h"
#include "purple/wd-purple-hush.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "store/wd-asked.h"
#include "ui/wd-riddles.h"

#define STATE          "challenge"
#define MAX_RELEASED   200 /* of one peer at once: each is unsealed, 0.3 ms */
#define MAX_EXTRA      4   /* words around an answer that are no message of their own */
#define MAX_NAME_CHARS 60
#define HOUR_MS        (60 * 60 * G_GINT64_CONSTANT(1000))

typedef struct {
	WdSession *session;
	WdAskedBook *book; /* (nullable) opened when the first stranger is to be asked */
	WdChallenge *challenge;
	gboolean is_opened;
	gint64 told_ms; /* when it was last written down that a bound was met */
	/* XMPP: the message of this moment lay at the server, which no flag says. */
	gpointer jabber;
	PurpleConnection *delayed_connection;
	char *delayed_from;
} Challenge;

/* One meeting: who, under which pseudonyms, and within which bounds. */
typedef struct {
	Challenge *part;
	const WdPurpleStranger *stranger;
	WdVerdict *verdict;
	char *peer;
	char *account;
	WdChallengeCaps caps;
	gint64 now_ms;
} Meeting;

static void
free_challenge(gpointer data)
{
	Challenge *part = data;

	wd_asked_close(part->book);
	wd_challenge_free(part->challenge);
	g_free(part->delayed_from);
	g_free(part);
}

static void
load_row(const WdAsked *row, gpointer data)
{
	Challenge *part = data;

	wd_challenge_load(part->challenge, row, wd_session_now_ms(part->session));
}

/* Without a book nobody is asked: nothing would stop a robot from asking for more. */
static WdAskedBook *
get_book(Challenge *part)
{
	WdSession *session = part->session;
	const WdPolicy *policy = wd_session_get_policy(session);
	const WdKeys *keys = wd_session_get_keys(session);
	g_autoptr(GError) error = NULL;

	if (part->is_opened || keys == NULL)
		return part->book;
	part->is_opened = TRUE;
	part->book = wd_asked_open(wd_session_get_base(session), keys, &error);
	if (part->book != NULL)
		wd_asked_load(
			part->book,
			wd_session_now_ms(session) -
				wd_policy_get_integer(policy, WD_KEY_CONTACTS_CHALLENGE_WINDOW),
			load_row,
			part);
	else
		wd_session_banner(session,
				  "challenge",
				  _("Strangers are held without a question: who was asked before "
				    "cannot be looked up."));
	return part->book;
}

static WdChallengeQuestion *
make_question(WdSession *session, guint64 seed)
{
	const char *const *pool = wd_policy_get_list(wd_session_get_policy(session),
						     WD_KEY_CONTACTS_CHALLENGE_QUESTIONS);
	guint n = g_strv_length((GStrv)pool);

	return n == 0 ? wd_riddle_new(seed) : wd_challenge_question_parse(pool[seed % n]);
}

static void
note(const Meeting *meeting, const char *name, const char *reason)
{
	wd_session_audit(meeting->part->session,
			 name,
			 WD_SEVERITY_NOTICE,
			 meeting->stranger->event,
			 NULL,
			 reason);
}

/* Words of the audit trail. */
static const char *const bounds[] = {
	[WD_CHALLENGE_ACCOUNT] = "challenge.account",
	[WD_CHALLENGE_HOUR] = "challenge.hour",
	[WD_CHALLENGE_FULL] = "challenge.full",
};

/* Once an hour: a flood must not become one of lines. */
static void
note_bound(const Meeting *meeting, WdChallengeState state)
{
	Challenge *part = meeting->part;

	if (state < WD_CHALLENGE_ACCOUNT ||
	    (part->told_ms != 0 && ABS(meeting->now_ms - part->told_ms) < HOUR_MS))
		return;
	part->told_ms = meeting->now_ms;
	note(meeting, "contact.challenge_bounded", bounds[state]);
}

/* What the person reads in the review queue: whether there is an answer to wait for. */
static void
mark_asked(WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (g_str_equal(finding->code, "contact.challenge"))
			finding->code = "contact.challenge-asked";
	}
}

/* Kept first, then sent: after a crash in between one question less is asked, not one more. */
static void
send_question(const Meeting *meeting)
{
	Challenge *part = meeting->part;
	g_autoptr(WdChallengeQuestion) question = NULL;
	g_autofree char *text = NULL;
	const WdAsked *row;
	guint64 seed;

	wd_crypto_nonce((guint8 *)&seed, sizeof seed);
	question = make_question(part->session, seed);
	if (question == NULL)
		return; /* the word "none" instead of a pool */
	row = wd_challenge_note_asked(part->challenge,
				      &meeting->caps,
				      meeting->peer,
				      meeting->account,
				      seed,
				      meeting->now_ms);
	text = wd_riddle_ask(question);
	if (!wd_asked_put(part->book, row, NULL) ||
	    !wd_challenge_talk_say(part->session, meeting->stranger, text))
		return;
	mark_asked(meeting->verdict);
	note(meeting, "contact.challenge_sent", NULL);
}

static void
ask(const Meeting *meeting)
{
	WdChallengeState state = wd_challenge_look(meeting->part->challenge,
						   &meeting->caps,
						   meeting->peer,
						   meeting->account,
						   meeting->now_ms);

	if (state != WD_CHALLENGE_FREE) {
		note_bound(meeting, state);
		return;
	}
	if (wd_challenge_talk_may_show(meeting->stranger) &&
	    !wd_challenge_is_automatic(meeting->stranger->event->text))
		send_question(meeting);
}

/* What was held for another reason as well stays where it is. Returns how many were released. */
static guint
release(const Meeting *meeting)
{
	WdSession *session = meeting->part->session;
	WdQueue *queue = wd_session_get_queue(session);
	g_auto(GStrv) ids = wd_queue_list_same(queue, meeting->stranger->event, MAX_RELEASED);
	guint n = 0;

	for (guint i = 0; ids[i] != NULL; i++) {
		g_autoptr(WdHeld) held = wd_queue_find(queue, ids[i], NULL);

		/* Decided elsewhere meanwhile, or sealed to a key that is locked: the person's. */
		if (held != NULL && wd_challenge_is_only_reason(held->findings) &&
		    wd_session_decide(session, ids[i], WD_DECISION_RELEASE, NULL))
			n++;
	}
	return n;
}

static void
tell_person(const WdPurpleStranger *stranger)
{
	PurpleConversation *conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_IM, stranger->event->peer, stranger->account);
	g_autofree char *name = wd_utf8_show(stranger->event->peer, MAX_NAME_CHARS);
	/* Translators: %s is the name of somebody who is not in the contact list. */
	g_autofree char *line = g_markup_printf_escaped(
		_("%s has answered the question that Purple Warden asks strangers. What had been "
		  "held is shown, and messages of this sender are let in from now on."),
		name);

	if (conversation != NULL)
		wd_purple_say_markup(conversation, line);
}

/* Where the disk fails, what is said beside each call happens; nothing else can be done. */
static void
try_to_keep(WdAskedBook *book, const WdAsked *row)
{
	gboolean is_kept G_GNUC_UNUSED = wd_asked_put(book, row, NULL);
}

static void
pass(const Meeting *meeting)
{
	Challenge *part = meeting->part;
	const WdAsked *row = wd_challenge_close(part->challenge, meeting->peer);
	g_autofree char *thanks = wd_riddle_thank();

	/* Both may fail with the disk: then the sender is a stranger again, and is not asked. */
	try_to_keep(part->book, row);
	(void)wd_session_trust(part->session, meeting->stranger->event, NULL);
	wd_session_note(part->session, meeting->stranger->account, meeting->stranger->event);
	note(meeting, "contact.challenge_passed", NULL);
	if (release(meeting) > 0)
		tell_person(meeting->stranger);
	if (wd_challenge_talk_may_show(meeting->stranger))
		(void)wd_challenge_talk_say(part->session, meeting->stranger, thanks);
}

/* Somebody who was asked writes again. */
static WdMeeting
hear(const Meeting *meeting, const WdAsked *open)
{
	Challenge *part = meeting->part;
	const char *text = meeting->stranger->event->text;
	g_autoptr(WdChallengeQuestion) question = make_question(part->session, open->seed);
	int n_extra = question != NULL ? wd_challenge_question_match(question, text)
				       : WD_CHALLENGE_NO_ANSWER;

	if (n_extra != WD_CHALLENGE_NO_ANSWER) {
		pass(meeting);
		return n_extra <= MAX_EXTRA ? WD_MEETING_ANSWER : WD_MEETING_ANSWER_ETC;
	}
	mark_asked(meeting->verdict);
	if (!wd_challenge_note_try(part->challenge, meeting->peer, text, meeting->now_ms))
		return WD_MEETING_HOLD;
	/* Not kept: after a restart there is one try more. */
	try_to_keep(part->book, open);
	if (wd_challenge_find_open(
		    part->challenge, &meeting->caps, meeting->peer, meeting->now_ms) == NULL) {
		note(meeting, "contact.challenge_failed", NULL);
		ask(meeting);
	}
	return WD_MEETING_HOLD;
}

static WdMeeting
meet(Meeting *meeting)
{
	const GPtrArray *findings = meeting->verdict->findings;
	WdChallenge *challenge = meeting->part->challenge;
	const WdAsked *open;

	if (wd_challenge_is_unwanted(findings))
		wd_challenge_silence(challenge, meeting->peer, meeting->now_ms);
	if (!wd_challenge_is_only_reason(findings))
		return WD_MEETING_HOLD;
	open = wd_challenge_find_open(challenge, &meeting->caps, meeting->peer, meeting->now_ms);
	if (open != NULL)
		return hear(meeting, open);
	ask(meeting);
	return WD_MEETING_HOLD;
}

static gboolean
is_delayed(const Challenge *part, const WdPurpleStranger *stranger)
{
	return part->delayed_from != NULL && g_str_equal(part->delayed_from, stranger->who) &&
	       part->delayed_connection == purple_account_get_connection(stranger->account);
}

/**
 * wd_purple_challenge_meet:
 * @session: the session
 * @stranger: a message of a stranger, before it is held
 * @verdict: why it is; what is said there of the question is made true
 *
 * Returns: what is to become of the message
 */
WdMeeting
wd_purple_challenge_meet(WdSession *session, const WdPurpleStranger *stranger, WdVerdict *verdict)
{
	Challenge *part = wd_session_get_state(session, STATE);
	const WdEvent *event = stranger->event;
	Meeting meeting = {
		.part = part, .stranger = stranger, .verdict = verdict, .now_ms = event->time_ms};
	WdMeeting result;

	if ((verdict->treatment & WD_TREATMENT_CHALLENGE) == 0 || part == NULL ||
	    wd_session_get_queue(session) == NULL || is_delayed(part, stranger) ||
	    !wd_challenge_talk_is_to_person(stranger) || get_book(part) == NULL)
		return WD_MEETING_HOLD;
	meeting.caps = wd_challenge_get_caps(wd_session_get_policy(session));
	meeting.peer = wd_asked_name_peer(part->book, event->protocol, event->account, event->peer);
	meeting.account = wd_asked_name_account(part->book, event->protocol, event->account);
	result = meet(&meeting);
	g_free(meeting.peer);
	g_free(meeting.account);
	return result;
}

static gboolean
has_child(xmlnode *message, const char *name, const char *space)
{
	return xmlnode_get_child_with_namespace(message, name, space) != NULL;
}

/* Comes before libpurple reads the message. TRUE drops it: our own question that came back. */
static gboolean
jabber_message(PurpleConnection *connection,
	       const char *type,
	       const char *id,
	       const char *from,
	       const char *to,
	       xmlnode *message,
	       gpointer data)
{
	Challenge *part = data;

	g_clear_pointer(&part->delayed_from, g_free);
	if (from == NULL)
		return FALSE;
	if (g_strcmp0(type, "error") == 0)
		return wd_purple_hush_take_bounce(from, wd_session_now_ms(part->session));
	if (has_child(message, "delay", "urn:xmpp:delay") ||
	    has_child(message, "x", "jabber:x:delay")) {
		part->delayed_connection = connection;
		part->delayed_from = g_strdup(from);
	}
	return FALSE;
}

/**
 * wd_purple_challenge_attach:
 * @session: the session
 */
void
wd_purple_challenge_attach(WdSession *session)
{
	Challenge *part = g_new0(Challenge, 1);

	part->session = session;
	part->challenge = wd_challenge_new();
	part->jabber = purple_plugins_find_with_id("prpl-jabber");
	wd_session_set_state(session, STATE, part, free_challenge);
	if (part->jabber != NULL)
		purple_signal_connect(part->jabber,
				      "jabber-receiving-message",
				      wd_session_get_plugin(session),
				      PURPLE_CALLBACK(jabber_message),
				      part);
}

/**
 * wd_purple_challenge_detach:
 * @session: the session
 *
 * Who was asked stays on disk.
 */
void
wd_purple_challenge_detach(WdSession *session)
{
	Challenge *part = wd_session_get_state(session, STATE);

	if (part->jabber != NULL)
		purple_signal_disconnect(part->jabber,
					 "jabber-receiving-message",
					 wd_session_get_plugin(session),
					 PURPLE_CALLBACK(jabber_message));
	wd_session_set_state(session, STATE, NULL, NULL);
}
