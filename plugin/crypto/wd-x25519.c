/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-x25519.h"

#include <gcrypt.h>

#include "crypto/wd-hash.h"

static gboolean
is_zero(const guint8 bytes[WD_X25519_LEN])
{
	static const guint8 zero[WD_X25519_LEN];

	return wd_hash_is_equal(bytes, zero, WD_X25519_LEN);
}

/**
 * wd_x25519_public:
 * @scalar: a private key; any 32 bytes, clamped as RFC 7748 says
 * @point: (out): receives the public key
 *
 * Returns: FALSE when libgcrypt refused
 */
gboolean
wd_x25519_public(const guint8 scalar[WD_X25519_LEN], guint8 point[WD_X25519_LEN])
{
	return gcry_ecc_mul_point(GCRY_ECC_CURVE25519, point, scalar, NULL) == 0;
}

/**
 * wd_x25519_shared:
 * @scalar: one side's private key
 * @point: the other side's public key; untrusted
 * @shared: (out): receives the shared secret; zeros on failure
 *
 * X25519 (RFC 7748, 6.1). A point of low order gives zeros whatever the scalar, which anybody can
 * foresee; libgcrypt calls that a success, so it is refused here.
 *
 * Returns: FALSE for a point of low order, or when libgcrypt refused
 */
gboolean
wd_x25519_shared(const guint8 scalar[WD_X25519_LEN],
		 const guint8 point[WD_X25519_LEN],
		 guint8 shared[WD_X25519_LEN])
{
	if (gcry_ecc_mul_point(GCRY_ECC_CURVE25519, shared, scalar, point) != 0) {
		wd_hash_wipe(shared, WD_X25519_LEN);
		return FALSE;
	}
	return !is_zero(shared);
}
