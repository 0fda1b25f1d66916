/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-ed25519.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *seed;
	const char *public_key;
	const char *message;
	const char *signature;
} Vector;

/* RFC 8032, 7.1. */
static const Vector vectors[] = {
	{"empty",
	 "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
	 "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
	 "",
	 "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
	 "c"
	 "f9b46bd25bf5f0595bbe24655141438e7a100b"},
	{"one-byte",
	 "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
	 "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
	 "72",
	 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
	 "0"
	 "f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
	{"two-bytes",
	 "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
	 "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
	 "af82",
	 "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
	 "8"
	 "4dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

static gsize
parse_hex(const char *hex, guint8 *bytes)
{
	for (gsize i = 0; hex[2 * i] != '\0'; i++)
		bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
				    g_ascii_xdigit_value(hex[2 * i + 1]));
	return strlen(hex) / 2;
}

static void
test_vector(gconstpointer data)
{
	const Vector *row = data;
	guint8 seed[32], public_key[32], expected[64], message[64], made[64];
	gsize len = parse_hex(row->message, message);

	(void)parse_hex(row->seed, seed);
	(void)parse_hex(row->public_key, expected);
	g_assert_true(wd_ed25519_get_public(seed, public_key));
	g_assert_cmpmem(public_key, 32, expected, 32);
	(void)parse_hex(row->signature, expected);
	g_assert_true(wd_ed25519_sign(seed, message, len, made));
	g_assert_cmpmem(made, 64, expected, 64);
	g_assert_true(wd_ed25519_verify(public_key, message, len, made));
}

/* Whatever bit is another one, it is nobody's signature. */
static void
test_changed(void)
{
	guint8 seed[32] = {1}, public_key[32], signature[64];
	char message[] = "[Links]\nAction=block\n";

	g_assert_true(wd_ed25519_get_public(seed, public_key));
	g_assert_true(wd_ed25519_sign(seed, message, sizeof message - 1, signature));
	for (guint i = 0; i < 8 * sizeof signature; i++) {
		signature[i / 8] ^= (guint8)(1u << i % 8);
		g_assert_false(
			wd_ed25519_verify(public_key, message, sizeof message - 1, signature));
		signature[i / 8] ^= (guint8)(1u << i % 8);
	}
	for (guint i = 0; i < 8 * (sizeof message - 1); i++) {
		message[i / 8] ^= (char)(1u << i % 8);
		g_assert_false(
			wd_ed25519_verify(public_key, message, sizeof message - 1, signature));
		message[i / 8] ^= (char)(1u << i % 8);
	}
	g_assert_false(wd_ed25519_verify(public_key, message, sizeof message - 2, signature));
	g_assert_true(wd_ed25519_verify(public_key, message, sizeof message - 1, signature));
	public_key[0] ^= 1;
	g_assert_false(wd_ed25519_verify(public_key, message, sizeof message - 1, signature));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	WD_ADD_ROWS("/ed25519/", vectors, test_vector);
	g_test_add_func("/ed25519/changed", test_changed);
	return g_test_run();
}
