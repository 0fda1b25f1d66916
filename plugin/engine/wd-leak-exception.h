/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-leak-kind.h"

/*
 * "card:*@partner.example=redact": what becomes of one kind of leak on its way to somebody, as an
 * item of [Leaks] ActionFor says it. Apart from wd-policy-item.h, because the check of a file and
 * the judgement must read an item the same way.
 */

typedef enum {
	WD_LEAK_DO_ALLOW,
	WD_LEAK_DO_NOTE,
	WD_LEAK_DO_WARN,
	WD_LEAK_DO_REDACT,
	WD_LEAK_DO_HOLD,
	WD_LEAK_DO_BLOCK,
	WD_LEAK_N_DO,
} WdLeakDo;

typedef struct {
	guint kinds;         /* WD_LEAK_BIT() */
	const char *pattern; /* of the peer, see wd-peer-pattern.h; a part of the item, not
				terminated */
	gsize n_pattern;
	WdLeakDo what;
} WdLeakException;

gboolean wd_leak_exception_parse(const char *item, WdLeakException *exception);
