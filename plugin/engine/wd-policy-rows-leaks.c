/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-rows.h"

/* [Leaks], [Encryption]: what the person sends. */

static const char *const leak_actions[] = {"warn", "redact", "hold", "block", NULL};

const WdPolicySchemaRow wd_policy_rows_leaks[] = {
	{
		.key = WD_KEY_LEAKS_ENABLED,
		.group = "Leaks",
		.name = "Enabled",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = "Looks for secrets in what is sent.",
	},
	{
		.key = WD_KEY_LEAKS_ACTION,
		.group = "Leaks",
		.name = "Action",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "hold",
		.choices = leak_actions,
		.since = "0.1",
		.doc = "A secret in an outgoing message: ask, mask it, hold the "
		       "message, or block it.",
	},
	{
		.key = WD_KEY_LEAKS_CARDS,
		.group = "Leaks",
		.name = "Cards",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = "Looks for numbers of payment cards.",
	},
	{
		.key = WD_KEY_LEAKS_PRIVATE_KEYS,
		.group = "Leaks",
		.name = "PrivateKeys",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = "Looks for private keys.",
	},
	{
		.key = WD_KEY_LEAKS_MACHINE_TRACES,
		.group = "Leaks",
		.name = "MachineTraces",
		.type = WD_TYPE_CHOICE,
		.fallback = "hold",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = "A message to a stranger that gives away addresses, names or open "
		       "ports of this computer, as a Trojan would send it.",
	},
	{
		.key = WD_KEY_ENCRYPTION_REQUIRE_END_TO_END,
		.group = "Encryption",
		.name = "RequireEndToEnd",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "*",
		.item = WD_ITEM_PEER,
		.is_union = TRUE,
		.since = "0.1",
		.doc = "People to whom messages go only when encrypted from end to end.",
	},
};

const guint wd_policy_n_rows_leaks = G_N_ELEMENTS(wd_policy_rows_leaks);
