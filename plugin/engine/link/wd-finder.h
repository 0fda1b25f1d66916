/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Clients differ in what they make clickable, and people retype the rest. This means to find all of
 * it: one find too many costs a look, one too few is a way past the checks.
 */

/* A stretch of text that a client, or the person reading it, would take for a link. */
typedef struct {
	char *url;   /* with a scheme, "http://" added where none was written */
	gsize start; /* bytes of the text */
	gsize end;
	gboolean has_scheme; /* as written */
} WdFound;

GPtrArray *wd_finder_find(const char *text);
GPtrArray *wd_finder_find_all(const char *text);
