/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-fingerprint.h"

#include <string.h>

#include "engine/data/wd-extensions.h"
#include "engine/file/wd-file-name.h"
#include "engine/judge/wd-plain-words.h"
#include "engine/link/wd-finder.h"
#include "engine/link/wd-shorteners.h"
#include "engine/link/wd-suffix.h"
#include "engine/link/wd-url.h"
#include "engine/text/wd-markup.h"
#include "engine/text/wd-normalise.h"

#define MIN_WORDS      4  /* "yes", "happy birthday" and the like repeat by nature */
#define MIN_LETTERS    24 /* the same in few words, and in writing that has no spaces */
#define MIN_HIDDEN     12 /* letters that somebody took pains to spell otherwise */
#define MIN_IDEOGRAPHS 8
#define GRAM_LETTERS   4
#define MAX_LETTERS    192  /* of a text, cut into grams */
#define SAME_WORDS     0.64 /* one word of five may be another one, none of four */
#define SAME_GRAMS     0.5
#define N_ROWS         2    /* two texts with .64 in common share one of ten bands in 99.5 of 100 */
#define MAX_LINKS      16   /* of one message that are looked at */
#define MAX_BYTES      2048 /* of a text: what is the same is so from the beginning */
#define MIN_FILE_BYTES 1024 /* smaller files have the same size by chance */

/* Every hash says what it is a hash of, so that a word is never a site. */
typedef enum {
	KIND_WORD = 'w',
	KIND_GRAM = 'g',
	KIND_SITE = 's',
	KIND_URL = 'u',
	KIND_FILE = 'f',
} Kind;

static guint64
hash(const WdHashKey *key, Kind kind, const void *bytes, gsize len)
{
	const WdHashKey own = {key->first ^ (guint64)kind, key->second};

	return wd_keyed_hash(&own, bytes, len);
}

/* Keeps @max of the smallest hashes. Sets are small: a place is found fastest by walking. */
static void
add_hash(WdHashSet *set, guint max, guint32 value)
{
	guint at = set->n;

	while (at > 0 && set->hashes[at - 1] > value)
		at--;
	if (at == max || (at > 0 && set->hashes[at - 1] == value))
		return;
	if (set->n < max)
		set->n++;
	memmove(set->hashes + at + 1, set->hashes + at, (set->n - 1 - at) * sizeof(guint32));
	set->hashes[at] = value;
}

static void
add_words(WdFingerprint *print, const WdPlainWords *plain, const WdHashKey *key)
{
	for (guint i = 0; i < plain->words->len; i++) {
		const char *word = g_ptr_array_index(plain->words, i);

		add_hash(&print->words,
			 WD_FINGERPRINT_WORDS,
			 (guint32)hash(key, KIND_WORD, word, strlen(word)));
	}
}

static guint
collect_letters(const WdPlainWords *plain, gunichar *letters)
{
	guint n = 0;

	for (guint i = 0; i < plain->words->len; i++) {
		const char *at = g_ptr_array_index(plain->words, i);

		for (; *at != '\0' && n < MAX_LETTERS; at = g_utf8_next_char(at))
			letters[n++] = (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char(at);
	}
	return n;
}

static void
add_grams(WdFingerprint *print, const gunichar *letters, guint n, const WdHashKey *key)
{
	for (guint i = 0; i + GRAM_LETTERS <= n; i++)
		add_hash(
			&print->grams,
			WD_FINGERPRINT_GRAMS,
			(guint32)hash(key, KIND_GRAM, letters + i, GRAM_LETTERS * sizeof *letters));
}

static guint
count_ideographs(const gunichar *letters, guint n)
{
	guint n_ideographs = 0;

	for (guint i = 0; i < n; i++)
		n_ideographs += g_unichar_iswide(letters[i]);
	return n_ideographs;
}

static void
take_text(WdFingerprint *print, const char *text, const char *peer, const WdHashKey *key)
{
	WdPlainWords plain;
	gunichar letters[MAX_LETTERS];
	guint n;

	wd_plain_words_split(&plain, text, peer);
	print->is_disguised = plain.is_disguised;
	n = collect_letters(&plain, letters);
	if (plain.words->len >= MIN_WORDS ||
	    n >= (print->is_disguised ? MIN_HIDDEN : MIN_LETTERS) ||
	    count_ideographs(letters, n) >= MIN_IDEOGRAPHS) {
		print->n_words = plain.words->len;
		add_words(print, &plain, key);
		add_grams(print, letters, n, key);
	}
	wd_plain_words_clear(&plain);
}

/* Odd, and otherwise of no meaning: each gives the hashes of a set another order. */
static guint64
get_multiplier(guint row)
{
	return (G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) * (2 * (guint64)row + 1)) | 1;
}

