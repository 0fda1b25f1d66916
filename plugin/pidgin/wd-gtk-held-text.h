/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"

/*
 * One row of the review queue in words, for the list and for the details. Everything is plain text,
 * safe beside other text: what a peer wrote has been through wd-gtk-text.h. No widget is known
 * here, so the words are tested without a display.
 */
char *wd_gtk_held_format_peer(const WdHeld *held);
char *wd_gtk_held_format_account(const WdHeld *held);
char *wd_gtk_held_format_time(const WdHeld *held);
char *wd_gtk_held_format_what(const WdHeld *held);
char *wd_gtk_held_format_reason(const WdHeld *held);

/* What can be done about it. An offer that has expired, or a message of one's own, allows less. */
const char *wd_gtk_held_get_advice(const WdHeld *held);
gboolean wd_gtk_held_teaches(const WdHeld *held);
gboolean wd_gtk_held_allows(const WdHeld *held, WdDecision decision);
