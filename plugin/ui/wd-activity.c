/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-activity.h"

#include <string.h>

#include "ui/wd-deed-text.h"

#define MS_A_SECOND 1000
#define OUTSIDE     (-1) /* a day before the first */

typedef struct {
	char *key;  /* what is the same in all of its deeds */
	char *name; /* for people */
	guint n_total;
} Series;

struct WdActivity {
	WdDeeds *deeds;
	int *days; /* of each deed, or OUTSIDE */
	guint n_days;
	guint last_julian; /* of the last day */
	WdActivitySplit split;
	GPtrArray *series;  /* of Series * */
	GHashTable *places; /* key -> index of its series */
	guint *n;           /* by day, then by series */
};

static void
free_series(gpointer pointer)
{
	Series *series = pointer;

	g_free(series->key);
	g_free(series->name);
	g_free(series);
}

/* Days of the person's own clock, as a number that grows by one a day. */
static guint
find_julian(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(time_ms / MS_A_SECOND);
	GDate date;

	if (time == NULL)
		return 0;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date,
		       (GDateDay)g_date_time_get_day_of_month(time),
		       (GDateMonth)g_date_time_get_month(time),
		       (GDateYear)g_date_time_get_year(time));
	return g_date_get_julian(&date);
}

/* Numbers of subjects and deeds as keys: translating each deed would take longer than counting. */
static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7"};

G_STATIC_ASSERT(WD_N_SUBJECTS <= G_N_ELEMENTS(digits) && WD_N_DEEDS <= G_N_ELEMENTS(digits));

/* What a deed is counted under. Never NULL. */
static const char *
get_key(const WdDeed *deed, WdActivitySplit split)
{
	switch (split) {
	case WD_SPLIT_PROTOCOL:
		return deed->protocol != NULL ? deed->protocol : "";
	case WD_SPLIT_DEED:
		return digits[deed->kind];
	case WD_SPLIT_SUBJECT:
	case WD_N_SPLITS:
	default:
		return digits[wd_deed_text_find_subject(deed->event)];
	}
}

static char *
make_name(const char *key, WdActivitySplit split)
{
	switch (split) {
	case WD_SPLIT_PROTOCOL:
		return wd_deed_text_for_protocol(key);
	case WD_SPLIT_DEED:
		return g_strdup(wd_deed_text_for_kind((WdDeedKind)(key[0] - '0')));
	case WD_SPLIT_SUBJECT:
	case WD_N_SPLITS:
	default:
		return g_strdup(wd_deed_text_for_subject((WdDeedSubject)(key[0] - '0')));
	}
}

static Series *
find_or_add(WdActivity *activity, GHashTable *by_key, const char *key)
{
	Series *series = g_hash_table_lookup(by_key, key);

	if (series != NULL)
		return series;
	series = g_new0(Series, 1);
	series->key = g_strdup(key);
	series->name = make_name(key, activity->split);
	g_ptr_array_add(activity->series, series);
	g_hash_table_insert(by_key, series->key, series);
	return series;
}

static int
compare_totals(gconstpointer a, gconstpointer b)
{
	const Series *x = *(const Series *const *)a;
	const Series *y = *(const Series *const *)b;

	return x->n_total != y->n_total ? (x->n_total < y->n_total ? 1 : -1)
					: strcmp(x->name, y->name);
}

/* The rare ones share the last place. */
static void
join_rare(WdActivity *activity)
{
	GPtrArray *all = activity->series;
	Series *rest;

	if (all->len <= WD_ACTIVITY_MAX_SERIES)
		return;
	rest = g_ptr_array_index(all, WD_ACTIVITY_MAX_SERIES - 1);
	rest->n_total = 0;
	for (guint i = WD_ACTIVITY_MAX_SERIES - 1; i < all->len; i++) {
		Series *rare = g_ptr_array_index(all, i);

		g_hash_table_insert(activity->places,
				    g_strdup(rare->key),
				    GUINT_TO_POINTER(WD_ACTIVITY_MAX_SERIES - 1));
	}
	g_free(rest->name);
	rest->name = g_strdup(wd_deed_text_for_subject(WD_SUBJECT_OTHER));
	g_ptr_array_set_size(all, WD_ACTIVITY_MAX_SERIES);
}

