/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-reader.h"

/*
 * What META says of every log of a profile, in one sealed file, so that ten thousand conversations
 * are listed at once: opening each takes a third of a millisecond. It is a cache: one that is
 * missing, from another key or not whole is made again, and no log is believed to be there because
 * of it. Formats: store/README.md.
 */

/* One log as the index has it. */
typedef struct {
	WdLogEntry *entry;
	gint64 size; /* when it was looked at: a log only grows */
} WdLogIndexRow;

void wd_log_index_row_free(WdLogIndexRow *row);

/* The plaintext. Paths in it are below the folder of logs; those of an entry are whole. */
void wd_log_index_format(GByteArray *out, const WdLogEntry *entry, const char *logs, gint64 size);
GPtrArray *wd_log_index_parse(const guint8 *bytes, gsize len, const char *logs);

GPtrArray *wd_log_index_load(const char *logs, WdKeys *keys);
void wd_log_index_save(const char *logs, WdKeys *keys, const GByteArray *rows);
