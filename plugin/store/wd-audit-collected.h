/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Follows the trails of many desktops in what a collector has of them. It needs no key: what
 * arrived was out of the desktop's hands, so a trail that was cut, rewound or written anew no
 * longer fits, and a desktop that is switched off falls silent. Lines may come twice, and lines of
 * different desktops are mixed.
 */

typedef enum {
	WD_COLLECTED_GAP,       /* numbers are missing */
	WD_COLLECTED_CHANGED,   /* a line does not follow from the one before it */
	WD_COLLECTED_REWOUND,   /* a number came again with another content */
	WD_COLLECTED_TOLD_GAP,  /* the desktop itself says that lines are missing */
	WD_COLLECTED_OFF,       /* Warden was switched off, and the client goes on */
	WD_COLLECTED_MUTE,      /* nothing comes any more, and the run did not end */
	WD_COLLECTED_NOBODY,    /* nothing comes from any of many: the way here is shut */
	WD_COLLECTED_AHEAD,     /* its clock is ahead, so its silence could not be seen */
	WD_COLLECTED_NOT_ENDED, /* a run ended without audit.close: a crash, or it was killed */
	WD_COLLECTED_SILENT,    /* it was mute for a while: asleep, offline, or switched off */
	WD_COLLECTED_N,
} WdCollectedKind;

typedef struct {
	WdCollectedKind kind;
	char *desktop;    /* "HOST/UID" */
	guint64 expected; /* number; with NOBODY, how many desktops */
	guint64 found;    /* number, or for silence and clocks seconds */
	char *time;       /* of the line at which it was seen; for MUTE and NOBODY, the last */
} WdCollectedFinding;

typedef struct {
	GPtrArray *findings; /* of WdCollectedFinding *, in order; whoever has read them may clear
				it */
	guint n_lines;
	guint n_twice;
	guint n_not_lines; /* without a line of a trail in them */
	guint n_desktops;
} WdCollectedReport;

/* What is known of all desktops so far. */
typedef struct WdCollected WdCollected;

/* Told of each line once, however often it came. */
typedef void (*WdCollectedEach)(const char *raw, gsize len, gpointer data);

WdCollected *wd_collected_new(guint silent_s);
void wd_collected_set_each(WdCollected *collected, WdCollectedEach each, gpointer data);
void wd_collected_take(WdCollected *collected, const char *row, gsize len, gint64 arrived_s);
void wd_collected_look(WdCollected *collected, gint64 now_s);
WdCollectedReport *wd_collected_get_report(WdCollected *collected);
WdCollectedReport *wd_collected_steal_report(WdCollected *collected);
void wd_collected_free(WdCollected *collected);

/* All of it at once, by the desktops' own clocks. */
WdCollectedReport *wd_audit_collected_read(const char *path, GError **error);
WdCollectedReport *wd_audit_collected_check(const char *bytes, gsize len);
void wd_collected_report_free(WdCollectedReport *report);
gboolean wd_collected_is_alarm(WdCollectedKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdCollected, wd_collected_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdCollectedReport, wd_collected_report_free)
