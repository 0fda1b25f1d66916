/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-rule-time.h"

#include <string.h>

#define MINUTES_PER_DAY (24 * 60)
#define DAYS_PER_WEEK   7
#define MS_PER_MINUTE   G_GINT64_CONSTANT(60000)
#define EPOCH_DAY       3 /* 1970-01-01 was a Thursday */

static const char *const days[DAYS_PER_WEEK] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/* “08:00”, two digits each; “24:00” ends a day. */
static gboolean
parse_minute(const char *text, guint16 *minute)
{
	guint hour;

	if (strlen(text) != 5 || text[2] != ':' || !g_ascii_isdigit(text[0]) ||
	    !g_ascii_isdigit(text[1]) || text[3] < '0' || text[3] > '5' ||
	    !g_ascii_isdigit(text[4]))
		return FALSE;
	hour = (guint)(text[0] - '0') * 10 + (guint)(text[1] - '0');
	*minute = (guint16)(hour * 60 + (guint)(text[3] - '0') * 10 + (guint)(text[4] - '0'));
	return *minute <= MINUTES_PER_DAY;
}

/**
 * wd_rule_time_parse_hours:
 * @when: gets one more range
 * @text: "08:00-18:00", or "22:00-06:00" over midnight
 *
 * Returns: whether it is a range, and there is room for it
 */
gboolean
wd_rule_time_parse_hours(WdRuleTime *when, const char *text)
{
	g_auto(GStrv) ends = g_strsplit(text, "-", -1);
	WdRuleHours *hours = &when->hours[when->n_hours % WD_RULE_MAX_HOURS];

	if (when->n_hours == WD_RULE_MAX_HOURS || g_strv_length(ends) != 2 ||
	    !parse_minute(g_strstrip(ends[0]), &hours->from) ||
	    !parse_minute(g_strstrip(ends[1]), &hours->to) || hours->from == hours->to)
		return FALSE;
	when->n_hours++;
	return TRUE;
}

static gboolean
parse_day(const char *text, guint *day)
{
	for (*day = 0; *day < DAYS_PER_WEEK; (*day)++) {
		if (g_ascii_strcasecmp(text, days[*day]) == 0)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_rule_time_parse_days:
 * @when: gets more days
 * @text: "sat", or "mon-fri", or "fri-mon" over the weekend
 *
 * Returns: whether it names days
 */
gboolean
wd_rule_time_parse_days(WdRuleTime *when, const char *text)
{
	g_auto(GStrv) ends = g_strsplit(text, "-", -1);
	guint n_ends = g_strv_length(ends);
	guint first;
	guint last;

	if (n_ends < 1 || n_ends > 2 || !parse_day(g_strstrip(ends[0]), &first) ||
	    !parse_day(g_strstrip(ends[n_ends - 1]), &last))
		return FALSE;
	when->days |= 1u << last;
	for (guint day = first; day != last; day = (day + 1) % DAYS_PER_WEEK)
		when->days |= 1u << day;
	return TRUE;
}

/* Times before 1970 count backwards, so that the remainder is never negative. */
static gint64
floor_div(gint64 a, gint64 b)
{
	return a / b - (a % b < 0 ? 1 : 0);
}

static gboolean
is_within(const WdRuleHours *hours, guint minute)
{
	if (hours->from < hours->to)
		return minute >= hours->from && minute < hours->to;
	return minute >= hours->from || minute < hours->to;
}

/**
 * wd_rule_time_matches:
 * @when: hours and days
 * @time_ms: Unix time
 * @utc_offset_s: how far the person's clock was ahead of UTC then
 *
 * A range over midnight belongs to two days: on Saturday morning 22:00-06:00 holds only if
 * Saturday is one of the days.
 *
 * Returns: whether it was within them
 */
gboolean
wd_rule_time_matches(const WdRuleTime *when, gint64 time_ms, int utc_offset_s)
{
	gint64 minutes = floor_div(CLAMP(time_ms, G_MININT64 / 2, G_MAXINT64 / 2) +
					   (gint64)utc_offset_s * 1000,
				   MS_PER_MINUTE);
	gint64 day = floor_div(minutes, MINUTES_PER_DAY);
	guint minute = (guint)(minutes - day * MINUTES_PER_DAY);
	gint64 since_monday = day + EPOCH_DAY;
	guint weekday =
		(guint)(since_monday - floor_div(since_monday, DAYS_PER_WEEK) * DAYS_PER_WEEK);

	if (when->days != 0 && (when->days & 1u << weekday) == 0)
		return FALSE;
	for (guint i = 0; i < when->n_hours; i++) {
		if (is_within(&when->hours[i], minute))
			return TRUE;
	}
	return when->n_hours == 0;
}
