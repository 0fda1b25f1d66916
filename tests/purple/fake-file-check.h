/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-file-check.h"

/*
 * Looking into files, without the process that does it: linked in front of the real one. An answer
 * comes at the next turn of the main loop, or when the test says so.
 */
void fake_file_check_reset(void);
void fake_file_check_delay(gboolean is_delayed);
void fake_file_check_tell(const WdFileFacts *facts); /* what every file is found to be */
void fake_file_check_rename(const char *name);       /* or to be called */
guint fake_file_check_count(void);                   /* not answered yet */
void fake_file_check_answer(void);                   /* all of them */
