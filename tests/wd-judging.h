/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <string.h>

#include "engine/judge/wd-judge.h"
#include "engine/judge/wd-registry.h"

/* One setting that differs from the built-in ones. */
typedef struct {
	WdPolicyKey key;
	const char *value; /* NULL: none */
} WdTestSetting;

static const WdContext wd_test_contact G_GNUC_UNUSED = {
	.is_known = TRUE,
	.is_roster_loaded = TRUE,
	.contact_age_ms = -1,
};
static const WdContext wd_test_stranger G_GNUC_UNUSED = {
	.is_roster_loaded = TRUE,
	.is_first_message = TRUE,
	.contact_age_ms = -1,
};

static inline WdPolicy *
wd_test_policy(WdTestSetting setting)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	if (setting.value != NULL)
		settings[setting.key] =
			(WdPolicySetting){.text = (char *)setting.value, .level = WD_LEVEL_USER};
	return wd_policy_new(settings, NULL);
}

/* Judges, and holds every verdict to what no detector may break. */
static inline WdVerdict *
wd_test_judge(const WdEvent *fields, const WdContext *context, WdTestSetting setting)
{
	g_autoptr(WdEvent) event = wd_event_new(fields);
	g_autoptr(WdPolicy) policy = wd_test_policy(setting);
	WdVerdict *verdict = wd_judge(event, context, policy);
	const char *ranged = event->kind == WD_EVENT_LINK && event->url ? event->url : event->text;

	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		g_assert_true(wd_registry_has_code(finding->code));
		g_assert_cmpuint(finding->start, <=, finding->end);
		g_assert_cmpuint(finding->end, <=, strlen(ranged));
		g_assert_cmpint(finding->action, <=, verdict->action);
	}
	return verdict;
}
