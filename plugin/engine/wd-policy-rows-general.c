/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
#include "engine/wd-policy-rows.h"

/* [Meta], [Notice], [Accounts]: what a policy is, what it says to people, and which accounts may be
 * used. */

/* In the order of WdRemember. */
static const char *const remember[] = {"false", "keyring", "true", NULL};
static const char *const tls_versions[] = {"any", "1.0", "1.1", "1.2", "1.3", NULL};
static const char *const on_decline[] = {"offline", "remind", NULL};

const WdPolicySchemaRow wd_policy_rows_general[] = {
	{
		.key = WD_KEY_META_POLICY_ID,
		.group = "Meta",
		.name = "PolicyId",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.since = "0.1",
		.doc = N_("Name of this policy, shown beside locked settings."),
	},
	{
		.key = WD_KEY_META_REVISION,
		.group = "Meta",
		.name = "Revision",
		.type = WD_TYPE_INTEGER,
		.fallback = "0",
		.strict = "0",
		.maximum = 2147483647,
		.since = "0.1",
		.doc = N_("Counts up with each change of the policy; a lower one "
			  "than last seen is reported."),
	},
	{
		.key = WD_KEY_META_ORGANISATION,
		.group = "Meta",
		.name = "Organisation",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.since = "0.1",
		.doc = N_("Who sets this policy, shown beside locked settings."),
	},
	{
		.key = WD_KEY_META_CONTACT,
		.group = "Meta",
		.name = "Contact",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.since = "0.1",
		.doc = N_("Whom to ask about this policy: an address or a telephone number."),
	},
	{
		.key = WD_KEY_META_EXPIRES,
		.group = "Meta",
		.name = "Expires",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_DATE,
		.since = "0.1",
		.doc = N_("Last day of this policy as YYYY-MM-DD. It stays in force "
			  "afterwards; people and the audit trail are told."),
	},
	{
		.key = WD_KEY_META_MIN_VERSION,
		.group = "Meta",
		.name = "MinVersion",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_VERSION,
		.since = "0.1",
		.doc = N_("Version of Purple Warden this policy was written for. An older one "
			  "takes "
			  "keys it does not know for newer ones instead of for mistakes."),
	},
	{
		.key = WD_KEY_NOTICE_TEXT,
		.group = "Notice",
		.name = "Text",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_NOTICE,
		.since = "0.1",
		.doc = N_(
			"A notice that has to be accepted before the first sign-on, such as what "
			"is "
			"logged and who can read it; \\n begins a new line. That logs can be read "
			"with "
			"a key of the company is added by itself when it is so."),
	},
	{
		.key = WD_KEY_NOTICE_VERSION,
		.group = "Notice",
		.name = "Version",
		.type = WD_TYPE_INTEGER,
		.fallback = "1",
		.strict = "1",
		.minimum = 1,
		.maximum = 2147483647,
		.since = "0.1",
		.doc = N_("Version of the notice. It is shown again when this or the text changes, "
			  "or "
			  "whose keys can open the logs."),
	},
	{
		.key = WD_KEY_NOTICE_ON_DECLINE,
		.group = "Notice",
		.name = "OnDecline",
		.type = WD_TYPE_CHOICE,
		.fallback = "offline",
		.strict = "offline",
		.choices = on_decline,
		.since = "0.1",
		.doc = N_("While the notice is not accepted: no account signs on, or the person is "
			  "only "
			  "reminded at each start."),
	},
	{
		.key = WD_KEY_NOTICE_DISCLAIMER,
		.group = "Notice",
		.name = "Disclaimer",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_LINE,
		.since = "0.1",
		.doc = N_(
			"One line that is sent to the other side before the person's first message "
			"in a conversation, such as that it is logged; empty: none."),
	},
	{
		.key = WD_KEY_NOTICE_GUIDELINES_URL,
		.group = "Notice",
		.name = "GuidelinesURL",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_URL,
		.since = "0.1",
		.doc = N_("Page with the company's rules, named at the end of every warning."),
	},
	{
		.key = WD_KEY_NOTICE_DRILL,
		.group = "Notice",
		.name = "Drill",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "false",
		.since = "0.1",
		.doc = N_("Whether people may play the rehearsal with scripted contacts."),
	},
	{
		.key = WD_KEY_ACCOUNTS_REQUIRE_TLS,
		.group = "Accounts",
		.name = "RequireTLS",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Refuses to sign on to an account whose connection is not "
			  "encrypted."),
	},
	{
		.key = WD_KEY_ACCOUNTS_MIN_TLS_VERSION,
		.group = "Accounts",
		.name = "MinTlsVersion",
		.type = WD_TYPE_CHOICE,
		.fallback = "any",
		.strict = "1.3",
		.choices = tls_versions,
		.since = "0.1",
		.doc = N_(
			"Oldest version of TLS that a connection may have, such as 1.2. Looked at "
			"on "
			"each connection, of any protocol, before anything is sent."),
	},
	{
		.key = WD_KEY_ACCOUNTS_STRICT_CERTIFICATES,
		.group = "Accounts",
		.name = "StrictCertificates",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Whether a certificate with a flaw ends the connection. Otherwise the "
			  "client "
			  "asks the person, and what they accept once it accepts for ever."),
	},
	{
		.key = WD_KEY_ACCOUNTS_CERTIFICATE_PINS,
		.group = "Accounts",
		.name = "CertificatePins",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "none",
		.item = WD_ITEM_PIN,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_(
			"Keys that servers must show, such as im.corp.example sha256/… (the "
			"SHA-256 of the public key in Base64): the server's own key, which then "
			"needs no authority and no name, or that of an authority that signed its "
			"certificate. Several pins for one server are alternatives. The word none "
			"lets no server's key do."),
	},
	{
		.key = WD_KEY_ACCOUNTS_CLEAR_PASSWORDS,
		.group = "Accounts",
		.name = "ClearPasswords",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "false",
		.since = "0.1",
		.doc = N_("Whether a password may be sent over a connection that is not encrypted: "
			  "on "
			  "XMPP after the person was asked, on IRC without a question."),
	},
	{
		.key = WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS,
		.group = "Accounts",
		.name = "AllowProtocols",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "none",
		.item = WD_ITEM_PROTOCOL,
		.since = "0.1",
		.doc = N_("Protocols that may be used, such as prpl-jabber; empty: all of "
			  "them. The "
			  "word none allows no protocol."),
	},
	{
		.key = WD_KEY_ACCOUNTS_ALLOW_SERVERS,
		.group = "Accounts",
		.name = "AllowServers",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "none",
		.item = WD_ITEM_DOMAIN,
		.since = "0.1",
		.doc = N_("Servers that accounts may use, such as corp.example or "
			  "*.corp.example; "
			  "empty: all of them. The account's domain and the server it connects to "
			  "must both be named. The word none allows no server."),
	},
	{
		.key = WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS,
		.group = "Accounts",
		.name = "RememberPasswords",
		.type = WD_TYPE_CHOICE,
		.fallback = "true",
		.strict = "false",
		.choices = remember,
		.since = "0.1",
		.doc = N_("Where passwords of accounts are remembered: nowhere (false), in the "
			  "desktop's keyring (keyring), or as the client does it, in the clear on "
			  "the disk (true)."),
	},
};

const guint wd_policy_n_rows_general = G_N_ELEMENTS(wd_policy_rows_general);
