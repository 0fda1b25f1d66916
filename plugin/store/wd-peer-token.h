/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

/* The name of a peer in state.db: the same peer gives the same token, and no token gives a name. */
char *wd_peer_token_new(const WdKeys *keys,
			const char *purpose,
			const char *protocol,
			const char *account,
			const char *peer);
