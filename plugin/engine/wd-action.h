/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What is done about an event, in rising order: merging verdicts takes the maximum. */
typedef enum {
	WD_ACTION_ALLOW,
	WD_ACTION_NOTE,
	WD_ACTION_WARN,
	WD_ACTION_HOLD,
	WD_ACTION_BLOCK,
} WdAction;

const char *wd_action_to_string(WdAction action);
gboolean wd_action_parse(const char *text, WdAction *action);
