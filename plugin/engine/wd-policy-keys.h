/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Which settings there are is data and not code, so that no part can know a key that another one
 * does not. Nothing here reads a file.
 */

/*
 * Every setting, once. The table behind wd_policy_schema_get() feeds the parser, lint, template,
 * man page, `explain` and the locks in the UI. A new key is one enum line, one row, and its reader.
 */
typedef enum {
	/* What the policy is, and what it says to people. */
	WD_KEY_META_POLICY_ID,
	WD_KEY_META_REVISION,
	WD_KEY_META_ORGANISATION,
	WD_KEY_META_CONTACT,
	WD_KEY_META_EXPIRES,
	WD_KEY_META_MIN_VERSION,
	WD_KEY_NOTICE_TEXT,       /* to be read before the first sign-on */
	WD_KEY_NOTICE_VERSION,    /* asked again when it or the text changes */
	WD_KEY_NOTICE_ON_DECLINE, /* WdOnDecline */
	WD_KEY_NOTICE_DISCLAIMER, /* one line to peers, once a conversation */
	WD_KEY_NOTICE_GUIDELINES_URL,
	WD_KEY_NOTICE_DRILL,
	/* Which accounts may be used. */
	WD_KEY_ACCOUNTS_REQUIRE_TLS,
	WD_KEY_ACCOUNTS_MIN_TLS_VERSION,     /* WdMinTls */
	WD_KEY_ACCOUNTS_STRICT_CERTIFICATES, /* nobody is asked whether a bad one will do */
	WD_KEY_ACCOUNTS_CERTIFICATE_PINS,    /* list of WD_ITEM_PIN */
	WD_KEY_ACCOUNTS_CLEAR_PASSWORDS,     /* over a connection that is not encrypted */
	WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS,
	WD_KEY_ACCOUNTS_ALLOW_SERVERS,      /* list of WD_ITEM_DOMAIN */
	WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS, /* WdRemember */
	/* Who may reach the person. */
	WD_KEY_CONTACTS_STRANGERS,           /* WdStrangers */
	WD_KEY_CONTACTS_STRANGERS_FOR,       /* list, see wd-stranger-exception.h */
	WD_KEY_CONTACTS_CHALLENGE_QUESTIONS, /* list of WD_ITEM_QUESTION; empty: the built-in ones
					      */
	WD_KEY_CONTACTS_CHALLENGE_PER_PEER,  /* questions to one peer within the window */
	WD_KEY_CONTACTS_CHALLENGE_WINDOW,
	WD_KEY_CONTACTS_CHALLENGE_PER_ACCOUNT_PER_HOUR,
	WD_KEY_CONTACTS_CHALLENGE_PER_HOUR, /* over all accounts */
	WD_KEY_CONTACTS_ALLOW,              /* list of patterns, see wd-peer-pattern.h */
	WD_KEY_CONTACTS_DENY,
	WD_KEY_CONTACTS_HOLD,
	WD_KEY_CONTACTS_GROUPS,      /* list of “name=pattern|pattern”, for rules */
	WD_KEY_CONTACTS_ALLOW_LISTS, /* list of files and folders, see wd-name-list.h */
	WD_KEY_CONTACTS_DENY_LISTS,
	WD_KEY_CONTACTS_REQUESTS,    /* WdAction word: contact requests of strangers */
	WD_KEY_CONTACTS_INVITATIONS, /* WdAction word: chat invitations of strangers */
	WD_KEY_CONTACTS_CALLS,       /* WdAction word: calls of strangers */
	WD_KEY_CONTACTS_FIRST_LINKS, /* WdAction word: a link in a stranger's first message */
	WD_KEY_CONTACTS_IMITATION,   /* WdAction word: strangers whose name imitates another's */
	WD_KEY_CONTACTS_ATTENTION,   /* WdAction word: attention of strangers */
	WD_KEY_CONTACTS_REFUSED_REQUESTS, /* WdRefusal */
	WD_KEY_CONTACTS_KEEP_BLOCKED,     /* keep a copy of what was blocked in the queue */
	WD_KEY_CONTACTS_QUEUE_ROWS,       /* bounds of the review queue */
	WD_KEY_CONTACTS_QUEUE_MEGABYTES,
	WD_KEY_CONTACTS_QUEUE_DAYS,
	WD_KEY_CONTACTS_REPORT_TO, /* see wd-report-target.h */
	/* What is looked for in what they send. */
	WD_KEY_SPIM_ENABLED,
	WD_KEY_SPIM_ACTION,    /* WdAction word */
	WD_KEY_SPIM_THRESHOLD, /* probability, 0..1 */
	WD_KEY_SPIM_MODEL,     /* path of a trained model */
	WD_KEY_SPIM_LEARNING,  /* whether the person may teach */
	WD_KEY_SPIM_MESSAGES_PER_MINUTE,
	WD_KEY_SPIM_STRANGERS_PER_MINUTE,
	WD_KEY_SPIM_ALL_STRANGERS_PER_MINUTE,
	WD_KEY_WORMS_ENABLED,
	WD_KEY_WORMS_RECIPIENTS,
	WD_KEY_WORMS_WINDOW,    /* ISO 8601 duration, milliseconds inside */
	WD_KEY_FILES_STRANGERS, /* WdAction word: dangerous types from strangers */
	WD_KEY_FILES_CONTACTS,
	WD_KEY_FILES_OUTGOING,
	WD_KEY_FILES_EXTRA_EXTENSIONS,   /* list, union: dangerous besides the shipped table */
	WD_KEY_FILES_INSPECT,            /* look into files at all */
	WD_KEY_FILES_INSPECT_MEGABYTES,  /* of a file, and of what it unpacks to */
	WD_KEY_FILES_INSPECT_SECONDS,    /* for one file */
	WD_KEY_FILES_ON_INSPECT_FAILURE, /* WdOnFailure */
	WD_KEY_FILES_ENCRYPTED,          /* WdAction word: what nobody can look into */
	WD_KEY_FILES_CONTRADICTIONS,     /* WdAction word: the name and the bytes disagree */
	WD_KEY_FILES_INFECTED,           /* WdAction word */
	WD_KEY_FILES_SCANNER,            /* "auto", "none", a socket's path, host:port */
	WD_KEY_FILES_SCANNER_COMMAND,    /* list: a program and its arguments */
	WD_KEY_FILES_SCANNER_CLEAN,      /* list of exit statuses */
	WD_KEY_FILES_SCANNER_INFECTED,
	WD_KEY_FILES_SCANNER_MEGABYTES,
	WD_KEY_FILES_SCANNER_SECONDS,
	WD_KEY_FILES_SIGNATURE_AGE,      /* from when on signatures are stale */
	WD_KEY_FILES_ON_SCANNER_FAILURE, /* WdOnFailure */
	WD_KEY_FILES_MAX_MEGABYTES,      /* of one file, whatever its sender claims */
	WD_KEY_FILES_QUARANTINE_MEGABYTES,
	WD_KEY_FILES_QUARANTINE_DAYS,
	WD_KEY_LINKS_ENABLED,
	WD_KEY_LINKS_ACTION, /* WdLinkAction */
	WD_KEY_LINKS_PROTECTED_DOMAINS,
	WD_KEY_LINKS_ALLOW,
	WD_KEY_LINKS_DENY,
	WD_KEY_LINKS_ALLOW_LISTS, /* list of files and folders, see wd-link-list.h */
	WD_KEY_LINKS_DENY_LISTS,
	WD_KEY_LINKS_DNS_LISTS, /* list of zones, see purple/wd-purple-dns-list.h */
	/* What the person sends. */
	WD_KEY_LEAKS_ENABLED,
	WD_KEY_LEAKS_ACTION, /* WdLeakAction */
	WD_KEY_LEAKS_CARDS,
	WD_KEY_LEAKS_PRIVATE_KEYS,
	WD_KEY_LEAKS_BANK_ACCOUNTS,
	WD_KEY_LEAKS_WALLETS,
	WD_KEY_LEAKS_PERSONAL_NUMBERS,
	WD_KEY_LEAKS_TOKENS,
	WD_KEY_LEAKS_PASSWORDS,
	WD_KEY_LEAKS_KEYWORDS, /* lists of a company's own, see leak/wd-leak-rules.h */
	WD_KEY_LEAKS_PATTERNS, /* of WD_ITEM_PATTERN */
	WD_KEY_LEAKS_LABELS,
	WD_KEY_LEAKS_DOCUMENTS, /* path of an index, see leak/wd-document-index.h */
	WD_KEY_LEAKS_ASK_REASON,
	WD_KEY_LEAKS_ON_PATTERN_FAILURE, /* WdOnFailure */
	WD_KEY_LEAKS_ACTION_FOR,         /* list, see wd-leak-exception.h */
	WD_KEY_LEAKS_INTERNAL_DOMAINS,
	WD_KEY_LEAKS_MACHINE_TRACES,          /* WdAction word */
	WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, /* list of peer patterns */
	WD_KEY_ENCRYPTION_ON_FALLBACK,        /* WdAction word */
	WD_KEY_ENCRYPTION_ON_NEW_KEY,         /* WdAction word */
	/* What is kept, who else can read it, and for how long. */
	WD_KEY_LOGS_MODE, /* WdLogsMode */
	WD_KEY_LOGS_ESCROW_RECIPIENTS,
	WD_KEY_LOGS_REQUIRE_ESCROW,
	WD_KEY_LOGS_HONOUR_NO_LOG,
	WD_KEY_LOGS_RETENTION,
	WD_KEY_LOGS_CHAT_RETENTION,
	WD_KEY_LOGS_SYSTEM_RETENTION,
	WD_KEY_LOGS_LEGAL_HOLD,
	WD_KEY_LOGS_HOLD_KEY,
	WD_KEY_LOGS_OFF_PROTOCOLS,
	WD_KEY_LOGS_OFF_PEERS, /* list of patterns, see wd-peer-pattern.h */
	WD_KEY_LOGS_RELOCK_AFTER,
	WD_KEY_AUDIT_ENABLED,
	WD_KEY_AUDIT_RECIPIENTS,
	WD_KEY_AUDIT_ON_FAILURE, /* WdOnFailure */
	WD_KEY_AUDIT_TARGET,     /* list, see wd-audit-target.h */
	WD_KEY_AUDIT_ENTERPRISE_NUMBER,
	WD_KEY_AUDIT_SPOOL_MEGABYTES,
	WD_KEY_AUDIT_PEER_NAMES, /* WdPeerNames */
	/* What keeps all of this in force. */
	WD_KEY_ENFORCE_PREVENT_UNLOAD,
	WD_KEY_ENFORCE_BLOCK_DBUS_MESSAGES,
	WD_KEY_ENFORCE_BANNED_PLUGINS,     /* list of plugin ids */
	WD_KEY_ENFORCE_MIN_CLIENT_VERSION, /* of libpurple */
	WD_KEY_ENFORCE_ADVISORIES,         /* list of files, see wd-advisory.h */
	WD_KEY_ENFORCE_ON_ADVISORY,        /* WdOnAdvisory */
	WD_KEY_ENFORCE_ALLOW_PAUSE,        /* see judge/wd-pause.h */
	WD_N_KEYS,
} WdPolicyKey;

