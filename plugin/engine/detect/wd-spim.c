/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: unwanted advertising and fraud in what a stranger writes: "URGENT! You have won a 1000
 * cash prize, call 0906...".
 * Misses: a message that reads like an honest one, and languages that the table does not know.
 * May accuse wrongly: talk about prizes, money and mobile phones; so it never acts on what a saved
 * contact writes, and what it holds waits in the queue.
 */
#include "config.h"

#include "engine/detect/wd-spim.h"

#include <math.h>
#include <string.h>

#include "engine/data/wd-spim-words.h"
#include "engine/detect/wd-screening.h"
#include "engine/link/wd-finder.h"
#include "engine/text/wd-normalise.h"
#include "engine/text/wd-spim-features.h"
#include "engine/text/wd-spim-overlay.h"

#define BIAS              (-4.5) /* log-odds of an empty message: nearly all messages are wanted */
#define WEIGHT_MONEY      1.5    /* a sum with its currency */
#define WEIGHT_PREMIUM    2.5    /* a number that costs by the minute */
#define WEIGHT_SHORT_CODE 2.0    /* "text WIN to 87077" */
#define WEIGHT_NUMBER     1.0    /* any other telephone number */
#define WEIGHT_LINK       1.0    /* context only: far below every threshold by itself */
#define WEIGHT_HANDLE     0.5    /* "@somebody" to write to instead */
#define WEIGHT_SHOUTING   1.0    /* most of a longer text in capitals */
#define MIN_LETTERS       20     /* shorter texts do not shout */
#define MAX_TOKENS        4000   /* words looked at; the point of a message comes earlier */

/* Shapes of words, each counted once in a message. */
typedef enum {
	SHAPE_NONE,
	SHAPE_MONEY,
	SHAPE_PREMIUM,
	SHAPE_SHORT_CODE,
	SHAPE_NUMBER,
	SHAPE_HANDLE,
	N_SHAPES,
} Shape;

static const double shape_weights[N_SHAPES] = {
	[SHAPE_MONEY] = WEIGHT_MONEY,
	[SHAPE_PREMIUM] = WEIGHT_PREMIUM,
	[SHAPE_SHORT_CODE] = WEIGHT_SHORT_CODE,
	[SHAPE_NUMBER] = WEIGHT_NUMBER,
	[SHAPE_HANDLE] = WEIGHT_HANDLE,
};

/* The phrases by their words; built once, never changed. */
static GHashTable *
get_phrases(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
		gsize n_phrases;
		const WdSpimPhrase *phrases = wd_spim_words_get(&n_phrases);

		for (gsize i = 0; i < n_phrases; i++)
			g_hash_table_insert(
				table, (gpointer)phrases[i].words, (gpointer)&phrases[i]);
		g_once_init_leave(&once, (gsize)table);
	}
	return (GHashTable *)once;
}

