/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-held.h"
#include "ui/wd-host.h"

#define WD_FAKE_NOW_MS G_GINT64_CONSTANT(1777888800000) /* 2026-05-04T10:00:00Z */

/* A session without a session: rows, policy and answers in memory, everything asked of it written
 * down. */
typedef struct {
	WdHost host;
	GPtrArray *rows;  /* of WdHeld *, oldest first */
	GPtrArray *calls; /* of char *: "decide ID release", "link URL", "set GROUP.NAME VALUE",
			     "teach ID spim", "undo ID" */
	WdPolicySetting settings[WD_N_KEYS];
	WdPolicy *policy;
	const WdUiOps *ops;
	gpointer ui;
	gboolean refuses;     /* every decision, setting and list fails */
	const char *bad_link; /* (nullable) links that contain it may not be opened */
	gint64 later_ms;      /* the clock has gone on by so much */
	guint n_made;         /* rows made so far */
	gint64 opening_us;    /* what opening a row costs */
	WdLogsState logs;     /* what the window about logs is told */
	WdLogsWatch watch;    /* of the search or import that goes on */
	void (*unlocked)(const char *problem, gpointer data); /* (nullable) who waits */
	gpointer unlocked_data;
	WdFactsSeen facts_seen; /* (nullable) who looks */
	gpointer facts_data;
	WdDeedsSeen deeds_seen;
	gpointer deeds_data;
	WdShield shield;        /* what every conversation looks like */
	gint64 paused_until_ms; /* 0: not paused */
} WdFakeHost;

WdFakeHost *wd_fake_host_new(void);
void wd_fake_host_free(WdFakeHost *fake);
WdHeld *wd_fake_host_add(WdFakeHost *fake, const WdEvent *fields, const char *code);
void wd_fake_host_add_samples(WdFakeHost *fake, guint n_rows);
void wd_fake_host_lock(WdFakeHost *fake, WdPolicyKey key, const char *value, const char *source);
void wd_fake_host_unlock(WdFakeHost *fake, WdPolicyKey key);
void wd_fake_host_give_facts(WdFakeHost *fake);
void wd_fake_host_give_deeds(WdFakeHost *fake);
const char *wd_fake_host_get_call(WdFakeHost *fake, guint back);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdFakeHost, wd_fake_host_free)
