/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Makes findings of what was seen inside a file: [Files], codes "file.*". Without facts it says
 * nothing; that somebody looks is the shell's business.
 */

extern const WdDetector wd_file_content;
