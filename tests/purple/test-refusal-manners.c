/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-refusal-manners.h"
#include "wd-rows.h"

typedef struct {
	WdPolicyKey key;
	const char *value;
	WdPolicyLevel level;
} Setting;

/* Settings, and whether a refused peer hears of it. */
typedef struct {
	const char *name;
	Setting settings[2]; /* without a value: none */
	gboolean is_silent;
	gboolean must_be_first;
} MannersCase;

#define MANNERS WD_KEY_CONTACTS_REFUSED_REQUESTS
#define USER    WD_LEVEL_USER
#define VENDOR  WD_LEVEL_VENDOR_MANAGED
#define IT      WD_LEVEL_IT_MANAGED

static const MannersCase cases[] = {
	{"built-in", {{0}}, TRUE, FALSE},
	{"person-says-no", {{MANNERS, "deny", USER}}, FALSE, TRUE},
	{"company-says-no", {{MANNERS, "deny", IT}}, FALSE, TRUE},
	/* A company's block is answered before a plugin can accept; its own silence goes before. */
	{"company-denies", {{WD_KEY_CONTACTS_DENY, "x@b.example", IT}}, TRUE, TRUE},
	{"vendor-denies", {{WD_KEY_CONTACTS_DENY, "x@b.example", VENDOR}}, TRUE, TRUE},
	{"company-lists", {{WD_KEY_CONTACTS_DENY_LISTS, "spam.txt", IT}}, TRUE, TRUE},
	{"company-requests", {{WD_KEY_CONTACTS_REQUESTS, "block", IT}}, TRUE, TRUE},
	{"company-invitations", {{WD_KEY_CONTACTS_INVITATIONS, "block", IT}}, TRUE, TRUE},
	{"company-strangers", {{WD_KEY_CONTACTS_STRANGERS, "block", IT}}, TRUE, TRUE},
	{"company-strangers-for",
	 {{WD_KEY_CONTACTS_STRANGERS_FOR, "prpl-irc:block", IT}},
	 TRUE,
	 TRUE},
	{"company-denies-in-silence",
	 {{WD_KEY_CONTACTS_DENY, "x@b.example", IT}, {MANNERS, "ignore", IT}},
	 TRUE,
	 FALSE},
	{"person-asks-for-silence",
	 {{WD_KEY_CONTACTS_DENY, "x@b.example", IT}, {MANNERS, "ignore", USER}},
	 TRUE,
	 TRUE},
	/* What is nobody's block. */
	{"person-denies", {{WD_KEY_CONTACTS_DENY, "x@b.example", USER}}, TRUE, FALSE},
	{"company-recommends",
	 {{WD_KEY_CONTACTS_STRANGERS, "block", WD_LEVEL_IT_RECOMMENDED}},
	 TRUE,
	 FALSE},
	{"company-elsewhere", {{WD_KEY_LINKS_ACTION, "block", IT}}, TRUE, FALSE},
};

static void
test_manners(gconstpointer data)
{
	const MannersCase *row = data;
	WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(row->settings); i++) {
		const Setting *setting = &row->settings[i];

		if (setting->value != NULL)
			settings[setting->key] = (WdPolicySetting){.text = (char *)setting->value,
								   .level = setting->level};
	}
	policy = wd_policy_new(settings, NULL);
	g_assert_cmpint(wd_refusal_is_silent(policy), ==, row->is_silent);
	g_assert_cmpint(wd_refusal_must_be_first(policy), ==, row->must_be_first);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/refusal-manners/", cases, test_manners);
	return g_test_run();
}
