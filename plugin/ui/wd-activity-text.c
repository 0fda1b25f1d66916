/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-activity-text.h"

#include <glib/gi18n-lib.h>

#include "ui/wd-deed-text.h"

#define MS_A_SECOND 1000

static const char *const splits[] = {
	[WD_SPLIT_SUBJECT] = N_("Kind"),
	[WD_SPLIT_PROTOCOL] = N_("Network"),
	[WD_SPLIT_DEED] = N_("What was done"),
};

/**
 * wd_activity_get_split_name:
 * @split: a way to divide
 *
 * Returns: (transfer none): its name, translated
 */
const char *
wd_activity_get_split_name(WdActivitySplit split)
{
	g_return_val_if_fail((guint)split < G_N_ELEMENTS(splits), NULL);
	return _(splits[split]);
}

/**
 * wd_activity_format_day:
 * @activity: the numbers
 * @day: a day
 * @is_long: for a sentence, and not for the foot of a bar
 *
 * Returns: (transfer full): which day it is
 */
char *
wd_activity_format_day(const WdActivity *activity, guint day, gboolean is_long)
{
	GDate date;
	g_autoptr(GDateTime) time = NULL;

	g_return_val_if_fail(day < wd_activity_get_n_days(activity), NULL);
	g_date_clear(&date, 1);
	g_date_set_julian(&date, wd_activity_get_julian(activity, day));
	time = g_date_time_new_local(g_date_get_year(&date),
				     (int)g_date_get_month(&date),
				     g_date_get_day(&date),
				     12,
				     0,
				     0);
	/* Translators: a date with its weekday, then one as short as can be; see
	 * g_date_time_format. */
	return g_date_time_format(time, is_long ? _("%A, %-d %B") : _("%-d %b"));
}

/**
 * wd_activity_format_summary:
 * @activity: the numbers
 *
 * Returns: (transfer full): one or two sentences about all of it
 */
char *
wd_activity_format_summary(const WdActivity *activity)
{
	guint n_all = wd_activity_count(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL);
	GString *text = g_string_new(NULL);

	if (n_all == 0)
		g_string_append_printf(
			text,
			g_dngettext(GETTEXT_PACKAGE,
				    "Nothing was warned of, held or blocked in the last %u day.",
				    "Nothing was warned of, held or blocked in the last %u days.",
				    wd_activity_get_n_days(activity)),
			wd_activity_get_n_days(activity));
	else
		/* Translators: five numbers. */
		g_string_append_printf(text,
				       _("In the last %u days: %u held, %u blocked, %u warned of, "
					 "%u done after all."),
				       wd_activity_get_n_days(activity),
				       wd_activity_count_kind(activity, WD_DEED_HELD),
				       wd_activity_count_kind(activity, WD_DEED_BLOCKED),
				       wd_activity_count_kind(activity, WD_DEED_WARNED),
				       wd_activity_count_kind(activity, WD_DEED_PASSED_OVER));
	if (wd_activity_get_n_dropped(activity) > 0)
		g_string_append_printf(text,
				       g_dngettext(GETTEXT_PACKAGE,
						   " %u older one is not counted.",
						   " %u older ones are not counted.",
						   wd_activity_get_n_dropped(activity)),
				       wd_activity_get_n_dropped(activity));
	return g_string_free(text, FALSE);
}

/**
 * wd_activity_describe_day:
 * @activity: the numbers
 * @day: a day
 *
 * Returns: (transfer full): one line: the day, how much, and how it is divided
 */
char *
wd_activity_describe_day(const WdActivity *activity, guint day)
{
	g_autofree char *name = wd_activity_format_day(activity, day, TRUE);
	guint n_all = wd_activity_count(activity, (int)day, WD_ACTIVITY_ALL);
	GString *text = g_string_new(NULL);
	const char *separator = "";

	/* Translators: a day, then how much was warned of, held or blocked then. */
	g_string_append_printf(text, _("%s: %u"), name, n_all);
	if (n_all == 0)
		return g_string_free(text, FALSE);
	g_string_append(text, " (");
	for (guint i = 0; i < wd_activity_get_n_series(activity); i++) {
		guint n = wd_activity_count(activity, (int)day, (int)i);

		if (n == 0)
			continue;
		/* Translators: what was counted, then how much: "Files 3". */
		g_string_append(text, separator);
		g_string_append_printf(
			text, _("%s %u"), wd_activity_get_series_name(activity, i), n);
		separator = _(", ");
	}
	g_string_append_c(text, ')');
	return g_string_free(text, FALSE);
}

/**
 * wd_activity_format_time:
 * @time_ms: a time
 *
 * Returns: (transfer full): it on the person's own clock, sortable
 */
char *
wd_activity_format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(time_ms / MS_A_SECOND);

	/* Translators: a date and time, short and sortable; see g_date_time_format. */
	return time != NULL ? g_date_time_format(time, _("%Y-%m-%d %H:%M")) : g_strdup("?");
}

/**
 * wd_activity_format_deed:
 * @deed: what was done
 *
 * Returns: (transfer full): one line about it, for clients without a table
 */
char *
wd_activity_format_deed(const WdDeed *deed)
{
	g_autofree char *time = wd_activity_format_time(deed->time_ms);
	g_autofree char *protocol = wd_deed_text_for_protocol(deed->protocol);
	g_autofree char *reason = wd_deed_text_for_reason(deed->reason);
	const char *event = wd_deed_text_for_event(deed->event);

	/* Translators: time, what was done ("Held"), about what, network, reason. */
	return g_strdup_printf(_("%s  %s: %s, %s (%s)"),
			       time,
			       wd_deed_text_for_kind(deed->kind),
			       event != NULL ? event : wd_deed_text_for_subject(WD_SUBJECT_OTHER),
			       protocol,
			       reason);
}
