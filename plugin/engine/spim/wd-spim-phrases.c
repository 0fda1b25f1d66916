/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-phrases.h"

#include <string.h>

#include "engine/spim/wd-spim-spellings.h"

#define STEP   G_GUINT64_CONSTANT(0xff51afd7ed558ccd) /* odd, without a pattern */
#define STEM   G_GUINT64_CONSTANT(0x9ddfea08eb382d69) /* tells a word's beginning from a word */
#define NUMBER G_GUINT64_CONSTANT(0xc3a5c85c97cb3127) /* any number */

#define N_NODES     32768 /* of the table of phrases; most stay empty */
#define N_KEYS      8192  /* of the table of words' beginnings */
#define N_BITS      65536 /* of a filter before each: nearly every word of a text ends there */
#define KEY_BYTES   4     /* that all stems have at least */
#define MAX_STEM    31    /* bytes; one bit each */
#define MAX_FORMS   8     /* that one word can match in */
#define N_PARTICLES 10
#define FIRST_EAST  0xe3 /* a byte of UTF-8: from U+3000 on scripts have no blanks between words */

/* A phrase, or what longer ones begin with. */
typedef struct {
	guint32 mark;   /* upper half of the hash; 0: empty */
	guint16 phrase; /* its number and 1; 0: only a beginning */
	guint16 goes_on;
} Node;

/* How long the stems are that begin with these bytes. */
typedef struct {
	guint32 key; /* 0: empty */
	guint32 lengths;
} Key;

typedef struct {
	WdSpimPhrase phrases[WD_SPIM_MAX_PHRASES];
	guint n_phrases;
	Node nodes[N_NODES];
	Key keys[N_KEYS];
	guint64 begins[N_BITS / 64]; /* first words of phrases */
	guint64 stems[N_BITS / 64];  /* first bytes of stems */
	char *particles[N_PARTICLES];
} Table;

/* A part of the letters: a word, what is left of one behind a particle, or a place in a run. */
typedef struct {
	guint offset;
	guint len; /* up to where a word may go on */
	guint at;  /* the token that it begins in */
	gboolean is_run;
} Word;

/* A way in which a word can be one of a phrase. */
typedef struct {
	guint64 hash;
	guint len; /* bytes of it that the phrase names */
} Form;

static guint64
add_form(guint64 hash, guint64 form)
{
	return (hash + form) * STEP;
}

static gboolean
has_bit(const guint64 *bits, guint64 hash)
{
	guint at = (guint)(hash >> 40) % N_BITS;

	return (bits[at / 64] >> at % 64 & 1) != 0;
}

static void
set_bit(guint64 *bits, guint64 hash)
{
	guint at = (guint)(hash >> 40) % N_BITS;

	bits[at / 64] |= G_GUINT64_CONSTANT(1) << at % 64;
}

static guint32
get_key(const char *letters)
{
	guint32 key;

	memcpy(&key, letters, KEY_BYTES);
	return key;
}

static guint64
hash_key(guint32 key)
{
	return (key + G_GUINT64_CONSTANT(1)) * STEP;
}

static guint
find_key(const Table *table, guint32 key)
{
	guint at = (guint)(hash_key(key) >> 32) % N_KEYS;

	while (table->keys[at].key != 0 && table->keys[at].key != key)
		at = (at + 1) % N_KEYS;
	return at;
}

static guint
find_node(const Table *table, guint64 hash)
{
	guint32 mark = (guint32)(hash >> 32) | 1;
	guint at = (guint)(hash >> 17) % N_NODES;

	while (table->nodes[at].mark != 0 && table->nodes[at].mark != mark)
		at = (at + 1) % N_NODES;
	return at;
}

static gboolean
is_number(const WdSpimTokens *tokens, const WdSpimToken *token)
{
	const char *letters = tokens->letters + token->offset;

	return token->kind == WD_SPIM_TOKEN_NUMBER && letters[token->len - 1] == '9';
}

