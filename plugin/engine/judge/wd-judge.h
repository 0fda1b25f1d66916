/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-context.h"
#include "engine/wd-event.h"
#include "engine/wd-policy.h"
#include "engine/wd-verdict.h"

/*
 * There is no state behind it: what earlier events told comes with the context, and the settings of
 * the moment with the policy. So a verdict can be had again from its three arguments, which is what
 * `wardenctl judge` does.
 */

WdVerdict *wd_judge(const WdEvent *event, const WdContext *context, const WdPolicy *policy);
