/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-deed.h"

/*
 * What a window or a page of text asks of the session about how things are and what was done; hangs
 * off WdHost. Files are read by a thread, and the answer comes on the main loop, once for each
 * look, later and never from within the call.
 */

/* @facts: (element-type WdFact): borrowed. */
typedef void (*WdFactsSeen)(const GPtrArray *facts, gpointer data);
/* @deeds: (nullable) (transfer full): NULL with the translated @problem when they cannot be read.
 */
typedef void (*WdDeedsSeen)(WdDeeds *deeds, const char *problem, gpointer data);

typedef struct {
	void (*look_at_facts)(gpointer session, WdFactsSeen seen, gpointer data);
	void (*look_at_deeds)(gpointer session, gint64 from_ms, WdDeedsSeen seen, gpointer data);
	/* Whoever asked with this @data has gone: no answer comes. */
	void (*forget)(gpointer session, gconstpointer data);
	gint64 (*get_now_ms)(gpointer session);
} WdInsightPort;