static guint32
get_lengths(const Table *table, const WdSpimTokens *tokens, const Word *word)
{
	guint32 key;

	if (word->len < KEY_BYTES)
		return 0;
	key = get_key(tokens->letters + word->offset);
	return has_bit(table->stems, hash_key(key)) ? table->keys[find_key(table, key)].lengths : 0;
}

static guint
collect_forms(const Table *table, const WdSpimTokens *tokens, const Word *word, Form *forms)
{
	const WdSpimToken *token = &tokens->tokens[word->at];
	guint32 lengths = get_lengths(table, tokens, word);
	guint n = 0;

	if (!word->is_run)
		forms[n++] =
			(Form){word->len == token->len
				       ? token->hash
				       : wd_spim_token_list_hash(tokens, word->offset, word->len),
			       word->len};
	if (is_number(tokens, token))
		forms[n++] = (Form){NUMBER, word->len};
	for (guint len = KEY_BYTES; lengths >> len != 0 && len <= word->len && n < MAX_FORMS;
	     len++) {
		if ((lengths >> len & 1) != 0)
			forms[n++] = (Form){
				wd_spim_token_list_hash(tokens, word->offset, len) ^ STEM, len};
	}
	return n;
}

static gboolean
is_better(const Table *table, const Node *node, const WdSpimHit *than)
{
	return node->phrase != 0 &&
	       (than->phrase == WD_SPIM_MAX_PHRASES ||
		table->phrases[node->phrase - 1].weight >= table->phrases[than->phrase].weight);
}

/* The heaviest phrase that begins with @word, the longest among equals. Calls itself no more often
 * than a phrase has words. */
static void
find_best(const Table *table,
	  const WdSpimTokens *tokens,
	  const Word *word,
	  guint64 hash,
	  WdSpimHit *best)
{
	Form forms[MAX_FORMS];
	guint n_forms = collect_forms(table, tokens, word, forms);
	guint next = word->at + 1;

	for (guint i = 0; i < n_forms; i++) {
		guint64 longer = add_form(hash, forms[i].hash);
		const Node *node;

		/* The table is large, so that a look at it waits for memory. */
		if (word->at == best->first && !has_bit(table->begins, longer))
			continue;
		node = &table->nodes[find_node(table, longer)];
		if (is_better(table, node, best)) {
			best->phrase = node->phrase - 1u;
			best->last = word->at;
			best->len = forms[i].len;
		}
		if (node->goes_on != 0 && next < tokens->n_tokens)
			find_best(table,
				  tokens,
				  &(const Word){tokens->tokens[next].offset,
						tokens->tokens[next].len,
						next,
						FALSE},
				  longer,
				  best);
	}
}

/* What finds go to. */
typedef struct {
	const Table *table;
	const WdSpimTokens *tokens;
	WdSpimHitFunc function;
	gpointer user_data;
} Search;

static gboolean
find_word(const Search *search, const Word *word)
{
	WdSpimHit best = {
		WD_SPIM_MAX_PHRASES, word->at, word->at, word->offset, word->len, word->is_run};

	find_best(search->table, search->tokens, word, 0, &best);
	if (best.phrase == WD_SPIM_MAX_PHRASES)
		return FALSE;
	search->function(&best, search->user_data);
	return TRUE;
}

/* Where the letters end that follow one another in the text, as far as a phrase can reach. */
static guint
get_end_of_run(const WdSpimTokens *tokens, guint at, guint from)
{
	const WdSpimToken *token = &tokens->tokens[at];
	guint end = token->offset + token->len;

	while (++at < tokens->n_tokens && end < from + MAX_STEM) {
		const WdSpimToken *next = &tokens->tokens[at];

		if (next->start != token->start || next->kind > WD_SPIM_TOKEN_NUMBER)
			break;
		end = next->offset + next->len;
	}
	return MIN(end, from + MAX_STEM);
}

/* Words without blanks: each letter may begin one. */
static void
find_in_run(const Search *search, guint at)
{
	const WdSpimToken *token = &search->tokens->tokens[at];
	guint offset = token->offset;

	while (offset < token->offset + token->len) {
		const char *letter = search->tokens->letters + offset;
		guint end = get_end_of_run(search->tokens, at, offset);

		if ((guchar)*letter >= FIRST_EAST || g_ascii_isalpha(*letter))
			(void)find_word(search, &(const Word){offset, end - offset, at, TRUE});
		offset += (guint)g_utf8_skip[(guchar)*letter];
	}
}

