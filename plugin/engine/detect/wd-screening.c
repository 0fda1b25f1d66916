/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-screening.h"

#include "engine/names/wd-name-list.h"
#include "engine/wd-peer-pattern.h"
#include "engine/wd-stranger-exception.h"

/**
 * wd_screening_is_new_contact:
 * @known: what was known
 *
 * A contact who came as a stranger less than %WD_NEW_CONTACT_MS ago is not above suspicion: people
 * accept requests to be polite. What is found in their messages may be marked, never held.
 *
 * Returns: whether the peer is such a contact
 */
gboolean
wd_screening_is_new_contact(const WdContext *known)
{
	return known->is_known && !known->is_trusted && known->contact_age_ms >= 0 &&
	       known->contact_age_ms < WD_NEW_CONTACT_MS;
}

/* A person's own list of whom to let in does not outrank what the company says of strangers: "*" in
 * it would switch that off. A company's list does, and so does trust by hand, one peer at a time.
 */
static gboolean
list_counts(const WdPolicy *policy, WdPolicyKey list)
{
	return wd_policy_get_level(policy, list) != WD_LEVEL_USER ||
	       !wd_policy_is_locked(policy, WD_KEY_CONTACTS_STRANGERS);
}

static gboolean
is_let_in(const WdEvent *event, const WdContext *known, const WdPolicy *policy)
{
	const WdKnowledge *knowledge = known->knowledge;

	if (knowledge != NULL && list_counts(policy, WD_KEY_CONTACTS_ALLOW_LISTS) &&
	    wd_name_list_find(knowledge->allow_list, event, TRUE) != NULL)
		return TRUE;
	return list_counts(policy, WD_KEY_CONTACTS_ALLOW) &&
	       wd_peer_pattern_find_sure(wd_policy_get_list(policy, WD_KEY_CONTACTS_ALLOW),
					 event) != NULL;
}

/**
 * wd_screening_applies:
 * @event: an event
 * @known: what was known
 * @policy: the settings
 *
 * Returns: whether the peer is to be treated as a stranger: not known, and on no allow list that
 * counts
 */
gboolean
wd_screening_applies(const WdEvent *event, const WdContext *known, const WdPolicy *policy)
{
	if (known->screening != WD_SCREENING_UNKNOWN)
		return known->screening == WD_SCREENING_APPLIES;
	return event->kind != WD_EVENT_CHAT && wd_context_is_stranger(known) &&
	       !is_let_in(event, known, policy);
}

/* Of one exception: in doubt it matches where it stops somebody, and does not where it lets
 * somebody pass, since a resource or a nick is the peer's own choice. */
static gboolean
exception_matches(const char *item, const WdStrangerException *exception, const WdEvent *event)
{
	g_autofree char *pattern = g_strndup(item, exception->n_pattern);
	const char *const patterns[] = {pattern, NULL};

	return exception->treatment <= WD_STRANGERS_SCREEN
		       ? wd_peer_pattern_find_sure(patterns, event) != NULL
		       : wd_peer_pattern_matches(pattern, event);
}

static gboolean
find_exception(const WdEvent *event, const WdPolicy *policy, WdStrangers *treatment)
{
	const char *const *items = wd_policy_get_list(policy, WD_KEY_CONTACTS_STRANGERS_FOR);

	for (; *items != NULL; items++) {
		WdStrangerException exception;

		if (wd_stranger_exception_parse(*items, &exception) &&
		    exception_matches(*items, &exception, event)) {
			*treatment = exception.treatment;
			return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_screening_get_treatment:
 * @event: an event
 * @known: what was known
 * @policy: the settings
 *
 * The one place that decides how a stranger is treated: the first exception that matches, else what
 * holds for everybody. In an account without a single contact the latter holds nobody back: there
 * being a stranger says nothing, and a list that a server lost must not lock everybody out.
 *
 * Returns: the treatment; %WD_STRANGERS_ALLOW for whoever is no stranger
 */
WdStrangers
wd_screening_get_treatment(const WdEvent *event, const WdContext *known, const WdPolicy *policy)
{
	WdStrangers treatment = WD_STRANGERS_ALLOW;

	if (!wd_screening_applies(event, known, policy))
		return WD_STRANGERS_ALLOW;
	if (find_exception(event, policy, &treatment))
		return treatment;
	treatment = (WdStrangers)wd_policy_get_choice(policy, WD_KEY_CONTACTS_STRANGERS);
	return known->is_roster_empty ? MIN(treatment, WD_STRANGERS_SCREEN) : treatment;
}

/**
 * wd_screening_get_lessons:
 * @known: what was known then
 * @policy: the settings
 *
 * Returns: (transfer none) (nullable): what the person has taught; NULL for nothing, or while
 * policy does not let it count
 */
const WdSpimOverlay *
wd_screening_get_lessons(const WdContext *known, const WdPolicy *policy)
{
	if (known->knowledge == NULL || !wd_policy_get_boolean(policy, WD_KEY_SPIM_LEARNING))
		return NULL;
	return known->knowledge->spim_overlay;
}
