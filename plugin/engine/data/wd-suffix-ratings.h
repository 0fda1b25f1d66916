/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What the end of a name says before anything else is known. Both tables give a weight and no
 * verdict: honest people have cheap names, too, and put their pages where it costs nothing.
 */

/* What a platform gives to whoever asks. */
typedef enum {
	WD_HOSTING_NONE,
	WD_HOSTING_CATALOGUE, /* under somebody's eye: documentation, blogs with a house */
	WD_HOSTING_PROJECTS,  /* pages of developers: mostly what they say */
	WD_HOSTING_INSTANT,   /* a page in a minute, for nothing and without a name */
} WdHosting;

WdHosting wd_suffix_get_hosting(const char *host, const char **label, gsize *n_label);
/* 0: nothing known, 1: costs next to nothing, 2: and is used for little else than deceit. */
guint wd_suffix_get_cheapness(const char *suffix);
