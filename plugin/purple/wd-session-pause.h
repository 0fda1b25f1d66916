/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Ten minutes in which nothing is held for its words or links; engine/judge/wd-pause.h says what
 * that means. It is said all the while, stands in the audit trail, ends by itself, and is kept in
 * memory only: a restart ends it.
 */

#define WD_PAUSE_MINUTES 10

gboolean wd_session_pause(WdSession *session, GError **error);
void wd_session_end_pause(WdSession *session);
gint64 wd_session_get_paused_until_ms(WdSession *session); /* 0: it is not */
void wd_session_gather_pause(WdSession *session, GPtrArray *facts);
char *wd_session_format_pause(WdSession *session); /* (nullable) in words */
void wd_session_check_pause(WdSession *session);
