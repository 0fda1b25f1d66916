/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-hash.h"

#include <gcrypt.h>
#include <string.h>

#define BLOCK_LEN  64 /* bytes SHA-256 takes at a time (FIPS 180-4) */
#define READ_BYTES (64 * 1024)
#define IPAD       0x36 /* RFC 2104 */
#define OPAD       0x5c /* RFC 2104 */

/* One pass over several pieces, without a handle: nothing of libgcrypt's survives it. */
static void
hash_pieces(gcry_buffer_t *pieces, int n_pieces, guint8 digest[WD_HASH_LEN])
{
	gcry_error_t failure = gcry_md_hash_buffers(GCRY_MD_SHA256, 0, digest, pieces, n_pieces);

	/* SHA-256 cannot fail once wd_crypto_start() said yes; a wrong digest must never be used.
	 */
	if (failure != 0)
		g_error("SHA-256: %s", gcry_strerror(failure));
}

static gcry_buffer_t
piece(const void *bytes, gsize len)
{
	return (gcry_buffer_t){.len = len, .data = (void *)bytes};
}

/**
 * wd_hash_sha256:
 * @bytes: (array length=len) (nullable): what to hash; NULL only when @len is 0
 * @len: length of @bytes
 * @digest: (out): receives the digest
 *
 * SHA-256 (FIPS 180-4).
 */
void
wd_hash_sha256(const void *bytes, gsize len, guint8 digest[WD_HASH_LEN])
{
	gcry_buffer_t pieces[] = {piece(bytes != NULL ? bytes : "", len)};

	hash_pieces(pieces, G_N_ELEMENTS(pieces), digest);
}

/**
 * wd_hash_sha256_read:
 * @read: gives the bytes, piece by piece
 * @data: for @read
 * @digest: (out): receives the digest; set only on success
 *
 * SHA-256 of what is too long to have in one piece.
 *
 * Returns: whether @read came to an end without failing
 */
gboolean
wd_hash_sha256_read(WdHashRead read, gpointer data, guint8 digest[WD_HASH_LEN])
{
	g_autofree guint8 *bytes = g_malloc(READ_BYTES);
	gcry_md_hd_t hash = NULL;
	gcry_error_t failure = gcry_md_open(&hash, GCRY_MD_SHA256, 0);
	gssize n;

	if (failure != 0)
		g_error("SHA-256: %s", gcry_strerror(failure));
	while ((n = read(data, bytes, READ_BYTES)) > 0)
		gcry_md_write(hash, bytes, (gsize)n);
	if (n == 0)
		memcpy(digest, gcry_md_read(hash, GCRY_MD_SHA256), WD_HASH_LEN);
	gcry_md_close(hash);
	return n == 0;
}

/* RFC 2104: keys longer than a block are hashed, shorter ones padded with zeros. */
static void
pad_key(const guint8 *key, gsize key_len, guint8 pad, guint8 padded[BLOCK_LEN])
{
	memset(padded, 0, BLOCK_LEN);
	if (key_len > BLOCK_LEN)
		wd_hash_sha256(key, key_len, padded);
	else if (key_len > 0)
		memcpy(padded, key, key_len);
	for (gsize i = 0; i < BLOCK_LEN; i++)
		padded[i] ^= pad;
}

/**
 * wd_hash_hmac:
 * @key: (array length=key_len) (nullable): the key; NULL only when @key_len is 0
 * @key_len: length of @key
 * @bytes: (array length=len) (nullable): what to authenticate; NULL only when @len is 0
 * @len: length of @bytes
 * @mac: (out): receives the code
 *
 * HMAC-SHA-256 (RFC 2104) out of two plain hashes: libgcrypt's own HMAC allocates for each call and
 * takes ten times as long.
 */
