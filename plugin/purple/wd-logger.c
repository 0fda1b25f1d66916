/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is logged: by policy, by the person's wishes, and by the choice for one contact. */
#include "config.h"

#include "purple/wd-logger.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-log-contacts.h"

static WdLogger *the_logger;

/**
 * wd_logger_get:
 *
 * Returns: (transfer none) (nullable): the one logger; NULL while it is off duty
 */
WdLogger *
wd_logger_get(void)
{
	return the_logger;
}

/**
 * wd_logger_set:
 * @logger: (nullable): what wd_logger_get() gives from now on
 */
void
wd_logger_set(WdLogger *logger)
{
	the_logger = logger;
}

/**
 * wd_logger_may_write:
 * @logger: the logger
 *
 * Returns: whether the rules let anything be logged
 */
gboolean
wd_logger_may_write(const WdLogger *logger)
{
	return !logger->rules->is_refused && logger->rules->mode != WD_LOGS_NEVER;
}

/**
 * wd_logger_is_active:
 * @logger: the logger
 * @log_class: a kind of conversations
 *
 * Returns: whether they are logged from the start; one of them may be switched on or off by hand
 * besides
 */
gboolean
wd_logger_is_active(const WdLogger *logger, WdLogClass log_class)
{
	if (!wd_logger_may_write(logger))
		return FALSE;
	return logger->rules->mode == WD_LOGS_ALWAYS || wd_log_wishes_get(log_class);
}

/**
 * wd_logger_get_class:
 * @conversation: a conversation
 *
 * Returns: which kind of log it has
 */
WdLogClass
wd_logger_get_class(PurpleConversation *conversation)
{
	return purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT ? WD_LOG_CHAT
										   : WD_LOG_IM;
}

/**
 * wd_logger_is_off:
 * @logger: the logger
 * @account: the person's account
 * @peer: a contact or room
 * @log_class: a kind of conversations
 *
 * Returns: whether policy leaves it out
 */
gboolean
wd_logger_is_off(const WdLogger *logger,
		 PurpleAccount *account,
		 const char *peer,
		 WdLogClass log_class)
{
	return wd_log_rules_is_off(logger->rules,
				   purple_account_get_protocol_id(account),
				   purple_account_get_username(account),
				   peer,
				   log_class == WD_LOG_CHAT);
}

/**
 * wd_logger_is_active_for:
 * @logger: the logger
 * @conversation: a conversation
 *
 * A choice for its contact comes before the switches, but not before a policy that wants all logs
 * or none; and nothing before one that leaves it out.
 *
 * Returns: whether it is logged from the start
 */
gboolean
wd_logger_is_active_for(const WdLogger *logger, PurpleConversation *conversation)
{
	WdLogClass log_class = wd_logger_get_class(conversation);
	gboolean is_wanted = wd_logger_is_active(logger, log_class);

	if (wd_logger_is_off(logger,
			     purple_conversation_get_account(conversation),
			     purple_conversation_get_name(conversation),
			     log_class))
		return FALSE;
	if (wd_logger_may_write(logger) && logger->rules->mode == WD_LOGS_AUTO)
		(void)wd_log_contacts_find(conversation, &is_wanted); /* none: the switches */
	return is_wanted;
}

static void
show_escrow_banner(WdLogger *logger)
{
	const char *text = NULL;

	if (logger->rules->is_refused && wd_session_get_keys(logger->session) != NULL)
		text = _("Conversations are not logged: your organisation wants a recovery key "
			 "for logs, and the one it names cannot be used. Tell your administrator.");
	else if (logger->rules->n_bad_escrow > 0)
		text = _("A recovery key that your organisation names cannot be used. Logs "
			 "are written without it. Tell your administrator.");
	wd_session_banner(logger->session, "log-escrow", text);
}

/**
 * wd_logger_tell_conversations:
 * @logger: the logger
 *
 * Tells the open conversations what has changed for their kind, and only that: what the person or
 * OTR switched by hand in one of them stays.
 */
void
wd_logger_tell_conversations(WdLogger *logger)
{
	gboolean was_active[WD_LOG_N_CLASSES];

	for (guint i = 0; i < WD_LOG_N_CLASSES; i++) {
		was_active[i] = logger->is_active[i];
		logger->is_active[i] = wd_logger_is_active(logger, (WdLogClass)i);
	}
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		WdLogClass log_class = wd_logger_get_class(link->data);

		if (was_active[log_class] != logger->is_active[log_class])
			purple_conversation_set_logging(
				link->data, wd_logger_is_active_for(logger, link->data));
	}
}

/**
 * wd_logger_load_rules:
 * @logger: the logger
 *
 * Takes the policy of this moment.
 */
void
wd_logger_load_rules(WdLogger *logger)
{
	WdKeys *keys = wd_session_get_keys(logger->session);

	wd_log_rules_free(logger->rules);
	logger->rules = wd_log_rules_new(wd_session_get_policy(logger->session),
					 keys != NULL ? wd_keys_get_recipient(keys) : NULL);
	logger->n_rules++;
	show_escrow_banner(logger);
}

/**
 * wd_logger_refresh_rules:
 * @logger: the logger
 *
 * Looks whether the policy is another one by now; costs a comparison when it is not.
 */
void
wd_logger_refresh_rules(WdLogger *logger)
{
	if (logger->rules->policy == wd_session_get_policy(logger->session))
		return;
	wd_logger_load_rules(logger);
	wd_logger_tell_conversations(logger);
}
