/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
#include "engine/wd-policy-rows.h"

/* [Enforce]: what keeps all of this in force. */

static const char *const on_advisory[] = {"ignore", "warn", "refuse", NULL};

const WdPolicySchemaRow wd_policy_rows_enforce[] = {
	{
		.key = WD_KEY_ENFORCE_PREVENT_UNLOAD,
		.group = "Enforce",
		.name = "PreventUnload",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Refuses to be unloaded while the client runs."),
	},
	{
		.key = WD_KEY_ENFORCE_BLOCK_DBUS_MESSAGES,
		.group = "Enforce",
		.name = "BlockDBusMessages",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Keeps message text off the session D-Bus: libpurple's whole interface "
			  "there "
			  "is switched off until the client is started again."),
	},
	{
		.key = WD_KEY_ENFORCE_BANNED_PLUGINS,
		.group = "Enforce",
		.name = "BannedPlugins",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "core-plugin_pack-autoaccept;core-plugin_pack-slashexec",
		.item = WD_ITEM_TEXT,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Plugins that must not run, by their ids, such as "
			  "core-plugin_pack-autoaccept. They are switched off as soon as somebody "
			  "switches them on."),
	},
	{
		.key = WD_KEY_ENFORCE_MIN_CLIENT_VERSION,
		.group = "Enforce",
		.name = "MinClientVersion",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_VERSION,
		.since = "0.1",
		.doc = N_(
			"Oldest libpurple that may sign on, such as 2.14.12: older ones have known "
			"holes. Empty: any."),
	},
	{
		.key = WD_KEY_ENFORCE_ADVISORIES,
		.group = "Enforce",
		.name = "Advisories",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PATH,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Files with known holes, besides those that are shipped: a line is "
			  "libpurple "
			  "or a protocol's id, versions such as <2.14.9, an address or -, and what "
			  "the "
			  "hole is. Names without a path lie in the folder for lists."),
	},
	{
		.key = WD_KEY_ENFORCE_ON_ADVISORY,
		.group = "Enforce",
		.name = "OnAdvisory",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "refuse",
		.choices = on_advisory,
		.since = "0.1",
		.doc = N_("What becomes of a client with a known hole: nothing, people are told to "
			  "have it updated, or no account of it signs on."),
	},
	{
		.key = WD_KEY_ENFORCE_ALLOW_PAUSE,
		.group = "Enforce",
		.name = "AllowPause",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "false",
		.since = "0.1",
		.doc = N_(
			"Lets the person pause for ten minutes: messages that would be held for "
			"their words or links arrive with a mark. Locked settings, files, what is "
			"sent, logs and clicks on links do not pause."),
	},
};

const guint wd_policy_n_rows_enforce = G_N_ELEMENTS(wd_policy_rows_enforce);
