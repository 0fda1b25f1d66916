/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-finding.h"

/**
 * wd_finding_new:
 * @code: a literal: the finding keeps the pointer
 * @action: what this finding alone asks for
 * @weight: 0 for a note, more for evidence of a risk
 * @start: first byte of the evidence in the event's text
 * @end: byte after the evidence
 * @detail: (nullable): copied
 *
 * Returns: (transfer full): a finding, freed with wd_finding_free()
 */
WdFinding *
wd_finding_new(const char *code,
	       WdAction action,
	       double weight,
	       gsize start,
	       gsize end,
	       const char *detail)
{
	WdFinding *finding = g_new0(WdFinding, 1);

	finding->code = code;
	finding->action = action;
	finding->weight = weight;
	finding->start = start;
	finding->end = end;
	finding->detail = g_strdup(detail);
	return finding;
}

/**
 * wd_finding_copy:
 * @finding: a finding
 *
 * Returns: (transfer full): an equal one
 */
WdFinding *
wd_finding_copy(const WdFinding *finding)
{
	return wd_finding_new(finding->code,
			      finding->action,
			      finding->weight,
			      finding->start,
			      finding->end,
			      finding->detail);
}

/**
 * wd_finding_free:
 * @finding: (nullable) (transfer full): a finding
 */
void
wd_finding_free(WdFinding *finding)
{
	if (finding == NULL)
		return;
	g_free(finding->detail);
	g_free(finding);
}

/**
 * wd_finding_compare:
 * @a: (type WdFinding**): an element of an array of findings
 * @b: (type WdFinding**): another
 *
 * For g_ptr_array_sort(): what asks for most comes first, then what weighs most.
 *
 * Returns: less than 0, 0 or more than 0
 */
gint
wd_finding_compare(gconstpointer a, gconstpointer b)
{
	const WdFinding *first = *(const WdFinding *const *)a;
	const WdFinding *second = *(const WdFinding *const *)b;

	if (first->action != second->action)
		return first->action > second->action ? -1 : 1;
	return (first->weight < second->weight) - (first->weight > second->weight);
}
