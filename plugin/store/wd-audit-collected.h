/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Follows the trails of many desktops in what a collector has of them. It needs no key: what
 * arrived was out of the desktop's hands, so a trail that was cut, rewound or written anew no
 * longer fits. Lines may come twice, and lines of different desktops are mixed.
 */

typedef enum {
	WD_COLLECTED_GAP,       /* numbers are missing */
	WD_COLLECTED_CHANGED,   /* a line does not follow from the one before it */
	WD_COLLECTED_REWOUND,   /* a number came again with another content */
	WD_COLLECTED_TOLD_GAP,  /* the desktop itself says that lines are missing */
	WD_COLLECTED_NOT_ENDED, /* a run ended without audit.close: a crash, or it was killed */
	WD_COLLECTED_SILENT,    /* longer than two heartbeats: asleep, offline, or switched off */
	WD_COLLECTED_N,
} WdCollectedKind;

typedef struct {
	WdCollectedKind kind;
	char *desktop;    /* "HOST/UID" */
	guint64 expected; /* number, or for silence seconds */
	guint64 found;
	char *time; /* of the line at which it was seen */
} WdCollectedFinding;

typedef struct {
	GPtrArray *findings; /* of WdCollectedFinding *, in order */
	guint n_lines;
	guint n_twice;
	guint n_not_lines; /* without a line of a trail in them */
	guint n_desktops;
} WdCollectedReport;

WdCollectedReport *wd_audit_collected_read(const char *path, GError **error);
WdCollectedReport *wd_audit_collected_check(const char *bytes, gsize len);
void wd_collected_report_free(WdCollectedReport *report);
gboolean wd_collected_is_alarm(WdCollectedKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdCollectedReport, wd_collected_report_free)
