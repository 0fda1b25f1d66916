/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-limits.h"

/*
 * A name as lists compare it, and the words under which a list may have it: the whole name, the
 * name without its resource, "@domain", and ".parent" for everything below a domain. All are pieces
 * of one text, so that looking them up copies nothing. What stands behind a slash the peer chose
 * freely; it never counts as a domain.
 */

#define WD_NAME_MAX_KEYS 20 /* of one name: sixteen labels and four more */

typedef struct {
	guint16 start;
	guint16 len;
	gboolean is_loose; /* a guess, for lists that restrict: "spam.example" for its people */
} WdNameKey;

typedef struct {
	char text[WD_LIMIT_NAME_BYTES + 2]; /* "@", then the folded name */
	guint n_keys;
	WdNameKey keys[WD_NAME_MAX_KEYS];
} WdNameKeys;

void wd_name_keys_fill(WdNameKeys *keys, const char *name);
char *wd_name_fold(const char *name);
