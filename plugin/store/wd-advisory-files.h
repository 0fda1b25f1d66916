/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-advisory.h"
#include "engine/wd-policy.h"
#include "store/wd-name-files.h"

/*
 * Known holes: what this program ships, and the files that [Enforce] Advisories names. A managed
 * file is believed only if somebody else wrote it, as policy files are.
 */

#define WD_ADVISORY_FILE_MAX_BYTES (256 * 1024) /* of one file; the rest is not read */

typedef struct {
	GPtrArray *advisories; /* of WdAdvisory * */
	GPtrArray *problems;   /* of WdPolicyProblem * */
} WdAdvisoryResult;

WdAdvisoryResult *wd_advisory_files_read(const WdPolicy *policy, const WdNamePlaces *places);
void wd_advisory_result_free(WdAdvisoryResult *result);
const WdAdvisory *
wd_advisory_result_find(const WdAdvisoryResult *result, const char *subject, const char *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAdvisoryResult, wd_advisory_result_free)
