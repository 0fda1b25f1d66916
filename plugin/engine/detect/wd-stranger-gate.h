/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Decides whether a stranger gets through at all, whatever the words: [Contacts], codes
 * "contact.*".
 */

extern const WdDetector wd_stranger_gate;
