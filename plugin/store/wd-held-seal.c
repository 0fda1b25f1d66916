/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-held-seal.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-secret.h"
#include "engine/wd-error.h"

/* The layout stands in store/README.md. */
#define MAGIC        "WDHELD1\n"
#define MAGIC_LEN    8
#define NUMBER_AT    8
#define LENGTH_AT    12
#define HEAD_LEN     16
#define ENVELOPE_MAX 4096 /* bytes; one of one recipient has about 220 */

G_STATIC_ASSERT(WD_HASH_LEN == WD_AEAD_KEY_LEN);

struct WdHeldSealer {
	const WdKeys *keys;
	guint8 *chain;    /* a secret; before row @next of the batch */
	GBytes *envelope; /* (nullable): no batch is begun */
	guint32 next;
};

struct WdHeldOpener {
	WdKeys *keys;
	GBytes *envelope;  /* (nullable): that of the batch key */
	guint8 *batch_key; /* a secret */
	guint8 *chain;     /* a secret; before row @next */
	guint32 next;
};

static guint32
read_number(const guint8 *bytes)
{
	guint32 little_endian;

	memcpy(&little_endian, bytes, sizeof little_endian);
	return GUINT32_FROM_LE(little_endian);
}

static void
write_number(guint8 *bytes, guint32 value)
{
	guint32 little_endian = GUINT32_TO_LE(value);

	memcpy(bytes, &little_endian, sizeof little_endian);
}

/* One way: from a later state of the chain no earlier key follows. */
static void
advance(guint8 *chain)
{
	static const guint8 chain_step = 0x02;
	guint8 next[WD_HASH_LEN];

	wd_hash_hmac(chain, WD_HASH_LEN, &chain_step, 1, next);
	memcpy(chain, next, WD_HASH_LEN);
	wd_hash_wipe(next, sizeof next);
}

/* A key seals once, so the nonce may be zero. */
static void
prepare(const guint8 *chain, const guint8 *bound, gsize bound_len, WdAead *aead)
{
	static const guint8 row_step = 0x01;

	*aead = (WdAead){.aad = bound, .aad_len = bound_len};
	wd_hash_hmac(chain, WD_HASH_LEN, &row_step, 1, aead->key);
}

/**
 * wd_held_sealer_new:
 * @keys: (transfer none): must live as long as the result; may be locked
 *
 * Returns: (transfer full): a sealer, freed with wd_held_sealer_free()
 */
WdHeldSealer *
wd_held_sealer_new(const WdKeys *keys)
{
	WdHeldSealer *sealer = g_new0(WdHeldSealer, 1);

	sealer->keys = keys;
	sealer->chain = wd_secret_new(WD_HASH_LEN);
	return sealer;
}

/**
 * wd_held_sealer_free:
 * @sealer: (nullable) (transfer full): a sealer
 */
void
wd_held_sealer_free(WdHeldSealer *sealer)
{
	if (sealer == NULL)
		return;
	wd_secret_free(sealer->chain, WD_HASH_LEN);
	g_clear_pointer(&sealer->envelope, g_bytes_unref);
	g_free(sealer);
}

static gboolean
begin_batch(WdHeldSealer *sealer, GError **error)
{
	if (sealer->envelope != NULL && sealer->next < WD_HELD_SEAL_BATCH)
		return TRUE;
	g_clear_pointer(&sealer->envelope, g_bytes_unref);
	wd_crypto_random(sealer->chain, WD_HASH_LEN);
	sealer->envelope = wd_keys_seal(sealer->keys, NULL, sealer->chain, WD_HASH_LEN, error);
	sealer->next = 0;
	return sealer->envelope != NULL;
}

/**
 * wd_held_sealer_seal:
 * @sealer: a sealer
 * @plain: (array length=len): what the row holds
 * @len: length of @plain
 * @error: return location for a #WD_ERROR of wd_keys_seal()
 *
 * Costs some microseconds, and every %WD_HELD_SEAL_BATCH rows a fraction of a millisecond.
 *
 * Returns: (transfer full): a sealed row, for wd_held_opener_open()
 */
GBytes *
wd_held_sealer_seal(WdHeldSealer *sealer, const guint8 *plain, gsize len, GError **error)
{
	g_autofree guint8 *out = NULL;
	gsize envelope_len, bound_len;
	const guint8 *envelope;
	gboolean is_sealed;
	WdAead aead;

	if (!begin_batch(sealer, error))
		return NULL;
	envelope = g_bytes_get_data(sealer->envelope, &envelope_len);
	bound_len = HEAD_LEN + envelope_len;
	out = g_malloc(bound_len + len + WD_AEAD_TAG_LEN);
	memcpy(out, MAGIC, MAGIC_LEN);
	write_number(out + NUMBER_AT, sealer->next);
	write_number(out + LENGTH_AT, (guint32)envelope_len);
	memcpy(out + HEAD_LEN, envelope, envelope_len);
	if (len > 0)
		memcpy(out + bound_len, plain, len);
	prepare(sealer->chain, out, bound_len, &aead);
	is_sealed = wd_aead_seal(&aead, out + bound_len, len, out + bound_len + len);
	wd_hash_wipe(&aead, sizeof aead);
	if (!is_sealed) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "libgcrypt refused to seal");
		return NULL;
	}
	advance(sealer->chain);
	sealer->next++;
	return g_bytes_new_take(g_steal_pointer(&out), bound_len + len + WD_AEAD_TAG_LEN);
}

