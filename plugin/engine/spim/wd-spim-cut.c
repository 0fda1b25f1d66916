/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-cut.h"

#include <string.h>

#include "engine/spim/wd-spim-site.h"
#include "engine/spim/wd-spim-skeleton.h"
#include "engine/spim/wd-spim-stretch.h"

#define MIN_PHONE   10 /* digits */
#define MAX_PHONE   13
#define ASCII_BYTES 256 /* longer words are rare enough to ask for memory */
#define LINK_SIGN   "\001"
#define SUFFIX_SIGN "\002"
#define HANDLE_SIGN "\003"

/* What a byte of ASCII is inside a word. */
#define L 1  /* a letter */
#define C 3  /* a capital, which is a letter */
#define Q 4  /* nothing, inside a word */
#define D 8  /* nothing, before or behind a word */
#define X 16 /* an exclamation mark: D, but counted */
#define S 32 /* a space: the word ends */

static const guint8 classes[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0, /* */
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* */
	S, X, D, 0, 0, 0, 0, Q, D, D, D, 0, D, D, D, 0, /*  !"#$%&'()*+,-./ */
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, 0, 0, 0, D, /* 0123456789:;<=>? */
	0, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, /* @A */
	C, C, C, C, C, C, C, C, C, C, C, 0, 0, 0, 0, 0, /* P */
	Q, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* `a */
	L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, /* p */
};

/* Room for one word in plain letters. */
typedef struct {
	char ascii[ASCII_BYTES];
	GString *any; /* (nullable) for a longer one, or with other letters */
} Plain;

static void
add_sign(WdSpimTokens *tokens, const char *sign, gsize len, WdSpimPlace place)
{
	wd_spim_token_list_add_letters(tokens, WD_SPIM_TOKEN_SIGN, sign, len, place);
}

/* Of a link its suffix is all that says something about links not yet seen. */
static gboolean
take_link(WdSpimTokens *tokens, const char *word, WdSpimPlace place)
{
	char sign[WD_SPIM_TOKEN_BYTES + 1] = SUFFIX_SIGN;
	const char *end, *dot;
	const char *site = wd_spim_site_find(word, &end);
	gsize n;

	if (site == NULL)
		return FALSE;
	dot = g_strrstr_len(site, end - site, ".");
	tokens->counts[WD_SPIM_COUNT_LINKS]++;
	wd_spim_token_list_add_letters(tokens, WD_SPIM_TOKEN_LINK, LINK_SIGN, 1, place);
	if (dot == NULL)
		return TRUE;
	n = MIN((gsize)(end - dot), WD_SPIM_TOKEN_BYTES);
	memcpy(sign + 1, dot, n);
	wd_spim_token_list_add_letters(tokens, WD_SPIM_TOKEN_LINK, sign, n + 1, place);
	return TRUE;
}

/* How a telephone number begins tells what it costs. */
static void
add_phone(WdSpimTokens *tokens, const WdSpimStretch *stretch, WdSpimPlace place)
{
	char sign[4] = WD_SPIM_PHONE_SIGN;

	tokens->counts[WD_SPIM_COUNT_PHONES]++;
	memcpy(sign + 1, stretch->start, 2);
	add_sign(tokens, sign, 3, place);
}

static const char *
take_stretch(WdSpimTokens *tokens, const char *at, WdSpimPlace place)
{
	WdSpimStretch stretch = wd_spim_stretch_measure(at);
	guint len;

	if (stretch.n_letters + stretch.n_digits == 0) {
		add_sign(tokens, at, 1, place);
		return at + 1;
	}
	len = wd_spim_stretch_write(
		tokens->letters + tokens->n_letters, &stretch, WD_SPIM_TOKEN_BYTES);
	if (!stretch.is_leet)
		tokens->counts[WD_SPIM_COUNT_DIGITS] += stretch.n_digits;
	wd_spim_token_list_add(tokens,
			       stretch.n_letters > 0 ? WD_SPIM_TOKEN_WORD : WD_SPIM_TOKEN_NUMBER,
			       len,
			       place);
	if (stretch.n_letters + stretch.n_signs == 0 && stretch.n_digits >= MIN_PHONE &&
	    stretch.n_digits <= MAX_PHONE)
		add_phone(tokens, &stretch, place);
	return stretch.end;
}

static gboolean
is_currency(gunichar c)
{
	if (c < 0x80)
		return c == '$';
	return g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

/* Signs that say something by themselves. */
static void
take_sign(WdSpimTokens *tokens, const char *at, WdSpimPlace place)
{
	gunichar c = g_utf8_get_char(at);

	if (c == '!')
		tokens->counts[WD_SPIM_COUNT_EXCLAMATIONS]++;
	if (is_currency(c))
		tokens->counts[WD_SPIM_COUNT_SUMS]++;
	if (c >= 0x2190)
		tokens->counts[WD_SPIM_COUNT_EMOJI]++;
	if (c == '%' || c == '#' || c >= 0x2190 || is_currency(c))
		add_sign(tokens, at, (gsize)(g_utf8_next_char(at) - at), place);
}

static void
take_parts(WdSpimTokens *tokens, const char *word, WdSpimPlace place)
{
	for (const char *at = word; *at != '\0';) {
		if (wd_spim_stretch_begins(at)) {
			at = take_stretch(tokens, at, place);
			continue;
		}
		if (*at == '@') {
			tokens->counts[WD_SPIM_COUNT_HANDLES]++;
			add_sign(tokens, HANDLE_SIGN, 1, place);
		}
		take_sign(tokens, at, place);
		at = g_utf8_next_char(at);
	}
}

/* Lowers letters of ASCII into @out, which has room for all up to @end; returns what follows them.
 */
static const char *
flatten_ascii(WdSpimTokens *tokens, const char *at, const char *end, char *out)
{
	guint n_letters = 0;
	guint n_capitals = 0;

	for (; at < end && (guchar)*at < 0x80; at++) {
		guint class = classes[(guchar)*at];

		n_letters += class & L;
		n_capitals += class >> 1 & 1;
		*out++ = (char)(*at | (class & 2) << 4); /* 32 makes a capital small */
	}
	tokens->counts[WD_SPIM_COUNT_LETTERS] += n_letters;
	tokens->counts[WD_SPIM_COUNT_CAPITALS] += n_capitals;
	return at;
}

static const char *
flatten_some(WdSpimTokens *tokens, const char *at, const char *end, GString *out)
{
	gsize len = out->len;
	const char *next;

	g_string_set_size(out, len + (gsize)(end - at));
	next = flatten_ascii(tokens, at, end, out->str + len);
	g_string_truncate(out, len + (gsize)(next - at));
	return next;
}

/* The word in its plain letters; counts what is lost by that. */
static void
flatten_any(WdSpimTokens *tokens, const char *start, const char *end, GString *out)
{
	guint n_before = tokens->counts[WD_SPIM_COUNT_LETTERS];
	gboolean has_latin;
	gboolean has_cyrillic = FALSE;
	guint n_others = 0;

	g_string_truncate(out, 0);
	for (const char *at = flatten_some(tokens, start, end, out); at < end;
	     at = flatten_some(tokens, at, end, out)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_isalpha(c)) {
			n_others++;
			tokens->counts[WD_SPIM_COUNT_CAPITALS] += g_unichar_isupper(c) != FALSE;
			has_cyrillic = has_cyrillic || (c >= 0x400 && c < 0x530);
		}
		wd_spim_skeleton_append(out, c);
		at = g_utf8_next_char(at);
	}
	has_latin = tokens->counts[WD_SPIM_COUNT_LETTERS] > n_before;
	tokens->counts[WD_SPIM_COUNT_LETTERS] += n_others;
	tokens->counts[WD_SPIM_COUNT_MIXED] += has_latin && has_cyrillic;
}

/* To ask Unicode's tables costs more than all the rest, and most words need none. */
static const char *
flatten(WdSpimTokens *tokens, const char *start, const char *end, gboolean is_ascii, Plain *plain)
{
	if (is_ascii && end - start < ASCII_BYTES) {
		(void)flatten_ascii(tokens, start, end, plain->ascii);
		plain->ascii[end - start] = '\0';
		return plain->ascii;
	}
	if (plain->any == NULL)
		plain->any = g_string_sized_new(ASCII_BYTES);
	flatten_any(tokens, start, end, plain->any);
	return plain->any->str;
}

/* Eight letters at once: each byte of a word of the machine is one, and its upper bit an answer. */
#define EACH(byte) (G_GUINT64_CONSTANT(0x0101010101010101) * (byte))
#define N_AT_ONCE  8

/* The letters that eight bytes begin with, made small, go to @out, which has room for eight.
 * Returns how many there are; where a word ends is found without a branch for each letter, because
 * where it does cannot be foretold. */
static inline guint
take_letters(const char *at, char *out, guint *n_capitals)
{
	guint64 bytes, small, from_a, beyond_z, letters, others, capitals;
	guint n;

	memcpy(&bytes, at, N_AT_ONCE);
	bytes = GUINT64_FROM_LE(bytes);
	small = bytes | EACH(0x20);
	from_a = (small & EACH(0x7f)) + EACH(0x80 - 'a');
	beyond_z = (small & EACH(0x7f)) + EACH(0x80 - 'z' - 1);
	letters = from_a & ~beyond_z & ~bytes & EACH(0x80);
	others = ~letters & EACH(0x80);
	n = others != 0 ? (guint)__builtin_ctzll(others) / 8 : N_AT_ONCE;
	/* A capital lacks the bit that makes letters small; others are masked off, then counted. */
	capitals = letters & ~(bytes << 2) & (others - 1) & ~others;
	*n_capitals += (guint)((capitals >> 7) * EACH(1) >> 56);
	small = GUINT64_TO_LE(small);
	memcpy(out, &small, N_AT_ONCE);
	return n;
}

/* A word of letters, with nothing around it but what may be overlooked, as most are. Returns what
 * follows it; NULL, with nothing changed, when it is none. */
static const char *
take_plain_word(WdSpimTokens *tokens, const char *text, const char *start, const char *end)
{
	char *out = tokens->letters + tokens->n_letters;
	const char *at = start;
	guint n_capitals = 0;
	guint n_exclamations = 0;
	guint len = 0;
	guint class;

	while ((classes[(guchar)*at] & D) != 0)
		at++;
	if (end - at >= N_AT_ONCE)
		len = take_letters(at, out, &n_capitals);
	at += len;
	for (; ((class = classes[(guchar)*at]) & (L | Q)) != 0 && len < WD_SPIM_TOKEN_BYTES; at++) {
		out[len] = (char)(*at | 32);
		len += class & L;
		n_capitals += class >> 1 & 1;
	}
	for (; ((class = classes[(guchar)*at]) & (D | X)) != 0; at++)
		n_exclamations += class == X;
	if (at > end || (at < end && class != S))
		return NULL;
	tokens->counts[WD_SPIM_COUNT_EXCLAMATIONS] += n_exclamations;
	if (len == 0)
		return at;
	tokens->counts[WD_SPIM_COUNT_LETTERS] += len;
	tokens->counts[WD_SPIM_COUNT_CAPITALS] += n_capitals;
	wd_spim_token_list_add(tokens,
			       WD_SPIM_TOKEN_WORD,
			       len,
			       (WdSpimPlace){(guint)(start - text), (guint)(at - text)});
	return at;
}

static gboolean
is_space(const char *at)
{
	if ((guchar)*at < 0x80)
		return classes[(guchar)*at] == S;
	return g_unichar_isspace(g_utf8_get_char(at));
}

static const char *
take_word(WdSpimTokens *tokens, const char *text, const char *start, const char *end, Plain *plain)
{
	const char *at = start;
	guchar bits = 0;
	WdSpimPlace place;
	const char *word;

	for (; at < end && !is_space(at); at = g_utf8_next_char(at))
		bits |= (guchar)*at;
	place = (WdSpimPlace){(guint)(start - text), (guint)(at - text)};
	word = flatten(tokens, start, at, bits < 0x80, plain);
	if (!take_link(tokens, word, place))
		take_parts(tokens, word, place);
	return at;
}

/**
 * wd_spim_cut:
 * @tokens: a list, which is added to
 * @text: valid UTF-8, that the tokens' places refer to
 * @start: a character of it
 * @end: the end of a later one
 *
 * Linear in the bytes between.
 */
void
wd_spim_cut(WdSpimTokens *tokens, const char *text, const char *start, const char *end)
{
	Plain plain;

	plain.any = NULL;
	while (start < end) {
		const char *next;

		if (is_space(start)) {
			start = g_utf8_next_char(start);
			continue;
		}
		next = take_plain_word(tokens, text, start, end);
		start = next != NULL ? next : take_word(tokens, text, start, end, &plain);
	}
	if (plain.any != NULL)
		g_string_free(plain.any, TRUE);
}
