/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * Logs of conversations that were marked as not to be logged, by OTR or by hand, where the settings
 * say that this does not count. The person is told in the conversation itself.
 */

typedef struct WdLogForced WdLogForced;

/* What libpurple has just shown. */
typedef struct {
	PurpleConversation *conversation;
	PurpleMessageFlags flags;
	const char *who;
	time_t time;
	const char *text;
} WdLogShown;

WdLogForced *wd_log_forced_new(PurpleLogLogger *logger);
void wd_log_forced_free(WdLogForced *forced);
void wd_log_forced_write(WdLogForced *forced, const WdLogShown *shown, gboolean is_managed);
GList *wd_log_forced_list(const WdLogForced *forced);
void wd_log_forced_close(WdLogForced *forced, PurpleConversation *conversation);
void wd_log_forced_close_all(WdLogForced *forced);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogForced, wd_log_forced_free)
