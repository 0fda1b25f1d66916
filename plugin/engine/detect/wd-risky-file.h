/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Looks at the name of a file that is offered or sent, never into it: [Files], codes "file.*".
 * Bytes are for a scanner, which the shell would have to run.
 */

extern const WdDetector wd_risky_file;
