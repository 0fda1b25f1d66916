/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy.h"
#include "store/wd-log-prune.h"

/* What policy says about keeping logs, in the values that this folder works with. */
WdLogRetention wd_log_policy_get_retention(const WdPolicy *policy);
WdLogHold *wd_log_policy_make_hold(const WdPolicy *policy);
const char *wd_log_policy_get_hold_key(const WdPolicy *policy);

/* Who else must be able to open a log, and whether one may be written without them. */
char **wd_log_policy_get_escrow(const WdPolicy *policy, const char *own_recipient, guint *n_bad);
gboolean wd_log_policy_may_write(const WdPolicy *policy, char *const *escrow, guint n_bad);
