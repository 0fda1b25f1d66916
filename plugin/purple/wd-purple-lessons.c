/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-lessons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-normalise.h"
#include "engine/wd-error.h"
#include "purple/wd-menus.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-session-lessons.h"
#include "purple/wd-session-review.h"

/* What was learned, said to the person, by what they said. */
static const char *const learned[] = {
	N_("Learned: messages like this one are not held for their words any more."),
	N_("Learned: this text is held when a stranger writes it. Say so of one or two more "
	   "of its kind, and others like them are held too."),
};
static const char *const learned_and_decided[] = {
	N_("Released. Learned: messages like this one are not held for their words any more."),
	N_("Deleted. Learned: this text is held when a stranger writes it. Say so of one or two "
	   "more of its kind, and others like them are held too."),
};
static const char *const only_decided[] = {
	N_("Released. There are too few words in it to learn from."),
	N_("Deleted. There are too few words in it to learn from."),
};

static const char *const decided_without[] = {
	N_("Released. Learning is switched off in the settings."),
	N_("Deleted. Learning is switched off in the settings."),
};

static gboolean
is_too_short(const GError *error)
{
	return g_error_matches(error, WD_ERROR, WD_ERROR_UNSUPPORTED);
}

static gboolean
is_switched_off(const GError *error)
{
	return g_error_matches(error, WD_ERROR, WD_ERROR_REFUSED);
}

/**
 * wd_purple_lessons_teach_held:
 * @session: the session
 * @held_id: a row of the review queue
 * @is_spim: what the person says that it is: then it is deleted, else released
 * @lesson_id: (out): the way back; NULL when nothing was learned
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): what was done, in a sentence; NULL when the row could not be
 *   decided, and then nothing was learned
 */
char *
wd_purple_lessons_teach_held(
	WdSession *session, const char *held_id, gboolean is_spim, char **lesson_id, GError **error)
{
	WdQueue *queue = wd_session_get_queue(session);
	g_autoptr(WdHeld) held = queue != NULL ? wd_queue_find(queue, held_id, error) : NULL;
	g_autofree char *id = NULL;
	g_autoptr(GError) problem = NULL;

	*lesson_id = NULL;
	if (queue == NULL)
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "the review list is not open");
	if (held == NULL)
		return NULL;
	id = wd_session_lessons_teach(session,
				      (const char *const *)&held->event->text,
				      1,
				      is_spim,
				      WD_SPIM_FROM_QUEUE,
				      &problem);
	if (id == NULL && !is_too_short(problem) && !is_switched_off(problem)) {
		g_propagate_error(error, g_steal_pointer(&problem));
		return NULL;
	}
	if (!wd_session_decide(
		    session, held_id, is_spim ? WD_DECISION_DELETE : WD_DECISION_RELEASE, error)) {
		if (id != NULL)
			(void)wd_session_lessons_undo(session, id, NULL); /* was just taught */
		return NULL;
	}
	if (id == NULL && is_switched_off(problem))
		return g_strdup(_(decided_without[is_spim != FALSE]));
	if (id == NULL)
		return g_strdup(_(only_decided[is_spim != FALSE]));
	if (is_spim)
		wd_session_lessons_note_deleted(session, id, held_id);
	*lesson_id = g_steal_pointer(&id);
	return g_strdup(_(learned_and_decided[is_spim != FALSE]));
}

/* A part of a line says nothing: "ok" stands in many. */
#define MIN_PART_BYTES 32

static gboolean
is_in_line(const char *text, const char *line)
{
	g_autofree char *normal_text = wd_normalise_text(text);
	g_autofree char *normal_line = wd_normalise_text(line);

	return strstr(normal_line, normal_text) != NULL ||
	       (strlen(normal_line) >= MIN_PART_BYTES && strstr(normal_text, normal_line) != NULL);
}

/* The message that stands in the line a person pointed at, as a window shows it; the last when the
 * person pointed at none. */
static const char *
choose(const GPtrArray *texts, const char *line)
{
	for (guint i = 0; line != NULL && i < texts->len; i++) {
		if (is_in_line(g_ptr_array_index(texts, i), line))
			return g_ptr_array_index(texts, i);
	}
	return line == NULL && texts->len > 0 ? g_ptr_array_index(texts, 0) : NULL;
}