static guint32
find_minimum(const WdHashSet *set, guint row)
{
	guint64 multiplier = get_multiplier(row);
	guint32 minimum = G_MAXUINT32;

	for (guint i = 0; i < set->n; i++) {
		guint64 mixed = (set->hashes[i] + (guint64)row) * multiplier;

		minimum = MIN(minimum, (guint32)((mixed ^ mixed >> 29) * multiplier >> 32));
	}
	return minimum;
}

static guint32
make_band(const WdFingerprint *print, guint band)
{
	const WdHashSet *set = band % 2 == 0 ? &print->words : &print->grams;
	guint64 sum = band + 1;

	for (guint row = 0; row < N_ROWS; row++) {
		sum ^= find_minimum(set, band * N_ROWS + row);
		sum *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
		sum ^= sum >> 32;
	}
	return set->n == 0 ? 0 : (guint32)(sum >> 7) | 1u << 31;
}

static void
take_bands(WdFingerprint *print)
{
	for (guint band = 0; band < WD_FINGERPRINT_BANDS; band++)
		print->bands[band] = make_band(print, band);
}

/* Who has the site. A shortener's customers are not one another, so there it is the link. */
static char *
site_of(const WdUrl *url)
{
	char *site;

	if (wd_shortener_is(url->host))
		return g_strconcat(url->host, url->path, NULL);
	site = wd_suffix_get_registrable(url->host);
	return site != NULL ? site : g_strdup(url->host);
}

static void
add_site(WdFingerprint *print, guint64 site)
{
	for (guint i = 0; i < print->n_sites; i++) {
		if (print->sites[i] == site)
			return;
	}
	if (print->n_sites < WD_FINGERPRINT_SITES)
		print->sites[print->n_sites++] = site;
}

static void
take_link(WdFingerprint *print, const char *link, const WdHashKey *key)
{
	g_autoptr(WdUrl) url = wd_url_parse(link);
	g_autofree char *site = NULL;

	if (url == NULL || url->host == NULL)
		return;
	site = site_of(url);
	add_site(print, hash(key, KIND_SITE, site, strlen(site)));
	/* A sum: the same links in another order are the same links. */
	print->urls += hash(key, KIND_URL, link, strlen(link)) | 1;
}

static gboolean
has_anchor(const char *html)
{
	const char *tag = html == NULL ? NULL : strchr(html, '<');

	while (tag != NULL && g_ascii_tolower(tag[1]) != 'a')
		tag = strchr(tag + 1, '<');
	return tag != NULL;
}

static char *
beginning_of(const char *text)
{
	gsize len = strnlen(text, MAX_BYTES + 1);

	if (len > MAX_BYTES)
		len = (gsize)(g_utf8_find_prev_char(text, text + MAX_BYTES + 1) - text);
	return g_strndup(text, len);
}

static void
take_anchors(WdFingerprint *print, const char *html, const WdHashKey *key)
{
	g_autoptr(WdMarkup) markup = has_anchor(html) ? wd_markup_parse(html) : NULL;

	for (guint i = 0; markup != NULL && i < MIN(markup->links->len, MAX_LINKS); i++)
		take_link(print,
			  ((const WdMarkupLink *)g_ptr_array_index(markup->links, i))->href,
			  key);
}

/* Blanks them, too: their letters are no words. */
static void
take_links(WdFingerprint *print, char *text, const WdHashKey *key)
{
	g_autoptr(GPtrArray) found = wd_finder_find(text);

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);

		if (i < MAX_LINKS)
			take_link(print, one->url, key);
		memset(text + one->start, ' ', one->end - one->start);
	}
}

