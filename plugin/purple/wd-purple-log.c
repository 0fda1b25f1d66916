/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-log.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-log-contacts.h"
#include "purple/wd-log-desk.h"
#include "purple/wd-log-forced.h"
#include "purple/wd-log-images.h"
#include "purple/wd-log-keeper.h"
#include "purple/wd-log-lock.h"
#include "purple/wd-log-rules.h"
#include "purple/wd-log-system.h"
#include "purple/wd-log-view.h"
#include "purple/wd-log-wishes.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-life.h"
#include "store/wd-log-book.h"

#define LOGGER_ID        "warden"
#define LOGGER_FUNCTIONS 11
#define HISTORY_PLUGIN   "gtk-history" /* Pidgin's, which has one thing to say */
#define SYNC_DELAY_MS    900           /* a power cut takes at most a second of messages */
#define MS_A_SECOND      1000
#define WARM_AFTER_MS    1000 /* a start has other things to do */
#define WARM_EVERY_MS    5
#define WARM_AT_ONCE     3 /* files, a third of a millisecond each */

#define FORMAT_SWITCH "/purple/logging/format"
#define DEFAULT       PURPLE_SIGNAL_PRIORITY_DEFAULT

/* The encrypted logger. libpurple's functions carry no data pointer, so there is one of it. */
typedef struct {
	WdSession *session;
	PurpleLogLogger *logger;
	WdLogSync *sync;
	WdLogRules *rules;
	guint n_rules; /* which rules these are: a file belongs to those it was opened under */
	gboolean is_active[WD_LOG_N_CLASSES]; /* as told to the open conversations */
	WdLogView view;
	WdLogWishes wishes;
	WdLogSystem system;
	WdLogForced *forced;
	guint n_listed;       /* logs that viewers hold */
	guint contacts_timer; /* 0: none */
	guint warm_timer;     /* 0: none */
	WdLogKeeper *keeper;
	WdLogLock *lock;
	WdLogDesk *desk;
	gboolean has_failed;
	gboolean is_quitting;
} Logger;

static Logger *the_logger;

static gboolean
may_write(const Logger *logger)
{
	return !logger->rules->is_refused && logger->rules->mode != WD_LOGS_NEVER;
}

/* Whether conversations of a kind are logged from the start. One of them may be switched on or off
 * by hand besides. */
static gboolean
is_active(const Logger *logger, WdLogClass log_class)
{
	if (!may_write(logger))
		return FALSE;
	return logger->rules->mode == WD_LOGS_ALWAYS || wd_log_wishes_get(log_class);
}

static WdLogClass
get_class(PurpleConversation *conversation)
{
	return purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT ? WD_LOG_CHAT
										   : WD_LOG_IM;
}

static gboolean
is_off(const Logger *logger, PurpleAccount *account, const char *peer, WdLogClass log_class)
{
	return wd_log_rules_is_off(logger->rules,
				   purple_account_get_protocol_id(account),
				   purple_account_get_username(account),
				   peer,
				   log_class == WD_LOG_CHAT);
}

/* The same for one conversation: a choice for its contact comes before the switches, but not
 * before a policy that wants all logs or none; and none of those that policy leaves out. */
static gboolean
is_active_for(const Logger *logger, PurpleConversation *conversation, WdLogClass log_class)
{
	gboolean is_wanted = is_active(logger, log_class);

	if (is_off(logger,
		   purple_conversation_get_account(conversation),
		   purple_conversation_get_name(conversation),
		   log_class))
		return FALSE;

	if (may_write(logger) && logger->rules->mode == WD_LOGS_AUTO)
		(void)wd_log_contacts_find(conversation, &is_wanted); /* none: the switches */
	return is_wanted;
}

static void
show_escrow_banner(Logger *logger)
{
	const char *text = NULL;

	if (logger->rules->is_refused && wd_session_get_keys(logger->session) != NULL)
		text = _("Conversations are not logged: company policy wants a recovery key for "
			 "logs, and the one it names cannot be used. Tell your administrator.");
	else if (logger->rules->n_bad_escrow > 0)
		text = _("A recovery key that company policy names cannot be used. Logs are "
			 "written without it. Tell your administrator.");
	wd_session_banner(logger->session, "log-escrow", text);
}

/* Tells the open conversations what has changed for their kind, and only that: what the person or
 * OTR switched by hand in one of them stays. */
