/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-link-list.h"

#include <string.h>

#include "engine/wd-error.h"

#define ENTRIES_IN_A_BUCKET 8  /* one line of a processor's cache */
#define FILLED_ON_AVERAGE   5  /* of them, so that few buckets run over */
#define MAX_BUCKETS_RUN     64 /* that run over in a row; an honest list has no such place */
#define BUCKET_BYTES        (ENTRIES_IN_A_BUCKET * sizeof(guint64))
#define ALIGNMENT           64
#define MAX_LABELS          WD_LINK_ENTRY_MAX_LABELS /* of a host, from the end */
#define MAX_PATH_PARTS      12                       /* of a path, from its beginning */
#define MAX_KEY_BYTES       511                      /* of what is looked up */
#define OFFSET_KINDS        8
#define OFFSET_BUCKETS      12
#define OFFSET_N            16
#define OFFSET_KEY          24
#define OFFSET_LENGTH       40
#define OFFSET_CHECK        48
#define KIND_BIT_DOMAIN     1u
#define KIND_BIT_HOST       2u
#define KIND_BIT_PREFIX     4u

struct WdLinkList {
	GBytes *bytes;
	const guint8 *buckets; /* @n_buckets times eight hashes of 64 bits; 0: none */
	guint64 n;
	guint32 kinds;
	guint32 n_buckets;
	WdHashKey key;
};

struct WdLinkListBuilder {
	GArray *hashes; /* of guint64 */
	guint32 kinds;
	WdHashKey key;
};

static guint32
get_32(const guint8 *at)
{
	guint32 value;

	memcpy(&value, at, sizeof value);
	return GUINT32_FROM_LE(value);
}

static guint64
get_64(const guint8 *at)
{
	guint64 value;

	memcpy(&value, at, sizeof value);
	return GUINT64_FROM_LE(value);
}

static void
put_32(guint8 *at, guint32 value)
{
	value = GUINT32_TO_LE(value);
	memcpy(at, &value, sizeof value);
}

static void
put_64(guint8 *at, guint64 value)
{
	value = GUINT64_TO_LE(value);
	memcpy(at, &value, sizeof value);
}

static guint32
kind_bit(WdLinkEntryKind kind)
{
	switch (kind) {
	case WD_LINK_ENTRY_DOMAIN:
		return KIND_BIT_DOMAIN;
	case WD_LINK_ENTRY_HOST:
		return KIND_BIT_HOST;
	case WD_LINK_ENTRY_PREFIX:
		return KIND_BIT_PREFIX;
	}
	return 0;
}

/* In the field of the kinds: that some listed domain has so many labels. */
static guint32
label_bit(guint n_labels)
{
	return n_labels >= 2 && n_labels <= MAX_LABELS ? 256u << (n_labels - 2) : 0;
}

static guint
count_labels(const char *domain)
{
	guint n = 1;

	for (; *domain != '\0'; domain++)
		n += *domain == '.';
	return n;
}

/* The letter of the kind is the first byte of what is hashed. */
static guint64
hash_of(const WdHashKey *key, WdLinkEntryKind kind, const char *text, gsize len)
{
	char buffer[MAX_KEY_BYTES + 1];
	guint64 hash;

	len = len > MAX_KEY_BYTES ? MAX_KEY_BYTES : len;
	buffer[0] = (char)kind;
	memcpy(buffer + 1, text, len);
	hash = wd_keyed_hash(key, buffer, len + 1);
	return hash != 0 ? hash : 1; /* 0 is an empty place */
}

static gboolean
refuse(GError **error, const char *message)
{
	g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, message);
	return FALSE;
}

