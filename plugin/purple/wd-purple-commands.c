/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-policy-schema.h"
#include "purple/wd-person-menu.h"
#include "purple/wd-purple-lessons.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-purple-shield.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-session-review.h"
#include "ui/wd-phrases.h"
#include "ui/wd-setting-words.h"

#define STATE          "commands"
#define MAX_NAME_CHARS 40
#define MAX_TEXT_CHARS 60
#define ID_CHARS       6  /* of a row's id, as a person types it */
#define MAX_LISTED     50 /* lines at once: a flood would fill the window, and stop the client */

typedef struct {
	WdSession *session;
	PurpleCmdId id;
} Commands;

/* Returns what to say, in plain text. What @what is stands in the table of words. */
typedef char *(*Act)(WdSession *session, PurpleConversation *here, const char *argument, int what);

static GPtrArray *
list_open(WdSession *session)
{
	WdQueue *queue = wd_session_get_queue(session);
	g_autoptr(GPtrArray) rows = queue != NULL ? wd_queue_list(queue, NULL) : NULL;
	GPtrArray *open = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);

	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);

		if (held->state == WD_HELD_WAITING || held->state == WD_HELD_EXPIRED)
			g_ptr_array_add(open, wd_held_copy(held));
	}
	return open;
}

static char *
describe(const WdHeld *held)
{
	const WdEvent *event = held->event;
	const char *subject = event->file_name != NULL ? event->file_name : event->text;
	g_autofree char *who = wd_utf8_show(event->peer, MAX_NAME_CHARS);
	g_autofree char *what = wd_utf8_show(subject, MAX_TEXT_CHARS);
	const WdFinding *finding =
		held->findings->len > 0 ? g_ptr_array_index(held->findings, 0) : NULL;

	return g_strdup_printf("%.*s  %s  %s: %s (%s%s%s)",
			       ID_CHARS,
			       held->id,
			       wd_phrase_for_kind(event->kind),
			       who,
			       what,
			       finding != NULL ? wd_phrase_short(finding->code) : "",
			       finding != NULL ? ", " : "",
			       wd_phrase_for_state(held->state));
}

/* The newest last, beside the place where the next word is typed. */
static char *
act_list(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autoptr(GPtrArray) rows = list_open(session);
	guint n_more = rows->len > MAX_LISTED ? rows->len - MAX_LISTED : 0;
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(
		text,
		g_dngettext(GETTEXT_PACKAGE, "%u thing is held.", "%u things are held.", rows->len),
		rows->len);
	for (guint i = n_more; i < rows->len; i++) {
		g_autofree char *line = describe(g_ptr_array_index(rows, i));

		g_string_append_printf(text, "\n%s", line);
	}
	if (n_more == 0)
		return g_string_free(g_steal_pointer(&text), FALSE);
	/* Translators: lines or names, then how many others. */
	return g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", n_more),
		text->str,
		n_more);
}

static char *
act_review(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	return wd_session_show_page(session, WD_PAGE_REVIEW, argument)
		       ? NULL
		       : act_list(session, here, argument, what);
}

/* A WdPage, in which what follows the word is looked for. */
static char *
act_page(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	return wd_session_show_page(session, (WdPage)what, argument)
		       ? NULL
		       : g_strdup(_("This client has nowhere to show that."));
}

/* The beginning of an id is enough when it is nobody else's. */
static char *
find_row(WdSession *session, const char *beginning)
{
	g_autoptr(GPtrArray) rows = list_open(session);
	const WdHeld *found = NULL;

	if (beginning == NULL || *beginning == '\0')
		return NULL;
	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);

		if (!g_str_has_prefix(held->id, beginning))
			continue;
		if (found != NULL)
			return NULL;
		found = held;
	}
	return found != NULL ? g_strdup(found->id) : NULL;
}

/* All of the reasons, and as much of the text as a line can bear. */
static char *
act_why(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autofree char *id = find_row(session, argument);
	WdQueue *queue = wd_session_get_queue(session);
	g_autoptr(WdHeld) held = id != NULL ? wd_queue_find(queue, id, NULL) : NULL;
	g_autofree char *line = NULL;
	g_autofree char *reasons = NULL;

	if (held == NULL)
		return g_strdup(_("No such thing is held. Type /warden list."));
	line = describe(held);
	reasons = wd_phrase_for_findings(held->findings);
	return g_strdup_printf("%s\n%s", line, reasons);
}

