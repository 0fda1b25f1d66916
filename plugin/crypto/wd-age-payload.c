/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-age-payload.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"

/* C2SP age.md, "Payload": STREAM over chunks, each with a counter and a mark on the last. */
#define CHUNK_LEN    65536
#define SEALED_LEN   (CHUNK_LEN + WD_AEAD_TAG_LEN)
#define NONCE_LEN    16
#define PAYLOAD_INFO "payload"
#define LAST_FLAG    (WD_AEAD_NONCE_LEN - 1) /* index of the mark in a chunk's nonce */

static void
derive_key(WdAead *aead, const guint8 file_key[WD_AGE_FILE_KEY_LEN], const guint8 nonce[NONCE_LEN])
{
	memset(aead, 0, sizeof *aead);
	wd_hash_hkdf(file_key, WD_AGE_FILE_KEY_LEN, nonce, NONCE_LEN, PAYLOAD_INFO, aead->key);
}

static void
set_chunk(WdAead *aead, guint64 counter, gboolean is_last)
{
	guint64 big_endian = GUINT64_TO_BE(counter);

	memcpy(aead->nonce + LAST_FLAG - sizeof big_endian, &big_endian, sizeof big_endian);
	aead->nonce[LAST_FLAG] = is_last ? 1 : 0;
}

/**
 * wd_age_payload_seal:
 * @out: the header; the payload is added
 * @file_key: the file's key
 * @plaintext: (array length=len) (nullable): what to seal; NULL only when @len is 0
 * @len: length of @plaintext
 *
 * Returns: FALSE when libgcrypt refused; throw @out away then
 */
gboolean
wd_age_payload_seal(GByteArray *out,
		    const guint8 file_key[WD_AGE_FILE_KEY_LEN],
		    const guint8 *plaintext,
		    gsize len)
{
	guint8 nonce[NONCE_LEN];
	WdAead aead;
	gsize done = 0;
	gboolean is_good = TRUE;

	wd_crypto_nonce(nonce, sizeof nonce);
	g_byte_array_append(out, nonce, sizeof nonce);
	derive_key(&aead, file_key, nonce);
	for (guint64 counter = 0; is_good && (done < len || counter == 0); counter++) {
		gsize n = MIN(len - done, CHUNK_LEN);
		guint start = out->len;

		g_byte_array_set_size(out, start + (guint)n + WD_AEAD_TAG_LEN);
		if (n > 0)
			memcpy(out->data + start, plaintext + done, n);
		done += n;
		set_chunk(&aead, counter, done == len);
		is_good = wd_aead_seal(&aead, out->data + start, n, out->data + start + n);
	}
	wd_hash_wipe(&aead, sizeof aead);
	return is_good;
}

/* Opens all chunks of @buffer in place and closes the gaps that their tags leave. */
static gboolean
open_chunks(WdAead *aead, guint8 *buffer, gsize len, gsize *plaintext_len)
{
	gsize done = 0;
	gsize n_out = 0;

	for (guint64 counter = 0; done < len; counter++) {
		gsize n = MIN(len - done, SEALED_LEN);
		gsize n_plain;

		if (n < WD_AEAD_TAG_LEN)
			return FALSE;
		n_plain = n - WD_AEAD_TAG_LEN;
		if (n_plain == 0 && counter > 0)
			return FALSE; /* only an empty file has an empty chunk */
		set_chunk(aead, counter, done + n == len);
		if (!wd_aead_open(aead, buffer + done, n_plain, buffer + done + n_plain))
			return FALSE;
		memmove(buffer + n_out, buffer + done, n_plain);
		n_out += n_plain;
		done += n;
	}
	*plaintext_len = n_out;
	return len > 0;
}

/* The plaintext is a secret for whoever holds the bytes: it goes as it came. */
static void
free_plaintext(gpointer data)
{
	GByteArray *array = data;

	wd_hash_wipe(array->data, array->len);
	g_byte_array_unref(array);
}

/**
 * wd_age_payload_open:
 * @file_key: the file's key
 * @sealed: (array length=len): what follows the header; untrusted
 * @len: length of @sealed
 * @error: return location for a #WD_ERROR, %WD_ERROR_DAMAGED
 *
 * All or nothing: a payload that was cut, also at a chunk, gives no plaintext at all.
 *
 * Returns: (transfer full) (nullable): the plaintext, wiped when the last reference goes; NULL on
 * error
 */
GBytes *
wd_age_payload_open(const guint8 file_key[WD_AGE_FILE_KEY_LEN],
		    const guint8 *sealed,
		    gsize len,
		    GError **error)
{
	WdAead aead;
	GByteArray *buffer;
	gsize plaintext_len = 0;
	gboolean is_open = FALSE;

	if (len < NONCE_LEN || len > G_MAXUINT) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "age payload: it has no nonce");
		return NULL;
	}
	buffer = g_byte_array_sized_new((guint)(len - NONCE_LEN));
	g_byte_array_append(buffer, sealed + NONCE_LEN, (guint)(len - NONCE_LEN));
	derive_key(&aead, file_key, sealed);
	is_open = open_chunks(&aead, buffer->data, buffer->len, &plaintext_len);
	wd_hash_wipe(&aead, sizeof aead);
	if (!is_open) {
		free_plaintext(buffer);
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "age payload: changed or cut");
		return NULL;
	}
	return g_bytes_new_with_free_func(buffer->data, plaintext_len, free_plaintext, buffer);
}
