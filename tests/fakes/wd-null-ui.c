/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-ui.h"

#include <string.h>

#include "fakes/wd-null-purple.h"

static GPtrArray *shown;
static GPtrArray *notices;
static GPtrArray *requests;
static GPtrArray *authorizations;

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static GPtrArray *
get_lines(GPtrArray **lines)
{
	if (*lines == NULL)
		*lines = g_ptr_array_new_with_free_func(g_free);
	return *lines;
}

static void
free_request(gpointer pointer)
{
	WdNullRequest *request = pointer;

	g_free(request->title);
	g_free(request->primary);
	g_free(request->secondary);
	g_free(request->fallback);
	g_ptr_array_unref(request->labels);
	g_array_unref(request->callbacks);
	g_free(request);
}

/* Conversations */

static void
write_conversation(PurpleConversation *conversation,
		   const char *name,
		   const char *alias,
		   const char *message,
		   PurpleMessageFlags flags,
		   time_t when)
{
	g_ptr_array_add(wd_null_purple_shown(),
			g_strdup_printf("%s|%s|%s",
					purple_conversation_get_name(conversation),
					or_empty(name),
					message));
}

static PurpleConversationUiOps conversation_ops = {.write_conv = write_conversation};

/* Requests */

static WdNullRequest *
add_request(PurpleRequestType type,
	    const char *title,
	    const char *primary,
	    const char *secondary,
	    gpointer user_data)
{
	WdNullRequest *request = g_new0(WdNullRequest, 1);

	request->type = type;
	request->title = g_strdup(title);
	request->primary = g_strdup(primary);
	request->secondary = g_strdup(secondary);
	request->labels = g_ptr_array_new_with_free_func(g_free);
	request->callbacks = g_array_new(FALSE, FALSE, sizeof(GCallback));
	request->user_data = user_data;
	request->is_open = TRUE;
	g_ptr_array_add(wd_null_purple_requests(), request);
	return request;
}

static void
add_button(WdNullRequest *request, const char *label, GCallback callback)
{
	char *plain = g_strdup(or_empty(label));
	char *mark = strchr(plain, '_');

	if (mark != NULL)
		memmove(mark, mark + 1, strlen(mark));
	g_ptr_array_add(request->labels, plain);
	g_array_append_val(request->callbacks, callback);
}

static void *
request_action(const char *title,
	       const char *primary,
	       const char *secondary,
	       int default_action,
	       PurpleAccount *account,
	       const char *who,
	       PurpleConversation *conversation,
	       void *user_data,
	       size_t n_actions,
	       va_list actions)
{
	WdNullRequest *request =
		add_request(PURPLE_REQUEST_ACTION, title, primary, secondary, user_data);

	for (size_t i = 0; i < n_actions; i++) {
		const char *label = va_arg(actions, const char *);

		add_button(request, label, va_arg(actions, GCallback));
	}
	return request;
}

static void *
request_input(const char *title,
	      const char *primary,
	      const char *secondary,
	      const char *fallback,
	      gboolean is_multiline,
	      gboolean is_masked,
	      gchar *hint,
	      const char *ok_text,
	      GCallback ok,
	      const char *cancel_text,
	      GCallback cancel,
	      PurpleAccount *account,
	      const char *who,
	      PurpleConversation *conversation,
	      void *user_data)
{
	WdNullRequest *request =
		add_request(PURPLE_REQUEST_INPUT, title, primary, secondary, user_data);

	request->fallback = g_strdup(fallback);
	add_button(request, ok_text, ok);
	add_button(request, cancel_text, cancel);
	return request;
}

static void *
request_fields(const char *title,
	       const char *primary,
	       const char *secondary,
	       PurpleRequestFields *fields,
	       const char *ok_text,
	       GCallback ok,
	       const char *cancel_text,
	       GCallback cancel,
	       PurpleAccount *account,
	       const char *who,
	       PurpleConversation *conversation,
	       void *user_data)
{
	WdNullRequest *request =
		add_request(PURPLE_REQUEST_FIELDS, title, primary, secondary, user_data);

	add_button(request, ok_text, ok);
	add_button(request, cancel_text, cancel);
	return request;
}

