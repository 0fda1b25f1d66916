/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Protocols carry out their own commands and put the text on the wire themselves.  So the same
 * names are registered before theirs: a text that may leave falls through to the protocol, another
 * is stopped like any message.
 */
#include "config.h"

#include "purple/wd-purple-command-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-outgoing.h"

#define STATE "command-guard"

/* Commands that carry words of the person; @has_target: the first of them is a name. */
static const struct {
	const char *name;
	const char *arguments;
	gboolean has_target;
} guarded[] = {
	{"msg", "ws", TRUE},      {"notice", "ws", TRUE},   {"query", "ws", TRUE},
	{"ctcp", "ws", TRUE},     {"kick", "ws", FALSE},    {"invite", "ws", FALSE},
	{"topic", "s", FALSE},    {"quote", "s", FALSE},    {"away", "s", FALSE},
	{"quit", "s", FALSE},     {"part", "s", FALSE},     {"wall", "s", FALSE},
	{"wallops", "s", FALSE},  {"operwall", "s", FALSE}, {"memoserv", "s", FALSE},
	{"remove", "ws", FALSE},  {"ban", "ws", FALSE},     {"mood", "ws", FALSE},
	{"nick", "s", FALSE},     {"chanserv", "s", FALSE}, {"authserv", "s", FALSE},
	{"operserv", "s", FALSE},
};

typedef struct {
	WdSession *session;
	PurpleCmdId ids[G_N_ELEMENTS(guarded)];
} Guard;

/* Where a command line was typed, to type it again once the person said so. */
typedef struct {
	char *protocol;
	char *account;
	char *conversation;
	gboolean is_chat;
} Line;

static void
free_line(gpointer data)
{
	Line *line = data;

	g_free(line->protocol);
	g_free(line->account);
	g_free(line->conversation);
	g_free(line);
}

static gboolean
run_line(WdSession *session, const char *html, gpointer data)
{
	const Line *line = data;
	PurpleAccount *account = wd_purple_find_account(line->protocol, line->account);
	PurpleConversation *conversation = NULL;
	g_autofree char *text = wd_purple_markup_to_text(html);
	const char *command = *text == '/' ? text + 1 : text;
	g_autofree char *markup = wd_purple_markup_from_text(command);
	char *error = NULL;

	if (account != NULL && purple_account_is_connected(account))
		conversation = purple_find_conversation_with_account(
			line->is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM,
			line->conversation,
			account);
	if (conversation == NULL)
		return FALSE;
	/* A refusal of the protocol is the protocol's to explain. */
	(void)purple_cmd_do_command(conversation, command, markup, &error);
	g_free(error);
	return TRUE;
}

static Line *
new_line(PurpleConversation *conversation)
{
	PurpleAccount *account = purple_conversation_get_account(conversation);
	Line *line = g_new0(Line, 1);

	line->protocol = g_strdup(purple_account_get_protocol_id(account));
	line->account = g_strdup(purple_account_get_username(account));
	line->conversation = g_strdup(purple_conversation_get_name(conversation));
	line->is_chat = purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT;
	return line;
}

static gboolean
may_leave(Guard *guard, PurpleConversation *conversation, gsize row, char **arguments)
{
	gboolean has_two = strlen(guarded[row].arguments) == 2;
	const char *text = arguments[has_two ? 1 : 0];
	const char *name = purple_conversation_get_name(conversation);
	gboolean is_chat = purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT;
	const char *peer = guarded[row].has_target ? arguments[0] : name;
	g_autofree char *html = NULL;
	g_autofree char *typed = NULL;
	g_autofree char *typed_html = NULL;
	WdPurpleMessage message = {
		.kind = is_chat && !guarded[row].has_target ? WD_EVENT_CHAT : WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.account = purple_conversation_get_account(conversation),
		.raw_peer = peer,
		.raw_room = is_chat ? name : NULL,
		.encryption = WD_ENCRYPTION_NONE,
		.time_ms = wd_session_now_ms(guard->session),
	};
	WdDraftFields fields = {
		.peer = name,
		.is_chat = is_chat,
		.cannot_wait = TRUE,
		.send = run_line,
		.free_data = free_line,
	};

	if (text == NULL || *text == '\0')
		return TRUE;
	html = wd_purple_markup_from_text(text);
	message.raw_html = html;
	typed = g_strjoin(" ", guarded[row].name, arguments[0], has_two ? text : NULL, NULL);
	typed_html = g_markup_printf_escaped("/%s", typed);
	fields.html = typed_html;
	fields.data = new_line(conversation);
	if (!wd_purple_outgoing_may_pass(guard->session, &message, &fields))
		return FALSE;
	free_line(fields.data);
	return TRUE;
}

static PurpleCmdRet
run(PurpleConversation *conversation, const char *name, char **arguments, char **error, void *data)
{
	WdSession *session = wd_session_get();
	Guard *guard = session != NULL ? wd_session_get_state(session, STATE) : NULL;

	if (guard == NULL || may_leave(guard, conversation, GPOINTER_TO_SIZE(data), arguments))
		return PURPLE_CMD_RET_CONTINUE;
	return PURPLE_CMD_RET_OK;
}

/**
 * wd_purple_command_guard_attach:
 * @session: the session
 *
 * Stands before the commands of every protocol.
 */
void
wd_purple_command_guard_attach(WdSession *session)
{
	Guard *guard = g_new0(Guard, 1);

	guard->session = session;
	wd_session_set_state(session, STATE, guard, g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(guarded); i++)
		guard->ids[i] = purple_cmd_register(
			guarded[i].name,
			guarded[i].arguments,
			PURPLE_CMD_P_VERY_HIGH,
			PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT |
				PURPLE_CMD_FLAG_ALLOW_WRONG_ARGS,
			NULL,
			run,
			_("Purple Warden looks at the text before the protocol sends it."),
			GSIZE_TO_POINTER(i));
}

/**
 * wd_purple_command_guard_detach:
 * @session: the session
 */
void
wd_purple_command_guard_detach(WdSession *session)
{
	Guard *guard = wd_session_get_state(session, STATE);

	for (gsize i = G_N_ELEMENTS(guarded); i-- > 0;)
		purple_cmd_unregister(guard->ids[i]);
	wd_session_set_state(session, STATE, NULL, NULL);
}
