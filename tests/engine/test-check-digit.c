/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"
#include "engine/leak/wd-keccak.h"
#include "wd-rows.h"

static gboolean
luhn(const char *digits)
{
	return wd_check_luhn(digits, (guint)strlen(digits));
}

static gboolean
verhoeff(const char *digits)
{
	return wd_check_verhoeff(digits, (guint)strlen(digits));
}

static gboolean
mod11_10(const char *digits)
{
	return wd_check_mod11_10(digits, (guint)strlen(digits));
}

static gboolean
mod97_10(const char *text)
{
	return wd_check_mod97_10(text, strlen(text));
}

/* A number that is right; every other last digit is wrong, and so is any one changed digit. */
typedef struct {
	const char *name;
	gboolean (*check)(const char *digits);
	const char *number;
} Case;

static const Case cases[] = {
	{"luhn", luhn, "4111111111111111"},
	{"luhn-odd-length", luhn, "79927398713"},
	{"verhoeff", verhoeff, "2363"},
	{"verhoeff-long", verhoeff, "1234567890123455"},
	{"mod-11-10", mod11_10, "86095742719"},
	{"mod-97-10", mod97_10, "370400440532013000131489"},
};

static void
test_check(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *number = g_strdup(row->number);

	g_assert_true(row->check(number));
	for (char *at = number; *at != '\0'; at++) {
		char right = *at;

		for (*at = '0'; *at <= '9'; (*at)++) {
			if (*at != right)
				g_assert_false(row->check(number));
		}
		*at = right;
	}
}

static void
test_iban_letters(void)
{
	g_assert_true(mod97_10("NWBK60161331926819GB29"));
	g_assert_false(mod97_10("NWBL60161331926819GB29"));
}

static void
test_dates(void)
{
	g_assert_true(wd_check_date(2000, 2, 29));
	g_assert_true(wd_check_date(96, 12, 31));
	g_assert_false(wd_check_date(97, 2, 29));
	g_assert_false(wd_check_date(96, 13, 1));
	g_assert_false(wd_check_date(96, 0, 1));
	g_assert_false(wd_check_date(96, 4, 31));
	g_assert_false(wd_check_date(96, 4, 0));
}

static void
test_remainder(void)
{
	g_assert_cmpuint(wd_check_remainder("123456789012345678901234567890", 30, 97), ==, 52);
	g_assert_cmpuint(wd_check_remainder("0", 1, 97), ==, 0);
	g_assert_cmpuint(wd_check_pair("42"), ==, 42);
	g_assert_cmpuint(wd_check_letter_value('Z'), ==, 35);
	g_assert_cmpuint(wd_check_letter_value('7'), ==, 7);
}

/* The values that Ethereum's documents give for nothing and for "abc". */
static const struct {
	const char *name;
	const char *text;
	const char *digest;
} hashes[] = {
	{"nothing", "", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
	{"abc", "abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"},
};

static void
test_keccak(gconstpointer data)
{
	const char *const *row = data;
	guint8 digest[WD_KECCAK_BYTES];
	g_autoptr(GString) hex = g_string_new(NULL);

	wd_keccak_256((const guint8 *)row[1], strlen(row[1]), digest);
	for (guint i = 0; i < sizeof digest; i++)
		g_string_append_printf(hex, "%02x", digest[i]);
	g_assert_cmpstr(hex->str, ==, row[2]);
}

/* More than one block. */
static void
test_keccak_long(void)
{
	g_autofree char *text = g_strnfill(136, 'a');
	guint8 one[WD_KECCAK_BYTES];
	guint8 other[WD_KECCAK_BYTES];

	wd_keccak_256((const guint8 *)text, 136, one);
	wd_keccak_256((const guint8 *)text, 135, other);
	g_assert_cmpint(memcmp(one, other, sizeof one), !=, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/check-digit/one-change/", cases, test_check);
	g_test_add_func("/check-digit/iban-letters", test_iban_letters);
	g_test_add_func("/check-digit/dates", test_dates);
	g_test_add_func("/check-digit/remainder", test_remainder);
	WD_ADD_ROWS("/check-digit/keccak/", hashes, test_keccak);
	g_test_add_func("/check-digit/keccak/long", test_keccak_long);
	return g_test_run();
}
