/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-held.h"

static const char *const states[] = {
	[WD_HELD_WAITING] = "waiting",
	[WD_HELD_RELEASED] = "released",
	[WD_HELD_DELIVERED] = "delivered",
	[WD_HELD_DELETED] = "deleted",
	[WD_HELD_EXPIRED] = "expired",
};

static const char *const decisions[] = {
	[WD_DECISION_RELEASE] = "release",
	[WD_DECISION_TRUST] = "trust",
	[WD_DECISION_DELETE] = "delete",
	[WD_DECISION_REPORT] = "report",
};

static gpointer
copy_finding(gconstpointer finding, gpointer data)
{
	return wd_finding_copy(finding);
}

/**
 * wd_held_new:
 * @id: 32 hexadecimal digits, new for each row
 * @event: what is held; a reference is taken
 * @verdict: why; its findings are copied
 * @now_ms: when it was held
 *
 * Returns: (transfer full): a waiting row
 */
WdHeld *
wd_held_new(const char *id, const WdEvent *event, const WdVerdict *verdict, gint64 now_ms)
{
	WdHeld *held = g_new0(WdHeld, 1);

	held->id = g_strdup(id);
	held->event = wd_event_ref(event);
	held->action = verdict->action;
	held->score = verdict->score;
	held->findings = g_ptr_array_copy(verdict->findings, copy_finding, NULL);
	held->state = WD_HELD_WAITING;
	held->held_ms = now_ms;
	return held;
}

/**
 * wd_held_copy:
 * @held: a row
 *
 * Returns: (transfer full): an equal row of its own
 */
WdHeld *
wd_held_copy(const WdHeld *held)
{
	WdHeld *copy = g_new0(WdHeld, 1);

	*copy = *held;
	copy->id = g_strdup(held->id);
	copy->event = wd_event_ref(held->event);
	copy->findings = g_ptr_array_copy(held->findings, copy_finding, NULL);
	return copy;
}

/**
 * wd_held_free:
 * @held: (nullable) (transfer full): a row
 */
void
wd_held_free(WdHeld *held)
{
	if (held == NULL)
		return;
	g_free(held->id);
	wd_event_unref(held->event);
	g_ptr_array_unref(held->findings);
	g_free(held);
}

/**
 * wd_held_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its word in the database and in JSON; never translated
 */
const char *
wd_held_state_to_string(WdHeldState state)
{
	g_return_val_if_fail((guint)state < G_N_ELEMENTS(states), NULL);
	return states[state];
}

/**
 * wd_held_state_parse:
 * @text: (nullable): a word
 * @state: (out): set only on success
 *
 * Returns: whether @text is a state
 */
gboolean
wd_held_state_parse(const char *text, WdHeldState *state)
{
	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		if (g_strcmp0(states[i], text) == 0) {
			*state = (WdHeldState)i;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_decision_to_string:
 * @decision: a decision
 *
 * Returns: (transfer none): its word in the database and on the command line; never translated
 */
const char *
wd_decision_to_string(WdDecision decision)
{
	g_return_val_if_fail((guint)decision < G_N_ELEMENTS(decisions), NULL);
	return decisions[decision];
}

/**
 * wd_decision_parse:
 * @text: (nullable): a word
 * @decision: (out): set only on success
 *
 * Returns: whether @text is a decision
 */
gboolean
wd_decision_parse(const char *text, WdDecision *decision)
{
	for (guint i = 0; i < G_N_ELEMENTS(decisions); i++) {
		if (g_strcmp0(decisions[i], text) == 0) {
			*decision = (WdDecision)i;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_held_news_free:
 * @news: (nullable) (transfer full): what became of a row
 */
void
wd_held_news_free(WdHeldNews *news)
{
	if (news == NULL)
		return;
	wd_held_free(news->held);
	g_free(news->id);
	g_free(news);
}
