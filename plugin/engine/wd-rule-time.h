/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * When a rule holds: hours of the day and days of the week by the clock of the person's computer.
 * The engine has no clock and no zone: the event brings the time, the context how far it is from
 * UTC.
 */

#define WD_RULE_MAX_HOURS 8 /* ranges of one rule */

/* From a minute of the day up to another one, not included; over midnight when it is earlier. */
typedef struct {
	guint16 from;
	guint16 to;
} WdRuleHours;

typedef struct {
	WdRuleHours hours[WD_RULE_MAX_HOURS];
	guint n_hours; /* 0: at any time */
	guint days;    /* bits, Monday is 0; 0: on any day */
} WdRuleTime;

gboolean wd_rule_time_parse_hours(WdRuleTime *when, const char *text);
gboolean wd_rule_time_parse_days(WdRuleTime *when, const char *text);
gboolean wd_rule_time_matches(const WdRuleTime *when, gint64 time_ms, int utc_offset_s);
