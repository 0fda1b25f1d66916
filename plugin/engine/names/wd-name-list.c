/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every name is a word of 64 bits: 56 of its hash, and 8 that say which file it is from. The words
 * stand in one array, in the order of their hashes and each as near as can be to the place that its
 * hash points at, so that a look reads one place and the few words behind it. With a million names
 * somebody who is on no list is taken for one of them once in 10^10 messages; nobody can bring it
 * about, because the hash has a key.
 */
#include "config.h"

#include "engine/names/wd-name-list.h"

#include <stdlib.h>
#include <string.h>

#include "engine/names/wd-name-entry.h"
#include "engine/names/wd-name-keys.h"
#include "engine/wd-error.h"
#include "engine/wd-peer-pattern.h"

#define FILE_BITS    8
#define FILE_MASK    G_GUINT64_CONSTANT(0xff)
#define FULL_PERCENT 70 /* of the array; more would be slower, less would be larger */
#define IRC          "prpl-irc"

typedef struct {
	WdPeerPattern *pattern;
	guint file;
} Wildcard;

/* Sorts of names by their look; a list seldom has all. */
typedef enum {
	KIND_NAME = 1 << 0,
	KIND_DOMAIN = 1 << 1, /* "@spam.example" */
	KIND_BELOW = 1 << 2,  /* ".spam.example" */
	KIND_BARE = 1 << 3,   /* "spam.example": a name as well */
} Kind;

struct WdNameList {
	WdHashKey key;
	gboolean has_protocols; /* some entry is for one protocol only */
	guint kinds;            /* Kind bits: which sorts of names there are */
	GPtrArray *files;       /* of char *: their names */
	GArray *wildcards;      /* of Wildcard, in their order */
	guint64 *slots;         /* words in rising order, 0 where there is none */
	gsize n_slots;
	guint64 n_places; /* that a hash may point at; the rest is room for the last ones */
	gsize n_words;
};

struct WdNameListBuilder {
	WdNameList *list;
	GArray *words; /* of guint64, as they come */
};

static guint
kind_of(const char *text, gboolean is_bare)
{
	if (text[0] == '@')
		return KIND_DOMAIN;
	if (text[0] == '.')
		return KIND_BELOW;
	return is_bare ? KIND_BARE : KIND_NAME;
}

static void
clear_wildcard(gpointer data)
{
	wd_peer_pattern_free(((Wildcard *)data)->pattern);
}

/**
 * wd_name_list_builder_new:
 * @key: random, and nobody's but ours
 *
 * Returns: (transfer full): a table to which nothing was added yet
 */
WdNameListBuilder *
wd_name_list_builder_new(const WdHashKey *key)
{
	WdNameListBuilder *builder = g_new0(WdNameListBuilder, 1);

	builder->list = g_new0(WdNameList, 1);
	builder->list->key = *key;
	builder->list->files = g_ptr_array_new_with_free_func(g_free);
	builder->list->wildcards = g_array_new(FALSE, FALSE, sizeof(Wildcard));
	g_array_set_clear_func(builder->list->wildcards, clear_wildcard);
	builder->words = g_array_new(FALSE, FALSE, sizeof(guint64));
	return builder;
}

/**
 * wd_name_list_builder_free:
 * @builder: (nullable) (transfer full): a table that will not be made
 */
void
wd_name_list_builder_free(WdNameListBuilder *builder)
{
	if (builder == NULL)
		return;
	wd_name_list_free(builder->list); /* NULL when it was made */
	g_array_unref(builder->words);
	g_free(builder);
}

/**
 * wd_name_list_builder_begin_file:
 * @builder: a table being made
 * @name: what findings shall call the lines that follow
 */
void
wd_name_list_builder_begin_file(WdNameListBuilder *builder, const char *name)
{
	if (builder->list->files->len < WD_NAME_LIST_MAX_FILES)
		g_ptr_array_add(builder->list->files, g_strdup(name));
}

static guint
current_file(const WdNameListBuilder *builder)
{
	return builder->list->files->len - 1;
}

/* One key for each protocol, out of one secret. */
static WdHashKey
key_for_protocol(const WdHashKey *key, const char *protocol)
{
	guint64 hash = wd_keyed_hash(key, protocol, strlen(protocol));

	return (WdHashKey){key->first ^ hash, key->second};
}

static gboolean
add_key(WdNameListBuilder *builder, const char *protocol, const char *text, GError **error)
{
	WdHashKey key = builder->list->key;
	guint64 word;

	if (builder->words->len >= WD_NAME_LIST_MAX_ENTRIES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "more than %d names; this and the rest do not count",
			    WD_NAME_LIST_MAX_ENTRIES);
		return FALSE;
	}
	if (protocol != NULL) {
		key = key_for_protocol(&key, protocol);
		builder->list->has_protocols = TRUE;
	}
	builder->list->kinds |= kind_of(text, FALSE);
	if (text[0] != '@' && strchr(text, '@') == NULL)
		builder->list->kinds |= KIND_BARE;
	word = (wd_keyed_hash(&key, text, strlen(text)) & ~FILE_MASK) | current_file(builder);
	g_array_append_val(builder->words, word);
	return TRUE;
}

