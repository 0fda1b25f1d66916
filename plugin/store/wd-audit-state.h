/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-audit-chain.h"
#include "store/wd-audit-files.h"

/*
 * BASE/audit/state: how far the trail was safely on disk, and the key to go on. One record, written
 * in place, so that the old key does not stay behind in another file.
 */
#define WD_AUDIT_STATE_NAME "state"
#define WD_AUDIT_STATE_LEN  160 /* bytes: less than a sector, which a disk writes whole */

typedef struct {
	WdAuditChain chain;
	char file[WD_AUDIT_NAME_LEN]; /* the last file; empty: none yet */
} WdAuditState;

/* The bytes hold the key of the next line: wipe every copy of them. */
void wd_audit_state_format(const WdAuditState *state, guint8 raw[WD_AUDIT_STATE_LEN]);
gboolean wd_audit_state_parse(const guint8 *raw, gsize len, WdAuditState *state, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_audit_state_load(const char *folder,
			     WdAuditState *state,
			     GError **error) G_GNUC_WARN_UNUSED_RESULT;