static void
tell_conversations(Logger *logger)
{
	gboolean was_active[WD_LOG_N_CLASSES];

	for (guint i = 0; i < WD_LOG_N_CLASSES; i++) {
		was_active[i] = logger->is_active[i];
		logger->is_active[i] = is_active(logger, (WdLogClass)i);
	}
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		WdLogClass log_class = get_class(link->data);

		if (was_active[log_class] != logger->is_active[log_class])
			purple_conversation_set_logging(
				link->data, is_active_for(logger, link->data, log_class));
	}
}

static void
load_rules(Logger *logger, const WdPolicy *policy)
{
	WdKeys *keys = wd_session_get_keys(logger->session);

	wd_log_rules_free(logger->rules);
	logger->rules = wd_log_rules_new(policy, keys != NULL ? wd_keys_get_recipient(keys) : NULL);
	logger->n_rules++;
	show_escrow_banner(logger);
}

/* Looks whether the policy is another one by now; costs a comparison when it is not. */
static void
refresh_rules(Logger *logger)
{
	const WdPolicy *policy = wd_session_get_policy(logger->session);

	if (logger->rules->policy == policy)
		return;
	load_rules(logger, policy);
	tell_conversations(logger);
}

static void
wish_changed(gpointer data)
{
	tell_conversations(data);
}

static gboolean
is_system_wanted(gpointer data)
{
	Logger *logger = data;

	refresh_rules(logger);
	return is_active(logger, WD_LOG_SYSTEM);
}

static void
audit_log(const char *event, const char *head, gpointer data)
{
	Logger *logger = data;
	const WdAuditRecord record = {
		.event = event,
		.severity = WD_SEVERITY_INFO,
		.detail_key = "head",
		.detail = head,
		.time_ms = wd_session_now_ms(logger->session),
	};

	wd_session_write_audit(logger->session, &record);
}

static WdLogTicket *
new_ticket(Logger *logger, const PurpleLog *log, WdLogClass log_class)
{
	WdLogTicket *ticket = g_new0(WdLogTicket, 1);
	WdLogMeta meta = {
		.log_class = log_class,
		.protocol = purple_account_get_protocol_id(log->account),
		.account = purple_account_get_username(log->account),
		.peer = log->name,
	};
	WdLogBookNotes notes = {.note = audit_log, .data = logger};

	ticket->book = wd_log_book_new(&meta, &notes);
	ticket->rules = logger->n_rules;
	ticket->is_off = is_off(logger, log->account, log->name, log_class);
	return ticket;
}

/* Made by the first message only: listers make and drop PurpleLogs of ours all the time. */
static WdLogTicket *
get_ticket(Logger *logger, PurpleLog *log, WdLogClass log_class)
{
	WdLogTicket *ticket = log->logger_data;

	if (ticket == NULL)
		log->logger_data = ticket = new_ticket(logger, log, log_class);
	if (ticket->book != NULL && ticket->rules != logger->n_rules) {
		wd_log_book_turn_page(ticket->book, wd_session_now_ms(logger->session), "policy");
		ticket->rules = logger->n_rules;
		ticket->is_off = is_off(logger, log->account, log->name, log_class);
	}
	return ticket;
}

/* Says once that nothing can be written, and once that it can again. */
static void
show_failure(Logger *logger, const GError *error)
{
	g_autofree char *text = NULL;

	if ((error != NULL) == logger->has_failed)
		return;
	logger->has_failed = error != NULL;
	if (error != NULL)
		/* Translators: %s is the reason the system gave. */
		text = g_strdup_printf(_("Conversations cannot be logged: %s"), error->message);
	wd_session_banner(logger->session, "log", text);
}

static WdLogHome
get_home(gpointer data)
{
	Logger *logger = data;

	return (WdLogHome){
		.base = wd_session_get_base(logger->session),
		.keys = wd_session_get_keys(logger->session),
		.escrow = (const char *const *)logger->rules->escrow,
		.policy = wd_policy_get_digest(logger->rules->policy),
		.hold_key = logger->rules->hold_key,
		.sync = logger->sync,
	};
}

static gsize
append(Logger *logger, WdLogTicket *ticket, const WdLogMessage *message)
{
	WdLogHome home = get_home(logger);
	g_autoptr(GError) error = NULL;
	gssize written = wd_log_book_append(
		ticket->book, &home, message, wd_session_now_ms(logger->session), &error);

	show_failure(logger, error);
	return written > 0 ? (gsize)written : 0;
}