/* (transfer full): @done: (nullable) (transfer full): NULL: @error says why not. */
static char *
say_done(char *done, const GError *error)
{
	/* Translators: %s is the reason the system gave. */
	return done != NULL ? done
			    : g_strdup_printf(_("This could not be done: %s"), error->message);
}

/* A WdDecision about the row that is named. */
static char *
act_decide(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autofree char *id = find_row(session, argument);
	g_autoptr(GError) error = NULL;
	gboolean is_done;

	if (id == NULL)
		return g_strdup(_("No such thing is held. Type /warden list."));
	is_done = wd_session_decide(session, id, (WdDecision)what, &error);
	return say_done(is_done ? g_strdup(_("Done.")) : NULL, error);
}

static gboolean
is_blank(const char *argument)
{
	return argument == NULL || *argument == '\0';
}

/* Whom a word without an id is about: a room is nobody. */
static char *
refuse_room(PurpleConversation *here)
{
	return purple_conversation_get_type(here) == PURPLE_CONV_TYPE_IM
		       ? NULL
		       : g_strdup(_("This is about one person: type it in a conversation with "
				    "them."));
}

static char *
act_trust(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autoptr(GError) error = NULL;
	gboolean is_done;
	char *refused;

	if (is_blank(argument)) {
		refused = refuse_room(here);
		if (refused != NULL)
			return refused;
		is_done = wd_person_set_trusted(session,
						purple_conversation_get_account(here),
						purple_conversation_get_name(here),
						TRUE,
						&error);
		return say_done(is_done ? g_strdup(_("Done.")) : NULL, error);
	}
	return act_decide(session, here, argument, WD_DECISION_TRUST);
}

/* Whether all that this person sends waits from now on. */
static char *
act_hold(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autoptr(GError) error = NULL;
	char *refused = refuse_room(here);
	gboolean is_done;

	if (refused != NULL)
		return refused;
	is_done = wd_person_set_held(session,
				     purple_conversation_get_account(here),
				     purple_conversation_get_name(here),
				     what != FALSE,
				     &error);
	return say_done(is_done ? g_strdup(_("Done.")) : NULL, error);
}

/* Whether it is SPIM: of a row when one is named, else of the last message here. */
static char *
act_teach(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	gboolean is_spim = what != FALSE;
	g_autofree char *id = find_row(session, argument);
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;
	char *done;

	if (is_blank(argument))
		return wd_purple_lessons_teach_conversation(session, here, is_spim);
	if (id == NULL)
		return g_strdup(_("No such thing is held. Type /warden list."));
	done = wd_purple_lessons_teach_held(session, id, is_spim, &lesson_id, &error);
	return say_done(done, error);
}

static char *
act_undo(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autoptr(GError) error = NULL;
	char *done = wd_purple_lessons_undo(session, NULL, &error);

	return say_done(done, error);
}

static char *
act_here(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	PurpleAccount *account = purple_conversation_get_account(here);
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = purple_conversation_get_name(here),
		.is_chat = purple_conversation_get_type(here) == PURPLE_CONV_TYPE_CHAT,
	};
	WdShield shield;

	wd_purple_shield_look(session, &place, &shield);
	return wd_shield_format(&shield);
}

static char *
format_setting(const WdPolicy *policy, const WdPolicySchemaRow *row)
{
	g_autofree char *value = wd_policy_format_value(policy, row->key);
	g_autofree char *lock = wd_policy_is_locked(policy, row->key)
					? wd_setting_format_lock(policy, row->key)
					: NULL;

	return g_strdup_printf("%s.%s=%s\n%s%s%s",
			       row->group,
			       row->name,
			       value,
			       wd_setting_explain(row),
			       lock != NULL ? "\n" : "",
			       lock != NULL ? lock : "");
}

/* "Spim.Threshold", or that and a value for it. */
static char *
act_set(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_auto(GStrv) parts = g_strsplit(argument != NULL ? argument : "", " ", 2);
	g_auto(GStrv) names = g_strsplit(parts[0] != NULL ? parts[0] : "", ".", 2);
	const WdPolicySchemaRow *row =
		g_strv_length(names) == 2 ? wd_policy_schema_find(names[0], names[1]) : NULL;
	g_autoptr(GError) error = NULL;

	if (row == NULL || !wd_setting_may_be_shown(row->key))
		return g_strdup(_("There is no such setting. Type it like this: /warden set "
				  "Spim.Threshold 0.7"));
	if (parts[1] != NULL &&
	    !wd_policy_store_set_user(
		    wd_session_get_policy_store(session), row->key, g_strstrip(parts[1]), &error))
		/* Translators: %s is the reason, as the policy reports it. */
		return g_strdup_printf(_("That could not be changed: %s"), error->message);
	return format_setting(wd_session_get_policy(session), row);
}

