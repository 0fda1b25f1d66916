/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-peer-pattern.h"

#include <string.h>

/* IRC's first standard counts these as the same letters (RFC 1459, 2.2). */
static const char irc_upper[] = "[]\\~";
static const char irc_lower[] = "{}|^";

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

struct WdPeerPattern {
	char *protocol; /* (nullable) a glob, folded; NULL: any */
	char *account;  /* (nullable) */
	char *name;
	char *irc_name;  /* (nullable) as IRC compares it, where that differs */
	char *name_head; /* up to the first slash */
	char *name_tail; /* (nullable) behind it */
};

struct WdPeerSpellings {
	char *protocol;
	char *account;
	char *name;
	char *irc_name; /* (nullable) */
	char *bare;     /* up to the first slash */
	char *tail;     /* (nullable) behind it */
	gboolean is_irc;
};

static char *
fold(const char *text)
{
	return g_utf8_casefold(text, -1);
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

/* "@spam.example" is everybody there; "@user:server.example" is one name. */
static char *
fold_name(const char *name)
{
	g_autofree char *folded = fold(name);

	if (folded[0] == '@' && folded[1] != '\0' && strchr(folded, ':') == NULL)
		return g_strconcat("*", folded, NULL);
	return g_steal_pointer(&folded);
}

static void
cut_at_slash(const char *name, char **head, char **tail)
{
	const char *slash = strchr(name, '/');

	*head = slash != NULL ? g_strndup(name, (gsize)(slash - name)) : g_strdup(name);
	*tail = slash != NULL ? g_strdup(slash + 1) : NULL;
}

/**
 * wd_peer_pattern_fold_irc:
 * @folded: a nick in small letters
 *
 * Returns: (transfer full) (nullable): the nick as most IRC networks compare it; NULL where it has
 * only one spelling
 */
char *
wd_peer_pattern_fold_irc(const char *folded)
{
	char *irc;

	if (strpbrk(folded, irc_upper) == NULL && strpbrk(folded, irc_lower) == NULL)
		return NULL;
	irc = g_strdup(folded);
	for (char *p = irc; *p != '\0'; p++) {
		const char *upper = strchr(irc_upper, *p);

		if (upper != NULL)
			*p = irc_lower[upper - irc_upper];
	}
	return irc;
}

/* One character stands for one that a list, a glob or the pattern itself would read otherwise. */
static void
append_literal(GString *out, const char *text, const char *special)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		gboolean is_special = (c < 0x80 && strchr(special, (int)c) != NULL) ||
				      g_unichar_iscntrl(c) || g_unichar_isspace(c);

		g_string_append_unichar(out, is_special ? '?' : c);
	}
}

/**
 * wd_peer_pattern_format:
 * @protocol: a protocol's id
 * @account: the person's account
 * @peer: somebody's name there; not empty
 *
 * Makes an entry for one person of names that may be a stranger's choice: "*" or "@corp.example"
 * as a name must not come to mean everybody.
 *
 * Returns: (transfer full): a pattern of one list item, with `?` for what has a meaning of its own
 */
char *
wd_peer_pattern_format(const char *protocol, const char *account, const char *peer)
{
	GString *out = g_string_new(NULL);

	if (g_str_has_prefix(protocol, "prpl-"))
		append_literal(out, protocol, ":;\\*");
	else
		g_string_append_c(out, '*'); /* only "prpl-" begins a pattern of three parts */
	g_string_append_c(out, ':');
	append_literal(out, account, ":;\\*");
	g_string_append_c(out, ':');
	if (*peer == '@') {
		g_string_append_c(out, '?');
		peer++;
	}
	append_literal(out, peer, ";\\*");
	return g_string_free(out, FALSE);
}

/**
 * wd_peer_pattern_new:
 * @pattern: valid UTF-8
 *
 * Returns: (transfer full): @pattern, ready to be matched often
 */
WdPeerPattern *
wd_peer_pattern_new(const char *pattern)
{
	WdPeerPattern *compiled = g_new0(WdPeerPattern, 1);
	g_auto(GStrv) parts = split(pattern);

	if (parts != NULL) {
		compiled->protocol = fold(parts[0]);
		compiled->account = fold(parts[1]);
	}
	compiled->name = fold_name(parts != NULL ? parts[2] : pattern);
	compiled->irc_name = wd_peer_pattern_fold_irc(compiled->name);
	cut_at_slash(compiled->name, &compiled->name_head, &compiled->name_tail);
	return compiled;
}

/**
 * wd_peer_pattern_free:
 * @pattern: (nullable) (transfer full): a pattern
 */
