/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-verdict.h"

/*
 * What the rest of the program says about an event, before there is a line: it knows nothing of
 * chains and keys. All strings are borrowed for the length of the call, and those of peers are
 * repaired, cut and escaped by the writer.
 */

/* Also decides how soon a line is synced to the disk: from warnings on, at once. */
typedef enum {
	WD_SEVERITY_INFO,
	WD_SEVERITY_NOTICE,
	WD_SEVERITY_WARNING,
	WD_SEVERITY_ERROR
} WdSeverity;

/* One line of the audit trail. Never message text: codes and counts only. */
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