static void *
request_file(const char *title,
	     const char *filename,
	     gboolean is_save,
	     GCallback ok,
	     GCallback cancel,
	     PurpleAccount *account,
	     const char *who,
	     PurpleConversation *conversation,
	     void *user_data)
{
	WdNullRequest *request = add_request(PURPLE_REQUEST_FILE, title, NULL, NULL, user_data);

	request->fallback = g_strdup(filename);
	add_button(request, "OK", ok);
	add_button(request, "Cancel", cancel);
	return request;
}

static void
close_request(PurpleRequestType type, void *handle)
{
	((WdNullRequest *)handle)->is_open = FALSE;
}

static PurpleRequestUiOps request_ops = {
	.request_input = request_input,
	.request_action = request_action,
	.request_fields = request_fields,
	.request_file = request_file,
	.close_request = close_request,
};

/* Notices */

static void *
notify_message(PurpleNotifyMsgType type,
	       const char *title,
	       const char *primary,
	       const char *secondary)
{
	g_ptr_array_add(
		wd_null_purple_notices(),
		g_strdup_printf(
			"%s|%s|%s", or_empty(title), or_empty(primary), or_empty(secondary)));
	return g_ptr_array_index(notices, notices->len - 1);
}

static void *
notify_formatted(const char *title, const char *primary, const char *secondary, const char *text)
{
	g_ptr_array_add(wd_null_purple_notices(),
			g_strdup_printf("formatted|%s|%s", or_empty(primary), or_empty(text)));
	return g_ptr_array_index(notices, notices->len - 1);
}

static void *
notify_uri(const char *uri)
{
	g_ptr_array_add(wd_null_purple_notices(), g_strdup_printf("uri|%s", uri));
	return g_ptr_array_index(notices, notices->len - 1);
}

static void *
notify_userinfo(PurpleConnection *connection, const char *who, PurpleNotifyUserInfo *info)
{
	g_autofree char *text = purple_notify_user_info_get_text_with_newline(info, "\n");

	g_ptr_array_add(wd_null_purple_notices(), g_strdup_printf("userinfo|%s|%s", who, text));
	return g_ptr_array_index(notices, notices->len - 1);
}

static void
close_notify(PurpleNotifyType type, void *handle)
{
}

static PurpleNotifyUiOps notify_ops = {
	.notify_message = notify_message,
	.notify_formatted = notify_formatted,
	.notify_userinfo = notify_userinfo,
	.notify_uri = notify_uri,
	.close_notify = close_notify,
};

/* Accounts and transfers */

static void *
request_authorize(PurpleAccount *account,
		  const char *who,
		  const char *id,
		  const char *alias,
		  const char *message,
		  gboolean on_list,
		  PurpleAccountRequestAuthorizationCb authorize,
		  PurpleAccountRequestAuthorizationCb deny,
		  void *user_data)
{
	WdNullRequest *request =
		add_request(PURPLE_REQUEST_ACTION, "authorize", who, message, user_data);

	add_button(request, "Authorize", G_CALLBACK(authorize));
	add_button(request, "Deny", G_CALLBACK(deny));
	g_ptr_array_add(
		wd_null_purple_authorizations(),
		g_strdup_printf(
			"%s|%s|%s", purple_account_get_username(account), who, or_empty(message)));
	return request;
}

static void
close_account_request(void *handle)
{
	((WdNullRequest *)handle)->is_open = FALSE;
}

static PurpleAccountUiOps account_ops = {
	.request_authorize = request_authorize,
	.close_account_request = close_account_request,
};

static PurpleXferUiOps transfer_ops;
static PurpleConnectionUiOps connection_ops;

/**
 * wd_null_ui_init:
 *
 * Installs the recording UI ops; called by the core while it starts. The structs are writable and
 * stay in place, as every client's do.
 */
void
wd_null_ui_init(void)
{
	purple_conversations_set_ui_ops(&conversation_ops);
	purple_request_set_ui_ops(&request_ops);
	purple_notify_set_ui_ops(&notify_ops);
	purple_accounts_set_ui_ops(&account_ops);
	purple_xfers_set_ui_ops(&transfer_ops);
	purple_connections_set_ui_ops(&connection_ops);
}

