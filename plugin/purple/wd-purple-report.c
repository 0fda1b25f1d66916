/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-report.h"

#include <glib/gi18n-lib.h>

#include "engine/text/wd-utf8.h"
#include "purple/wd-report-act.h"
#include "purple/wd-report-case.h"
#include "purple/wd-report-outbox.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-review.h"
#include "purple/wd-xmpp-server.h"
#include "purple/wd-xmpp-wire.h"

#define STATE          "report"
#define MAX_NAME_CHARS 100

typedef struct {
	WdSession *session;
	GPtrArray *cases; /* of WdReportCase *, the oldest first */
	guint timer;      /* what is decided in one turn is carried out together */
	GSourceFunc run;  /* ours: an answer leads to the next look */
	guint n_questions;
} Reports;

static void
free_reports(gpointer pointer)
{
	Reports *reports = pointer;

	if (reports->timer != 0)
		purple_timeout_remove(reports->timer);
	g_ptr_array_unref(reports->cases);
	g_free(reports);
}

static WdReportCase *
find_case(Reports *reports, const char *key)
{
	for (guint i = 0; i < reports->cases->len; i++) {
		WdReportCase *report = g_ptr_array_index(reports->cases, i);

		if (g_str_equal(report->key, key))
			return report;
	}
	return NULL;
}

static WdReportCase *
get_case(Reports *reports, const WdEvent *event)
{
	g_autofree char *key = wd_report_case_key(event);
	WdReportCase *report = find_case(reports, key);

	if (report == NULL) {
		report = wd_report_case_new(event);
		g_ptr_array_add(reports->cases, report);
	}
	return report;
}

static gboolean
is_taken(Reports *reports, const char *id)
{
	for (guint i = 0; i < reports->cases->len; i++) {
		if (wd_report_case_has(g_ptr_array_index(reports->cases, i), id))
			return TRUE;
	}
	return FALSE;
}

/* Nobody is blocked for what the person wrote, nor on an account that is gone; there may be no list
 * of accounts yet. */
static gboolean
can_report(const WdHeld *held)
{
	const WdEvent *event = held->event;

	return event->direction == WD_DIRECTION_IN && *event->peer != '\0' &&
	       (purple_accounts_get_all() == NULL ||
		purple_accounts_find(event->account, event->protocol) != NULL);
}

/* A row that is locked or damaged stays for another time. */
static void
take_row(Reports *reports, WdQueue *queue, const char *id)
{
	WdDecision decision;
	g_autoptr(WdHeld) held = NULL;

	if (is_taken(reports, id) || !wd_queue_get_decision(queue, id, &decision))
		return;
	held = wd_queue_find(queue, id, NULL);
	if (held == NULL)
		return;
	if (decision == WD_DECISION_REPORT && can_report(held))
		wd_report_case_add(get_case(reports, held->event), held);
	else
		(void)wd_session_claim(reports->session, held); /* whoever does it, it is done */
}

static void
take_rows(Reports *reports)
{
	WdQueue *queue = wd_session_get_queue(reports->session);
	g_autoptr(GPtrArray) ids = queue != NULL ? wd_queue_list_refused_ids(queue) : NULL;

	for (guint i = 0; ids != NULL && i < ids->len; i++)
		take_row(reports, queue, g_ptr_array_index(ids, i));
}

/* Leaves in the case what is this process's to do; FALSE when nothing is. */
static gboolean
claim(Reports *reports, WdReportCase *report)
{
	for (guint i = report->held->len; i > 0; i--) {
		const WdHeld *held = g_ptr_array_index(report->held, i - 1);

		if (*held->id != '\0' && !wd_session_claim(reports->session, held))
			g_ptr_array_remove_index(report->held, i - 1);
	}
	return report->held->len > 0;
}

/* Out of the list first: claiming and acting lead here again. */
static WdReportCase *
steal_case(Reports *reports, WdReportCase *report)
{
	guint index;

	if (g_ptr_array_find(reports->cases, report, &index))
		(void)g_ptr_array_steal_index(reports->cases, index);
	return report;
}

static void
carry_out(Reports *reports, WdReportCase *report)
{
	g_autoptr(WdReportCase) own = steal_case(reports, report);

	if (claim(reports, own))
		wd_report_act(reports->session, own);
}

/* The rows stay deleted, and nobody is blocked. */
static void
refuse(Reports *reports, WdReportCase *report)
{
	g_autoptr(WdReportCase) own = steal_case(reports, report);
	g_autoptr(WdEvent) event = wd_event_ref(wd_report_case_get_event(own));

	(void)claim(reports, own); /* another process may have asked, too */
	wd_session_audit(reports->session, "report.refused", WD_SEVERITY_NOTICE, event, NULL, NULL);
}

static void
schedule(Reports *reports)
{
	if (reports->timer == 0)
		reports->timer = purple_timeout_add(0, reports->run, reports);
}

static void
answered(const char *choice, const char *text, gpointer data)
{
	WdReportCase *report = data; /* alive: a case takes its question with it */
	Reports *reports = wd_session_get_state(wd_session_get(), STATE);

	g_clear_pointer(&report->question_id, g_free);
	if (!purple_strequal(choice, "report")) {
		refuse(reports, report);
		return;
	}
	report->is_confirmed = TRUE;
	report->stage = WD_CASE_NEW; /* the account may have gone meanwhile */
	schedule(reports);
}

