/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Whether an international name may be shown in its own letters. A name of any language is in
 * order; one whose letters were chosen to be taken for others is not, whatever it imitates. Whom it
 * imitates is wd-lookalike.h's question.
 */

/* What is wrong with a name, the mildest first. */
typedef enum {
	WD_IDN_SAFE,
	WD_IDN_FOREIGN,    /* all of it in another script, drawn like Latin letters or digits */
	WD_IDN_MIXED,      /* scripts, marks or signs that no language puts together */
	WD_IDN_UNREADABLE, /* no valid name: it says something else than it may */
} WdIdnRisk;

WdIdnRisk wd_idn_judge(const char *host);
gboolean wd_idn_is_styled(const char *url);
/* The form for people: own letters where they are safe, Punycode where they are not. */
char *wd_idn_display(const char *host);
