/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-reader.h"

/*
 * A decrypted log in one of the forms that people take it away in. A forged log is possible: text
 * is tamed for a terminal, HTML holds no markup of a peer's. Appends to a string; where that goes
 * is the caller's matter.
 */
typedef enum { WD_LOG_FORMAT_TEXT, WD_LOG_FORMAT_HTML, WD_LOG_FORMAT_JSON } WdLogFormat;

gboolean wd_log_format_parse(const char *text, WdLogFormat *format);
const char *wd_log_format_get_suffix(WdLogFormat format);

/* A whole log is start, one append for each message, end. */
void wd_log_line_start(GString *out, WdLogFormat format, const WdLogEntry *entry);
void wd_log_line_append(GString *out,
			WdLogFormat format,
			const WdLogMessage *message,
			const char *const *pictures);
void wd_log_line_end(GString *out, WdLogFormat format, const WdLogReport *report);
char *wd_log_line_format_time(gint64 time_ms);
void wd_log_line_append_name(GString *out, const char *name);
