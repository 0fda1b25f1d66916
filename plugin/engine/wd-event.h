/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"

/*
 * The value that goes from the shells to the engine and on into the queue and the trail. Making one
 * is where trust changes: before it a peer's bytes can be anything, behind it they are bounded
 * UTF-8, though still a stranger's words.
 */

/*
 * Each kind is one way by which something reaches a person or leaves them. Detectors name the kinds
 * that they look at, rules may.
 */
typedef enum {
	WD_EVENT_IM,
	WD_EVENT_CHAT,
	WD_EVENT_CONTACT_REQUEST,
	WD_EVENT_CHAT_INVITE,
	WD_EVENT_ATTENTION,
	WD_EVENT_FILE,
	WD_EVENT_LINK,
	WD_EVENT_ACCOUNT,
	WD_EVENT_STATUS,
	WD_EVENT_LOG,
	WD_EVENT_N_KINDS,
} WdEventKind;

typedef enum {
	WD_DIRECTION_IN,
	WD_DIRECTION_OUT,
} WdDirection;

/*
 * What protects the event on its way, as far as the client can tell. Unknown is not a mild form of
 * encrypted: a detector that asks for encryption treats it as none.
 */
typedef enum {
	WD_ENCRYPTION_UNKNOWN,
	WD_ENCRYPTION_NONE,
	WD_ENCRYPTION_TLS,
	WD_ENCRYPTION_OTR,
	WD_ENCRYPTION_OMEMO,
	WD_ENCRYPTION_OPENPGP,
} WdEncryption;

/*
 * Whether a hand wrote it. Only the client can see that, and it spares people who paste fast the
 * suspicion of being a worm.
 */
typedef enum {
	WD_TYPED_UNKNOWN,
	WD_TYPED_NO,
	WD_TYPED_YES,
} WdTyped;

/*
 * What happened, as an immutable value. Fill one on the stack with borrowed strings and give it to
 * wd_event_new(); every other function wants an event that wd_event_new() made, whose strings are
 * valid UTF-8 and bounded.
 */
typedef struct {
	WdEventKind kind;
	WdDirection direction;
	const char *protocol;      /* "prpl-jabber" */
	const char *account;       /* the person's own name there */
	const char *peer;          /* chat: room/nick coming in, the room going out */
	const char *peer_alias;    /* (nullable) what the peer calls itself beside its address */
	const char *conversation;  /* (nullable) */
	const char *text;          /* visible text; never NULL once made */
	const char *html;          /* (nullable) as the protocol gave it */
	const char *url;           /* (nullable) kind link: the target */
	const char *link_text;     /* (nullable) kind link: what the person sees */
	const char *file_name;     /* (nullable) kind file: as offered */
	const char *file_path;     /* (nullable) kind file: where its bytes are, if they are here */
	const char *file_replaces; /* (nullable) kind file: a mark of what stood there when the
				      person agreed to replace it; of wd-file-place.h */
	gint64 file_size;          /* bytes, -1 unknown; a claim of the peer */
	const WdFileFacts
		*file_facts;        /* (nullable) kind file: what is in it, once somebody looked */
	const char *client_version; /* (nullable) kind account */
	const char *server_id;      /* (nullable) what the server calls the message, for a report */
	WdEncryption encryption;
	WdTyped typed;  /* written by hand? */
	gint64 time_ms; /* Unix time */
} WdEvent;

/* Counted and immutable, so that a question and a row of the queue can hold the same one. */
WdEvent *wd_event_new(const WdEvent *fields);
WdEvent *wd_event_ref(const WdEvent *event);
void wd_event_unref(const WdEvent *event);

/* The words of event lines, rules and files. Parsing takes the exact word and nothing like it. */
const char *wd_event_kind_to_string(WdEventKind kind);
gboolean wd_event_kind_parse(const char *text, WdEventKind *kind);
const char *wd_direction_to_string(WdDirection direction);
gboolean wd_direction_parse(const char *text, WdDirection *direction);
const char *wd_encryption_to_string(WdEncryption encryption);
gboolean wd_encryption_parse(const char *text, WdEncryption *encryption);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdEvent, wd_event_unref)
