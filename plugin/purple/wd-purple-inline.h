/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"

/*
 * Pictures inside a message: the text names them by a number, and the protocol sends their bytes.
 * So each is a file that goes out, though no transfer tells of it.
 */

gboolean wd_purple_inline_has(const char *html);
/* Adds to the verdict of the message what each of its pictures deserves as a file. */
void wd_purple_inline_judge(WdSession *session,
			    PurpleAccount *account,
			    const WdEvent *message,
			    const char *html,
			    WdVerdict *verdict);
/* Counts them for later ones: the same picture to many. */
void wd_purple_inline_note(WdSession *session,
			   PurpleAccount *account,
			   const WdEvent *message,
			   const char *html);

/* The client forgets its pictures when a message was stopped: kept until it is sent or given up. */
GArray *wd_purple_inline_keep(const char *html);
void wd_purple_inline_release(GArray *images);
