/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The scale on which everything is decided, from detectors to audit lines. It stands by itself
 * because findings, rules, verdicts and the queue all need it and none of them the others.
 */

/* What is done about an event, in rising order: merging verdicts takes the maximum. */
typedef enum {
	/* Allow and note let the event pass; warn marks it or asks; hold keeps it in the review
	 * queue; block refuses it, with a copy in the queue where policy says so. */
	WD_ACTION_ALLOW,
	WD_ACTION_NOTE,
	WD_ACTION_WARN,
	WD_ACTION_HOLD,
	WD_ACTION_BLOCK,
} WdAction;

/*
 * The words are in policies, files and the audit trail: they never change and are never translated.
 */
const char *wd_action_to_string(WdAction action);
gboolean wd_action_parse(const char *text, WdAction *action);
