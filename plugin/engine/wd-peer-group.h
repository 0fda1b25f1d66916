/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"

/*
 * Groups in a list of people: "group:Accounts" is one of the buddy list, as the person sorted it;
 * "peer-group:sales" one that the policy names in [Contacts] Groups. A rule spells them alike.
 */

gboolean wd_peer_group_matches(const char *const *items,
			       const WdEvent *event,
			       const char *group,
			       const char *const *groups);
const char *wd_peer_group_find_unknown(const char *const *items, const char *const *groups);