/* The order of the words in the schema's row: a choice is kept as its index. */
typedef enum {
	WD_STRANGERS_ALLOW,
	WD_STRANGERS_SCREEN,
	WD_STRANGERS_CHALLENGE,
	WD_STRANGERS_HOLD,
	WD_STRANGERS_BLOCK,
} WdStrangers;
typedef enum { WD_REFUSAL_IGNORE, WD_REFUSAL_DENY } WdRefusal;
typedef enum { WD_LINK_WARN, WD_LINK_PLAIN, WD_LINK_HOLD, WD_LINK_BLOCK } WdLinkAction;
typedef enum { WD_LEAK_WARN, WD_LEAK_REDACT, WD_LEAK_HOLD, WD_LEAK_BLOCK } WdLeakAction;
typedef enum {
	WD_LOGS_AUTO,
	WD_LOGS_ALWAYS,
	WD_LOGS_NEVER,
} WdLogsMode; /* auto: when the person had logging on */
typedef enum { WD_ON_FAILURE_ALLOW, WD_ON_FAILURE_WARN, WD_ON_FAILURE_BLOCK } WdOnFailure;
typedef enum {
	WD_MIN_TLS_ANY,
	WD_MIN_TLS_1_0,
	WD_MIN_TLS_1_1,
	WD_MIN_TLS_1_2,
	WD_MIN_TLS_1_3,
} WdMinTls;
typedef enum { WD_ON_ADVISORY_IGNORE, WD_ON_ADVISORY_WARN, WD_ON_ADVISORY_REFUSE } WdOnAdvisory;
typedef enum { WD_REMEMBER_NONE, WD_REMEMBER_KEYRING, WD_REMEMBER_DISK } WdRemember;
typedef enum { WD_ON_DECLINE_OFFLINE, WD_ON_DECLINE_REMIND } WdOnDecline;
typedef enum { WD_PEER_NAMES_HASHED, WD_PEER_NAMES_CLEAR } WdPeerNames;