static char *
teach(WdSession *session,
      const char *const *texts,
      gsize n_texts,
      gboolean is_spim,
      WdSpimSource source,
      char **lesson_id,
      GError **error)
{
	g_autoptr(GError) problem = NULL;

	*lesson_id = NULL;
	if (n_texts == 0)
		return g_strdup(_("Only the last few messages of a conversation are remembered: "
				  "there was nothing to learn from."));
	*lesson_id = wd_session_lessons_teach(session, texts, n_texts, is_spim, source, &problem);
	if (*lesson_id != NULL)
		return g_strdup(_(learned[is_spim != FALSE]));
	if (is_too_short(problem))
		return g_strdup(_("There are too few words in it to learn from."));
	if (is_switched_off(problem))
		return g_strdup(_("Learning is switched off in the settings."));
	g_propagate_error(error, g_steal_pointer(&problem));
	return NULL;
}

/* Names of people are remembered as the protocol compares them, those of rooms as they stand. */
static GPtrArray *
list_shown(WdSession *session, const WdPlace *place)
{
	PurpleAccount *account = wd_purple_find_account(place->protocol, place->account);
	g_autofree char *peer = place->is_chat || account == NULL
					? g_strdup(place->peer)
					: wd_purple_normalise_peer(account, place->peer);
	WdPlace normal = *place;

	normal.peer = peer;
	return wd_session_lessons_list_shown(session, &normal);
}

/**
 * wd_purple_lessons_teach_shown:
 * @session: the session
 * @place: a conversation, by the name that the client gives it
 * @line: (nullable): the line that the person pointed at, as it stands in the window
 * @is_spim: what the person says that it is
 * @lesson_id: (out): the way back; NULL when nothing was learned
 * @error: return location for a #WD_ERROR
 *
 * Nothing is deleted: the person has seen it.
 *
 * Returns: (transfer full) (nullable): what was done, in a sentence
 */
char *
wd_purple_lessons_teach_shown(WdSession *session,
			      const WdPlace *place,
			      const char *line,
			      gboolean is_spim,
			      char **lesson_id,
			      GError **error)
{
	g_autoptr(GPtrArray) texts = list_shown(session, place);
	const char *text = choose(texts, line);

	return teach(session,
		     &text,
		     text != NULL ? 1 : 0,
		     is_spim,
		     WD_SPIM_FROM_MESSAGE,
		     lesson_id,
		     error);
}

/**
 * wd_purple_lessons_undo:
 * @session: the session
 * @lesson_id: (nullable): a click; NULL: the latest
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): what was done, in a sentence
 */
char *
wd_purple_lessons_undo(WdSession *session, const char *lesson_id, GError **error)
{
	g_autoptr(GError) problem = NULL;

	if (wd_session_lessons_undo(session, lesson_id, &problem))
		return g_strdup(_("Taken back: judged as before."));
	if (g_error_matches(problem, WD_ERROR, WD_ERROR_NOT_FOUND))
		return g_strdup(_("There is nothing to take back."));
	g_propagate_error(error, g_steal_pointer(&problem));
	return NULL;
}

static char *
finish(char *done, const char *lesson_id, const GError *error)
{
	char *text;

	if (done == NULL)
		/* Translators: %s is the reason the system gave. */
		return g_strdup_printf(_("This could not be done: %s"), error->message);
	if (lesson_id == NULL)
		return done;
	/* Translators: %s is a sentence that says what was done. */
	text = g_strdup_printf(_("%s Type /warden undo to take it back."), done);
	g_free(done);
	return text;
}

/**
 * wd_purple_lessons_teach_conversation:
 * @session: the session
 * @conversation: a conversation
 * @is_spim: what the person says that the last message in it is
 *
 * Returns: (transfer full): what to say about it
 */