static char *
act_pause(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	g_autoptr(GError) error = NULL;

	if (!wd_session_pause(session, &error))
		return g_strdup(error->message);
	return wd_session_format_pause(session);
}

static char *
act_resume(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	wd_session_end_pause(session);
	return g_strdup(_("Not paused."));
}

static char *
act_status(WdSession *session, PurpleConversation *here, const char *argument, int what)
{
	WdPolicyStore *store = wd_session_get_policy_store(session);
	g_autofree char *pause = wd_session_format_pause(session);

	if (wd_session_show_page(session, WD_PAGE_STATUS, argument))
		return NULL;
	return g_strdup_printf("Purple Warden %s\n%s\n%s%s%s",
			       WD_VERSION,
			       wd_policy_store_is_managed(store)
				       ? _("Your organisation manages some settings.")
				       : _("The settings are your own."),
			       wd_session_get_queue(session) != NULL
				       ? _("What is held is kept for your review.")
				       : _("The review list is not open: nothing can be kept."),
			       pause != NULL ? "\n" : "",
			       pause != NULL ? pause : "");
}

typedef struct {
	const char *word;
	Act act;
	int what;
} Action;

static const Action actions[] = {
	{"review", act_review, 0},
	{"activity", act_page, WD_PAGE_ACTIVITY},
	{"logs", act_page, WD_PAGE_LOGS},
	{"policy", act_page, WD_PAGE_POLICY},
	{"list", act_list, 0},
	{"why", act_why, 0},
	{"release", act_decide, WD_DECISION_RELEASE},
	{"trust", act_trust, 0},
	{"delete", act_decide, WD_DECISION_DELETE},
	{"report", act_decide, WD_DECISION_REPORT},
	{"hold", act_hold, TRUE},
	{"letin", act_hold, FALSE},
	{"spim", act_teach, TRUE},
	{"notspim", act_teach, FALSE},
	{"undo", act_undo, 0},
	{"here", act_here, 0},
	{"set", act_set, 0},
	{"pause", act_pause, 0},
	{"resume", act_resume, 0},
	{"status", act_status, 0},
};

static const Action *
find_action(const char *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(actions); i++) {
		if (g_strcmp0(actions[i].word, word) == 0)
			return &actions[i];
	}
	return NULL;
}

static PurpleCmdRet
run(PurpleConversation *conversation, const char *name, char **arguments, char **error, void *data)
{
	WdSession *session = wd_session_get();
	const Action *action = find_action(arguments[0] != NULL ? arguments[0] : "status");
	g_autofree char *answer = NULL;

	if (session == NULL || action == NULL) {
		*error = g_strdup(
			_("Try /warden review, list, why ID, release ID, trust, hold, letin, "
			  "delete ID, report ID, spim, notspim, undo, here, set, pause, "
			  "resume, activity [WORDS], logs [WORDS], policy [WORDS] or "
			  "status."));
		return PURPLE_CMD_RET_FAILED;
	}
	answer = action->act(
		session, conversation, arguments[0] != NULL ? arguments[1] : NULL, action->what);
	if (answer != NULL)
		wd_purple_say(conversation, answer);
	return PURPLE_CMD_RET_OK;
}

/**
 * wd_purple_commands_attach:
 * @session: the session
 */
void
wd_purple_commands_attach(WdSession *session)
{
	Commands *commands = g_new0(Commands, 1);

	commands->session = session;
	wd_session_set_state(session, STATE, commands, g_free);
	commands->id = purple_cmd_register(
		"warden",
		"ws",
		PURPLE_CMD_P_PLUGIN,
		PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT | PURPLE_CMD_FLAG_ALLOW_WRONG_ARGS,
		NULL,
		run,
		_("warden [review|list|why ID|release ID|trust [ID]|hold|letin|"
		  "delete ID|report ID|spim [ID]|notspim "
		  "[ID]|undo|here|set GROUP.NAME [VALUE]|pause|resume|activity [WORDS]|logs "
		  "[WORDS]|policy [WORDS]|status]:  What Purple "
		  "Warden holds, what to do with it, and "
		  "what it shall learn from it."),
		NULL);
}

/**
 * wd_purple_commands_detach:
 * @session: the session
 */
void
wd_purple_commands_detach(WdSession *session)
{
	Commands *commands = wd_session_get_state(session, STATE);

	purple_cmd_unregister(commands->id);
	wd_session_set_state(session, STATE, NULL, NULL);
}