static gboolean
add_wildcard(WdNameListBuilder *builder, const char *text, GError **error)
{
	Wildcard wildcard = {NULL, current_file(builder)};

	if (builder->list->wildcards->len >= WD_NAME_LIST_MAX_PATTERNS) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "more than %d wildcards; this one does not count",
			    WD_NAME_LIST_MAX_PATTERNS);
		return FALSE;
	}
	wildcard.pattern = wd_peer_pattern_new(text);
	g_array_append_val(builder->list->wildcards, wildcard);
	return TRUE;
}

/* A nick is also listed as IRC compares it, for doubtful cases: see wd_name_list_find(). */
static gboolean
add_entry(WdNameListBuilder *builder, const WdNameEntry *entry, GError **error)
{
	g_autofree char *irc = NULL;

	if (entry->kind == WD_NAME_ENTRY_NONE)
		return TRUE;
	if (entry->kind == WD_NAME_ENTRY_PATTERN)
		return add_wildcard(builder, entry->text, error);
	if (!add_key(builder, entry->protocol, entry->text, error))
		return FALSE;
	if (strpbrk(entry->text, "@.") == NULL &&
	    (entry->protocol == NULL || g_str_equal(entry->protocol, IRC)))
		irc = wd_peer_pattern_fold_irc(entry->text);
	if (irc != NULL)
		(void)add_key(builder, IRC "~", irc, NULL); /* the name itself is there */
	return TRUE;
}

/**
 * wd_name_list_builder_add_line:
 * @builder: a table being made, after wd_name_list_builder_begin_file()
 * @raw_line: (array length=len): a line of that file, without its end
 * @len: how many bytes
 * @error: return location for a #WD_ERROR that says what is wrong with the line
 *
 * Returns: whether the line is good; when not, the table is as it was
 */
gboolean
wd_name_list_builder_add_line(WdNameListBuilder *builder,
			      const char *raw_line,
			      gsize len,
			      GError **error)
{
	g_auto(WdNameEntry) entry = {0};

	g_return_val_if_fail(builder->list->files->len > 0, FALSE);
	return wd_name_entry_parse(raw_line, len, &entry, error) &&
	       add_entry(builder, &entry, error);
}

static int
compare_words(const void *a, const void *b)
{
	guint64 x = *(const guint64 *)a;
	guint64 y = *(const guint64 *)b;

	return (x > y) - (x < y);
}

/* The same name in two files: sorted, the earlier file stands first, and is kept. */
static gsize
drop_doubles(guint64 *words, gsize n)
{
	gsize n_kept = 0;

	for (gsize i = 0; i < n; i++) {
		if (n_kept == 0 || ((words[n_kept - 1] ^ words[i]) & ~FILE_MASK) != 0)
			words[n_kept++] = words[i];
	}
	return n_kept;
}

static gsize
place_of(const WdNameList *list, guint64 word)
{
	return (gsize)(((word >> 32) * list->n_places) >> 32);
}

static void
fill_slots(WdNameList *list, const guint64 *words)
{
	gsize at = 0;

	list->n_places = list->n_words * 100 / FULL_PERCENT + 1;
	for (gsize i = 0; i < list->n_words; i++)
		at = MAX(at + 1, place_of(list, words[i]));
	list->n_slots = MAX(at + 2, (gsize)list->n_places);
	list->slots = g_new0(guint64, list->n_slots);
	at = 0;
	for (gsize i = 0; i < list->n_words; i++) {
		at = MAX(at + (i > 0), place_of(list, words[i]));
		list->slots[at] = words[i];
	}
}

/**
 * wd_name_list_builder_end:
 * @builder: (transfer full): a table being made
 *
 * Sorts; with a million names that takes a tenth of a second, so not on the main loop.
 *
 * Returns: (transfer full): the table
 */
WdNameList *
wd_name_list_builder_end(WdNameListBuilder *builder)
{
	WdNameList *list = g_steal_pointer(&builder->list);
	guint64 *words = (guint64 *)(gpointer)builder->words->data;
	gsize n = builder->words->len;

	if (n > 0)
		qsort(words, n, sizeof words[0], compare_words);
	list->n_words = drop_doubles(words, n);
	fill_slots(list, words);
	wd_name_list_builder_free(builder);
	return list;
}

/**
 * wd_name_list_free:
 * @list: (nullable) (transfer full): a table that nobody asks any more
 */