/* "photo_01.scr" and "photo_02.scr": the name without its numbers. */
static char *
stem_of(const char *name)
{
	g_autofree char *normal = wd_normalise_text(name);
	GString *stem = g_string_new(NULL);

	for (const char *at = normal; *at != '\0'; at++) {
		if (!g_ascii_isdigit(*at))
			g_string_append_c(stem, *at);
	}
	return g_string_free(stem, FALSE);
}

static void
add_file(WdFingerprint *print, const WdHashKey *key, const char *what)
{
	print->files[print->n_files++] = hash(key, KIND_FILE, what, strlen(what));
}

/* The very bytes, under whatever name; those of an empty file are everybody's. */
static void
take_content(WdFingerprint *print, const WdFileFacts *facts, const WdHashKey *key)
{
	g_autofree char *hex = facts == NULL ? NULL : wd_file_facts_format_hash(facts);
	g_autofree char *content = hex == NULL ? NULL : g_strconcat("h", hex, NULL);

	if (content != NULL && facts->size != 0)
		add_file(print, key, content);
}

static gboolean
is_program(const WdFileName *name, const WdFileFacts *facts)
{
	return wd_extension_is_dangerous(name->extension) || name->disguises != 0 ||
	       (facts != NULL && facts->file_class == WD_FILE_PROGRAM);
}

/* Its name but for numbers; its size and kind; its bytes; and any program is one of a worm's many
 * names. */
static void
take_file(WdFingerprint *print, const WdEvent *event, const WdHashKey *key)
{
	g_autoptr(WdFileName) name = wd_file_name_parse(event->file_name);
	g_autofree char *stem = stem_of(event->file_name);
	g_autofree char *named = g_strdup_printf("n%s", stem);
	g_autofree char *sized =
		g_strdup_printf("%" G_GINT64_FORMAT ".%s", event->file_size, name->extension);

	add_file(print, key, named);
	if (event->file_size >= MIN_FILE_BYTES)
		add_file(print, key, sized);
	take_content(print, event->file_facts, key);
	if (is_program(name, event->file_facts))
		add_file(print, key, "program");
}

/**
 * wd_fingerprint_take:
 * @print: (out): filled
 * @event: an event
 * @key: of the tables that the hashes go into
 *
 * Takes what two events of one outbreak have in common. Reads at most the beginning of the text, so
 * it costs a few microseconds whatever the peer sends.
 */
void
wd_fingerprint_take(WdFingerprint *print, const WdEvent *event, const WdHashKey *key)
{
	g_autofree char *text = NULL;

	memset(print, 0, sizeof *print);
	if (event->kind == WD_EVENT_FILE && event->file_name != NULL)
		take_file(print, event, key);
	if (event->text[0] == '\0' && event->html == NULL)
		return;
	text = beginning_of(event->text);
	take_links(print, text, key);
	take_anchors(print, event->html, key);
	take_text(print, text, event->peer, key);
	take_bands(print);
}

/* Of the smallest hashes of both, how many both have: an estimate of the common part, and exact
 * while the sets are whole. */
static double
get_common_part(const WdHashSet *a, const WdHashSet *b, guint max)
{
	guint i = 0, j = 0, n_all = 0, n_common = 0;

	while (n_all < max && (i < a->n || j < b->n)) {
		gboolean is_a = j == b->n || (i < a->n && a->hashes[i] <= b->hashes[j]);
		gboolean is_b = i == a->n || (j < b->n && b->hashes[j] <= a->hashes[i]);

		n_common += is_a && is_b;
		i += is_a;
		j += is_b;
		n_all++;
	}
	return n_all == 0 ? 0 : (double)n_common / n_all;
}

/**
 * wd_fingerprint_is_same_text:
 * @words: of a text that was seen
 * @grams: of that text
 * @other: another text
 *
 * Returns: whether both say nearly the same, by their words or by their letters
 */
gboolean
wd_fingerprint_is_same_text(const WdHashSet *words,
			    const WdHashSet *grams,
			    const WdFingerprint *other)
{
	return get_common_part(words, &other->words, WD_FINGERPRINT_WORDS) >= SAME_WORDS ||
	       get_common_part(grams, &other->grams, WD_FINGERPRINT_GRAMS) >= SAME_GRAMS;
}
