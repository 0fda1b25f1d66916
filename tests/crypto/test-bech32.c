/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-bech32.h"
#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"

typedef struct {
	const char *name;
	const char *prefix;
	const char *text;
	gsize len;
} GoodCase;

/* BIP 173, "valid"; those whose data are whole bytes. */
static const GoodCase good[] = {
	{"upper-case", "a", "A12UEL5L", 0},
	{"lower-case", "a", "a12uel5l", 0},
	{"long-prefix",
	 "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio",
	 "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5t"
	 "gs",
	 0},
	{"every-character", "abcdef", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", 20},
	{"words", "split", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", 30},
	{"odd-prefix", "?", "?1ezyfcl", 0},
	{"recipient", "age", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", 32},
};

static void
test_good(gconstpointer data)
{
	const GoodCase *row = data;
	g_autoptr(GError) error = NULL;
	gsize len = 77;
	g_autofree guint8 *bytes = wd_bech32_parse(row->prefix, row->text, &len, &error);
	g_autofree char *again = NULL;
	g_autofree char *lower = g_ascii_strdown(row->text, -1);

	g_assert_no_error(error);
	g_assert_cmpuint(len, ==, row->len);
	again = wd_bech32_format(row->prefix, bytes, len);
	g_assert_cmpstr(again, ==, lower);
}

typedef struct {
	const char *name;
	const char *prefix;
	const char *text;
} BadCase;

/* BIP 173, "invalid", and what could happen to a key on its way. */
static const BadCase bad[] = {
	{"empty", "age", ""},
	{"no-separator", "pzry", "pzry9x0s0muk"},
	{"empty-prefix", "a", "1pzry9x0s0muk"},
	{"foreign-character", "x", "x1b4n0q5v"},
	{"too-short-checksum", "li", "li1dgmt3"},
	{"checksum-of-upper-prefix", "a", "A1G7SGD8"},
	{"control-character", "a", "a1\x7f"},
	{"high-byte", "a", "a1\xff\xff\xff\xff\xff\xff"},
	{"other-prefix", "age", "a12uel5l"},
	{"longer-prefix", "age", "agex1zvkyg2lqzraa2"},
	{"mixed-case", "a", "A12uEL5L"},
	{"one-letter-wrong",
	 "age",
	 "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq"},
	{"one-letter-less", "age", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujw"},
	{"space-behind", "age", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj "},
};

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_autoptr(GError) error = NULL;
	gsize len = 77;
	g_autofree guint8 *bytes = wd_bech32_parse(row->prefix, row->text, &len, &error);

	g_assert_null(bytes);
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_cmpuint(len, ==, 77);
}

static void
test_too_long(void)
{
	g_autofree char *text = g_strnfill(100000, 'q');
	g_autoptr(GError) error = NULL;
	gsize len;

	memcpy(text, "age1", 4);
	g_assert_null(wd_bech32_parse("age", text, &len, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

/* Every length has its spelling, and no other one: the stray bits must be zeros. */
static void
test_lengths(void)
{
	guint8 bytes[64];

	for (gsize i = 0; i < sizeof bytes; i++)
		bytes[i] = (guint8)(255 - 3 * i);
	for (gsize n = 0; n <= sizeof bytes; n++) {
		g_autofree char *text = wd_bech32_format("x", bytes, n);
		gsize len = 0;
		g_autofree guint8 *again = wd_bech32_parse("x", text, &len, NULL);

		g_assert_cmpmem(again, len, bytes, n);
	}
}

/* Up to four changed characters are always found. */
static void
test_finds_changes(void)
{
	static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
	static const char key[] = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

	for (guint i = 0; i < 20000; i++) {
		g_autofree char *text = g_strdup(key);
		gsize len;
		gint n_changes = g_test_rand_int_range(1, 5);

		for (gint c = 0; c < n_changes; c++)
			text[g_test_rand_int_range(4, (gint32)strlen(key))] =
				alphabet[g_test_rand_int_range(0, 32)];
		if (g_str_equal(text, key))
			continue;
		g_assert_null(wd_bech32_parse("age", text, &len, NULL));
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *name = g_strconcat("/bech32/good/", good[i].name, NULL);

		g_test_add_data_func(name, &good[i], test_good);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *name = g_strconcat("/bech32/bad/", bad[i].name, NULL);

		g_test_add_data_func(name, &bad[i], test_bad);
	}
	g_test_add_func("/bech32/too-long", test_too_long);
	g_test_add_func("/bech32/lengths", test_lengths);
	g_test_add_func("/bech32/finds-changes", test_finds_changes);
	return g_test_run();
}
