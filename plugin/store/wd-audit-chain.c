/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-chain.h"

#include <string.h>

#include "crypto/wd-crypto.h"

/*
 * Forward security after Schneier and Kelsey (1998): each line is vouched for by a key of its own,
 * made from the key before, which is then wiped. Who takes the computer today cannot rewrite what
 * was written yesterday.
 */
#define LABEL_EVOLVE "evolve"
#define LABEL_ROTATE "rotate"

static void
step_key(WdAuditChain *chain, const char *label)
{
	guint8 next[WD_AUDIT_KEY_LEN];

	wd_hash_hmac(chain->key, sizeof chain->key, label, strlen(label), next);
	memcpy(chain->key, next, sizeof next);
	wd_hash_wipe(next, sizeof next);
}

/**
 * wd_audit_chain_begin:
 * @chain: (out caller-allocates): the place of the very first line, with a random key
 *
 * libgcrypt must have been started.
 */
void
wd_audit_chain_begin(WdAuditChain *chain)
{
	memset(chain, 0, sizeof *chain);
	wd_crypto_random(chain->key, sizeof chain->key);
}

/**
 * wd_audit_chain_advance:
 * @chain: (inout): the place of @line; becomes the place of the line after
 * @line: (array length=len): a whole line without its newline
 * @len: length of @line in bytes
 * @is_close: the line ends its file: the next one begins a file with a key derived from this one
 *
 * The key of @line cannot be had back.
 */
void
wd_audit_chain_advance(WdAuditChain *chain, const char *line, gsize len, gboolean is_close)
{
	wd_hash_sha256(line, len, chain->prev);
	step_key(chain, LABEL_EVOLVE);
	chain->seq++;
	chain->is_closed = is_close;
	if (is_close)
		wd_audit_chain_rotate(chain);
}

/**
 * wd_audit_chain_rotate:
 * @chain: (inout): the end of a file
 *
 * Makes the start key of the next file: only who knew the last key of the one before can write a
 * file that follows it.
 */
void
wd_audit_chain_rotate(WdAuditChain *chain)
{
	step_key(chain, LABEL_ROTATE);
}

/**
 * wd_audit_chain_get_mac:
 * @chain: the place of the line
 * @body: (array length=len): the line as it would be without its last member, "mac"
 * @len: length of @body in bytes
 * @hex: (out caller-allocates): the line's "mac", nul-terminated
 */
void
wd_audit_chain_get_mac(const WdAuditChain *chain,
		       const char *body,
		       gsize len,
		       char hex[2 * WD_AUDIT_MAC_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";
	guint8 mac[WD_HASH_LEN];

	wd_hash_hmac(chain->key, sizeof chain->key, body, len, mac);
	for (guint i = 0; i < WD_AUDIT_MAC_LEN; i++) {
		hex[2 * i] = digits[mac[i] >> 4];
		hex[2 * i + 1] = digits[mac[i] & 0xf];
	}
	hex[2 * WD_AUDIT_MAC_LEN] = '\0';
}

/**
 * wd_audit_chain_wipe:
 * @chain: a place that is needed no more
 */
void
wd_audit_chain_wipe(WdAuditChain *chain)
{
	wd_hash_wipe(chain, sizeof *chain);
}
