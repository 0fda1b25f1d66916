/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-held.h"

/*
 * What was seen inside a file, in words for people, once for all interfaces. Plain translated text;
 * what comes from a file or a scanner is bounded and made visible.
 */
char *wd_file_words_for_type(const WdFileFacts *facts);
char *wd_file_words_for_scan(const WdFileFacts *facts);

/* Received, whole, and waiting on this computer: releasing it means saving it. */
gboolean wd_file_words_is_here(const WdHeld *held);
char *wd_file_words_for_saving(const WdHeld *held);