static guint *
get_cell(const WdActivity *activity, guint day, guint series)
{
	return &activity->n[day * activity->series->len + series];
}

/* The place of a deed in the table of counts. */
static gboolean
find_place(const WdActivity *activity, guint i, guint *day, guint *series)
{
	const WdDeed *deed = wd_deeds_get(activity->deeds, i);

	if (activity->days[i] == OUTSIDE)
		return FALSE;
	*day = (guint)activity->days[i];
	*series = GPOINTER_TO_UINT(
		g_hash_table_lookup(activity->places, get_key(deed, activity->split)));
	return TRUE;
}

static void
count_all(WdActivity *activity)
{
	guint n_cells = activity->n_days * MAX(1, activity->series->len);
	guint day;
	guint series;

	g_free(activity->n);
	activity->n = g_new0(guint, n_cells);
	for (guint i = 0; i < wd_deeds_count(activity->deeds); i++) {
		if (find_place(activity, i, &day, &series))
			(*get_cell(activity, day, series))++;
	}
}

/**
 * wd_activity_divide:
 * @activity: the numbers
 * @split: what a series stands for from now on
 *
 * The most frequent come first, and what is rare is counted together as the last.
 */
void
wd_activity_divide(WdActivity *activity, WdActivitySplit split)
{
	g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);

	activity->split = split;
	g_ptr_array_set_size(activity->series, 0);
	g_hash_table_remove_all(activity->places);
	for (guint i = 0; i < wd_deeds_count(activity->deeds); i++) {
		if (activity->days[i] != OUTSIDE)
			find_or_add(
				activity, by_key, get_key(wd_deeds_get(activity->deeds, i), split))
				->n_total++;
	}
	g_ptr_array_sort(activity->series, compare_totals);
	for (guint i = 0; i < MIN(activity->series->len, WD_ACTIVITY_MAX_SERIES); i++) {
		const Series *series = g_ptr_array_index(activity->series, i);

		g_hash_table_insert(activity->places, g_strdup(series->key), GUINT_TO_POINTER(i));
	}
	join_rare(activity);
	count_all(activity);
}

static void
find_days(WdActivity *activity)
{
	guint n_deeds = wd_deeds_count(activity->deeds);

	activity->days = g_new(int, MAX(1, n_deeds));
	for (guint i = 0; i < n_deeds; i++) {
		guint julian = find_julian(wd_deeds_get(activity->deeds, i)->time_ms);
		gboolean is_inside = julian <= activity->last_julian &&
				     activity->last_julian - julian < activity->n_days;

		activity->days[i] =
			is_inside ? (int)(activity->n_days - 1 - (activity->last_julian - julian))
				  : OUTSIDE;
	}
}

/**
 * wd_activity_new:
 * @deeds: (transfer full): what was done
 * @now_ms: the time: its day is the last one
 * @n_days: how many days there are, at least one
 *
 * Returns: (transfer full): the numbers, divided by subject
 */
WdActivity *
wd_activity_new(WdDeeds *deeds, gint64 now_ms, guint n_days)
{
	WdActivity *activity;

	g_return_val_if_fail(n_days > 0, NULL);
	activity = g_new0(WdActivity, 1);
	activity->deeds = deeds;
	activity->n_days = n_days;
	activity->last_julian = find_julian(now_ms);
	activity->series = g_ptr_array_new_with_free_func(free_series);
	activity->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	find_days(activity);
	wd_activity_divide(activity, WD_SPLIT_SUBJECT);
	return activity;
}

/**
 * wd_activity_free:
 * @activity: (nullable) (transfer full): the numbers
 */
void
wd_activity_free(WdActivity *activity)
{
	if (activity == NULL)
		return;
	wd_deeds_free(activity->deeds);
	g_ptr_array_unref(activity->series);
	g_hash_table_unref(activity->places);
	g_free(activity->days);
	g_free(activity->n);
	g_free(activity);
}

