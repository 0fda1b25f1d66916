/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-status-text.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-fact.h"
#include "ui/wd-fact-text.h"

/**
 * wd_status_sort:
 * @facts: (element-type WdFact): what was found
 *
 * Returns: (transfer container) (element-type WdFact): the same, the worst first, each level in the
 *   order in which it was found; they belong to @facts
 */
GPtrArray *
wd_status_sort(const GPtrArray *facts)
{
	GPtrArray *sorted = g_ptr_array_new();

	for (int level = WD_FACT_BAD; level >= WD_FACT_GOOD; level--) {
		for (guint i = 0; i < facts->len; i++) {
			WdFact *fact = g_ptr_array_index(facts, i);

			if ((int)fact->level == level)
				g_ptr_array_add(sorted, fact);
		}
	}
	return sorted;
}

static guint
count(const GPtrArray *facts, WdFactLevel level)
{
	guint n = 0;

	for (guint i = 0; i < facts->len; i++)
		n += ((const WdFact *)g_ptr_array_index(facts, i))->level == level;
	return n;
}

/**
 * wd_status_format_summary:
 * @facts: (element-type WdFact): what was found
 *
 * Returns: (transfer full): how it is on the whole
 */
char *
wd_status_format_summary(const GPtrArray *facts)
{
	guint n_bad = count(facts, WD_FACT_BAD);
	guint n_warnings = count(facts, WD_FACT_WARNING);

	if (n_bad > 0)
		return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
						   "%u thing is not protected.",
						   "%u things are not protected.",
						   n_bad),
				       n_bad);
	if (n_warnings > 0)
		return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
						   "Protection works; look at %u thing.",
						   "Protection works; look at %u things.",
						   n_warnings),
				       n_warnings);
	return g_strdup(_("Protection works."));
}

/**
 * wd_status_format_all:
 * @facts: (element-type WdFact): what was found
 *
 * Returns: (transfer full): all of it as plain text, for who is asked for help
 */
char *
wd_status_format_all(const GPtrArray *facts)
{
	g_autoptr(GPtrArray) sorted = wd_status_sort(facts);
	GString *text = g_string_new("Purple Warden " WD_VERSION "\n");

	for (guint i = 0; i < sorted->len; i++) {
		const WdFact *fact = g_ptr_array_index(sorted, i);
		g_autofree char *sentence = wd_fact_text(fact);

		g_string_append_printf(
			text, "%s: %s\n", wd_fact_text_for_level(fact->level), sentence);
	}
	return g_string_free(text, FALSE);
}
