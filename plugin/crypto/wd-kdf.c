/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-kdf.h"

#include <gcrypt.h>
#include <string.h>

#define MIN_MEMORY_KIB 8192    /* less is no obstacle */
#define MAX_MEMORY_KIB 1048576 /* a forged file must not exhaust the computer */
#define MAX_PASSES     16
#define MAX_LANES      4

/* RFC 9106, section 4, second recommendation: 64 MiB and three passes, here in one lane, because
 * libgcrypt works on lanes one after the other. */
const WdKdfCost wd_kdf_cost = {.memory_kib = 65536, .passes = 3, .lanes = 1};

/**
 * wd_kdf_is_bearable:
 * @cost: from a file; untrusted
 *
 * Returns: whether the work is neither too little to protect nor too much to do
 */
gboolean
wd_kdf_is_bearable(const WdKdfCost *cost)
{
	return cost->memory_kib >= MIN_MEMORY_KIB && cost->memory_kib <= MAX_MEMORY_KIB &&
	       cost->passes >= 1 && cost->passes <= MAX_PASSES && cost->lanes >= 1 &&
	       cost->lanes <= MAX_LANES;
}

/**
 * wd_kdf_argon2id:
 * @cost: how much work; must be bearable
 * @salt: random, not secret
 * @passphrase: the passphrase, not empty
 * @key: (out): receives the key; wipe it
 *
 * Argon2id, version 1.3 (RFC 9106), without secret and associated data. Blocks for as long as @cost
 * says, a tenth of a second for wd_kdf_cost.
 *
 * Returns: FALSE when libgcrypt refused, as for want of memory
 */
gboolean
wd_kdf_argon2id(const WdKdfCost *cost,
		const guint8 salt[WD_KDF_SALT_LEN],
		const char *passphrase,
		guint8 key[WD_KDF_KEY_LEN])
{
	const unsigned long parameters[] = {
		WD_KDF_KEY_LEN, cost->passes, cost->memory_kib, cost->lanes};
	gcry_kdf_hd_t work;
	gboolean is_done;

	g_return_val_if_fail(wd_kdf_is_bearable(cost) && passphrase[0] != '\0', FALSE);
	if (gcry_kdf_open(&work,
			  GCRY_KDF_ARGON2,
			  GCRY_KDF_ARGON2ID,
			  parameters,
			  G_N_ELEMENTS(parameters),
			  passphrase,
			  strlen(passphrase),
			  salt,
			  WD_KDF_SALT_LEN,
			  NULL,
			  0,
			  NULL,
			  0) != 0)
		return FALSE;
	is_done =
		gcry_kdf_compute(work, NULL) == 0 && gcry_kdf_final(work, WD_KDF_KEY_LEN, key) == 0;
	gcry_kdf_close(work);
	return is_done;
}
