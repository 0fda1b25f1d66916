/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-peer-group.h"

#include <string.h>

#include "engine/wd-peer-pattern.h"

#define OF_LIST   "group:"
#define OF_POLICY "peer-group:"

/* The person's own sorting: letters may differ in case, and a star stands for anything. */
static gboolean
is_in_list_group(const char *wanted, const char *group)
{
	g_autofree char *glob = NULL;
	g_autofree char *name = NULL;

	if (group == NULL)
		return FALSE;
	glob = g_utf8_casefold(wanted, -1);
	name = g_utf8_casefold(group, -1);
	return g_pattern_match_simple(glob, name);
}

static gboolean
is_one_of(const char *people, const WdEvent *event)
{
	g_auto(GStrv) patterns = g_strsplit(people, "|", -1);

	for (guint i = 0; patterns[i] != NULL; i++) {
		if (wd_peer_pattern_matches(g_strstrip(patterns[i]), event))
			return TRUE;
	}
	return FALSE;
}

/* A group may have several items, of several files; one that has none was meant to protect
 * somebody, so that it means everybody. */
static gboolean
is_in_policy_group(const char *wanted, const WdEvent *event, const char *const *groups)
{
	gsize n_wanted = strlen(wanted);
	gboolean is_there = FALSE;

	for (; *groups != NULL; groups++) {
		const char *equals = strchr(*groups, '=');

		if (equals == NULL || (gsize)(equals - *groups) != n_wanted ||
		    strncmp(*groups, wanted, n_wanted) != 0)
			continue;
		is_there = TRUE;
		if (is_one_of(equals + 1, event))
			return TRUE;
	}
	return !is_there;
}

/**
 * wd_peer_group_matches:
 * @items: NULL-terminated: a list of people; items that are no groups are passed over
 * @event: what happens
 * @group: (nullable): the group of the buddy list in which the peer stands
 * @groups: NULL-terminated: [Contacts] Groups, "name=pattern|pattern"
 *
 * For lists that protect: in doubt a group matches.
 *
 * Returns: whether the peer is in one of the groups that @items names
 */
gboolean
wd_peer_group_matches(const char *const *items,
		      const WdEvent *event,
		      const char *group,
		      const char *const *groups)
{
	for (; *items != NULL; items++) {
		if (g_str_has_prefix(*items, OF_LIST) &&
		    is_in_list_group(*items + strlen(OF_LIST), group))
			return TRUE;
		if (g_str_has_prefix(*items, OF_POLICY) &&
		    is_in_policy_group(*items + strlen(OF_POLICY), event, groups))
			return TRUE;
	}
	return FALSE;
}
