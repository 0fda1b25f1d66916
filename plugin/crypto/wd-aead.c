/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-aead.h"

#include <gcrypt.h>

#include "crypto/wd-hash.h"

struct WdAeadBatch {
	gcry_cipher_hd_t cipher;
};

static gcry_cipher_hd_t
open_cipher(void)
{
	gcry_cipher_hd_t cipher;

	if (gcry_cipher_open(&cipher, GCRY_CIPHER_CHACHA20, GCRY_CIPHER_MODE_POLY1305, 0) != 0)
		return NULL;
	return cipher;
}

static gboolean
set_up(gcry_cipher_hd_t cipher, const WdAead *aead)
{
	gcry_error_t failure = gcry_cipher_setkey(cipher, aead->key, WD_AEAD_KEY_LEN);

	if (failure == 0)
		failure = gcry_cipher_setiv(cipher, aead->nonce, WD_AEAD_NONCE_LEN);
	if (failure == 0 && aead->aad_len > 0)
		failure = gcry_cipher_authenticate(cipher, aead->aad, aead->aad_len);
	return failure == 0;
}

/* Opened, used and closed within one call (3 us): see wd-crypto.h for why none is kept. */
static gcry_cipher_hd_t
start_cipher(const WdAead *aead)
{
	gcry_cipher_hd_t cipher = open_cipher();

	if (cipher == NULL || set_up(cipher, aead))
		return cipher;
	gcry_cipher_close(cipher);
	return NULL;
}

/**
 * wd_aead_seal:
 * @aead: key, nonce and what else is authenticated
 * @buffer: (inout) (array length=len): plaintext, becomes ciphertext of the same length
 * @len: length of @buffer
 * @tag: (out): receives the tag
 *
 * Returns: FALSE when libgcrypt refused (memory, FIPS); then @buffer is zeros, never plaintext
 */
gboolean
wd_aead_seal(const WdAead *aead, guint8 *buffer, gsize len, guint8 tag[WD_AEAD_TAG_LEN])
{
	gcry_cipher_hd_t cipher = start_cipher(aead);
	gboolean is_sealed = cipher != NULL &&
			     gcry_cipher_encrypt(cipher, buffer, len, NULL, 0) == 0 &&
			     gcry_cipher_gettag(cipher, tag, WD_AEAD_TAG_LEN) == 0;

	gcry_cipher_close(cipher);
	if (!is_sealed)
		wd_hash_wipe(buffer, len);
	return is_sealed;
}

/**
 * wd_aead_open:
 * @aead: key, nonce and what else was authenticated
 * @buffer: (inout) (array length=len): ciphertext, becomes plaintext of the same length
 * @len: length of @buffer
 * @tag: the tag that came with it
 *
 * Returns: FALSE when anything was changed or the key is another; then @buffer is zeros
 */
gboolean
wd_aead_open(const WdAead *aead, guint8 *buffer, gsize len, const guint8 tag[WD_AEAD_TAG_LEN])
{
	gcry_cipher_hd_t cipher = start_cipher(aead);
	gboolean is_open = cipher != NULL &&
			   gcry_cipher_decrypt(cipher, buffer, len, NULL, 0) == 0 &&
			   gcry_cipher_checktag(cipher, tag, WD_AEAD_TAG_LEN) == 0;

	gcry_cipher_close(cipher);
	if (!is_open)
		wd_hash_wipe(buffer, len);
	return is_open;
}

/**
 * wd_aead_batch_new:
 *
 * Returns: (transfer full) (nullable): a cipher for wd_aead_batch_open(), to be freed within the
 * call that made it; NULL when libgcrypt refused
 */
WdAeadBatch *
wd_aead_batch_new(void)
{
	gcry_cipher_hd_t cipher = open_cipher();
	WdAeadBatch *batch;

	if (cipher == NULL)
		return NULL;
	batch = g_new(WdAeadBatch, 1);
	batch->cipher = cipher;
	return batch;
}

/**
 * wd_aead_batch_free:
 * @batch: (nullable) (transfer full): a batch
 */
void
wd_aead_batch_free(WdAeadBatch *batch)
{
	if (batch == NULL)
		return;
	gcry_cipher_close(batch->cipher);
	g_free(batch);
}

/**
 * wd_aead_batch_open:
 * @batch: a batch
 * @aead: key, nonce and what else was authenticated
 * @buffer: (inout) (array length=len): ciphertext, becomes plaintext of the same length
 * @len: length of @buffer
 * @tag: the tag that came with it
 *
 * As wd_aead_open().
 *
 * Returns: FALSE when anything was changed or the key is another; then @buffer is zeros
 */
gboolean
wd_aead_batch_open(WdAeadBatch *batch,
		   const WdAead *aead,
		   guint8 *buffer,
		   gsize len,
		   const guint8 tag[WD_AEAD_TAG_LEN])
{
	gboolean is_open = set_up(batch->cipher, aead) &&
			   gcry_cipher_decrypt(batch->cipher, buffer, len, NULL, 0) == 0 &&
			   gcry_cipher_checktag(batch->cipher, tag, WD_AEAD_TAG_LEN) == 0;

	if (!is_open)
		wd_hash_wipe(buffer, len);
	return is_open;
}
