/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-hash.h"

/*
 * The arithmetic of the trail, without files: writer, verifier and recovery all move the same value
 * forward, so they cannot disagree. A chain on the stack holds a secret; whoever has one wipes it.
 */

#define WD_AUDIT_KEY_LEN 32 /* bytes */
#define WD_AUDIT_MAC_LEN 16 /* bytes of HMAC-SHA-256 that a line carries */

/* Where a trail stands: what its next line must say, and the key that vouches for it. */
typedef struct {
	guint64 seq;                  /* of the next line */
	guint8 prev[WD_HASH_LEN];     /* SHA-256 of the line before, zeros before the first */
	guint8 key[WD_AUDIT_KEY_LEN]; /* of the next line: a secret */
	gboolean is_closed;           /* the line before was audit.close */
} WdAuditChain;

/*
 * A line takes its MAC from the place before it advances. Advancing is one way: after it the key of
 * the line is gone, also for us. Rotating gives a file a start key, which is sealed to the person
 * and the auditors.
 */
void wd_audit_chain_begin(WdAuditChain *chain);
void wd_audit_chain_advance(WdAuditChain *chain, const char *line, gsize len, gboolean is_close);
void wd_audit_chain_rotate(WdAuditChain *chain);
void wd_audit_chain_get_mac(const WdAuditChain *chain,
			    const char *body,
			    gsize len,
			    char hex[2 * WD_AUDIT_MAC_LEN + 1]);
void wd_audit_chain_wipe(WdAuditChain *chain);
