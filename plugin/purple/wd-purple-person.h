/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "store/wd-trust.h"

/*
 * One person, several names: the person's buddy list says which belong together, and a name with a
 * domain is the same name on each account of its protocol. Trust in one of them is trust in all.
 * What a peer says of himself joins nothing.
 */

gboolean wd_purple_person_is_contact(PurpleAccount *account, const char *peer);
gboolean wd_purple_person_is_trusted(PurpleAccount *account, const char *peer, WdTrust *trust);
