/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"

/*
 * What leaks with a file that is about to be sent: the words in it are looked through as if they
 * had been typed to the same person, a piece at a time, so that nobody waits for a long file.
 */
typedef struct WdFileLeaks WdFileLeaks;

/* Called once, from the main loop: of WdFinding *, without a place in a text; borrowed. */
typedef void (*WdFileLeaksDone)(const GPtrArray *findings, gpointer data);

WdFileLeaks *
wd_file_leaks_start(WdSession *session, const WdEvent *event, WdFileLeaksDone done, gpointer data);
void wd_file_leaks_cancel(WdFileLeaks *leaks);