/* Particles that Arabic writes together with the next word: the, and, with, to, so, like. */
static void
find_behind_particle(const Search *search, guint at)
{
	const WdSpimToken *token = &search->tokens->tokens[at];
	const char *letters = search->tokens->letters + token->offset;

	for (guint i = 0; i < G_N_ELEMENTS(search->table->particles); i++) {
		const char *particle = search->table->particles[i];
		guint len = (guint)strlen(particle);

		if (token->len > len && memcmp(letters, particle, len) == 0 &&
		    find_word(search,
			      &(const Word){token->offset + len, token->len - len, at, FALSE}))
			return;
	}
}

static gboolean
is_arabic_byte(char c)
{
	return (guchar)c >= 0xd8 && (guchar)c <= 0xdb;
}

/* Some of its letters are drawn like letters of ASCII, never two in a row at the beginning. */
static gboolean
is_arabic(const WdSpimTokens *tokens, const WdSpimToken *token)
{
	const char *letters = tokens->letters + token->offset;

	return token->len > 2 && (is_arabic_byte(letters[0]) || is_arabic_byte(letters[1]));
}

static gboolean
is_of_east(const WdSpimTokens *tokens, const WdSpimToken *token)
{
	const char *letters = tokens->letters + token->offset;
	guint last = token->len - 1;

	while (last > 0 && ((guchar)letters[last] & 0xc0) == 0x80)
		last--;
	return (guchar)letters[0] >= FIRST_EAST || (guchar)letters[last] >= FIRST_EAST;
}

static gboolean
may_begin(const Table *table, const WdSpimTokens *tokens, const WdSpimToken *token)
{
	return has_bit(table->begins, add_form(0, token->hash)) ||
	       (token->len >= KEY_BYTES &&
		has_bit(table->stems, hash_key(get_key(tokens->letters + token->offset)))) ||
	       is_number(tokens, token);
}

static gboolean
is_ascii(const WdSpimTokens *tokens, const WdSpimToken *token)
{
	const char *letters = tokens->letters + token->offset;
	char second = token->len > 1 ? letters[1] : '\0';

	return ((guchar)(letters[0] | second | letters[token->len - 1]) & 0x80) == 0;
}

static void
find_in_token(const Search *search, guint at)
{
	const WdSpimTokens *tokens = search->tokens;
	const WdSpimToken *token = &tokens->tokens[at];
	gboolean is_foreign = !is_ascii(tokens, token) && token->kind <= WD_SPIM_TOKEN_NUMBER;

	if (is_foreign && is_of_east(tokens, token)) {
		find_in_run(search, at);
		return;
	}
	if (may_begin(search->table, tokens, token) &&
	    find_word(search, &(const Word){token->offset, token->len, at, FALSE}))
		return;
	if (is_foreign && is_arabic(tokens, token))
		find_behind_particle(search, at);
}

/* The form in which a token of the table stands for itself, any number, or a beginning. */
static guint64
get_form(Table *table, const WdSpimTokens *tokens, guint at, const char *phrase)
{
	const WdSpimToken *token = &tokens->tokens[at];
	gboolean is_last = at + 1 == tokens->n_tokens || token[1].start != token->start;
	const char *letters = tokens->letters + token->offset;
	guint len = token->len;
	guint key;

	if (token->kind == WD_SPIM_TOKEN_SIGN && *letters == '#')
		return NUMBER;
	if (!is_of_east(tokens, token) && !(is_last && phrase[token->end - 1] == '*'))
		return token->hash;
	if (is_of_east(tokens, token))
		len = MIN(tokens->n_letters - token->offset, MAX_STEM);
	key = find_key(table, get_key(letters));
	table->keys[key].key = get_key(letters);
	table->keys[key].lengths |= 1u << len;
	set_bit(table->stems, hash_key(get_key(letters)));
	return wd_spim_token_list_hash(tokens, token->offset, len) ^ STEM;
}

