/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-normalise.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

/* Compatibility forms can grow eighteenfold; what is compared is a message, not a book. */
#define MAX_BYTES    (32 * 1024)
#define JOIN_LETTERS 3 /* so many single letters in a row are one word that was spaced out */

/* Opening the checker costs a quarter of a millisecond, so one is shared; ICU promises that a
 * checker whose settings no longer change may be used from any thread. */
static const USpoofChecker *
get_spoof_checker(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		UErrorCode status = U_ZERO_ERROR;
		USpoofChecker *checker = uspoof_open(&status);

		g_once_init_leave(&once, U_SUCCESS(status) ? (gsize)checker : 1);
	}
	return once == 1 ? NULL : (const USpoofChecker *)once;
}

/**
 * wd_normalise_confusable:
 * @c: a character
 *
 * Finds the ASCII letter or digit that @c is drawn like (UTS #39 skeleton, accents removed).
 *
 * Returns: that letter in lower case, or @c itself when it looks like none
 */
gunichar
wd_normalise_confusable(gunichar c)
{
	const USpoofChecker *checker = get_spoof_checker();
	UErrorCode status = U_ZERO_ERROR;
	char in[7] = "";
	char out[32];
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

	if (c < 0x80)
		return c;
	if (g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts)) > 1 && parts[0] < 0x80)
		return (gunichar)g_ascii_tolower((char)parts[0]);
	if (checker == NULL)
		return c;
	(void)g_unichar_to_utf8(c, in); /* the length follows from the terminator */
	(void)uspoof_getSkeletonUTF8(checker, 0, in, -1, out, sizeof out, &status);
	if (U_FAILURE(status) || out[0] == '\0' || out[1] != '\0' || !g_ascii_isalnum(out[0]))
		return c;
	return (gunichar)g_ascii_tolower(out[0]);
}

static char *
to_utf8(const UChar *text, int32_t n_units)
{
	UErrorCode status = U_ZERO_ERROR;
	gsize size = 3 * (gsize)n_units + 1; /* a unit of UTF-16 is three bytes at most */
	char *out = g_malloc0(size);

	(void)u_strToUTF8(out, (int32_t)size, NULL, text, n_units, &status);
	return out;
}

/* NFKC with case folding; this also drops what is invisible by default (UAX #44, NFKC_Casefold). */
static char *
fold(const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normaliser = unorm2_getNFKCCasefoldInstance(&status);
	g_autofree gunichar2 *in = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);
	g_autofree UChar *out = NULL;
	int32_t n_out;

	if (U_FAILURE(status) || in == NULL)
		return g_utf8_casefold(text, -1);
	n_out = unorm2_normalize(normaliser, (const UChar *)in, -1, NULL, 0, &status);
	if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status))
		return g_utf8_casefold(text, -1);
	out = g_new0(UChar, (gsize)n_out + 1);
	status = U_ZERO_ERROR;
	(void)unorm2_normalize(normaliser, (const UChar *)in, -1, out, n_out + 1, &status);
	return to_utf8(out, n_out);
}

/* Most text is ASCII, and a look into Unicode's tables costs more than the rest. */
static gboolean
is_space(const char *at)
{
	if ((guchar)*at < 0x80)
		return *at == ' ' || (*at >= '\t' && *at <= '\r');
	return g_unichar_isspace(g_utf8_get_char(at));
}

static const char *
end_of_word(const char *at)
{
	while (*at != '\0' && !is_space(at))
		at = g_utf8_next_char(at);
	return at;
}

static const char *
skip_spaces(const char *at)
{
	while (*at != '\0' && is_space(at))
		at = g_utf8_next_char(at);
	return at;
}

static gboolean
has_latin_letter(const char *word, const char *end)
{
	for (; word < end; word = g_utf8_next_char(word)) {
		if (g_unichar_get_script(g_utf8_get_char(word)) == G_UNICODE_SCRIPT_LATIN)
			return TRUE;
	}
	return FALSE;
}

/* In a word that has Latin letters, a foreign letter that looks Latin is a disguise; a word wholly
 * in another script is just a word. Accents go either way. */
static void
append_word(GString *out, const char *start, const char *end)
{
	const char *word = start;
	gboolean is_latin;

	for (; word < end && (guchar)*word < 0x80; word++)
		g_string_append_c(out, *word);
	if (word == end)
		return;
	is_latin = has_latin_letter(start, end);
	for (; word < end; word = g_utf8_next_char(word)) {
		gunichar c = g_utf8_get_char(word);

		if (c >= 0x300 && c <= 0x36f)
			continue; /* combining accents */
		g_string_append_unichar(out, is_latin ? wd_normalise_confusable(c) : c);
	}
}

/* Every word in its plain letters, one space between two. */
static char *
plain_words(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	for (const char *word = skip_spaces(text); *word != '\0';) {
		const char *end = end_of_word(word);

		if (out->len > 0)
			g_string_append_c(out, ' ');
		append_word(out, word, end);
		word = skip_spaces(end);
	}
	return g_string_free(out, FALSE);
}

static gboolean
is_letter(const char *word, const char *end)
{
	return word < end && g_utf8_next_char(word) == end &&
	       g_unichar_isalnum(g_utf8_get_char(word));
}

/* How many single letters follow one another from @word on. */
static guint
count_single_letters(const char *word)
{
	guint n = 0;

	while (*word != '\0') {
		const char *end = end_of_word(word);

		if (!is_letter(word, end))
			break;
		n++;
		word = skip_spaces(end);
	}
	return n;
}

/* "f r e e" becomes "free"; one or two single letters in a row are words of their own. */
static char *
join_letters(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	for (const char *word = skip_spaces(text); *word != '\0';) {
		guint n_letters = count_single_letters(word);
		guint n_words = MAX(n_letters, 1);

		for (guint i = 0; i < n_words; i++) {
			const char *end = end_of_word(word);

			if (out->len > 0 && (i == 0 || n_letters < JOIN_LETTERS))
				g_string_append_c(out, ' ');
			g_string_append_len(out, word, end - word);
			word = skip_spaces(end);
		}
	}
	return g_string_free(out, FALSE);
}

static char *
beginning_of(const char *text)
{
	gsize len = strnlen(text, MAX_BYTES + 1);

	if (len > MAX_BYTES)
		len = (gsize)(g_utf8_find_prev_char(text, text + MAX_BYTES + 1) - text);
	return g_strndup(text, len);
}

/**
 * wd_normalise_text:
 * @text: valid UTF-8
 *
 * Brings @text to the spelling that rules and comparisons use: NFKC and case folded, invisible
 * characters and accents gone, look-alike letters of other scripts inside a Latin word undone,
 * spaced-out words joined, one space between words. Never shown to anybody. Normalising twice
 * changes nothing. Only the first 32 KiB of @text are looked at.
 *
 * Returns: (transfer full): the normal form
 */
char *
wd_normalise_text(const char *text)
{
	g_autofree char *start = beginning_of(text);
	g_autofree char *folded = g_str_is_ascii(start) ? g_ascii_strdown(start, -1) : fold(start);
	g_autofree char *words = plain_words(folded);
	g_autofree char *joined = join_letters(words);

	if (strlen(joined) == strlen(words))
		return g_steal_pointer(&joined);
	/* Joining may have brought letters of different scripts into one word. */
	return plain_words(joined);
}
