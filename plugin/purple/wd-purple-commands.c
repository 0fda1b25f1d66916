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
#define ID_CHARS       6 /* of a row's id, as a person types it */

typedef struct {
	WdSession *session;
	PurpleCmdId id;
} Commands;

/* Returns what to say, in plain text. */
typedef char *(*Act)(WdSession *session, PurpleConversation *here, const char *argument);

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

static char *
act_list(WdSession *session, PurpleConversation *here, const char *argument)
{
	g_autoptr(GPtrArray) rows = list_open(session);
	GString *text = g_string_new(NULL);

	g_string_append_printf(
		text,
		g_dngettext(GETTEXT_PACKAGE, "%u thing is held.", "%u things are held.", rows->len),
		rows->len);
	for (guint i = 0; i < rows->len; i++) {
		g_autofree char *line = describe(g_ptr_array_index(rows, i));

		g_string_append_printf(text, "\n%s", line);
	}
	return g_string_free(text, FALSE);
}

static char *
act_review(WdSession *session, PurpleConversation *here, const char *argument)
{
	return wd_session_show_page(session, WD_PAGE_REVIEW, argument)
		       ? NULL
		       : act_list(session, here, argument);
}

/* What follows the word is looked for there. */
static char *
show_page(WdSession *session, WdPage page, const char *argument)
{
	return wd_session_show_page(session, page, argument)
		       ? NULL
		       : g_strdup(_("This client has nowhere to show that."));
}

static char *
act_activity(WdSession *session, PurpleConversation *here, const char *argument)
{
	return show_page(session, WD_PAGE_ACTIVITY, argument);
}

static char *
act_logs(WdSession *session, PurpleConversation *here, const char *argument)
{
	return show_page(session, WD_PAGE_LOGS, argument);
}

static char *
act_policy(WdSession *session, PurpleConversation *here, const char *argument)
{
	return show_page(session, WD_PAGE_POLICY, argument);
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
act_why(WdSession *session, PurpleConversation *here, const char *argument)
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

static char *
decide(WdSession *session, const char *argument, WdDecision decision)
{
	g_autofree char *id = find_row(session, argument);
	g_autoptr(GError) error = NULL;

	if (id == NULL)
		return g_strdup(_("No such thing is held. Type /warden list."));
	if (!wd_session_decide(session, id, decision, &error))
		/* Translators: %s is the reason the system gave. */
		return g_strdup_printf(_("This could not be done: %s"), error->message);
	return g_strdup(_("Done."));
}

static char *
act_release(WdSession *session, PurpleConversation *here, const char *argument)
{
	return decide(session, argument, WD_DECISION_RELEASE);
}

static gboolean
is_blank(const char *argument)
{
	return argument == NULL || *argument == '\0';
}

static char *
say_done(gboolean is_done, const GError *error)
{
	/* Translators: %s is the reason the system gave. */
	return is_done ? g_strdup(_("Done."))
		       : g_strdup_printf(_("This could not be done: %s"), error->message);
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
act_trust(WdSession *session, PurpleConversation *here, const char *argument)
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
		return say_done(is_done, error);
	}
	return decide(session, argument, WD_DECISION_TRUST);
}

static char *
set_held(WdSession *session, PurpleConversation *here, gboolean is_held)
{
	g_autoptr(GError) error = NULL;
	char *refused = refuse_room(here);
	gboolean is_done;

	if (refused != NULL)
		return refused;
	is_done = wd_person_set_held(session,
				     purple_conversation_get_account(here),
				     purple_conversation_get_name(here),
				     is_held,
				     &error);
	return say_done(is_done, error);
}

static char *
act_hold(WdSession *session, PurpleConversation *here, const char *argument)
{
	return set_held(session, here, TRUE);
}

static char *
act_let_in(WdSession *session, PurpleConversation *here, const char *argument)
{
	return set_held(session, here, FALSE);
}

static char *
act_delete(WdSession *session, PurpleConversation *here, const char *argument)
{
	return decide(session, argument, WD_DECISION_DELETE);
}

static char *
act_report(WdSession *session, PurpleConversation *here, const char *argument)
{
	return decide(session, argument, WD_DECISION_REPORT);
}

/* Of a row when one is named, else of the last message here. */
static char *
teach(WdSession *session, PurpleConversation *here, const char *argument, gboolean is_spim)
{
	g_autofree char *id = find_row(session, argument);
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;
	char *done;

	if (argument == NULL || *argument == '\0')
		return wd_purple_lessons_teach_conversation(session, here, is_spim);
	if (id == NULL)
		return g_strdup(_("No such thing is held. Type /warden list."));
	done = wd_purple_lessons_teach_held(session, id, is_spim, &lesson_id, &error);
	/* Translators: %s is the reason the system gave. */
	return done != NULL ? done
			    : g_strdup_printf(_("This could not be done: %s"), error->message);
}

static char *
act_spim(WdSession *session, PurpleConversation *here, const char *argument)
{
	return teach(session, here, argument, TRUE);
}

static char *
act_not_spim(WdSession *session, PurpleConversation *here, const char *argument)
{
	return teach(session, here, argument, FALSE);
}

static char *
act_undo(WdSession *session, PurpleConversation *here, const char *argument)
{
	g_autoptr(GError) error = NULL;
	char *done = wd_purple_lessons_undo(session, NULL, &error);

	/* Translators: %s is the reason the system gave. */
	return done != NULL ? done
			    : g_strdup_printf(_("This could not be done: %s"), error->message);
}

static char *
act_here(WdSession *session, PurpleConversation *here, const char *argument)
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
act_set(WdSession *session, PurpleConversation *here, const char *argument)
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
act_pause(WdSession *session, PurpleConversation *here, const char *argument)
{
	g_autoptr(GError) error = NULL;

	if (!wd_session_pause(session, &error))
		return g_strdup(error->message);
	return wd_session_format_pause(session);
}

static char *
act_resume(WdSession *session, PurpleConversation *here, const char *argument)
{
	wd_session_end_pause(session);
	return g_strdup(_("Not paused."));
}

static char *
act_status(WdSession *session, PurpleConversation *here, const char *argument)
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

static const struct {
	const char *word;
	Act act;
} actions[] = {
	{"review", act_review},   {"activity", act_activity}, {"logs", act_logs},
	{"policy", act_policy},   {"list", act_list},         {"why", act_why},
	{"release", act_release}, {"trust", act_trust},       {"delete", act_delete},
	{"hold", act_hold},       {"letin", act_let_in},      {"report", act_report},
	{"spim", act_spim},       {"notspim", act_not_spim},  {"undo", act_undo},
	{"here", act_here},       {"set", act_set},           {"pause", act_pause},
	{"resume", act_resume},   {"status", act_status},
};

static Act
find_act(const char *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(actions); i++) {
		if (g_strcmp0(actions[i].word, word) == 0)
			return actions[i].act;
	}
	return NULL;
}

static PurpleCmdRet
run(PurpleConversation *conversation, const char *name, char **arguments, char **error, void *data)
{
	WdSession *session = wd_session_get();
	Act act = find_act(arguments[0] != NULL ? arguments[0] : "status");
	g_autofree char *answer = NULL;

	if (session == NULL || act == NULL) {
		*error = g_strdup(
			_("Try /warden review, list, why ID, release ID, trust, hold, letin, "
			  "delete ID, report ID, spim, notspim, undo, here, set, pause, "
			  "resume, activity [WORDS], logs [WORDS], policy [WORDS] or "
			  "status."));
		return PURPLE_CMD_RET_FAILED;
	}
	answer = act(session, conversation, arguments[0] != NULL ? arguments[1] : NULL);
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
