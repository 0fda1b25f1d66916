/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What the bench programs share: time many runs of one thing, print the median and the tail. */
typedef struct {
	GArray *times_us; /* of double */
	gint64 start_ns;
} BenchTimer;

void bench_timer_begin(BenchTimer *timer);
void bench_timer_end(BenchTimer *timer);
void bench_timer_print(BenchTimer *timer, const char *name, double bar_us);
double bench_time_us(void);
void bench_print(const char *name, double value, const char *unit);
char *bench_make_base(void);
void bench_remove_tree(const char *path);