static gboolean
read_header(WdLinkList *list, const guint8 *data, gsize size, GError **error)
{
	if (size < WD_LINK_LIST_HEADER_BYTES ||
	    memcmp(data, WD_LINK_LIST_MAGIC, strlen(WD_LINK_LIST_MAGIC)) != 0)
		return refuse(error, "this is no compiled list of this version");
	list->kinds = get_32(data + OFFSET_KINDS);
	list->n_buckets = get_32(data + OFFSET_BUCKETS);
	list->n = get_64(data + OFFSET_N);
	list->key = (WdHashKey){get_64(data + OFFSET_KEY), get_64(data + OFFSET_KEY + 8)};
	if (wd_keyed_hash(&list->key, data, OFFSET_CHECK) != get_64(data + OFFSET_CHECK))
		return refuse(error, "the head of the list is damaged");
	if (list->n_buckets == 0 || list->n > (guint64)list->n_buckets * ENTRIES_IN_A_BUCKET)
		return refuse(error, "the list cannot be as large as it says");
	if (get_64(data + OFFSET_LENGTH) != size ||
	    WD_LINK_LIST_HEADER_BYTES + list->n_buckets * (guint64)BUCKET_BYTES != size)
		return refuse(error, "the list is cut off");
	list->buckets = data + WD_LINK_LIST_HEADER_BYTES;
	return TRUE;
}

/**
 * wd_link_list_new:
 * @bytes: a compiled list; a reference is taken
 * @error: return location for a #WD_ERROR
 *
 * Takes the same time however long the list is. What is behind the head is looked at when it is
 * asked for, and not believed then either.
 *
 * Returns: (transfer full): the list; NULL for other bytes, another version, and part of a list
 */
WdLinkList *
wd_link_list_new(GBytes *bytes, GError **error)
{
	g_autoptr(WdLinkList) list = g_new0(WdLinkList, 1);
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);

	if (!read_header(list, data, size, error))
		return NULL;
	list->bytes = g_bytes_ref(bytes);
	return g_steal_pointer(&list);
}

/**
 * wd_link_list_free:
 * @list: (nullable) (transfer full): a list
 */
void
wd_link_list_free(WdLinkList *list)
{
	if (list == NULL)
		return;
	g_clear_pointer(&list->bytes, g_bytes_unref);
	g_free(list);
}

/**
 * wd_link_list_get_size:
 * @list: a list
 *
 * Returns: how many entries it says that it has
 */
guint64
wd_link_list_get_size(const WdLinkList *list)
{
	return list->n;
}

/* Which bucket a hash belongs to: its share of all of them, so that any number of buckets will do.
 */
static guint32
bucket_of(guint64 hash, guint32 n_buckets)
{
	return (guint32)((hash >> 32) * n_buckets >> 32);
}

/* The bucket is in no cache; it comes while other hashes are made. */
static void
prefetch(const WdLinkList *list, guint64 hash)
{
#ifdef __GNUC__
	__builtin_prefetch(list->buckets + bucket_of(hash, list->n_buckets) * (gsize)BUCKET_BYTES);
#endif
}

/* Whether @hash is in its bucket, or in those behind it while they are full. */
static gboolean
has_hash(const WdLinkList *list, guint64 hash)
{
	guint32 bucket = bucket_of(hash, list->n_buckets);

	for (guint i = 0; i < MAX_BUCKETS_RUN; i++) {
		const guint8 *entries = list->buckets + bucket * (gsize)BUCKET_BYTES;

		for (guint j = 0; j < ENTRIES_IN_A_BUCKET; j++) {
			guint64 entry = get_64(entries + j * sizeof(guint64));

			if (entry == hash)
				return TRUE;
			if (entry == 0)
				return FALSE;
		}
		bucket = bucket + 1 == list->n_buckets ? 0 : bucket + 1;
	}
	return FALSE;
}

static gboolean
has_entry(const WdLinkList *list, WdLinkEntryKind kind, const char *text, gsize len)
{
	return (list->kinds & kind_bit(kind)) != 0 &&
	       has_hash(list, hash_of(&list->key, kind, text, len));
}

/* An end of a host that may be listed. */
typedef struct {
	const char *domain;
	guint64 hash;
} End;

/* Most lists have domains of two and of three labels and no others. */
static guint
take_ends(const WdLinkList *list, const char *host, gsize len, End *ends)
{
	const char *at = host + len;
	guint n_ends = 0;

	/* From the back, for a long name of many labels may be anything in front. */
	for (guint n_labels = 1; at > host && n_labels <= MAX_LABELS; n_labels++) {
		while (at > host && at[-1] != '.')
			at--;
		if ((list->kinds & label_bit(n_labels)) != 0) {
			guint64 hash = hash_of(
				&list->key, WD_LINK_ENTRY_DOMAIN, at, (gsize)(host + len - at));

			ends[n_ends++] = (End){at, hash};
			prefetch(list, hash);
		}
		at -= at > host;
	}
	return n_ends;
}

