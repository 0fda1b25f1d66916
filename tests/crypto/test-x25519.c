/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-x25519.h"

static void
parse_hex(const char *hex, guint8 bytes[WD_X25519_LEN])
{
	g_assert_cmpuint(strlen(hex), ==, 2 * WD_X25519_LEN);
	for (gsize i = 0; i < WD_X25519_LEN; i++)
		bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
				    g_ascii_xdigit_value(hex[2 * i + 1]));
}

typedef struct {
	const char *name;
	const char *scalar;
	const char *point;
	const char *shared; /* NULL: refused */
} SharedCase;

#define A_SCALAR "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"

/* RFC 7748, 5.2; then points of low order, as listed by Bernstein. */
static const SharedCase cases[] = {
	{"rfc7748-1",
	 "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
	 "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
	 "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"},
	{"rfc7748-2-high-bit",
	 "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
	 "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
	 "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"},
	{"zero",
	 A_SCALAR,
	 "0000000000000000000000000000000000000000000000000000000000000000",
	 NULL},
	{"one", A_SCALAR, "0100000000000000000000000000000000000000000000000000000000000000", NULL},
	{"order-8",
	 A_SCALAR,
	 "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
	 NULL},
	{"order-8-other",
	 A_SCALAR,
	 "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
	 NULL},
	{"minus-one",
	 A_SCALAR,
	 "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	 NULL},
	{"prime",
	 A_SCALAR,
	 "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	 NULL},
	{"prime-and-one",
	 A_SCALAR,
	 "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	 NULL},
};

static void
test_shared(gconstpointer data)
{
	const SharedCase *row = data;
	static const guint8 zeros[WD_X25519_LEN];
	guint8 scalar[WD_X25519_LEN];
	guint8 point[WD_X25519_LEN];
	guint8 expected[WD_X25519_LEN];
	guint8 shared[WD_X25519_LEN];
	gboolean is_good;

	parse_hex(row->scalar, scalar);
	parse_hex(row->point, point);
	is_good = wd_x25519_shared(scalar, point, shared);
	g_assert_cmpint(is_good, ==, row->shared != NULL);
	if (row->shared == NULL) {
		g_assert_cmpmem(shared, sizeof shared, zeros, sizeof zeros);
		return;
	}
	parse_hex(row->shared, expected);
	g_assert_cmpmem(shared, sizeof shared, expected, sizeof expected);
}

/* RFC 7748, 6.1: the public keys, and that both sides come to the same. */
static void
test_agreement(void)
{
	guint8 alice[WD_X25519_LEN];
	guint8 bob[WD_X25519_LEN];
	guint8 alice_public[WD_X25519_LEN];
	guint8 bob_public[WD_X25519_LEN];
	guint8 expected[WD_X25519_LEN];
	guint8 one[WD_X25519_LEN];
	guint8 other[WD_X25519_LEN];

	parse_hex("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099707b6b1f3e7d1e5d2a", alice);
	parse_hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb", bob);
	g_assert_true(wd_x25519_public(alice, alice_public));
	g_assert_true(wd_x25519_public(bob, bob_public));
	parse_hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", expected);
	g_assert_cmpmem(bob_public, WD_X25519_LEN, expected, WD_X25519_LEN);
	g_assert_true(wd_x25519_shared(alice, bob_public, one));
	g_assert_true(wd_x25519_shared(bob, alice_public, other));
	g_assert_cmpmem(one, WD_X25519_LEN, other, WD_X25519_LEN);
}

/* RFC 7748, 5.2: a thousand times over. */
static void
test_iterated(void)
{
	guint8 scalar[WD_X25519_LEN] = {9};
	guint8 point[WD_X25519_LEN] = {9};
	guint8 expected[WD_X25519_LEN];

	for (guint i = 0; i < 1000; i++) {
		guint8 next[WD_X25519_LEN];

		g_assert_true(wd_x25519_shared(scalar, point, next));
		memcpy(point, scalar, sizeof point);
		memcpy(scalar, next, sizeof scalar);
	}
	parse_hex("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", expected);
	g_assert_cmpmem(scalar, sizeof scalar, expected, sizeof expected);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strconcat("/x25519/shared/", cases[i].name, NULL);

		g_test_add_data_func(name, &cases[i], test_shared);
	}
	g_test_add_func("/x25519/agreement", test_agreement);
	g_test_add_func("/x25519/iterated", test_iterated);
	return g_test_run();
}
