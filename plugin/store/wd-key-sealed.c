/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-key-sealed.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "engine/wd-error.h"

#define MAGIC     "WDKEY1\n"
#define MAGIC_LEN 8 /* with its nul */
#define COST_AT   8
#define SALT_AT   20
#define NONCE_AT  36
#define HEAD_LEN  48
#define MAX_TEXT  65536

static guint32
take_number(const guint8 *bytes)
{
	guint32 big_endian;

	memcpy(&big_endian, bytes, sizeof big_endian);
	return GUINT32_FROM_BE(big_endian);
}

static void
put_number(guint8 *bytes, guint32 value)
{
	guint32 big_endian = GUINT32_TO_BE(value);

	memcpy(bytes, &big_endian, sizeof big_endian);
}

/**
 * wd_key_sealed_parse:
 * @raw_bytes: (array length=len): a sealed key; untrusted
 * @len: length of @raw_bytes
 * @sealed: (out): what work opens it
 * @error: return location for a #WD_ERROR; %WD_ERROR_UNSUPPORTED when the work would be too much or
 *   too little
 *
 * Returns: whether it looks like one
 */
gboolean
wd_key_sealed_parse(const guint8 *raw_bytes, gsize len, WdKeySealed *sealed, GError **error)
{
	if (len < HEAD_LEN + WD_AEAD_TAG_LEN || len > HEAD_LEN + MAX_TEXT + WD_AEAD_TAG_LEN ||
	    memcmp(raw_bytes, MAGIC, MAGIC_LEN) != 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "not a sealed key");
		return FALSE;
	}
	sealed->cost.memory_kib = take_number(raw_bytes + COST_AT);
	sealed->cost.passes = take_number(raw_bytes + COST_AT + 4);
	sealed->cost.lanes = take_number(raw_bytes + COST_AT + 8);
	memcpy(sealed->salt, raw_bytes + SALT_AT, WD_KDF_SALT_LEN);
	if (wd_kdf_is_bearable(&sealed->cost))
		return TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "the key is sealed with odd work");
	return FALSE;
}

static void
make_cipher(const guint8 *bytes, const guint8 key[WD_KDF_KEY_LEN], WdAead *aead)
{
	memcpy(aead->key, key, WD_AEAD_KEY_LEN);
	memcpy(aead->nonce, bytes + NONCE_AT, WD_AEAD_NONCE_LEN);
	aead->aad = bytes;
	aead->aad_len = HEAD_LEN;
}

/**
 * wd_key_sealed_open:
 * @raw_bytes: (array length=len): a sealed key that wd_key_sealed_parse() took
 * @len: length of @raw_bytes
 * @key: what came of the passphrase
 * @error: return location for a #WD_ERROR; %WD_ERROR_WRONG_KEY when the passphrase is another or a
 *   byte was changed: nobody can tell which
 *
 * Returns: (transfer full) (nullable): the key file; all of it or nothing. Wipe it
 */
char *
wd_key_sealed_open(const guint8 *raw_bytes,
		   gsize len,
		   const guint8 key[WD_KDF_KEY_LEN],
		   GError **error)
{
	gsize text_len = len - HEAD_LEN - WD_AEAD_TAG_LEN;
	char *text = g_malloc0(text_len + 1);
	WdAead aead;
	gboolean is_open;

	memcpy(text, raw_bytes + HEAD_LEN, text_len);
	make_cipher(raw_bytes, key, &aead);
	is_open = wd_aead_open(&aead, (guint8 *)text, text_len, raw_bytes + len - WD_AEAD_TAG_LEN);
	wd_hash_wipe(&aead, sizeof aead);
	if (is_open)
		return text;
	g_free(text);
	g_set_error(error, WD_ERROR, WD_ERROR_WRONG_KEY, "the passphrase is not the right one");
	return NULL;
}

/**
 * wd_key_sealed_new:
 * @text: a key file; secret
 * @passphrase: not empty
 * @error: return location for a #WD_ERROR
 *
 * Takes a tenth of a second.
 *
 * Returns: (transfer full) (nullable): the sealed key
 */
GBytes *
wd_key_sealed_new(const char *text, const char *passphrase, GError **error)
{
	gsize text_len = strlen(text);
	gsize len = HEAD_LEN + text_len + WD_AEAD_TAG_LEN;
	g_autofree guint8 *bytes = g_malloc0(len);
	guint8 key[WD_KDF_KEY_LEN];
	WdAead aead;
	gboolean is_sealed;

	memcpy(bytes, MAGIC, MAGIC_LEN);
	put_number(bytes + COST_AT, wd_kdf_cost.memory_kib);
	put_number(bytes + COST_AT + 4, wd_kdf_cost.passes);
	put_number(bytes + COST_AT + 8, wd_kdf_cost.lanes);
	wd_crypto_random(bytes + SALT_AT, WD_KDF_SALT_LEN);
	wd_crypto_nonce(bytes + NONCE_AT, WD_AEAD_NONCE_LEN);
	memcpy(bytes + HEAD_LEN, text, text_len);
	is_sealed = text_len <= MAX_TEXT &&
		    wd_kdf_argon2id(&wd_kdf_cost, bytes + SALT_AT, passphrase, key);
	if (is_sealed) {
		make_cipher(bytes, key, &aead);
		is_sealed = wd_aead_seal(
			&aead, bytes + HEAD_LEN, text_len, bytes + HEAD_LEN + text_len);
		wd_hash_wipe(&aead, sizeof aead);
	}
	wd_hash_wipe(key, sizeof key);
	if (is_sealed)
		return g_bytes_new_take(g_steal_pointer(&bytes), len);
	wd_hash_wipe(bytes, len);
	g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "the key cannot be sealed");
	return NULL;
}
