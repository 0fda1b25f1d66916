/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-action.h"

/*
 * Detectors give their reasons in this form and never in words, so that sentences, languages and
 * screens stay out of the engine: ui/wd-phrases.h makes a sentence of a code and its datum.
 */

/* One reason: which detector's code, how much it weighs, where in the text. Never a sentence. */
typedef struct {
	const char *code; /* static: "link.lookalike-host"; family before the dot */
	WdAction action;  /* what this finding alone asks for, as policy says */
	double weight;    /* > 0: evidence of a risk; 0: a note */
	gsize start;      /* byte range in the event's text (kind link: in url) */
	gsize end;
	char *detail; /* (nullable) a datum for the sentence: the other host, the card's last digits
		       */
} WdFinding;

WdFinding *wd_finding_new(const char *code,
			  WdAction action,
			  double weight,
			  gsize start,
			  gsize end,
			  const char *detail);
WdFinding *wd_finding_copy(const WdFinding *finding);
void wd_finding_free(WdFinding *finding);
/* The order in which people are given reasons. It has no part in the decision. */
gint wd_finding_compare(gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdFinding, wd_finding_free)
