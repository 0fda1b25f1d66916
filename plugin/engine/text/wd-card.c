/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-card.h"

#include <string.h>

#define MIN_DIGITS 12
#define MAX_DIGITS 19 /* ISO/IEC 7812-1 */
#define MAX_GROUPS 5

/* Issuer prefixes (first to last, of so many digits) and the lengths that go with them. */
typedef struct {
	guint first;
	guint last;
	guint n_prefix;
	guint min_digits;
	guint max_digits;
} Issuer;

static const Issuer issuers[] = {
	{4, 4, 1, 13, 19},           /* Visa: 13, 16 or 19 */
	{51, 55, 2, 16, 16},         /* Mastercard */
	{2221, 2720, 4, 16, 16},     /* Mastercard */
	{34, 34, 2, 15, 15},         /* American Express */
	{37, 37, 2, 15, 15},         /* American Express */
	{6011, 6011, 4, 16, 19},     /* Discover */
	{644, 659, 3, 16, 19},       /* Discover */
	{300, 305, 3, 14, 19},       /* Diners Club */
	{309, 309, 3, 14, 19},       /* Diners Club */
	{36, 36, 2, 14, 19},         /* Diners Club */
	{38, 39, 2, 14, 19},         /* Diners Club */
	{3528, 3589, 4, 16, 19},     /* JCB */
	{62, 62, 2, 16, 19},         /* UnionPay */
	{2200, 2204, 4, 16, 19},     /* Mir */
	{5018, 5020, 4, 12, 19},     /* Maestro, Dankort */
	{5038, 5038, 4, 12, 19},     /* Maestro */
	{5893, 5893, 4, 12, 19},     /* Maestro */
	{6304, 6304, 4, 12, 19},     /* Maestro */
	{6759, 6759, 4, 12, 19},     /* Maestro */
	{6761, 6763, 4, 12, 19},     /* Maestro */
	{5610, 5612, 4, 16, 16},     /* Bankcard */
	{6771, 6771, 4, 16, 19},     /* Laser, Maestro */
	{6706, 6709, 4, 16, 19},     /* Laser */
	{6767, 6767, 4, 16, 19},     /* Maestro, once Solo */
	{6390, 6390, 4, 12, 19},     /* Maestro */
	{636, 639, 3, 16, 19},       /* InterPayment, InstaPayment, Elo */
	{6333, 6334, 4, 16, 19},     /* Switch, Solo */
	{564182, 564182, 6, 16, 19}, /* Switch */
	{633110, 633110, 6, 16, 19}, /* Switch */
	{60, 60, 2, 16, 16},         /* RuPay, Hipercard */
	{81, 82, 2, 16, 19},         /* RuPay, UnionPay */
	{508, 509, 3, 16, 19},       /* RuPay, Elo, Verve */
	{5061, 5067, 4, 16, 19},     /* Verve, Elo */
	{5041, 5041, 4, 16, 16},     /* Elo */
	{627780, 627780, 6, 16, 16}, /* Elo */
	{9792, 9792, 4, 16, 16},     /* Troy */
	{2205, 2205, 4, 16, 16},     /* Borica */
	{9860, 9860, 4, 16, 16},     /* Humo */
	{8600, 8600, 4, 16, 16},     /* Uzcard */
	{357111, 357111, 6, 16, 16}, /* LankaPay */
	{1, 1, 1, 15, 15},           /* UATP */
	{2014, 2014, 4, 15, 15},     /* enRoute */
	{2149, 2149, 4, 15, 15},     /* enRoute */
};

/* How cards and people group the digits; a row of digits without gaps is a group of its own. */
static const guint groupings[][MAX_GROUPS] = {
	{4, 4, 4, 4, 3},
	{4, 4, 4, 4},
	{4, 6, 5},
	{4, 6, 4},
	{4, 4, 4, 1},
	{4, 4, 5},
	{6, 13},
	{8, 8},
	{4, 4, 4, 7},
	{4, 4, 4, 6},
	{4, 5, 6}, /* UATP */
};

