/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-activity.h"

/* The last weeks in words, for who listens instead of looking, and for clients that cannot draw. */
char *wd_activity_format_day(const WdActivity *activity, guint day, gboolean is_long);
char *wd_activity_format_summary(const WdActivity *activity);
char *wd_activity_describe_day(const WdActivity *activity, guint day);
char *wd_activity_format_deed(const WdDeed *deed);
char *wd_activity_format_time(gint64 time_ms);
const char *wd_activity_get_split_name(WdActivitySplit split);
