/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gcrypt.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-kdf.h"

typedef struct {
	const char *name;
	WdKdfCost cost;
	const char *passphrase;
	const char *salt; /* 16 bytes */
	const char *key;
} Vector;

/*
 * RFC 9106's own vector has a secret and associated data, which no format of ours uses. These were
 * made with the reference implementation's tool (argon2, version 20171227): echo -n PASSPHRASE |
 * argon2 SALT -id -t PASSES -k KIB -p LANES -l 32 -r -v 13.
 */
static const Vector vectors[] = {
	{"least",
	 {8192, 1, 1},
	 "password",
	 "0123456789abcdef",
	 "fc96682477a0c5c8274a4a7217e2a32b5fd51511377b8ad5be879f728e725aa5"},
	{"ours",
	 {65536, 3, 1},
	 "correct horse battery staple",
	 "saltsaltsaltsalt",
	 "6a4ebe4b02cec6bcbad430e30f0d2e0c1059d5cd28e4ea46278a47308fc91210"},
	{"umlauts",
	 {8192, 2, 1},
	 "Grüße",
	 "0123456789abcdef",
	 "0e061eef943f66fdb961e37aa61e1b4a226eae0f039a9a545519a6f015fa87b9"},
	{"lanes",
	 {16384, 2, 4},
	 "x",
	 "fedcba9876543210",
	 "02df3d799976cad7800629152cd31bf3c74feafa00266483f6dba897bca35b0f"},
};

static void
test_vector(gconstpointer data)
{
	const Vector *row = data;
	guint8 key[WD_KDF_KEY_LEN];
	g_autofree char *hex = NULL;

	g_assert_true(wd_kdf_argon2id(&row->cost, (const guint8 *)row->salt, row->passphrase, key));
	hex = wd_hash_to_hex(key, sizeof key);
	g_assert_cmpstr(hex, ==, row->key);
}

/* RFC 9106, section 5.3: what libgcrypt makes of it, with all that our formats leave out. */
static void
test_rfc9106(void)
{
	const unsigned long parameters[] = {32, 3, 32, 4};
	guint8 password[32];
	guint8 salt[16];
	guint8 secret[8];
	guint8 data[12];
	guint8 key[32];
	gcry_kdf_hd_t work;
	g_autofree char *hex = NULL;

	memset(password, 1, sizeof password);
	memset(salt, 2, sizeof salt);
	memset(secret, 3, sizeof secret);
	memset(data, 4, sizeof data);
	g_assert_cmpuint(gcry_kdf_open(&work,
				       GCRY_KDF_ARGON2,
				       GCRY_KDF_ARGON2ID,
				       parameters,
				       4,
				       password,
				       sizeof password,
				       salt,
				       sizeof salt,
				       secret,
				       sizeof secret,
				       data,
				       sizeof data),
			 ==,
			 0);
	g_assert_cmpuint(gcry_kdf_compute(work, NULL), ==, 0);
	g_assert_cmpuint(gcry_kdf_final(work, sizeof key, key), ==, 0);
	gcry_kdf_close(work);
	hex = wd_hash_to_hex(key, sizeof key);
	g_assert_cmpstr(
		hex, ==, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

static const struct {
	WdKdfCost cost;
	gboolean is_bearable;
} costs[] = {
	{{65536, 3, 1}, TRUE},
	{{8192, 1, 1}, TRUE},
	{{8191, 1, 1}, FALSE},
	{{1048576, 16, 4}, TRUE},
	{{1048577, 1, 1}, FALSE},
	{{65536, 0, 1}, FALSE},
	{{65536, 17, 1}, FALSE},
	{{65536, 3, 0}, FALSE},
	{{65536, 3, 5}, FALSE},
	{{G_MAXUINT, G_MAXUINT, G_MAXUINT}, FALSE},
};

static void
test_costs(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(costs); i++)
		g_assert_cmpint(wd_kdf_is_bearable(&costs[i].cost), ==, costs[i].is_bearable);
	g_assert_true(wd_kdf_is_bearable(&wd_kdf_cost));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	g_test_add_func("/kdf/rfc9106", test_rfc9106);
	g_test_add_func("/kdf/costs", test_costs);
	for (gsize i = 0; i < G_N_ELEMENTS(vectors); i++) {
		g_autofree char *name = g_strconcat("/kdf/argon2id/", vectors[i].name, NULL);

		g_test_add_data_func(name, &vectors[i], test_vector);
	}
	return g_test_run();
}