static gsize
write_message(PurpleLog *log,
	      PurpleMessageFlags flags,
	      const char *from,
	      time_t time,
	      const char *raw_message)
{
	Logger *logger = the_logger;
	g_autofree char *numbered = NULL;
	g_auto(WdLogImages) images = {0};
	WdLogMessage message = {
		.time_ms = (gint64)time * MS_A_SECOND,
		.flags = flags,
		.sender = from,
	};
	WdLogTicket *ticket;
	WdLogClass log_class;

	if (logger == NULL || log->account == NULL ||
	    !wd_log_class_from_type(log->type, &log_class))
		return 0;
	refresh_rules(logger);
	if (!may_write(logger))
		return 0;
	ticket = get_ticket(logger, log, log_class);
	if (ticket->book == NULL || ticket->is_off)
		return 0; /* a listed log is for reading */
	numbered = wd_log_images_take(raw_message, &images);
	message.body = numbered != NULL ? numbered : raw_message;
	if (numbered != NULL) {
		message.images = (const WdLogImage *)(void *)images.images->data;
		message.n_images = images.images->len;
	}
	return append(logger, ticket, &message);
}

static void
finalize(PurpleLog *log)
{
	WdLogTicket *ticket = log->logger_data;

	if (ticket == NULL || the_logger == NULL)
		return;
	if (ticket->book == NULL)
		the_logger->n_listed--;
	wd_log_book_close(ticket->book, wd_session_now_ms(the_logger->session));
	g_free(ticket->path);
	g_free(ticket);
	log->logger_data = NULL;
}

static GList *
list(PurpleLogType type, const char *name, PurpleAccount *account)
{
	GList *logs = NULL;

	if (the_logger != NULL)
		logs = wd_log_view_list(&the_logger->view, type, name, account);
	if (logs != NULL)
		the_logger->n_listed += g_list_length(logs);
	return logs;
}

static GList *
list_system(PurpleAccount *account)
{
	return list(PURPLE_LOG_SYSTEM, NULL, account);
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

static char *
read_log(PurpleLog *log, PurpleLogReadFlags *flags)
{
	const char *path = find_path(log);

	*flags = PURPLE_LOG_READ_NO_NEWLINE;
	if (the_logger == NULL)
		return g_strdup("");
	if (path == NULL)
		return wd_log_view_read_notice(&the_logger->view);
	wd_log_lock_touch(the_logger->lock);
	return wd_log_view_read(&the_logger->view, path);
}

static int
get_size(PurpleLog *log)
{
	const WdLogTicket *ticket = log->logger_data;

	return ticket == NULL ? 0 : (int)MIN(ticket->size, G_MAXINT);
}

static int
get_total_size(PurpleLogType type, const char *name, PurpleAccount *account)
{
	GList *logs = list(type, name, account);
	gint64 total = 0;

	for (GList *link = logs; link != NULL; link = link->next)
		total += get_size(link->data);
	g_list_free_full(logs, (GDestroyNotify)purple_log_free);
	return (int)MIN(total, G_MAXINT);
}

static void
get_log_sets(PurpleLogSetCallback add, GHashTable *sets)
{
	if (the_logger != NULL)
		wd_log_view_add_sets(&the_logger->view, add, sets);
}

/* Whether a conversation is still written to @path. */
static gboolean
is_being_written(const char *path)
{
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		PurpleConversation *conversation = link->data;

		for (GList *log = conversation->logs; log != NULL; log = log->next) {
			if (((PurpleLog *)log->data)->logger == the_logger->logger &&
			    purple_strequal(find_path(log->data), path))
				return TRUE;
		}
	}
	return FALSE;
}

static gboolean
is_deletable(PurpleLog *log)
{
	const WdLogTicket *ticket = log->logger_data;

	if (the_logger == NULL || ticket == NULL || ticket->path == NULL)
		return FALSE;
	refresh_rules(the_logger);
	return !is_being_written(ticket->path) &&
	       !wd_log_hold_covers(the_logger->rules->hold, ticket->path);
}

static gboolean
remove_log(PurpleLog *log)
{
	const WdLogTicket *ticket = log->logger_data;
	const char *path = ticket != NULL ? ticket->path : NULL;

	if (the_logger == NULL || path == NULL || is_being_written(path))
		return FALSE;
	refresh_rules(the_logger);
	if (wd_log_hold_covers(the_logger->rules->hold, path)) {
		wd_log_keeper_audit(the_logger->session, "log.hold_denied", "person", path);
		return FALSE;
	}
	if (!wd_log_archive_remove(the_logger->view.archive, path, NULL))
		return FALSE;
	wd_log_keeper_audit(the_logger->session, "log.delete", "person", path);
	return TRUE;
}