typedef enum {
	WD_TYPE_BOOLEAN,
	WD_TYPE_INTEGER,
	WD_TYPE_NUMBER,
	WD_TYPE_STRING,
	WD_TYPE_CHOICE,
	WD_TYPE_LIST,
	WD_TYPE_DURATION,
} WdPolicyType;

/* The group whose keys are free: each is the name of a rule. */
#define WD_POLICY_RULES_GROUP "Rules"

/* What one item of a list, or a string that is not empty, must look like. */
typedef enum {
	WD_ITEM_TEXT,        /* any printable text */
	WD_ITEM_PEER,        /* a name with * and ?: "*@corp.example" */
	WD_ITEM_DOMAIN,      /* a host name, perhaps with a leading "*." */
	WD_ITEM_EXTENSION,   /* letters and digits, without the dot */
	WD_ITEM_PROTOCOL,    /* "prpl-jabber" */
	WD_ITEM_DATE,        /* YYYY-MM-DD */
	WD_ITEM_VERSION,     /* up to three numbers with dots: "0.1.0" */
	WD_ITEM_URL,         /* begins with https:// or http:// */
	WD_ITEM_REPORT_TO,   /* see wd-report-target.h */
	WD_ITEM_RECIPIENT,   /* an age X25519 recipient: "age1…" */
	WD_ITEM_PATH,        /* a file or folder, absolute or below a folder for lists */
	WD_ITEM_STRANGERS,   /* "*@corp.example=screen": see wd-stranger-exception.h */
	WD_ITEM_QUESTION,    /* a question, “=”, answers with “|” between them */
	WD_ITEM_PATTERN,     /* a regular expression, see wd-pattern.h */
	WD_ITEM_LEAK_ACTION, /* "card:*@corp.example=allow": see wd-leak-exception.h */
	WD_ITEM_TARGET,      /* see wd-audit-target.h */
	WD_ITEM_GROUP,       /* a name, “=”, patterns of people with “|” between them */
	WD_ITEM_NOTICE,      /* text of several lines */
	WD_ITEM_LINE,        /* a sentence or two */
	WD_ITEM_PIN,         /* see wd-certificate-pin.h */
} WdItemShape;

/* One row. Lists have a strict value for the case that somebody wrote one which cannot be read. */
typedef struct {
	WdPolicyKey key;
	const char *group;
	const char *name;
	WdPolicyType type;
	const char *fallback;       /* built-in value, as it would stand in a file */
	const char *strict;         /* taken where a managed file is wrong here */
	const char *const *choices; /* NULL-terminated, for WD_TYPE_CHOICE */
	double minimum;             /* numbers and durations; both 0: no bound */
	double maximum;
	WdItemShape item;        /* lists and strings */
	gboolean is_union;       /* lists: layers add up instead of replacing */
	gboolean is_first_match; /* unions whose first matching item counts: what outranks stands in
				    front, a person's items behind all managed ones */
	gboolean is_reserved; /* accepted for later versions; has no effect yet, and lint says so */
	const char *since;
	const char *doc; /* one or two sentences for template, man page and explain */
} WdPolicySchemaRow;
