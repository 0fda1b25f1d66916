/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-refusals.h"

#include <purple.h>

#include "purple/wd-purple-context.h"

/* "Report" goes to the account's own deny list: it works without Warden, too. */
static void
block_peer(const WdEvent *event)
{
	PurpleAccount *account = wd_purple_find_account(event->protocol, event->account);

	if (account != NULL && event->kind != WD_EVENT_CHAT && *event->peer != '\0')
		purple_privacy_deny(account, event->peer, FALSE, FALSE);
}

/**
 * wd_refusals_carry_out:
 * @queue: the review queue
 * @now_ms: Unix time
 *
 * Blocks whoever was reported, also with wardenctl or while no client ran, and marks refused rows
 * as done. Each is taken by one process; a locked key leaves them for the next time.
 */
void
wd_refusals_carry_out(WdQueue *queue, gint64 now_ms)
{
	g_autoptr(GPtrArray) rows = wd_queue_list_refused(queue, NULL);

	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);
		WdDecision decision;

		if (!wd_queue_get_decision(queue, held->id, &decision) ||
		    !wd_queue_claim(queue, held->id, now_ms, NULL))
			continue; /* another process was faster */
		if (decision == WD_DECISION_REPORT)
			block_peer(held->event);
	}
}