/* The part of @host that is listed with all below it; NULL when none is. */
static const char *
find_domain(const WdLinkList *list, const char *host, gsize len)
{
	End ends[MAX_LABELS];
	guint n_ends = take_ends(list, host, len, ends);

	for (guint i = 0; i < n_ends; i++) {
		if (has_hash(list, ends[i].hash))
			return ends[i].domain;
	}
	return NULL;
}

/* Whole parts of the path: "/a" is not the beginning of "/ab". */
static gboolean
find_prefix(const WdLinkList *list, const char *place, gsize n_host, gsize *n_found)
{
	const char *at = place + n_host;
	guint n_parts = 0;

	while (*at != '\0' && n_parts++ < MAX_PATH_PARTS) {
		at++;
		at += strcspn(at, "/?");
		*n_found = (gsize)(at - place);
		if (has_entry(list, WD_LINK_ENTRY_PREFIX, place, *n_found))
			return TRUE;
		if (*at == '?')
			break;
	}
	*n_found = strlen(place);
	return *at == '?' && has_entry(list, WD_LINK_ENTRY_PREFIX, place, *n_found);
}

static gboolean
find_url(const WdLinkList *list, const WdUrl *url, gsize n_host, char **entry)
{
	g_autofree char *place = NULL;
	gsize n_found = 0;

	if ((list->kinds & KIND_BIT_PREFIX) == 0)
		return FALSE;
	place = wd_url_format_place(url, n_host);
	if (!find_prefix(list, place, n_host, &n_found))
		return FALSE;
	if (entry != NULL)
		*entry = g_strndup(place, n_found);
	return TRUE;
}

static gboolean
tell(WdLinkEntryKind found, const char *text, gsize len, WdLinkEntryKind *kind, char **entry)
{
	if (kind != NULL)
		*kind = found;
	if (entry != NULL)
		*entry = g_strndup(text, len);
	return TRUE;
}

/**
 * wd_link_list_find:
 * @list: a list
 * @url: a URL with a host
 * @kind: (out) (optional): as what it is listed
 * @entry: (out) (optional) (transfer full): the domain, host or beginning of a URL that is listed
 *
 * A few hashes and as many looks into memory, whatever the list and the URL are.
 *
 * Returns: whether @url is listed; a name that is not is taken for a listed one once in a number
 * of eighteen digits, and nobody can choose which
 */
gboolean
wd_link_list_find(const WdLinkList *list, const WdUrl *url, WdLinkEntryKind *kind, char **entry)
{
	gsize n_host = strlen(url->host);
	const char *domain;

	n_host -= n_host > 1 && url->host[n_host - 1] == '.';
	if (has_entry(list, WD_LINK_ENTRY_HOST, url->host, n_host))
		return tell(WD_LINK_ENTRY_HOST, url->host, n_host, kind, entry);
	domain = (list->kinds & KIND_BIT_DOMAIN) == 0 ? NULL : find_domain(list, url->host, n_host);
	if (domain != NULL)
		return tell(WD_LINK_ENTRY_DOMAIN,
			    domain,
			    (gsize)(url->host + n_host - domain),
			    kind,
			    entry);
	if (!find_url(list, url, n_host, entry))
		return FALSE;
	if (kind != NULL)
		*kind = WD_LINK_ENTRY_PREFIX;
	return TRUE;
}

/**
 * wd_link_list_builder_new:
 * @key: of the hashes: from a good source of chance, so that nobody can make a name that is taken
 *   for a listed one
 *
 * Returns: (transfer full): an empty list
 */
WdLinkListBuilder *
wd_link_list_builder_new(const WdHashKey *key)
{
	WdLinkListBuilder *builder = g_new0(WdLinkListBuilder, 1);

	builder->key = *key;
	builder->hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
	return builder;
}

