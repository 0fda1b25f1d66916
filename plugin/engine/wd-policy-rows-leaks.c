/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
#include "engine/wd-policy-rows.h"

/* [Leaks], [Encryption]: what the person sends. */

static const char *const on_failure[] = {"allow", "warn", "block", NULL};
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
		.doc = N_("Looks for secrets in what is sent."),
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
		.doc = N_("A secret in an outgoing message: ask, mask it, hold the "
			  "message, or block it."),
	},
	{
		.key = WD_KEY_LEAKS_CARDS,
		.group = "Leaks",
		.name = "Cards",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for numbers of payment cards."),
	},
	{
		.key = WD_KEY_LEAKS_PRIVATE_KEYS,
		.group = "Leaks",
		.name = "PrivateKeys",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for private keys."),
	},
	{
		.key = WD_KEY_LEAKS_BANK_ACCOUNTS,
		.group = "Leaks",
		.name = "BankAccounts",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for international numbers of bank accounts (IBAN)."),
	},
	{
		.key = WD_KEY_LEAKS_WALLETS,
		.group = "Leaks",
		.name = "Wallets",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for addresses and keys of crypto currencies."),
	},
	{
		.key = WD_KEY_LEAKS_PERSONAL_NUMBERS,
		.group = "Leaks",
		.name = "PersonalNumbers",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_(
			"Looks for numbers that states and insurers give to people, such as social "
			"security and tax numbers, of some eighty countries."),
	},
	{
		.key = WD_KEY_LEAKS_TOKENS,
		.group = "Leaks",
		.name = "Tokens",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for keys and tokens of services, such as AWS, GitHub or Slack."),
	},
	{
		.key = WD_KEY_LEAKS_PASSWORDS,
		.group = "Leaks",
		.name = "Passwords",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Looks for passwords that are said as such: “my password is …”."),
	},
	{
		.key = WD_KEY_LEAKS_KEYWORDS,
		.group = "Leaks",
		.name = "Keywords",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "*",
		.item = WD_ITEM_TEXT,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Words and phrases of the company that must not leave, such as Project "
			  "Falcon. They are found as whole words, in any case, whatever gaps and "
			  "signs stand between the words of a phrase."),
	},
	{
		.key = WD_KEY_LEAKS_PATTERNS,
		.group = "Leaks",
		.name = "Patterns",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = ".",
		.item = WD_ITEM_PATTERN,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Regular expressions in Perl's syntax for what must not leave, such as "
			  "\\bKD-[0-9]{6}\\b: a backslash is written twice. The first group in "
			  "parentheses, if there is one, is what gets masked."),
	},
	{
		.key = WD_KEY_LEAKS_LABELS,
		.group = "Leaks",
		.name = "Labels",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "*",
		.item = WD_ITEM_TEXT,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_(
			"Labels of confidential documents, such as TLP:RED or INTERNAL ONLY. They "
			"are found as whole words and exactly as they are written here."),
	},
	{
		.key = WD_KEY_LEAKS_DOCUMENTS,
		.group = "Leaks",
		.name = "Documents",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PATH,
		.since = "0.1",
		.doc = N_(
			"The index of confidential documents that wardenctl lists compile "
			"--fingerprints wrote. Passages of them are known again in messages. Where "
			"it "
			"cannot be read OnPatternFailure holds."),
	},
	{
		.key = WD_KEY_LEAKS_ASK_REASON,
		.group = "Leaks",
		.name = "AskReason",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "false",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Whoever sends a secret anyway says why; the audit trail keeps the "
			  "reason."),
	},
	{
		.key = WD_KEY_LEAKS_ON_PATTERN_FAILURE,
		.group = "Leaks",
		.name = "OnPatternFailure",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "block",
		.choices = on_failure,
		.since = "0.1",
		.doc = N_(
			"A message on which a pattern takes too long to be tried to its end: send "
			"it, "
			"ask, or block it."),
	},
	{
		.key = WD_KEY_LEAKS_ACTION_FOR,
		.group = "Leaks",
		.name = "ActionFor",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "*:*=hold",
		.item = WD_ITEM_LEAK_ACTION,
		.since = "0.1",
		.doc = N_(
			"What becomes of one kind of secret on its way to somebody, instead of "
			"Action: KIND:NAME=ACTION, such as card,account:*@bank.example=allow. "
			"Kinds "
			"are private-key, token, card, account, wallet, person, password, keyword, "
			"pattern, label, document and *; names are as in RequireEndToEnd, for "
			"rooms "
			"the room's; actions are allow, note, warn, redact, hold and block. The "
			"first that matches counts. While Action is managed, a list of the "
			"person's "
			"own does not count."),
	},
	{
		.key = WD_KEY_LEAKS_INTERNAL_DOMAINS,
		.group = "Leaks",
		.name = "InternalDomains",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_DOMAIN,
		.since = "0.1",
		.doc = N_(
			"The company's own domains. What goes to people and rooms there, and below "
			"them, may hold secrets. While Action is managed, a list of the person's "
			"own does not count."),
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
		.doc = N_("A message to a stranger that gives away addresses, names or open "
			  "ports of this computer, as a Trojan would send it."),
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
		.doc = N_("People to whom messages go only when encrypted from end to end: names, "
			  "group:NAME for a group of the buddy list, peer-group:NAME for one of "
			  "[Contacts] Groups."),
	},
	{
		.key = WD_KEY_ENCRYPTION_ON_FALLBACK,
		.group = "Encryption",
		.name = "OnFallback",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "block",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("A message that would go in the clear to somebody to whom the last one "
			  "went "
			  "encrypted from end to end."),
	},
	{
		.key = WD_KEY_ENCRYPTION_ON_NEW_KEY,
		.group = "Encryption",
		.name = "OnNewKey",
		.type = WD_TYPE_CHOICE,
		.fallback = "warn",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("The first message to somebody whose key of OTR is another one than "
			  "before."),
	},
};

const guint wd_policy_n_rows_leaks = G_N_ELEMENTS(wd_policy_rows_leaks);
