/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * One look at the bytes of a file, wherever they are: what they tell is put beside what was known
 * of the file already, so that the engine judges one event. The bytes themselves are never read in
 * this process.
 */
void wd_file_check_attach(WdSession *session);
void wd_file_check_detach(WdSession *session);

typedef struct WdFileCheck WdFileCheck;

/* Called once, from the main loop; @event is the one that was given, with what was found. */
typedef void (*WdFileCheckDone)(const WdEvent *event, gpointer data);

WdFileCheck *wd_file_check_start(
	WdSession *session, const WdEvent *event, int fd, WdFileCheckDone done, gpointer data);
void wd_file_check_cancel(WdFileCheck *check);
