/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-fact.h"

static const char *const levels[] = {
	[WD_FACT_GOOD] = "good",
	[WD_FACT_NOTE] = "note",
	[WD_FACT_WARNING] = "warning",
	[WD_FACT_BAD] = "bad",
};

static void
free_fact(gpointer pointer)
{
	WdFact *fact = pointer;

	g_free(fact->detail);
	g_free(fact);
}

/**
 * wd_facts_new:
 *
 * Returns: (transfer full) (element-type WdFact): an empty list
 */
GPtrArray *
wd_facts_new(void)
{
	return g_ptr_array_new_with_free_func(free_fact);
}

/**
 * wd_facts_add:
 * @facts: a list
 * @code: static
 * @level: what it is worth
 * @detail: (nullable): copied
 */
void
wd_facts_add(GPtrArray *facts, const char *code, WdFactLevel level, const char *detail)
{
	wd_facts_add_count(facts, code, level, detail, 0);
}

/**
 * wd_facts_add_count:
 * @facts: a list
 * @code: static
 * @level: what it is worth
 * @detail: (nullable): copied
 * @count: how many
 */
void
wd_facts_add_count(
	GPtrArray *facts, const char *code, WdFactLevel level, const char *detail, guint64 count)
{
	WdFact *fact = g_new0(WdFact, 1);

	fact->code = code;
	fact->level = level;
	fact->detail = g_strdup(detail);
	fact->count = count;
	g_ptr_array_add(facts, fact);
}

/**
 * wd_facts_get_worst:
 * @facts: a list
 *
 * Returns: the worst level of all; good when there is none
 */
WdFactLevel
wd_facts_get_worst(const GPtrArray *facts)
{
	WdFactLevel worst = WD_FACT_GOOD;

	for (guint i = 0; i < facts->len; i++) {
		const WdFact *fact = g_ptr_array_index(facts, i);

		worst = MAX(worst, fact->level);
	}
	return worst;
}

/**
 * wd_fact_level_to_string:
 * @level: a level
 *
 * Returns: (transfer none): its word for machines; never translated
 */
const char *
wd_fact_level_to_string(WdFactLevel level)
{
	g_return_val_if_fail((guint)level < G_N_ELEMENTS(levels), NULL);
	return levels[level];
}
