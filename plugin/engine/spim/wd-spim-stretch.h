/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a person reads as one word or number although a program sees letters, digits and signs: the
 * habit of writing "fr33 c@ll", called leet, is undone here and nowhere else.
 */

/* A stretch of letters, digits and what stands for letters. */
typedef struct {
	const char *start; /* in plain letters, see wd-spim-skeleton.h */
	const char *end;
	guint n_letters;
	guint n_digits;
	guint n_signs;
	gboolean is_leet;
} WdSpimStretch;

gboolean wd_spim_stretch_begins(const char *at);
WdSpimStretch wd_spim_stretch_measure(const char *start);
guint wd_spim_stretch_write(char *out, const WdSpimStretch *stretch, guint max_bytes);
