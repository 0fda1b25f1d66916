/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Known holes of this client, from lists (store/wd-advisory-files.h): libpurple's, and those of the
 * protocol that an account uses. Policy says whether people are told or accounts stay offline.
 */
void wd_purple_advisories_attach(WdSession *session);
void wd_purple_advisories_detach(WdSession *session);
char *wd_purple_advisories_why_not(WdSession *session, PurpleAccount *account);
void wd_purple_advisories_gather_facts(WdSession *session, GPtrArray *facts);
