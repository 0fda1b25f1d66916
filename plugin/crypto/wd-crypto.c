/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-crypto.h"

#include <dlfcn.h>
#include <gcrypt.h>

#include "engine/wd-error.h"

#define GCRYPT_MIN_VERSION "1.10.0" /* what Debian 12 has: the API used here is tested with it */
#define SECURE_POOL_BYTES  32768    /* libgcrypt's own default; we keep no secrets in it */

/*
 * libotr replaces libgcrypt's allocator for the whole process. Were pidgin-otr unloaded, the next
 * libgcrypt call would jump into unmapped code; pinned, the library stays. It is looked up even
 * when pidgin-otr is off, because it can be switched on later.
 */
static void
pin_libotr(void)
{
	(void)dlopen("libotr.so.5", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE); /* absent: no danger */
}

/*
 * The kernel's generator instead of libgcrypt's own, which asks getrusage() and the processor's
 * clock for noise each time a cipher is opened, a quarter of what a logged message costs. Without
 * effect where somebody in this process was first; then it is only slower.
 */
static void
choose_generator(void)
{
	gcry_control(GCRYCTL_SET_PREFERRED_RNG_TYPE, GCRY_RNG_TYPE_SYSTEM);
}

static void
finish_initialisation(void)
{
	if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P))
		return; /* somebody in this process was first; their settings stand */
	gcry_control(GCRYCTL_SUSPEND_SECMEM_WARN);
	gcry_control(GCRYCTL_INIT_SECMEM, SECURE_POOL_BYTES, 0);
	gcry_control(GCRYCTL_RESUME_SECMEM_WARN);
	gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

/**
 * wd_crypto_start:
 * @error: return location for a #WD_ERROR
 *
 * Makes libgcrypt ready. Call on the main thread before any other function of crypto/; calling it
 * again is harmless. Refuses FIPS mode (%WD_ERROR_UNSUPPORTED), which lacks X25519 and
 * ChaCha20-Poly1305: then nothing is encrypted, and so nothing is kept.
 *
 * Returns: whether the other functions may be used
 */
gboolean
wd_crypto_start(GError **error)
{
	pin_libotr();
	choose_generator();
	if (gcry_check_version(GCRYPT_MIN_VERSION) == NULL) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNSUPPORTED,
			    "libgcrypt %s is older than " GCRYPT_MIN_VERSION,
			    gcry_check_version(NULL));
		return FALSE;
	}
	finish_initialisation();
	if (gcry_fips_mode_active()) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNSUPPORTED,
			    "libgcrypt runs in FIPS mode, without X25519 and ChaCha20-Poly1305");
		return FALSE;
	}
	return TRUE;
}

/**
 * wd_crypto_random:
 * @bytes: (out): filled
 * @len: length of @bytes
 *
 * Bytes for the key of a message, a log or a row, from the kernel's generator, or libgcrypt's own,
 * seeded by it, where somebody else chose that: at most 5 us. For keys that last see
 * wd_crypto_random_lasting().
 */
void
wd_crypto_random(guint8 *bytes, gsize len)
{
	gcry_randomize(bytes, len, GCRY_STRONG_RANDOM);
}

/**
 * wd_crypto_random_lasting:
 * @bytes: (out): filled
 * @len: length of @bytes
 *
 * Bytes good enough for keys that last for years: with fresh entropy, which may take some ten
 * milliseconds. For the first run and a new identity, never for a message.
 */
void
wd_crypto_random_lasting(guint8 *bytes, gsize len)
{
	gcry_randomize(bytes, len, GCRY_VERY_STRONG_RANDOM);
}

/**
 * wd_crypto_nonce:
 * @bytes: (out): filled
 * @len: length of @bytes
 *
 * Bytes that nobody can foresee and that do not repeat, for nonces and file names. Never blocks.
 */
void
wd_crypto_nonce(guint8 *bytes, gsize len)
{
	gcry_create_nonce(bytes, len);
}
