/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Where an account would sign on to, and whether the client may: what is compared is the host that
 * is contacted and the domain that is signed on to, which need not be the same.
 */
char **wd_account_rules_list_servers(PurpleAccount *account);
gboolean wd_account_rules_is_server_allowed(const char *server, const char *const *allowed);
char *wd_account_rules_why_not(PurpleAccount *account, const WdPolicy *policy);
