/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-chain.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-secret.h"

#define CHAIN_INFO "wdlog1 chain"
#define NUMBER_AT  4 /* offsets in a frame's head */
#define NONCE_AT   8
#define AAD_LEN    (WD_LOG_BOUND_LEN + NONCE_AT + WD_AEAD_TAG_LEN)

G_STATIC_ASSERT(WD_HASH_LEN == WD_AEAD_KEY_LEN);

struct WdLogChain {
	guint8 *key;  /* from wd_secret_new(); the ratchet's state, before record `next` */
	guint32 next; /* number of the record to come */
	guint8 tag[WD_AEAD_TAG_LEN]; /* of the record before it */
	guint8 bound[WD_LOG_BOUND_LEN];
};

/**
 * wd_log_chain_new:
 * @bound: the first bytes of the file
 * @file_key: the key in the envelope; wipe it then
 *
 * Returns: (transfer full): the chain before record 0
 */
WdLogChain *
wd_log_chain_new(const guint8 bound[WD_LOG_BOUND_LEN], const guint8 file_key[WD_LOG_FILE_KEY_LEN])
{
	WdLogChain *chain = g_new0(WdLogChain, 1);

	chain->key = wd_secret_new(WD_HASH_LEN);
	memcpy(chain->bound, bound, WD_LOG_BOUND_LEN);
	wd_hash_hkdf(
		file_key, WD_LOG_FILE_KEY_LEN, bound, WD_LOG_BOUND_LEN, CHAIN_INFO, chain->key);
	return chain;
}

/**
 * wd_log_chain_free:
 * @chain: (nullable) (transfer full): a chain
 *
 * Wipes its key: after that nobody, not even we, can add to the file.
 */
void
wd_log_chain_free(WdLogChain *chain)
{
	if (chain == NULL)
		return;
	wd_secret_free(chain->key, WD_HASH_LEN);
	g_free(chain);
}

static guint32
read_number(const guint8 *bytes)
{
	guint32 big_endian;

	memcpy(&big_endian, bytes, sizeof big_endian);
	return GUINT32_FROM_BE(big_endian);
}

static void
write_number(guint8 *bytes, guint32 value)
{
	guint32 big_endian = GUINT32_TO_BE(value);

	memcpy(bytes, &big_endian, sizeof big_endian);
}

/* The key, nonce and bound bytes of the frame whose head is @head. */
static void
prepare(const WdLogChain *chain, const guint8 *head, WdAead *aead, guint8 aad[AAD_LEN])
{
	static const guint8 record_step = 0x01;

	memcpy(aad, chain->bound, WD_LOG_BOUND_LEN);
	memcpy(aad + WD_LOG_BOUND_LEN, head, NONCE_AT);
	memcpy(aad + WD_LOG_BOUND_LEN + NONCE_AT, chain->tag, WD_AEAD_TAG_LEN);
	memcpy(aead->nonce, head + NONCE_AT, WD_AEAD_NONCE_LEN);
	aead->aad = aad;
	aead->aad_len = AAD_LEN;
	wd_hash_hmac(chain->key, WD_HASH_LEN, &record_step, 1, aead->key);
}

/* One way: who takes the state later cannot read what was written before. */
static void
advance(WdLogChain *chain, const guint8 *tag)
{
	static const guint8 chain_step = 0x02;
	guint8 next[WD_HASH_LEN];

	wd_hash_hmac(chain->key, WD_HASH_LEN, &chain_step, 1, next);
	memcpy(chain->key, next, WD_HASH_LEN);
	wd_hash_wipe(next, sizeof next);
	memcpy(chain->tag, tag, WD_AEAD_TAG_LEN);
	chain->next++;
}

/**
 * wd_log_chain_seal:
 * @chain: the chain
 * @out: from @start on: %WD_LOG_FRAME_HEAD_LEN bytes of room, then a padded record
 * @start: where the frame begins
 *
 * Fills the head in, encrypts the record in place and adds its tag.
 *
 * Returns: FALSE when libgcrypt refused or the file is full; @out is cut back to @start then
 */
