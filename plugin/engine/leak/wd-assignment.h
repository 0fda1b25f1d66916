/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Names with a value behind a sign, as in settings and scripts: "DATADOG_KEY=3f…", "api_key: '…'".
 * Most keys have no mark of their own; what tells is who it is for, and that nobody could have
 * meant the value as a word.
 */

typedef enum {
	WD_ASSIGNMENT_VENDOR, /* the name of a service: its value is a key, or nothing */
	WD_ASSIGNMENT_SECRET, /* "secret", "api key", "token" */
} WdAssignmentName;

extern const char wd_assignment_vendors[]; /* "|" between them */
extern const char wd_assignment_secrets[];

gboolean wd_assignment_read(const char *text,
			    WdAssignmentName name,
			    gsize name_start,
			    gsize name_end,
			    gsize *start,
			    gsize *end);
double wd_assignment_entropy(const char *bytes, gsize len);
