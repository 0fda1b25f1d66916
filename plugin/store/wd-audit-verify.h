/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

/*
 * Reads a trail that somebody else may have written, and says in one report how far its word can be
 * taken. Blocks on the disk and on every line: for wardenctl, not for the main loop of a client.
 * Nothing is changed, and the writer's lock is not needed.
 */

/* What is left of a trail's word: nothing of it can be changed, moved, doubled or cut unseen. */
typedef struct {
	guint n_files;
	guint n_records;
	guint n_gaps;            /* audit.gap: the writer itself says that lines are missing */
	gboolean is_intact;      /* every link of the chain holds */
	gboolean is_closed;      /* the last file ends with audit.close */
	gboolean is_mac_checked; /* a key was there to check the MAC of every record */
	char *first_problem;     /* (nullable) "2026-11-22-0001.jsonl:17: the line before it was
				    changed" */
} WdAuditReport;

WdAuditReport *wd_audit_verify(const char *base, WdKeys *keys, GError **error);
WdAuditReport *wd_audit_verify_folder(const char *folder, WdKeys *keys, GError **error);
void wd_audit_report_free(WdAuditReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAuditReport, wd_audit_report_free)
