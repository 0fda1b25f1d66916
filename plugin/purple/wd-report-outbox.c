/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-report-outbox.h"

#include <glib/gi18n-lib.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-report-target.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-drafts.h"
#include "purple/wd-purple-links.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-session-audit.h"
#include "ui/wd-report-text.h"

#define STATE          "report-outbox"
#define QUESTION_ID    "report-text" /* one at a time: what comes meanwhile is the next one */
#define MAX_WAITING    100
#define MAX_NAME_CHARS 100

typedef struct {
	WdSession *session;
	GPtrArray *waiting; /* of char *: what wd_report_text_about() made */
	char *text;         /* (nullable) what is being asked about */
	guint timer;
	GSourceFunc flush; /* ours: an answer leads to the next question */
} Outbox;

static void
free_outbox(gpointer pointer)
{
	Outbox *outbox = pointer;

	if (outbox->timer != 0)
		purple_timeout_remove(outbox->timer);
	g_ptr_array_unref(outbox->waiting);
	g_free(outbox->text);
	g_free(outbox);
}

static WdReportTarget *
get_target(Outbox *outbox)
{
	return wd_report_target_parse(wd_policy_get_string(wd_session_get_policy(outbox->session),
							   WD_KEY_CONTACTS_REPORT_TO));
}

static void
audit(Outbox *outbox, const char *name, gboolean is_failure, const char *way)
{
	const WdAuditRecord record = {
		.event = name,
		.severity = WD_SEVERITY_NOTICE,
		.is_failure = is_failure,
		.detail_key = "way",
		.detail = way,
		.time_ms = wd_session_now_ms(outbox->session),
	};

	wd_session_write_audit(outbox->session, &record);
}

/* The account where the person has the contact, else any that speaks its protocol. */
static PurpleAccount *
find_account(const WdReportTarget *target)
{
	PurpleAccount *second_best = NULL;

	for (GList *l = purple_accounts_get_all(); l != NULL; l = l->next) {
		PurpleAccount *account = l->data;

		if (!purple_account_is_connected(account) ||
		    (target->protocol != NULL &&
		     !purple_strequal(purple_account_get_protocol_id(account), target->protocol)))
			continue;
		if (wd_purple_is_contact(account, target->name))
			return account;
		if (target->protocol != NULL && second_best == NULL)
			second_best = account;
	}
	return second_best;
}

/* Nothing that was written is lost for want of a way. */
static void
show_copy(Outbox *outbox, const char *name, const char *text)
{
	g_autofree char *html = wd_purple_markup_from_text(text);
	g_autofree char *shown = wd_utf8_show(name, MAX_NAME_CHARS);
	/* Translators: %s is an address. */
	g_autofree char *secondary =
		g_strdup_printf(_("Copy it and send it to %s yourself."), shown);

	purple_notify_formatted(wd_session_get_plugin(outbox->session),
				_("Purple Warden"),
				_("This report could not be sent from here."),
				secondary,
				html,
				NULL,
				NULL);
	audit(outbox, "report.sent", TRUE, "none");
}

static gboolean
send_chat(Outbox *outbox, const WdReportTarget *target, const char *text)
{
	PurpleAccount *account = target->way != WD_REPORT_MAIL ? find_account(target) : NULL;
	g_autofree char *html = wd_purple_markup_from_text(text);

	return account != NULL &&
	       wd_purple_drafts_send_own(outbox->session, account, target->name, html);
}

static gboolean
send_mail(Outbox *outbox, const WdReportTarget *target, const char *text)
{
	g_autofree char *uri =
		wd_report_target_is_mail(target) ? wd_report_text_mailto(target->name, text) : NULL;

	return uri != NULL && wd_purple_links_open_own(outbox->session, uri);
}

static const struct {
	const char *name; /* in the audit trail */
	gboolean (*send)(Outbox *outbox, const WdReportTarget *target, const char *text);
} ways[] = {
	{"chat", send_chat},
	{"mail", send_mail},
};

static void
send_report(Outbox *outbox, const char *text)
{
	g_autoptr(WdReportTarget) target = get_target(outbox);

	if (target == NULL)
		return; /* policy has changed since: nobody wants it any more */
	for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
		if (!ways[i].send(outbox, target, text))
			continue;
		audit(outbox, "report.sent", FALSE, ways[i].name);
		return;
	}
	show_copy(outbox, target->name, text);
}

static void
schedule(Outbox *outbox)
{
	if (outbox->timer == 0 && outbox->text == NULL && outbox->waiting->len > 0)
		outbox->timer = purple_timeout_add(0, outbox->flush, outbox);
}

/* A client that cannot edit answers without a text: then all of it was shown as it is. */
static void
answered(const char *choice, const char *edited, gpointer data)
{
	Outbox *outbox = data;
	g_autofree char *text = g_steal_pointer(&outbox->text);

	if (purple_strequal(choice, "send") && text != NULL)
		send_report(outbox, edited != NULL ? edited : text);
	else
		audit(outbox, "report.refused", FALSE, "contact");
	schedule(outbox);
}

static void
ask(Outbox *outbox, const WdReportTarget *target)
{
	const WdChoice choices[] = {
		{"send", _("_Send")},
		{"cancel", _("_Don't Send")},
	};
	g_autofree char *name = wd_utf8_show(target->name, MAX_NAME_CHARS);
	/* Translators: %s is an address. */
	g_autofree char *primary = g_strdup_printf(_("Send this report to %s?"), name);
	const WdQuestion question = {
		.id = QUESTION_ID,
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.action = WD_ACTION_HOLD, /* never by Enter */
		.title = _("Report unwanted messages"),
		.primary = primary,
		.secondary =
			_("The senders are blocked either way. Nothing but this text is sent; you "
			  "can change it."),
		.text = outbox->text,
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 1,
	};

	wd_session_ask(outbox->session, &question, answered, outbox);
}

static gboolean
flush(gpointer data)
{
	Outbox *outbox = data;
	g_autoptr(WdReportTarget) target = get_target(outbox);

	outbox->timer = 0;
	if (target != NULL && outbox->waiting->len > 0) {
		outbox->text = wd_report_text_join(outbox->waiting);
		g_ptr_array_set_size(outbox->waiting, 0);
		ask(outbox, target);
	}
	return FALSE;
}

/**
 * wd_report_outbox_add:
 * @session: the session
 * @held: (element-type WdHeld): what one sender sent, the oldest first
 *
 * Prepares a report where policy names somebody for it. The question comes with the next turn of
 * the main loop, or after the one that is open.
 */
void
wd_report_outbox_add(WdSession *session, const GPtrArray *held)
{
	Outbox *outbox = wd_session_get_state(session, STATE);
	g_autoptr(WdReportTarget) target = get_target(outbox);

	if (target == NULL || outbox->waiting->len == MAX_WAITING)
		return;
	g_ptr_array_add(outbox->waiting, wd_report_text_about(held));
	schedule(outbox);
}

/**
 * wd_report_outbox_attach:
 * @session: the session
 */
void
wd_report_outbox_attach(WdSession *session)
{
	Outbox *outbox = g_new0(Outbox, 1);

	outbox->session = session;
	outbox->flush = flush;
	outbox->waiting = g_ptr_array_new_with_free_func(g_free);
	wd_session_set_state(session, STATE, outbox, free_outbox);
}

/**
 * wd_report_outbox_detach:
 * @session: the session
 *
 * What nobody has said yes to is not sent.
 */
void
wd_report_outbox_detach(WdSession *session)
{
	wd_session_withdraw(session, QUESTION_ID);
	wd_session_set_state(session, STATE, NULL, NULL);
}