static gboolean
is_currency(gunichar c)
{
	return c == '$' || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

static gboolean
has_currency(const char *word)
{
	for (; *word != '\0'; word = g_utf8_next_char(word)) {
		if (is_currency(g_utf8_get_char(word)))
			return TRUE;
	}
	return FALSE;
}

static gboolean
has_suffix_of_money(const char *word)
{
	static const char *const names[] = {"usd", "eur", "gbp", "rub", "euro", "dollars", NULL};

	return g_strv_contains(names, word + strspn(word, "0123456789.,"));
}

static gboolean
is_money(const char *word, gsize n_digits)
{
	return strpbrk(word, "0123456789") != NULL &&
	       (has_currency(word) || (n_digits > 0 && has_suffix_of_money(word)));
}

/* British numbers that begin so cost by the minute; the table's fraud is mostly British. */
static Shape
shape_of_number(const char *word, gsize n_digits, const char *before)
{
	if (n_digits >= 10 && n_digits <= 12)
		return g_str_has_prefix(word, "09") || g_str_has_prefix(word, "087") ? SHAPE_PREMIUM
										     : SHAPE_NUMBER;
	return n_digits == 5 && g_strcmp0(before, "to") == 0 ? SHAPE_SHORT_CODE : SHAPE_NONE;
}

static Shape
shape_of(const char *word, const char *before)
{
	gsize n_digits = strspn(word, "0123456789");

	if (word[0] == '@' && strlen(word) > 4)
		return SHAPE_HANDLE;
	if (is_money(word, n_digits))
		return SHAPE_MONEY;
	return word[n_digits] == '\0' ? shape_of_number(word, n_digits, before) : SHAPE_NONE;
}

/* Cuts @normal into words in place, without the punctuation around them; "4*" and "18+" stay. */
static GPtrArray *
split_words(char *normal)
{
	GPtrArray *words = g_ptr_array_new();

	while (*normal != '\0' && words->len < MAX_TOKENS) {
		gsize n_word = strcspn(normal, " ");
		char *next = normal + n_word + (normal[n_word] == ' ');
		char *word = normal;

		normal[n_word] = '\0';
		word += strspn(word, "\"'([{<*_~!?.,;:-");
		n_word = strlen(word);
		while (n_word > 0 && strchr("\"')]}>*_~!?.,;:-", word[n_word - 1]) != NULL)
			word[--n_word] = '\0';
		if (n_word > 0)
			g_ptr_array_add(words, word);
		normal = next;
	}
	return words;
}

/* Adds the longest phrase that begins at @at. Each phrase counts once. */
static double
weigh_phrase(const GPtrArray *words, guint at, GHashTable *seen)
{
	g_autoptr(GString) phrase = g_string_new(NULL);
	const WdSpimPhrase *best = NULL;

	for (guint n = 0; n < WD_SPIM_PHRASE_WORDS && at + n < words->len; n++) {
		const WdSpimPhrase *found;

		if (n > 0)
			g_string_append_c(phrase, ' ');
		g_string_append(phrase, g_ptr_array_index(words, at + n));
		found = g_hash_table_lookup(get_phrases(), phrase->str);
		if (found != NULL && (best == NULL || found->weight >= best->weight))
			best = found;
	}
	if (best == NULL || !g_hash_table_add(seen, (gpointer)best))
		return 0;
	return best->weight;
}

static double
weigh_words(const GPtrArray *words)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	gboolean has_shape[N_SHAPES] = {FALSE};
	double sum = 0;

	for (guint i = 0; i < words->len; i++) {
		const char *before = i == 0 ? NULL : g_ptr_array_index(words, i - 1);
		Shape shape = shape_of(g_ptr_array_index(words, i), before);

		sum += weigh_phrase(words, i, seen);
		if (!has_shape[shape])
			sum += shape_weights[shape];
		has_shape[shape] = TRUE;
	}
	return sum;
}

static gboolean
is_shouting(const char *text)
{
	guint n_letters = 0;
	guint n_capitals = 0;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		n_letters += g_unichar_islower(c) || g_unichar_isupper(c);
		n_capitals += g_unichar_isupper(c);
	}
	return n_letters >= MIN_LETTERS && n_capitals * 10 >= n_letters * 7;
}

/* A link weighs only as what a stranger brings along at once. */
static double
weigh_context(const WdEvent *event, const WdContext *context)
{
	g_autoptr(GPtrArray) links = NULL;

	if (!wd_context_is_stranger(context) || !context->is_first_message)
		return 0;
	links = wd_finder_find(event->text);
	return links->len > 0 ? WEIGHT_LINK : 0;
}

/* What the person said of messages like this one. */
static double
weigh_lessons(const WdEvent *event, const WdContext *context)
{
	const WdKnowledge *knowledge = context->knowledge;
	g_autoptr(GArray) buckets = NULL;

	if (knowledge == NULL || knowledge->spim_overlay == NULL)
		return 0;
	buckets = wd_spim_features_get(event->text);
	return wd_spim_overlay_weigh(
		knowledge->spim_overlay, (const guint32 *)buckets->data, buckets->len);
}

static double
get_probability(double sum)
{
	return 1 / (1 + exp(-(BIAS + sum)));
}

static double
weigh_all(const WdEvent *event, const WdContext *context)
{
	g_autofree char *normal = wd_normalise_text(event->text);
	g_autoptr(GPtrArray) words = split_words(normal);
	double sum = weigh_words(words);

	if (is_shouting(event->text))
		sum += WEIGHT_SHOUTING;
	/* Without a word of its kind a link is no evidence at all. */
	return sum > 0 ? sum + weigh_context(event, context) : sum;
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	double threshold = wd_policy_get_number(policy, WD_KEY_SPIM_THRESHOLD);
	double own;
	double sum;

	if (!wd_policy_get_boolean(policy, WD_KEY_SPIM_ENABLED))
		return;
	own = weigh_all(event, context);
	sum = own + weigh_lessons(event, context);
	verdict->spim_probability = get_probability(sum);
	if (verdict->spim_probability >= threshold && sum > 0 &&
	    wd_screening_applies(event, context, policy))
		wd_verdict_add(
			verdict,
			wd_finding_new(get_probability(own) < threshold ? "spim.taught"
									: "spim.text",
				       (WdAction)wd_policy_get_choice(policy, WD_KEY_SPIM_ACTION),
				       sum,
				       0,
				       strlen(event->text),
				       NULL));
}

static const char *const codes[] = {"spim.taught", "spim.text", NULL};

const WdDetector wd_spim = {
	.id = "spim",
	.kinds = WD_ON_APPROACH,
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
