/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-finding.h"
#include "engine/wd-held.h"

/*
 * The engine gives codes, so that its verdicts are the same in every language; the sentences are
 * made here, once for all interfaces. That none is forgotten is for the tests to see, which walk
 * all codes.
 */

/* Finding code -> translated sentence: what was seen, why it matters, what to do. Plain text,
 * peers' data shortened. */
char *wd_phrase_for_finding(const WdFinding *finding);
char *wd_phrase_for_findings(const GPtrArray *findings); /* one sentence a line, worst first */
const char *wd_phrase_short(const char *code); /* a few words for a mark in a conversation */
const char *wd_phrase_for_kind(WdEventKind kind);
const char *wd_phrase_for_state(WdHeldState state);
gboolean wd_phrase_has(const char *code); /* tests: every code has one */
