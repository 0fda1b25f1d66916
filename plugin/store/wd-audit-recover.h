/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-audit-state.h"

/*
 * Looks at a trail before the first line of a new run, and decides what may be claimed about the
 * old one. A crash is an ordinary thing and must not read like tampering; tampering must not pass
 * for a crash. This module only looks; wd-audit.c acts on what it says.
 */

/* How the last run left the trail. */
typedef enum {
	WD_AUDIT_FRESH,   /* there is no trail yet */
	WD_AUDIT_CLOSED,  /* it ended with audit.close */
	WD_AUDIT_CRASHED, /* its lines are whole, but it was not closed */
	WD_AUDIT_BROKEN,  /* lines are missing or changed: said in audit.gap */
} WdAuditLeft;

typedef struct {
	WdAuditLeft left;
	WdAuditState state;   /* where to go on; holds a secret */
	gsize whole_len;      /* crashed: of the last file, up to its last whole line */
	gsize torn_len;       /* crashed: bytes after that, of a line that was not finished */
	guint64 expected_seq; /* broken: the number after the last line that the state knows */
	guint64 found_seq;    /* broken: the number after the last line that can be vouched for */
	const char *problem;  /* (nullable) broken: what is wrong, one word */
	char stray[WD_AUDIT_NAME_LEN]; /* a last file without one whole line: begun, nothing lost */
} WdAuditRecovery;

gboolean wd_audit_recover(const char *folder,
			  WdAuditRecovery *recovery,
			  GError **error) G_GNUC_WARN_UNUSED_RESULT;
