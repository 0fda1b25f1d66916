/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-ui.h"

#include <purple.h>

#include "rehearsal/wd-rehearsal-names.h"

static WdRehearseTrace *witness; /* UI ops carry no data pointer */

static void
create_conversation(PurpleConversation *conversation)
{
	wd_rehearse_trace_add(
		witness, WD_FACT_OPENED, purple_conversation_get_name(conversation), NULL, NULL);
}

static void
write_line(PurpleConversation *conversation,
	   const char *name,
	   const char *alias,
	   const char *message,
	   PurpleMessageFlags flags,
	   time_t time)
{
	WdFact *fact = wd_rehearse_trace_add(
		witness, WD_FACT_SHOWN, purple_conversation_get_name(conversation), name, message);

	fact->flags = flags;
	fact->own_time_s = time;
}

static PurpleConversationUiOps conversation_ops = {
	.create_conversation = create_conversation,
	.write_conv = write_line,
};

static gpointer
note_question(const char *who, const char *title, const char *primary, const char *secondary)
{
	g_autofree char *text = g_strjoin("\n",
					  title != NULL ? title : "",
					  primary != NULL ? primary : "",
					  secondary != NULL ? secondary : "",
					  NULL);

	return wd_rehearse_trace_add(witness, WD_FACT_ASKED, NULL, who, text);
}

static void *
ask_input(const char *title,
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
	  void *data)
{
	return note_question(who, title, primary, secondary);
}

static void *
ask_choice(const char *title,
	   const char *primary,
	   const char *secondary,
	   int fallback,
	   const char *ok_text,
	   GCallback ok,
	   const char *cancel_text,
	   GCallback cancel,
	   PurpleAccount *account,
	   const char *who,
	   PurpleConversation *conversation,
	   void *data,
	   va_list choices)
{
	return note_question(who, title, primary, secondary);
}

static void *
ask_action(const char *title,
	   const char *primary,
	   const char *secondary,
	   int fallback,
	   PurpleAccount *account,
	   const char *who,
	   PurpleConversation *conversation,
	   void *data,
	   size_t n_actions,
	   va_list actions)
{
	return note_question(who, title, primary, secondary);
}

static void *
ask_action_with_icon(const char *title,
		     const char *primary,
		     const char *secondary,
		     int fallback,
		     PurpleAccount *account,
		     const char *who,
		     PurpleConversation *conversation,
		     gconstpointer icon,
		     gsize icon_size,
		     void *data,
		     size_t n_actions,
		     va_list actions)
{
	return note_question(who, title, primary, secondary);
}

static void *
ask_fields(const char *title,
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
	   void *data)
{
	return note_question(who, title, primary, secondary);
}

static void *
ask_file(const char *title,
	 const char *name,
	 gboolean is_save,
	 GCallback ok,
	 GCallback cancel,
	 PurpleAccount *account,
	 const char *who,
	 PurpleConversation *conversation,
	 void *data)
{
	return note_question(who, title, name, NULL);
}

static void
close_question(PurpleRequestType type, void *handle)
{
	WdFact *fact = handle;

	fact->is_closed = TRUE;
}

static PurpleRequestUiOps request_ops = {
	.request_input = ask_input,
	.request_choice = ask_choice,
	.request_action = ask_action,
	.request_action_with_icon = ask_action_with_icon,
	.request_fields = ask_fields,
	.request_file = ask_file,
	.close_request = close_question,
};

static void *
ask_authorization(PurpleAccount *account,
		  const char *who,
		  const char *id,
		  const char *alias,
		  const char *message,
		  gboolean is_on_list,
		  PurpleAccountRequestAuthorizationCb authorise,
		  PurpleAccountRequestAuthorizationCb refuse,
		  void *data)
{
	return note_question(who, "Authorization", message, NULL);
}

static void
close_authorization(void *handle)
{
	close_question(PURPLE_REQUEST_ACTION, handle);
}

static PurpleAccountUiOps account_ops = {
	.request_authorize = ask_authorization,
	.close_account_request = close_authorization,
};

static gpointer
note_notice(const char *title, const char *primary, const char *text)
{
	g_autofree char *all = g_strjoin("\n",
					 title != NULL ? title : "",
					 primary != NULL ? primary : "",
					 text != NULL ? text : "",
					 NULL);

	return wd_rehearse_trace_add(witness, WD_FACT_NOTICE, NULL, NULL, all);
}

static void *
tell(PurpleNotifyMsgType type, const char *title, const char *primary, const char *secondary)
{
	return note_notice(title, primary, secondary);
}

static void *
tell_formatted(const char *title, const char *primary, const char *secondary, const char *text)
{
	return note_notice(title, primary, text);
}

static void *
open_uri(const char *uri)
{
	return note_notice("uri", uri, NULL);
}

static PurpleNotifyUiOps notify_ops = {
	.notify_message = tell,
	.notify_formatted = tell_formatted,
	.notify_uri = open_uri,
};

static void
hear_scene(PurpleAccount *account, const char *id, gpointer data)
{
	wd_rehearse_trace_add(witness, WD_FACT_SCENE, NULL, NULL, id);
}

static void
hear_wire(PurpleAccount *account, const char *line, gpointer data)
{
	wd_rehearse_trace_add(witness, WD_FACT_WIRE, NULL, NULL, line);
}

static void
hear_done(PurpleAccount *account, gpointer data)
{
	wd_rehearse_trace_add(witness, WD_FACT_DONE, NULL, NULL, NULL);
}

/**
 * wd_rehearse_ui_attach:
 * @trace: (transfer none): where to write; must outlive the core
 *
 * Becomes libpurple's UI. Called from the core's ui_init.
 */
void
wd_rehearse_ui_attach(WdRehearseTrace *trace)
{
	witness = trace;
	purple_conversations_set_ui_ops(&conversation_ops);
	purple_request_set_ui_ops(&request_ops);
	purple_accounts_set_ui_ops(&account_ops);
	purple_notify_set_ui_ops(&notify_ops);
}

/**
 * wd_rehearse_ui_listen:
 *
 * Listens to the rehearsal protocol, which must be registered. Only the wire and the scenes' names
 * come from there; what became of them is seen by the UI.
 */
void
wd_rehearse_ui_listen(void)
{
	PurplePlugin *protocol = purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID);

	purple_signal_connect(
		protocol, "rehearsal-scene", &witness, PURPLE_CALLBACK(hear_scene), NULL);
	purple_signal_connect(
		protocol, "rehearsal-wire", &witness, PURPLE_CALLBACK(hear_wire), NULL);
	purple_signal_connect(
		protocol, "rehearsal-done", &witness, PURPLE_CALLBACK(hear_done), NULL);
}
