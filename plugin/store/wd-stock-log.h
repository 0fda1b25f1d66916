/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log.h"

/*
 * libpurple's own logs, HTML and plain text, as values: for whoever had logs in the clear before.
 * They were written by many versions in many languages, so what is not understood is kept as it
 * stands: no line is left out. Pure; the files are for wd-log-import.h.
 */

/* What the path of such a log says: PROTOCOL/ACCOUNT/PEER/DATE.html, below the folder of logs. */
typedef struct {
	WdLogClass log_class;
	char *protocol; /* "prpl-jabber" */
	char *account;
	char *peer;
	gint64 time_ms;   /* when it began, UTC */
	gint64 offset_ms; /* of the clock that its lines show */
	gboolean is_html;
} WdStockLogName;

WdStockLogName *wd_stock_log_name_parse(const char *path);
void wd_stock_log_name_free(WdStockLogName *name);

/* Each message in order; a picture in it is <img src="NAME">, a file beside the log. */
typedef void (*WdStockLogVisit)(const WdLogMessage *message, gpointer data);

/* Some lines at a time, for a main loop, or all of them. */
typedef struct WdStockLogParser WdStockLogParser;

WdStockLogParser *wd_stock_log_parser_new(const char *raw,
					  gsize len,
					  const WdStockLogName *name,
					  WdStockLogVisit visit,
					  gpointer data);
gboolean wd_stock_log_parser_step(WdStockLogParser *parser, guint max_lines);
void wd_stock_log_parser_free(WdStockLogParser *parser);
void wd_stock_log_parse(const char *raw,
			gsize len,
			const WdStockLogName *name,
			WdStockLogVisit visit,
			gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdStockLogName, wd_stock_log_name_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdStockLogParser, wd_stock_log_parser_free)
