/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-audit-line.h"

/*
 * The rules by which one line follows another, in one place for the verifier and for recovery.
 * Knowledge comes in two parts, because an auditor without keys can still check the hashes.
 */

/* Follows a trail line by line: for the verifier from its first line, after a crash from the state.
 */
typedef struct {
	WdAuditChain chain;  /* what the next line must say */
	gboolean has_place;  /* chain.seq and chain.prev are known */
	gboolean has_key;    /* chain.key is known, so MACs are checked */
	gboolean is_in_file; /* a file is begun and not closed */
} WdAuditWalk;

/* One result a rule, so that a report says what is wrong and not just where. */
typedef enum {
	WD_WALK_FITS,
	WD_WALK_NO_LINE,      /* not a line at all */
	WD_WALK_NO_GENESIS,   /* a file begins with something else */
	WD_WALK_NOT_FIRST,    /* a start line in the middle */
	WD_WALK_AFTER_CLOSE,  /* a line after the last one */
	WD_WALK_BEGINS_LATE,  /* the trail begins with a later number than 0 */
	WD_WALK_MISSING,      /* the number is too high */
	WD_WALK_REPEATED,     /* the number is too low */
	WD_WALK_PREV_CHANGED, /* the line before is not the one this line follows */
	WD_WALK_OTHER_KEY,    /* the start key does not follow from the file before */
	WD_WALK_CHANGED,      /* the MAC does not fit */
	WD_WALK_N_RESULTS,
} WdWalkResult;

void wd_audit_walk_begin_file(WdAuditWalk *walk);
WdWalkResult wd_audit_walk_step(WdAuditWalk *walk,
				const char *raw,
				gsize len,
				const WdAuditLine *line,
				const guint8 *start_key);
const char *wd_audit_walk_explain(WdWalkResult result);