/**
 * wd_held_opener_new:
 * @keys: (transfer none): must live as long as the result; may be locked
 *
 * Returns: (transfer full): an opener, freed with wd_held_opener_free()
 */
WdHeldOpener *
wd_held_opener_new(WdKeys *keys)
{
	WdHeldOpener *opener = g_new0(WdHeldOpener, 1);

	opener->keys = keys;
	opener->batch_key = wd_secret_new(WD_HASH_LEN);
	opener->chain = wd_secret_new(WD_HASH_LEN);
	return opener;
}

/**
 * wd_held_opener_forget:
 * @opener: an opener
 *
 * Wipes the key that was opened last: for when the person's key is locked.
 */
void
wd_held_opener_forget(WdHeldOpener *opener)
{
	wd_hash_wipe(opener->batch_key, WD_HASH_LEN);
	wd_hash_wipe(opener->chain, WD_HASH_LEN);
	g_clear_pointer(&opener->envelope, g_bytes_unref);
}

/**
 * wd_held_opener_free:
 * @opener: (nullable) (transfer full): an opener
 */
void
wd_held_opener_free(WdHeldOpener *opener)
{
	if (opener == NULL)
		return;
	wd_held_opener_forget(opener);
	wd_secret_free(opener->batch_key, WD_HASH_LEN);
	wd_secret_free(opener->chain, WD_HASH_LEN);
	g_free(opener);
}

static gboolean
open_envelope(WdHeldOpener *opener, GBytes *envelope, GError **error)
{
	g_autoptr(GBytes) key = NULL;
	gsize len;
	const guint8 *bytes = g_bytes_get_data(envelope, &len);

	if (opener->envelope != NULL && g_bytes_equal(opener->envelope, envelope))
		return TRUE;
	wd_held_opener_forget(opener);
	key = wd_keys_open_sealed(opener->keys, bytes, len, error);
	if (key == NULL)
		return FALSE;
	bytes = g_bytes_get_data(key, &len);
	if (len != WD_HASH_LEN) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "a row's envelope holds no key");
		return FALSE;
	}
	memcpy(opener->batch_key, bytes, WD_HASH_LEN);
	memcpy(opener->chain, bytes, WD_HASH_LEN);
	opener->next = 0;
	opener->envelope = g_bytes_ref(envelope);
	return TRUE;
}

/* Rows come in their order mostly, and then this is one step. */
static void
turn_to(WdHeldOpener *opener, guint32 number)
{
	if (number < opener->next) {
		memcpy(opener->chain, opener->batch_key, WD_HASH_LEN);
		opener->next = 0;
	}
	for (; opener->next < number; opener->next++)
		advance(opener->chain);
}

static gboolean
is_well_formed(const guint8 *sealed, gsize len)
{
	return len >= HEAD_LEN + WD_AEAD_TAG_LEN && memcmp(sealed, MAGIC, MAGIC_LEN) == 0 &&
	       read_number(sealed + NUMBER_AT) < WD_HELD_SEAL_BATCH &&
	       read_number(sealed + LENGTH_AT) <= ENVELOPE_MAX &&
	       read_number(sealed + LENGTH_AT) <= len - HEAD_LEN - WD_AEAD_TAG_LEN;
}

static GBytes *
open_content(WdHeldOpener *opener, const guint8 *sealed, gsize bound_len, gsize len, GError **error)
{
	gsize content_len = len - bound_len - WD_AEAD_TAG_LEN;
	g_autofree guint8 *content = g_malloc(content_len + 1);
	gboolean is_open;
	WdAead aead;

	memcpy(content, sealed + bound_len, content_len);
	prepare(opener->chain, sealed, bound_len, &aead);
	is_open = wd_aead_open(&aead, content, content_len, sealed + len - WD_AEAD_TAG_LEN);
	wd_hash_wipe(&aead, sizeof aead);
	if (!is_open) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "a row's content was changed");
		return NULL;
	}
	return g_bytes_new_take(g_steal_pointer(&content), content_len);
}

/**
 * wd_held_opener_open:
 * @opener: an opener
 * @sealed: (array length=len): a sealed row, or the age file that rows were before; untrusted
 * @len: length of @sealed
 * @error: return location for a #WD_ERROR: %WD_ERROR_LOCKED when the key is locked,
 *   %WD_ERROR_WRONG_KEY, %WD_ERROR_DAMAGED, %WD_ERROR_MALFORMED
 *
 * Returns: (transfer full): what was sealed
 */
GBytes *
wd_held_opener_open(WdHeldOpener *opener, const guint8 *sealed, gsize len, GError **error)
{
	g_autoptr(GBytes) envelope = NULL;
	gsize envelope_len;

	if (len < MAGIC_LEN || memcmp(sealed, MAGIC, MAGIC_LEN) != 0)
		return wd_keys_open_sealed(opener->keys, sealed, len, error);
	if (!is_well_formed(sealed, len)) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "no sealed row");
		return NULL;
	}
	envelope_len = read_number(sealed + LENGTH_AT);
	envelope = g_bytes_new(sealed + HEAD_LEN, envelope_len);
	if (!open_envelope(opener, envelope, error))
		return NULL;
	turn_to(opener, read_number(sealed + NUMBER_AT));
	return open_content(opener, sealed, HEAD_LEN + envelope_len, len, error);
}
