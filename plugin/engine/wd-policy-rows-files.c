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
	{
		.key = WD_KEY_FILES_MAX_MEGABYTES,
		.group = "Files",
		.name = "MaxMegabytes",
		.type = WD_TYPE_INTEGER,
		.fallback = "4096",
		.strict = "4096",
		.minimum = 1,
		.maximum = 1048576,
		.since = "0.1",
		.doc = "The largest file that is received or sent. What arrives is stopped there, "
		       "also when its sender said no size or a false one.",
	},
	{
		.key = WD_KEY_FILES_QUARANTINE_MEGABYTES,
		.group = "Files",
		.name = "QuarantineMegabytes",
		.type = WD_TYPE_INTEGER,
		.fallback = "4096",
		.strict = "4096",
		.minimum = 1,
		.maximum = 1048576,
		.since = "0.1",
		.doc = "How much of the disk received files take that wait for review. The oldest "
		       "go first.",
	},
	{
		.key = WD_KEY_FILES_QUARANTINE_DAYS,
		.group = "Files",
		.name = "QuarantineDays",
		.type = WD_TYPE_INTEGER,
		.fallback = "60",
		.strict = "60",
		.minimum = 1,
		.maximum = 3650,
		.since = "0.1",
		.doc = "How long a received file waits that nobody decides about.",
	},
};

const guint wd_policy_n_rows_files = G_N_ELEMENTS(wd_policy_rows_files);