gboolean
wd_log_chain_seal(WdLogChain *chain, GByteArray *out, guint start)
{
	guint body = start + WD_LOG_FRAME_HEAD_LEN;
	guint len = out->len - body;
	guint8 aad[AAD_LEN];
	WdAead aead;
	gboolean is_sealed;

	g_byte_array_set_size(out, out->len + WD_AEAD_TAG_LEN);
	write_number(out->data + start, len + WD_AEAD_TAG_LEN);
	write_number(out->data + start + NUMBER_AT, chain->next);
	wd_crypto_nonce(out->data + start + NONCE_AT, WD_AEAD_NONCE_LEN);
	prepare(chain, out->data + start, &aead, aad);
	is_sealed = chain->next < G_MAXUINT32 &&
		    wd_aead_seal(&aead, out->data + body, len, out->data + body + len);
	wd_hash_wipe(&aead, sizeof aead);
	if (!is_sealed) {
		wd_hash_wipe(out->data + body, len);
		g_byte_array_set_size(out, start);
		return FALSE;
	}
	advance(chain, out->data + body + len);
	return TRUE;
}

/* Whether @frame can be the next one; says nothing about its authenticity. */
static gboolean
is_next(const WdLogChain *chain, const guint8 *frame, gsize len)
{
	return len >= WD_LOG_FRAME_HEAD_LEN + WD_LOG_FRAME_MIN &&
	       read_number(frame) == len - WD_LOG_FRAME_HEAD_LEN &&
	       read_number(frame + NUMBER_AT) == chain->next;
}

/**
 * wd_log_chain_open:
 * @chain: the chain
 * @batch: (nullable): a cipher of the caller's for many frames; NULL: one for this frame
 * @frame: (inout) (array length=len): a whole frame; untrusted. Its record is decrypted in place
 * @len: length of @frame
 *
 * Returns: whether @frame is authentic and the next one; only then the chain goes on
 */
gboolean
wd_log_chain_open(WdLogChain *chain, WdAeadBatch *batch, guint8 *frame, gsize len)
{
	guint8 *record = frame + WD_LOG_FRAME_HEAD_LEN;
	guint8 aad[AAD_LEN];
	WdAead aead;
	gboolean is_open;

	if (!is_next(chain, frame, len))
		return FALSE;
	prepare(chain, frame, &aead, aad);
	len -= WD_AEAD_TAG_LEN;
	if (batch != NULL)
		is_open = wd_aead_batch_open(
			batch, &aead, record, len - WD_LOG_FRAME_HEAD_LEN, frame + len);
	else
		is_open = wd_aead_open(&aead, record, len - WD_LOG_FRAME_HEAD_LEN, frame + len);
	wd_hash_wipe(&aead, sizeof aead);
	if (is_open)
		advance(chain, frame + len);
	return is_open;
}

/**
 * wd_log_chain_skip:
 * @chain: the chain
 * @frame: (array length=len): a frame that does not open
 * @len: length of @frame
 *
 * Goes on behind a damaged record, to see what can be saved. The next one opens when the damage
 * spared this one's tag, else the one after it.
 *
 * Returns: whether the frame's head is sane, so that there is something to go on from
 */
gboolean
wd_log_chain_skip(WdLogChain *chain, const guint8 *frame, gsize len)
{
	if (!is_next(chain, frame, len))
		return FALSE;
	advance(chain, frame + len - WD_AEAD_TAG_LEN);
	return TRUE;
}

/**
 * wd_log_chain_get_next:
 * @chain: a chain
 *
 * Returns: the number of the record to come, which is how many there are
 */
guint32
wd_log_chain_get_next(const WdLogChain *chain)
{
	return chain->next;
}

/**
 * wd_log_chain_get_tag:
 * @chain: a chain
 *
 * Returns: (transfer none): the %WD_AEAD_TAG_LEN bytes that stand for all records so far
 */
const guint8 *
wd_log_chain_get_tag(const WdLogChain *chain)
{
	return chain->tag;
}
