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

typedef struct {
	gint64 time_ms;
	guint32 flags;      /* PurpleMessageFlags as libpurple gave them */
	const char *sender; /* (nullable) */
	const char *body;   /* HTML; for a gap the reason, plain */
	guint n_lost;       /* not 0: a gap; so many messages could not be written */
} WdLogMessage;

const char *wd_log_class_to_string(WdLogClass log_class);
gboolean wd_log_class_parse(const char *text, WdLogClass *log_class);
