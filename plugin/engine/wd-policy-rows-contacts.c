/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-marked.h"
#include "engine/wd-policy-rows.h"

/* [Contacts]: who may reach the person. */

static const char *const strangers[] = {"allow", "screen", "challenge", "hold", "block", NULL};
static const char *const refusals[] = {"ignore", "deny", NULL};

const WdPolicySchemaRow wd_policy_rows_contacts[] = {
	{
		.key = WD_KEY_CONTACTS_STRANGERS,
		.group = "Contacts",
		.name = "Strangers",
		.type = WD_TYPE_CHOICE,
		.fallback = "screen",
		.strict = "hold",
		.choices = strangers,
		.since = "0.1",
		.doc = N_("Messages of people who are not contacts: let in, look for unwanted "
			  "messages, ask a question first, hold, or drop. With challenge the "
			  "sender gets a question, a right answer lets in what was held and "
			  "all that follows, and unwanted messages are held without one."),
	},
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
		.doc = N_("Exceptions from Strangers, such as "
			  "prpl-irc:*:*=allow or *@partner.example=screen: "
			  "NAME=TREATMENT or PROTOCOL:ACCOUNT:NAME=TREATMENT, with * and ?. "
			  "The "
			  "first that matches counts, managed ones before a person's own. "
			  "While "
			  "Strangers is managed a person's own do not count."),
	},
	{
		.key = WD_KEY_CONTACTS_CHALLENGE_QUESTIONS,
		.group = "Contacts",
		.name = "ChallengeQuestions",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "none",
		.item = WD_ITEM_QUESTION,
		.since = "0.1",
		.doc = N_("Questions for Strangers=challenge, such as What colour is the sky "
			  "on a clear day?=blue|light blue. One is picked by chance; any of "
			  "its "
			  "answers is right, in upper or lower case and inside a short "
			  "sentence. Empty: built-in questions, each a new one. The word none "
			  "asks nobody and holds."),
	},
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
		.doc = N_("How many questions one stranger gets within ChallengeWindow. Each "
			  "may be answered twice; then there is silence."),
	},
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
		.doc = N_("How long a question can be answered, and how long it counts."),
	},
	{
		.key = WD_KEY_CONTACTS_CHALLENGE_PER_ACCOUNT_PER_HOUR,
		.group = "Contacts",
		.name = "ChallengePerAccountPerHour",
		.type = WD_TYPE_INTEGER,
		.fallback = "10",
		.strict = "3",
		.maximum = 1000,
		.since = "0.1",
		.doc = N_("How many questions one account sends in an hour at most; whoever "
			  "writes then is held without one."),
	},
	{
		.key = WD_KEY_CONTACTS_CHALLENGE_PER_HOUR,
		.group = "Contacts",
		.name = "ChallengePerHour",
		.type = WD_TYPE_INTEGER,
		.fallback = "20",
		.strict = "6",
		.maximum = 1000,
		.since = "0.1",
		.doc = N_("How many questions all accounts together send in an hour at most."),
	},
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
		.doc = N_("People who are never strangers, such as *@corp.example. A person's own "
			  "entries do not count while Strangers is managed."),
	},
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
		.doc = N_("People whose messages, requests and files are always blocked."),
	},
	{
		.key = WD_KEY_CONTACTS_HOLD,
		.group = "Contacts",
		.name = "Hold",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_PEER,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("People whose messages, requests and files always wait for review, "
			  "contacts "
			  "too."),
	},
	{
		.key = WD_KEY_CONTACTS_GROUPS,
		.group = "Contacts",
		.name = "Groups",
		.type = WD_TYPE_LIST,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_GROUP,
		.is_union = TRUE,
		.since = "0.1",
		.doc = N_("Groups of people for peer-group= and my-group= in [Rules], such as "
			  "sales=*@sales.corp.example|ann@corp.example."),
	},
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
		.doc = N_("Files of people who are never strangers, one name, @domain or "
			  "wildcard "
			  "a line; of a folder every *.txt and *.list. A name that is no full "
			  "path lies in warden/lists of the profile, a managed one in "
			  "/etc/warden/lists."),
	},
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
		.doc = N_("Files of people who are always blocked, in the same form. While a "
			  "managed one cannot be read, strangers are held."),
	},
	{
		.key = WD_KEY_CONTACTS_REQUESTS,
		.group = "Contacts",
		.name = "Requests",
		.type = WD_TYPE_CHOICE,
		.fallback = "note",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("Contact requests of strangers."),
	},
	{
		.key = WD_KEY_CONTACTS_INVITATIONS,
		.group = "Contacts",
		.name = "Invitations",
		.type = WD_TYPE_CHOICE,
		.fallback = "note",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("Invitations of strangers to a chat room."),
	},
	{
		.key = WD_KEY_CONTACTS_CALLS,
		.group = "Contacts",
		.name = "Calls",
		.type = WD_TYPE_CHOICE,
		.fallback = "note",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("Voice and video calls of strangers."),
	},
	{
		.key = WD_KEY_CONTACTS_FIRST_LINKS,
		.group = "Contacts",
		.name = "FirstLinks",
		.type = WD_TYPE_CHOICE,
		.fallback = "allow",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("A link in the very first message or request of a stranger. "
			  "Allowed, "
			  "it still weighs with other signs of an unwanted message."),
	},
	{
		.key = WD_KEY_CONTACTS_IMITATION,
		.group = "Contacts",
		.name = "Imitation",
		.type = WD_TYPE_CHOICE,
		.fallback = "hold",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("Links, files and requests of strangers whose name imitates a "
			  "contact's or the company's. Other messages of theirs, and "
			  "namesakes, are marked at most."),
	},
	{
		.key = WD_KEY_CONTACTS_ATTENTION,
		.group = "Contacts",
		.name = "Attention",
		.type = WD_TYPE_CHOICE,
		.fallback = "note",
		.strict = "hold",
		.choices = wd_policy_action_words,
		.since = "0.1",
		.doc = N_("Calls for attention (nudges, buzzes) of strangers."),
	},
	{
		.key = WD_KEY_CONTACTS_REFUSED_REQUESTS,
		.group = "Contacts",
		.name = "RefusedRequests",
		.type = WD_TYPE_CHOICE,
		.fallback = "ignore",
		.strict = "ignore",
		.choices = refusals,
		.since = "0.1",
		.doc = N_("What a contact request or an invitation hears that is blocked, or "
			  "deleted from the review queue: nothing, so that nobody learns that "
			  "the account is in use, or a no. Where a managed setting blocks, it "
			  "is "
			  "a no unless this one is managed, too, because nothing else keeps a "
			  "plugin from accepting."),
	},
	{
		.key = WD_KEY_CONTACTS_KEEP_BLOCKED,
		.group = "Contacts",
		.name = "KeepBlocked",
		.type = WD_TYPE_BOOLEAN,
		.fallback = "true",
		.strict = "true",
		.since = "0.1",
		.doc = N_("Keeps a copy of what was blocked in the review queue."),
	},
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
		.doc = N_("How many things the review queue keeps. When it is full, what was "
			  "decided goes first, then the oldest of whoever sent most."),
	},
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
		.doc = N_("How much of the disk the review queue takes."),
	},
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
		.doc = N_("How long the review queue keeps what nobody decided."),
	},
	{
		.key = WD_KEY_CONTACTS_REPORT_TO,
		.group = "Contacts",
		.name = "ReportTo",
		.type = WD_TYPE_STRING,
		.fallback = "",
		.strict = "",
		.item = WD_ITEM_REPORT_TO,
		.since = "0.1",
		.doc = N_("Who gets reports that no server takes: mailto:abuse@corp.example, "
			  "xmpp:abuse@corp.example, prpl-irc:abuse, or the name of a contact. "
			  "The person sees each report first and may change it or not send "
			  "it. "
			  "Empty: nobody."),
	},
};

const guint wd_policy_n_rows_contacts = G_N_ELEMENTS(wd_policy_rows_contacts);
