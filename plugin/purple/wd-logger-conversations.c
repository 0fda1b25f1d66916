/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conversations: switched on and off, taken over from other loggers, and written past them. */
#include "config.h"

#include "purple/wd-log-contacts.h"
#include "purple/wd-logger.h"

#define DEFAULT     PURPLE_SIGNAL_PRIORITY_DEFAULT
#define MS_A_SECOND 1000

static void
conversation_created(PurpleConversation *conversation, gpointer data)
{
	WdLogger *logger = data;

	wd_logger_refresh_rules(logger);
	purple_log_logger_set(logger->logger); /* another plugin may have put its own there */
	purple_conversation_set_logging(conversation,
					wd_logger_is_active_for(logger, conversation));
}

/* Before anybody else hears of a conversation, and after all have: see wd-log-wishes.h. */
static void
conversation_comes(PurpleConversation *conversation, gpointer data)
{
	WdLogger *logger = data;

	wd_logger_refresh_rules(logger);
	if (wd_logger_is_active_for(logger, conversation))
		wd_log_wishes_lend(&logger->wishes, wd_logger_get_class(conversation));
}

static void
conversation_came(PurpleConversation *conversation, gpointer data)
{
	WdLogger *logger = data;

	wd_log_wishes_take_back(&logger->wishes);
}

static gboolean
writing_message(PurpleAccount *account,
		const char *who,
		char **message,
		PurpleConversation *conversation,
		PurpleMessageFlags flags,
		gpointer data)
{
	/* Before libpurple looks whether this conversation is logged. */
	wd_logger_refresh_rules(data);
	return FALSE;
}

/* Whether the wish for no log, which is why libpurple left a conversation out, is not honoured; and
 * it is not policy that leaves it out. */
static gboolean
is_forced(const WdLogger *logger, PurpleConversation *conversation)
{
	WdLogClass log_class = wd_logger_get_class(conversation);

	return !logger->rules->honours_no_log && wd_logger_is_active(logger, log_class) &&
	       !wd_logger_is_off(logger,
				 purple_conversation_get_account(conversation),
				 purple_conversation_get_name(conversation),
				 log_class);
}

static void
wrote_message(PurpleAccount *account,
	      const char *who,
	      const char *message,
	      PurpleConversation *conversation,
	      PurpleMessageFlags flags,
	      gpointer data)
{
	WdLogger *logger = data;
	gboolean is_logged =
		!(flags & PURPLE_MESSAGE_NO_LOG) && purple_conversation_is_logging(conversation);

	if (is_logged || !(flags & (PURPLE_MESSAGE_SEND | PURPLE_MESSAGE_RECV)) ||
	    !is_forced(logger, conversation))
		return;
	wd_log_forced_write(
		logger->forced,
		&(const WdLogShown){
			.conversation = conversation,
			.flags = flags,
			.who = who,
			.time = (time_t)(wd_session_now_ms(logger->session) / MS_A_SECOND),
			.text = message},
		wd_policy_is_locked(logger->rules->policy, WD_KEY_LOGS_HONOUR_NO_LOG));
}

static void
deleting_conversation(PurpleConversation *conversation, gpointer data)
{
	WdLogger *logger = data;

	wd_log_forced_close(logger->forced, conversation);
}

static gboolean
take_contacts_over(gpointer data)
{
	WdLogger *logger = data;

	logger->contacts_timer = 0;
	wd_log_contacts_take_over();
	return FALSE;
}

/* The person may have switched a contact's logging: Pidgin notes that down right after this. */
static void
conversation_updated(PurpleConversation *conversation, PurpleConvUpdateType type, gpointer data)
{
	WdLogger *logger = data;

	if (type == PURPLE_CONV_UPDATE_LOGGING && logger->contacts_timer == 0)
		logger->contacts_timer = purple_timeout_add(0, take_contacts_over, logger);
}

static const struct {
	const char *signal;
	PurpleCallback callback;
	int priority;
} handlers[] = {
	{"conversation-updated", PURPLE_CALLBACK(conversation_updated), DEFAULT},
	{"conversation-created",
	 PURPLE_CALLBACK(conversation_comes),
	 PURPLE_SIGNAL_PRIORITY_LOWEST},
	{"conversation-created", PURPLE_CALLBACK(conversation_created), DEFAULT},
	{"conversation-created",
	 PURPLE_CALLBACK(conversation_came),
	 PURPLE_SIGNAL_PRIORITY_HIGHEST},
	{"deleting-conversation", PURPLE_CALLBACK(deleting_conversation), DEFAULT},
	{"writing-im-msg", PURPLE_CALLBACK(writing_message), DEFAULT},
	{"writing-chat-msg", PURPLE_CALLBACK(writing_message), DEFAULT},
	{"wrote-im-msg", PURPLE_CALLBACK(wrote_message), DEFAULT},
	{"wrote-chat-msg", PURPLE_CALLBACK(wrote_message), DEFAULT},
};

/* Conversations from before still write in the clear: their files are closed here and now. */
static void
take_over(WdLogger *logger)
{
	for (guint i = 0; i < WD_LOG_N_CLASSES; i++)
		logger->is_active[i] = wd_logger_is_active(logger, (WdLogClass)i);
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		gboolean was_logging = purple_conversation_is_logging(link->data);

		purple_conversation_close_logs(link->data);
		purple_conversation_set_logging(
			link->data,
			wd_logger_is_active(logger, wd_logger_get_class(link->data)) &&
				(was_logging || logger->rules->mode == WD_LOGS_ALWAYS));
	}
	for (GList *link = purple_accounts_get_all(); link != NULL; link = link->next)
		purple_account_destroy_log(link->data);
}

/**
 * wd_logger_take_conversations:
 * @logger: the logger, with its rules
 *
 * Takes over those that are open, and listens to all from now on.
 */
void
wd_logger_take_conversations(WdLogger *logger)
{
	PurplePlugin *plugin = wd_session_get_plugin(logger->session);

	take_over(logger);
	for (gsize i = 0; i < G_N_ELEMENTS(handlers); i++)
		purple_signal_connect_priority(purple_conversations_get_handle(),
					       handlers[i].signal,
					       plugin,
					       handlers[i].callback,
					       logger,
					       handlers[i].priority);
}

/**
 * wd_logger_leave_conversations:
 * @logger: the logger
 *
 * Listens no more, and ends every log of a conversation: none may reach the logger any more when
 * libpurple lets go of it.
 */
void
wd_logger_leave_conversations(WdLogger *logger)
{
	PurplePlugin *plugin = wd_session_get_plugin(logger->session);

	for (gsize i = G_N_ELEMENTS(handlers); i-- > 0;)
		purple_signal_disconnect(purple_conversations_get_handle(),
					 handlers[i].signal,
					 plugin,
					 handlers[i].callback);
	if (logger->contacts_timer != 0)
		purple_timeout_remove(logger->contacts_timer);
	wd_log_contacts_take_over();
	wd_log_forced_close_all(logger->forced);
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		purple_conversation_set_logging(link->data, FALSE);
		purple_conversation_close_logs(link->data);
	}
}
