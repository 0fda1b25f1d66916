/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-age.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-age-header.h"
#include "crypto/wd-age-payload.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-secret.h"
#include "engine/wd-error.h"

#define X25519_INFO "age-encryption.org/v1/X25519"

struct WdAgeDraft {
	GStrv recipients;
	GArray *keys;     /* of guint8[WD_X25519_LEN]: theirs, in the same order */
	GArray *stanzas;  /* of WdAgeStanza: for the first of them */
	guint8 *file_key; /* may wait for days, so it has a page of its own */
};

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

/**
 * wd_age_draft_new:
 * @recipients: (array zero-terminated=1): "age1…", each different, at least one
 * @error: return location for a #WD_ERROR
 *
 * Draws the key of a file, and does no more.
 *
 * Returns: (transfer full) (nullable): a draft for wd_age_draft_seal(); NULL on error
 */
WdAgeDraft *
wd_age_draft_new(const char *const *recipients, GError **error)
{
	GArray *keys = parse_recipients(recipients, error);
	WdAgeDraft *draft;

	if (keys == NULL)
		return NULL;
	draft = g_new0(WdAgeDraft, 1);
	draft->recipients = g_strdupv((GStrv)recipients);
	draft->keys = keys;
	draft->stanzas = g_array_new(FALSE, FALSE, sizeof(WdAgeStanza));
	draft->file_key = wd_secret_new(WD_AGE_FILE_KEY_LEN);
	wd_crypto_random(draft->file_key, WD_AGE_FILE_KEY_LEN);
	return draft;
}

/**
 * wd_age_draft_is_for:
 * @draft: a draft
 * @recipients: (array zero-terminated=1): recipients
 *
 * Returns: whether it is for them, in that order
 */
gboolean
wd_age_draft_is_for(const WdAgeDraft *draft, const char *const *recipients)
{
	return g_strv_equal((const char *const *)draft->recipients, recipients);
}

/**
 * wd_age_draft_step:
 * @draft: a draft
 * @error: return location for a #WD_ERROR
 *
 * Wraps the key for the next recipient, if there is one: about 0.3 ms.
 *
 * Returns: FALSE when nothing can be sealed for that one, and so for nobody
 */
gboolean
wd_age_draft_step(WdAgeDraft *draft, GError **error)
{
	const guint8 *key = (const guint8 *)draft->keys->data + draft->stanzas->len * WD_X25519_LEN;
	WdAgeStanza stanza;

	if (draft->stanzas->len == draft->keys->len)
		return TRUE;
	if (!wrap(key, draft->file_key, &stanza, error))
		return FALSE;
	g_array_append_val(draft->stanzas, stanza);
	return TRUE;
}

/**
 * wd_age_draft_seal:
 * @draft: (transfer full): a draft; what is not done of it yet is done now
 * @plaintext: (array length=len) (nullable): what to seal; NULL only when @len is 0
 * @len: length of @plaintext, far below 4 GiB
 * @error: return location for a #WD_ERROR
 *
 * Takes about 20 us where all steps are done.
 *
 * Returns: (transfer full) (nullable): a complete binary age file; NULL on error
 */
GBytes *
wd_age_draft_seal(WdAgeDraft *draft, const guint8 *plaintext, gsize len, GError **error)
{
	g_autoptr(WdAgeDraft) owned = draft;
	g_autoptr(GByteArray) out = g_byte_array_new();

	while (owned->stanzas->len < owned->keys->len) {
		if (!wd_age_draft_step(owned, error))
			return NULL;
	}
	wd_age_header_format(out, owned->stanzas, owned->file_key);
	if (!wd_age_payload_seal(out, owned->file_key, plaintext, len)) {
		g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "libgcrypt cannot seal");
		return NULL;
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}

/**
 * wd_age_draft_free:
 * @draft: (nullable) (transfer full): a draft that nothing will be sealed in
 */
void
wd_age_draft_free(WdAgeDraft *draft)
{
	if (draft == NULL)
		return;
	wd_secret_free(draft->file_key, WD_AGE_FILE_KEY_LEN);
	g_array_unref(draft->keys);
	g_array_unref(draft->stanzas);
	g_strfreev(draft->recipients);
	g_free(draft);
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
	WdAgeDraft *draft = wd_age_draft_new(recipients, error);

	return draft == NULL ? NULL : wd_age_draft_seal(draft, plaintext, len, error);
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
