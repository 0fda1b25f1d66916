/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A real libpurple client without windows, with the real warden.so: what it is asked and told goes
 * to standard output, a line each, and what a person would do comes from standard input. For
 * transfers over real protocols, which a window would only slow down.
 *
 * usage: transfer-client USER_DIR MODULE PROTOCOL USERNAME PASSWORD [NAME=VALUE]...
 *
 * out: signed-on | seen WHO | asked ID PRIMARY|BUTTON|... | place ID NAME | said TEXT | told TEXT |
 * done in:  answer ID BUTTON | save ID PATH | send WHO PATH | talk WHO | add WHO | cancel | quit
 */
#include <glib-unix.h>
#include <locale.h>
#include <purple.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_BUTTONS 8

/* A question that waits for a line of input. */
typedef struct {
	guint id;
	gboolean is_file;
	GCallback yes; /* of a file chooser */
	GCallback no;
	GCallback buttons[MAX_BUTTONS];
	char *labels[MAX_BUTTONS];
	guint n_buttons;
	gpointer data;
} Question;

static GMainLoop *loop;
static GPtrArray *questions; /* of Question * */
static guint n_questions;
static PurpleAccount *account;

static void G_GNUC_PRINTF(1, 2) tell(const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	(void)g_strdelimit(text, "\n\r", ' ');
	puts(text);
	fflush(stdout);
}

static void
free_question(gpointer pointer)
{
	Question *question = pointer;

	for (guint i = 0; i < question->n_buttons; i++)
		g_free(question->labels[i]);
	g_free(question);
}

static Question *
new_question(gpointer data)
{
	Question *question = g_new0(Question, 1);

	question->id = ++n_questions;
	question->data = data;
	g_ptr_array_add(questions, question);
	return question;
}

static void *
request_action(const char *title,
	       const char *primary,
	       const char *secondary,
	       int default_action,
	       PurpleAccount *for_account,
	       const char *who,
	       PurpleConversation *conversation,
	       void *user_data,
	       size_t n_actions,
	       va_list actions)
{
	Question *question = new_question(user_data);
	GString *line = g_string_new(primary != NULL ? primary : title);

	for (size_t i = 0; i < n_actions && i < MAX_BUTTONS; i++) {
		const char *label = va_arg(actions, const char *);

		question->buttons[i] = va_arg(actions, GCallback);
		question->labels[i] = g_strdup(label);
		question->n_buttons++;
		g_string_append_printf(line, "|%s", label);
	}
	tell("asked %u %s|%s", question->id, line->str, secondary != NULL ? secondary : "");
	g_string_free(line, TRUE);
	return question;
}

static void *
request_file(const char *title,
	     const char *name,
	     gboolean is_save,
	     GCallback ok,
	     GCallback cancel,
	     PurpleAccount *for_account,
	     const char *who,
	     PurpleConversation *conversation,
	     void *user_data)
{
	Question *question = new_question(user_data);

	question->is_file = TRUE;
	question->yes = ok;
	question->no = cancel;
	tell("place %u %s", question->id, name != NULL ? name : "");
	return question;
}

static void
close_request(PurpleRequestType type, void *handle)
{
	(void)g_ptr_array_remove(questions, handle);
}

static PurpleRequestUiOps request_ops = {
	.request_action = request_action,
	.request_file = request_file,
	.close_request = close_request,
};

static void *
notify_message(PurpleNotifyMsgType type,
	       const char *title,
	       const char *primary,
	       const char *secondary)
{
	tell("told %s %s", primary != NULL ? primary : "", secondary != NULL ? secondary : "");
	return NULL;
}

static PurpleNotifyUiOps notify_ops = {.notify_message = notify_message};

static void
write_conversation(PurpleConversation *conversation,
		   const char *name,
		   const char *alias,
		   const char *message,
		   PurpleMessageFlags flags,
		   time_t time)
{
	tell("said %s", message);
}

static PurpleConversationUiOps conversation_ops = {.write_conv = write_conversation};

static void
cancelled(PurpleXfer *xfer)
{
	tell("cancelled %s", purple_xfer_get_filename(xfer));
}

static PurpleXferUiOps transfer_ops = {.cancel_local = cancelled, .cancel_remote = cancelled};

