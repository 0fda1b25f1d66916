/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"

/*
 * The answer of warden-inspect: lines that say what they are, a bounded text, and an end, so that
 * half an answer is none. It was written by a process that read hostile bytes and may be anybody's
 * by now: README.md beside this has the format, and the parser believes nothing.
 */

#define WD_FACTS_MAX_BYTES (512 * 1024) /* of a whole answer; a longer one is refused */

void wd_facts_format(GString *out, const WdFileFacts *facts);
WdFileFacts *wd_facts_parse(const char *raw, gsize len, const char *name, GError **error);
