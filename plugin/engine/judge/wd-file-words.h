/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"
#include "engine/wd-verdict.h"

/*
 * What leaks with a file that goes out: the words that were read in it are judged as if they had
 * been typed to the same person, a piece at a time, so that a shell can do something else between
 * two pieces.
 */

WdEvent *wd_file_words_read(const WdEvent *file, gsize *offset);
void wd_file_words_take(const WdVerdict *piece, GPtrArray *findings);
