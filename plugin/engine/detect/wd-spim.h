/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Weighs the words of whoever approaches, and accuses strangers only: [Spim], codes "spim.text"
 * and, where only what the person taught makes it so, "spim.taught". It sets the verdict's
 * probability, also where that stays below the threshold.
 */

extern const WdDetector wd_spim;
