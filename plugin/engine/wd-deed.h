/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What was done about something, as the audit trail tells it: for a report and for a window about
 * the last weeks, which count the same in the same way. About kinds and days, never about people.
 */

typedef enum {
	WD_DEED_WARNED,
	WD_DEED_HELD,
	WD_DEED_BLOCKED,
	WD_DEED_PASSED_OVER, /* the person did it after all */
	WD_N_DEEDS,
} WdDeedKind;

/* Strings belong to the list. */
typedef struct {
	gint64 time_ms;
	WdDeedKind kind;
	const char *event;    /* of the audit trail's catalogue: "spam.flagged" */
	const char *protocol; /* (nullable) "prpl-jabber"; as in a file, need not be trusted */
	const char *reason;   /* (nullable) a finding's code */
} WdDeed;

/* A list, bounded: what goes for the bound is the oldest, and is counted. */
typedef struct WdDeeds WdDeeds;

gboolean wd_deed_find_kind(const char *event, const char *action, WdDeedKind *kind);

WdDeeds *wd_deeds_new(guint max);
void wd_deeds_add(WdDeeds *deeds, const WdDeed *deed);
guint wd_deeds_count(const WdDeeds *deeds);
const WdDeed *wd_deeds_get(const WdDeeds *deeds, guint i);
guint wd_deeds_get_n_dropped(const WdDeeds *deeds);
void wd_deeds_free(WdDeeds *deeds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdDeeds, wd_deeds_free)
