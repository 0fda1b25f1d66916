/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Collected and not thrown: a policy with one wrong line still has others, and whoever mends it
 * wants to see all that is wrong at once.
 */

typedef enum {
	WD_PROBLEM_NOTICE,  /* worth knowing: superseded, or without effect yet */
	WD_PROBLEM_WARNING, /* ignored; nothing became weaker */
	WD_PROBLEM_ERROR,   /* something else than what was written is in force */
} WdProblemLevel;

/* What is wrong with a policy, for banner, audit and lint. */
typedef struct {
	char *path;
	guint line;   /* from 1; 0 the whole file */
	guint column; /* from 1, bytes; 0 the whole line */
	WdProblemLevel level;
	gboolean is_managed; /* stands in a managed file: the person cannot mend it */
	char *message;       /* what was found and what was expected */
} WdPolicyProblem;

/* Where something stands, on its way into a problem. */
typedef struct {
	const char *path;
	guint line;
	guint column;
	gboolean is_managed;
} WdPolicySpot;

GPtrArray *wd_policy_problems_new(void);
void wd_policy_problems_add(GPtrArray *problems,
			    const WdPolicySpot *spot,
			    WdProblemLevel level,
			    const char *format,
			    ...) G_GNUC_PRINTF(4, 5);
void wd_policy_problems_append(GPtrArray *problems, const GPtrArray *more);
void wd_policy_problems_sort(GPtrArray *problems);
guint wd_policy_problems_count(const GPtrArray *problems, WdProblemLevel at_least);
char *wd_policy_problem_format(const WdPolicyProblem *problem);
const char *wd_problem_level_to_string(WdProblemLevel level);
