/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-peer-pattern.h"

#include <string.h>

/* A glob with * and ?, matched in place: at worst the product of the two lengths, never more. */
static gboolean
glob_matches(const char *glob, const char *name)
{
	const char *star = NULL;
	const char *retry = NULL;

	while (*name != '\0') {
		if (*glob == '*') {
			star = ++glob;
			retry = name;
		} else if (*glob == '?' ||
			   (*glob != '\0' && g_utf8_get_char(glob) == g_utf8_get_char(name))) {
			glob = g_utf8_next_char(glob);
			name = g_utf8_next_char(name);
		} else if (star != NULL) {
			glob = star;
			name = retry = g_utf8_next_char(retry);
		} else {
			return FALSE;
		}
	}
	while (*glob == '*')
		glob++;
	return *glob == '\0';
}

static gboolean
part_matches(const char *part, const char *name)
{
	g_autofree char *folded_part = g_utf8_casefold(part, -1);
	g_autofree char *folded_name = g_utf8_casefold(name, -1);

	return glob_matches(folded_part, folded_name);
}

/* A name with a resource or inside a room also answers to what stands before the slash. */
static gboolean
peer_matches(const char *part, const char *peer)
{
	const char *slash = strchr(peer, '/');
	g_autofree char *bare = slash == NULL ? NULL : g_strndup(peer, (gsize)(slash - peer));

	return part_matches(part, peer) || (bare != NULL && part_matches(part, bare));
}

/* As above, but each side of the slash by itself: what stands behind it the peer chose freely, and
 * "boss@corp.example" is a nick like any other. */
static gboolean
peer_surely_matches(const char *part, const char *peer)
{
	g_auto(GStrv) parts = g_strsplit(part, "/", 2);
	g_auto(GStrv) names = g_strsplit(peer, "/", 2);

	if (parts[0] == NULL || names[0] == NULL)
		return part_matches(part, peer); /* one of them is empty */
	if (!part_matches(parts[0], names[0]))
		return FALSE;
	return parts[1] == NULL || (names[1] != NULL && part_matches(parts[1], names[1]));
}

/* "protocol:account:name" begins with a protocol or a star; other colons belong to the name, as in
 * "@user:server.example". */
static char **
split(const char *pattern)
{
	g_auto(GStrv) parts = g_strsplit(pattern, ":", 3);

	if (g_strv_length(parts) == 3 &&
	    (g_str_has_prefix(parts[0], "prpl-") || parts[0][0] == '*'))
		return g_steal_pointer(&parts);
	return NULL;
}

typedef gboolean (*PeerMatches)(const char *part, const char *peer);

static gboolean
matches(const char *pattern, const WdEvent *event, PeerMatches matches_peer)
{
	g_auto(GStrv) parts = split(pattern);

	if (parts == NULL)
		return matches_peer(pattern, event->peer);
	return part_matches(parts[0], event->protocol) && part_matches(parts[1], event->account) &&
	       matches_peer(parts[2], event->peer);
}

/**
 * wd_peer_pattern_matches:
 * @pattern: valid UTF-8: a glob for the peer's name, or "protocol:account:name" with a glob each
 * @event: an event
 *
 * Compares without regard to case. `*` stands for any characters, `?` for one. For lists that
 * restrict: in doubt it matches. See wd_peer_pattern_find_sure().
 *
 * Returns: whether @event comes from or goes to somebody whom @pattern means
 */
gboolean
wd_peer_pattern_matches(const char *pattern, const WdEvent *event)
{
	return matches(pattern, event, peer_matches);
}

/**
 * wd_peer_pattern_find:
 * @patterns: NULL-terminated
 * @event: an event
 *
 * Returns: (transfer none) (nullable): the first of @patterns that matches
 */
const char *
wd_peer_pattern_find(const char *const *patterns, const WdEvent *event)
{
	for (; patterns != NULL && *patterns != NULL; patterns++) {
		if (wd_peer_pattern_matches(*patterns, event))
			return *patterns;
	}
	return NULL;
}

/**
 * wd_peer_pattern_find_sure:
 * @patterns: NULL-terminated
 * @event: an event
 *
 * As wd_peer_pattern_find(), for lists that let somebody pass: a resource or a nick in a room,
 * which the peer chose, matches only what stands behind a slash in a pattern.
 *
 * Returns: (transfer none) (nullable): the first of @patterns that matches
 */
const char *
wd_peer_pattern_find_sure(const char *const *patterns, const WdEvent *event)
{
	for (; patterns != NULL && *patterns != NULL; patterns++) {
		if (matches(*patterns, event, peer_surely_matches))
			return *patterns;
	}
	return NULL;
}
