/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words that writer and reader of logs have in common. Strings are borrowed; nothing here is
 * kept.
 */

/* Which folder of the month a log lies in, and which kind of conversation it holds. */
typedef enum { WD_LOG_IM, WD_LOG_CHAT, WD_LOG_SYSTEM, WD_LOG_N_CLASSES } WdLogClass;

/* Which conversation: the head of each of its files. Names are as the protocol gives them. */
typedef struct {
	WdLogClass log_class;
	const char *protocol;
	const char *account;
	const char *peer; /* buddy, room, or the account for system logs */
	gint64 time_ms;
} WdLogMeta;

#define WD_LOG_MAX_IMAGES       64                 /* in one message; no client sends as many */
#define WD_LOG_IMAGES_MAX_BYTES (64 * 1024 * 1024) /* of one message, together */
#define WD_LOG_IMAGE_SCHEME     "wdlog:"           /* <img src="wdlog:1">: the first of them */

/* A picture in a message. Whatever it claims to be, it is a peer's bytes. */
typedef struct {
	const guint8 *bytes;
	gsize len;
} WdLogImage;

typedef struct {
	gint64 time_ms;
	guint32 flags;            /* PurpleMessageFlags as libpurple gave them */
	const char *sender;       /* (nullable) */
	const char *body;         /* HTML; for a gap the reason, plain */
	guint n_lost;             /* not 0: a gap; so many messages could not be written */
	const WdLogImage *images; /* (nullable) those the body names by WD_LOG_IMAGE_SCHEME */
	guint n_images;
} WdLogMessage;

const char *wd_log_class_to_string(WdLogClass log_class);
gboolean wd_log_class_parse(const char *text, WdLogClass *log_class);
