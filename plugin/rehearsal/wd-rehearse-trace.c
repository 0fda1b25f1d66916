/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-trace.h"

#include <string.h>

struct WdRehearseTrace {
	GPtrArray *facts;
	gint64 start_us;
	guint n_scenes;
	guint n_counted; /* G_MAXUINT while open */
};

static void
free_fact(gpointer pointer)
{
	WdFact *fact = pointer;

	g_free(fact->place);
	g_free(fact->who);
	g_free(fact->text);
	g_free(fact);
}

/**
 * wd_rehearse_trace_new:
 *
 * Returns: (transfer full): an empty trace whose time begins now
 */
WdRehearseTrace *
wd_rehearse_trace_new(void)
{
	WdRehearseTrace *trace = g_new0(WdRehearseTrace, 1);

	trace->facts = g_ptr_array_new_with_free_func(free_fact);
	trace->start_us = g_get_monotonic_time();
	trace->n_counted = G_MAXUINT;
	return trace;
}

/**
 * wd_rehearse_trace_free:
 * @trace: (nullable) (transfer full): a trace
 */
void
wd_rehearse_trace_free(WdRehearseTrace *trace)
{
	if (trace == NULL)
		return;
	g_ptr_array_unref(trace->facts);
	g_free(trace);
}

/**
 * wd_rehearse_trace_add:
 * @trace: a trace
 * @kind: what happened
 * @place: (nullable): in which conversation
 * @who: (nullable): who spoke, or whom it is about
 * @text: (nullable): what was said
 *
 * Writes a fact down with the time of now.
 *
 * Returns: (transfer none): the fact, to add what else is known; its address stays
 */
WdFact *
wd_rehearse_trace_add(WdRehearseTrace *trace,
		      WdFactKind kind,
		      const char *place,
		      const char *who,
		      const char *text)
{
	WdFact *fact = g_new0(WdFact, 1);

	if (kind == WD_FACT_SCENE)
		trace->n_scenes++;
	fact->kind = kind;
	fact->n_scene = trace->n_scenes;
	fact->at_ms = (g_get_monotonic_time() - trace->start_us) / 1000;
	fact->clock_s = g_get_real_time() / G_USEC_PER_SEC;
	fact->place = g_strdup(place);
	fact->who = g_strdup(who);
	fact->text = g_strdup(text != NULL ? text : "");
	g_ptr_array_add(trace->facts, fact);
	return fact;
}

/**
 * wd_rehearse_trace_close:
 * @trace: a trace
 *
 * Nothing that happens from now on counts. A client that ends refuses what is still open, and a
 * refusal out of that reason must not pass for the person's decision.
 */
void
wd_rehearse_trace_close(WdRehearseTrace *trace)
{
	trace->n_counted = MIN(trace->n_counted, trace->facts->len);
}

/**
 * wd_rehearse_trace_get_length:
 * @trace: a trace
 *
 * Returns: how many facts it has, up to where it was closed
 */
guint
wd_rehearse_trace_get_length(const WdRehearseTrace *trace)
{
	return MIN(trace->facts->len, trace->n_counted);
}

/**
 * wd_rehearse_trace_get:
 * @trace: a trace
 * @n: which fact, from 0
 *
 * Returns: (transfer none): the fact
 */
const WdFact *
wd_rehearse_trace_get(const WdRehearseTrace *trace, guint n)
{
	g_return_val_if_fail(n < trace->facts->len, NULL);

	return g_ptr_array_index(trace->facts, n);
}

/**
 * wd_rehearse_trace_find_scene:
 * @trace: a trace
 * @id: a scene's id
 *
 * Returns: (transfer none) (nullable): the fact that the scene was announced
 */
const WdFact *
wd_rehearse_trace_find_scene(const WdRehearseTrace *trace, const char *id)
{
	for (guint i = 0; i < wd_rehearse_trace_get_length(trace); i++) {
		const WdFact *fact = g_ptr_array_index(trace->facts, i);

		if (fact->kind == WD_FACT_SCENE && strcmp(fact->text, id) == 0)
			return fact;
	}
	return NULL;
}
