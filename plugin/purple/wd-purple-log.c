/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-log.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-log-contacts.h"
#include "purple/wd-logger.h"
#include "purple/wd-session-life.h"

#define LOGGER_ID        "warden"
#define LOGGER_FUNCTIONS 11
#define HISTORY_PLUGIN   "gtk-history" /* Pidgin's, which has one thing to say */
#define SYNC_DELAY_MS    900           /* a power cut takes at most a second of messages */
#define WARM_AFTER_MS    1000          /* a start has other things to do */
#define WARM_EVERY_MS    5
#define WARM_AT_ONCE     3 /* files, a third of a millisecond each */

#define FORMAT_SWITCH "/purple/logging/format"

static void
wish_changed(gpointer data)
{
	wd_logger_tell_conversations(data);
}

static gboolean
is_system_wanted(gpointer data)
{
	WdLogger *logger = data;

	wd_logger_refresh_rules(logger);
	return wd_logger_is_active(logger, WD_LOG_SYSTEM);
}

static void
quitting(gpointer data)
{
	WdLogger *logger = data;

	logger->is_quitting = TRUE;
}

/* Where there is no index, what the first list would have to read is read in idle moments. */
static gboolean
warm(gpointer data)
{
	WdLogger *logger = data;

	if (wd_log_archive_warm(logger->view.archive, WARM_AT_ONCE))
		return TRUE;
	logger->warm_timer = 0;
	return FALSE;
}

static gboolean
begin_to_warm(gpointer data)
{
	WdLogger *logger = data;

	logger->warm_timer = purple_timeout_add(WARM_EVERY_MS, warm, logger);
	return FALSE;
}

/* At the start, and when the key has come. */
static void
warm_soon(WdLogger *logger)
{
	if (logger->view.archive != NULL && logger->warm_timer == 0)
		logger->warm_timer = purple_timeout_add(WARM_AFTER_MS, begin_to_warm, logger);
}

/* The key has come or is going: what was read with it is not kept. */
static void
lock_changed(gpointer data)
{
	WdLogger *logger = data;

	if (logger->desk != NULL)
		wd_log_desk_stop(logger->desk);
	if (logger->view.archive != NULL)
		wd_log_archive_forget(logger->view.archive);
	wd_log_view_drop_page(&logger->view);
	warm_soon(logger);
	wd_session_show_queue_again(logger->session);
}

static const WdLogRules *
get_rules(gpointer data)
{
	wd_logger_refresh_rules(data);
	return ((WdLogger *)data)->rules;
}

/* libpurple has just taken the logger that the switch names, or plain text: take it back. */
static void
format_changed(const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
	WdLogger *logger = data;

	purple_log_logger_set(logger->logger);
}

static PurpleLogLogger *
new_logger(void)
{
	return purple_log_logger_new(LOGGER_ID,
				     _("Encrypted (Purple Warden)"),
				     LOGGER_FUNCTIONS,
				     NULL, /* create: listers call it for other loggers' files */
				     wd_logger_write,
				     wd_logger_finalize,
				     wd_logger_list,
				     wd_logger_read,
				     wd_logger_get_size,
				     wd_logger_get_total_size,
				     wd_logger_list_system,
				     wd_logger_get_sets,
				     wd_logger_remove,
				     wd_logger_is_deletable);
}

static WdLogger *
logger_new(WdSession *session)
{
	WdLogger *logger = g_new0(WdLogger, 1);

	logger->session = session;
	logger->logger = new_logger();
	logger->sync = wd_log_sync_new(SYNC_DELAY_MS, NULL);
	logger->forced = wd_log_forced_new(logger->logger);
	logger->wishes = (WdLogWishes){.changed = wish_changed, .data = logger};
	logger->system = (WdLogSystem){is_system_wanted, logger};
	logger->view.logger = logger->logger;
	logger->view.keys = wd_session_get_keys(session);
	if (logger->view.keys != NULL)
		logger->view.archive =
			wd_log_archive_open(wd_session_get_base(session), logger->view.keys);
	return logger;
}

static WdLogDesk *
new_desk(WdLogger *logger)
{
	const WdLogDeskParts parts = {
		.session = logger->session,
		.archive = logger->view.archive,
		.lock = logger->lock,
		.get_rules = get_rules,
		.get_home = wd_logger_get_home,
		.data = logger,
	};

	return wd_log_desk_new(&parts);
}

