/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * How long a window takes from the key that asks for it, as seen from inside the process: until it
 * is on the screen, until the first rows of a list of it are drawn, until all are there; and the
 * longest turn of the main loop from the key on.
 */
typedef struct {
	gint64 mapped_us; /* each after the key; 0: not yet */
	gint64 drawn_us;  /* by the X server, too */
	gint64 all_us;
	gint64 robbed_us;       /* of drawn_us: ready to run while another process ran */
	gint64 first_turn_us;   /* the longest turn until rows were drawn, without that */
	gint64 longest_turn_us; /* the longest turn after it */
	int n_rows;             /* there when the first were drawn */
} WdStopwatch;

void wd_stopwatch_start(const char *role, const char *list, int n_all_rows);
const WdStopwatch *wd_stopwatch_look(void);
