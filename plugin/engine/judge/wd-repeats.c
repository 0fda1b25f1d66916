/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-repeats.h"

#include <string.h>

#include "engine/judge/wd-near-index.h"

#define MAX_SIGHTINGS WD_REPETITION_PEERS /* remembered for one thing */
#define N_PACE        2                   /* gaps that the pace is taken from */
#define EVEN_MS       40                  /* gaps that differ by less are a clock's, ... */
#define EVEN_PART     200                 /* ... or by less than this part of them, ... */
#define MAX_EVEN_MS   100                 /* ... but not by more, however long they are */
#define MIN_EVEN_MS   1000                /* shorter ones are fast, which says more */

typedef struct {
	guint64 peer;
	guint64 urls;
	char *name; /* (nullable) */
	gint64 time_ms;
	guint is_stranger : 1;
	guint is_answer : 1;
	guint is_disguised : 1;
} Sighting;

/* One text, site or file, and who it went to or came from. */
typedef struct {
	guint64 id;      /* never used again for another thing */
	guint64 key;     /* of a site or file; 0: a text */
	guint32 number;  /* of a text: its place among the texts */
	guint32 *hashes; /* (nullable) of a text: words, then grams */
	guint n_words;
	guint n_grams;
	guint n_sightings;
	Sighting *sightings; /* oldest first */
	GList link;          /* in the order of use, the longest unused first */
} Repeat;

struct WdRepeats {
	guint max; /* texts; and as many sites and files */
	guint64 last_id;
	WdNearIndex *index;
	GPtrArray *texts; /* by number */
	GQueue text_order;
	GHashTable *exact; /* key (owned by the repeat) -> Repeat * */
	GQueue exact_order;
};

static void
free_repeat(gpointer data)
{
	Repeat *repeat = data;

	for (guint i = 0; i < repeat->n_sightings; i++)
		g_free(repeat->sightings[i].name);
	g_free(repeat->sightings);
	g_free(repeat->hashes);
	g_free(repeat);
}

static Repeat *
new_repeat(WdRepeats *repeats)
{
	Repeat *repeat = g_new0(Repeat, 1);

	repeat->id = ++repeats->last_id;
	repeat->link.data = repeat;
	return repeat;
}

/**
 * wd_repeats_new:
 * @max: how many texts are remembered, and how many sites and files; those unused longest go first
 *
 * Returns: (transfer full): repeats that have seen nothing
 */
WdRepeats *
wd_repeats_new(guint max)
{
	WdRepeats *repeats = g_new0(WdRepeats, 1);

	repeats->max = max;
	repeats->index = wd_near_index_new();
	repeats->texts = g_ptr_array_new_with_free_func(free_repeat);
	repeats->exact = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_repeat);
	return repeats;
}

/**
 * wd_repeats_free:
 * @repeats: (transfer full): repeats
 */
void
wd_repeats_free(WdRepeats *repeats)
{
	/* The links are part of what the tables free. */
	g_hash_table_unref(repeats->exact);
	g_ptr_array_unref(repeats->texts);
	wd_near_index_free(repeats->index);
	g_free(repeats);
}

static void
copy_set(WdHashSet *set, const guint32 *hashes, guint n)
{
	set->n = n;
	memcpy(set->hashes, hashes, n * sizeof *hashes);
}

static gboolean
is_same(const Repeat *repeat, const WdFingerprint *print)
{
	WdHashSet words, grams;

	copy_set(&words, repeat->hashes, repeat->n_words);
	copy_set(&grams, repeat->hashes + repeat->n_words, repeat->n_grams);
	return wd_fingerprint_is_same_text(&words, &grams, print);
}

/* The one that was sent to most peers, where several are near. */
static Repeat *
find_text(const WdRepeats *repeats, const WdFingerprint *print)
{
	guint32 numbers[WD_NEAR_INDEX_CANDIDATES];
	Repeat *best = NULL;
	guint n;

	if (print->n_words == 0)
		return NULL;
	n = wd_near_index_find(repeats->index, print, numbers);
	for (guint i = 0; i < n; i++) {
		Repeat *repeat = g_ptr_array_index(repeats->texts, numbers[i]);

		if ((best == NULL || repeat->n_sightings > best->n_sightings) &&
		    is_same(repeat, print))
			best = repeat;
	}
	return best;
}

static Repeat *
find_exact(const WdRepeats *repeats, const guint64 *keys, guint n_keys)
{
	Repeat *best = NULL;

	for (guint i = 0; i < n_keys; i++) {
		Repeat *repeat = g_hash_table_lookup(repeats->exact, &keys[i]);

		if (repeat != NULL && (best == NULL || repeat->n_sightings > best->n_sightings))
			best = repeat;
	}
	return best;
}

