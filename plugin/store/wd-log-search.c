/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-search.h"

#include <string.h>

#include "engine/text/wd-markup.h"

#define WORD_JOINER "\u2060"

/* What has to be looked at of a log, so that a list of listings need not live on. */
typedef struct {
	WdLogListing listing; /* entry and path are copies */
	gint64 size;
} Item;

struct WdLogSearch {
	GPtrArray *items; /* of Item * */
	WdKeys *keys;
	char *words;
	WdLogMatched matched;
	gpointer data;
	guint next; /* of items */
	WdLogReading *reading;
	WdLogProgress progress;
};

static void
item_free(gpointer data)
{
	Item *item = data;

	wd_log_entry_free(item->listing.entry);
	g_free(item->listing.path);
	g_free(item);
}

static WdLogEntry *
copy_entry(const WdLogEntry *entry)
{
	WdLogEntry *copy = g_memdup2(entry, sizeof *entry);

	copy->path = g_strdup(entry->path);
	copy->protocol = g_strdup(entry->protocol);
	copy->account = g_strdup(entry->account);
	copy->peer = g_strdup(entry->peer);
	copy->zone = g_strdup(entry->zone);
	copy->escrow = g_strdup(entry->escrow);
	return copy;
}

static gboolean
is_ascii(const char *text)
{
	return g_str_is_ascii(text);
}

/* The first letter in either case, then the rest without regard to it: most texts are done with at
 * the speed of the C library. */
static gboolean
find_ascii(const char *text, const char *words, gsize *start)
{
	gsize len = strlen(words);
	const char letters[] = {g_ascii_tolower(words[0]), g_ascii_toupper(words[0]), '\0'};

	for (const char *at = strpbrk(text, letters); at != NULL; at = strpbrk(at + 1, letters)) {
		if (g_ascii_strncasecmp(at, words, len) == 0) {
			*start = (gsize)(at - text);
			return TRUE;
		}
	}
	return FALSE;
}

static char *
fold(const char *text, gssize len)
{
	g_autofree char *normal = g_utf8_normalize(text, len, G_NORMALIZE_ALL);

	return normal != NULL ? g_utf8_casefold(normal, -1) : g_strdup("");
}

/* Where in @text a folded prefix of @n_folded bytes ends: folding has moved the offsets. */
static gsize
unfold_offset(const char *text, gsize n_folded)
{
	const char *at = text;
	gsize n = 0;

	while (*at != '\0' && n < n_folded) {
		const char *next = g_utf8_next_char(at);
		g_autofree char *folded = fold(at, next - at);

		n += strlen(folded);
		at = next;
	}
	return (gsize)(at - text);
}

static gboolean
find_folded(const char *text, const char *words, gsize *start, gsize *len)
{
	g_autofree char *folded = fold(text, -1);
	g_autofree char *wanted = fold(words, -1);
	const char *at = wanted[0] != '\0' ? strstr(folded, wanted) : NULL;
	gsize end;

	if (at == NULL)
		return FALSE;
	*start = unfold_offset(text, (gsize)(at - folded));
	end = unfold_offset(text, (gsize)(at - folded) + strlen(wanted));
	*len = end > *start ? end - *start : 0;
	return TRUE;
}

/**
 * wd_log_search_find:
 * @text: UTF-8
 * @words: UTF-8, not empty
 * @start: (out): where the first of @words begins in @text
 * @len: (out): how many bytes of @text they take
 *
 * Looks for @words as they stand, without regard to case and to how letters are composed.
 *
 * Returns: whether they are there
 */
gboolean
wd_log_search_find(const char *text, const char *words, gsize *start, gsize *len)
{
	if (is_ascii(words)) {
		*len = strlen(words);
		return find_ascii(text, words, start);
	}
	return !is_ascii(text) && find_folded(text, words, start, len);
}

/* A link that was taken apart so that nothing makes it clickable has joiners in it, in the log as
 * on the screen. Who looks for its site types none. */
static char *
drop_joiners(const char *text)
{
	g_auto(GStrv) parts = NULL;

	if (strstr(text, WORD_JOINER) == NULL)
		return NULL;
	parts = g_strsplit(text, WORD_JOINER, -1);
	return g_strjoinv(NULL, parts);
}

