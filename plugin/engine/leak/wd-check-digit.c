/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-check-digit.h"

/**
 * wd_check_luhn:
 * @digits: (array length=n): ASCII digits, the check digit last
 * @n: how many
 *
 * ISO/IEC 7812-1 annex B.
 *
 * Returns: whether the check digit is right
 */
gboolean
wd_check_luhn(const char *digits, guint n)
{
	guint sum = 0;

	for (guint i = 0; i < n; i++) {
		guint value = WD_DIGIT(digits[n - 1 - i]) * (i % 2 == 1 ? 2 : 1);

		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 == 0;
}

/* Multiplication in the group of the symmetries of a pentagon. */
static guint
multiply(guint a, guint b)
{
	if (a < 5)
		return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
	return b < 5 ? 5 + (a + 5 - b % 5) % 5 : (a + 5 - b % 5) % 5;
}

/**
 * wd_check_verhoeff:
 * @digits: (array length=n): ASCII digits, the check digit last
 * @n: how many
 *
 * J. Verhoeff, "Error Detecting Decimal Codes", Mathematical Centre Tract 29, Amsterdam 1969.
 *
 * Returns: whether the check digit is right
 */
gboolean
wd_check_verhoeff(const char *digits, guint n)
{
	static const guint8 permutation[10] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
	guint check = 0;

	for (guint i = 0; i < n; i++) {
		guint value = WD_DIGIT(digits[n - 1 - i]);

		/* The permutation has order 8. */
		for (guint k = 0; k < i % 8; k++)
			value = permutation[value];
		check = multiply(check, value);
	}
	return check == 0;
}

/**
 * wd_check_mod11_10:
 * @digits: (array length=n): ASCII digits, the check digit last
 * @n: how many
 *
 * ISO/IEC 7064, MOD 11,10.
 *
 * Returns: whether the check digit is right
 */
gboolean
wd_check_mod11_10(const char *digits, guint n)
{
	guint product = 10;

	for (guint i = 0; i + 1 < n; i++) {
		guint sum = (WD_DIGIT(digits[i]) + product) % 10;

		product = 2 * (sum == 0 ? 10 : sum) % 11;
	}
	return (product + WD_DIGIT(digits[n - 1])) % 10 == 1;
}

/**
 * wd_check_mod97_10:
 * @text: (array length=n): digits and capitals, an IBAN's first four characters moved to its end
 * @n: how many
 *
 * ISO/IEC 7064, MOD 97-10, letters counting as two digits.
 *
 * Returns: whether the check digits are right
 */
gboolean
wd_check_mod97_10(const char *text, gsize n)
{
	guint remainder = 0;

	for (gsize i = 0; i < n; i++) {
		if (g_ascii_isdigit(text[i]))
			remainder = (remainder * 10 + WD_DIGIT(text[i])) % 97;
		else
			remainder = (remainder * 100 + wd_check_letter_value(text[i])) % 97;
	}
	return remainder == 1;
}

/**
 * wd_check_weighted:
 * @digits: (array length=n): ASCII digits
 * @weights: (array length=n): what each counts
 * @n: how many
 *
 * Returns: the weighted sum
 */
guint
wd_check_weighted(const char *digits, const guint8 *weights, guint n)
{
	guint sum = 0;

	for (guint i = 0; i < n; i++)
		sum += WD_DIGIT(digits[i]) * weights[i];
	return sum;
}

/**
 * wd_check_remainder:
 * @digits: (array length=n): ASCII digits
 * @n: how many
 * @modulus: below 2^28
 *
 * Returns: the number's remainder, however long it is
 */
guint
wd_check_remainder(const char *digits, guint n, guint modulus)
{
	guint remainder = 0;

	for (guint i = 0; i < n; i++)
		remainder = (remainder * 10 + WD_DIGIT(digits[i])) % modulus;
	return remainder;
}

/**
 * wd_check_letter_value:
 * @c: a digit or a capital letter
 *
 * Returns: 0 to 9 for a digit, 10 to 35 for a letter
 */
guint
wd_check_letter_value(char c)
{
	return g_ascii_isdigit(c) ? WD_DIGIT(c) : (guint)(c - 'A') + 10;
}

/**
 * wd_check_date:
 * @year: any; the century does not matter where only two digits are known
 * @month: as written
 * @day: as written
 *
 * Returns: whether there is such a day. A year of two digits may mean a leap year.
 */
gboolean
wd_check_date(guint year, guint month, guint day)
{
	static const guint8 days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return FALSE;
	return month != 2 || day != 29 || year % 4 == 0;
}

/**
 * wd_check_pair:
 * @digits: two ASCII digits
 *
 * Returns: the number that they are
 */
guint
wd_check_pair(const char *digits)
{
	return WD_DIGIT(digits[0]) * 10 + WD_DIGIT(digits[1]);
}