static Repeat *
find(const WdRepeats *repeats, const WdFingerprint *print, WdSame which)
{
	switch (which) {
	case WD_SAME_TEXT:
		return find_text(repeats, print);
	case WD_SAME_SITE:
		return find_exact(repeats, print->sites, print->n_sites);
	case WD_SAME_FILE:
		return find_exact(repeats, print->files, print->n_files);
	default:
		return NULL;
	}
}

static gboolean
can_compare(const WdFingerprint *print, WdSame which)
{
	const guint n[WD_N_SAME] = {
		[WD_SAME_TEXT] = print->n_words,
		[WD_SAME_SITE] = print->n_sites,
		[WD_SAME_FILE] = print->n_files,
	};

	return n[which] > 0;
}

static void
add_link(WdRepetition *same, guint64 urls[MAX_SIGHTINGS + 1], guint64 one)
{
	for (guint i = 0; i < same->n_links; i++) {
		if (urls[i] == one)
			return;
	}
	if (one != 0)
		urls[same->n_links++] = one;
}

static void
add_one(WdRepetition *same, guint64 *urls, const Sighting *sighting)
{
	same->n_peers++;
	same->n_strangers += sighting->is_stranger;
	same->n_answered += sighting->is_answer;
	same->n_disguised += sighting->is_disguised;
	add_link(same, urls, sighting->urls);
}

/* The pace of the last peers: a worm that begins after one honest message is as fast as any. */
static void
set_pace(WdRepetition *same, const gint64 last_ms[N_PACE], gint64 now_ms)
{
	gint64 last_gap_ms, first_gap_ms;

	same->gap_ms = G_MAXINT64;
	if (same->n_peers < 2)
		return;
	last_gap_ms = now_ms - last_ms[0];
	same->gap_ms = last_gap_ms;
	if (same->n_peers == 2)
		return;
	first_gap_ms = last_ms[0] - last_ms[1];
	same->gap_ms = (now_ms - last_ms[1]) / N_PACE;
	same->is_even = same->gap_ms >= MIN_EVEN_MS &&
			ABS(last_gap_ms - first_gap_ms) <=
				CLAMP(same->gap_ms / EVEN_PART, EVEN_MS, MAX_EVEN_MS);
}

static void
count(const Repeat *repeat, const Sighting *now, gint64 since_ms, WdRepetition *same)
{
	guint64 urls[MAX_SIGHTINGS + 1];
	gint64 last_ms[N_PACE] = {0};
	guint n_last = 0;

	add_one(same, urls, now);
	for (guint i = repeat == NULL ? 0 : repeat->n_sightings; i-- > 0;) {
		const Sighting *sighting = &repeat->sightings[i];

		if (sighting->time_ms < since_ms || sighting->time_ms > now->time_ms ||
		    sighting->peer == now->peer)
			continue;
		if (n_last < N_PACE)
			last_ms[n_last++] = sighting->time_ms;
		add_one(same, urls, sighting);
	}
	set_pace(same, last_ms, now->time_ms);
}

static Sighting
make_sighting(const WdFingerprint *print, const WdSighting *now)
{
	return (Sighting){
		.peer = now->peer,
		.urls = print->urls,
		.time_ms = now->time_ms,
		.is_stranger = now->is_stranger,
		.is_answer = now->is_answer,
		.is_disguised = print->is_disguised,
	};
}

/**
 * wd_repeats_look:
 * @repeats: repeats
 * @print: what is to be compared
 * @now: who it goes to or comes from
 * @since_ms: what is older does not count
 * @same: (out): what was seen of it, this time included
 *
 * Changes nothing.
 */
void
wd_repeats_look(const WdRepeats *repeats,
		const WdFingerprint *print,
		const WdSighting *now,
		gint64 since_ms,
		WdRepetition same[WD_N_SAME])
{
	const Sighting sighting = make_sighting(print, now);

	memset(same, 0, WD_N_SAME * sizeof *same);
	for (WdSame which = 0; which < WD_N_SAME; which++) {
		if (!can_compare(print, which))
			continue;
		count(find(repeats, print, which), &sighting, since_ms, &same[which]);
		same[which].n_words = print->n_words;
	}
}

static void
remove_sighting(Repeat *repeat, guint at)
{
	g_free(repeat->sightings[at].name);
	repeat->n_sightings--;
	memmove(repeat->sightings + at,
		repeat->sightings + at + 1,
		(repeat->n_sightings - at) * sizeof *repeat->sightings);
}

static void
see(Repeat *repeat, const Sighting *now, const char *name)
{
	guint n;

	for (guint i = repeat->n_sightings; i-- > 0;) {
		if (repeat->sightings[i].peer == now->peer)
			remove_sighting(repeat, i);
	}
	if (repeat->n_sightings == MAX_SIGHTINGS)
		remove_sighting(repeat, 0);
	n = repeat->n_sightings++;
	/* Grows in powers of two: most things are seen once. */
	if ((n & (n - 1)) == 0)
		repeat->sightings = g_renew(Sighting, repeat->sightings, n == 0 ? 1 : 2 * n);
	repeat->sightings[n] = *now;
	repeat->sightings[n].name = g_strdup(name);
}