static void
ask(Reports *reports, WdReportCase *report)
{
	const WdChoice choices[] = {
		{"report", _("_Report and Block")},
		{"cancel", _("_Do Nothing")},
	};
	const WdEvent *event = wd_report_case_get_event(report);
	g_autofree char *name = wd_utf8_show(event->peer, MAX_NAME_CHARS);
	/* Translators: %s is somebody's name. */
	g_autofree char *primary = g_strdup_printf(_("Report and block %s?"), name);
	g_autofree char *secondary = wd_report_act_describe(reports->session, report);
	WdQuestion question = {
		.kind = event->kind,
		.direction = WD_DIRECTION_IN,
		.action = WD_ACTION_HOLD, /* never by Enter */
		.place = {.protocol = event->protocol, .account = event->account},
		.title = _("Report and Block"),
		.primary = primary,
		.secondary = secondary,
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 1,
	};

	report->stage = WD_CASE_ASKED;
	report->question_id = g_strdup_printf("report-%u", ++reports->n_questions);
	question.id = report->question_id;
	wd_session_ask(reports->session, &question, answered, report);
}

static void
go_on(Reports *reports, WdReportCase *report)
{
	if (wd_report_case_needs_question(report))
		ask(reports, report);
	else
		carry_out(reports, report);
}

/* Only a server of XMPP says what it can do; a room's member is no matter of the server's. */
static void
advance(Reports *reports, WdReportCase *report)
{
	PurpleAccount *account = wd_report_case_find_account(report);

	if (report->stage != WD_CASE_NEW || account == NULL ||
	    !purple_account_is_connected(account))
		return;
	if (wd_xmpp_wire_is_xmpp(account) && !wd_report_case_is_member(report)) {
		report->stage = WD_CASE_LOOKING;
		wd_xmpp_server_ask(reports->session, purple_account_get_connection(account));
	} else {
		go_on(reports, report);
	}
}

/* A copy of the list: cases leave it when they are done. */
static GPtrArray *
copy_cases(Reports *reports)
{
	GPtrArray *copy = g_ptr_array_new();

	g_ptr_array_extend(copy, reports->cases, NULL, NULL);
	return copy;
}

static gboolean
run(gpointer data)
{
	Reports *reports = data;
	g_autoptr(GPtrArray) cases = NULL;

	reports->timer = 0;
	take_rows(reports);
	cases = copy_cases(reports);
	for (guint i = 0; i < cases->len; i++) {
		/* One answer of a server serves all cases of its account, and they are gone then.
		 */
		if (g_ptr_array_find(reports->cases, g_ptr_array_index(cases, i), NULL))
			advance(reports, g_ptr_array_index(cases, i));
	}
	return FALSE;
}

static void
server_known(WdSession *session, PurpleConnection *connection, guint features, gboolean is_known)
{
	Reports *reports = wd_session_get_state(session, STATE);
	PurpleAccount *account = purple_connection_get_account(connection);
	g_autoptr(GPtrArray) cases = copy_cases(reports);

	for (guint i = 0; i < cases->len; i++) {
		WdReportCase *report = g_ptr_array_index(cases, i);

		if (report->stage != WD_CASE_LOOKING ||
		    wd_report_case_find_account(report) != account)
			continue;
		report->features = features; /* of a silent server nothing is expected */
		go_on(reports, report);
	}
}

static void
signed_off(PurpleConnection *connection, gpointer data)
{
	Reports *reports = data;
	PurpleAccount *account = purple_connection_get_account(connection);

	for (guint i = 0; i < reports->cases->len; i++) {
		WdReportCase *report = g_ptr_array_index(reports->cases, i);

		if (report->stage == WD_CASE_LOOKING &&
		    wd_report_case_find_account(report) == account)
			report->stage = WD_CASE_NEW;
	}
}

static void
refused(WdSession *session)
{
	schedule(wd_session_get_state(session, STATE));
}

/**
 * wd_purple_report_person:
 * @session: the session
 * @event: something that somebody did, as evidence; perhaps with an empty text
 *
 * For the menus: asks, then blocks and reports as for a row of the queue.
 */
void
wd_purple_report_person(WdSession *session, const WdEvent *event)
{
	Reports *reports = wd_session_get_state(session, STATE);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdHeld) held = wd_held_new("", event, verdict, wd_session_now_ms(session));
	WdReportCase *report;

	g_return_if_fail(reports != NULL);
	report = get_case(reports, event);
	if (report->stage == WD_CASE_ASKED)
		return; /* the question is open already */
	wd_report_case_add(report, held);
	report->must_ask = TRUE;
	schedule(reports);
}

/**
 * wd_purple_report_attach:
 * @session: the session
 */
void
wd_purple_report_attach(WdSession *session)
{
	Reports *reports = g_new0(Reports, 1);

	reports->session = session;
	reports->run = run;
	reports->cases = g_ptr_array_new_with_free_func((GDestroyNotify)wd_report_case_free);
	wd_session_set_state(session, STATE, reports, free_reports);
	wd_xmpp_server_attach(session, server_known);
	wd_report_outbox_attach(session);
	purple_signal_connect(purple_connections_get_handle(),
			      "signed-off",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(signed_off),
			      reports);
	wd_session_set_refused_watch(session, refused);
}

/**
 * wd_purple_report_detach:
 * @session: the session
 *
 * What was not carried out is not claimed either: the next start goes on with it.
 */
void
wd_purple_report_detach(WdSession *session)
{
	Reports *reports = wd_session_get_state(session, STATE);

	wd_session_set_refused_watch(session, NULL);
	purple_signal_disconnect(purple_connections_get_handle(),
				 "signed-off",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(signed_off));
	for (guint i = 0; i < reports->cases->len; i++) {
		const WdReportCase *report = g_ptr_array_index(reports->cases, i);

		if (report->question_id != NULL)
			wd_session_withdraw(session, report->question_id);
	}
	wd_report_outbox_detach(session);
	wd_xmpp_server_detach(session);
	wd_session_set_state(session, STATE, NULL, NULL);
}
