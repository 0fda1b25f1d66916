/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"
#include "engine/wd-policy.h"

/*
 * What a message carries that a worm would want to be opened. Apart from the detector of worms,
 * which counts how often it went by, because each can be read and tested alone. Nothing here is a
 * finding.
 */

typedef struct {
	gboolean has_link;
	gboolean is_risky;      /* a link that a check of links calls suspicious, or to a program */
	gboolean is_shortened;  /* a link that hides where it leads */
	gboolean is_clear;      /* a link without TLS */
	gboolean is_made_up;    /* a link with a token such as a program gives to each recipient */
	gboolean is_luring;     /* a link to a site with such a name */
	gboolean is_own;        /* all links lead to the person's own or the peer's own site */
	gboolean is_famous;     /* all links lead to sites that everybody links to */
	gboolean is_invitation; /* to a room or a contact list */
	gboolean is_program;    /* a file that runs, or hides what it is */
	gboolean is_container;  /* a file that can hold one */
	double lures;           /* see wd_lures_weigh() */
} WdCargo;

void wd_cargo_look(WdCargo *cargo, const WdEvent *event, const WdPolicy *policy);