/**
 * wd_activity_get_n_days:
 * @activity: the numbers
 *
 * Returns: how many days there are; the last one is today
 */
guint
wd_activity_get_n_days(const WdActivity *activity)
{
	return activity->n_days;
}

/**
 * wd_activity_get_n_series:
 * @activity: the numbers
 *
 * Returns: into how many parts they are divided; %WD_ACTIVITY_MAX_SERIES at most
 */
guint
wd_activity_get_n_series(const WdActivity *activity)
{
	return activity->series->len;
}

/**
 * wd_activity_get_series_name:
 * @activity: the numbers
 * @series: a part
 *
 * Returns: (transfer none): plain text; valid until they are divided otherwise
 */
const char *
wd_activity_get_series_name(const WdActivity *activity, guint series)
{
	g_return_val_if_fail(series < activity->series->len, NULL);
	return ((const Series *)g_ptr_array_index(activity->series, series))->name;
}

static gboolean
is_wanted(int choice, guint value)
{
	return choice == WD_ACTIVITY_ALL || (guint)choice == value;
}

/**
 * wd_activity_count:
 * @activity: the numbers
 * @day: a day, or %WD_ACTIVITY_ALL
 * @series: a part, or %WD_ACTIVITY_ALL
 *
 * Returns: how much was done
 */
guint
wd_activity_count(const WdActivity *activity, int day, int series)
{
	guint sum = 0;

	for (guint i = 0; i < activity->n_days; i++) {
		for (guint j = 0; j < activity->series->len; j++)
			sum += is_wanted(day, i) && is_wanted(series, j) ? *get_cell(activity, i, j)
									 : 0;
	}
	return sum;
}

/**
 * wd_activity_count_kind:
 * @activity: the numbers
 * @kind: what was done
 *
 * Returns: how often, however they are divided
 */
guint
wd_activity_count_kind(const WdActivity *activity, WdDeedKind kind)
{
	guint n = 0;

	for (guint i = 0; i < wd_deeds_count(activity->deeds); i++)
		n += activity->days[i] != OUTSIDE && wd_deeds_get(activity->deeds, i)->kind == kind;
	return n;
}

/**
 * wd_activity_get_julian:
 * @activity: the numbers
 * @day: a day
 *
 * Returns: which day it is, as in g_date_get_julian()
 */
guint
wd_activity_get_julian(const WdActivity *activity, guint day)
{
	return activity->last_julian - (activity->n_days - 1 - day);
}

/**
 * wd_activity_get_highest:
 * @activity: the numbers
 *
 * Returns: how much was done on the busiest day
 */
guint
wd_activity_get_highest(const WdActivity *activity)
{
	guint highest = 0;

	for (guint i = 0; i < activity->n_days; i++)
		highest = MAX(highest, wd_activity_count(activity, (int)i, WD_ACTIVITY_ALL));
	return highest;
}

/**
 * wd_activity_get_n_dropped:
 * @activity: the numbers
 *
 * Returns: how many older deeds were too many to be counted
 */
guint
wd_activity_get_n_dropped(const WdActivity *activity)
{
	return wd_deeds_get_n_dropped(activity->deeds);
}

/**
 * wd_activity_list:
 * @activity: the numbers
 * @day: a day, or %WD_ACTIVITY_ALL
 * @series: a part, or %WD_ACTIVITY_ALL
 *
 * Returns: (transfer container) (element-type WdDeed): what wd_activity_count() counts, the newest
 *   first
 */
GPtrArray *
wd_activity_list(const WdActivity *activity, int day, int series)
{
	GPtrArray *list = g_ptr_array_new();
	guint its_day;
	guint its_series;

	for (guint i = wd_deeds_count(activity->deeds); i-- > 0;) {
		if (find_place(activity, i, &its_day, &its_series) && is_wanted(day, its_day) &&
		    is_wanted(series, its_series))
			g_ptr_array_add(list, (gpointer)wd_deeds_get(activity->deeds, i));
	}
	return list;
}