void
wd_name_list_free(WdNameList *list)
{
	if (list == NULL)
		return;
	g_ptr_array_unref(list->files);
	g_array_unref(list->wildcards);
	g_free(list->slots);
	g_free(list);
}

static const char *
find_hash(const WdNameList *list, guint64 hash)
{
	const guint64 *slot = &list->slots[place_of(list, hash)];

	/* The last slot is always empty. */
	while (*slot != 0 && (*slot | FILE_MASK) < (hash & ~FILE_MASK))
		slot++;
	return *slot != 0 && ((*slot ^ hash) & ~FILE_MASK) == 0
		       ? g_ptr_array_index(list->files, *slot & FILE_MASK)
		       : NULL;
}

static gboolean
is_worth_a_look(const WdNameList *list, const WdNameKeys *keys, guint i, gboolean is_sure)
{
	const WdNameKey *piece = &keys->keys[i];

	return !(is_sure && piece->is_loose) &&
	       (list->kinds & kind_of(keys->text + piece->start, piece->is_loose)) != 0;
}

/* The table is larger than the processor's cache, so that a look is mostly waiting for memory: all
 * pieces wait at the same time. */
static const char *
find_keys(const WdNameList *list, const WdHashKey *key, const WdNameKeys *keys, gboolean is_sure)
{
	guint64 hashes[WD_NAME_MAX_KEYS];
	const char *found = NULL;
	guint n = 0;

	for (guint i = 0; i < keys->n_keys; i++) {
		const WdNameKey *piece = &keys->keys[i];

		if (!is_worth_a_look(list, keys, i, is_sure))
			continue;
		hashes[n] = wd_keyed_hash(key, keys->text + piece->start, piece->len);
		__builtin_prefetch(&list->slots[place_of(list, hashes[n])]);
		n++;
	}
	for (guint i = 0; i < n && found == NULL; i++)
		found = find_hash(list, hashes[i]);
	return found;
}

/* "eve[1]" and "eve{1}" are one nick on most networks, but not on all. */
static const char *
find_irc(const WdNameList *list, const WdNameKeys *keys)
{
	WdHashKey key = key_for_protocol(&list->key, IRC "~");
	g_autofree char *irc = wd_peer_pattern_fold_irc(keys->text + 1);
	const char *nick = irc != NULL ? irc : keys->text + 1;

	return find_hash(list, wd_keyed_hash(&key, nick, strlen(nick)));
}

static const char *
find_name(const WdNameList *list, const WdEvent *event, gboolean is_sure)
{
	WdHashKey key;
	WdNameKeys keys;
	const char *found;

	wd_name_keys_fill(&keys, event->peer);
	found = find_keys(list, &list->key, &keys, is_sure);
	if (found != NULL || !list->has_protocols)
		return found;
	key = key_for_protocol(&list->key, event->protocol);
	found = find_keys(list, &key, &keys, is_sure);
	if (found == NULL && !is_sure && g_str_equal(event->protocol, IRC))
		found = find_irc(list, &keys);
	return found;
}

static const char *
find_wildcard(const WdNameList *list, const WdEvent *event, gboolean is_sure)
{
	g_autoptr(WdPeerSpellings) names = wd_peer_spellings_new(event);

	for (guint i = 0; i < list->wildcards->len; i++) {
		const Wildcard *wildcard = &g_array_index(list->wildcards, Wildcard, i);

		if (wd_peer_pattern_matches_names(wildcard->pattern, names, is_sure))
			return g_ptr_array_index(list->files, wildcard->file);
	}
	return NULL;
}

/**
 * wd_name_list_find:
 * @list: (nullable): a table
 * @event: an event
 * @is_sure: whether the list lets somebody pass, so that doubt counts against it
 *
 * Costs no more with a million names than with one.
 *
 * Returns: (transfer none) (nullable): the name of a file that lists the peer of @event
 */
const char *
wd_name_list_find(const WdNameList *list, const WdEvent *event, gboolean is_sure)
{
	const char *found = NULL;

	if (list == NULL)
		return NULL;
	if (list->n_words > 0)
		found = find_name(list, event, is_sure);
	if (found == NULL && list->wildcards->len > 0)
		found = find_wildcard(list, event, is_sure);
	return found;
}

/**
 * wd_name_list_count:
 * @list: a table
 *
 * Returns: how many different names, domains and wildcards it has
 */
gsize
wd_name_list_count(const WdNameList *list)
{
	return list->n_words + list->wildcards->len;
}

/**
 * wd_name_list_get_bytes:
 * @list: a table
 *
 * Returns: the memory that its names take
 */
gsize
wd_name_list_get_bytes(const WdNameList *list)
{
	return sizeof *list + list->n_slots * sizeof list->slots[0];
}
