/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-schema.h"

/*
 * Why each strict value is what it is: switches and choices take the side that protects; a list
 * that somebody wrote and that cannot be read takes an item which refuses (no protocol, encryption
 * for everyone, a recipient that no envelope accepts), because the list was meant to restrict.
 */

static const char *const actions[] = {"allow", "note", "warn", "hold", "block", NULL};
static const char *const strangers[] = {"allow", "screen", "challenge", "hold", "block", NULL};
static const char *const refusals[] = {"ignore", "deny", NULL};
static const char *const link_actions[] = {"warn", "plain", "hold", "block", NULL};
static const char *const leak_actions[] = {"warn", "redact", "hold", "block", NULL};
static const char *const logs_modes[] = {"auto", "always", "never", NULL};
static const char *const on_failure[] = {"allow", "warn", "block", NULL};
static const char *const peer_names[] = {"hashed", "clear", NULL};

static const WdPolicySchemaRow rows[WD_N_KEYS] = {
	[WD_KEY_META_POLICY_ID] =
		{
			.key = WD_KEY_META_POLICY_ID,
			.group = "Meta",
			.name = "PolicyId",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.since = "0.1",
			.doc = "Name of this policy, shown beside locked settings.",
		},
	[WD_KEY_META_REVISION] =
		{
			.key = WD_KEY_META_REVISION,
			.group = "Meta",
			.name = "Revision",
			.type = WD_TYPE_INTEGER,
			.fallback = "0",
			.strict = "0",
			.maximum = 2147483647,
			.since = "0.1",
			.doc = "Counts up with each change of the policy; a lower one "
			       "than last seen is reported.",
		},
	[WD_KEY_META_ORGANISATION] =
		{
			.key = WD_KEY_META_ORGANISATION,
			.group = "Meta",
			.name = "Organisation",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.since = "0.1",
			.doc = "Who sets this policy, shown beside locked settings.",
		},
	[WD_KEY_META_CONTACT] =
		{
			.key = WD_KEY_META_CONTACT,
			.group = "Meta",
			.name = "Contact",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.since = "0.1",
			.doc = "Whom to ask about this policy: an address or a telephone number.",
		},
	[WD_KEY_META_EXPIRES] =
		{
			.key = WD_KEY_META_EXPIRES,
			.group = "Meta",
			.name = "Expires",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_DATE,
			.since = "0.1",
			.doc = "Last day of this policy as YYYY-MM-DD. It stays in force "
			       "afterwards; people and the audit trail are told.",
		},
	[WD_KEY_META_MIN_VERSION] =
		{
			.key = WD_KEY_META_MIN_VERSION,
			.group = "Meta",
			.name = "MinVersion",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_VERSION,
			.since = "0.1",
			.doc = "Version of Purple Warden this policy was written for. An older one "
			       "takes "
			       "keys it does not know for newer ones instead of for mistakes.",
		},
	[WD_KEY_NOTICE_GUIDELINES_URL] =
		{
			.key = WD_KEY_NOTICE_GUIDELINES_URL,
			.group = "Notice",
			.name = "GuidelinesURL",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_URL,
			.is_reserved = TRUE,
			.since = "0.1",
			.doc = "Page with the company's rules, offered beside warnings.",
		},
	[WD_KEY_NOTICE_DRILL] =
		{
			.key = WD_KEY_NOTICE_DRILL,
			.group = "Notice",
			.name = "Drill",
			.type = WD_TYPE_BOOLEAN,
			.fallback = "true",
			.strict = "false",
			.since = "0.1",
			.doc = "Whether people may play the rehearsal with scripted contacts.",
		},
	[WD_KEY_ACCOUNTS_REQUIRE_TLS] =
		{
			.key = WD_KEY_ACCOUNTS_REQUIRE_TLS,
			.group = "Accounts",
			.name = "RequireTLS",
			.type = WD_TYPE_BOOLEAN,
			.fallback = "false",
			.strict = "true",
			.since = "0.1",
			.doc = "Refuses to sign on to an account whose connection is not "
			       "encrypted.",
		},
	[WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS] =
		{
			.key = WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS,
			.group = "Accounts",
			.name = "AllowProtocols",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "none",
			.item = WD_ITEM_PROTOCOL,
			.since = "0.1",
			.doc = "Protocols that may be used, such as prpl-jabber; empty: all of "
			       "them. The "
			       "word none allows no protocol.",
		},
	[WD_KEY_CONTACTS_STRANGERS] =
		{
			.key = WD_KEY_CONTACTS_STRANGERS,
			.group = "Contacts",
			.name = "Strangers",
			.type = WD_TYPE_CHOICE,
			.fallback = "screen",
			.strict = "hold",
			.choices = strangers,
			.since = "0.1",
			.doc = "Messages of people who are not contacts: let in, look for unwanted "
			       "messages, ask a question first, hold, or drop. With challenge the "
			       "sender gets a question, a right answer lets in what was held and "
			       "all that follows, and unwanted messages are held without one.",
		},
	[WD_KEY_CONTACTS_CHALLENGE_QUESTIONS] =
		{
			.key = WD_KEY_CONTACTS_CHALLENGE_QUESTIONS,
			.group = "Contacts",
			.name = "ChallengeQuestions",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "none",
			.item = WD_ITEM_QUESTION,
			.since = "0.1",
			.doc = "Questions for Strangers=challenge, such as What colour is the sky "
			       "on a clear day?=blue|light blue. One is picked by chance; any of "
			       "its "
			       "answers is right, in upper or lower case and inside a short "
			       "sentence. Empty: built-in questions, each a new one. The word none "
			       "asks nobody and holds.",
		},
	[WD_KEY_CONTACTS_CHALLENGE_PER_PEER] =
		{
			.key = WD_KEY_CONTACTS_CHALLENGE_PER_PEER,
			.group = "Contacts",
			.name = "ChallengePerPeer",
			.type = WD_TYPE_INTEGER,
			.fallback = "2",
			.strict = "1",
			.minimum = 1,
			.maximum = 5,
			.since = "0.1",
			.doc = "How many questions one stranger gets within ChallengeWindow. Each "
			       "may be answered twice; then there is silence.",
		},
	[WD_KEY_CONTACTS_CHALLENGE_WINDOW] =
		{
			.key = WD_KEY_CONTACTS_CHALLENGE_WINDOW,
			.group = "Contacts",
			.name = "ChallengeWindow",
			.type = WD_TYPE_DURATION,
			.fallback = "P1D",
			.strict = "P7D",
			.minimum = 3600000,
			.maximum = 7776000000,
			.since = "0.1",
			.doc = "How long a question can be answered, and how long it counts.",
		},
	[WD_KEY_CONTACTS_CHALLENGE_PER_ACCOUNT_PER_HOUR] =
		{
			.key = WD_KEY_CONTACTS_CHALLENGE_PER_ACCOUNT_PER_HOUR,
			.group = "Contacts",
			.name = "ChallengePerAccountPerHour",
			.type = WD_TYPE_INTEGER,
			.fallback = "10",
			.strict = "3",
			.maximum = 1000,
			.since = "0.1",
			.doc = "How many questions one account sends in an hour at most; whoever "
			       "writes then is held without one.",
		},
	[WD_KEY_CONTACTS_CHALLENGE_PER_HOUR] =
		{
			.key = WD_KEY_CONTACTS_CHALLENGE_PER_HOUR,
			.group = "Contacts",
			.name = "ChallengePerHour",
			.type = WD_TYPE_INTEGER,
			.fallback = "20",
			.strict = "6",
			.maximum = 1000,
			.since = "0.1",
			.doc = "How many questions all accounts together send in an hour at most.",
		},
	[WD_KEY_CONTACTS_STRANGERS_FOR] =
		{
			.key = WD_KEY_CONTACTS_STRANGERS_FOR,
			.group = "Contacts",
			.name = "StrangersFor",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "*=hold",
			.item = WD_ITEM_STRANGERS,
			.is_union = TRUE,
			.is_first_match = TRUE,
			.since = "0.1",
			.doc = "Exceptions from Strangers, such as "
			       "prpl-irc:*:*=allow or *@partner.example=screen: "
			       "NAME=TREATMENT or PROTOCOL:ACCOUNT:NAME=TREATMENT, with * and ?. "
			       "The "
			       "first that matches counts, managed ones before a person's own. "
			       "While "
			       "Strangers is managed a person's own do not count.",
		},
	[WD_KEY_CONTACTS_ALLOW] =
		{
			.key = WD_KEY_CONTACTS_ALLOW,
			.group = "Contacts",
			.name = "Allow",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_PEER,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "People who are never strangers, such as *@corp.example.",
		},
	[WD_KEY_CONTACTS_DENY] =
		{
			.key = WD_KEY_CONTACTS_DENY,
			.group = "Contacts",
			.name = "Deny",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_PEER,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "People whose messages, requests and files are always blocked.",
		},
	[WD_KEY_CONTACTS_ALLOW_LISTS] =
		{
			.key = WD_KEY_CONTACTS_ALLOW_LISTS,
			.group = "Contacts",
			.name = "AllowLists",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_PATH,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "Files of people who are never strangers, one name, @domain or "
			       "wildcard "
			       "a line; of a folder every *.txt and *.list. A name that is no full "
			       "path lies in warden/lists of the profile, a managed one in "
			       "/etc/warden/lists.",
		},
	[WD_KEY_CONTACTS_DENY_LISTS] =
		{
			.key = WD_KEY_CONTACTS_DENY_LISTS,
			.group = "Contacts",
			.name = "DenyLists",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_PATH,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "Files of people who are always blocked, in the same form. While a "
			       "managed one cannot be read, strangers are held.",
		},
	[WD_KEY_CONTACTS_REQUESTS] =
		{
			.key = WD_KEY_CONTACTS_REQUESTS,
			.group = "Contacts",
			.name = "Requests",
			.type = WD_TYPE_CHOICE,
			.fallback = "note",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Contact requests of strangers.",
		},
	[WD_KEY_CONTACTS_INVITATIONS] =
		{
			.key = WD_KEY_CONTACTS_INVITATIONS,
			.group = "Contacts",
			.name = "Invitations",
			.type = WD_TYPE_CHOICE,
			.fallback = "note",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Invitations of strangers to a chat room.",
		},
	[WD_KEY_CONTACTS_CALLS] =
		{
			.key = WD_KEY_CONTACTS_CALLS,
			.group = "Contacts",
			.name = "Calls",
			.type = WD_TYPE_CHOICE,
			.fallback = "note",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Voice and video calls of strangers.",
		},
	[WD_KEY_CONTACTS_FIRST_LINKS] =
		{
			.key = WD_KEY_CONTACTS_FIRST_LINKS,
			.group = "Contacts",
			.name = "FirstLinks",
			.type = WD_TYPE_CHOICE,
			.fallback = "allow",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "A link in the very first message or request of a stranger. "
			       "Allowed, "
			       "it still weighs with other signs of an unwanted message.",
		},
	[WD_KEY_CONTACTS_IMITATION] =
		{
			.key = WD_KEY_CONTACTS_IMITATION,
			.group = "Contacts",
			.name = "Imitation",
			.type = WD_TYPE_CHOICE,
			.fallback = "hold",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Links, files and requests of strangers whose name imitates a "
			       "contact's or the company's. Other messages of theirs, and "
			       "namesakes, are marked at most.",
		},
	[WD_KEY_CONTACTS_ATTENTION] =
		{
			.key = WD_KEY_CONTACTS_ATTENTION,
			.group = "Contacts",
			.name = "Attention",
			.type = WD_TYPE_CHOICE,
			.fallback = "note",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Calls for attention (nudges, buzzes) of strangers.",
		},
	[WD_KEY_CONTACTS_REFUSED_REQUESTS] =
		{
			.key = WD_KEY_CONTACTS_REFUSED_REQUESTS,
			.group = "Contacts",
			.name = "RefusedRequests",
			.type = WD_TYPE_CHOICE,
			.fallback = "ignore",
			.strict = "ignore",
			.choices = refusals,
			.since = "0.1",
			.doc = "What a contact request or an invitation hears that is blocked, or "
			       "deleted from the review queue: nothing, so that nobody learns that "
			       "the account is in use, or a no. Where a managed setting blocks, it "
			       "is "
			       "a no unless this one is managed, too, because nothing else keeps a "
			       "plugin from accepting.",
		},
	[WD_KEY_CONTACTS_KEEP_BLOCKED] =
		{
			.key = WD_KEY_CONTACTS_KEEP_BLOCKED,
			.group = "Contacts",
			.name = "KeepBlocked",
			.type = WD_TYPE_BOOLEAN,
			.fallback = "true",
			.strict = "true",
			.since = "0.1",
			.doc = "Keeps a copy of what was blocked in the review queue.",
		},
	[WD_KEY_CONTACTS_QUEUE_ROWS] =
		{
			.key = WD_KEY_CONTACTS_QUEUE_ROWS,
			.group = "Contacts",
			.name = "QueueRows",
			.type = WD_TYPE_INTEGER,
			.fallback = "5000",
			.strict = "5000",
			.minimum = 100,
			.maximum = 50000,
			.since = "0.1",
			.doc = "How many things the review queue keeps. When it is full, what was "
			       "decided goes first, then the oldest of whoever sent most.",
		},
	[WD_KEY_CONTACTS_QUEUE_MEGABYTES] =
		{
			.key = WD_KEY_CONTACTS_QUEUE_MEGABYTES,
			.group = "Contacts",
			.name = "QueueMegabytes",
			.type = WD_TYPE_INTEGER,
			.fallback = "64",
			.strict = "64",
			.minimum = 1,
			.maximum = 4096,
			.since = "0.1",
			.doc = "How much of the disk the review queue takes.",
		},
	[WD_KEY_CONTACTS_QUEUE_DAYS] =
		{
			.key = WD_KEY_CONTACTS_QUEUE_DAYS,
			.group = "Contacts",
			.name = "QueueDays",
			.type = WD_TYPE_INTEGER,
			.fallback = "180",
			.strict = "180",
			.minimum = 1,
			.maximum = 3650,
			.since = "0.1",
			.doc = "How long the review queue keeps what nobody decided.",
		},
	[WD_KEY_CONTACTS_REPORT_TO] =
		{
			.key = WD_KEY_CONTACTS_REPORT_TO,
			.group = "Contacts",
			.name = "ReportTo",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_REPORT_TO,
			.since = "0.1",
			.doc = "Who gets reports that no server takes: mailto:abuse@corp.example, "
			       "xmpp:abuse@corp.example, prpl-irc:abuse, or the name of a contact. "
			       "The person sees each report first and may change it or not send "
			       "it. "
			       "Empty: nobody.",
		},
	[WD_KEY_SPIM_ENABLED] =
		{
			.key = WD_KEY_SPIM_ENABLED,
			.group = "Spim",
			.name = "Enabled",
			.type = WD_TYPE_BOOLEAN,
			.fallback = "true",
			.strict = "true",
			.since = "0.1",
			.doc = "Looks for unwanted messages of strangers.",
		},
	[WD_KEY_SPIM_ACTION] =
		{
			.key = WD_KEY_SPIM_ACTION,
			.group = "Spim",
			.name = "Action",
			.type = WD_TYPE_CHOICE,
			.fallback = "hold",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "What happens to an unwanted message.",
		},
	[WD_KEY_SPIM_THRESHOLD] =
		{
			.key = WD_KEY_SPIM_THRESHOLD,
			.group = "Spim",
			.name = "Threshold",
			.type = WD_TYPE_NUMBER,
			.fallback = "0.5",
			.strict = "0.4",
			.maximum = 1,
			.since = "0.1",
			.doc = "Probability from which a message counts as unwanted. At 0.5 the "
			       "shipped model "
			       "accuses about one in a thousand ordinary messages of strangers.",
		},
	[WD_KEY_SPIM_MESSAGES_PER_MINUTE] =
		{
			.key = WD_KEY_SPIM_MESSAGES_PER_MINUTE,
			.group = "Spim",
			.name = "MessagesPerMinute",
			.type = WD_TYPE_INTEGER,
			.fallback = "10",
			.strict = "5",
			.maximum = 30,
			.since = "0.1",
			.doc = "From how many messages of one stranger in a minute on they are "
			       "held; three "
			       "times as many from one who has had an answer. 0: no limit.",
		},
	[WD_KEY_SPIM_STRANGERS_PER_MINUTE] =
		{
			.key = WD_KEY_SPIM_STRANGERS_PER_MINUTE,
			.group = "Spim",
			.name = "StrangersPerMinute",
			.type = WD_TYPE_INTEGER,
			.fallback = "10",
			.strict = "5",
			.maximum = 60,
			.since = "0.1",
			.doc = "From how many strangers in a minute on one account on they are "
			       "held. 0: no "
			       "limit.",
		},
	[WD_KEY_SPIM_ALL_STRANGERS_PER_MINUTE] =
		{
			.key = WD_KEY_SPIM_ALL_STRANGERS_PER_MINUTE,
			.group = "Spim",
			.name = "AllStrangersPerMinute",
			.type = WD_TYPE_INTEGER,
			.fallback = "15",
			.strict = "8",
			.maximum = 60,
			.since = "0.1",
			.doc = "The same over all accounts together. 0: no limit.",
		},
	[WD_KEY_SPIM_MODEL] =
		{
			.key = WD_KEY_SPIM_MODEL,
			.group = "Spim",
			.name = "Model",
			.type = WD_TYPE_STRING,
			.fallback = "",
			.strict = "",
			.since = "0.1",
			.doc = "Path of a model that wardenctl spim train has written; empty: the "
			       "shipped one. One that is named here by a company must belong to "
			       "root. While it cannot be used the shipped one is.",
		},
	[WD_KEY_WORMS_ENABLED] =
		{
			.key = WD_KEY_WORMS_ENABLED,
			.group = "Worms",
			.name = "Enabled",
			.type = WD_TYPE_BOOLEAN,
			.fallback = "true",
			.strict = "true",
			.since = "0.1",
			.doc = "Looks for the same message going to many people.",
		},
	[WD_KEY_WORMS_RECIPIENTS] =
		{
			.key = WD_KEY_WORMS_RECIPIENTS,
			.group = "Worms",
			.name = "Recipients",
			.type = WD_TYPE_INTEGER,
			.fallback = "3",
			.strict = "3",
			.minimum = 2,
			.maximum = 1000,
			.since = "0.1",
			.doc = "From how many different people on the same message counts as a "
			       "worm.",
		},
	[WD_KEY_WORMS_WINDOW] =
		{
			.key = WD_KEY_WORMS_WINDOW,
			.group = "Worms",
			.name = "Window",
			.type = WD_TYPE_DURATION,
			.fallback = "PT10M",
			.strict = "PT1H",
			.minimum = 1000,
			.maximum = 86400000,
			.since = "0.1",
			.doc = "How far back the same message counts.",
		},
	[WD_KEY_FILES_STRANGERS] =
		{
			.key = WD_KEY_FILES_STRANGERS,
			.group = "Files",
			.name = "Strangers",
			.type = WD_TYPE_CHOICE,
			.fallback = "hold",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Dangerous types of file from strangers.",
		},
	[WD_KEY_FILES_CONTACTS] =
		{
			.key = WD_KEY_FILES_CONTACTS,
			.group = "Files",
			.name = "Contacts",
			.type = WD_TYPE_CHOICE,
			.fallback = "warn",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "Dangerous types of file from contacts.",
		},
	[WD_KEY_FILES_OUTGOING] =
		{
			.key = WD_KEY_FILES_OUTGOING,
			.group = "Files",
			.name = "Outgoing",
			.type = WD_TYPE_CHOICE,
			.fallback = "note",
			.strict = "warn",
			.choices = actions,
			.since = "0.1",
			.doc = "Dangerous types of file that are sent.",
		},
	[WD_KEY_FILES_EXTRA_EXTENSIONS] =
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
	[WD_KEY_FILES_ON_SCANNER_FAILURE] =
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
	[WD_KEY_LINKS_ENABLED] =
		{
			.key = WD_KEY_LINKS_ENABLED,
			.group = "Links",
			.name = "Enabled",
			.type = WD_TYPE_BOOLEAN,
			.fallback = "true",
			.strict = "true",
			.since = "0.1",
			.doc = "Looks at links in messages and at links that are clicked.",
		},
	[WD_KEY_LINKS_ACTION] =
		{
			.key = WD_KEY_LINKS_ACTION,
			.group = "Links",
			.name = "Action",
			.type = WD_TYPE_CHOICE,
			.fallback = "warn",
			.strict = "hold",
			.choices = link_actions,
			.since = "0.1",
			.doc = "A risky link: mark it, make it plain text, hold its "
			       "message, or block it.",
		},
	[WD_KEY_LINKS_PROTECTED_DOMAINS] =
		{
			.key = WD_KEY_LINKS_PROTECTED_DOMAINS,
			.group = "Links",
			.name = "ProtectedDomains",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_DOMAIN,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "Domains whose look-alikes matter most: the company's own, its "
			       "bank.",
		},
	[WD_KEY_LINKS_ALLOW] =
		{
			.key = WD_KEY_LINKS_ALLOW,
			.group = "Links",
			.name = "Allow",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_DOMAIN,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "Domains whose links are never risky.",
		},
	[WD_KEY_LINKS_DENY] =
		{
			.key = WD_KEY_LINKS_DENY,
			.group = "Links",
			.name = "Deny",
			.type = WD_TYPE_LIST,
			.fallback = "",
			.strict = "",
			.item = WD_ITEM_DOMAIN,
			.is_union = TRUE,
			.since = "0.1",
			.doc = "Domains whose links are always dangerous.",
		},
	[WD_KEY_LEAKS_ENABLED] =
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
	[WD_KEY_LEAKS_ACTION] =
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
	[WD_KEY_LEAKS_CARDS] =
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
	[WD_KEY_LEAKS_PRIVATE_KEYS] =
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
	[WD_KEY_LEAKS_MACHINE_TRACES] =
		{
			.key = WD_KEY_LEAKS_MACHINE_TRACES,
			.group = "Leaks",
			.name = "MachineTraces",
			.type = WD_TYPE_CHOICE,
			.fallback = "hold",
			.strict = "hold",
			.choices = actions,
			.since = "0.1",
			.doc = "A message to a stranger that gives away addresses, names or open "
			       "ports of this computer, as a Trojan would send it.",
		},
	[WD_KEY_ENCRYPTION_REQUIRE_END_TO_END] =
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
	[WD_KEY_LOGS_MODE] =
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
	[WD_KEY_LOGS_ESCROW_RECIPIENTS] =
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
	[WD_KEY_LOGS_REQUIRE_ESCROW] =
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
	[WD_KEY_LOGS_HONOUR_NO_LOG] =
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
	[WD_KEY_LOGS_RETENTION] =
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
	[WD_KEY_LOGS_LEGAL_HOLD] =
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
	[WD_KEY_AUDIT_ENABLED] =
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
	[WD_KEY_AUDIT_RECIPIENTS] =
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
	[WD_KEY_AUDIT_ON_FAILURE] =
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
	[WD_KEY_AUDIT_TARGET] =
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
	[WD_KEY_AUDIT_PEER_NAMES] =
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
	[WD_KEY_ENFORCE_PREVENT_UNLOAD] =
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
	[WD_KEY_ENFORCE_BLOCK_DBUS_MESSAGES] =
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

/**
 * wd_policy_schema_get:
 * @key: a key
 *
 * Returns: (transfer none): its row
 */
const WdPolicySchemaRow *
wd_policy_schema_get(WdPolicyKey key)
{
	g_return_val_if_fail((guint)key < WD_N_KEYS, NULL);
	return &rows[key];
}

/**
 * wd_policy_schema_find:
 * @group: name of a group, in its exact case
 * @name: name of a key, in its exact case
 *
 * Returns: (transfer none) (nullable): the row of that key
 */
const WdPolicySchemaRow *
wd_policy_schema_find(const char *group, const char *name)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		if (g_str_equal(rows[i].name, name) && g_str_equal(rows[i].group, group))
			return &rows[i];
	}
	return NULL;
}

/**
 * wd_policy_schema_has_group:
 * @group: name of a group, in its exact case
 *
 * [Rules] is a group without rows: its keys are free.
 *
 * Returns: whether policy files have such a group
 */
gboolean
wd_policy_schema_has_group(const char *group)
{
	if (g_str_equal(group, WD_POLICY_RULES_GROUP))
		return TRUE;
	for (guint i = 0; i < WD_N_KEYS; i++) {
		if (g_str_equal(rows[i].group, group))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_policy_schema_get_floor:
 * @key: a key
 *
 * The strict floor holds where nothing of a company's policy can be read and no earlier snapshot is
 * left. Switches and choices are strict; lists are empty, since nobody knows whom they would name,
 * and a floor on which nobody could sign on would only get the plugin removed.
 *
 * Returns: (transfer none): the value, as it would stand in a file
 */
const char *
wd_policy_schema_get_floor(WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);

	return row->type == WD_TYPE_LIST ? row->fallback : row->strict;
}
