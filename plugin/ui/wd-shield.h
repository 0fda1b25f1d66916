/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What is known of one conversation, in words: who is there, how it travels, what is kept. The core
 * fills in the facts, every client says them with the same sentences. Facts of this moment, no
 * promises: what is not known is said to be unknown.
 */

typedef enum {
	WD_SHIELD_PEER_UNKNOWN, /* the contact list is not there yet */
	WD_SHIELD_PEER_CONTACT,
	WD_SHIELD_PEER_TRUSTED,
	WD_SHIELD_PEER_WRITTEN_TO, /* the person wrote first */
	WD_SHIELD_PEER_STRANGER,
	WD_SHIELD_PEER_ROOM,
} WdShieldPeer;

typedef enum {
	WD_SHIELD_CONNECTION_UNKNOWN,
	WD_SHIELD_CONNECTION_OFFLINE,
	/* By the account's settings and the protocol, where nobody saw the connection itself: */
	WD_SHIELD_CONNECTION_TLS,   /* insisted upon */
	WD_SHIELD_CONNECTION_LOOSE, /* may be encrypted; the account does not insist */
	WD_SHIELD_CONNECTION_PLAIN,
	/* Seen: */
	WD_SHIELD_CONNECTION_SEEN_TLS,
	WD_SHIELD_CONNECTION_SEEN_CLEAR,
} WdShieldConnection;

typedef enum {
	WD_SHIELD_LOGS_NONE,
	WD_SHIELD_LOGS_ENCRYPTED,
	WD_SHIELD_LOGS_CLEAR, /* by another logger than ours */
} WdShieldLogs;

typedef struct {
	WdShieldPeer peer;
	gboolean is_always_held;
	WdShieldConnection connection;
	const char *tls_version; /* (nullable) static: "TLS 1.3", of a connection that was seen */
	gboolean is_end_to_end;  /* the last message that went out was */
	WdShieldLogs logs;
	guint n_held;           /* of this peer, waiting for review */
	gint64 paused_until_ms; /* 0: not paused */
} WdShield;

/* From nothing to see to have a look; of one line, and of all of them together. */
typedef enum { WD_SHIELD_GOOD, WD_SHIELD_PLAIN, WD_SHIELD_CARE } WdShieldLevel;

typedef struct {
	const char *title; /* translated, static */
	char *text;        /* translated; a sentence or two */
	WdShieldLevel level;
} WdShieldLine;

WdShieldLevel wd_shield_get_level(const WdShield *shield);
GPtrArray *wd_shield_describe(const WdShield *shield); /* of WdShieldLine * */
char *wd_shield_format(const WdShield *shield);        /* all of it, a line each */
