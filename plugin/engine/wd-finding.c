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
