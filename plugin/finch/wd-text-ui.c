/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-ui.h"

#include <glib/gi18n-lib.h>
#include <purple.h>
#include <string.h>

#include "engine/text/wd-utf8.h"
#include "finch/wd-text-label.h"
#include "finch/wd-text-logs.h"
#include "finch/wd-text-pages.h"
#include "finch/wd-text-review.h"
#include "finch/wd-text-unlock.h"

#define MAX_CHOICES 6 /* what purple_request_action() is called with below */
#define MAX_PRIMARY 300
#define MAX_REASONS 4000  /* characters; a terminal has fewer */
#define MAX_EDITED  20000 /* more than that is not edited in a question */
#define MAX_DRAFT_CHARS                                                                            \
	400 /* of a draft quoted in a question; all of it comes back for editing                   \
	     */

struct WdTextUi {
	const WdHost *host;
	gpointer plugin_handle;
	WdTextPages *pages;
	WdTextLogs *logs;
	GHashTable *questions; /* id (owned by the value) -> Asked * */
	GHashTable *banners;   /* id -> libpurple's handle */
	guint n_waiting;
	gboolean is_told; /* of what waits */
};

typedef struct {
	WdTextUi *ui;
	char *id;
	char *choices[MAX_CHOICES];
	gsize safe_choice;
	WdAnswer answer;
	gpointer data;
	PurpleRequestType type;
	void *handle; /* libpurple's */
} Asked;

typedef struct {
	char *protocol;
	char *account;
	char *peer;
	gboolean is_chat;
} Draft;

/* libpurple has no way to tell that a window was closed without a button, but every client passes
 * through close_request then. A slot without a data pointer needs the one text UI. */
static WdTextUi *the_ui;

/* What was in that slot stays known after we have gone: whoever wrapped us goes on calling us, and
 * wrapping him in turn would make a ring. */
static struct {
	PurpleRequestUiOps *ops; /* (nullable): never taken */
	void (*stock)(PurpleRequestType type, void *ui_handle);
	gboolean is_left; /* could not be given back */
} closing;

static void
free_asked(Asked *asked)
{
	for (gsize i = 0; i < MAX_CHOICES; i++)
		g_free(asked->choices[i]);
	g_free(asked->id);
	g_free(asked);
}

static void
settle(Asked *asked, gsize choice, const char *text)
{
	g_hash_table_steal(asked->ui->questions, asked->id);
	asked->answer(asked->choices[choice], text, asked->data);
	free_asked(asked);
}

static void
chosen(gpointer data, int index)
{
	Asked *asked = data;

	settle(asked,
	       index >= 0 && index < MAX_CHOICES && asked->choices[index] != NULL
		       ? (gsize)index
		       : asked->safe_choice,
	       NULL);
}

/* Of two choices: the one that is not safe takes the text. */
static void
chosen_text(gpointer data, const char *text)
{
	Asked *asked = data;

	settle(asked, 1 - asked->safe_choice, text);
}

static void
dropped_text(gpointer data, const char *text)
{
	Asked *asked = data;

	settle(asked, asked->safe_choice, NULL);
}

static Asked *
find_by_handle(WdTextUi *ui, const void *handle)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, ui->questions);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		if (((Asked *)value)->handle == handle)
			return value;
	}
	return NULL;
}

static void
close_request(PurpleRequestType type, void *ui_handle)
{
	WdTextUi *ui = the_ui;
	Asked *asked = ui != NULL ? find_by_handle(ui, ui_handle) : NULL;

	if (asked != NULL)
		settle(asked, asked->safe_choice, NULL);
	if (ui != NULL)
		wd_text_logs_note_closed(ui->logs, ui_handle);
	if (closing.stock != NULL)
		closing.stock(type, ui_handle);
}

static void
watch_closing(void)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();
	gboolean is_in_chain = closing.is_left && closing.ops == ops;

	if (ops == NULL || ops->close_request == close_request ||
	    (is_in_chain && ops->close_request != closing.stock))
		return;
	closing.ops = ops;
	closing.stock = ops->close_request;
	closing.is_left = FALSE;
	ops->close_request = close_request;
}

static void
stop_watching(void)
{
	if (closing.ops == NULL)
		return;
	closing.is_left = closing.ops->close_request != close_request;
	if (!closing.is_left)
		closing.ops->close_request = closing.stock;
}

/* A question may belong to no account: a clicked link does not say whose it was. */
static PurpleAccount *
find_account(const char *protocol, const char *username)
{
	if (protocol == NULL || username == NULL)
		return NULL;
	return purple_accounts_find(username, protocol);
}

