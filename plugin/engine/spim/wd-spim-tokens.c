/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-tokens.h"

#include <string.h>

#include "engine/spim/wd-spim-skeleton.h"
#include "engine/spim/wd-spim-stretch.h"

#define HALF_BYTES  4096 /* looked at from the beginning, and as much before the end */
#define TOKEN_BYTES 24   /* longer words differ in what comes before */
#define MIN_JOINED  3    /* so many single letters in a row are one word that was pulled apart */
#define MIN_PHONE   10   /* digits */
#define MAX_PHONE   13
#define LINK_SIGN   "\001"
#define SUFFIX_SIGN "\002"
#define HANDLE_SIGN "\003"

/* Endings that make "name.com" a link without a scheme; a dot forgotten between two sentences makes
 * a word with hardly one of them. */
static const char *const bare_suffixes[] = {
	"com",  "net", "org", "uk", "ru",   "de",  "info", "biz",     "me",     "io",
	"tv",   "us",  "eu",  "co", "link", "xyz", "top",  "site",    "online", "club",
	"shop", "app", "ly",  "gl", "to",   "cc",  "test", "example", NULL};

/* Where in the text the word at hand stands. */
typedef struct {
	guint start;
	guint end;
} Place;

static void
add(WdSpimTokens *tokens, WdSpimTokenKind kind, guint offset, Place place)
{
	WdSpimToken token = {kind, offset, 0, place.start, place.end};

	token.len = (guint)tokens->letters->len - offset;
	g_array_append_val(tokens->tokens, token);
}

static void
add_sign(WdSpimTokens *tokens, const char *sign, gssize len, Place place)
{
	guint offset = (guint)tokens->letters->len;

	g_string_append_len(tokens->letters, sign, len);
	add(tokens, WD_SPIM_TOKEN_SIGN, offset, place);
}

static gboolean
has_bare_suffix(const char *dot, const char *end)
{
	char suffix[8] = "";

	if (end - dot - 1 >= (gssize)sizeof suffix)
		return FALSE;
	memcpy(suffix, dot + 1, (gsize)(end - dot - 1));
	return g_strv_contains(bare_suffixes, suffix);
}

/* Where the host of the link @word begins, NULL if it is none. */
static const char *
find_host(const char *word)
{
	const char *scheme = strstr(word, "://");
	const char *end = word + strcspn(word, "/?#:");
	const char *dot;

	if (scheme != NULL)
		return scheme + 3;
	dot = g_strrstr_len(word, end - word, ".");
	if (dot == NULL || dot == word || memchr(word, '@', (gsize)(end - word)) != NULL)
		return NULL;
	return strncmp(word, "www.", 4) == 0 || has_bare_suffix(dot, end) ? word : NULL;
}

/* Of a link its suffix is all that says something about links not yet seen. */
static gboolean
take_link(WdSpimTokens *tokens, const char *word, Place place)
{
	const char *host = find_host(word);
	const char *end, *dot;
	guint offset = (guint)tokens->letters->len;

	if (host == NULL)
		return FALSE;
	end = host + strcspn(host, "/?#:");
	dot = g_strrstr_len(host, end - host, ".");
	tokens->counts[WD_SPIM_COUNT_LINKS]++;
	g_string_append(tokens->letters, LINK_SIGN);
	add(tokens, WD_SPIM_TOKEN_LINK, offset, place);
	if (dot != NULL) {
		offset = (guint)tokens->letters->len;
		g_string_append(tokens->letters, SUFFIX_SIGN);
		g_string_append_len(tokens->letters, dot, MIN(end - dot, TOKEN_BYTES));
		add(tokens, WD_SPIM_TOKEN_LINK, offset, place);
	}
	return TRUE;
}

/* How a telephone number begins tells what it costs. */
static void
add_phone(WdSpimTokens *tokens, const WdSpimStretch *stretch, Place place)
{
	char sign[4] = WD_SPIM_PHONE_SIGN;

	tokens->counts[WD_SPIM_COUNT_PHONES]++;
	memcpy(sign + 1, stretch->start, 2);
	add_sign(tokens, sign, 3, place);
}

