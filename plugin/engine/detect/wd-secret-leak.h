/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Looks for what the person would regret sending: [Leaks], codes "leak.*". It is the only detector
 * that may also rewrite: it offers the text with the secret masked.
 */

extern const WdDetector wd_secret_leak;
