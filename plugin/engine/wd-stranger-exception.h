/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

/*
 * "prpl-irc:*:*=allow": whom one item of [Contacts] StrangersFor speaks of, and what becomes of
 * them. Apart from wd-policy-item.h, because the check of a file and the judgement must read an
 * item the same way.
 */

typedef struct {
	gsize n_pattern; /* bytes of the item before its treatment: a pattern of
			    wd-peer-pattern.h */
	WdStrangers treatment;
} WdStrangerException;

gboolean wd_stranger_exception_parse(const char *item, WdStrangerException *exception);