void
wd_hash_hmac(
	const guint8 *key, gsize key_len, const void *bytes, gsize len, guint8 mac[WD_HASH_LEN])
{
	guint8 padded[BLOCK_LEN];
	guint8 inner[WD_HASH_LEN];
	gcry_buffer_t first[] = {piece(padded, BLOCK_LEN), piece(bytes != NULL ? bytes : "", len)};
	gcry_buffer_t second[] = {piece(padded, BLOCK_LEN), piece(inner, WD_HASH_LEN)};

	pad_key(key, key_len, IPAD, padded);
	hash_pieces(first, G_N_ELEMENTS(first), inner);
	pad_key(key, key_len, OPAD, padded);
	hash_pieces(second, G_N_ELEMENTS(second), mac);
	wd_hash_wipe(padded, sizeof padded);
	wd_hash_wipe(inner, sizeof inner);
}

/**
 * wd_hash_hkdf:
 * @ikm: (array length=ikm_len): input key material
 * @ikm_len: length of @ikm
 * @salt: (array length=salt_len) (nullable): NULL and 0 stand for the salt of zeros
 * @salt_len: length of @salt
 * @info: what the key is for
 * @out: (out): receives the key; exactly %WD_HASH_LEN bytes, which is all that our formats ask for
 *
 * HKDF-SHA-256 (RFC 5869) with one block of output.
 */
void
wd_hash_hkdf(const guint8 *ikm,
	     gsize ikm_len,
	     const guint8 *salt,
	     gsize salt_len,
	     const char *info,
	     guint8 out[WD_HASH_LEN])
{
	guint8 pseudorandom_key[WD_HASH_LEN];
	gsize info_len = strlen(info);
	g_autofree guint8 *block = g_malloc(info_len + 1);

	wd_hash_hmac(salt, salt_len, ikm, ikm_len, pseudorandom_key);
	memcpy(block, info, info_len);
	block[info_len] = 1; /* RFC 5869, 2.3: the number of the block */
	wd_hash_hmac(pseudorandom_key, WD_HASH_LEN, block, info_len + 1, out);
	wd_hash_wipe(pseudorandom_key, sizeof pseudorandom_key);
}

/**
 * wd_hash_to_hex:
 * @bytes: (array length=len): bytes
 * @len: length of @bytes
 *
 * Returns: (transfer full): two lower-case digits a byte
 */
char *
wd_hash_to_hex(const guint8 *bytes, gsize len)
{
	static const char digits[] = "0123456789abcdef";
	char *hex = g_malloc(2 * len + 1);

	for (gsize i = 0; i < len; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 0xf];
	}
	hex[2 * len] = '\0';
	return hex;
}

/**
 * wd_hash_sha256_hex:
 * @bytes: (array length=len) (nullable): what to hash
 * @len: length of @bytes
 *
 * Returns: (transfer full): the SHA-256 of @bytes in 64 lower-case digits
 */
char *
wd_hash_sha256_hex(const void *bytes, gsize len)
{
	guint8 digest[WD_HASH_LEN];

	wd_hash_sha256(bytes, len, digest);
	return wd_hash_to_hex(digest, sizeof digest);
}

/**
 * wd_hash_is_equal:
 * @a: (array length=len): bytes
 * @b: (array length=len): bytes
 * @len: length of both
 *
 * Takes the same time wherever they differ: for codes and keys.
 *
 * Returns: whether all bytes are the same
 */
gboolean
wd_hash_is_equal(const guint8 *a, const guint8 *b, gsize len)
{
	guint8 difference = 0;

	for (gsize i = 0; i < len; i++)
		difference |= a[i] ^ b[i];
	return difference == 0;
}

/**
 * wd_hash_wipe:
 * @bytes: (nullable): what held a secret
 * @len: length of @bytes
 *
 * Overwrites with zeros, also where a compiler would see that nobody reads them.
 */
void
wd_hash_wipe(void *bytes, gsize len)
{
	if (bytes != NULL && len > 0)
		explicit_bzero(bytes, len);
}
