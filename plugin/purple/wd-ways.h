/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-event.h"

/*
 * The ways out that lie in the functions of a protocol: whether something may leave by one, and how
 * to take it again. Only wd-purple-bypasses, which wraps those functions, uses them.
 */

/* The protocol's own functions. NULL: it has none, or none of ours is in its place. */
typedef struct {
	PurplePluginProtocolInfo *info;
	int (*send_im)(PurpleConnection *, const char *, const char *, PurpleMessageFlags);
	int (*chat_send)(PurpleConnection *, int, const char *, PurpleMessageFlags);
	void (*chat_whisper)(PurpleConnection *, int, const char *, const char *);
	void (*chat_invite)(PurpleConnection *, int, const char *, const char *);
	void (*set_chat_topic)(PurpleConnection *, int, const char *);
	void (*set_info)(PurpleConnection *, const char *);
	void (*set_status)(PurpleAccount *, PurpleStatus *);
	int (*send_raw)(PurpleConnection *, const char *, int);
	void (*set_public_alias)(PurpleConnection *,
				 const char *,
				 PurpleSetPublicAliasSuccessCallback,
				 PurpleSetPublicAliasFailureCallback);
	void (*add_buddy_with_invite)(PurpleConnection *,
				      PurpleBuddy *,
				      PurpleGroup *,
				      const char *);
} WdStock;

typedef enum {
	WD_WAY_IM,
	WD_WAY_CHAT,
	WD_WAY_WHISPER,
	WD_WAY_INVITE,
	WD_WAY_TOPIC,
	WD_WAY_INFO,
	WD_WAY_STATUS,
	WD_WAY_RAW,
	WD_WAY_ALIAS,
	WD_WAY_REQUEST,
} WdWay;

/* What a wrapped function was called with. */
typedef struct {
	PurpleConnection *connection;
	WdEventKind kind;
	const char *peer; /* "" for what goes to everybody */
	int chat_id;
	gboolean is_chat; /* the conversation it belongs to is a room */
	const char *text;
	PurpleMessageFlags flags;
	WdWay way;
} WdCall;

WdStock *wd_stock_of(PurpleConnection *connection); /* (nullable) */
WdStock *wd_stock_find(PurplePlugin *protocol);     /* (nullable) */
WdStock *wd_stock_ensure(PurplePlugin *protocol);
void wd_stock_forget(PurplePlugin *protocol);

/* TRUE: chain to the protocol. */
gboolean wd_way_may_leave(const WdCall *call);
