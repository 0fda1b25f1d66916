/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"

/*
 * A row of the review queue, for a terminal and for a machine. What a stranger wrote must not be
 * able to move the cursor, so the first two make it visible; JSON has it as it came, escaped.
 */
char *wd_held_text_format_line(const WdHeld *held);
char *wd_held_text_format_page(const WdHeld *held);
void wd_held_text_append_json(GString *json, const WdHeld *held);
