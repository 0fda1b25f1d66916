/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"
#include "store/wd-log-hold.h"

/*
 * What one policy snapshot says about logging, with its recovery keys looked at. The logger makes
 * these once for each snapshot and not for each message; a file keeps the rules that it was opened
 * under, and a new snapshot means a new file.
 */
typedef struct {
	const WdPolicy *policy; /* a reference of its own: the pointer tells snapshots apart */
	WdLogsMode mode;
	/* A recovery key that cannot be used is counted, and is nobody's recipient. */
	char **escrow;       /* the recipients that work; NULL-terminated, may be empty */
	guint n_bad_escrow;  /* those that do not */
	gboolean is_refused; /* nothing may be written: recovery is required and not possible */
	gboolean honours_no_log;
	const char *hold_key; /* (nullable) of @policy */
	WdLogHold *hold;
	GPtrArray *off_peers; /* of WdPeerPattern *: nothing of them is logged */
} WdLogRules;

WdLogRules *wd_log_rules_new(const WdPolicy *policy, const char *own_recipient);
void wd_log_rules_free(WdLogRules *rules);
gboolean wd_log_rules_is_off(const WdLogRules *rules,
			     const char *protocol,
			     const char *account,
			     const char *peer,
			     gboolean is_chat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogRules, wd_log_rules_free)
