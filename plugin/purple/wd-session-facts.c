/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-session-facts.h"

#include "engine/wd-fact.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-session-private.h"
#include "store/wd-checkup.h"

/**
 * wd_session_gather_facts:
 * @session: the session
 * @facts: (element-type WdFact): added to
 *
 * Policy, keys, trail and collectors, as this process sees them. Reads a few small files.
 */
void
wd_session_gather_facts(WdSession *session, GPtrArray *facts)
{
	const WdPolicy *policy = wd_session_get_policy(session);
	g_autoptr(GPtrArray) all_status = wd_forward_get_status(session->stores.forward);

	wd_checkup_policy(session->stores.policy, facts);
	wd_session_gather_pause(session, facts);
	wd_checkup_settings(policy, facts);
	wd_checkup_keys(session->base, policy, facts);
	wd_checkup_state(session->base, facts);
	wd_checkup_trail(session->base, policy, wd_session_now_ms(session), facts);
	if (all_status->len == 0)
		wd_facts_add(facts, "forward.off", WD_FACT_NOTE, NULL);
	wd_checkup_forward(all_status, facts);
}
