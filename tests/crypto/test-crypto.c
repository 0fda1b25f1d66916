/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starting libgcrypt, secrets in memory, and what libotr does to both. */
#include "config.h"

#include <dlfcn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/wd-age.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-secret.h"
#include "engine/wd-error.h"

static void
seal_and_open(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	const char *recipients[] = {recipient, NULL};
	const WdIdentity *identities[] = {identity};
	g_autoptr(GBytes) sealed = wd_age_seal(recipients, (const guint8 *)"x", 1, NULL);
	g_autoptr(GBytes) opened = wd_age_open(
		identities, 1, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), NULL);

	g_assert_cmpmem(g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), "x", 1);
}

static void
test_starts_twice(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_crypto_start(&error));
	g_assert_true(wd_crypto_start(&error));
	g_assert_no_error(error);
}

static void
test_random(void)
{
	guint8 keys[3][32] = {{0}};

	wd_crypto_random(keys[0], 32);
	wd_crypto_random(keys[1], 32);
	wd_crypto_nonce(keys[2], 32);
	g_assert_true(memcmp(keys[0], keys[1], 32) != 0);
	g_assert_true(memcmp(keys[1], keys[2], 32) != 0);
	g_assert_true(memcmp(keys[2], (guint8[32]){0}, 32) != 0);
}

/* pidgin-otr comes, changes libgcrypt's allocator, and is unloaded again. */
static void
test_survives_libotr(void)
{
	typedef int (*OtrlInit)(unsigned int, unsigned int, unsigned int);
	OtrlInit otrl_init;
	void *library;

	seal_and_open();
	library = dlopen("libotr.so.5", RTLD_NOW | RTLD_LOCAL);
	g_assert_nonnull(library);
	*(void **)&otrl_init = dlsym(library, "otrl_init");
	g_assert_nonnull(otrl_init);
	g_assert_cmpint(otrl_init(4, 1, 1), ==, 0);
	seal_and_open();
	g_assert_cmpint(dlclose(library), ==, 0);
	seal_and_open(); /* pinned: its allocator is still there */
	library = dlopen("libotr.so.5", RTLD_NOW | RTLD_NOLOAD);
	g_assert_nonnull(library);
	(void)dlclose(library); /* only looked at */
}

static void
test_secret_is_zeroed(void)
{
	static const guint8 zeros[64];
	guint8 *secret = wd_secret_new(64);

	g_assert_cmpmem(secret, 64, zeros, 64);
	memset(secret, 0xaa, 64);
	wd_secret_free(secret, 64);
	wd_secret_free(NULL, 64);
}

/* libpurple forks a child for every name it resolves; a child has no business with keys. */
static void
test_child_has_no_secret(void)
{
	guint8 *secret = wd_secret_new(64);
	int status;
	pid_t child;

	memset(secret, 0xaa, 64);
	child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0) {
		gboolean has_secret = FALSE;

		for (guint i = 0; i < 64; i++)
			has_secret |= secret[i] != 0;
		_exit(has_secret ? 1 : 0);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFEXITED(status));
	g_assert_cmpint(WEXITSTATUS(status), ==, 0);
	g_assert_cmpuint(secret[0], ==, 0xaa); /* the parent keeps it */
	wd_secret_free(secret, 64);
}

/* Without X25519 nothing can be kept; then nothing may be written either. */
static void
test_refuses_fips(void)
{
	g_autoptr(GError) error = NULL;

	if (g_test_subprocess()) {
		g_setenv("LIBGCRYPT_FORCE_FIPS_MODE", "1", TRUE);
		g_assert_false(wd_crypto_start(&error));
		g_assert_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED);
		return;
	}
	g_test_trap_subprocess(NULL, 0, 0);
	g_test_trap_assert_passed();
}

typedef struct {
	const char *name;
	const char *text;
} IdentityCase;

static const IdentityCase identities[] = {
	{"empty", ""},
	{"recipient", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"},
	{"other-prefix", "AGE-PLUGIN-X-1QQQQ"},
	{"cut", "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAE"},
};

static void
test_identity_refused(gconstpointer data)
{
	const IdentityCase *row = data;
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_identity_parse(row->text, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	if (strlen(row->text) > 20) /* no part of a key in a message that may be logged */
		g_assert_null(strstr(error->message, row->text + 20));
}

static void
test_identity_round_trip(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree char *text = wd_identity_format(identity);
	g_autoptr(WdIdentity) again = wd_identity_parse(text, NULL);
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	g_autofree char *recipient_again = wd_identity_get_recipient(again);

	g_assert_true(g_str_has_prefix(text, "AGE-SECRET-KEY-1"));
	g_assert_cmpstr(recipient, ==, recipient_again);
	g_assert_true(wd_recipient_check(recipient, NULL));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/crypto/refuses-fips", test_refuses_fips);
	if (!g_test_subprocess())
		g_assert_true(wd_crypto_start(NULL));
	g_test_add_func("/crypto/starts-twice", test_starts_twice);
	g_test_add_func("/crypto/random", test_random);
	g_test_add_func("/crypto/survives-libotr", test_survives_libotr);
	g_test_add_func("/crypto/secret-is-zeroed", test_secret_is_zeroed);
	g_test_add_func("/crypto/child-has-no-secret", test_child_has_no_secret);
	g_test_add_func("/crypto/identity/round-trip", test_identity_round_trip);
	for (gsize i = 0; i < G_N_ELEMENTS(identities); i++) {
		g_autofree char *name =
			g_strconcat("/crypto/identity/refused/", identities[i].name, NULL);

		g_test_add_data_func(name, &identities[i], test_identity_refused);
	}
	return g_test_run();
}