/* It was loaded before us and found libpurple's switches off, as we left them. */
static void
close_false_alarm(const WdLogger *logger)
{
	PurplePlugin *history = purple_plugins_find_with_id(HISTORY_PLUGIN);

	if (history != NULL &&
	    (wd_logger_is_active(logger, WD_LOG_IM) || wd_logger_is_active(logger, WD_LOG_CHAT)))
		purple_notify_close_with_handle(history);
}

/**
 * wd_purple_log_attach:
 * @session: the session
 *
 * Makes the encrypted logger libpurple's. libpurple's own switches go off and stay off; the logger
 * is switched on conversation by conversation, so that nothing is ever written in the clear, here
 * or without Warden. Without keys, or where policy wants a recovery key that is not there, nothing
 * is written at all.
 */
void
wd_purple_log_attach(WdSession *session)
{
	WdLogger *logger;

	g_return_if_fail(wd_logger_get() == NULL);
	logger = logger_new(session);
	wd_logger_set(logger);
	wd_log_wishes_start(&logger->wishes);
	purple_log_logger_add(logger->logger);
	purple_log_logger_set(logger->logger);
	purple_prefs_connect_callback(logger, FORMAT_SWITCH, format_changed, logger);
	wd_log_contacts_take_over();
	wd_logger_load_rules(logger);
	wd_logger_take_conversations(logger);
	purple_signal_connect(
		purple_get_core(), "quitting", logger, PURPLE_CALLBACK(quitting), logger);
	wd_log_system_start(wd_session_get_plugin(session), &logger->system);
	logger->keeper = wd_log_keeper_start(session);
	logger->lock = wd_log_lock_start(session, lock_changed, logger);
	logger->desk = new_desk(logger);
	close_false_alarm(logger);
	warm_soon(logger);
}

/**
 * wd_purple_log_contradicts:
 * @primary: (nullable): what a notice says first
 *
 * Returns: whether it says that nothing is logged, while conversations are, by us
 */
gboolean
wd_purple_log_contradicts(const char *primary)
{
	const WdLogger *logger = wd_logger_get();

	if (logger == NULL || !wd_log_wishes_is_false_alarm(primary))
		return FALSE;
	if (logger->rules == NULL) /* the switches go off before policy is looked at */
		return wd_log_wishes_get(WD_LOG_IM) || wd_log_wishes_get(WD_LOG_CHAT);
	return wd_logger_is_active(logger, WD_LOG_IM) || wd_logger_is_active(logger, WD_LOG_CHAT);
}

/* A viewer that is open still points at the struct; emptied, it can be asked but does nothing. */
static void
retire_logger(PurpleLogLogger *logger, guint n_listed)
{
	purple_log_logger_remove(logger);
	if (n_listed == 0) {
		purple_log_logger_free(logger);
		return;
	}
	logger->create = NULL;
	logger->write = NULL;
	logger->finalize = NULL;
	logger->list = NULL;
	logger->read = NULL;
	logger->size = NULL;
	logger->total_size = NULL;
	logger->list_syslog = NULL;
	logger->get_log_sets = NULL;
	logger->remove = NULL;
	logger->is_deletable = NULL;
}

/* In this order: what still writes first, then libpurple's hold on the logger. */
static void
let_go(WdLogger *logger)
{
	purple_signals_disconnect_by_handle(logger);
	if (logger->warm_timer != 0)
		purple_timeout_remove(logger->warm_timer);
	wd_log_keeper_stop(logger->keeper);
	wd_log_desk_free(g_steal_pointer(&logger->desk));
	wd_log_lock_stop(logger->lock);
	wd_logger_leave_conversations(logger);
	wd_log_system_stop(wd_session_get_plugin(logger->session));
	purple_prefs_disconnect_by_handle(logger);
	wd_log_wishes_take_back(&logger->wishes);
	wd_log_wishes_stop(&logger->wishes);
	purple_prefs_trigger_callback(FORMAT_SWITCH); /* libpurple takes another current logger */
}

/**
 * wd_purple_log_detach:
 * @session: the session
 *
 * Ends every log with its FINAL and waits until all is on the disk. libpurple's switches stay off:
 * what a conversation says after this is not logged, rather than logged in the clear.
 */
void
wd_purple_log_detach(WdSession *session)
{
	WdLogger *logger = wd_logger_get();

	if (logger == NULL)
		return;
	let_go(logger);
	if (!logger->is_quitting)
		wd_log_wishes_offer_back();
	wd_logger_set(NULL);
	retire_logger(logger->logger, logger->n_listed);
	wd_log_view_drop_page(&logger->view);
	wd_log_sync_free(logger->sync);
	wd_log_archive_close(logger->view.archive);
	wd_log_rules_free(logger->rules);
	wd_log_forced_free(logger->forced);
	g_free(logger);
}
