/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-plain-words.h"

#include <string.h>

#include "engine/text/wd-normalise.h"

#define MAX_WORD_BYTES 64
#define MIN_PREFIX     3  /* "Ben" is called so by benjamin@im.example */
#define MAX_RUN        2  /* "loooook" */
#define SPACED_LETTERS 4  /* so many single letters in a row: "f r e e" */
#define FEW_WORDS      64 /* most messages have no more */

/* What people and worms put before anything they say, and in place of it when they laugh. */
static const char *const fillers[] = {
	"ahoj",  "aloha",  "bonjour", "bonsoir", "buenas", "cześć",      "ciao",   "coucou",
	"czesc", "dear",   "dude",    "friend",  "haha",   "hahaha",     "hai",    "hallo",
	"hello", "hey",    "heya",    "hi",      "hihi",   "hiya",       "hola",   "hoi",
	"howdy", "lol",    "merhaba", "moin",    "ola",    "olá",        "omg",    "salut",
	"selam", "servus", "wow",     "xd",      "yo",     "здравствуй", "привет", NULL,
};

static gboolean
is_filler(const char *word)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);

		for (gsize i = 0; fillers[i] != NULL; i++)
			g_hash_table_add(table, (gpointer)fillers[i]);
		g_once_init_leave(&once, (gsize)table);
	}
	return g_hash_table_contains((GHashTable *)once, word);
}

static gboolean
is_shared_prefix(const char *a, gsize n_a, const char *b, gsize n_b)
{
	gsize n = MIN(n_a, n_b);

	return n >= MIN_PREFIX ? g_ascii_strncasecmp(a, b, n) == 0
			       : n_a == n_b && g_ascii_strncasecmp(a, b, n) == 0;
}

/* Most text is ASCII, and decoding it costs more than the rest. */
static gunichar
letter_at(const char *at)
{
	return (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char(at);
}

static gboolean
parts_name(char c)
{
	return g_ascii_isdigit(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '+' ||
	       c == ' ';
}

static gsize
length_of_part(const char *peer)
{
	gsize n = 0;

	while (peer[n] != '\0' && peer[n] != '@' && !parts_name(peer[n]))
		n++;
	return n;
}

/* "hey Ann" and "hey Ben" are the same when they go to ann.smith@ and ben@. */
static gboolean
is_name_of(const char *word, const char *peer)
{
	gsize n_word = strlen(word);

	while (*peer != '\0' && *peer != '@') {
		gsize n_part = length_of_part(peer);

		if (n_part > 1 && is_shared_prefix(word, n_word, peer, n_part))
			return TRUE;
		for (peer += n_part; parts_name(*peer); peer++)
			;
	}
	return FALSE;
}

/* "fr33" reads "free": a digit that stands for a letter, in a word that has more letters. */
static char
letter_of(char digit)
{
	static const char letters[] = "oizeasgtbg";

	return letters[digit - '0'];
}

static void
count_signs(const char *word, const char *end, guint *n_letters, guint *n_digits)
{
	for (; word < end; word = g_utf8_next_char(word)) {
		gunichar c = letter_at(word);

		*n_letters += c < 0x80 ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c);
		*n_digits += c < 0x80 && g_ascii_isdigit((char)c);
	}
}

static void
append_sign(GString *out, gunichar c, gunichar *last, guint *n_run)
{
	*n_run = c == *last ? *n_run + 1 : 1;
	*last = c;
	if (*n_run > MAX_RUN || out->len >= MAX_WORD_BYTES)
		return;
	if (c < 0x80)
		g_string_append_c(out, (char)c);
	else
		g_string_append_unichar(out, c);
}

/* The letters of a word; "9" for a number; "" for a token that a program made up. */
static void
spell(GString *out, const char *word, const char *end)
{
	guint n_letters = 0, n_digits = 0, n_run = 0;
	gunichar last = 0;

	g_string_truncate(out, 0);
	count_signs(word, end, &n_letters, &n_digits);
	if (n_letters == 0 || n_digits > n_letters) {
		if (n_letters == 0 && n_digits > 0)
			g_string_append_c(out, '9');
		return;
	}
	for (; word < end; word = g_utf8_next_char(word)) {
		gunichar c = letter_at(word);

		if (c < 0x80 && g_ascii_isdigit((char)c))
			append_sign(out, (gunichar)letter_of((char)c), &last, &n_run);
		else if (c < 0x80 ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c))
			append_sign(out, c, &last, &n_run);
	}
}

static gboolean
is_invisible(gunichar c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff;
}