static Node *
add_node(Table *table, guint64 hash)
{
	Node *node = &table->nodes[find_node(table, hash)];

	node->mark = (guint32)(hash >> 32) | 1;
	return node;
}

/* The first phrase to be spelt so keeps its weight. */
static void
add_spelling(Table *table, const char *spelling, guint phrase)
{
	g_auto(WdSpimTokens) tokens;
	guint64 hash = 0;
	guint n;

	wd_spim_tokens_init(&tokens, spelling);
	n = tokens.n_tokens > 0 && is_of_east(&tokens, &tokens.tokens[0]) ? 1 : tokens.n_tokens;
	for (guint i = 0; i < n; i++) {
		Node *node;

		hash = add_form(hash, get_form(table, &tokens, i, spelling));
		if (i == 0)
			set_bit(table->begins, hash);
		node = add_node(table, hash);
		if (i + 1 < n)
			node->goes_on = TRUE;
		else if (node->phrase == 0)
			node->phrase = (guint16)(phrase + 1);
	}
}

static void
add_phrase(Table *table, const char *words, const char *const *habits)
{
	guint phrase = table->n_phrases++;
	g_autoptr(GPtrArray) spellings = NULL;

	add_spelling(table, words, phrase);
	if (habits == NULL || g_str_is_ascii(words))
		return;
	spellings = wd_spim_spellings_get(words, habits);
	for (guint i = 1; i < spellings->len; i++)
		add_spelling(table, g_ptr_array_index(spellings, i), phrase);
}

static void
add_group(Table *table, const WdSpimGroup *group, const char *const *habits)
{
	g_auto(GStrv) phrases = g_strsplit(group->phrases, ", ", -1);

	for (guint i = 0; phrases[i] != NULL && table->n_phrases < WD_SPIM_MAX_PHRASES; i++) {
		table->phrases[table->n_phrases] = (WdSpimPhrase){group->subject, group->weight};
		add_phrase(table, phrases[i], habits);
	}
}

static void
add_particles(Table *table)
{
	static const char *const particles[N_PARTICLES] = {
		"وال",
		"بال",
		"فال",
		"كال",
		"ال",
		"لل",
		"و",
		"ب",
		"ل",
		"ف",
	};

	for (guint i = 0; i < N_PARTICLES; i++) {
		g_auto(WdSpimTokens) tokens;

		wd_spim_tokens_init(&tokens, particles[i]);
		table->particles[i] = g_strndup(tokens.letters, tokens.n_letters);
	}
}

/* Built once, never changed. */
static const Table *
get_table(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		const WdSpimWords *const *words = wd_spim_words_get();
		Table *table = g_new0(Table, 1);

		for (; *words != NULL; words++) {
			for (gsize i = 0; i < (*words)->n_groups; i++)
				add_group(table, &(*words)->groups[i], (*words)->habits);
		}
		add_particles(table);
		g_once_init_leave(&once, (gsize)table);
	}
	return (const Table *)once;
}

/**
 * wd_spim_phrases_find:
 * @tokens: of a text
 * @function: called for each phrase that was found, in the order of the text; for one that stands
 * there twice, twice
 * @user_data: for it
 *
 * Where several phrases begin in one place, the heaviest is told. Linear in the text.
 */
void
wd_spim_phrases_find(const WdSpimTokens *tokens, WdSpimHitFunc function, gpointer user_data)
{
	const Search search = {get_table(), tokens, function, user_data};

	for (guint i = 0; i < tokens->n_tokens; i++)
		find_in_token(&search, i);
}

/**
 * wd_spim_phrases_get:
 * @phrase: the number of a phrase that was found
 *
 * Returns: (transfer none): what it says and weighs
 */
const WdSpimPhrase *
wd_spim_phrases_get(guint phrase)
{
	g_return_val_if_fail(phrase < WD_SPIM_MAX_PHRASES, NULL);
	return &get_table()->phrases[phrase];
}