static void
conversation_created(PurpleConversation *conversation, gpointer data)
{
	Logger *logger = data;

	refresh_rules(logger);
	purple_log_logger_set(logger->logger); /* another plugin may have put its own there */
	purple_conversation_set_logging(
		conversation, is_active_for(logger, conversation, get_class(conversation)));
}

/* Before anybody else hears of a conversation, and after all have: see wd-log-wishes.h. */
static void
conversation_comes(PurpleConversation *conversation, gpointer data)
{
	Logger *logger = data;
	WdLogClass log_class = get_class(conversation);

	refresh_rules(logger);
	if (is_active_for(logger, conversation, log_class))
		wd_log_wishes_lend(&logger->wishes, log_class);
}

static void
conversation_came(PurpleConversation *conversation, gpointer data)
{
	Logger *logger = data;

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
	refresh_rules(data); /* before libpurple looks whether this conversation is logged */
	return FALSE;
}

/* Where policy says that a wish for no log is not honoured, what libpurple left out is written. */
static void
wrote_message(PurpleAccount *account,
	      const char *who,
	      const char *message,
	      PurpleConversation *conversation,
	      PurpleMessageFlags flags,
	      gpointer data)
{
	Logger *logger = data;
	gboolean is_logged =
		!(flags & PURPLE_MESSAGE_NO_LOG) && purple_conversation_is_logging(conversation);

	if (logger->rules->honours_no_log || is_logged ||
	    !(flags & (PURPLE_MESSAGE_SEND | PURPLE_MESSAGE_RECV)) ||
	    !is_active(logger, get_class(conversation)))
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
	Logger *logger = data;

	wd_log_forced_close(logger->forced, conversation);
}

static gboolean
take_contacts_over(gpointer data)
{
	Logger *logger = data;

	logger->contacts_timer = 0;
	wd_log_contacts_take_over();
	return FALSE;
}

/* The person may have switched a contact's logging: Pidgin notes that down right after this. */
static void
conversation_updated(PurpleConversation *conversation, PurpleConvUpdateType type, gpointer data)
{
	Logger *logger = data;

	if (type == PURPLE_CONV_UPDATE_LOGGING && logger->contacts_timer == 0)
		logger->contacts_timer = purple_timeout_add(0, take_contacts_over, logger);
}

static void
quitting(gpointer data)
{
	Logger *logger = data;

	logger->is_quitting = TRUE;
}

/* Where there is no index, what the first list would have to read is read in idle moments. */
static gboolean
warm(gpointer data)
{
	Logger *logger = data;

	if (wd_log_archive_warm(logger->view.archive, WARM_AT_ONCE))
		return TRUE;
	logger->warm_timer = 0;
	return FALSE;
}

static gboolean
begin_to_warm(gpointer data)
{
	Logger *logger = data;

	logger->warm_timer = purple_timeout_add(WARM_EVERY_MS, warm, logger);
	return FALSE;
}

/* At the start, and when the key has come. */
static void
warm_soon(Logger *logger)
{
	if (logger->view.archive != NULL && logger->warm_timer == 0)
		logger->warm_timer = purple_timeout_add(WARM_AFTER_MS, begin_to_warm, logger);
}

