/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"

static guint8 *
parse_hex(const char *hex, gsize *len)
{
	guint8 *bytes = g_malloc0(strlen(hex) / 2 + 1);

	*len = strlen(hex) / 2;
	for (gsize i = 0; i < *len; i++)
		bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
				    g_ascii_xdigit_value(hex[2 * i + 1]));
	return bytes;
}

typedef struct {
	const char *name;
	const char *text;
	guint repeat;
	const char *digest;
} DigestCase;

/* FIPS 180-4, as published with the standard's examples. */
static const DigestCase digests[] = {
	{"empty", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	{"abc", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	{"two-blocks",
	 "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	 1,
	 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	{"million",
	 "a",
	 1000000,
	 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void
test_digest(gconstpointer data)
{
	const DigestCase *row = data;
	GString *text = g_string_new(NULL);
	g_autofree char *hex = NULL;

	for (guint i = 0; i < row->repeat; i++)
		g_string_append(text, row->text);
	hex = wd_hash_sha256_hex(text->str, text->len);
	g_assert_cmpstr(hex, ==, row->digest);
	g_string_free(text, TRUE);
}

typedef struct {
	const DigestCase *row;
	gsize n_read;
	gssize fails_at; /* -1: never */
} Pieces;

/* Seven bytes at a time: no piece is a block. */
static gssize
read_piece(gpointer data, guint8 *bytes, gsize size)
{
	Pieces *pieces = data;
	gsize len = strlen(pieces->row->text);
	gsize total = len * pieces->row->repeat;
	gsize n = MIN(total - pieces->n_read, 7);

	if (pieces->fails_at >= 0 && pieces->n_read >= (gsize)pieces->fails_at)
		return -1;
	for (gsize i = 0; i < n; i++)
		bytes[i] = (guint8)pieces->row->text[(pieces->n_read + i) % len];
	pieces->n_read += n;
	return (gssize)n;
}

static void
test_digest_in_pieces(gconstpointer data)
{
	Pieces pieces = {.row = data, .fails_at = -1};
	guint8 digest[WD_HASH_LEN] = {0};
	g_autofree char *hex = NULL;

	g_assert_true(wd_hash_sha256_read(read_piece, &pieces, digest));
	hex = wd_hash_to_hex(digest, sizeof digest);
	g_assert_cmpstr(hex, ==, pieces.row->digest);
}

static void
test_digest_fails(void)
{
	Pieces pieces = {.row = &digests[3], .fails_at = 70};
	guint8 digest[WD_HASH_LEN] = {0};

	g_assert_false(wd_hash_sha256_read(read_piece, &pieces, digest));
	g_assert_cmpuint(digest[0], ==, 0);
}

typedef struct {
	const char *name;
	const char *key;
	const char *text;
	const char *mac;
} MacCase;

#define HEX_AA_131                                                                                 \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* RFC 4231. */
static const MacCase macs[] = {
	{"rfc4231-1",
	 "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
	 "4869205468657265",
	 "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
	{"rfc4231-2",
	 "4a656665",
	 "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
	 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
	{"rfc4231-3",
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	 "dddddddddddddddddddddddddddddddddddddddddddddddddd"
	 "dddddddddddddddddddddddddddddddddddddddddddddddddd",
	 "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
	{"rfc4231-4",
	 "0102030405060708090a0b0c0d0e0f10111213141516171819",
	 "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
	 "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
	 "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
	{"rfc4231-6-long-key",
	 HEX_AA_131,
	 "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a"
	 "65204b6579202d2048617368204b6579204669727374",
	 "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
};

static void
test_mac(gconstpointer data)
{
	const MacCase *row = data;
	gsize key_len;
	gsize len;
	g_autofree guint8 *key = parse_hex(row->key, &key_len);
	g_autofree guint8 *text = parse_hex(row->text, &len);
	guint8 mac[WD_HASH_LEN];
	g_autofree char *hex = NULL;

	wd_hash_hmac(key, key_len, text, len, mac);
	hex = wd_hash_to_hex(mac, sizeof mac);
	g_assert_cmpstr(hex, ==, row->mac);
}

typedef struct {
	const char *name;
	const char *ikm;
	const char *salt;
	const char *info; /* text: the vector's bytes hold no nul */
	const char *out;  /* the first 32 bytes of the vector's output */
} HkdfCase;

/* RFC 5869, appendix A. */
static const HkdfCase hkdfs[] = {
	{"rfc5869-1",
	 "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
	 "000102030405060708090a0b0c",
	 "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9",
	 "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"},
	{"rfc5869-3",
	 "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
	 "",
	 "",
	 "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"},
};

static void
test_hkdf(gconstpointer data)
{
	const HkdfCase *row = data;
	gsize ikm_len;
	gsize salt_len;
	g_autofree guint8 *ikm = parse_hex(row->ikm, &ikm_len);
	g_autofree guint8 *salt = parse_hex(row->salt, &salt_len);
	guint8 out[WD_HASH_LEN];
	g_autofree char *hex = NULL;

	wd_hash_hkdf(ikm, ikm_len, salt_len > 0 ? salt : NULL, salt_len, row->info, out);
	hex = wd_hash_to_hex(out, sizeof out);
	g_assert_cmpstr(hex, ==, row->out);
}

static void
test_is_equal(void)
{
	guint8 a[32] = {0};
	guint8 b[32] = {0};

	g_assert_true(wd_hash_is_equal(a, b, sizeof a));
	for (gsize bit = 0; bit < 8 * sizeof a; bit++) {
		b[bit / 8] ^= (guint8)(1u << bit % 8);
		g_assert_false(wd_hash_is_equal(a, b, sizeof a));
		b[bit / 8] = 0;
	}
	g_assert_true(wd_hash_is_equal(a, b, 0));
}

static void
test_wipe(void)
{
	guint8 secret[48];
	static const guint8 zeros[48];

	memset(secret, 0xaa, sizeof secret);
	wd_hash_wipe(secret, sizeof secret);
	g_assert_cmpmem(secret, sizeof secret, zeros, sizeof zeros);
	wd_hash_wipe(NULL, 0);
}

#define ADD_ROWS(path, rows, test)                                                                 \
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *name = g_strconcat("/hash/" path "/", rows[i].name, NULL);        \
                                                                                                   \
		g_test_add_data_func(name, &rows[i], test);                                        \
	}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	ADD_ROWS("sha256", digests, test_digest)
	ADD_ROWS("sha256-in-pieces", digests, test_digest_in_pieces)
	g_test_add_func("/hash/sha256-fails", test_digest_fails);
	ADD_ROWS("hmac", macs, test_mac)
	ADD_ROWS("hkdf", hkdfs, test_hkdf)
	g_test_add_func("/hash/is-equal", test_is_equal);
	g_test_add_func("/hash/wipe", test_wipe);
	return g_test_run();
}
