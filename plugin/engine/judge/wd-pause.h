/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"
#include "engine/wd-policy.h"
#include "engine/wd-verdict.h"

/*
 * What "pause" means, in one pure place. For a few minutes the person would rather see everything
 * at once than look for it in a list: what would have been held or dropped as unwanted words or as
 * a risky link arrives, with its mark. Nothing else rests.
 */

gboolean wd_pause_is_allowed(const WdPolicy *policy);
void wd_pause_soften(WdVerdict *verdict, const WdEvent *event, const WdPolicy *policy);
