/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-doctor.h"

#include <glib/gi18n-lib.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-json-text.h"
#include "engine/wd-fact.h"
#include "store/wd-checkup.h"
#include "ui/wd-columns.h"
#include "ui/wd-fact-text.h"

#define LEVEL_COLUMNS 14 /* "nicht geschützt" is longer, and stands out by that */

static void
gather(const WdCtl *ctl, WdPolicyStore *store, const char *base, GPtrArray *facts)
{
	const WdPolicy *policy = wd_policy_store_get(store);
	g_autofree char *user_folder = g_path_get_dirname(base);
	gint64 now_ms = g_get_real_time() / 1000;

	wd_checkup_policy(store, facts);
	wd_checkup_settings(policy, facts);
	wd_checkup_prefs(user_folder, facts);
	wd_checkup_keys(base, policy, facts);
	wd_checkup_state(base, facts);
	wd_checkup_trail(base, policy, now_ms, facts);
	wd_checkup_spool(base, policy, now_ms, facts);
	wd_checkup_profile(user_folder, facts);
	/* Another profile than the person's own says nothing about the home folder. */
	if (ctl->profile == NULL)
		wd_checkup_home(g_get_home_dir(), facts);
}

static void
print_json(const WdCtl *ctl, const GPtrArray *facts)
{
	g_autoptr(GString) json = g_string_new("{");

	wd_json_text_member(json, "worst", wd_fact_level_to_string(wd_facts_get_worst(facts)));
	wd_json_text_key(json, "facts");
	g_string_append_c(json, '[');
	for (guint i = 0; i < facts->len; i++) {
		const WdFact *fact = g_ptr_array_index(facts, i);
		g_autofree char *text = wd_fact_text(fact);

		g_string_append(json, i == 0 ? "{" : ",{");
		wd_json_text_member(json, "code", fact->code);
		wd_json_text_member(json, "level", wd_fact_level_to_string(fact->level));
		wd_json_text_key(json, "count");
		g_string_append_printf(json, "%" G_GUINT64_FORMAT, fact->count);
		wd_json_text_member(json, "detail", fact->detail);
		wd_json_text_member(json, "text", text);
		g_string_append_c(json, '}');
	}
	wd_ctl_print(ctl, "%s]}\n", json->str);
}

static void
print_fact(const WdCtl *ctl, const char *level, const char *text)
{
	wd_ctl_print(ctl,
		     "%s%*s %s\n",
		     level,
		     MAX(0, LEVEL_COLUMNS - (int)wd_columns_count(level)),
		     "",
		     text);
}

/* The worst first: that is what somebody looks for. */
static void
print_text(const WdCtl *ctl, const GPtrArray *facts)
{
	for (int level = WD_FACT_BAD; level >= WD_FACT_GOOD; level--) {
		for (guint i = 0; i < facts->len; i++) {
			const WdFact *fact = g_ptr_array_index(facts, i);
			g_autofree char *text = wd_fact_text(fact);

			if ((int)fact->level == level)
				print_fact(ctl, wd_fact_text_for_level(fact->level), text);
		}
	}
}

/**
 * wd_ctl_doctor:
 * @ctl: the command
 *
 * Looks at policy, keys, trail, collectors and at what lies in the clear in a profile.
 *
 * Returns: %WD_CTL_FOUND when somebody should do something about it
 */
WdCtlExit
wd_ctl_doctor(WdCtl *ctl)
{
	g_autofree char *base = NULL;
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(GPtrArray) facts = wd_facts_new();
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, NULL, 0, 0))
		return WD_CTL_USAGE;
	if (!wd_crypto_start(&error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	base = wd_ctl_get_base(ctl);
	store = wd_policy_store_open_to_read(base, wd_policy_places_get_installed());
	gather(ctl, store, base, facts);
	if (ctl->is_json)
		print_json(ctl, facts);
	else
		print_text(ctl, facts);
	return wd_facts_get_worst(facts) >= WD_FACT_WARNING ? WD_CTL_FOUND : WD_CTL_GOOD;
}
