/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Spans of time as policies write them. A module of its own since the parser, the template and the
 * digest must agree on one spelling; calendars and time zones play no part in it.
 */

gboolean wd_duration_parse(const char *text, gint64 *duration_ms);
char *wd_duration_format(gint64 duration_ms);
