/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-age.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-age-header.h"
#include "crypto/wd-age-payload.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "engine/wd-error.h"

#define X25519_INFO "age-encryption.org/v1/X25519"

/* The key that wraps the file key for one recipient. The nonce is zeros: the key is used once. */
static void
derive_wrap_key(WdAead *aead,
		const guint8 shared[WD_X25519_LEN],
		const guint8 ephemeral[WD_X25519_LEN],
		const guint8 recipient[WD_X25519_LEN])
{
	guint8 salt[2 * WD_X25519_LEN];

	memset(aead, 0, sizeof *aead);
	memcpy(salt, ephemeral, WD_X25519_LEN);
	memcpy(salt + WD_X25519_LEN, recipient, WD_X25519_LEN);
	wd_hash_hkdf(shared, WD_X25519_LEN, salt, sizeof salt, X25519_INFO, aead->key);
}

static gboolean
wrap(const guint8 recipient[WD_X25519_LEN],
     const guint8 file_key[WD_AGE_FILE_KEY_LEN],
     WdAgeStanza *stanza,
     GError **error)
{
	g_autoptr(WdIdentity) ephemeral = wd_identity_generate_ephemeral();
	guint8 shared[WD_X25519_LEN];
	WdAead aead;
	gboolean is_wrapped;

	if (ephemeral == NULL || !wd_identity_agree(ephemeral, recipient, shared)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "recipient is a point of low order: anybody could open what is sealed");
		return FALSE;
	}
	memcpy(stanza->ephemeral, wd_identity_get_public(ephemeral), WD_X25519_LEN);
	memcpy(stanza->wrapped, file_key, WD_AGE_FILE_KEY_LEN);
	derive_wrap_key(&aead, shared, stanza->ephemeral, recipient);
	is_wrapped = wd_aead_seal(
		&aead, stanza->wrapped, WD_AGE_FILE_KEY_LEN, stanza->wrapped + WD_AGE_FILE_KEY_LEN);
	wd_hash_wipe(&aead, sizeof aead);
	wd_hash_wipe(shared, sizeof shared);
	if (!is_wrapped)
		g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "libgcrypt cannot seal");
	return is_wrapped;
}

/* Twice the same would look like two recipients and be one. */
static gboolean
has_key(const GArray *keys, const guint8 key[WD_X25519_LEN])
{
	for (guint i = 0; i < keys->len; i++) {
		if (memcmp(keys->data + i * WD_X25519_LEN, key, WD_X25519_LEN) == 0)
			return TRUE;
	}
	return FALSE;
}

static GArray *
parse_recipients(const char *const *recipients, GError **error)
{
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, WD_X25519_LEN);

	for (gsize i = 0; recipients[i] != NULL; i++) {
		guint8 key[WD_X25519_LEN];

		if (!wd_recipient_parse(recipients[i], key, error)) {
			g_prefix_error(error, "recipient %" G_GSIZE_FORMAT ": ", i + 1);
			return NULL;
		}
		if (has_key(keys, key)) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "recipient %" G_GSIZE_FORMAT " is there twice",
				    i + 1);
			return NULL;
		}
		g_array_append_vals(keys, key, 1);
	}
	if (keys->len == 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "nobody to seal to");
		return NULL;
	}
	return g_steal_pointer(&keys);
}

static GArray *
wrap_for_all(const GArray *keys, const guint8 file_key[WD_AGE_FILE_KEY_LEN], GError **error)
{
	g_autoptr(GArray) stanzas = g_array_new(FALSE, FALSE, sizeof(WdAgeStanza));

	for (guint i = 0; i < keys->len; i++) {
		const guint8 *key = (const guint8 *)keys->data + i * WD_X25519_LEN;
		WdAgeStanza stanza;

		if (!wrap(key, file_key, &stanza, error))
			return NULL;
		g_array_append_val(stanzas, stanza);
	}
	return g_steal_pointer(&stanzas);
}

/**
 * wd_age_seal:
 * @recipients: (array zero-terminated=1): "age1…", each different, at least one
 * @plaintext: (array length=len) (nullable): what to seal; NULL only when @len is 0
 * @len: length of @plaintext, far below 4 GiB
 * @error: return location for a #WD_ERROR
 *
 * Seals for all @recipients or for none. Takes about 0.3 ms a recipient.
 *
 * Returns: (transfer full) (nullable): a complete binary age file; NULL on error
 */
