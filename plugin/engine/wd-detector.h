/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-context.h"
#include "engine/wd-event.h"
#include "engine/wd-policy.h"
#include "engine/wd-verdict.h"

/*
 * What every file in detect/ fills in. There is no class and no registration at run time, and a
 * detector remembers nothing of an event, so they can be read one by one and run in any order.
 */

#define WD_ON(kind) (1u << (kind))
#define WD_IN       (1u << WD_DIRECTION_IN)
#define WD_OUT      (1u << WD_DIRECTION_OUT)

/*
 * A detector looks at one event in its context and adds its findings to the verdict. A new one is
 * one file in detect/, one row in wd-registry.c, one phrase a code, one test file and one fuzz
 * target. It may give no code that it does not list: tests walk the lists.
 */
typedef struct {
	const char *id;
	guint kinds;              /* WD_ON() bits */
	guint directions;         /* WD_IN, WD_OUT */
	const char *const *codes; /* every code it may give, NULL-terminated */
	void (*inspect)(const WdEvent *event,
			const WdContext *context,
			const WdPolicy *policy,
			WdVerdict *verdict);
} WdDetector;
