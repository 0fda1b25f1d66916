/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-forced.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-say.h"

struct WdLogForced {
	PurpleLogLogger *logger; /* borrowed */
	GHashTable *logs;        /* PurpleConversation -> PurpleLog */
};

/**
 * wd_log_forced_new:
 * @logger: writes the logs; outlives what is returned
 *
 * Returns: (transfer full): no log yet
 */
WdLogForced *
wd_log_forced_new(PurpleLogLogger *logger)
{
	WdLogForced *forced = g_new0(WdLogForced, 1);

	forced->logger = logger;
	forced->logs = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)purple_log_free);
	return forced;
}

/**
 * wd_log_forced_free:
 * @forced: (nullable) (transfer full): logs; they are ended
 */
void
wd_log_forced_free(WdLogForced *forced)
{
	if (forced == NULL)
		return;
	g_hash_table_unref(forced->logs);
	g_free(forced);
}

/* Pidgin and OTR say that nothing is logged; whoever reads that must not rely on it. */
static void
say(PurpleConversation *conversation, gboolean is_managed)
{
	wd_purple_say(
		conversation,
		is_managed ? _("This conversation was marked as not to be logged. Your "
			       "organisation keeps an encrypted log of it all the same.")
			   : _("This conversation was marked as not to be logged. By the settings "
			       "of Purple Warden an encrypted log of it is kept all the same."));
}

static PurpleLog *
begin(WdLogForced *forced, const WdLogShown *shown)
{
	PurpleConversation *conversation = shown->conversation;
	gboolean is_chat = purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT;
	PurpleLog *log = purple_log_new(is_chat ? PURPLE_LOG_CHAT : PURPLE_LOG_IM,
					purple_conversation_get_name(conversation),
					purple_conversation_get_account(conversation),
					conversation,
					shown->time,
					NULL);

	log->logger = forced->logger; /* purple_log_new() takes the one of the moment */
	g_hash_table_insert(forced->logs, conversation, log);
	return log;
}

/**
 * wd_log_forced_write:
 * @forced: logs
 * @shown: a message that libpurple did not log
 * @is_managed: whether it is logged because policy says so, not the person's own settings
 *
 * Logs it. At the first one of a conversation a line there says so.
 */
void
wd_log_forced_write(WdLogForced *forced, const WdLogShown *shown, gboolean is_managed)
{
	PurpleLog *log = g_hash_table_lookup(forced->logs, shown->conversation);

	if (log == NULL) {
		log = begin(forced, shown);
		say(shown->conversation, is_managed);
	}
	purple_log_write(log, shown->flags, shown->who, shown->time, shown->text);
}

/**
 * wd_log_forced_list:
 * @forced: logs
 *
 * Returns: (transfer container) (element-type PurpleLog): those that are being written
 */
GList *
wd_log_forced_list(const WdLogForced *forced)
{
	return g_hash_table_get_values(forced->logs);
}

/**
 * wd_log_forced_close:
 * @forced: logs
 * @conversation: a conversation that closes, with a log or without
 */
void
wd_log_forced_close(WdLogForced *forced, PurpleConversation *conversation)
{
	g_hash_table_remove(forced->logs, conversation);
}

/**
 * wd_log_forced_close_all:
 * @forced: logs; all are ended
 */
void
wd_log_forced_close_all(WdLogForced *forced)
{
	g_hash_table_remove_all(forced->logs);
}
