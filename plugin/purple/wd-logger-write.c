/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing: what libpurple hands to the logger, into the book of the conversation. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-log-images.h"
#include "purple/wd-logger.h"
#include "purple/wd-session-audit.h"

#define MS_A_SECOND 1000

static void
audit_log(const char *event, const char *head, gpointer data)
{
	WdLogger *logger = data;
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
new_ticket(WdLogger *logger, const PurpleLog *log, WdLogClass log_class)
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
	ticket->is_off = wd_logger_is_off(logger, log->account, log->name, log_class);
	return ticket;
}

/* Made by the first message only: listers make and drop PurpleLogs of ours all the time. */
static WdLogTicket *
get_ticket(WdLogger *logger, PurpleLog *log, WdLogClass log_class)
{
	WdLogTicket *ticket = log->logger_data;

	if (ticket == NULL)
		log->logger_data = ticket = new_ticket(logger, log, log_class);
	if (ticket->book != NULL && ticket->rules != logger->n_rules) {
		wd_log_book_turn_page(ticket->book, wd_session_now_ms(logger->session), "policy");
		ticket->rules = logger->n_rules;
		ticket->is_off = wd_logger_is_off(logger, log->account, log->name, log_class);
	}
	return ticket;
}

/* Says once that nothing can be written, and once that it can again. */
static void
show_failure(WdLogger *logger, const GError *error)
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

/**
 * wd_logger_get_home:
 * @data: the #WdLogger
 *
 * Returns: where and for whom logs are written; borrowed from it
 */
WdLogHome
wd_logger_get_home(gpointer data)
{
	WdLogger *logger = data;

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
append(WdLogger *logger, WdLogTicket *ticket, const WdLogMessage *message)
{
	WdLogHome home = wd_logger_get_home(logger);
	g_autoptr(GError) error = NULL;
	gssize written = wd_log_book_append(
		ticket->book, &home, message, wd_session_now_ms(logger->session), &error);

	show_failure(logger, error);
	return written > 0 ? (gsize)written : 0;
}

/**
 * wd_logger_write:
 * @log: libpurple's log of a conversation or an account
 * @flags: libpurple's, of the message
 * @from: (nullable): who said it
 * @time: when
 * @raw_message: markup, after all that changed it for the window
 *
 * Seals and writes on the main loop; a thread brings it to the disk.
 *
 * Returns: how many bytes were written; 0 when it is not logged, or could not be, which is said
 */
gsize
wd_logger_write(PurpleLog *log,
		PurpleMessageFlags flags,
		const char *from,
		time_t time,
		const char *raw_message)
{
	WdLogger *logger = wd_logger_get();
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
	wd_logger_refresh_rules(logger);
	if (!wd_logger_may_write(logger))
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

/**
 * wd_logger_finalize:
 * @log: one of ours that libpurple lets go; its file gets its end
 */
void
wd_logger_finalize(PurpleLog *log)
{
	WdLogger *logger = wd_logger_get();
	WdLogTicket *ticket = log->logger_data;

	if (ticket == NULL || logger == NULL)
		return;
	if (ticket->book == NULL)
		logger->n_listed--;
	wd_log_book_close(ticket->book, wd_session_now_ms(logger->session));
	g_free(ticket->path);
	g_free(ticket);
	log->logger_data = NULL;
}