/**
 * wd_link_list_builder_free:
 * @builder: (nullable) (transfer full): a builder
 */
void
wd_link_list_builder_free(WdLinkListBuilder *builder)
{
	if (builder == NULL)
		return;
	g_array_unref(builder->hashes);
	g_free(builder);
}

static void
add_entry(WdLinkEntryKind kind, const char *text, gpointer data)
{
	WdLinkListBuilder *builder = data;
	guint64 hash = hash_of(&builder->key, kind, text, strlen(text));

	builder->kinds |= kind_bit(kind);
	if (kind == WD_LINK_ENTRY_DOMAIN)
		builder->kinds |= label_bit(count_labels(text));
	g_array_append_val(builder->hashes, hash);
}

/**
 * wd_link_list_builder_add_line:
 * @builder: a builder
 * @raw_line: (array length=len): a line, without its end
 * @len: its length in bytes
 * @error: return location for a #WD_ERROR
 *
 * Returns: FALSE when the line is not understood; the list goes on without it
 */
gboolean
wd_link_list_builder_add_line(WdLinkListBuilder *builder,
			      const char *raw_line,
			      gsize len,
			      GError **error)
{
	return wd_link_entry_parse(raw_line, len, add_entry, builder, error);
}

static int
compare_hashes(gconstpointer a, gconstpointer b)
{
	guint64 first = *(const guint64 *)a;
	guint64 second = *(const guint64 *)b;

	return (first > second) - (first < second);
}

static guint32
sort_hashes(GArray *hashes)
{
	guint64 *values = (guint64 *)(gpointer)hashes->data;
	guint32 n = 0;

	g_array_sort(hashes, compare_hashes);
	for (guint i = 0; i < hashes->len; i++) {
		if (n == 0 || values[n - 1] != values[i])
			values[n++] = values[i];
	}
	return n;
}

static void
write_head(
	guint8 *data, const WdLinkListBuilder *builder, guint32 n_buckets, guint32 n, guint64 size)
{
	memcpy(data, WD_LINK_LIST_MAGIC, strlen(WD_LINK_LIST_MAGIC));
	put_32(data + OFFSET_KINDS, builder->kinds);
	put_32(data + OFFSET_BUCKETS, n_buckets);
	put_64(data + OFFSET_N, n);
	put_64(data + OFFSET_KEY, builder->key.first);
	put_64(data + OFFSET_KEY + 8, builder->key.second);
	put_64(data + OFFSET_LENGTH, size);
	put_64(data + OFFSET_CHECK, wd_keyed_hash(&builder->key, data, OFFSET_CHECK));
}

static void
put_hash(guint8 *buckets, guint32 n_buckets, guint64 hash)
{
	gsize n_places = (gsize)n_buckets * ENTRIES_IN_A_BUCKET;
	gsize at = (gsize)bucket_of(hash, n_buckets) * ENTRIES_IN_A_BUCKET;

	while (get_64(buckets + at * sizeof(guint64)) != 0)
		at = at + 1 == n_places ? 0 : at + 1;
	put_64(buckets + at * sizeof(guint64), hash);
}

/**
 * wd_link_list_builder_end:
 * @builder: (transfer full): a builder
 *
 * Returns: (transfer full): the compiled list, for a file or for wd_link_list_new()
 */
GBytes *
wd_link_list_builder_end(WdLinkListBuilder *builder)
{
	g_autoptr(WdLinkListBuilder) ended = builder;
	guint32 n = sort_hashes(ended->hashes);
	guint32 n_buckets = n / FILLED_ON_AVERAGE + 1;
	guint64 size = WD_LINK_LIST_HEADER_BYTES + n_buckets * (guint64)BUCKET_BYTES;
	guint8 *data = g_aligned_alloc0(1, size, ALIGNMENT);

	write_head(data, ended, n_buckets, n, size);
	for (guint32 i = 0; i < n; i++)
		put_hash(data + WD_LINK_LIST_HEADER_BYTES,
			 n_buckets,
			 g_array_index(ended->hashes, guint64, i));
	return g_bytes_new_with_free_func(data, size, g_aligned_free, data);
}