static PurpleConversation *
find_conversation(const char *protocol, const char *username, const char *peer, gboolean is_chat)
{
	PurpleAccount *account = find_account(protocol, username);

	if (account == NULL || peer == NULL)
		return NULL;
	return purple_find_conversation_with_account(
		is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM, peer, account);
}

/* Whoever asks has shortened a peer's text; a forgotten megabyte must not become a window. */
static char *
shorten(const char *text, gsize max_chars)
{
	g_autofree char *cut = NULL;

	if (text == NULL || (gsize)g_utf8_strlen(text, -1) <= max_chars)
		return g_strdup(text);
	cut = g_utf8_substring(text, 0, (glong)max_chars);
	return g_strconcat(cut, "\u2026", NULL);
}

/* Reasons first, then what it is about; libpurple shows all of it as plain text. */
static char *
make_body(const WdQuestion *question)
{
	g_autofree char *reasons = shorten(question->secondary, MAX_REASONS);
	GString *body = g_string_new(reasons);

	if (question->host != NULL) {
		g_autofree char *host = wd_utf8_show(question->host, MAX_DRAFT_CHARS);

		g_string_append(body, "\n\n");
		/* Translators: %s is the name of the computer that a link leads to. */
		g_string_append_printf(body, _("It leads to: %s"), host);
	}
	if (question->text != NULL) {
		g_autofree char *text = wd_utf8_show(question->text, MAX_DRAFT_CHARS);

		g_string_append_printf(body, "\n\n\u201c%s\u201d", text);
	}
	return g_string_free(body, FALSE);
}

static void *
pose(WdTextUi *ui, const WdQuestion *question, Asked *asked)
{
	g_autofree char *title = shorten(question->title, MAX_PRIMARY);
	g_autofree char *primary = shorten(question->primary, MAX_PRIMARY);
	g_autofree char *body = make_body(question);
	const WdPlace *place = &question->place;
	PurpleConversation *conversation =
		find_conversation(place->protocol, place->account, place->peer, place->is_chat);
	g_auto(GStrv) labels = g_new0(char *, MAX_CHOICES + 1);

	for (gsize i = 0; i < question->n_choices; i++)
		labels[i] = wd_text_label(question->choices[i].label);
	return purple_request_action(ui->plugin_handle,
				     title,
				     primary,
				     body,
				     (int)question->safe_choice,
				     find_account(place->protocol, place->account),
				     place->peer,
				     conversation,
				     asked,
				     question->n_choices,
				     labels[0],
				     G_CALLBACK(chosen),
				     labels[1],
				     G_CALLBACK(chosen),
				     labels[2],
				     G_CALLBACK(chosen),
				     labels[3],
				     G_CALLBACK(chosen),
				     labels[4],
				     G_CALLBACK(chosen),
				     labels[5],
				     G_CALLBACK(chosen));
}

/* A text with a yes and a no is shown whole, and can be changed. */
static void *
pose_text(WdTextUi *ui, const WdQuestion *question, Asked *asked)
{
	g_autofree char *yes = wd_text_label(question->choices[1 - question->safe_choice].label);
	g_autofree char *no = wd_text_label(question->choices[question->safe_choice].label);
	g_autofree char *title = shorten(question->title, MAX_PRIMARY);
	g_autofree char *primary = shorten(question->primary, MAX_PRIMARY);
	g_autofree char *secondary = shorten(question->secondary, MAX_REASONS);
	const WdPlace *place = &question->place;

	return purple_request_input(ui->plugin_handle,
				    title,
				    primary,
				    secondary,
				    question->text,
				    TRUE,
				    FALSE,
				    NULL,
				    yes,
				    G_CALLBACK(chosen_text),
				    no,
				    G_CALLBACK(dropped_text),
				    find_account(place->protocol, place->account),
				    place->peer,
				    NULL,
				    asked);
}

static void
ask(gpointer pointer, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	WdTextUi *ui = pointer;
	Asked *asked;
	void *handle;

	g_return_if_fail(question->n_choices > 0 && question->n_choices <= MAX_CHOICES);
	asked = g_new0(Asked, 1);
	asked->ui = ui;
	asked->id = g_strdup(question->id);
	for (gsize i = 0; i < question->n_choices; i++)
		asked->choices[i] = g_strdup(question->choices[i].id);
	asked->safe_choice = question->safe_choice;
	asked->answer = answer;
	asked->data = data;
	g_hash_table_insert(ui->questions, asked->id, asked);
	if (question->text != NULL && question->n_choices == 2 &&
	    strnlen(question->text, MAX_EDITED + 1) <= MAX_EDITED) {
		asked->type = PURPLE_REQUEST_INPUT;
		handle = pose_text(ui, question, asked);
	} else {
		asked->type = PURPLE_REQUEST_ACTION;
		handle = pose(ui, question, asked);
	}
	if (g_hash_table_lookup(ui->questions, question->id) != asked)
		return; /* answered from inside the call */
	if (handle == NULL)
		settle(asked, asked->safe_choice, NULL); /* a client without questions */
	else
		asked->handle = handle;
}

