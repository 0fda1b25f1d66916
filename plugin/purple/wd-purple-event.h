/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-event.h"

/*
 * A message between libpurple and the engine, as one of its signals tells of it. Everything raw_ is
 * borrowed and a stranger's: any bytes, any length. A WdEvent made of it is parsed and bounded, and
 * from there on nobody sees the raw message but who shows it.
 */
typedef struct {
	WdEventKind kind;
	WdDirection direction;
	PurpleAccount *account; /* (nullable) notices have none */
	const char *raw_peer;   /* chat coming in: the nick */
	const char *raw_room;   /* (nullable) chat: the room */
	const char *raw_html;   /* (nullable) */
	const char *server_id;  /* (nullable) what the server calls it */
	WdEncryption encryption;
	WdTyped typed;
	gint64 time_ms;
} WdPurpleMessage;

WdEvent *wd_purple_event_new(const WdPurpleMessage *message);

/* Two things that an event cannot say of its message. */
gboolean wd_purple_event_is_cut(const char *raw_html);
gboolean wd_purple_event_is_ciphertext(const char *raw_html);
