/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-rows.h"

/* [Enforce]: what keeps all of this in force. */

const WdPolicySchemaRow wd_policy_rows_enforce[] = {
	{
		.key = WD_KEY_ENFORCE_PREVENT_UNLOAD,
		.group = "Enforce",
		.name = "PreventUnload",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = "Refuses to be unloaded while the client runs.",
	},
	{
		.key = WD_KEY_ENFORCE_BLOCK_DBUS_MESSAGES,
		.group = "Enforce",
		.name = "BlockDBusMessages",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.is_reserved = TRUE,
		.since = "0.1",
		.doc = "Keeps message text off the session D-Bus.",
	},
};

const guint wd_policy_n_rows_enforce = G_N_ELEMENTS(wd_policy_rows_enforce);
