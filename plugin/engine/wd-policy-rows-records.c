/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-rows.h"

/* [Logs], [Audit]: what is kept, who else can read it, and for how long. */

static const char *const logs_modes[] = {"auto", "always", "never", NULL};
static const char *const on_failure[] = {"allow", "warn", "block", NULL};
static const char *const peer_names[] = {"hashed", "clear", NULL};

const WdPolicySchemaRow wd_policy_rows_records[] = {
	{
		.key = WD_KEY_LOGS_MODE,
		.group = "Logs",
		.name = "Mode",
		.type = WD_TYPE_CHOICE,
		.fallback = "auto",
		.strict = "auto",
		.choices = logs_modes,
		.since = "0.1",
		.doc = "Encrypted logs: for people who had logging on, always, or never.",
	},
	{
		.key = WD_KEY_LOGS_ESCROW_RECIPIENTS,
		.group = "Logs",
		.name = "EscrowRecipients",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "unreadable",
		.item = WD_ITEM_RECIPIENT,
		.is_union = TRUE,
		.since = "0.1",
		.doc = "Further age recipients that can open every log, "
		       "such as the company's recovery key.",
	},
	{
		.key = WD_KEY_LOGS_REQUIRE_ESCROW,
		.group = "Logs",
		.name = "RequireEscrow",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = "Writes no log unless it can be sealed to every one of "
		       "EscrowRecipients.",
	},
	{
		.key = WD_KEY_LOGS_HONOUR_NO_LOG,
		.group = "Logs",
		.name = "HonourNoLog",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = "Does not log messages that another plugin, such as "
		       "OTR, marked as not to be logged.",
	},
	{
		.key = WD_KEY_LOGS_RETENTION,
		.group = "Logs",
		.name = "Retention",
		.type = WD_TYPE_DURATION,
		.fallback = "P0D",
		.strict = "P0D",
		.maximum = 3.2e12,
		.is_reserved = TRUE,
		.since = "0.1",
		.doc = "How long logs are kept, such as P3Y; P0D: for ever.",
	},
	{
		.key = WD_KEY_LOGS_LEGAL_HOLD,
		.group = "Logs",
		.name = "LegalHold",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "*",
		.item = WD_ITEM_PEER,
		.is_union = TRUE,
		.since = "0.1",
		.doc = "People whose logs are kept. While it names anybody, no log can be "
		       "deleted by hand.",
	},
	{
		.key = WD_KEY_AUDIT_ENABLED,
		.group = "Audit",
		.name = "Enabled",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = "Keeps the audit trail.",
	},
	{
		.key = WD_KEY_AUDIT_RECIPIENTS,
		.group = "Audit",
		.name = "AuditRecipients",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_RECIPIENT,
		.is_union = TRUE,
		.since = "0.1",
		.doc = "age recipients of the auditors who can check the trail.",
	},
	{
		.key = WD_KEY_AUDIT_ON_FAILURE,
		.group = "Audit",
		.name = "OnAuditFailure",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "block",
		.choices = on_failure,
		.since = "0.1",
		.doc = "What happens when the audit trail cannot be written.",
	},
	{
		.key = WD_KEY_AUDIT_TARGET,
		.group = "Audit",
		.name = "Target",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.is_reserved = TRUE,
		.since = "0.1",
		.doc = "Where audit lines are sent besides the file; empty: nowhere.",
	},
	{
		.key = WD_KEY_AUDIT_PEER_NAMES,
		.group = "Audit",
		.name = "PeerNames",
		.type = WD_TYPE_CHOICE,
		.fallback = "hashed",
		.strict = "hashed",
		.choices = peer_names,
		.since = "0.1",
		.doc = "Whether the trail names other people or only pseudonyms.",
	},
};

const guint wd_policy_n_rows_records = G_N_ELEMENTS(wd_policy_rows_records);
