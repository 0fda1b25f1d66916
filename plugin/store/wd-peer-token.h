/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

/*
 * state.db must be searchable by peer while the key is locked, so names cannot be sealed; a keyed
 * hash of them can be compared and still tells nobody who is meant. Apart from wd-keys.h because
 * queue and trust must join the three names in the same way.
 */

/* The name of a peer in state.db: the same peer gives the same token, and no token gives a name. */
char *wd_peer_token_new(const WdKeys *keys,
			const char *purpose,
			const char *protocol,
			const char *account,
			const char *peer);
