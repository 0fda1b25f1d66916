/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-keyword-set.h"

#include <string.h>

#define ROOT       0
#define NONE       G_MAXUINT32
#define FEW        4 /* edges that are compared one by one; more get a table */
#define N_BYTES    256
#define START_SIZE 64

/* While words are added the edges are lists; sealing lays them side by side. */
typedef struct {
	guint32 first;       /* edge, or NONE */
	guint32 fail;        /* the state of the longest end of this one that begins a word */
	guint32 word;        /* first word that ends here, or NONE */
	guint32 next_ending; /* the nearest state on the way of @fail where a word ends, or ROOT */
	guint32 table;       /* index of a table of all bytes, or NONE */
	guint16 n_edges;
} State;

typedef struct {
	guint32 target;
	guint32 next; /* edge of the same state, or NONE */
	guint8 byte;
} Edge;

typedef struct {
	guint32 id;
	guint32 len;
	guint32 next; /* word that ends in the same state, or NONE */
} Word;

struct WdKeywordSet {
	GArray *states;
	GArray *edges;
	GArray *words;
	GArray *tables;     /* of guint32, N_BYTES for each: target or NONE */
	GByteArray *bytes;  /* sealed: the bytes of the edges, state by state */
	GArray *targets;    /* sealed: where these lead */
	GArray *first_edge; /* sealed: state -> index in both */
	gboolean is_sealed;
};

#define STATE(set, i) (&g_array_index((set)->states, State, i))
#define EDGE(set, i)  (&g_array_index((set)->edges, Edge, i))

static guint32
add_state(WdKeywordSet *set)
{
	const State state = {
		.first = NONE, .fail = ROOT, .word = NONE, .next_ending = ROOT, .table = NONE};

	g_array_append_val(set->states, state);
	return set->states->len - 1;
}

/**
 * wd_keyword_set_new:
 *
 * Returns: (transfer full): a set without words, open for adding
 */
WdKeywordSet *
wd_keyword_set_new(void)
{
	WdKeywordSet *set = g_new0(WdKeywordSet, 1);

	set->states = g_array_sized_new(FALSE, FALSE, sizeof(State), START_SIZE);
	set->edges = g_array_sized_new(FALSE, FALSE, sizeof(Edge), START_SIZE);
	set->words = g_array_new(FALSE, FALSE, sizeof(Word));
	set->tables = g_array_new(FALSE, FALSE, sizeof(guint32));
	(void)add_state(set); /* ROOT */
	return set;
}

/**
 * wd_keyword_set_free:
 * @set: (nullable) (transfer full): a set
 */
void
wd_keyword_set_free(WdKeywordSet *set)
{
	if (set == NULL)
		return;
	g_array_unref(set->states);
	g_array_unref(set->tables);
	g_array_unref(set->words);
	g_clear_pointer(&set->edges, g_array_unref);
	g_clear_pointer(&set->targets, g_array_unref);
	g_clear_pointer(&set->first_edge, g_array_unref);
	g_clear_pointer(&set->bytes, g_byte_array_unref);
	g_free(set);
}

static guint32
find_edge(const WdKeywordSet *set, guint32 state, guint8 byte)
{
	guint32 edge = STATE(set, state)->first;

	while (edge != NONE && EDGE(set, edge)->byte != byte)
		edge = EDGE(set, edge)->next;
	return edge == NONE ? NONE : EDGE(set, edge)->target;
}

static guint32
add_edge(WdKeywordSet *set, guint32 state, guint8 byte)
{
	guint32 target = add_state(set);
	const Edge edge = {.target = target, .next = STATE(set, state)->first, .byte = byte};

	g_array_append_val(set->edges, edge);
	STATE(set, state)->first = set->edges->len - 1;
	STATE(set, state)->n_edges++;
	return target;
}

/**
 * wd_keyword_set_add:
 * @set: a set that is not sealed
 * @word: any bytes but nul; letters of ASCII count in both cases. An empty one is never found
 * @id: told when it is found; several words may have the same
 */
void
wd_keyword_set_add(WdKeywordSet *set, const char *word, guint id)
{
	guint32 state = ROOT;
	gsize len = strlen(word);
	const Word entry = {.id = id, .len = (guint32)len, .next = NONE};

	g_return_if_fail(!set->is_sealed);
	if (len == 0)
		return;
	for (gsize i = 0; i < len; i++) {
		guint8 byte = (guint8)g_ascii_tolower(word[i]);
		guint32 target = find_edge(set, state, byte);

		state = target != NONE ? target : add_edge(set, state, byte);
	}
	g_array_append_val(set->words, entry);
	g_array_index(set->words, Word, set->words->len - 1).next = STATE(set, state)->word;
	STATE(set, state)->word = set->words->len - 1;
}

/**
 * wd_keyword_set_add_list:
 * @set: a set that is not sealed
 * @words: words with "|" between them
 * @id: told when one of them is found
 */
void
wd_keyword_set_add_list(WdKeywordSet *set, const char *words, guint id)
{
	g_auto(GStrv) list = g_strsplit(words, "|", -1);

	for (guint i = 0; list[i] != NULL; i++)
		wd_keyword_set_add(set, list[i], id);
}

static guint32
follow_open(const WdKeywordSet *set, guint32 state, guint8 byte)
{
	guint32 target = find_edge(set, state, byte);

	while (target == NONE && state != ROOT) {
		state = STATE(set, state)->fail;
		target = find_edge(set, state, byte);
	}
	return target == NONE ? ROOT : target;
}

