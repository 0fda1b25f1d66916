/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * No handle of libgcrypt's outlives the call that opened it: libotr swaps the allocator in
 * mid-flight, and closing an old handle after that crashes the client. The functions here stand in
 * front of the library's and count.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "config.h"

#include <dlfcn.h>
#include <gcrypt.h>

#include "crypto/wd-age.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"

static int n_open;
static int n_opened;

static gpointer
find_next(const char *name)
{
	gpointer function = dlsym(RTLD_NEXT, name);

	g_assert_nonnull(function);
	return function;
}

gcry_error_t
gcry_cipher_open(gcry_cipher_hd_t *handle, int algorithm, int mode, unsigned int flags)
{
	gcry_error_t (*next)(gcry_cipher_hd_t *, int, int, unsigned int);
	gcry_error_t failure;

	*(gpointer *)&next = find_next("gcry_cipher_open");
	failure = next(handle, algorithm, mode, flags);
	n_open += failure == 0;
	n_opened += failure == 0;
	return failure;
}

void
gcry_cipher_close(gcry_cipher_hd_t handle)
{
	void (*next)(gcry_cipher_hd_t);

	*(gpointer *)&next = find_next("gcry_cipher_close");
	n_open -= handle != NULL;
	next(handle);
}

/* Not used at all: they would have to be closed as well. */
gcry_error_t
gcry_md_open(gcry_md_hd_t *handle, int algorithm, unsigned int flags)
{
	g_error("gcry_md_open() was called");
}

gcry_error_t
gcry_mac_open(gcry_mac_hd_t *handle, int algorithm, unsigned int flags, gcry_ctx_t context)
{
	g_error("gcry_mac_open() was called");
}

static void
test_age(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	const char *recipients[] = {recipient, NULL};
	const WdIdentity *identities[] = {identity};
	g_autoptr(GBytes) sealed = wd_age_seal(recipients, (const guint8 *)"x", 1, NULL);
	g_autofree guint8 *changed = NULL;
	g_autoptr(GBytes) opened = NULL;
	g_autoptr(GBytes) refused = NULL;
	gsize len;

	g_assert_cmpint(n_open, ==, 0);
	changed = g_memdup2(g_bytes_get_data(sealed, &len), g_bytes_get_size(sealed));
	opened = wd_age_open(identities, 1, changed, len, NULL);
	g_assert_nonnull(opened);
	g_assert_cmpint(n_open, ==, 0);
	changed[len - 1] ^= 1;
	refused = wd_age_open(identities, 1, changed, len, NULL);
	g_assert_null(refused);
	g_assert_cmpint(n_open, ==, 0);
	g_assert_cmpint(n_opened, >=, 6); /* the counting works */
}

static void
test_hashes(void)
{
	guint8 digest[WD_HASH_LEN];

	wd_hash_sha256("x", 1, digest);
	wd_hash_hmac((const guint8 *)"k", 1, "x", 1, digest);
	wd_hash_hkdf((const guint8 *)"k", 1, NULL, 0, "info", digest);
	g_assert_cmpint(n_open, ==, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	g_test_add_func("/handles/age", test_age);
	g_test_add_func("/handles/hashes", test_hashes);
	return g_test_run();
}
