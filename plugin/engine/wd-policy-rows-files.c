/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-rows.h"

/* [Files]: files. */

static const char *const on_failure[] = {"allow", "warn", "block", NULL};

const WdPolicySchemaRow wd_policy_rows_files[] = {
	{
		.key = WD_KEY_FILES_STRANGERS,
		.group = "Files",
		.name = "Strangers",
		.type = WD_TYPE_CHOICE,
		.fallback = "hold",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = "Dangerous types of file from strangers.",
	},
	{
		.key = WD_KEY_FILES_CONTACTS,
		.group = "Files",
		.name = "Contacts",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = "Dangerous types of file from contacts.",
	},
	{
		.key = WD_KEY_FILES_OUTGOING,
		.group = "Files",
		.name = "Outgoing",
		.type = WD_TYPE_CHOICE,
		.fallback = "note",
		.strict = "warn",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = "Dangerous types of file that are sent.",
	},
	{
		.key = WD_KEY_FILES_EXTRA_EXTENSIONS,
		.group = "Files",
		.name = "ExtraExtensions",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_EXTENSION,
		.is_union = TRUE,
		.since = "0.1",
		.doc = "File name extensions that are dangerous besides "
		       "the built-in ones, without the dot.",
	},
	{
		.key = WD_KEY_FILES_ON_SCANNER_FAILURE,
		.group = "Files",
		.name = "OnScannerFailure",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "block",
		.choices = on_failure,
		.is_reserved = TRUE,
		.since = "0.1",
		.doc = "What happens to a file when the virus scanner does not answer.",
	},
};

const guint wd_policy_n_rows_files = G_N_ELEMENTS(wd_policy_rows_files);
