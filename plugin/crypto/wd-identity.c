/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-identity.h"

#include <string.h>

#include "crypto/wd-bech32.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-secret.h"
#include "engine/wd-error.h"

#define SECRET_PREFIX    "age-secret-key-" /* C2SP age.md: written in upper case */
#define RECIPIENT_PREFIX "age"

struct WdIdentity {
	guint8 *scalar; /* from wd_secret_new() */
	guint8 public_key[WD_X25519_LEN];
};

static WdIdentity *
take_scalar(guint8 *scalar)
{
	WdIdentity *identity = g_new0(WdIdentity, 1);

	identity->scalar = scalar;
	if (!wd_x25519_public(scalar, identity->public_key)) {
		wd_identity_free(identity);
		return NULL;
	}
	return identity;
}

/**
 * wd_identity_generate:
 *
 * Gathers fresh entropy, which takes some ten milliseconds: for a person's key.
 *
 * Returns: (transfer full) (nullable): a new key pair; NULL when libgcrypt refused
 */
WdIdentity *
wd_identity_generate(void)
{
	guint8 *scalar = wd_secret_new(WD_X25519_LEN);

	wd_crypto_random_lasting(scalar, WD_X25519_LEN);
	return take_scalar(scalar);
}

/**
 * wd_identity_generate_ephemeral:
 *
 * For the one sealing after which it is freed: 0.2 ms.
 *
 * Returns: (transfer full) (nullable): a new key pair; NULL when libgcrypt refused
 */
WdIdentity *
wd_identity_generate_ephemeral(void)
{
	guint8 *scalar = wd_secret_new(WD_X25519_LEN);

	wd_crypto_random(scalar, WD_X25519_LEN);
	return take_scalar(scalar);
}

/**
 * wd_identity_parse:
 * @text: "AGE-SECRET-KEY-1…", nothing before or after it
 * @error: return location for a #WD_ERROR; its message never holds a part of @text
 *
 * Returns: (transfer full) (nullable): the key pair; NULL on error
 */
WdIdentity *
wd_identity_parse(const char *text, GError **error)
{
	gsize len = 0;
	g_autofree guint8 *bytes = wd_bech32_parse(SECRET_PREFIX, text, &len, error);
	guint8 *scalar;
	WdIdentity *identity = NULL;

	if (bytes == NULL)
		return NULL;
	if (len == WD_X25519_LEN) {
		scalar = wd_secret_new(WD_X25519_LEN);
		memcpy(scalar, bytes, WD_X25519_LEN);
		identity = take_scalar(scalar);
	}
	wd_hash_wipe(bytes, len);
	if (identity == NULL)
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "secret key of %" G_GSIZE_FORMAT " bytes instead of 32",
			    len);
	return identity;
}

/**
 * wd_identity_free:
 * @identity: (nullable) (transfer full): a key pair
 *
 * Wipes the private key.
 */
void
wd_identity_free(WdIdentity *identity)
{
	if (identity == NULL)
		return;
	wd_secret_free(identity->scalar, WD_X25519_LEN);
	g_free(identity);
}

/**
 * wd_identity_format:
 * @identity: a key pair
 *
 * Returns: (transfer full): "AGE-SECRET-KEY-1…", as stock age reads it. The secret itself: wipe it
 * with wd_hash_wipe() before freeing
 */
char *
wd_identity_format(const WdIdentity *identity)
{
	char *text = wd_bech32_format(SECRET_PREFIX, identity->scalar, WD_X25519_LEN);

	for (char *p = text; *p != '\0'; p++)
		*p = g_ascii_toupper(*p);
	return text;
}

/**
 * wd_identity_get_recipient:
 * @identity: a key pair
 *
 * Returns: (transfer full): its public half, "age1…"
 */
char *
wd_identity_get_recipient(const WdIdentity *identity)
{
	return wd_bech32_format(RECIPIENT_PREFIX, identity->public_key, WD_X25519_LEN);
}

/**
 * wd_identity_get_public:
 * @identity: a key pair
 *
 * Returns: (transfer none): the %WD_X25519_LEN bytes of its public key
 */
const guint8 *
wd_identity_get_public(const WdIdentity *identity)
{
	return identity->public_key;
}

/**
 * wd_identity_agree:
 * @identity: a key pair
 * @peer: another's public key; untrusted
 * @shared: (out): receives the shared secret; wipe it
 *
 * Returns: FALSE when @peer is of low order
 */
gboolean
wd_identity_agree(const WdIdentity *identity,
		  const guint8 peer[WD_X25519_LEN],
		  guint8 shared[WD_X25519_LEN])
{
	return wd_x25519_shared(identity->scalar, peer, shared);
}

/**
 * wd_identity_derive:
 * @identity: a key pair
 * @salt: (array length=salt_len): random bytes of the use
 * @salt_len: length of @salt
 * @info: what the key is for
 * @out: (out): receives the key; wipe it
 *
 * HKDF-SHA-256 of the private key.
 */
void
wd_identity_derive(const WdIdentity *identity,
		   const guint8 *salt,
		   gsize salt_len,
		   const char *info,
		   guint8 out[WD_X25519_LEN])
{
	wd_hash_hkdf(identity->scalar, WD_X25519_LEN, salt, salt_len, info, out);
}

/* Whether anybody could know what is sealed to this point: any scalar shows it. */
static gboolean
is_low_order(const guint8 point[WD_X25519_LEN])
{
	static const guint8 scalar[WD_X25519_LEN] = {[WD_X25519_LEN - 1] = 0x40};
	guint8 shared[WD_X25519_LEN];

	return !wd_x25519_shared(scalar, point, shared);
}

/**
 * wd_recipient_parse:
 * @recipient: untrusted text, "age1…"
 * @public_key: (out): receives the key
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether @recipient is an X25519 recipient whose checksum holds. Does not look at the
 * order of the point: every use of it does
 */
gboolean
wd_recipient_parse(const char *recipient, guint8 public_key[WD_X25519_LEN], GError **error)
{
	gsize len = 0;
	g_autofree guint8 *bytes = wd_bech32_parse(RECIPIENT_PREFIX, recipient, &len, error);

	if (bytes == NULL)
		return FALSE;
	if (len != WD_X25519_LEN) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "recipient of %" G_GSIZE_FORMAT " bytes instead of 32",
			    len);
		return FALSE;
	}
	memcpy(public_key, bytes, WD_X25519_LEN);
	return TRUE;
}

/**
 * wd_recipient_check:
 * @recipient: untrusted text, "age1…"
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether something can be sealed to @recipient so that only its owner opens it: the
 * checksum holds and the point is not of low order (%WD_ERROR_UNTRUSTED)
 */
gboolean
wd_recipient_check(const char *recipient, GError **error)
{
	guint8 public_key[WD_X25519_LEN];

	if (!wd_recipient_parse(recipient, public_key, error))
		return FALSE;
	if (is_low_order(public_key)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "recipient is a point of low order: anybody could open what is sealed");
		return FALSE;
	}
	return TRUE;
}
