/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-report-case.h"

#include "purple/wd-purple-context.h"
#include "purple/wd-xmpp-stanza.h"

/**
 * wd_report_case_key:
 * @event: what was reported
 *
 * Returns: (transfer full): the same for all that one sender did on one account
 */
char *
wd_report_case_key(const WdEvent *event)
{
	/* A member of a room is blocked there and nowhere else. */
	return g_strdup_printf("%s\n%s\n%s\n%d",
			       event->protocol,
			       event->account,
			       event->peer,
			       event->kind == WD_EVENT_CHAT);
}

/**
 * wd_report_case_new:
 * @event: something that the sender did
 *
 * Returns: (transfer full): a case without anything in it yet
 */
WdReportCase *
wd_report_case_new(const WdEvent *event)
{
	WdReportCase *report = g_new0(WdReportCase, 1);

	report->key = wd_report_case_key(event);
	report->held = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);
	return report;
}

/**
 * wd_report_case_free:
 * @report: (nullable) (transfer full): a case
 */
void
wd_report_case_free(WdReportCase *report)
{
	if (report == NULL)
		return;
	g_free(report->key);
	g_free(report->question_id);
	g_ptr_array_unref(report->held);
	g_free(report);
}

/**
 * wd_report_case_add:
 * @report: a case
 * @held: a row of the same sender; copied
 */
void
wd_report_case_add(WdReportCase *report, const WdHeld *held)
{
	g_ptr_array_add(report->held, wd_held_copy(held));
}

/**
 * wd_report_case_has:
 * @report: a case
 * @held_id: a row
 *
 * Returns: whether the row is in it
 */
gboolean
wd_report_case_has(const WdReportCase *report, const char *held_id)
{
	for (guint i = 0; i < report->held->len; i++) {
		const WdHeld *held = g_ptr_array_index(report->held, i);

		if (g_str_equal(held->id, held_id))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_report_case_get_event:
 * @report: a case with something in it
 *
 * Returns: (transfer none): the newest thing that the sender did
 */
const WdEvent *
wd_report_case_get_event(const WdReportCase *report)
{
	const WdHeld *newest = g_ptr_array_index(report->held, report->held->len - 1);

	return newest->event;
}

/**
 * wd_report_case_find_account:
 * @report: a case with something in it
 *
 * Returns: (transfer none) (nullable): the account; NULL when the person has removed it
 */
PurpleAccount *
wd_report_case_find_account(const WdReportCase *report)
{
	const WdEvent *event = wd_report_case_get_event(report);

	return wd_purple_find_account(event->protocol, event->account);
}

/**
 * wd_report_case_is_contact:
 * @report: a case with something in it
 *
 * Returns: whether the sender is a saved contact, who must not be blocked by accident
 */
gboolean
wd_report_case_is_contact(const WdReportCase *report)
{
	const WdEvent *event = wd_report_case_get_event(report);
	PurpleAccount *account = wd_report_case_find_account(report);

	return account != NULL && event->kind != WD_EVENT_CHAT &&
	       wd_purple_is_contact(account, event->peer);
}

/**
 * wd_report_case_needs_question:
 * @report: a case with something in it
 *
 * Returns: whether the person has to confirm it first
 */
gboolean
wd_report_case_needs_question(const WdReportCase *report)
{
	return !report->is_confirmed && (report->must_ask || wd_report_case_is_contact(report));
}

/**
 * wd_report_case_is_member:
 * @report: a case with something in it
 *
 * Returns: whether the sender is known as a member of a room only
 */
gboolean
wd_report_case_is_member(const WdReportCase *report)
{
	return wd_report_case_get_event(report)->kind == WD_EVENT_CHAT;
}

/**
 * wd_report_case_get_server_ids:
 * @report: a case with something in it
 *
 * Returns: (transfer full): what the server calls the messages, the newest first, as many as a
 *   report may name
 */
GStrv
wd_report_case_get_server_ids(const WdReportCase *report)
{
	g_autoptr(GStrvBuilder) ids = g_strv_builder_new();
	guint n_ids = 0;

	for (guint i = report->held->len; i > 0 && n_ids < WD_XMPP_MAX_SERVER_IDS; i--) {
		const WdHeld *held = g_ptr_array_index(report->held, i - 1);

		if (held->event->server_id == NULL)
			continue;
		g_strv_builder_add(ids, held->event->server_id);
		n_ids++;
	}
	return g_strv_builder_end(ids);
}
