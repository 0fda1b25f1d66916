/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-shown.h"

#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-say.h"
#include "ui/wd-phrases.h"

#define STATE     "shown"
#define MAX_SHOWN 256 /* messages that can still be marked; the oldest go first */

/* A message that stands in its conversation, without what it says. */
typedef struct {
	guint64 ids[WD_N_SAME]; /* what it has in common with others; 0: nothing */
	char *protocol;
	char *account;
	char *peer;
	gboolean is_chat;
} Shown;

typedef struct {
	Shown shown[MAX_SHOWN]; /* a ring */
	guint next;
} State;

/* What each finding goes by. */
static const struct {
	const char *code;
	WdSame which;
} codes[] = {
	{"worm.incoming-text", WD_SAME_TEXT},
	{"worm.incoming-link", WD_SAME_SITE},
	{"worm.incoming-file", WD_SAME_FILE},
	{"spim.same-text", WD_SAME_TEXT},
};

static void
clear(Shown *shown)
{
	g_free(shown->protocol);
	g_free(shown->account);
	g_free(shown->peer);
	memset(shown, 0, sizeof *shown);
}

static void
free_state(gpointer data)
{
	State *state = data;

	for (guint i = 0; i < MAX_SHOWN; i++)
		clear(&state->shown[i]);
	g_free(state);
}

/**
 * wd_purple_shown_attach:
 * @session: the session
 */
void
wd_purple_shown_attach(WdSession *session)
{
	wd_session_set_state(session, STATE, g_new0(State, 1), free_state);
}

/**
 * wd_purple_shown_detach:
 * @session: the session
 */
void
wd_purple_shown_detach(WdSession *session)
{
	wd_session_set_state(session, STATE, NULL, NULL);
}

/**
 * wd_purple_shown_note:
 * @session: the session
 * @event: a message that came in, was counted and is being shown
 *
 * Remembers where it stands, if it has anything to be compared by.
 */
void
wd_purple_shown_note(WdSession *session, const WdEvent *event)
{
	State *state = wd_session_get_state(session, STATE);
	guint64 ids[WD_N_SAME];
	guint64 any = 0;
	Shown *shown;

	if (state == NULL)
		return;
	for (WdSame which = 0; which < WD_N_SAME; which++) {
		ids[which] =
			wd_tracker_find_outbreak(wd_session_get_tracker(session), event, which);
		any |= ids[which];
	}
	if (any == 0)
		return;
	shown = &state->shown[state->next];
	state->next = (state->next + 1) % MAX_SHOWN;
	clear(shown);
	memcpy(shown->ids, ids, sizeof ids);
	shown->protocol = g_strdup(event->protocol);
	shown->account = g_strdup(event->account);
	shown->is_chat = event->kind == WD_EVENT_CHAT;
	shown->peer = g_strdup(shown->is_chat ? event->conversation : event->peer);
}

static PurpleConversation *
find_conversation(const Shown *shown)
{
	PurpleAccount *account = wd_purple_find_account(shown->protocol, shown->account);

	if (account == NULL || shown->peer == NULL)
		return NULL;
	return purple_find_conversation_with_account(
		shown->is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM, shown->peer, account);
}

static void
say(const Shown *shown, const WdFinding *finding)
{
	PurpleConversation *conversation = find_conversation(shown);
	g_autofree char *sentence = wd_phrase_for_finding(finding);

	if (conversation != NULL)
		wd_purple_say(conversation, sentence);
}

static void
mark_all(State *state, guint64 id, WdSame which, const WdFinding *finding)
{
	for (guint i = 0; i < MAX_SHOWN; i++) {
		Shown *shown = &state->shown[i];

		if (shown->ids[which] != id)
			continue;
		say(shown, finding);
		clear(shown); /* once is enough */
	}
}

/**
 * wd_purple_shown_mark:
 * @session: the session
 * @event: a message that came in and was counted
 * @verdict: what was decided about it
 *
 * Where @event is held as part of an outbreak, says so in the conversations that have shown others
 * of it, in the window only.
 */
void
wd_purple_shown_mark(WdSession *session, const WdEvent *event, const WdVerdict *verdict)
{
	State *state = wd_session_get_state(session, STATE);

	for (guint i = 0; state != NULL && i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		for (gsize j = 0; j < G_N_ELEMENTS(codes); j++) {
			guint64 id;

			if (strcmp(codes[j].code, finding->code) != 0)
				continue;
			id = wd_tracker_find_outbreak(
				wd_session_get_tracker(session), event, codes[j].which);
			if (id != 0)
				mark_all(state, id, codes[j].which, finding);
		}
	}
}
