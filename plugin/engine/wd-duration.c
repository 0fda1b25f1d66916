/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-duration.h"

#define MS_PER_SECOND G_GINT64_CONSTANT(1000)
#define MS_PER_DAY    (24 * 60 * 60 * MS_PER_SECOND)
#define MAX_DAYS      36500000 /* a hundred thousand years: far from the end of 64 bits */

static const struct {
	char letter;
	gboolean is_time; /* stands after the T */
	gint64 unit_ms;
} units[] = {
	{'Y', FALSE, 365 * MS_PER_DAY},
	{'M', FALSE, 30 * MS_PER_DAY},
	{'W', FALSE, 7 * MS_PER_DAY},
	{'D', FALSE, MS_PER_DAY},
	{'H', TRUE, 3600 * MS_PER_SECOND},
	{'M', TRUE, 60 * MS_PER_SECOND},
	{'S', TRUE, MS_PER_SECOND},
};

/* Units come in their order and once each, so *@next is the first one that may still come. */
static gboolean
add_unit(guint64 number, char letter, gboolean is_time, guint *next, gint64 *duration_ms)
{
	for (guint i = *next; i < G_N_ELEMENTS(units); i++) {
		if (units[i].letter == letter && units[i].is_time == is_time) {
			*duration_ms += (gint64)number * units[i].unit_ms;
			*next = i + 1;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_duration_parse:
 * @text: such as "P3Y", "P90D" or "PT1H30M"
 * @duration_ms: (out): set only on success
 *
 * ISO 8601 durations in whole numbers. A year counts 365 days, a month 30: policies name spans, not
 * dates.
 *
 * Returns: whether @text is one
 */
gboolean
wd_duration_parse(const char *text, gint64 *duration_ms)
{
	gboolean is_time = FALSE;
	gint64 total_ms = 0;
	guint next = 0;
	const char *p = text;

	if (*p++ != 'P' || *p == '\0')
		return FALSE;
	while (*p != '\0') {
		guint64 number;
		char *end = NULL;

		if (*p == 'T' && !is_time) {
			is_time = TRUE;
			p++;
		}
		if (!g_ascii_isdigit(*p))
			return FALSE;
		number = g_ascii_strtoull(p, &end, 10);
		if (number > MAX_DAYS || !add_unit(number, *end, is_time, &next, &total_ms))
			return FALSE;
		p = end + 1;
	}
	if (total_ms > MAX_DAYS * MS_PER_DAY)
		return FALSE;
	*duration_ms = total_ms;
	return TRUE;
}

/**
 * wd_duration_format:
 * @duration_ms: whole seconds, not negative
 *
 * Returns: (transfer full): the one spelling of that duration in days and seconds
 */
char *
wd_duration_format(gint64 duration_ms)
{
	gint64 days = duration_ms / MS_PER_DAY;
	gint64 seconds = duration_ms % MS_PER_DAY / MS_PER_SECOND;

	if (seconds == 0)
		return g_strdup_printf("P%" G_GINT64_FORMAT "D", days);
	if (days == 0)
		return g_strdup_printf("PT%" G_GINT64_FORMAT "S", seconds);
	return g_strdup_printf("P%" G_GINT64_FORMAT "DT%" G_GINT64_FORMAT "S", days, seconds);
}
