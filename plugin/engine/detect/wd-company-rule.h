/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/* Applies [Rules] of the policy to every kind of event, both ways. Its code is "rule.matched". */

extern const WdDetector wd_company_rule;
