/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"
#include "store/wd-audit-record.h"
#include "store/wd-keys.h"

/*
 * What the session writes to. It joins the parts: a line is made (wd-audit-line.h), chained
 * (wd-audit-chain.h) and appended (wd-audit-sink.h). All calls come from the main thread; only
 * flushing and closing wait for the disk.
 */

/* The audit trail: BASE/audit/<date>-<number>.jsonl, chained and MACed; specified in README.md. */
typedef struct WdAudit WdAudit;

/*
 * Copied by the trail. A change of recipients takes effect with the next file, whose start key is
 * sealed anew.
 */
typedef struct {
	const char *const *recipients; /* (nullable) auditors' age recipients for the start key */
	const char *policy_digest;
	gboolean has_clear_peer_names;
} WdAuditOptions;

WdAuditOptions wd_audit_options_get(const WdPolicy *policy); /* valid as long as @policy */

WdAudit *wd_audit_open(const char *base,
		       WdKeys *keys,
		       const WdAuditOptions *options,
		       gint64 now_ms,
		       GError **error);
void wd_audit_set_options(WdAudit *audit, const WdAuditOptions *options);

/*
 * The caller decides what a failure means, because policy does (OnAuditFailure): allow, warn or
 * block.
 */
gboolean wd_audit_write(WdAudit *audit,
			const WdAuditRecord *record,
			GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_audit_note_lost(WdAudit *audit, guint n_lines);
gboolean wd_audit_is_durable(WdAudit *audit);
void wd_audit_flush(WdAudit *audit);
void wd_audit_close(WdAudit *audit, gint64 now_ms);
