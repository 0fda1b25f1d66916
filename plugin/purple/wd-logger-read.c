/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading: what libpurple's log viewers ask, and what the person deletes there. */
#include "config.h"

#include "purple/wd-logger.h"

/**
 * wd_logger_list:
 * @type: which kind of logs
 * @name: (nullable): buddy or room; NULL: whatever the account has
 * @account: whose logs
 *
 * Returns: (transfer full) (element-type PurpleLog): the logs, newest first
 */
GList *
wd_logger_list(PurpleLogType type, const char *name, PurpleAccount *account)
{
	WdLogger *logger = wd_logger_get();
	GList *logs = logger != NULL ? wd_log_view_list(&logger->view, type, name, account) : NULL;

	if (logs != NULL)
		logger->n_listed += g_list_length(logs);
	return logs;
}

/**
 * wd_logger_list_system:
 * @account: an account
 *
 * Returns: (transfer full) (element-type PurpleLog): the logs of who came and went
 */
GList *
wd_logger_list_system(PurpleAccount *account)
{
	return wd_logger_list(PURPLE_LOG_SYSTEM, NULL, account);
}

/* (transfer none) (nullable): the file behind a log, listed or being written. */
static const char *
find_path(const PurpleLog *log)
{
	const WdLogTicket *ticket = log->logger_data;

	if (ticket == NULL)
		return NULL;
	return ticket->book != NULL ? wd_log_book_get_path(ticket->book) : ticket->path;
}

/**
 * wd_logger_read:
 * @log: one of ours
 * @flags: (out): how it is to be shown
 *
 * Returns: (transfer full): GtkIMHtml; where there is nothing to read, what stands in the way
 */
char *
wd_logger_read(PurpleLog *log, PurpleLogReadFlags *flags)
{
	WdLogger *logger = wd_logger_get();
	const char *path = find_path(log);

	*flags = PURPLE_LOG_READ_NO_NEWLINE;
	if (logger == NULL)
		return g_strdup("");
	if (path == NULL)
		return wd_log_view_read_notice(&logger->view);
	wd_log_lock_touch(logger->lock);
	return wd_log_view_read(&logger->view, path);
}

/**
 * wd_logger_get_size:
 * @log: one of ours
 *
 * Returns: bytes on the disk, as far as libpurple can count
 */
int
wd_logger_get_size(PurpleLog *log)
{
	const WdLogTicket *ticket = log->logger_data;

	return ticket == NULL ? 0 : (int)MIN(ticket->size, G_MAXINT);
}

/**
 * wd_logger_get_total_size:
 * @type: which kind of logs
 * @name: buddy or room
 * @account: whose logs
 *
 * Returns: bytes on the disk, of all of them together
 */
int
wd_logger_get_total_size(PurpleLogType type, const char *name, PurpleAccount *account)
{
	GList *logs = wd_logger_list(type, name, account);
	gint64 total = 0;

	for (GList *link = logs; link != NULL; link = link->next)
		total += wd_logger_get_size(link->data);
	g_list_free_full(logs, (GDestroyNotify)purple_log_free);
	return (int)MIN(total, G_MAXINT);
}

/**
 * wd_logger_get_sets:
 * @add: libpurple's function
 * @sets: for @add
 *
 * Names everybody there are logs of.
 */
void
wd_logger_get_sets(PurpleLogSetCallback add, GHashTable *sets)
{
	const WdLogger *logger = wd_logger_get();

	if (logger != NULL)
		wd_log_view_add_sets(&logger->view, add, sets);
}

static gboolean
has_writer(const WdLogger *logger, const GList *logs, const char *path)
{
	for (; logs != NULL; logs = logs->next) {
		const PurpleLog *log = logs->data;

		if (log->logger == logger->logger && purple_strequal(find_path(log), path))
			return TRUE;
	}
	return FALSE;
}

/* The log of who came and went on an account, while it is connected. */
static gboolean
is_of_account(const WdLogger *logger, PurpleAccount *account, const char *path)
{
	GList only = {.data = purple_account_get_log(account, FALSE)};

	return only.data != NULL && has_writer(logger, &only, path);
}

/* Whether somebody still writes to @path: what was deleted would go on as a file without a name. */
static gboolean
is_being_written(const WdLogger *logger, const char *path)
{
	g_autoptr(GList) forced = wd_log_forced_list(logger->forced);

	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		if (has_writer(logger, ((PurpleConversation *)link->data)->logs, path))
			return TRUE;
	}
	for (GList *link = purple_accounts_get_all(); link != NULL; link = link->next) {
		if (is_of_account(logger, link->data, path))
			return TRUE;
	}
	return has_writer(logger, forced, path);
}

/**
 * wd_logger_is_deletable:
 * @log: one of ours
 *
 * Returns: whether the person may delete it: it is finished, and nobody holds it
 */
gboolean
wd_logger_is_deletable(PurpleLog *log)
{
	WdLogger *logger = wd_logger_get();
	const WdLogTicket *ticket = log->logger_data;

	if (logger == NULL || ticket == NULL || ticket->path == NULL)
		return FALSE;
	wd_logger_refresh_rules(logger);
	return !is_being_written(logger, ticket->path) &&
	       !wd_log_hold_covers(logger->rules->hold, ticket->path);
}

/**
 * wd_logger_remove:
 * @log: one of ours, which the person wants to be deleted
 *
 * Returns: whether it is
 */
gboolean
wd_logger_remove(PurpleLog *log)
{
	WdLogger *logger = wd_logger_get();
	const WdLogTicket *ticket = log->logger_data;
	const char *path = ticket != NULL ? ticket->path : NULL;

	if (logger == NULL || path == NULL || is_being_written(logger, path))
		return FALSE;
	wd_logger_refresh_rules(logger);
	if (wd_log_hold_covers(logger->rules->hold, path)) {
		wd_log_keeper_audit(logger->session, "log.hold_denied", "person", path);
		return FALSE;
	}
	if (!wd_log_archive_remove(logger->view.archive, path, NULL))
		return FALSE;
	wd_log_keeper_audit(logger->session, "log.delete", "person", path);
	return TRUE;
}
