/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-aead.h"

#include <gcrypt.h>

#include "crypto/wd-hash.h"

/* Opened, used and closed within one call (3 us): see wd-crypto.h for why none is kept. */
static gcry_cipher_hd_t
start_cipher(const WdAead *aead)
{
	gcry_cipher_hd_t cipher;
	gcry_error_t failure;

	if (gcry_cipher_open(&cipher, GCRY_CIPHER_CHACHA20, GCRY_CIPHER_MODE_POLY1305, 0) != 0)
		return NULL;
	failure = gcry_cipher_setkey(cipher, aead->key, WD_AEAD_KEY_LEN);
	if (failure == 0)
		failure = gcry_cipher_setiv(cipher, aead->nonce, WD_AEAD_NONCE_LEN);
	if (failure == 0 && aead->aad_len > 0)
		failure = gcry_cipher_authenticate(cipher, aead->aad, aead->aad_len);
	if (failure == 0)
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