static const char *
take_stretch(WdSpimTokens *tokens, const char *at, Place place)
{
	WdSpimStretch stretch = wd_spim_stretch_measure(at);
	guint offset = (guint)tokens->letters->len;

	if (stretch.n_letters + stretch.n_digits == 0) {
		add_sign(tokens, at, 1, place);
		return at + 1;
	}
	wd_spim_stretch_append(tokens->letters, &stretch, TOKEN_BYTES);
	if (!stretch.is_leet)
		tokens->counts[WD_SPIM_COUNT_DIGITS] += stretch.n_digits;
	add(tokens,
	    stretch.n_letters > 0 ? WD_SPIM_TOKEN_WORD : WD_SPIM_TOKEN_NUMBER,
	    offset,
	    place);
	if (stretch.n_letters + stretch.n_signs == 0 && stretch.n_digits >= MIN_PHONE &&
	    stretch.n_digits <= MAX_PHONE)
		add_phone(tokens, &stretch, place);
	return stretch.end;
}

static gboolean
is_currency(gunichar c)
{
	return c == '$' || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

/* Signs that say something by themselves. */
static void
take_sign(WdSpimTokens *tokens, const char *at, Place place)
{
	gunichar c = g_utf8_get_char(at);

	if (c == '!')
		tokens->counts[WD_SPIM_COUNT_EXCLAMATIONS]++;
	if (is_currency(c))
		tokens->counts[WD_SPIM_COUNT_SUMS]++;
	if (c >= 0x2190)
		tokens->counts[WD_SPIM_COUNT_EMOJI]++;
	if (c == '%' || c == '#' || c >= 0x2190 || is_currency(c))
		add_sign(tokens, at, g_utf8_next_char(at) - at, place);
}

static void
take_parts(WdSpimTokens *tokens, const char *word, Place place)
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

/* Letters of ASCII, which most messages consist of: to ask Unicode's tables costs more than all the
 * rest. */
static const char *
flatten_ascii(WdSpimTokens *tokens, const char *at, const char *end, GString *out)
{
	guint n_letters = 0;
	guint n_capitals = 0;
	gsize len = out->len;

	g_string_set_size(out, len + (gsize)(end - at));
	for (; at < end && (guchar)*at < 0x80; at++) {
		gboolean is_capital = *at >= 'A' && *at <= 'Z';

		n_capitals += is_capital;
		n_letters += is_capital || (*at >= 'a' && *at <= 'z');
		out->str[len++] = is_capital ? (char)(*at + ('a' - 'A')) : *at;
	}
	g_string_truncate(out, len);
	tokens->counts[WD_SPIM_COUNT_LETTERS] += n_letters;
	tokens->counts[WD_SPIM_COUNT_CAPITALS] += n_capitals;
	return at;
}

/* The word in its plain letters; counts what is lost by that. */
static void
flatten(WdSpimTokens *tokens, const char *start, const char *end, GString *out)
{
	guint n_before = tokens->counts[WD_SPIM_COUNT_LETTERS];
	gboolean has_latin;
	gboolean has_cyrillic = FALSE;
	guint n_others = 0;

	g_string_truncate(out, 0);
	for (const char *at = flatten_ascii(tokens, start, end, out); at < end;
	     at = flatten_ascii(tokens, at, end, out)) {
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

static gboolean
is_space(const char *at)
{
	if ((guchar)*at < 0x80)
		return *at == ' ' || (*at >= '\t' && *at <= '\r');
	return g_unichar_isspace(g_utf8_get_char(at));
}

static void
split(WdSpimTokens *tokens, const char *text, const char *start, const char *end)
{
	g_autoptr(GString) plain = g_string_sized_new(64);

	while (start < end) {
		const char *word = start;
		Place place;

		while (start < end && !is_space(start))
			start = g_utf8_next_char(start);
		if (start > word) {
			place = (Place){(guint)(word - text), (guint)(start - text)};
			flatten(tokens, word, start, plain);
			if (!take_link(tokens, plain->str, place))
				take_parts(tokens, plain->str, place);
		}
		while (start < end && is_space(start))
			start = g_utf8_next_char(start);
	}
}

static const WdSpimToken *
token_at(const WdSpimTokens *tokens, guint i)
{
	return &g_array_index(tokens->tokens, WdSpimToken, i);
}

static gboolean
is_single(const WdSpimTokens *tokens, guint i)
{
	const WdSpimToken *token;

	if (i >= tokens->tokens->len)
		return FALSE;
	token = token_at(tokens, i);
	return token->kind <= WD_SPIM_TOKEN_NUMBER &&
	       (guint)g_utf8_skip[(guchar)tokens->letters->str[token->offset]] == token->len;
}

static gboolean
is_capital(const WdSpimTokens *tokens, const char *text, guint i)
{
	return is_single(tokens, i) &&
	       g_unichar_isupper(g_utf8_get_char(text + token_at(tokens, i)->start));
}

static gboolean
is_alone(const WdSpimTokens *tokens, const char *text, guint i)
{
	const WdSpimToken *token = token_at(tokens, i);

	return g_utf8_next_char(text + token->start) == text + token->end;
}

/* Letters with marks between are a word of their own; in "F R E E T e x t" a new one begins where a
 * small letter follows the next capital. */
static gboolean
begins_word(const WdSpimTokens *tokens, const char *text, guint i)
{
	if (token_at(tokens, i)->start == token_at(tokens, i - 1)->start)
		return FALSE;
	if (!is_alone(tokens, text, i) || !is_alone(tokens, text, i - 1))
		return TRUE;
	if (!is_capital(tokens, text, i))
		return FALSE;
	return !is_capital(tokens, text, i - 1) ||
	       (is_single(tokens, i + 1) && !is_capital(tokens, text, i + 1) &&
		token_at(tokens, i + 1)->kind == WD_SPIM_TOKEN_WORD);
}

static guint
count_singles(const WdSpimTokens *tokens, const char *text, guint first)
{
	guint i = first;

	while (is_single(tokens, i) && (i == first || !begins_word(tokens, text, i)))
		i++;
	return i - first;
}

/* "f r e e" and "f-r-e-e" become "free": the letters lie side by side already. */
static void
join_singles(WdSpimTokens *tokens, const char *text)
{
	guint n_kept = 0;

	for (guint i = 0; i < tokens->tokens->len;) {
		WdSpimToken token = *token_at(tokens, i);
		guint n = count_singles(tokens, text, i);

		if (n >= MIN_JOINED) {
			const WdSpimToken *last = token_at(tokens, i + n - 1);

			token.len = MIN(last->offset + last->len - token.offset, TOKEN_BYTES);
			token.end = last->end;
		}
		g_array_index(tokens->tokens, WdSpimToken, n_kept++) = token;
		i += n >= MIN_JOINED ? n : 1;
	}
	g_array_set_size(tokens->tokens, n_kept);
}

/**
 * wd_spim_tokens_new:
 * @text: valid UTF-8
 *
 * Cuts @text into tokens: words in plain letters, numbers by their length, links by their suffix,
 * signs. Of a text beyond 8 KiB its beginning and its end are looked at. Linear in that.
 *
 * Returns: (transfer full): the tokens
 */
WdSpimTokens *
wd_spim_tokens_new(const char *text)
{
	WdSpimTokens *tokens = g_new0(WdSpimTokens, 1);
	gsize len = strlen(text);
	const char *head = text + len;

	tokens->letters = g_string_sized_new(MIN(len, 2 * HALF_BYTES) + 16);
	tokens->tokens = g_array_sized_new(FALSE, FALSE, sizeof(WdSpimToken), 32);
	if (len > 2 * HALF_BYTES)
		head = g_utf8_find_prev_char(text, text + HALF_BYTES + 1);
	split(tokens, text, text, head);
	if (len > 2 * HALF_BYTES)
		split(tokens,
		      text,
		      g_utf8_find_next_char(text + len - HALF_BYTES - 1, NULL),
		      text + len);
	join_singles(tokens, text);
	return tokens;
}

/**
 * wd_spim_tokens_free:
 * @tokens: (nullable) (transfer full): tokens
 */
void
wd_spim_tokens_free(WdSpimTokens *tokens)
{
	if (tokens == NULL)
		return;
	g_string_free(tokens->letters, TRUE);
	g_array_unref(tokens->tokens);
	g_free(tokens);
}
