/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Looks at how many strangers write how often, which a single message cannot show: it depends on
 * what the tracker put into the context. [Spim], codes "spim.flood*", "spim.many-messages" and
 * "spim.same-text".
 */

extern const WdDetector wd_flood;
