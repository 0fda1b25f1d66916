/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-context.h"
#include "engine/wd-event.h"
#include "engine/wd-policy.h"
#include "engine/wd-verdict.h"

WdVerdict *wd_judge(const WdEvent *event, const WdContext *context, const WdPolicy *policy);
