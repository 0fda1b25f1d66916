/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-pause.h"

#include <string.h>

#include "engine/wd-limits.h"

/*
 * Not here, and so never paused: floods (what they bring would bury the person), lists of people
 * and of sites that somebody wrote, who may write at all, imitations, files, requests, worms, and
 * everything that leaves. A question before a risky link is opened stays, too: somebody who talks a
 * person into pausing must not gain the click.
 */
static const struct {
	const char *code; /* a family where it ends with a dot */
	WdPolicyKey keys[2];
} resting[] = {
	{"spim.text", {WD_KEY_SPIM_ENABLED, WD_KEY_SPIM_ACTION}},
	{"spim.taught", {WD_KEY_SPIM_ENABLED, WD_KEY_SPIM_ACTION}},
	{"contact.first-link", {WD_KEY_CONTACTS_FIRST_LINKS, WD_KEY_CONTACTS_FIRST_LINKS}},
	{"link.", {WD_KEY_LINKS_ENABLED, WD_KEY_LINKS_ACTION}},
};

static gboolean
is_code(const char *code, const char *row)
{
	return g_str_has_suffix(row, ".") ? g_str_has_prefix(code, row) : g_str_equal(code, row);
}

/* What a company has locked is not the person's to rest. */
static gboolean
may_rest(const char *code, const WdPolicy *policy)
{
	if (g_str_equal(code, "link.denied"))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(resting); i++) {
		if (is_code(code, resting[i].code))
			return !wd_policy_is_locked(policy, resting[i].keys[0]) &&
			       !wd_policy_is_locked(policy, resting[i].keys[1]);
	}
	return FALSE;
}

/**
 * wd_pause_is_allowed:
 * @policy: the settings of the moment
 *
 * Returns: whether the person may pause at all
 */
gboolean
wd_pause_is_allowed(const WdPolicy *policy)
{
	return wd_policy_get_boolean(policy, WD_KEY_ENFORCE_ALLOW_PAUSE);
}

/**
 * wd_pause_soften:
 * @verdict: what was decided; changed in place
 * @event: what it was decided about
 * @policy: the settings of the moment
 *
 * While paused: lowers what asked to hold or block a message coming in, for its words or links, to
 * a mark.  A verdict with more findings than are listed stays as it is, since nobody can tell any
 * more what it rests on.
 */
void
wd_pause_soften(WdVerdict *verdict, const WdEvent *event, const WdPolicy *policy)
{
	gboolean is_message = event->kind == WD_EVENT_IM || event->kind == WD_EVENT_CHAT;
	WdAction action = WD_ACTION_ALLOW;

	if (!is_message || event->direction != WD_DIRECTION_IN ||
	    verdict->action < WD_ACTION_HOLD || verdict->findings->len >= WD_LIMIT_FINDINGS)
		return;
	for (guint i = 0; i < verdict->findings->len; i++) {
		WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (finding->action > WD_ACTION_WARN && may_rest(finding->code, policy))
			finding->action = WD_ACTION_WARN;
		action = MAX(action, finding->action);
	}
	verdict->action = action;
	g_ptr_array_sort(verdict->findings, wd_finding_compare);
	if (action < WD_ACTION_BLOCK)
		verdict->treatment &= ~(guint)WD_TREATMENT_NO_COPY;
}
