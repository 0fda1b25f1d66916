/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-keyed-hash.h"

#include <string.h>

#define N_ROUNDS       2
#define N_FINAL_ROUNDS 4

typedef struct {
	guint64 v[4];
} State;

static guint64
rotate(guint64 x, guint n_bits)
{
	return x << n_bits | x >> (64 - n_bits);
}

static void
mix(State *state, guint n_rounds)
{
	guint64 *v = state->v;

	for (guint i = 0; i < n_rounds; i++) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = rotate(v[1], 13) ^ v[0];
		v[3] = rotate(v[3], 16) ^ v[2];
		v[0] = rotate(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = rotate(v[1], 17) ^ v[2];
		v[3] = rotate(v[3], 21) ^ v[0];
		v[2] = rotate(v[2], 32);
	}
}

static void
absorb(State *state, guint64 word)
{
	state->v[3] ^= word;
	mix(state, N_ROUNDS);
	state->v[0] ^= word;
}

static guint64
read_8(const guint8 *at)
{
	guint64 word;

	memcpy(&word, at, sizeof word);
	return GUINT64_FROM_LE(word);
}

static guint64
read_4(const guint8 *at)
{
	guint32 word;

	memcpy(&word, at, sizeof word);
	return GUINT32_FROM_LE(word);
}

/* Less than eight bytes, in two steps that overlap: to copy a number of bytes that is not known
 * beforehand costs more than the hashing. */
static guint64
read_rest(const guint8 *at, gsize len)
{
	if (len >= 4)
		return read_4(at) | read_4(at + len - 4) << 8 * (len - 4);
	if (len == 0)
		return 0;
	return at[0] | (guint64)at[len / 2] << 8 * (len / 2) |
	       (guint64)at[len - 1] << 8 * (len - 1);
}

/**
 * wd_keyed_hash:
 * @key: a secret of this process, or any constant where nobody attacks
 * @bytes: (array length=len): what is hashed
 * @len: how many bytes
 *
 * Returns: a number that nobody can foretell without @key
 */
guint64
wd_keyed_hash(const WdHashKey *key, const void *bytes, gsize len)
{
	const guint8 *at = bytes;
	gsize n_left = len;
	State state = {{key->first ^ G_GUINT64_CONSTANT(0x736f6d6570736575),
			key->second ^ G_GUINT64_CONSTANT(0x646f72616e646f6d),
			key->first ^ G_GUINT64_CONSTANT(0x6c7967656e657261),
			key->second ^ G_GUINT64_CONSTANT(0x7465646279746573)}};

	for (; n_left >= 8; n_left -= 8, at += 8)
		absorb(&state, read_8(at));
	absorb(&state, read_rest(at, n_left) | (guint64)len << 56);
	state.v[2] ^= 0xff;
	mix(&state, N_FINAL_ROUNDS);
	return state.v[0] ^ state.v[1] ^ state.v[2] ^ state.v[3];
}
