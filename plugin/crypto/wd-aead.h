/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#define WD_AEAD_KEY_LEN   32
#define WD_AEAD_NONCE_LEN 12
#define WD_AEAD_TAG_LEN   16

/* What one call of ChaCha20-Poly1305 (RFC 8439) needs. A key and nonce together seal once. */
typedef struct {
	guint8 key[WD_AEAD_KEY_LEN];
	guint8 nonce[WD_AEAD_NONCE_LEN];
	const guint8 *aad; /* (nullable) authenticated, not encrypted */
	gsize aad_len;
} WdAead;

gboolean wd_aead_seal(const WdAead *aead, guint8 *buffer, gsize len, guint8 tag[WD_AEAD_TAG_LEN])
	G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_aead_open(const WdAead *aead,
		      guint8 *buffer,
		      gsize len,
		      const guint8 tag[WD_AEAD_TAG_LEN]) G_GNUC_WARN_UNUSED_RESULT;