char *
wd_purple_lessons_teach_conversation(WdSession *session,
				     PurpleConversation *conversation,
				     gboolean is_spim)
{
	PurpleAccount *account = purple_conversation_get_account(conversation);
	PurpleConversationType type = purple_conversation_get_type(conversation);
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = purple_conversation_get_name(conversation),
		.is_chat = type == PURPLE_CONV_TYPE_CHAT,
	};
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;
	char *done =
		wd_purple_lessons_teach_shown(session, &place, NULL, is_spim, &lesson_id, &error);

	return finish(done, lesson_id, error);
}

static char *
teach_buddy(WdSession *session, PurpleBuddy *buddy, gboolean is_spim)
{
	PurpleAccount *account = purple_buddy_get_account(buddy);
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = purple_buddy_get_name(buddy),
	};
	g_autoptr(GPtrArray) texts = list_shown(session, &place);
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;
	char *done = teach(session,
			   (const char *const *)texts->pdata,
			   texts->len,
			   is_spim,
			   WD_SPIM_FROM_CONTACT,
			   &lesson_id,
			   &error);

	return finish(done, lesson_id, error);
}

static char *
undo(WdSession *session)
{
	g_autoptr(GError) error = NULL;
	char *done = wd_purple_lessons_undo(session, NULL, &error);

	return finish(done, NULL, error);
}

/* What an entry of a menu stands for; its data pointer. */
enum { ENTRY_NOT_SPIM, ENTRY_SPIM, ENTRY_UNDO };

static void
conversation_chosen(PurpleConversation *conversation, gpointer entry)
{
	WdSession *session = wd_session_get();
	g_autofree char *text = NULL;

	if (session == NULL)
		return;
	text = GPOINTER_TO_INT(entry) == ENTRY_UNDO
		       ? undo(session)
		       : wd_purple_lessons_teach_conversation(
				 session, conversation, GPOINTER_TO_INT(entry) == ENTRY_SPIM);
	wd_purple_say(conversation, text);
}

static void
node_chosen(PurpleBlistNode *node, gpointer entry)
{
	WdSession *session = wd_session_get();
	PurpleBuddy *buddy = wd_menus_find_buddy(node);
	g_autofree char *text = NULL;

	if (session == NULL || buddy == NULL)
		return;
	text = GPOINTER_TO_INT(entry) == ENTRY_UNDO
		       ? undo(session)
		       : teach_buddy(session, buddy, GPOINTER_TO_INT(entry) == ENTRY_SPIM);
	wd_purple_say_or_notify(
		session,
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM,
						      purple_buddy_get_name(buddy),
						      purple_buddy_get_account(buddy)),
		text);
}

static void
add_entries(WdSession *session, GList **menu, PurpleCallback chosen)
{
	const char *const labels[] = {
		[ENTRY_NOT_SPIM] = _("Not SPIM"),
		[ENTRY_SPIM] = _("This Is SPIM"),
		[ENTRY_UNDO] = _("Undo the Last of These"),
	};
	static const int order[] = {ENTRY_SPIM, ENTRY_NOT_SPIM, ENTRY_UNDO};
	GList *entries = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
		if (order[i] != ENTRY_UNDO || wd_session_lessons_can_undo(session))
			entries = g_list_append(
				entries,
				purple_menu_action_new(
					labels[order[i]], chosen, GINT_TO_POINTER(order[i]), NULL));
	}
	*menu = g_list_append(*menu, purple_menu_action_new(_("SPIM"), NULL, NULL, entries));
}

static void
extend_conversation(PurpleConversation *conversation, GList **menu, gpointer data)
{
	add_entries(data, menu, PURPLE_CALLBACK(conversation_chosen));
}

static void
extend_node(PurpleBlistNode *node, GList **menu, gpointer data)
{
	if (wd_menus_find_buddy(node) != NULL)
		add_entries(data, menu, PURPLE_CALLBACK(node_chosen));
}

static const char menus[] = "lesson-menus"; /* its address is their handle */

/**
 * wd_purple_lessons_attach:
 * @session: the session
 */
void
wd_purple_lessons_attach(WdSession *session)
{
	wd_menus_attach(menus, extend_conversation, extend_node, session);
}

/**
 * wd_purple_lessons_detach:
 * @session: the session
 */
void
wd_purple_lessons_detach(WdSession *session)
{
	wd_menus_detach(menus);
}