static gboolean
is_issued(const char *digits, guint n_digits)
{
	for (guint i = 0; i < G_N_ELEMENTS(issuers); i++) {
		const Issuer *issuer = &issuers[i];
		guint prefix = 0;

		for (guint k = 0; k < issuer->n_prefix; k++)
			prefix = prefix * 10 + (guint)g_ascii_digit_value(digits[k]);
		if (prefix >= issuer->first && prefix <= issuer->last &&
		    n_digits >= issuer->min_digits && n_digits <= issuer->max_digits)
			return digits[0] != '4' || n_digits % 3 == 1;
	}
	return FALSE;
}

/* ISO/IEC 7812-1 annex B. */
static gboolean
has_check_digit(const char *digits, guint n_digits)
{
	guint sum = 0;

	for (guint i = 0; i < n_digits; i++) {
		guint value = (guint)g_ascii_digit_value(digits[n_digits - 1 - i]);

		value *= i % 2 == 1 ? 2 : 1;
		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 == 0;
}

static guint
count_digits(const char *at)
{
	return (guint)strspn(at, "0123456789");
}

/* Reads the digits of one grouping at @at; returns its length in bytes, 0 when it does not fit. */
static gsize
read_groups(const char *at, const guint *groups, char *digits, guint *n_digits)
{
	const char *start = at;
	char gap = at[groups[0]];

	*n_digits = 0;
	if (gap != ' ' && gap != '-' && gap != '.')
		return 0;
	for (guint i = 0; i < MAX_GROUPS && groups[i] > 0; i++) {
		if (i > 0 && *at++ != gap)
			return 0;
		if (count_digits(at) != groups[i])
			return 0;
		memcpy(digits + *n_digits, at, groups[i]);
		*n_digits += groups[i];
		at += groups[i];
	}
	return (gsize)(at - start);
}

static gboolean
is_card(const char *digits, guint n_digits)
{
	return n_digits >= MIN_DIGITS && n_digits <= MAX_DIGITS && is_issued(digits, n_digits) &&
	       has_check_digit(digits, n_digits);
}

/* The length in bytes of the card number that begins at @at, 0 for none. */
static gsize
match(const char *at)
{
	guint n_run = count_digits(at);
	char digits[MAX_DIGITS + 1];
	guint n_digits;

	if (n_run >= MIN_DIGITS)
		return is_card(at, n_run) ? n_run : 0;
	for (guint i = 0; i < G_N_ELEMENTS(groupings); i++) {
		gsize len = groupings[i][0] == n_run
				    ? read_groups(at, groupings[i], digits, &n_digits)
				    : 0;

		if (len > 0 && is_card(digits, n_digits))
			return len;
	}
	return 0;
}

/* A number inside a word, a path or a longer number is something else. */
static gboolean
may_start(const char *text, gsize at)
{
	char before;

	if (at == 0)
		return TRUE;
	before = text[at - 1];
	return !g_ascii_isalnum(before) && strchr("./_-%&@", before) == NULL;
}

static gboolean
may_end(const char *after)
{
	if (g_ascii_isalnum(after[0]) || after[0] == '_')
		return FALSE;
	return (after[0] != '-' && after[0] != '.') || !g_ascii_isalnum(after[1]);
}

/* Digits in groups before it and behind it: a longer number, such as an account's. */
static gboolean
is_in_the_middle(const char *text, gsize start, gsize end)
{
	return start >= 2 && text[start - 1] == ' ' && g_ascii_isdigit(text[start - 2]) &&
	       text[end] == ' ' && g_ascii_isdigit(text[end + 1]);
}

/**
 * wd_card_find:
 * @text: nul-terminated text
 * @from: byte of @text to begin at
 * @start: (out): first byte of the number
 * @end: (out): byte behind it
 *
 * Finds the next payment card number: an issuer's prefix and length, the check digit, and digits
 * either in one row or grouped as on a card. Linear in @text.
 *
 * Returns: whether there is one; the out parameters are set only then
 */
gboolean
wd_card_find(const char *text, gsize from, gsize *start, gsize *end)
{
	gsize at = from;

	while (text[at] != '\0') {
		gsize len;

		if (!g_ascii_isdigit(text[at])) {
			at++;
			continue;
		}
		len = may_start(text, at) ? match(text + at) : 0;
		if (len > 0 && may_end(text + at + len) && !is_in_the_middle(text, at, at + len)) {
			*start = at;
			*end = at + len;
			return TRUE;
		}
		at += count_digits(text + at);
	}
	return FALSE;
}
