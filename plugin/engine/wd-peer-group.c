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

/* The people of a group's item, or NULL where it is another's. */
static const char *
find_people(const char *item, const char *name)
{
	const char *equals = strchr(item, '=');
	gsize n_name = strlen(name);

	return equals != NULL && (gsize)(equals - item) == n_name &&
			       strncmp(item, name, n_name) == 0
		       ? equals + 1
		       : NULL;
}

static gboolean
is_there(const char *name, const char *const *groups)
{
	for (; *groups != NULL; groups++) {
		if (find_people(*groups, name) != NULL)
			return TRUE;
	}
	return FALSE;
}

/* A group may have several items, of several files; one that has none was meant to protect
 * somebody, so that it means everybody. */
static gboolean
is_in_policy_group(const char *wanted, const WdEvent *event, const char *const *groups)
{
	if (!is_there(wanted, groups))
		return TRUE;
	for (; *groups != NULL; groups++) {
		const char *people = find_people(*groups, wanted);

		if (people != NULL && is_one_of(people, event))
			return TRUE;
	}
	return FALSE;
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

/**
 * wd_peer_group_find_unknown:
 * @items: NULL-terminated: a list of people
 * @groups: NULL-terminated: [Contacts] Groups
 *
 * Returns: (transfer none) (nullable): the first name in @items, inside it, of a group that the
 * policy has not
 */
const char *
wd_peer_group_find_unknown(const char *const *items, const char *const *groups)
{
	for (; *items != NULL; items++) {
		if (g_str_has_prefix(*items, OF_POLICY) &&
		    !is_there(*items + strlen(OF_POLICY), groups))
			return *items + strlen(OF_POLICY);
	}
	return NULL;
}
