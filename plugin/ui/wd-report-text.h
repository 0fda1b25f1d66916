/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"

/*
 * A report as a person reads it before it goes, and as whoever gets it reads it. It names the
 * sender and never the person who reports: the channel does that. Nothing in it can be clicked on.
 */

#define WD_REPORT_TEXT_MAX_PEERS 10 /* in one report; the rest is counted */

/* What one sender did, in a few lines. */
char *wd_report_text_about(const GPtrArray *held);
/* A whole report about one or several. */
char *wd_report_text_join(const GPtrArray *abouts);
char *wd_report_text_mailto(const char *address, const char *text);