static void
withdraw(gpointer pointer, const char *question_id)
{
	WdTextUi *ui = pointer;
	Asked *asked = g_hash_table_lookup(ui->questions, question_id);

	if (asked == NULL)
		return;
	g_hash_table_steal(ui->questions, question_id);
	if (asked->handle != NULL)
		purple_request_close(asked->type, asked->handle);
	free_asked(asked);
}

static void
free_draft(Draft *draft)
{
	g_free(draft->protocol);
	g_free(draft->account);
	g_free(draft->peer);
	g_free(draft);
}

/* What comes back from here is a new message, and judged as one. */
static void
send_draft(gpointer data, const char *text)
{
	Draft *draft = data;
	PurpleConversation *conversation =
		find_conversation(draft->protocol, draft->account, draft->peer, draft->is_chat);

	if (conversation != NULL && text != NULL && *text != '\0') {
		g_autofree char *escaped = g_markup_escape_text(text, -1);
		char *html = purple_strreplace(escaped, "\n", "<br>");

		if (draft->is_chat)
			purple_conv_chat_send(PURPLE_CONV_CHAT(conversation), html);
		else
			purple_conv_im_send(PURPLE_CONV_IM(conversation), html);
		g_free(html);
	}
	free_draft(draft);
}

static void
drop_draft(gpointer data, const char *text)
{
	free_draft(data);
}

/* The code of an answer must be there as long as the question is. */
static void
pin_module(const PurplePlugin *plugin)
{
	if (plugin->handle != NULL)
		g_module_make_resident(plugin->handle);
}

/* There is no entry box to reach, so the draft comes back in a question of its own. It is
 * libpurple's and not the plugin's, whose questions are closed with it: what was written outlives
 * us. */
static gboolean
return_draft(gpointer pointer, const WdPlace *place, const char *html, const char *passage)
{
	WdTextUi *ui = pointer;
	PurpleConversation *conversation =
		find_conversation(place->protocol, place->account, place->peer, place->is_chat);
	char *text = purple_markup_strip_html(html);
	g_autofree char *send = wd_text_label(_("_Send"));
	g_autofree char *cancel = wd_text_label(_("_Cancel"));
	Draft *draft;
	void *handle;

	if (conversation == NULL) {
		g_free(text);
		return FALSE;
	}
	draft = g_new0(Draft, 1);
	draft->protocol = g_strdup(place->protocol);
	draft->account = g_strdup(place->account);
	draft->peer = g_strdup(place->peer);
	draft->is_chat = place->is_chat;
	pin_module(ui->plugin_handle);
	handle = purple_request_input(purple_conversations_get_handle(),
				      _("Purple Warden"),
				      _("This was not sent"),
				      _("Change it and send it, or cancel."),
				      text,
				      TRUE,
				      FALSE,
				      NULL,
				      send,
				      G_CALLBACK(send_draft),
				      cancel,
				      G_CALLBACK(drop_draft),
				      purple_conversation_get_account(conversation),
				      place->peer,
				      conversation,
				      draft);
	g_free(text);
	if (handle == NULL)
		free_draft(draft);
	return handle != NULL;
}

static void
banner_closed(gpointer data)
{
	if (the_ui != NULL)
		g_hash_table_remove(the_ui->banners, data);
	g_free(data);
}

static void
banner(gpointer pointer, const char *id, const char *text)
{
	WdTextUi *ui = pointer;
	void *handle = g_hash_table_lookup(ui->banners, id);
	char *closing_id;

	if (handle != NULL) {
		g_hash_table_remove(ui->banners, id);
		purple_notify_close(PURPLE_NOTIFY_MESSAGE, handle);
	}
	if (text == NULL)
		return;
	closing_id = g_strdup(id);
	handle = purple_notify_message(ui->plugin_handle,
				       PURPLE_NOTIFY_MSG_WARNING,
				       _("Purple Warden"),
				       _("Something needs your attention"),
				       text,
				       banner_closed,
				       closing_id);
	if (handle != NULL)
		g_hash_table_insert(ui->banners, g_strdup(id), handle);
}

/* libpurple writes nothing into a room that was left. */
static gboolean
is_looked_at(PurpleConversation *conversation)
{
	PurpleConvChat *chat = purple_conversation_get_chat_data(conversation);

	return purple_conversation_has_focus(conversation) &&
	       (chat == NULL || !purple_conv_chat_has_left(chat));
}

/* Quiet: one line, where the person is looking anyway, when the first thing is held; as soon as
 * they look at a conversation at all. */
