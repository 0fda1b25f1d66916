/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-judge.h"

#include "engine/detect/wd-file-action.h"
#include "engine/detect/wd-screening.h"
#include "engine/judge/wd-registry.h"
#include "engine/link/wd-finder.h"

/**
 * wd_judge:
 * @event: what happened
 * @context: what was known then
 * @policy: the settings of the moment
 *
 * The one door to a decision: asks every detector that looks at this kind and direction, and takes
 * the most that any of their findings asks for. Pure: the same arguments always give the same
 * verdict, its findings the worst first. Cheap enough for the main loop; linear in the event's
 * size.
 *
 * Returns: (transfer full): the verdict
 */
WdVerdict *
wd_judge(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	const WdDetector *const *detectors = wd_registry_get_detectors();
	WdVerdict *verdict = wd_verdict_new();
	g_autoptr(GPtrArray) links = wd_finder_find_all(event->text);
	WdContext known = *context;

	known.links = links;
	/* Most detectors ask, and lists are long. */
	if (event->direction == WD_DIRECTION_IN)
		known.screening = wd_screening_applies(event, context, policy)
					  ? WD_SCREENING_APPLIES
					  : WD_SCREENING_SPARED;
	if (event->kind == WD_EVENT_FILE)
		known.file_classes = wd_file_action_get_classes(event);
	for (guint i = 0; detectors[i] != NULL; i++) {
		const WdDetector *detector = detectors[i];

		if ((detector->kinds & WD_ON(event->kind)) != 0 &&
		    (detector->directions & (1u << event->direction)) != 0)
			detector->inspect(event, &known, policy, verdict);
	}
	g_ptr_array_sort(verdict->findings, wd_finding_compare);
	if (verdict->action == WD_ACTION_BLOCK &&
	    !wd_policy_get_boolean(policy, WD_KEY_CONTACTS_KEEP_BLOCKED))
		verdict->treatment |= WD_TREATMENT_NO_COPY;
	return verdict;
}
