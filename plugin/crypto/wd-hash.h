/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * SHA-256 and what is built from it. No format of ours names another hash, so there is nothing to
 * negotiate and nothing to configure. None of these can fail once wd_crypto_start() has succeeded.
 */

#define WD_HASH_LEN 32 /* bytes of SHA-256 */

void wd_hash_sha256(const void *bytes, gsize len, guint8 digest[WD_HASH_LEN]);
/* Fills up to @size bytes; 0 at the end, less than 0 where it cannot be read. */
typedef gssize (*WdHashRead)(gpointer data, guint8 *bytes, gsize size);
gboolean wd_hash_sha256_read(WdHashRead read, gpointer data, guint8 digest[WD_HASH_LEN]);
void wd_hash_hmac(
	const guint8 *key, gsize key_len, const void *bytes, gsize len, guint8 mac[WD_HASH_LEN]);
/* @info keeps keys apart that are made from one secret: two uses never share it. */
void wd_hash_hkdf(const guint8 *ikm,
		  gsize ikm_len,
		  const guint8 *salt,
		  gsize salt_len,
		  const char *info,
		  guint8 out[WD_HASH_LEN]);
/* For names, tokens and reports; where the bytes are a secret, so is the text. */
char *wd_hash_to_hex(const guint8 *bytes, gsize len);
char *wd_hash_sha256_hex(const void *bytes, gsize len);
gboolean wd_hash_is_equal(const guint8 *a, const guint8 *b, gsize len); /* constant time */
void wd_hash_wipe(void *bytes, gsize len);                              /* not optimised away */