/* The key has come or is going: what was read with it is not kept. */
static void
lock_changed(gpointer data)
{
	Logger *logger = data;

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
	refresh_rules(data);
	return ((Logger *)data)->rules;
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

/* libpurple has just taken the logger that the switch names, or plain text: take it back. */
static void
format_changed(const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
	Logger *logger = data;

	purple_log_logger_set(logger->logger);
}

static PurpleLogLogger *
new_logger(void)
{
	return purple_log_logger_new(LOGGER_ID,
				     _("Encrypted (Purple Warden)"),
				     LOGGER_FUNCTIONS,
				     NULL, /* create: listers call it for other loggers' files */
				     write_message,
				     finalize,
				     list,
				     read_log,
				     get_size,
				     get_total_size,
				     list_system,
				     get_log_sets,
				     remove_log,
				     is_deletable);
}

static Logger *
logger_new(WdSession *session)
{
	Logger *logger = g_new0(Logger, 1);

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
new_desk(Logger *logger)
{
	const WdLogDeskParts parts = {
		.session = logger->session,
		.archive = logger->view.archive,
		.lock = logger->lock,
		.get_rules = get_rules,
		.get_home = get_home,
		.data = logger,
	};

	return wd_log_desk_new(&parts);
}

/* Conversations from before still write in the clear: their files are closed here and now. */
static void
take_over_conversations(Logger *logger)
{
	for (guint i = 0; i < WD_LOG_N_CLASSES; i++)
		logger->is_active[i] = is_active(logger, (WdLogClass)i);
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		gboolean was_logging = purple_conversation_is_logging(link->data);

		purple_conversation_close_logs(link->data);
		purple_conversation_set_logging(
			link->data,
			is_active(logger, get_class(link->data)) &&
				(was_logging || logger->rules->mode == WD_LOGS_ALWAYS));
	}
	for (GList *link = purple_accounts_get_all(); link != NULL; link = link->next)
		purple_account_destroy_log(link->data);
}

/* It was loaded before us and found libpurple's switches off, as we left them. */
static void
close_false_alarm(const Logger *logger)
{
	PurplePlugin *history = purple_plugins_find_with_id(HISTORY_PLUGIN);

	if (history != NULL && (is_active(logger, WD_LOG_IM) || is_active(logger, WD_LOG_CHAT)))
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
	PurplePlugin *plugin = wd_session_get_plugin(session);
	Logger *logger;

	g_return_if_fail(the_logger == NULL);
	logger = logger_new(session);
	the_logger = logger;
	wd_log_wishes_start(&logger->wishes);
	purple_log_logger_add(logger->logger);
	purple_log_logger_set(logger->logger);
	purple_prefs_connect_callback(logger, FORMAT_SWITCH, format_changed, logger);
	wd_log_contacts_take_over();
	load_rules(logger, wd_session_get_policy(session));
	take_over_conversations(logger);
	for (gsize i = 0; i < G_N_ELEMENTS(handlers); i++)
		purple_signal_connect_priority(purple_conversations_get_handle(),
					       handlers[i].signal,
					       plugin,
					       handlers[i].callback,
					       logger,
					       handlers[i].priority);
	purple_signal_connect(
		purple_get_core(), "quitting", logger, PURPLE_CALLBACK(quitting), logger);
	wd_log_system_start(plugin, &logger->system);
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
	if (the_logger == NULL || !wd_log_wishes_is_false_alarm(primary))
		return FALSE;
	if (the_logger->rules == NULL) /* the switches go off before policy is looked at */
		return wd_log_wishes_get(WD_LOG_IM) || wd_log_wishes_get(WD_LOG_CHAT);
	return is_active(the_logger, WD_LOG_IM) || is_active(the_logger, WD_LOG_CHAT);
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

/* In this order: no conversation may reach the logger any more when libpurple lets go of it. */
static void
let_go(Logger *logger)
{
	PurplePlugin *plugin = wd_session_get_plugin(logger->session);

	for (gsize i = G_N_ELEMENTS(handlers); i-- > 0;)
		purple_signal_disconnect(purple_conversations_get_handle(),
					 handlers[i].signal,
					 plugin,
					 handlers[i].callback);
	purple_signals_disconnect_by_handle(logger);
	if (logger->contacts_timer != 0)
		purple_timeout_remove(logger->contacts_timer);
	if (logger->warm_timer != 0)
		purple_timeout_remove(logger->warm_timer);
	wd_log_keeper_stop(logger->keeper);
	wd_log_desk_free(g_steal_pointer(&logger->desk));
	wd_log_lock_stop(logger->lock);
	wd_log_contacts_take_over();
	wd_log_forced_close_all(logger->forced);
	for (GList *link = purple_get_conversations(); link != NULL; link = link->next) {
		purple_conversation_set_logging(link->data, FALSE);
		purple_conversation_close_logs(link->data);
	}
	wd_log_system_stop(plugin);
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
	Logger *logger = the_logger;

	if (logger == NULL)
		return;
	let_go(logger);
	if (!logger->is_quitting)
		wd_log_wishes_offer_back();
	the_logger = NULL;
	retire_logger(logger->logger, logger->n_listed);
	wd_log_view_drop_page(&logger->view);
	wd_log_sync_free(logger->sync);
	wd_log_archive_close(logger->view.archive);
	wd_log_rules_free(logger->rules);
	wd_log_forced_free(logger->forced);
	g_free(logger);
}
