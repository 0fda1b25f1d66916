/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-deed.h"

#include "engine/wd-action.h"

struct WdDeeds {
	GArray *deeds;         /* of WdDeed */
	GStringChunk *strings; /* each once: there are few different ones */
	guint max;
	guint n_dropped;
};

/* Events whose very name says what was done, whatever the verdict was; some have none. */
static const struct {
	const char *event;
	WdDeedKind kind;
} named[] = {
	{"msg.send.overridden", WD_DEED_PASSED_OVER},
	{"link.clicked_through", WD_DEED_PASSED_OVER},
	{"account.blocked", WD_DEED_BLOCKED},
	{"plugin.refused", WD_DEED_BLOCKED},
	{"client.hole", WD_DEED_WARNED},
};

/**
 * wd_deed_find_kind:
 * @event: an event of the audit trail
 * @action: (nullable): the verdict's action on the same line
 * @kind: (out): what was done
 *
 * Returns: FALSE when nothing was: a note asks for nothing and stops nothing
 */
gboolean
wd_deed_find_kind(const char *event, const char *action, WdDeedKind *kind)
{
	WdAction done;

	for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
		if (g_str_equal(named[i].event, event)) {
			*kind = named[i].kind;
			return TRUE;
		}
	}
	if (action == NULL || !wd_action_parse(action, &done) || done < WD_ACTION_WARN)
		return FALSE;
	*kind = done == WD_ACTION_WARN   ? WD_DEED_WARNED
		: done == WD_ACTION_HOLD ? WD_DEED_HELD
					 : WD_DEED_BLOCKED;
	return TRUE;
}

/**
 * wd_deeds_new:
 * @max: how many it keeps at most, at least 2
 *
 * Returns: (transfer full): an empty list
 */
WdDeeds *
wd_deeds_new(guint max)
{
	WdDeeds *deeds;

	g_return_val_if_fail(max >= 2, NULL);
	deeds = g_new0(WdDeeds, 1);
	deeds->deeds = g_array_new(FALSE, FALSE, sizeof(WdDeed));
	deeds->strings = g_string_chunk_new(1024);
	deeds->max = max;
	return deeds;
}

static const char *
keep(WdDeeds *deeds, const char *text)
{
	return text != NULL ? g_string_chunk_insert_const(deeds->strings, text) : NULL;
}

/**
 * wd_deeds_add:
 * @deeds: a list
 * @deed: no older than the one before; copied
 *
 * A full list lets go of its older half at once: one by one would cost a move of all each time.
 */
void
wd_deeds_add(WdDeeds *deeds, const WdDeed *deed)
{
	const WdDeed copy = {
		.time_ms = deed->time_ms,
		.kind = deed->kind,
		.event = keep(deeds, deed->event),
		.protocol = keep(deeds, deed->protocol),
		.reason = keep(deeds, deed->reason),
	};

	if (deeds->deeds->len >= deeds->max) {
		guint n_old = deeds->max / 2;

		g_array_remove_range(deeds->deeds, 0, n_old);
		deeds->n_dropped += n_old;
	}
	g_array_append_val(deeds->deeds, copy);
}

/**
 * wd_deeds_count:
 * @deeds: a list
 *
 * Returns: how many are in it
 */
guint
wd_deeds_count(const WdDeeds *deeds)
{
	return deeds->deeds->len;
}

/**
 * wd_deeds_get:
 * @deeds: a list
 * @i: which one, the oldest first
 *
 * Returns: (transfer none): valid until the next one is added
 */
const WdDeed *
wd_deeds_get(const WdDeeds *deeds, guint i)
{
	g_return_val_if_fail(i < deeds->deeds->len, NULL);
	return &g_array_index(deeds->deeds, WdDeed, i);
}

/**
 * wd_deeds_get_n_dropped:
 * @deeds: a list
 *
 * Returns: how many older ones it let go
 */
guint
wd_deeds_get_n_dropped(const WdDeeds *deeds)
{
	return deeds->n_dropped;
}

/**
 * wd_deeds_free:
 * @deeds: (nullable) (transfer full): a list
 */
void
wd_deeds_free(WdDeeds *deeds)
{
	if (deeds == NULL)
		return;
	g_array_unref(deeds->deeds);
	g_string_chunk_free(deeds->strings);
	g_free(deeds);
}