/* Latin letters that are not those of a keyboard: whole texts in them are East Asian typography, or
 * a joke; one among others is neither. */
static gboolean
is_wide_letter(gunichar c)
{
	return (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a);
}

/* Scripts whose letters are drawn alike, and in which no honest word mixes two. */
static guint
script_bit(gunichar c)
{
	if (c < 0x80)
		return g_ascii_isalpha((char)c); /* most text is */
	if (is_wide_letter(c))
		return 8;
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_LATIN:
		return 1;
	case G_UNICODE_SCRIPT_CYRILLIC:
		return 2;
	case G_UNICODE_SCRIPT_GREEK:
		return 4;
	default:
		return 0;
	}
}

static gboolean
is_space(gunichar c)
{
	return c == ' ' || c == 0xa0;
}

static gboolean
has_disguise(const char *text)
{
	guint scripts = 0, last = 0, n_single = 0, n_word = 0;
	gboolean is_broken = FALSE;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = letter_at(text);
		guint script = script_bit(c);

		if (is_invisible(c)) {
			is_broken = last != 0;
			continue;
		}
		if (is_broken && script != 0)
			return TRUE;
		is_broken = FALSE;
		if (script == 0) {
			if (n_word != 0 || !is_space(c))
				n_single = n_word == 1 && is_space(c) ? n_single + 1 : 0;
			scripts = n_word = 0;
		} else {
			scripts |= script;
			n_word++;
		}
		if ((scripts & (scripts - 1)) != 0 || n_single >= SPACED_LETTERS ||
		    (c >= 0x1d400 && c <= 0x1d7ff))
			return TRUE;
		last = script;
	}
	return FALSE;
}

/* Punctuation parts words, but not "p.h.o.t.o" and "don't". */
static gboolean
parts_words(const char *at)
{
	switch (*at) {
	case '\0':
	case ' ':
	case ',':
	case ';':
	case ':':
	case '!':
	case '?':
	case '/':
	case '(':
	case ')':
	case '[':
	case ']':
	case '{':
	case '}':
	case '<':
	case '>':
	case '"':
	case '|':
	case '=':
	case '&':
		return TRUE;
	default:
		return FALSE;
	}
}

static const char *
end_of_word(const char *at)
{
	while (!parts_words(at))
		at++;
	return at;
}

/* "Hi Ann, look": who is spoken to. The comma tells, whatever the name is. */
static gboolean
is_vocative(const WdPlainWords *plain, gboolean was_filler, const char *end)
{
	return plain->words->len == 0 && was_filler && (*end == ',' || *end == '!');
}

static void
take_word(WdPlainWords *plain, GString *word, const char *peer, gboolean is_called)
{
	if (is_called || is_name_of(word->str, peer))
		return;
	g_ptr_array_add(plain->words,
			g_string_chunk_insert_len(plain->room, word->str, (gssize)word->len));
	plain->n_letters += (guint)g_utf8_strlen(word->str, -1);
}

/**
 * wd_plain_words_split:
 * @plain: (out): to be cleared with wd_plain_words_clear()
 * @text: valid UTF-8 without links, which are compared by where they lead
 * @peer: who it goes to or comes from: that name is left out of the words
 *
 * Takes @text apart into what stays the same when a program writes it to many people: without
 * disguise, greetings, names, numbers and made-up tokens.
 */
void
wd_plain_words_split(WdPlainWords *plain, const char *text, const char *peer)
{
	g_autofree char *normal = wd_normalise_text(text);
	g_autoptr(GString) word = g_string_sized_new(MAX_WORD_BYTES);
	gboolean was_filler = FALSE;

	*plain = (WdPlainWords){
		.words = g_ptr_array_sized_new(FEW_WORDS),
		.room = g_string_chunk_new(FEW_WORDS * MAX_WORD_BYTES / 4),
	};
	plain->is_disguised = has_disguise(text);
	for (const char *at = normal; *at != '\0';) {
		const char *end = end_of_word(at);

		spell(word, at, end);
		if (word->len > 0 && is_filler(word->str))
			was_filler = TRUE;
		else if (word->len > 0)
			take_word(plain, word, peer, is_vocative(plain, was_filler, end));
		at = *end == '\0' ? end : end + 1;
	}
}

/**
 * wd_plain_words_clear:
 * @plain: what wd_plain_words_split() filled
 */
void
wd_plain_words_clear(WdPlainWords *plain)
{
	g_clear_pointer(&plain->words, g_ptr_array_unref);
	g_clear_pointer(&plain->room, g_string_chunk_free);
}
