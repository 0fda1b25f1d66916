/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-context.h"
#include "store/wd-trust.h"

void wd_purple_context_fill(PurpleAccount *account,
			    const char *peer,
			    WdTrust *trust,
			    gint64 now_ms,
			    WdContext *context);
PurpleAccount *wd_purple_find_account(const char *protocol, const char *username);
char *wd_purple_normalise_peer(PurpleAccount *account, const char *raw_name);
