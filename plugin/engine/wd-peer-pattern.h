/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"

/*
 * One reading of names for every list in a policy that speaks of people, so that an entry means the
 * same in each. Patterns are matched in place and in bounded time, because the names they are held
 * against are a peer's choice.
 */

/* "*@corp.example", "bob", or "prpl-irc:*:nick*": whom a policy speaks of. */
gboolean wd_peer_pattern_matches(const char *pattern, const WdEvent *event);
const char *wd_peer_pattern_find(const char *const *patterns, const WdEvent *event);
const char *wd_peer_pattern_find_sure(const char *const *patterns, const WdEvent *event);
