/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"

/*
 * One reading of names for every list in a policy that speaks of people, so that an entry means the
 * same in each. Patterns are matched in place and in bounded time, because the names they are held
 * against are a peer's choice.
 */

/* A pattern made once for many events, and an event's names ready for many patterns. */
typedef struct WdPeerPattern WdPeerPattern;
typedef struct WdPeerSpellings WdPeerSpellings;

char *wd_peer_pattern_fold_irc(const char *folded);
char *wd_peer_pattern_format(const char *protocol, const char *account, const char *peer);
WdPeerPattern *wd_peer_pattern_new(const char *pattern);
void wd_peer_pattern_free(WdPeerPattern *pattern);
WdPeerSpellings *wd_peer_spellings_new(const WdEvent *event);
void wd_peer_spellings_free(WdPeerSpellings *names);
gboolean wd_peer_pattern_matches_names(const WdPeerPattern *pattern,
				       const WdPeerSpellings *names,
				       gboolean is_sure);

/* "*@corp.example", "@corp.example", "bob", or "prpl-irc:*:nick*": whom a policy speaks of. */
gboolean wd_peer_pattern_matches(const char *pattern, const WdEvent *event);
const char *wd_peer_pattern_find(const char *const *patterns, const WdEvent *event);
const char *wd_peer_pattern_find_sure(const char *const *patterns, const WdEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPeerPattern, wd_peer_pattern_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPeerSpellings, wd_peer_spellings_free)
