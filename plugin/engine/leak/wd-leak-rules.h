/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-leak-scan.h"
#include "engine/wd-knowledge.h"

/*
 * What a company itself calls confidential: words and phrases, labels, patterns. Made once for a
 * policy, because compiling patterns takes longer than judging a message.
 */

WdLeakRules *wd_leak_rules_new(const char *const *keywords,
			       const char *const *patterns,
			       const char *const *labels);
void wd_leak_rules_free(WdLeakRules *rules);
WdLeakScanResult
wd_leak_rules_scan(const WdLeakRules *rules, const WdLeakText *view, guint kinds, GArray *hits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLeakRules, wd_leak_rules_free)
