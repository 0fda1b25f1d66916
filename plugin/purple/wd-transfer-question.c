/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-transfer-question.h"

#include "purple/wd-transfer-talk.h"

static WdTransferTopic
get_topic(WdSession *session, const WdTransferRow *row)
{
	return (WdTransferTopic){
		.session = session,
		.xfer = wd_transfer_get_xfer(row->transfer),
		.event = row->event,
		.verdict = row->verdict,
	};
}

/**
 * wd_transfer_question_ask:
 * @session: the session
 * @row: a row that waits and has no question
 * @answered: called with @row, perhaps before this returns; never once withdrawn
 */
void
wd_transfer_question_ask(WdSession *session, WdTransferRow *row, WdAnswer answered)
{
	const WdTransferTopic topic = get_topic(session, row);

	row->question_id = g_strdup_printf("file-%u", row->serial);
	wd_transfer_talk_ask(&topic, row->question_id, answered, row);
}

/**
 * wd_transfer_question_join:
 * @session: the session
 * @rows: all of them
 * @row: a file to be sent, whose outbreak is known
 *
 * The same file for many is one question, which names them all, and one answer.
 *
 * Returns: whether there is such a question, which is now about @row, too
 */
gboolean
wd_transfer_question_join(WdSession *session, WdTransferRows *rows, WdTransferRow *row)
{
	const WdTransferRow *leader = wd_transfer_rows_find_leader(rows, row);
	WdTransferTopic topic;

	if (leader == NULL)
		return FALSE;
	topic = get_topic(session, leader);
	row->leader = leader->serial;
	wd_transfer_talk_ask_again(
		&topic, leader->question_id, wd_transfer_rows_count_followers(rows, leader));
	return TRUE;
}

/**
 * wd_transfer_question_withdraw:
 * @session: the session
 * @rows: all of them
 * @row: a row that is over, or about to be
 *
 * Returns: whether the question was about others, too, who are without one now
 */
gboolean
wd_transfer_question_withdraw(WdSession *session, WdTransferRows *rows, WdTransferRow *row)
{
	g_autoptr(GArray) followers = NULL;

	row->leader = 0;
	if (row->question_id == NULL)
		return FALSE;
	wd_session_withdraw(session, row->question_id);
	g_clear_pointer(&row->question_id, g_free);
	followers = wd_transfer_rows_leave_leader(rows, row);
	return followers->len > 0;
}

/**
 * wd_transfer_question_say_refused:
 * @session: the session
 * @row: a row that is not asked about
 */
void
wd_transfer_question_say_refused(WdSession *session, const WdTransferRow *row)
{
	const WdTransferTopic topic = get_topic(session, row);

	wd_transfer_talk_say_refused(&topic);
}