GBytes *
wd_age_seal(const char *const *recipients, const guint8 *plaintext, gsize len, GError **error)
{
	guint8 file_key[WD_AGE_FILE_KEY_LEN];
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(GArray) keys = parse_recipients(recipients, error);
	g_autoptr(GArray) stanzas = NULL;
	gboolean is_sealed = FALSE;

	if (keys == NULL)
		return NULL;
	wd_crypto_random(file_key, sizeof file_key);
	stanzas = wrap_for_all(keys, file_key, error);
	if (stanzas != NULL) {
		wd_age_header_format(out, stanzas, file_key);
		is_sealed = wd_age_payload_seal(out, file_key, plaintext, len);
		if (!is_sealed)
			g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "libgcrypt cannot seal");
	}
	wd_hash_wipe(file_key, sizeof file_key);
	return is_sealed ? g_byte_array_free_to_bytes(g_steal_pointer(&out)) : NULL;
}

/* Whether @stanza is for @identity, to whom its share is already agreed upon. */
static gboolean
unwrap(const WdIdentity *identity,
       const WdAgeStanza *stanza,
       const guint8 shared[WD_X25519_LEN],
       guint8 file_key[WD_AGE_FILE_KEY_LEN])
{
	guint8 wrapped[WD_AGE_FILE_KEY_LEN];
	WdAead aead;
	gboolean is_open;

	memcpy(wrapped, stanza->wrapped, sizeof wrapped);
	derive_wrap_key(&aead, shared, stanza->ephemeral, wd_identity_get_public(identity));
	is_open = wd_aead_open(&aead, wrapped, sizeof wrapped, stanza->wrapped + sizeof wrapped);
	if (is_open)
		memcpy(file_key, wrapped, sizeof wrapped);
	wd_hash_wipe(wrapped, sizeof wrapped);
	wd_hash_wipe(&aead, sizeof aead);
	return is_open;
}

static gboolean
find_file_key(const WdAgeHeader *header,
	      const WdIdentity *const *identities,
	      gsize n_identities,
	      guint8 file_key[WD_AGE_FILE_KEY_LEN],
	      GError **error)
{
	for (gsize i = 0; i < header->stanzas->len * n_identities; i++) {
		const WdAgeStanza *stanza =
			&g_array_index(header->stanzas, WdAgeStanza, i / n_identities);
		const WdIdentity *identity = identities[i % n_identities];
		guint8 shared[WD_X25519_LEN];
		gboolean is_open;

		/* Such a share makes a secret that anybody knows: readers refuse the file. */
		if (!wd_identity_agree(identity, stanza->ephemeral, shared)) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "age header: a share is a point of low order");
			return FALSE;
		}
		is_open = unwrap(identity, stanza, shared, file_key);
		wd_hash_wipe(shared, sizeof shared);
		if (is_open)
			return TRUE;
	}
	g_set_error(error, WD_ERROR, WD_ERROR_WRONG_KEY, "sealed for somebody else");
	return FALSE;
}

/**
 * wd_age_open:
 * @identities: (array length=n_identities): the keys to try
 * @n_identities: how many
 * @sealed: (array length=len): a whole binary age file; untrusted
 * @len: length of @sealed
 * @error: return location for a #WD_ERROR: %WD_ERROR_MALFORMED, %WD_ERROR_WRONG_KEY or
 *   %WD_ERROR_DAMAGED
 *
 * Takes about 0.15 ms for each stanza and key tried. Never gives a part of the plaintext.
 *
 * Returns: (transfer full) (nullable): the plaintext, wiped when the last reference goes; NULL on
 * error
 */
GBytes *
wd_age_open(const WdIdentity *const *identities,
	    gsize n_identities,
	    const guint8 *sealed,
	    gsize len,
	    GError **error)
{
	guint8 file_key[WD_AGE_FILE_KEY_LEN];
	g_autoptr(WdAgeHeader) header = wd_age_header_parse(sealed, len, error);
	GBytes *plaintext = NULL;

	if (header == NULL)
		return NULL;
	if (!find_file_key(header, identities, n_identities, file_key, error)) {
		wd_hash_wipe(file_key, sizeof file_key);
		return NULL;
	}
	if (!wd_age_header_is_authentic(header, sealed, file_key))
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "age header: changed");
	else
		plaintext = wd_age_payload_open(
			file_key, sealed + header->len, len - header->len, error);
	wd_hash_wipe(file_key, sizeof file_key);
	return plaintext;
}