static gboolean
look_at_message(const WdLogMessage *message, gpointer data)
{
	WdLogSearch *search = data;
	g_autoptr(WdMarkup) markup = NULL;
	g_autofree char *whole = NULL;
	WdLogMatch match = {.message = message, .text = message->body};

	search->progress.n_messages++;
	if (message->n_lost == 0 && strpbrk(message->body, "<&") != NULL) {
		markup = wd_markup_parse(message->body);
		match.text = markup->text;
	}
	whole = drop_joiners(match.text);
	if (whole != NULL)
		match.text = whole;
	if (!wd_log_search_find(match.text, search->words, &match.start, &match.len))
		return TRUE;
	match.listing = &((Item *)g_ptr_array_index(search->items, search->next))->listing;
	search->progress.n_matches++;
	search->matched(&match, search->data);
	return TRUE;
}

/**
 * wd_log_search_new:
 * @listings: (element-type WdLogListing): the logs to look at, in this order; copied
 * @keys: unlocked keys; outlive the search
 * @words: what to look for; not empty
 * @matched: called for every message that has it
 * @data: for @matched
 *
 * Returns: (transfer full): a search before its first step
 */
WdLogSearch *
wd_log_search_new(const GPtrArray *listings,
		  WdKeys *keys,
		  const char *words,
		  WdLogMatched matched,
		  gpointer data)
{
	WdLogSearch *search = g_new0(WdLogSearch, 1);

	search->items = g_ptr_array_new_with_free_func(item_free);
	search->keys = keys;
	search->words = g_strdup(words);
	search->matched = matched;
	search->data = data;
	for (guint i = 0; i < listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(listings, i);
		Item *item;

		if (listing->entry == NULL) {
			search->progress.n_unreadable++;
			continue;
		}
		item = g_new0(Item, 1);
		item->listing.entry = copy_entry(listing->entry);
		item->listing.path = g_strdup(listing->path);
		item->listing.size = item->size = listing->size;
		search->progress.n_all_bytes += listing->size;
		g_ptr_array_add(search->items, item);
	}
	return search;
}

static void
end_item(WdLogSearch *search, gboolean is_good)
{
	const Item *item = g_ptr_array_index(search->items, search->next);

	g_clear_pointer(&search->reading, wd_log_reading_free);
	search->progress.n_unreadable += !is_good;
	search->progress.n_bytes += item->size;
	search->next++;
}

/**
 * wd_log_search_step:
 * @search: a search
 * @max_records: how many records to read at most, 4 us each; a log is opened in 0.3 ms besides
 *
 * Returns: whether there is more to do
 */
gboolean
wd_log_search_step(WdLogSearch *search, guint max_records)
{
	const Item *item;
	gboolean is_done = FALSE;

	if (search->next >= search->items->len)
		return FALSE;
	item = g_ptr_array_index(search->items, search->next);
	if (search->reading == NULL)
		search->reading = wd_log_reading_open(
			item->listing.path, search->keys, look_at_message, search, NULL);
	if (search->reading == NULL ||
	    !wd_log_reading_step(search->reading, max_records, &is_done, NULL)) {
		end_item(search, FALSE);
	} else if (is_done) {
		WdLogCondition condition = wd_log_reading_get_report(search->reading)->condition;

		end_item(search, condition == WD_LOG_COMPLETE || condition == WD_LOG_OPEN);
	}
	return search->next < search->items->len;
}

/**
 * wd_log_search_get_progress:
 * @search: a search
 *
 * Returns: (transfer none): how far it is
 */
const WdLogProgress *
wd_log_search_get_progress(const WdLogSearch *search)
{
	return &search->progress;
}

/**
 * wd_log_search_free:
 * @search: (nullable) (transfer full): a search, done or not
 */
void
wd_log_search_free(WdLogSearch *search)
{
	if (search == NULL)
		return;
	wd_log_reading_free(search->reading);
	g_ptr_array_unref(search->items);
	g_free(search->words);
	g_free(search);
}
