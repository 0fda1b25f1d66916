/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-examiner.h"

/*
 * Waits for what a client is told: commands have nothing else to do meanwhile.
 */

WdFileFacts *wd_ctl_examine(WdExaminer *examiner, const char *path, const char *name);
