/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-reader.h"

/*
 * A log as a page of GtkIMHtml, the markup that libpurple's log viewers show. A log file may be
 * forged and a message was always a peer's: names and times are escaped, bodies are closed again.
 * Nothing is read from disk here; see wd-log-view.h.
 */
void
wd_log_markup_append(GString *page, const WdLogMessage *message, gint64 started_ms, GArray *shelf);
void wd_log_markup_append_condition(GString *page, const WdLogReport *report);
char *wd_log_markup_problem(const GError *error);
