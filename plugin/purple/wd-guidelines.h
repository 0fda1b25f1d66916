/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy.h"

/* Where a company's rules stand is said wherever somebody is told why. */
char *wd_guidelines_add(const WdPolicy *policy, const char *reasons);
