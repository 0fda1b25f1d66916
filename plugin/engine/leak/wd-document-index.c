/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-document-index.h"

#include <string.h>

#include "engine/leak/wd-leak-text.h"
#include "engine/wd-error.h"

#define MAGIC         "WDDOCS1\n"
#define N_MAGIC       8
#define N_HEADER      56
#define N_BUCKETS     65536u /* by the first sixteen bits of a hash */
#define N_DIRECTORY   ((N_BUCKETS + 1) * sizeof(guint32))
#define N_ENTRY       sizeof(guint64)
#define DOCUMENT_BITS 24 /* of an entry; the other forty are the hash's highest */
#define DOCUMENT_MASK ((G_GUINT64_CONSTANT(1) << DOCUMENT_BITS) - 1)
#define HASH_MASK     (~DOCUMENT_MASK)
#define COMMON        3  /* a passage in more documents than this… */
#define COMMON_SHARE  50 /* …and in more than one in fifty is nobody's secret */

struct WdDocumentIndex {
	const guint8 *directory;
	const guint8 *entries;
	guint n_entries;
	guint n_documents;
	WdHashKey key;
};

struct WdDocumentBuilder {
	WdHashKey key;
	gsize max_bytes;
	guint n_documents;
	GArray *entries; /* of guint64 */
};

static guint32
get_32(const guint8 *bytes)
{
	return (guint32)bytes[0] | (guint32)bytes[1] << 8 | (guint32)bytes[2] << 16 |
	       (guint32)bytes[3] << 24;
}

static guint64
get_64(const guint8 *bytes)
{
	return get_32(bytes) | (guint64)get_32(bytes + 4) << 32;
}

static void
put_32(GByteArray *out, guint32 number)
{
	const guint8 bytes[] = {(guint8)number,
				(guint8)(number >> 8),
				(guint8)(number >> 16),
				(guint8)(number >> 24)};

	g_byte_array_append(out, bytes, sizeof bytes);
}

static void
put_64(GByteArray *out, guint64 number)
{
	put_32(out, (guint32)number);
	put_32(out, (guint32)(number >> 32));
}

static gboolean
refuse(WdError code, const char *reason, GError **error)
{
	g_set_error_literal(error, WD_ERROR, (gint)code, reason);
	return FALSE;
}

/* Everything that a search relies on, so that it need not look again: the buckets follow each other
 * and end with the entries. The order within a bucket matters to the result alone. */
static gboolean
check_directory(const WdDocumentIndex *index, GError **error)
{
	guint32 before = 0;

	for (guint i = 0; i <= N_BUCKETS; i++) {
		guint32 offset = get_32(index->directory + i * sizeof(guint32));

		if (offset < before || offset > index->n_entries)
			return refuse(WD_ERROR_DAMAGED, "its directory is damaged", error);
		before = offset;
	}
	if (before != index->n_entries)
		return refuse(WD_ERROR_DAMAGED, "its directory does not reach its end", error);
	return TRUE;
}

static gboolean
read_header(WdDocumentIndex *index, const guint8 *bytes, gsize len, GError **error)
{
	if (len < N_HEADER || memcmp(bytes, MAGIC, N_MAGIC) != 0)
		return refuse(WD_ERROR_MALFORMED, "this is no index of documents", error);
	if (get_32(bytes + 8) != WD_DOCUMENT_INDEX_VERSION ||
	    get_32(bytes + 12) != WD_PASSAGE_WORDS || get_32(bytes + 16) != WD_PASSAGE_WINDOW)
		return refuse(WD_ERROR_UNSUPPORTED,
			      "this index is of another version; compile it again",
			      error);
	index->n_documents = get_32(bytes + 20);
	index->n_entries = get_32(bytes + 24);
	index->key = (WdHashKey){get_64(bytes + 40), get_64(bytes + 48)};
	if (index->n_documents > WD_DOCUMENT_INDEX_MAX ||
	    index->n_entries > WD_DOCUMENT_INDEX_BYTES / N_ENTRY ||
	    len != N_HEADER + N_DIRECTORY + index->n_entries * N_ENTRY)
		return refuse(WD_ERROR_DAMAGED, "it is shorter or longer than it says", error);
	return TRUE;
}

