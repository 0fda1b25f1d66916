/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-deed.h"

/*
 * The last weeks in numbers: what is drawn, listed and read out. Days are those of the person's own
 * clock. The counts of a chart are those of the list below it, since both are made of one list.
 */
typedef struct WdActivity WdActivity;

#define WD_ACTIVITY_N_DAYS     30
#define WD_ACTIVITY_MAX_SERIES 6 /* more colours than that nobody tells apart */
#define WD_ACTIVITY_ALL        (-1)

/* By what the bars are divided. */
typedef enum {
	WD_SPLIT_SUBJECT,
	WD_SPLIT_PROTOCOL,
	WD_SPLIT_DEED,
	WD_N_SPLITS,
} WdActivitySplit;

WdActivity *wd_activity_new(WdDeeds *deeds, gint64 now_ms, guint n_days);
void wd_activity_free(WdActivity *activity);

void wd_activity_divide(WdActivity *activity, WdActivitySplit split);
guint wd_activity_get_n_days(const WdActivity *activity);
guint wd_activity_get_n_series(const WdActivity *activity);
const char *wd_activity_get_series_name(const WdActivity *activity, guint series);

/* WD_ACTIVITY_ALL stands for every day and for every series. */
guint wd_activity_count(const WdActivity *activity, int day, int series);
guint wd_activity_count_kind(const WdActivity *activity, WdDeedKind kind);
guint wd_activity_get_julian(const WdActivity *activity, guint day);
guint wd_activity_get_highest(const WdActivity *activity);
guint wd_activity_get_n_dropped(const WdActivity *activity);
/* (element-type WdDeed), the newest first; they belong to the activity. */
GPtrArray *wd_activity_list(const WdActivity *activity, int day, int series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdActivity, wd_activity_free)