/* Breadth first: what a state fails to is nearer to the root, so it is complete. */
static void
link_states(WdKeywordSet *set)
{
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint32));
	guint32 root = ROOT;

	g_array_append_val(queue, root);
	for (guint i = 0; i < queue->len; i++) {
		guint32 state = g_array_index(queue, guint32, i);

		for (guint32 e = STATE(set, state)->first; e != NONE; e = EDGE(set, e)->next) {
			guint32 target = EDGE(set, e)->target;
			State *child = STATE(set, target);

			child->fail = state == ROOT ? ROOT
						    : follow_open(set,
								  STATE(set, state)->fail,
								  EDGE(set, e)->byte);
			child->next_ending = STATE(set, child->fail)->word != NONE
						     ? child->fail
						     : STATE(set, child->fail)->next_ending;
			g_array_append_val(queue, target);
		}
	}
}

static void
lay_out(WdKeywordSet *set, guint32 state)
{
	guint32 first = set->bytes->len;

	g_array_append_val(set->first_edge, first);
	for (guint32 e = STATE(set, state)->first; e != NONE; e = EDGE(set, e)->next) {
		g_byte_array_append(set->bytes, &EDGE(set, e)->byte, 1);
		g_array_append_val(set->targets, EDGE(set, e)->target);
	}
}

static void
make_table(WdKeywordSet *set, guint32 state)
{
	guint first = set->tables->len;

	if (state != ROOT && STATE(set, state)->n_edges <= FEW)
		return;
	STATE(set, state)->table = first;
	g_array_set_size(set->tables, first + N_BYTES);
	for (guint i = 0; i < N_BYTES; i++)
		g_array_index(set->tables, guint32, first + i) = state == ROOT ? ROOT : NONE;
	for (guint32 e = STATE(set, state)->first; e != NONE; e = EDGE(set, e)->next) {
		guint8 byte = EDGE(set, e)->byte;

		g_array_index(set->tables, guint32, first + byte) = EDGE(set, e)->target;
		g_array_index(set->tables, guint32, first + (guint8)g_ascii_toupper((char)byte)) =
			EDGE(set, e)->target;
	}
}

/**
 * wd_keyword_set_seal:
 * @set: a set with all its words
 *
 * Makes it ready to be scanned with; nothing can be added afterwards. Takes time in proportion to
 * the bytes of the words.
 */
void
wd_keyword_set_seal(WdKeywordSet *set)
{
	g_return_if_fail(!set->is_sealed);
	link_states(set);
	set->bytes = g_byte_array_sized_new(set->edges->len);
	set->targets = g_array_sized_new(FALSE, FALSE, sizeof(guint32), set->edges->len);
	set->first_edge = g_array_sized_new(FALSE, FALSE, sizeof(guint32), set->states->len);
	for (guint32 state = 0; state < set->states->len; state++) {
		lay_out(set, state);
		make_table(set, state);
	}
	g_clear_pointer(&set->edges, g_array_unref);
	set->is_sealed = TRUE;
}

/**
 * wd_keyword_set_get_bytes:
 * @set: a sealed set
 *
 * Returns: how much memory its tables take
 */
gsize
wd_keyword_set_get_bytes(const WdKeywordSet *set)
{
	return set->states->len * (sizeof(State) + sizeof(guint32)) +
	       set->words->len * sizeof(Word) + set->tables->len * sizeof(guint32) +
	       set->bytes->len * (sizeof(guint32) + 1);
}

/* The pointers of one scan: with them in registers a byte costs a few instructions. */
typedef struct {
	const State *states;
	const guint32 *tables;
	const guint8 *bytes;
	const guint32 *targets;
	const guint32 *first_edge;
} View;

static guint32
find_target(const View *view, guint32 state, guint8 byte)
{
	const State *at = &view->states[state];
	guint32 first;

	if (at->table != NONE)
		return view->tables[at->table + byte];
	byte = (guint8)g_ascii_tolower((char)byte);
	first = view->first_edge[state];
	for (guint i = 0; i < at->n_edges; i++) {
		if (view->bytes[first + i] == byte)
			return view->targets[first + i];
	}
	return NONE;
}

static gboolean
report(const WdKeywordSet *set, guint32 state, gsize end, WdKeywordFound found, gpointer data)
{
	for (; state != ROOT; state = STATE(set, state)->next_ending) {
		guint32 word = STATE(set, state)->word;

		for (; word != NONE; word = g_array_index(set->words, Word, word).next) {
			const Word *entry = &g_array_index(set->words, Word, word);

			if (!found(entry->id, end - entry->len, end, data))
				return FALSE;
		}
	}
	return TRUE;
}

/**
 * wd_keyword_set_scan:
 * @set: a sealed set
 * @text: (array length=len): any bytes
 * @len: bytes of @text
 * @found: called for every place where a word stands, in the order of their ends; words may
 *         overlap, and may stand inside other words
 * @data: given to @found
 *
 * Linear in @len, whatever the words are, beside the calls of @found.
 */
void
wd_keyword_set_scan(
	const WdKeywordSet *set, const char *text, gsize len, WdKeywordFound found, gpointer data)
{
	const View view = {
		.states = (const State *)(const void *)set->states->data,
		.tables = (const guint32 *)(const void *)set->tables->data,
		.bytes = set->bytes->data,
		.targets = (const guint32 *)(const void *)set->targets->data,
		.first_edge = (const guint32 *)(const void *)set->first_edge->data,
	};
	guint32 state = ROOT;

	for (gsize i = 0; i < len; i++) {
		guint8 byte = (guint8)text[i];
		guint32 target = find_target(&view, state, byte);

		while (target == NONE) {
			state = view.states[state].fail;
			target = find_target(&view, state, byte);
		}
		state = target;
		if (state == ROOT)
			continue;
		if ((view.states[state].word != NONE || view.states[state].next_ending != ROOT) &&
		    !report(set, state, i + 1, found, data))
			return;
	}
}