static void
connected(PurpleConnection *connection)
{
	tell("signed-on");
}

static void
disconnected(PurpleConnection *connection, PurpleConnectionError reason, const char *text)
{
	tell("disconnected %s", text);
}

static PurpleConnectionUiOps connection_ops = {
	.connected = connected,
	.report_disconnect_reason = disconnected,
};

typedef struct {
	PurpleInputFunction function;
	gpointer data;
} Watch;

static gboolean
descriptor_ready(gint fd, GIOCondition condition, gpointer data)
{
	const Watch *watch = data;
	PurpleInputCondition ready = 0;

	if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
		ready |= PURPLE_INPUT_READ;
	if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
		ready |= PURPLE_INPUT_WRITE;
	watch->function(watch->data, fd, ready);
	return G_SOURCE_CONTINUE;
}

static guint
add_input(int fd, PurpleInputCondition wanted, PurpleInputFunction function, gpointer data)
{
	GIOCondition condition = G_IO_HUP | G_IO_ERR;
	Watch *watch = g_new0(Watch, 1);

	watch->function = function;
	watch->data = data;
	if (wanted & PURPLE_INPUT_READ)
		condition |= G_IO_IN;
	if (wanted & PURPLE_INPUT_WRITE)
		condition |= G_IO_OUT | G_IO_NVAL;
	return g_unix_fd_add_full(
		G_PRIORITY_DEFAULT, fd, condition, descriptor_ready, watch, g_free);
}

static PurpleEventLoopUiOps loop_ops = {
	.timeout_add = g_timeout_add,
	.timeout_remove = g_source_remove,
	.input_add = add_input,
	.input_remove = g_source_remove,
	.timeout_add_seconds = g_timeout_add_seconds,
};

static void
ui_init(void)
{
	purple_conversations_set_ui_ops(&conversation_ops);
	purple_request_set_ui_ops(&request_ops);
	purple_notify_set_ui_ops(&notify_ops);
	purple_xfers_set_ui_ops(&transfer_ops);
	purple_connections_set_ui_ops(&connection_ops);
}

static PurpleCoreUiOps core_ops = {.ui_init = ui_init};

static void
seen(PurpleBuddy *buddy, gpointer data)
{
	tell("seen %s", purple_buddy_get_name(buddy));
}

static void
start_core(const char *user_dir)
{
	purple_util_set_user_dir(user_dir);
	purple_debug_set_enabled(g_getenv("TRANSFER_DEBUG") != NULL);
	purple_core_set_ui_ops(&core_ops);
	purple_eventloop_set_ui_ops(&loop_ops);
	if (!purple_core_init("transfer-client"))
		g_error("libpurple did not start");
	purple_set_blist(purple_blist_new());
	purple_blist_load();
	purple_prefs_load();
	purple_signal_connect(purple_blist_get_handle(),
			      "buddy-signed-on",
			      &core_ops,
			      PURPLE_CALLBACK(seen),
			      NULL);
}

static void
load_module(const char *path)
{
	PurplePlugin *plugin = purple_plugin_probe(path);

	if (plugin == NULL || !purple_plugin_load(plugin))
		g_error("%s did not load", path);
}

/* Numbers are integers, true and false are booleans, as in accounts.xml. */
static void
set_setting(const char *setting)
{
	g_auto(GStrv) parts = g_strsplit(setting, "=", 2);
	const char *value = parts[1];

	if (g_str_equal(value, "true") || g_str_equal(value, "false"))
		purple_account_set_bool(account, parts[0], g_str_equal(value, "true"));
	else if (strspn(value, "0123456789") == strlen(value))
		purple_account_set_int(account, parts[0], atoi(value));
	else
		purple_account_set_string(account, parts[0], value);
}

static void
sign_on(char **arguments)
{
	account = purple_account_new(arguments[1], arguments[0]);
	purple_account_set_password(account, arguments[2]);
	for (guint i = 3; arguments[i] != NULL; i++)
		set_setting(arguments[i]);
	purple_accounts_add(account);
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	purple_savedstatus_activate(purple_savedstatus_new(NULL, PURPLE_STATUS_AVAILABLE));
}