static void
use(GQueue *order, Repeat *repeat)
{
	g_queue_unlink(order, &repeat->link);
	g_queue_push_tail_link(order, &repeat->link);
}

/* The place that a new text gets: a free one, or that of the text unused longest. */
static guint32
free_number(WdRepeats *repeats)
{
	Repeat *oldest;
	guint32 number;

	if (repeats->texts->len < repeats->max) {
		g_ptr_array_add(repeats->texts, NULL);
		return repeats->texts->len - 1;
	}
	oldest = g_queue_pop_head_link(&repeats->text_order)->data;
	number = oldest->number;
	free_repeat(oldest);
	repeats->texts->pdata[number] = NULL;
	return number;
}

static Repeat *
ensure_text(WdRepeats *repeats, const WdFingerprint *print)
{
	Repeat *repeat = find_text(repeats, print);

	if (repeat != NULL) {
		use(&repeats->text_order, repeat);
		return repeat;
	}
	repeat = new_repeat(repeats);
	repeat->number = free_number(repeats);
	repeats->texts->pdata[repeat->number] = repeat;
	repeat->n_words = print->words.n;
	repeat->n_grams = print->grams.n;
	repeat->hashes = g_new(guint32, repeat->n_words + repeat->n_grams);
	memcpy(repeat->hashes, print->words.hashes, repeat->n_words * sizeof(guint32));
	memcpy(repeat->hashes + repeat->n_words,
	       print->grams.hashes,
	       repeat->n_grams * sizeof(guint32));
	g_queue_push_tail_link(&repeats->text_order, &repeat->link);
	wd_near_index_add(repeats->index, print, repeat->number);
	return repeat;
}

static Repeat *
ensure_exact(WdRepeats *repeats, guint64 key)
{
	Repeat *repeat = g_hash_table_lookup(repeats->exact, &key);

	if (repeat != NULL) {
		use(&repeats->exact_order, repeat);
		return repeat;
	}
	if (g_queue_get_length(&repeats->exact_order) >= repeats->max) {
		Repeat *oldest = g_queue_pop_head_link(&repeats->exact_order)->data;

		g_hash_table_remove(repeats->exact, &oldest->key);
	}
	repeat = new_repeat(repeats);
	repeat->key = key;
	g_hash_table_insert(repeats->exact, &repeat->key, repeat);
	g_queue_push_tail_link(&repeats->exact_order, &repeat->link);
	return repeat;
}

/**
 * wd_repeats_note:
 * @repeats: repeats
 * @print: what went by
 * @now: who it went to or came from
 */
void
wd_repeats_note(WdRepeats *repeats, const WdFingerprint *print, const WdSighting *now)
{
	const Sighting sighting = make_sighting(print, now);

	if (print->n_words > 0)
		see(ensure_text(repeats, print), &sighting, now->name);
	for (guint i = 0; i < print->n_sites; i++)
		see(ensure_exact(repeats, print->sites[i]), &sighting, now->name);
	for (guint i = 0; i < print->n_files; i++)
		see(ensure_exact(repeats, print->files[i]), &sighting, now->name);
}

/**
 * wd_repeats_find_outbreak:
 * @repeats: repeats
 * @print: what went by
 * @which: by what it is compared
 *
 * Returns: a number that all times of the same thing share; 0 when nothing like it was noted
 */
guint64
wd_repeats_find_outbreak(const WdRepeats *repeats, const WdFingerprint *print, WdSame which)
{
	const Repeat *repeat = find(repeats, print, which);

	return repeat == NULL ? 0 : repeat->id;
}

/* Among those used last: it is asked while the outbreak goes on. */
static const Repeat *
find_by_id(const GQueue *order, guint64 outbreak)
{
	for (const GList *l = order->tail; l != NULL; l = l->prev) {
		const Repeat *repeat = l->data;

		if (repeat->id == outbreak)
			return repeat;
	}
	return NULL;
}

/**
 * wd_repeats_list_names:
 * @repeats: repeats
 * @outbreak: what wd_repeats_find_outbreak() gave
 * @since_ms: what is older does not count
 *
 * Returns: (transfer full) (element-type utf8): whom it went to, in order; a peer's spelling, to be
 * shown with care
 */
GPtrArray *
wd_repeats_list_names(const WdRepeats *repeats, guint64 outbreak, gint64 since_ms)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const Repeat *repeat = find_by_id(&repeats->text_order, outbreak);

	if (repeat == NULL)
		repeat = find_by_id(&repeats->exact_order, outbreak);
	for (guint i = 0; repeat != NULL && i < repeat->n_sightings; i++) {
		if (repeat->sightings[i].name != NULL && repeat->sightings[i].time_ms >= since_ms)
			g_ptr_array_add(names, g_strdup(repeat->sightings[i].name));
	}
	return names;
}
