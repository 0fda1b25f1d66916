/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy.h"

/*
 * Every setting and every rule as a table that answers "who says so": for people who ask, and for
 * whoever helps them on the telephone. It shows and never sets.
 */

typedef enum {
	WD_STATUS_LOCKED,      /* the organisation's, and the person cannot change it */
	WD_STATUS_YOURS,       /* the person's own */
	WD_STATUS_RECOMMENDED, /* somebody's default, which the person may change */
	WD_STATUS_DEFAULT,     /* built in */
	WD_STATUS_NO_EFFECT,   /* stands there, and something else outranks it or is off */
	WD_N_STATUSES,
} WdPolicyStatus;

/* Plain text throughout; values and files are shortened. */
typedef struct {
	const WdPolicySchemaRow *row; /* (nullable): NULL for a rule */
	char *name;                   /* "Contacts.Strangers" */
	char *value;
	char *set_by;
	WdPolicyStatus status;
	char *sentence; /* what it is for, and where it stands */
	char *folded;   /* all of it, for searching */
} WdPolicyLine;

GPtrArray *wd_policy_table_new(const WdPolicy *policy); /* of WdPolicyLine *, in their order */
gboolean wd_policy_line_matches(const WdPolicyLine *line, const char *words);
const char *wd_policy_table_format_status(WdPolicyStatus status);
