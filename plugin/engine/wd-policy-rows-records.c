/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
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
		.doc = N_("Encrypted logs: for people who had logging on, always, or never."),
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
		.doc = N_("Further age recipients that can open every log, "
			  "such as the company's recovery key."),
	},
	{
		.key = WD_KEY_LOGS_REQUIRE_ESCROW,
		.group = "Logs",
		.name = "RequireEscrow",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Writes no log unless it can be sealed to every one of "
			  "EscrowRecipients."),
	},
	{
		.key = WD_KEY_LOGS_HONOUR_NO_LOG,
		.group = "Logs",
		.name = "HonourNoLog",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Does not log messages that another plugin, such as "
			  "OTR, marked as not to be logged."),
	},
	{
		.key = WD_KEY_LOGS_RETENTION,
		.group = "Logs",
		.name = "Retention",
		.type = WD_TYPE_DURATION,
		.fallback = "P0D",
		.strict = "P0D",
		.maximum = 3.2e12,
		.since = "0.1",
		.doc = N_("How long logs are kept after the end of their month, such as P3Y; P0D: "
			  "for ever."),
	},
	{
		.key = WD_KEY_LOGS_CHAT_RETENTION,
		.group = "Logs",
		.name = "ChatRetention",
		.type = WD_TYPE_DURATION,
		.fallback = "P0D",
		.strict = "P0D",
		.maximum = 3.2e12,
		.since = "0.1",
		.doc = N_("The same for logs of chat rooms; P0D: as Retention says."),
	},
	{
		.key = WD_KEY_LOGS_SYSTEM_RETENTION,
		.group = "Logs",
		.name = "SystemRetention",
		.type = WD_TYPE_DURATION,
		.fallback = "P0D",
		.strict = "P0D",
		.maximum = 3.2e12,
		.since = "0.1",
		.doc = N_("The same for logs of who came and went; P0D: as Retention says."),
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
		.doc = N_("Logs that nothing deletes: *, all of them; a month, such as 2026-11; a "
			  "name, which HoldKey lets Warden recognise; hash: and the 64 digits of "
			  "a name's hash. What cannot be told apart is held."),
	},
	{
		.key = WD_KEY_LOGS_HOLD_KEY,
		.group = "Logs",
		.name = "HoldKey",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.since = "0.1",
		.doc = N_(
			"64 hexadecimal digits. With it a keyed hash of the contact stands beside "
			"each log, so that a hold on a name can be told without opening the log."),
	},
	{
		.key = WD_KEY_LOGS_OFF_PROTOCOLS,
		.group = "Logs",
		.name = "OffProtocols",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PROTOCOL,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Protocols of which nothing is logged, such as prpl-irc."),
	},
	{
		.key = WD_KEY_LOGS_OFF_PEERS,
		.group = "Logs",
		.name = "OffPeers",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PEER,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Contacts and rooms of which nothing is logged."),
	},
	{
		.key = WD_KEY_LOGS_RELOCK_AFTER,
		.group = "Logs",
		.name = "RelockAfter",
		.type = WD_TYPE_DURATION,
		.fallback = "PT15M",
		.strict = "PT5M",
		.maximum = 8.64e7,
		.since = "0.1",
		.doc = N_(
			"How long after the last reading of a log the private key stays in memory, "
			"where a passphrase protects it; PT0S: until the client ends."),
	},
	{
		.key = WD_KEY_AUDIT_ENABLED,
		.group = "Audit",
		.name = "Enabled",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Keeps the audit trail."),
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
		.doc = N_("age recipients of the auditors who can check the trail."),
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
		.doc = N_("What happens when the audit trail cannot be written."),
	},
	{
		.key = WD_KEY_AUDIT_TARGET,
		.group = "Audit",
		.name = "Target",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "journald",
		.item = WD_ITEM_TARGET,
		.since = "0.1",
		.doc = N_("Where audit lines are sent besides the file: journald, syslog (the "
			  "socket /dev/log), rfc5424+tcp://HOST:PORT, rfc5424+udp://HOST:PORT or "
			  "rfc5424+unix:/SOCKET; empty: nowhere. Encryption on the way is for the "
			  "syslog daemon of the computer."),
	},
	{
		.key = WD_KEY_AUDIT_ENTERPRISE_NUMBER,
		.group = "Audit",
		.name = "EnterpriseNumber",
		.type = WD_TYPE_INTEGER,
		.fallback = "32473",
		.strict = "32473",
		.minimum = 1,
		.maximum = 4294967295.0,
		.since = "0.1",
		.doc = N_("The company's private enterprise number (IANA), which names the "
			  "structured "
			  "data of RFC 5424 lines; 32473 is the one for examples."),
	},
	{
		.key = WD_KEY_AUDIT_SPOOL_MEGABYTES,
		.group = "Audit",
		.name = "SpoolMegabytes",
		.type = WD_TYPE_INTEGER,
		.fallback = "64",
		.strict = "64",
		.minimum = 1,
		.maximum = 10000,
		.since = "0.1",
		.doc = N_(
			"How much of the trail waits for a collector that does not answer. What is "
			"older is passed over, and the collector is told which numbers are "
			"missing."),
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
		.doc = N_("Whether the trail names other people or only pseudonyms."),
	},
};

const guint wd_policy_n_rows_records = G_N_ELEMENTS(wd_policy_rows_records);
