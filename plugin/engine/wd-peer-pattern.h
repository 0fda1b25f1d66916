/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"

/* "*@corp.example", "bob", or "prpl-irc:*:nick*": whom a policy speaks of. */
gboolean wd_peer_pattern_matches(const char *pattern, const WdEvent *event);
const char *wd_peer_pattern_find(const char *const *patterns, const WdEvent *event);
const char *wd_peer_pattern_find_sure(const char *const *patterns, const WdEvent *event);
