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

/**
 * wd_screening_applies:
 * @event: an event
 * @known: what was known
 * @policy: the settings
 *
 * Returns: whether the peer is to be treated as a stranger: not known, and on no allow list
 */
gboolean
wd_screening_applies(const WdEvent *event, const WdContext *known, const WdPolicy *policy)
{
	const WdKnowledge *knowledge = known->knowledge;

	if (known->screening != WD_SCREENING_UNKNOWN)
		return known->screening == WD_SCREENING_APPLIES;
	if (event->kind == WD_EVENT_CHAT || !wd_context_is_stranger(known))
		return FALSE;
	if (knowledge != NULL && wd_name_list_find(knowledge->allow_list, event, TRUE) != NULL)
		return FALSE;
	return wd_peer_pattern_find_sure(wd_policy_get_list(policy, WD_KEY_CONTACTS_ALLOW),
					 event) == NULL;
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
