/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-context.h"
#include "engine/wd-event.h"

/* One line of `wardenctl judge`: an event, and what its author says was known. */
typedef struct {
	WdEvent *event;
	gboolean is_known;
	gboolean is_trusted;
	gboolean has_wrote_first; /* else it follows from the lines before */
	gboolean wrote_first;
	char *group; /* (nullable) of the buddy list */
	char *whole; /* (nullable) the text of an outgoing message that is longer than an event */
	char *id;    /* (nullable) as JSON, to be repeated */
} WdEventLine;

/*
 * Reads lines; keeps what is costly to make anew for each. Trust changes here: before it a line is
 * anybody's bytes, after it an event as bounded as one of the client's own.
 */
typedef struct WdEventLineParser WdEventLineParser;

WdEventLineParser *wd_event_line_parser_new(void);
void wd_event_line_parser_free(WdEventLineParser *parser);
gboolean wd_event_line_parse(WdEventLineParser *parser,
			     char *raw_line,
			     gsize len,
			     WdEventLine *line,
			     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_event_line_clear(WdEventLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdEventLineParser, wd_event_line_parser_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdEventLine, wd_event_line_clear)
