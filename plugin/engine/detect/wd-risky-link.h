/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Judges links in what comes in, and any link at the click: [Links], codes "link.*". It also fills
 * the verdict's list of links, which the shells use to show where each one leads.
 */

extern const WdDetector wd_risky_link;