/**
 * wd_document_index_parse:
 * @bytes: (array length=len): an index; must stay, unchanged, as long as the result
 * @len: how many
 * @error: return location for a #WD_ERROR
 *
 * Looks at the header and at the directory, a quarter of a MiB, not at the entries.
 *
 * Returns: (transfer full): the index, or %NULL
 */
WdDocumentIndex *
wd_document_index_parse(const guint8 *bytes, gsize len, GError **error)
{
	g_autoptr(WdDocumentIndex) index = g_new0(WdDocumentIndex, 1);

	if (!read_header(index, bytes, len, error))
		return NULL;
	index->directory = bytes + N_HEADER;
	index->entries = index->directory + N_DIRECTORY;
	return check_directory(index, error) ? g_steal_pointer(&index) : NULL;
}

/**
 * wd_document_index_free:
 * @index: (nullable) (transfer full): an index
 */
void
wd_document_index_free(WdDocumentIndex *index)
{
	g_free(index);
}

/**
 * wd_document_index_count:
 * @index: an index
 *
 * Returns: how many documents it knows
 */
guint
wd_document_index_count(const WdDocumentIndex *index)
{
	return index->n_documents;
}

/* The first entry of @hash among those of its bucket, by halves; their end when there is none. */
static guint32
find_entry(const WdDocumentIndex *index, guint64 hash, guint32 *end)
{
	const guint8 *bucket = index->directory + (hash >> 48) * sizeof(guint32);
	guint32 low = get_32(bucket);
	guint32 high = get_32(bucket + sizeof(guint32));

	*end = high;
	while (low < high) {
		guint32 middle = low + (high - low) / 2;

		if ((get_64(index->entries + middle * N_ENTRY) & HASH_MASK) < (hash & HASH_MASK))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/**
 * wd_document_index_find:
 * @index: an index
 * @words: a text
 * @found: called for every passage of a document that stands in @words, with the document's number
 *         and the passage's bytes in the row of words
 * @data: given to @found
 *
 * A tenth of a microsecond for each word.
 */
void
wd_document_index_find(const WdDocumentIndex *index,
		       const WdLeakWords *words,
		       WdDocumentFound found,
		       gpointer data)
{
	g_autoptr(GArray) passages = wd_passages_hash(&index->key, words);

	for (guint i = 0; i < passages->len; i++) {
		const WdPassage *passage = &g_array_index(passages, WdPassage, i);
		guint32 end;
		guint32 at = find_entry(index, passage->hash, &end);

		for (; at < end; at++) {
			guint64 entry = get_64(index->entries + at * N_ENTRY);

			if ((entry & HASH_MASK) != (passage->hash & HASH_MASK))
				break;
			found((guint)(entry & DOCUMENT_MASK), passage->start, passage->end, data);
		}
	}
}

/**
 * wd_document_builder_new:
 * @key: random bytes of this index: without them nobody can make a table of common sentences
 * @max_bytes: how large the index may become; passages are left out evenly until it fits
 *
 * Returns: (transfer full): a builder
 */
WdDocumentBuilder *
wd_document_builder_new(const WdHashKey *key, gsize max_bytes)
{
	WdDocumentBuilder *builder = g_new0(WdDocumentBuilder, 1);

	builder->key = *key;
	builder->max_bytes = MIN(max_bytes, WD_DOCUMENT_INDEX_BYTES);
	builder->entries = g_array_new(FALSE, FALSE, N_ENTRY);
	return builder;
}

/**
 * wd_document_builder_free:
 * @builder: (nullable) (transfer full): a builder
 */
void
wd_document_builder_free(WdDocumentBuilder *builder)
{
	if (builder == NULL)
		return;
	g_array_unref(builder->entries);
	g_free(builder);
}

/**
 * wd_document_builder_add:
 * @builder: a builder of less than %WD_DOCUMENT_INDEX_MAX documents
 * @text: a document, valid UTF-8
 *
 * Gives it the next number, from 0.
 *
 * Returns: how many passages of it are kept; 0 when it is too short to be known again
 */
guint
wd_document_builder_add(WdDocumentBuilder *builder, const char *text)
{
	g_auto(WdLeakText) view = {0};
	g_auto(WdLeakWords) words = {0};
	g_autoptr(GArray) passages = NULL;
	guint64 number = builder->n_documents++;

	wd_leak_text_init(&view, text);
	wd_leak_words_init(&words, view.plain);
	passages = wd_passages_hash(&builder->key, &words);
	wd_passages_winnow(passages);
	for (guint i = 0; i < passages->len; i++) {
		guint64 entry = (g_array_index(passages, WdPassage, i).hash & HASH_MASK) | number;

		g_array_append_val(builder->entries, entry);
	}
	return passages->len;
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
	guint64 one = *(const guint64 *)a;
	guint64 other = *(const guint64 *)b;

	return (one > other) - (one < other);
}

/* Twice in one document counts once; what many documents have is a form, not a secret. */
static void
drop_common(WdDocumentBuilder *builder)
{
	guint64 *entries = (guint64 *)(void *)builder->entries->data;
	guint n_most = MAX(COMMON, builder->n_documents / COMMON_SHARE);
	guint n_kept = 0;
	guint next;

	for (guint i = 0; i < builder->entries->len; i = next) {
		guint first = n_kept;

		for (next = i; next < builder->entries->len &&
			       (entries[next] & HASH_MASK) == (entries[i] & HASH_MASK);
		     next++) {
			if (n_kept == first || entries[n_kept - 1] != entries[next])
				entries[n_kept++] = entries[next];
		}
		if (n_kept - first > n_most)
			n_kept = first;
	}
	g_array_set_size(builder->entries, n_kept);
}

/* By the hash, so that a passage is left out of all documents or of none. */
static void
thin_out(WdDocumentBuilder *builder)
{
	guint64 *entries = (guint64 *)(void *)builder->entries->data;
	gsize n_most = (builder->max_bytes - N_HEADER - N_DIRECTORY) / N_ENTRY;
	guint n_kept = 0;
	guint64 share;

	if (builder->entries->len <= n_most)
		return;
	share = builder->entries->len / n_most + 1;
	for (guint i = 0; i < builder->entries->len; i++) {
		if ((entries[i] >> DOCUMENT_BITS) % share == 0)
			entries[n_kept++] = entries[i];
	}
	g_array_set_size(builder->entries, n_kept);
}

static void
append_directory(const WdDocumentBuilder *builder, GByteArray *out)
{
	const guint64 *entries = (const guint64 *)(const void *)builder->entries->data;
	guint32 at = 0;

	for (guint bucket = 0; bucket <= N_BUCKETS; bucket++) {
		while (at < builder->entries->len && entries[at] >> 48 < bucket)
			at++;
		put_32(out, at);
	}
}

/**
 * wd_document_builder_end:
 * @builder: a builder with all its documents
 *
 * Sorts and writes down what is kept; the builder is of no use afterwards.
 *
 * Returns: (transfer full): the bytes of the index
 */
GByteArray *
wd_document_builder_end(WdDocumentBuilder *builder)
{
	GByteArray *out = g_byte_array_new();

	g_array_sort(builder->entries, compare_entries);
	drop_common(builder);
	thin_out(builder);
	g_byte_array_append(out, (const guint8 *)MAGIC, N_MAGIC);
	put_32(out, WD_DOCUMENT_INDEX_VERSION);
	put_32(out, WD_PASSAGE_WORDS);
	put_32(out, WD_PASSAGE_WINDOW);
	put_32(out, builder->n_documents);
	put_32(out, builder->entries->len);
	put_32(out, 0);
	put_64(out, 0);
	put_64(out, builder->key.first);
	put_64(out, builder->key.second);
	append_directory(builder, out);
	for (guint i = 0; i < builder->entries->len; i++)
		put_64(out, g_array_index(builder->entries, guint64, i));
	return out;
}
