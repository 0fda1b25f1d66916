/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-action.h"

static const char *const names[] = {
	[WD_ACTION_ALLOW] = "allow",
	[WD_ACTION_NOTE] = "note",
	[WD_ACTION_WARN] = "warn",
	[WD_ACTION_HOLD] = "hold",
	[WD_ACTION_BLOCK] = "block",
};

/**
 * wd_action_to_string:
 * @action: an action
 *
 * Returns: (transfer none): its word in policies, verdict lines and the audit trail; never
 * translated
 */
const char *
wd_action_to_string(WdAction action)
{
	g_return_val_if_fail((guint)action < G_N_ELEMENTS(names), NULL);
	return names[action];
}

/**
 * wd_action_parse:
 * @text: (nullable): a word
 * @action: (out): set only on success
 *
 * Reads the exact lower-case word that wd_action_to_string() writes.
 *
 * Returns: whether @text is an action
 */
gboolean
wd_action_parse(const char *text, WdAction *action)
{
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_strcmp0(text, names[i]) == 0) {
			*action = (WdAction)i;
			return TRUE;
		}
	}
	return FALSE;
}
