/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-verdict.h"

#include "engine/wd-limits.h"

static const char *const risks[] = {
	[WD_RISK_SAFE] = "safe",
	[WD_RISK_SUSPICIOUS] = "suspicious",
	[WD_RISK_DANGEROUS] = "dangerous",
};

static void
free_link(gpointer pointer)
{
	WdLinkReport *link = pointer;

	g_free(link->url);
	g_free(link->host);
	g_free(link->registrable);
	g_ptr_array_unref(link->codes);
	g_free(link);
}

/**
 * wd_verdict_new:
 *
 * Returns: (transfer full): a verdict that allows, with nothing found
 */
WdVerdict *
wd_verdict_new(void)
{
	WdVerdict *verdict = g_new0(WdVerdict, 1);

	verdict->findings = g_ptr_array_new_with_free_func((GDestroyNotify)wd_finding_free);
	verdict->links = g_ptr_array_new_with_free_func(free_link);
	verdict->spim_probability = -1;
	return verdict;
}

/**
 * wd_verdict_copy:
 * @verdict: a verdict
 *
 * Copies the decision and its reasons, for who goes on to add to them; links and the masked text
 * stay behind.
 *
 * Returns: (transfer full): a verdict of its own
 */
WdVerdict *
wd_verdict_copy(const WdVerdict *verdict)
{
	WdVerdict *copy = wd_verdict_new();

	for (guint i = 0; i < verdict->findings->len; i++)
		g_ptr_array_add(copy->findings,
				wd_finding_copy(g_ptr_array_index(verdict->findings, i)));
	copy->action = verdict->action;
	copy->score = verdict->score;
	copy->spim_probability = verdict->spim_probability;
	copy->treatment = verdict->treatment;
	return copy;
}

/**
 * wd_verdict_free:
 * @verdict: (nullable) (transfer full): a verdict
 */
void
wd_verdict_free(WdVerdict *verdict)
{
	if (verdict == NULL)
		return;
	g_ptr_array_unref(verdict->findings);
	g_ptr_array_unref(verdict->links);
	g_free(verdict->redacted);
	g_free(verdict);
}

/**
 * wd_verdict_add:
 * @verdict: the verdict so far
 * @finding: (transfer full): one more reason
 *
 * Raises the action to the finding's and adds its weight. Over %WD_LIMIT_FINDINGS the finding still
 * counts, but is no longer listed: the list is for people.
 */
void
wd_verdict_add(WdVerdict *verdict, WdFinding *finding)
{
	verdict->action = MAX(verdict->action, finding->action);
	verdict->score += finding->weight;
	if (verdict->findings->len < WD_LIMIT_FINDINGS)
		g_ptr_array_add(verdict->findings, finding);
	else
		wd_finding_free(finding);
}

/**
 * wd_verdict_add_link:
 * @verdict: the verdict so far
 * @url: copied
 *
 * Returns: (transfer none): a report for @url, safe until its detector says otherwise
 */
WdLinkReport *
wd_verdict_add_link(WdVerdict *verdict, const char *url)
{
	WdLinkReport *link = g_new0(WdLinkReport, 1);

	link->url = g_strdup(url);
	link->codes = g_ptr_array_new();
	g_ptr_array_add(verdict->links, link);
	return link;
}

/**
 * wd_verdict_has:
 * @verdict: a verdict
 * @code: a finding's code
 *
 * Returns: whether @code is among the listed findings
 */
gboolean
wd_verdict_has(const WdVerdict *verdict, const char *code)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (g_str_equal(finding->code, code))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_verdict_get_main_finding:
 * @verdict: a verdict
 *
 * Returns: (transfer none) (nullable): the finding that asks for most, the heaviest of them; NULL
 * when nothing was found
 */
const WdFinding *
wd_verdict_get_main_finding(const WdVerdict *verdict)
{
	const WdFinding *best = NULL;

	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (best == NULL || finding->action > best->action ||
		    (finding->action == best->action && finding->weight > best->weight))
			best = finding;
	}
	return best;
}

/**
 * wd_risk_to_string:
 * @risk: a link's risk
 *
 * Returns: (transfer none): its word in verdict lines; never translated
 */
const char *
wd_risk_to_string(WdRisk risk)
{
	g_return_val_if_fail((guint)risk < G_N_ELEMENTS(risks), NULL);
	return risks[risk];
}
