/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Looks at repetition, which a single event cannot show: it depends on what the tracker put into
 * the context. [Worms], codes "worm.*".
 */

extern const WdDetector wd_worm;