void
wd_peer_pattern_free(WdPeerPattern *pattern)
{
	if (pattern == NULL)
		return;
	g_free(pattern->protocol);
	g_free(pattern->account);
	g_free(pattern->name);
	g_free(pattern->irc_name);
	g_free(pattern->name_head);
	g_free(pattern->name_tail);
	g_free(pattern);
}

/**
 * wd_peer_spellings_new:
 * @event: an event
 *
 * Returns: (transfer full): its names, ready to be held against many patterns
 */
WdPeerSpellings *
wd_peer_spellings_new(const WdEvent *event)
{
	WdPeerSpellings *names = g_new0(WdPeerSpellings, 1);

	names->protocol = fold(event->protocol);
	names->account = fold(event->account);
	names->name = fold(event->peer);
	names->is_irc = g_str_equal(event->protocol, "prpl-irc");
	names->irc_name = names->is_irc ? wd_peer_pattern_fold_irc(names->name) : NULL;
	cut_at_slash(names->name, &names->bare, &names->tail);
	return names;
}

/**
 * wd_peer_spellings_free:
 * @names: (nullable) (transfer full): names
 */
void
wd_peer_spellings_free(WdPeerSpellings *names)
{
	if (names == NULL)
		return;
	g_free(names->protocol);
	g_free(names->account);
	g_free(names->name);
	g_free(names->irc_name);
	g_free(names->bare);
	g_free(names->tail);
	g_free(names);
}

/* A name with a resource or inside a room also answers to what stands before the slash, and a nick
 * to all spellings that its network takes for the same. */
static gboolean
loosely_matches(const WdPeerPattern *pattern, const WdPeerSpellings *names)
{
	if (glob_matches(pattern->name, names->name))
		return TRUE;
	if (names->is_irc && (pattern->irc_name != NULL || names->irc_name != NULL) &&
	    glob_matches(pattern->irc_name != NULL ? pattern->irc_name : pattern->name,
			 names->irc_name != NULL ? names->irc_name : names->name))
		return TRUE;
	return names->tail != NULL && glob_matches(pattern->name, names->bare);
}

/* Each side of the slash by itself: what stands behind it the peer chose freely, and
 * "boss@corp.example" is a nick like any other. */
static gboolean
surely_matches(const WdPeerPattern *pattern, const WdPeerSpellings *names)
{
	if (!glob_matches(pattern->name_head, names->bare))
		return FALSE;
	return pattern->name_tail == NULL ||
	       (names->tail != NULL && glob_matches(pattern->name_tail, names->tail));
}

/**
 * wd_peer_pattern_matches_names:
 * @pattern: a pattern
 * @names: an event's names
 * @is_sure: whether the list lets somebody pass, so that doubt counts against it
 *
 * Returns: whether @pattern means whoever @names is
 */
gboolean
wd_peer_pattern_matches_names(const WdPeerPattern *pattern,
			      const WdPeerSpellings *names,
			      gboolean is_sure)
{
	if (pattern->protocol != NULL && (!glob_matches(pattern->protocol, names->protocol) ||
					  !glob_matches(pattern->account, names->account)))
		return FALSE;
	return is_sure ? surely_matches(pattern, names) : loosely_matches(pattern, names);
}

static const char *
find(const char *const *patterns, const WdEvent *event, gboolean is_sure)
{
	g_autoptr(WdPeerSpellings) names = NULL;

	if (patterns == NULL || *patterns == NULL)
		return NULL;
	names = wd_peer_spellings_new(event);
	for (; *patterns != NULL; patterns++) {
		g_autoptr(WdPeerPattern) pattern = wd_peer_pattern_new(*patterns);

		if (wd_peer_pattern_matches_names(pattern, names, is_sure))
			return *patterns;
	}
	return NULL;
}

/**
 * wd_peer_pattern_matches:
 * @pattern: valid UTF-8: a glob for the peer's name, or "protocol:account:name" with a glob each
 * @event: an event
 *
 * Compares without regard to case. `*` stands for any characters, `?` for one, and "@corp.example"
 * for everybody at that domain. For lists that restrict: in doubt it matches. See
 * wd_peer_pattern_find_sure().
 *
 * Returns: whether @event comes from or goes to somebody whom @pattern means
 */
gboolean
wd_peer_pattern_matches(const char *pattern, const WdEvent *event)
{
	const char *const patterns[] = {pattern, NULL};

	return find(patterns, event, FALSE) != NULL;
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
	return find(patterns, event, FALSE);
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
	return find(patterns, event, TRUE);
}
