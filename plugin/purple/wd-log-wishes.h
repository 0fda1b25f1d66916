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
} WdLogWishes;

/* On duty from start to stop. The callback comes from within a change of libpurple's switches. */
void wd_log_wishes_start(const WdLogWishes *wishes);
void wd_log_wishes_stop(const WdLogWishes *wishes);
void wd_log_wishes_offer_back(void);
gboolean wd_log_wishes_get(WdLogClass log_class);
