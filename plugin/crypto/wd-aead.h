/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The one cipher of the project, for age files and for the frames of encrypted logs. It works in
 * place. A nonce of 96 bits is too short to be drawn at random under one key for long: so every
 * format here takes a new key for each use, or counts.
 */

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

/*
 * @len is that of @buffer alone; the tag is kept apart, because formats put it in different places.
 * A call that fails leaves zeros, so a result that nobody looked at leaks nothing.
 */
gboolean wd_aead_seal(const WdAead *aead, guint8 *buffer, gsize len, guint8 tag[WD_AEAD_TAG_LEN])
	G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_aead_open(const WdAead *aead,
		      guint8 *buffer,
		      gsize len,
		      const guint8 tag[WD_AEAD_TAG_LEN]) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Many frames within one call of a reader: opening a cipher costs more than a short frame. A batch
 * lives on the stack of that call and never over a turn of the main loop, as wd-crypto.h says.
 */
typedef struct WdAeadBatch WdAeadBatch;

WdAeadBatch *wd_aead_batch_new(void);
void wd_aead_batch_free(WdAeadBatch *batch);
gboolean wd_aead_batch_open(WdAeadBatch *batch,
			    const WdAead *aead,
			    guint8 *buffer,
			    gsize len,
			    const guint8 tag[WD_AEAD_TAG_LEN]) G_GNUC_WARN_UNUSED_RESULT;
