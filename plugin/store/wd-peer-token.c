/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-peer-token.h"

#include <string.h>

/**
 * wd_peer_token_new:
 * @keys: the person's keys
 * @purpose: tokens of two purposes tell nobody that they mean one peer
 * @protocol: such as "prpl-jabber"
 * @account: the person's own name there
 * @peer: the peer's name there, as the protocol normalises it
 *
 * Lengths stand before the names, so that no peer can pick a name that joins with the account's to
 * another peer's token.
 *
 * Returns: (transfer full): a pseudonym
 */
char *
wd_peer_token_new(const WdKeys *keys,
		  const char *purpose,
		  const char *protocol,
		  const char *account,
		  const char *peer)
{
	g_autofree char *name = g_strdup_printf("%" G_GSIZE_FORMAT ":%s%" G_GSIZE_FORMAT ":%s%s",
						strlen(protocol),
						protocol,
						strlen(account),
						account,
						peer);

	return wd_keys_pseudonym(keys, purpose, name);
}