static void
tell_in(WdTextUi *ui, PurpleConversation *conversation)
{
	if (ui->is_told || ui->n_waiting == 0 || !is_looked_at(conversation))
		return;
	ui->is_told = TRUE; /* before the line: it changes the conversation */
	purple_conversation_write(conversation,
				  NULL,
				  _("Purple Warden holds something for your review: type "
				    "/warden review."),
				  PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG |
					  PURPLE_MESSAGE_NO_LINKIFY,
				  time(NULL));
}

static void
queue_changed(gpointer pointer, guint n_waiting)
{
	WdTextUi *ui = pointer;

	ui->n_waiting = n_waiting;
	ui->is_told = ui->is_told && n_waiting > 0;
	for (GList *l = purple_get_conversations(); l != NULL && !ui->is_told; l = l->next)
		tell_in(ui, l->data);
}

/* Among others when what was unseen in it is seen. */
static void
conversation_updated(PurpleConversation *conversation, PurpleConvUpdateType type, gpointer data)
{
	tell_in(data, conversation);
}

static gboolean
show_page(gpointer pointer, WdPage page, const char *words)
{
	WdTextUi *ui = pointer;

	switch (page) {
	case WD_PAGE_ACTIVITY:
		wd_text_pages_show_activity(ui->pages, words);
		break;
	case WD_PAGE_POLICY:
		wd_text_pages_show_policy(ui->pages, words);
		break;
	case WD_PAGE_STATUS:
		wd_text_pages_show_status(ui->pages);
		break;
	case WD_PAGE_LOGS:
		wd_text_logs_show(ui->logs, words);
		break;
	case WD_PAGE_REVIEW:
	case WD_N_PAGES:
	default:
		wd_text_review_show(ui->host, ui->plugin_handle);
	}
	return TRUE;
}

static const WdUiOps ops = {
	.abi = WD_UI_ABI,
	.queue_changed = queue_changed,
	.ask = ask,
	.withdraw = withdraw,
	.return_draft = return_draft,
	.banner = banner,
	.show_page = show_page,
};

/**
 * wd_text_ui_new:
 * @host: what may be asked of the session; outlives the UI
 * @plugin_handle: under which libpurple keeps questions and notices
 *
 * Returns: (transfer full): the UI for every client without one of its own; there is one at a time
 */
WdTextUi *
wd_text_ui_new(const WdHost *host, gpointer plugin_handle)
{
	WdTextUi *ui;

	g_return_val_if_fail(the_ui == NULL, NULL);
	ui = g_new0(WdTextUi, 1);
	ui->host = host;
	ui->plugin_handle = plugin_handle;
	ui->pages = wd_text_pages_new(host, plugin_handle);
	ui->logs = wd_text_logs_new(host, plugin_handle);
	ui->questions = g_hash_table_new(g_str_hash, g_str_equal);
	ui->banners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	the_ui = ui;
	watch_closing();
	purple_signal_connect(purple_conversations_get_handle(),
			      "conversation-updated",
			      ui,
			      PURPLE_CALLBACK(conversation_updated),
			      ui);
	return ui;
}

static Asked *
find_any(WdTextUi *ui)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, ui->questions);
	return g_hash_table_iter_next(&iter, NULL, &value) ? value : NULL;
}

/* One after the other: an answer may withdraw, and so free, any of the others. */
static void
close_all(WdTextUi *ui)
{
	for (Asked *asked = find_any(ui); asked != NULL; asked = find_any(ui)) {
		PurpleRequestType type = asked->type;
		void *handle = asked->handle;

		settle(asked, asked->safe_choice, NULL);
		if (handle != NULL)
			purple_request_close(type, handle);
	}
}

/**
 * wd_text_ui_free:
 * @ui: (nullable) (transfer full): the UI
 *
 * Closes what is open; questions that still wait get their safe choice.
 */
void
wd_text_ui_free(WdTextUi *ui)
{
	if (ui == NULL)
		return;
	purple_signals_disconnect_by_handle(ui);
	close_all(ui);
	wd_text_pages_free(ui->pages);
	wd_text_logs_free(ui->logs);
	stop_watching();
	wd_text_unlock_forget(ui->host);
	purple_request_close_with_handle(ui->plugin_handle);
	purple_notify_close_with_handle(ui->plugin_handle);
	the_ui = NULL;
	g_hash_table_unref(ui->questions);
	g_hash_table_unref(ui->banners);
	g_free(ui);
}

/**
 * wd_text_ui_get_ops:
 *
 * Returns: (transfer none): the functions that take a #WdTextUi as their first argument
 */
const WdUiOps *
wd_text_ui_get_ops(void)
{
	return &ops;
}
