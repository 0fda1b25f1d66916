/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"
#include "engine/wd-verdict.h"
#include "store/wd-keys.h"

/* The audit trail: BASE/audit/<date>-<seq>.jsonl, chained and MACed; specified in store/README.md.
 */
typedef struct WdAudit WdAudit;

typedef enum {
	WD_SEVERITY_INFO,
	WD_SEVERITY_NOTICE,
	WD_SEVERITY_WARNING,
	WD_SEVERITY_ERROR
} WdSeverity;

/* One line. Never message text: codes and counts only. */
typedef struct {
	const char *event; /* of the catalogue: "spam.flagged" */
	WdSeverity severity;
	gboolean is_failure;  /* outcome */
	const char *reason;   /* (nullable) a finding's code or a short word */
	const char *protocol; /* (nullable) */
	const char *account;  /* (nullable) */
	const char *peer; /* (nullable) in clear; the writer makes a pseudonym of it unless policy
			     says clear */
	const WdVerdict *verdict; /* (nullable) its action and codes are written */
	const char *detail_key;   /* (nullable) one more datum, a string */
	const char *detail;
	gint64 time_ms;
} WdAuditRecord;

typedef struct {
	const char *const *recipients; /* (nullable) auditors' age recipients for the start key */
	const char *policy_digest;
	gboolean has_clear_peer_names;
} WdAuditOptions;

WdAudit *wd_audit_open(const char *base,
		       WdKeys *keys,
		       const WdAuditOptions *options,
		       gint64 now_ms,
		       GError **error);
gboolean wd_audit_write(WdAudit *audit,
			const WdAuditRecord *record,
			GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_audit_close(WdAudit *audit, gint64 now_ms);

typedef struct {
	guint n_files;
	guint n_records;
	gboolean is_intact;      /* every link of the chain holds */
	gboolean is_closed;      /* the last file ends with audit.close */
	gboolean is_mac_checked; /* a key was there to check MACs */
	char *first_problem;     /* (nullable) "2026-11-22-0001.jsonl:17: the line before it was
				    changed" */
} WdAuditReport;

WdAuditReport *wd_audit_verify(const char *base, WdKeys *keys, GError **error);
void wd_audit_report_free(WdAuditReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAuditReport, wd_audit_report_free)