static Question *
find_question(const char *id)
{
	for (guint i = 0; i < questions->len; i++) {
		Question *question = g_ptr_array_index(questions, i);

		if (question->id == (guint)atoi(id))
			return question;
	}
	return NULL;
}

static gboolean
is_label(const char *label, const char *word)
{
	g_autofree char *plain = g_strdup(label);
	char *to = plain;

	for (const char *at = label; *at != '\0'; at++) {
		if (*at != '_')
			*to++ = *at;
	}
	*to = '\0';
	return g_str_equal(plain, word);
}

static void
answer(Question *question, const char *word)
{
	for (guint i = 0; i < question->n_buttons; i++) {
		if (!is_label(question->labels[i], word))
			continue;
		if (question->buttons[i] != NULL)
			((PurpleRequestActionCb)question->buttons[i])(question->data, (int)i);
		if (g_ptr_array_find(questions, question, NULL))
			purple_request_close(PURPLE_REQUEST_ACTION, question);
		return;
	}
	tell("error no button %s", word);
}

static void
save(Question *question, const char *path)
{
	GCallback callback = *path == '\0' ? question->no : question->yes;

	((PurpleRequestFileCb)callback)(question->data, path);
	if (g_ptr_array_find(questions, question, NULL))
		purple_request_close(PURPLE_REQUEST_FILE, question);
}

/* What has been offered and is not over. */
static void
cancel_sending(void)
{
	for (GList *l = purple_xfers_get_all(); l != NULL; l = l->next) {
		PurpleXfer *xfer = l->data;

		if (purple_xfer_get_type(xfer) == PURPLE_XFER_SEND &&
		    !purple_xfer_is_completed(xfer) && !purple_xfer_is_canceled(xfer)) {
			purple_xfer_cancel_local(xfer);
			return;
		}
	}
	tell("error nothing is being sent");
}

static void
run_line(char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 3);
	guint n = g_strv_length(words);
	PurpleConnection *connection = purple_account_get_connection(account);
	Question *question = n > 1 ? find_question(words[1]) : NULL;

	if (g_str_equal(words[0], "quit"))
		g_main_loop_quit(loop);
	else if (g_str_equal(words[0], "answer") && question != NULL)
		answer(question, n > 2 ? words[2] : "");
	else if (g_str_equal(words[0], "save") && question != NULL)
		save(question, n > 2 ? words[2] : "");
	else if (g_str_equal(words[0], "send") && n == 3)
		serv_send_file(connection, words[1], words[2]);
	else if (g_str_equal(words[0], "cancel"))
		cancel_sending();
	else if (g_str_equal(words[0], "talk") && n == 2)
		(void)purple_conversation_new(PURPLE_CONV_TYPE_IM, account, words[1]);
	else if (g_str_equal(words[0], "add") && n == 2)
		purple_blist_add_buddy(purple_buddy_new(account, words[1], NULL), NULL, NULL, NULL);
	else
		tell("error %s", line);
}

static gboolean
read_line(GIOChannel *input, GIOCondition condition, gpointer data)
{
	g_autofree char *line = NULL;
	GIOStatus status = g_io_channel_read_line(input, &line, NULL, NULL, NULL);

	if (status == G_IO_STATUS_AGAIN)
		return G_SOURCE_CONTINUE;
	if (status != G_IO_STATUS_NORMAL) {
		g_main_loop_quit(loop);
		return G_SOURCE_REMOVE;
	}
	run_line(g_strchomp(line));
	tell("done");
	return G_SOURCE_CONTINUE;
}

int
main(int argc, char **argv)
{
	g_autoptr(GIOChannel) input = g_io_channel_unix_new(STDIN_FILENO);

	if (argc < 6)
		return 2;
	setlocale(LC_ALL, "");
	questions = g_ptr_array_new_with_free_func(free_question);
	loop = g_main_loop_new(NULL, FALSE);
	start_core(argv[1]);
	load_module(argv[2]);
	sign_on(argv + 3);
	g_io_add_watch(input, G_IO_IN | G_IO_HUP, read_line, NULL);
	g_main_loop_run(loop);
	purple_core_quit();
	g_main_loop_unref(loop);
	g_ptr_array_unref(questions);
	return 0;
}
