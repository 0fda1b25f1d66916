/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-hash.h"
#include "crypto/wd-x25519.h"

/*
 * The text part of an age file, apart from wd-age.c so that a fuzz target can reach the parser
 * without a key. Everything wd_age_header_parse() reads comes from a file that anybody may have
 * written.
 */

#define WD_AGE_FILE_KEY_LEN 16
#define WD_AGE_WRAPPED_LEN  32 /* a file key and its tag */

/* One X25519 stanza: the file key for one recipient. */
typedef struct {
	/* made for this recipient alone; agreed upon with the recipient's key it gives the key
	 * that wraps */
	guint8 ephemeral[WD_X25519_LEN];
	guint8 wrapped[WD_AGE_WRAPPED_LEN];
} WdAgeStanza;

/* The text before the payload, taken apart. Nothing in it is authentic before its MAC is checked.
 */
typedef struct {
	GArray *stanzas; /* of WdAgeStanza; those of other types are left out */
	gsize mac_start; /* the MAC is over the bytes up to here */
	guint8 mac[WD_HASH_LEN];
	gsize len; /* where the payload begins */
} WdAgeHeader;

WdAgeHeader *wd_age_header_parse(const guint8 *raw_bytes, gsize len, GError **error);
void wd_age_header_free(WdAgeHeader *header);

/*
 * Writing adds the MAC. Reading comes in two steps, since the key of the MAC is only known once a
 * stanza was opened: parse, find the file key, then ask whether the header is authentic.
 */
void wd_age_header_format(GByteArray *out,
			  const GArray *stanzas,
			  const guint8 file_key[WD_AGE_FILE_KEY_LEN]);
gboolean wd_age_header_is_authentic(const WdAgeHeader *header,
				    const guint8 *bytes,
				    const guint8 file_key[WD_AGE_FILE_KEY_LEN]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAgeHeader, wd_age_header_free)
