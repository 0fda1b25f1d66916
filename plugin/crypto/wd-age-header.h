/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-hash.h"
#include "crypto/wd-x25519.h"

#define WD_AGE_FILE_KEY_LEN 16
#define WD_AGE_WRAPPED_LEN  32 /* a file key and its tag */

/* One X25519 stanza: the file key for one recipient. */
typedef struct {
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
void wd_age_header_format(GByteArray *out,
			  const GArray *stanzas,
			  const guint8 file_key[WD_AGE_FILE_KEY_LEN]);
gboolean wd_age_header_is_authentic(const WdAgeHeader *header,
				    const guint8 *bytes,
				    const guint8 file_key[WD_AGE_FILE_KEY_LEN]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAgeHeader, wd_age_header_free)
