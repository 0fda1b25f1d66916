/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-keccak.h"

#include <string.h>

#define N_LANES  25
#define N_ROUNDS 24
#define RATE     136 /* bytes of the state that take input, for 256 bits of digest */

static guint64
turn(guint64 lane, guint n_bits)
{
	return n_bits == 0 ? lane : lane << n_bits | lane >> (64 - n_bits);
}

/* One bit of the linear feedback shift register that the round constants are made with. */
static guint
next_bit(guint *state)
{
	guint bit = *state & 1;

	*state = (*state & 0x80) != 0 ? *state << 1 ^ 0x171 : *state << 1;
	return bit;
}

static guint64
round_constant(guint *state)
{
	guint64 constant = 0;

	for (guint i = 0; i < 7; i++) {
		if (next_bit(state) != 0)
			constant ^= G_GUINT64_CONSTANT(1) << ((1u << i) - 1);
	}
	return constant;
}

/* Theta. */
static void
mix_columns(guint64 *lanes)
{
	guint64 parity[5];

	for (guint x = 0; x < 5; x++)
		parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
	for (guint i = 0; i < N_LANES; i++)
		lanes[i] ^= parity[(i + 4) % 5] ^ turn(parity[(i + 1) % 5], 1);
}

/* Rho and pi: every lane moves on and turns. */
static void
move_lanes(guint64 *lanes)
{
	guint x = 1;
	guint y = 0;
	guint64 carried = lanes[1];

	for (guint t = 0; t < N_LANES - 1; t++) {
		guint next_y = (2 * x + 3 * y) % 5;
		guint64 kept;

		x = y;
		y = next_y;
		kept = lanes[x + 5 * y];
		lanes[x + 5 * y] = turn(carried, (t + 1) * (t + 2) / 2 % 64);
		carried = kept;
	}
}

/* Chi. */
static void
mix_rows(guint64 *lanes)
{
	for (guint y = 0; y < N_LANES; y += 5) {
		guint64 row[5];

		memcpy(row, lanes + y, sizeof row);
		for (guint x = 0; x < 5; x++)
			lanes[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
	}
}

static void
permute(guint64 *lanes)
{
	guint state = 1;

	for (guint round = 0; round < N_ROUNDS; round++) {
		mix_columns(lanes);
		move_lanes(lanes);
		mix_rows(lanes);
		lanes[0] ^= round_constant(&state);
	}
}

static void
absorb(guint64 *lanes, guint at, guint8 byte)
{
	lanes[at / 8] ^= (guint64)byte << (8 * (at % 8));
}

/**
 * wd_keccak_256:
 * @bytes: (array length=n): what to hash
 * @n: how many
 * @digest: (out): its hash
 *
 * Keccak with 256 bits as it was before it became SHA3-256: Bertoni, Daemen, Peeters, Van Assche,
 * "The Keccak reference" 3.0, 2011.
 */
void
wd_keccak_256(const guint8 *bytes, gsize n, guint8 digest[WD_KECCAK_BYTES])
{
	guint64 lanes[N_LANES] = {0};
	guint at = 0;

	for (gsize i = 0; i < n; i++) {
		absorb(lanes, at++, bytes[i]);
		if (at == RATE) {
			permute(lanes);
			at = 0;
		}
	}
	absorb(lanes, at, 0x01);
	absorb(lanes, RATE - 1, 0x80);
	permute(lanes);
	for (guint i = 0; i < WD_KECCAK_BYTES; i++)
		digest[i] = (guint8)(lanes[i / 8] >> (8 * (i % 8)));
}
