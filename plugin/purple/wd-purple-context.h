/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-context.h"
#include "engine/wd-event.h"
#include "store/wd-trust.h"

/*
 * Where libpurple's people become the engine's: who is a contact, how a name is compared, whose
 * account an event speaks of. Events carry names and no pointers, since an account may be gone when
 * a row of the queue is decided; whoever acts on one looks the account up again here.
 */
void wd_purple_context_fill(PurpleAccount *account,
			    const char *peer,
			    WdTrust *trust,
			    gint64 now_ms,
			    WdContext *context);

/* May be NULL at any time, and a found account need not be connected. */
PurpleAccount *wd_purple_find_account(const char *protocol, const char *username);

gboolean wd_purple_is_contact(PurpleAccount *account, const char *peer);

/* Trust changes here: behind this call a name is bounded, valid UTF-8 and comparable. */
char *wd_purple_normalise_peer(PurpleAccount *account, const char *raw_name);
const char *wd_purple_find_nick(PurpleAccount *account, const WdEvent *event);
