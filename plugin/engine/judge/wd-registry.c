/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-registry.h"

#include "engine/detect/wd-company-rule.h"
#include "engine/detect/wd-contact-lists.h"
#include "engine/detect/wd-encryption-gate.h"
#include "engine/detect/wd-file-content.h"
#include "engine/detect/wd-first-link.h"
#include "engine/detect/wd-flood.h"
#include "engine/detect/wd-imitation.h"
#include "engine/detect/wd-machine-trace.h"
#include "engine/detect/wd-risky-file.h"
#include "engine/detect/wd-risky-link.h"
#include "engine/detect/wd-secret-leak.h"
#include "engine/detect/wd-spim.h"
#include "engine/detect/wd-stranger-gate.h"
#include "engine/detect/wd-worm.h"

/* The order shows reasons to people; it never changes a verdict. */
static const WdDetector *const detectors[] = {
	&wd_contact_lists,
	&wd_company_rule,
	&wd_stranger_gate,
	&wd_first_link,
	&wd_imitation,
	&wd_spim,
	&wd_flood,
	&wd_worm,
	&wd_risky_link,
	&wd_file_content,
	&wd_risky_file,
	&wd_secret_leak,
	&wd_machine_trace,
	&wd_encryption_gate,
	NULL,
};

/**
 * wd_registry_get_detectors:
 *
 * Returns: (transfer none): every detector, NULL-terminated
 */
const WdDetector *const *
wd_registry_get_detectors(void)
{
	return detectors;
}

/**
 * wd_registry_has_code:
 * @code: a finding's code
 *
 * Returns: whether some detector lists @code
 */
gboolean
wd_registry_has_code(const char *code)
{
	for (guint i = 0; detectors[i] != NULL; i++) {
		if (g_strv_contains(detectors[i]->codes, code))
			return TRUE;
	}
	return FALSE;
}