/**
 * wd_null_ui_forget:
 *
 * Empties what was recorded. Open questions are forgotten too.
 */
void
wd_null_ui_forget(void)
{
	g_ptr_array_set_size(wd_null_purple_shown(), 0);
	g_ptr_array_set_size(wd_null_purple_notices(), 0);
	g_ptr_array_set_size(wd_null_purple_authorizations(), 0);
	for (guint i = 0; i < wd_null_purple_requests()->len;) {
		WdNullRequest *request = g_ptr_array_index(requests, i);

		if (request->is_open)
			i++; /* libpurple still holds it as a handle */
		else
			g_ptr_array_remove_index(requests, i);
	}
}

/**
 * wd_null_ui_free:
 *
 * Frees what was recorded, after the core has quit.
 */
void
wd_null_ui_free(void)
{
	g_clear_pointer(&shown, g_ptr_array_unref);
	g_clear_pointer(&notices, g_ptr_array_unref);
	g_clear_pointer(&requests, g_ptr_array_unref);
	g_clear_pointer(&authorizations, g_ptr_array_unref);
}

/**
 * wd_null_purple_shown:
 *
 * Returns: (transfer none): a line for each message that a conversation showed
 */
GPtrArray *
wd_null_purple_shown(void)
{
	return get_lines(&shown);
}

/**
 * wd_null_purple_notices:
 *
 * Returns: (transfer none): a line for each dialog that only tells, and each opened URL
 */
GPtrArray *
wd_null_purple_notices(void)
{
	return get_lines(&notices);
}

/**
 * wd_null_purple_authorizations:
 *
 * Returns: (transfer none): a line for each contact request that reached the UI
 */
GPtrArray *
wd_null_purple_authorizations(void)
{
	return get_lines(&authorizations);
}

/**
 * wd_null_purple_requests:
 *
 * Returns: (transfer none): every question that reached the UI, of #WdNullRequest
 */
GPtrArray *
wd_null_purple_requests(void)
{
	if (requests == NULL)
		requests = g_ptr_array_new_with_free_func(free_request);
	return requests;
}

/**
 * wd_null_purple_find_request:
 *
 * Returns: (transfer none) (nullable): the newest question that is still open
 */
WdNullRequest *
wd_null_purple_find_request(void)
{
	for (guint i = wd_null_purple_requests()->len; i > 0; i--) {
		WdNullRequest *request = g_ptr_array_index(requests, i - 1);

		if (request->is_open)
			return request;
	}
	return NULL;
}

static void
call_back(WdNullRequest *request, guint index, const char *text)
{
	GCallback callback = g_array_index(request->callbacks, GCallback, index);

	if (callback == NULL)
		return;
	if (g_strcmp0(request->title, "authorize") == 0)
		((PurpleAccountRequestAuthorizationCb)callback)(request->user_data);
	else if (request->type == PURPLE_REQUEST_ACTION)
		((PurpleRequestActionCb)callback)(request->user_data, (int)index);
	else if (request->type == PURPLE_REQUEST_INPUT)
		((PurpleRequestInputCb)callback)(request->user_data, text);
	else if (request->type == PURPLE_REQUEST_FILE)
		((PurpleRequestFileCb)callback)(request->user_data, text);
	else
		g_error("no way to answer this kind of question");
}

/**
 * wd_null_purple_answer:
 * @request: an open question
 * @label: the button, without its mnemonic
 * @text: (nullable): what is typed or chosen
 *
 * Answers as a person would: the callback runs, then the question closes.
 */
void
wd_null_purple_answer(WdNullRequest *request, const char *label, const char *text)
{
	g_assert_true(request->is_open);
	for (guint i = 0; i < request->labels->len; i++) {
		if (!g_str_equal(g_ptr_array_index(request->labels, i), label))
			continue;
		call_back(request, i, text);
		/* The core forgets an account's request by itself once it is answered. */
		if (request->is_open && g_strcmp0(request->title, "authorize") != 0)
			purple_request_close(request->type, request);
		request->is_open = FALSE;
		return;
	}
	g_error("no button \"%s\" in \"%s\"", label, or_empty(request->primary));
}
