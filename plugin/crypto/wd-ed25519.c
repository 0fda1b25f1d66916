/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-ed25519.h"

#include <gcrypt.h>
#include <string.h>

/* Released before the call that made it returns: no object of libgcrypt may live longer. */
static void
release(gcry_sexp_t *expression)
{
	gcry_sexp_release(*expression);
}
#define AUTO_SEXP __attribute__((cleanup(release))) gcry_sexp_t

/* The bytes behind a name, which libgcrypt gives with or without a leading 0x40. */
static gboolean
copy_member(gcry_sexp_t expression, const char *name, guint8 *out, gsize len)
{
	AUTO_SEXP member = gcry_sexp_find_token(expression, name, 0);
	size_t n = 0;
	const char *bytes = member == NULL ? NULL : gcry_sexp_nth_data(member, 1, &n);

	if (bytes == NULL || (n != len && !(n == len + 1 && bytes[0] == 0x40)))
		return FALSE;
	memcpy(out, bytes + (n - len), len);
	return TRUE;
}

static gboolean
build_private(gcry_sexp_t *key, const guint8 *seed, const guint8 *public_key)
{
	return gcry_sexp_build(key,
			       NULL,
			       "(private-key (ecc (curve Ed25519)(flags eddsa)(q %b)(d %b)))",
			       WD_ED25519_KEY_LEN,
			       public_key,
			       WD_ED25519_KEY_LEN,
			       seed) == 0;
}

static gboolean
build_data(gcry_sexp_t *data, const void *message, gsize len)
{
	return len <= G_MAXINT &&
	       gcry_sexp_build(data,
			       NULL,
			       "(data (flags eddsa)(hash-algo sha512)(value %b))",
			       (int)len,
			       message) == 0;
}

/**
 * wd_ed25519_get_public:
 * @seed: a private key: any 32 bytes
 * @public_key: (out): receives the public key
 *
 * Returns: FALSE when libgcrypt refused, as it does in FIPS mode
 */
gboolean
wd_ed25519_get_public(const guint8 seed[WD_ED25519_KEY_LEN], guint8 public_key[WD_ED25519_KEY_LEN])
{
	AUTO_SEXP key = NULL;
	gcry_ctx_t context = NULL;
	gcry_mpi_t point = NULL;
	unsigned int n_bits = 0;
	const void *bytes;
	gboolean is_made = FALSE;

	if (gcry_sexp_build(&key,
			    NULL,
			    "(private-key (ecc (curve Ed25519)(flags eddsa)(d %b)))",
			    WD_ED25519_KEY_LEN,
			    seed) != 0 ||
	    gcry_mpi_ec_new(&context, key, NULL) != 0)
		return FALSE;
	point = gcry_mpi_ec_get_mpi("q@eddsa", context, 0);
	bytes = point == NULL ? NULL : gcry_mpi_get_opaque(point, &n_bits);
	if (bytes != NULL && n_bits == 8 * WD_ED25519_KEY_LEN) {
		memcpy(public_key, bytes, WD_ED25519_KEY_LEN);
		is_made = TRUE;
	}
	gcry_mpi_release(point);
	gcry_ctx_release(context);
	return is_made;
}

/**
 * wd_ed25519_sign:
 * @seed: a private key
 * @message: (array length=len): what is signed
 * @len: length of @message in bytes
 * @signature: (out): receives the signature
 *
 * Ed25519 (RFC 8032, 5.1.6): the same message has the same signature.
 *
 * Returns: FALSE when libgcrypt refused
 */
gboolean
wd_ed25519_sign(const guint8 seed[WD_ED25519_KEY_LEN],
		const void *message,
		gsize len,
		guint8 signature[WD_ED25519_SIGNATURE_LEN])
{
	guint8 public_key[WD_ED25519_KEY_LEN];
	AUTO_SEXP key = NULL;
	AUTO_SEXP data = NULL;
	AUTO_SEXP result = NULL;

	return wd_ed25519_get_public(seed, public_key) && build_private(&key, seed, public_key) &&
	       build_data(&data, message, len) && gcry_pk_sign(&result, data, key) == 0 &&
	       copy_member(result, "r", signature, WD_ED25519_SIGNATURE_LEN / 2) &&
	       copy_member(result,
			   "s",
			   signature + WD_ED25519_SIGNATURE_LEN / 2,
			   WD_ED25519_SIGNATURE_LEN / 2);
}

/**
 * wd_ed25519_verify:
 * @public_key: whose signature it is said to be; untrusted
 * @message: (array length=len): what was signed
 * @len: length of @message in bytes
 * @signature: untrusted
 *
 * Returns: whether @signature is that of @message by the owner of @public_key
 */
gboolean
wd_ed25519_verify(const guint8 public_key[WD_ED25519_KEY_LEN],
		  const void *message,
		  gsize len,
		  const guint8 signature[WD_ED25519_SIGNATURE_LEN])
{
	AUTO_SEXP key = NULL;
	AUTO_SEXP data = NULL;
	AUTO_SEXP claim = NULL;

	return gcry_sexp_build(&key,
			       NULL,
			       "(public-key (ecc (curve Ed25519)(flags eddsa)(q %b)))",
			       WD_ED25519_KEY_LEN,
			       public_key) == 0 &&
	       build_data(&data, message, len) &&
	       gcry_sexp_build(&claim,
			       NULL,
			       "(sig-val (eddsa (r %b)(s %b)))",
			       WD_ED25519_SIGNATURE_LEN / 2,
			       signature,
			       WD_ED25519_SIGNATURE_LEN / 2,
			       signature + WD_ED25519_SIGNATURE_LEN / 2) == 0 &&
	       gcry_pk_verify(claim, data, key) == 0;
}
