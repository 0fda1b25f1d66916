/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "store/wd-log.h"

/*
 * What the person wanted logged. libpurple's own switches stay off, so that without Warden nothing
 * is ever written in the clear; the wish itself lives in switches of ours.
 */
typedef struct {
	void (*changed)(gpointer data); /* the person wished for more */
	gpointer data;
	gboolean is_lending; /* libpurple's switches are on for a moment */
} WdLogWishes;

/* On duty from start to stop. The callback comes from within a change of libpurple's switches. */
void wd_log_wishes_start(const WdLogWishes *wishes);
void wd_log_wishes_stop(const WdLogWishes *wishes);
void wd_log_wishes_offer_back(void);
gboolean wd_log_wishes_get(WdLogClass log_class);

/*
 * Plugins that show old logs, such as Pidgin's History, look at libpurple's switches to know
 * whether there are any. While one of them is asked, and no longer, a switch says what is true.
 */
void wd_log_wishes_lend(WdLogWishes *wishes, WdLogClass log_class);
void wd_log_wishes_take_back(WdLogWishes *wishes);
gboolean wd_log_wishes_is_false_alarm(const char *primary);
