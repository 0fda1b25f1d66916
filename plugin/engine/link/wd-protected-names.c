/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-protected-names.h"

#include <string.h>

#include "engine/link/wd-confusables.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-suffix.h"
#include "engine/wd-limits.h"

#define MAX_TYPO_LETTERS 40 /* in longer names nobody counts the letters */
#define MIN_TYPO_LETTERS 6  /* in a shorter one, one letter makes another honest word */

/* What a hash of the table was taken of; part of the hash. */
typedef enum { KIND_DOMAIN = 1, KIND_SKELETON, KIND_SHORTENED } Kind;

typedef struct {
	guint32 hash;
	guint32 index; /* of the name, plus one; 0: empty */
} Slot;

struct WdProtectedNames {
	GPtrArray *names; /* of WdProtectedName * */
	Slot *slots;      /* open addressing; the same hash may stand in it more than once */
	guint32 mask;
	guint64 lengths; /* bit n: some skeleton is n bytes long */
};

#define FNV_BASIS 2166136261u
#define FNV_PRIME 16777619u

static guint32
hash_more(guint32 hash, const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		hash = (hash ^ (guchar)text[i]) * FNV_PRIME;
	return hash;
}

static guint32
hash_of(Kind kind, const char *text, gsize len)
{
	return hash_more((FNV_BASIS ^ (guint32)kind) * FNV_PRIME, text, len);
}

/* Of @text without its byte at @i. */
static guint32
hash_without(const char *text, gsize len, gsize i)
{
	return hash_more(hash_of(KIND_SHORTENED, text, i), text + i + 1, len - i - 1);
}

static guint32
spread(guint32 hash)
{
	return hash ^ hash >> 15;
}

static void
put(WdProtectedNames *names, guint32 hash, guint32 index)
{
	guint32 at = spread(hash) & names->mask;

	while (names->slots[at].index != 0)
		at = (at + 1) & names->mask;
	names->slots[at] = (Slot){hash, index + 1};
}

/* The next name of @hash at or behind @at, which is moved on; NULL when there is none. */
static const WdProtectedName *
next_of(const WdProtectedNames *names, guint32 hash, guint32 *at)
{
	while (names->slots[*at].index != 0) {
		const Slot *slot = &names->slots[*at];

		*at = (*at + 1) & names->mask;
		if (slot->hash == hash)
			return g_ptr_array_index(names->names, slot->index - 1);
	}
	return NULL;
}

static void
free_name(gpointer pointer)
{
	WdProtectedName *name = pointer;

	g_free(name->domain);
	g_free(name->label);
	g_free(name->skeleton);
	g_free(name);
}

static WdProtectedName *
parse_name(const char *raw)
{
	const char *bare = g_str_has_prefix(raw, "*.") ? raw + 2 : raw;
	char *host = wd_host_parse(bare, -1, NULL);
	g_autofree char *registrable = NULL;
	g_autofree char *unicode = NULL;
	WdProtectedName *name;

	if (host == NULL || wd_host_is_address(host)) {
		g_free(host);
		return NULL;
	}
	name = g_new0(WdProtectedName, 1);
	name->domain = host;
	/* Of "mail.corp.example" too it is "corp" that another name would imitate. */
	registrable = wd_suffix_get_registrable(host);
	unicode = wd_host_to_unicode(registrable != NULL ? registrable : host);
	name->label = g_strndup(unicode, strcspn(unicode, "."));
	name->skeleton = wd_confusable_skeleton(name->label);
	name->suffix =
		strchr(registrable != NULL ? host + strlen(host) - strlen(registrable) : host, '.');
	name->suffix = name->suffix != NULL ? name->suffix + 1 : "";
	return name;
}

static gboolean
has_typos(const char *skeleton, gsize len)
{
	return len >= MIN_TYPO_LETTERS && len <= MAX_TYPO_LETTERS && skeleton[0] != '\0';
}

static gsize
count_slots(const WdProtectedNames *names)
{
	gsize n = 16;

	for (guint i = 0; i < names->names->len; i++) {
		const WdProtectedName *name = g_ptr_array_index(names->names, i);

		n += 3 + strlen(name->skeleton);
	}
	return n;
}

static void
put_name(WdProtectedNames *names, guint32 index)
{
	const WdProtectedName *name = g_ptr_array_index(names->names, index);
	gsize len = strlen(name->skeleton);

	put(names, hash_of(KIND_DOMAIN, name->domain, strlen(name->domain)), index);
	put(names, hash_of(KIND_SKELETON, name->skeleton, len), index);
	names->lengths |= G_GUINT64_CONSTANT(1) << (len < 64 ? len : 63);
	if (!has_typos(name->skeleton, len))
		return;
	put(names, hash_of(KIND_SHORTENED, name->skeleton, len), index);
	for (gsize i = 0; i < len; i++) {
		/* Of a run of equal letters each leaves the same. */
		if (i == 0 || name->skeleton[i] != name->skeleton[i - 1])
			put(names, hash_without(name->skeleton, len, i), index);
	}
}

/**
 * wd_protected_names_new:
 * @domains: (nullable): domains as policies name them, NULL-terminated; what is none is left out
 *
 * Costs some microseconds and some dozen slots for each.
 *
 * Returns: (transfer full): the table
 */
WdProtectedNames *
wd_protected_names_new(const char *const *domains)
{
	WdProtectedNames *names = g_new0(WdProtectedNames, 1);
	gsize n_slots = 16;

	names->names = g_ptr_array_new_with_free_func(free_name);
	for (; domains != NULL && *domains != NULL; domains++) {
		WdProtectedName *name = parse_name(*domains);

		if (name != NULL)
			g_ptr_array_add(names->names, name);
	}
	while (n_slots < 2 * count_slots(names))
		n_slots *= 2;
	names->slots = g_new0(Slot, n_slots);
	names->mask = (guint32)(n_slots - 1);
	for (guint i = 0; i < names->names->len; i++)
		put_name(names, i);
	return names;
}

/**
 * wd_protected_names_free:
 * @names: (nullable) (transfer full): a table
 */
void
wd_protected_names_free(WdProtectedNames *names)
{
	if (names == NULL)
		return;
	g_ptr_array_unref(names->names);
	g_free(names->slots);
	g_free(names);
}

/**
 * wd_protected_names_get_size:
 * @names: a table
 *
 * Returns: how many domains it holds
 */
guint
wd_protected_names_get_size(const WdProtectedNames *names)
{
	return names->names->len;
}

/**
 * wd_protected_names_find_domain:
 * @names: a table
 * @domain: (array length=len): a domain in ASCII and lower case
 * @len: its length in bytes
 *
 * Returns: (transfer none) (nullable): the name whose domain is @domain
 */
const WdProtectedName *
wd_protected_names_find_domain(const WdProtectedNames *names, const char *domain, gsize len)
{
	guint32 hash = hash_of(KIND_DOMAIN, domain, len);
	guint32 at = spread(hash) & names->mask;
	const WdProtectedName *name;

	while ((name = next_of(names, hash, &at)) != NULL) {
		if (strlen(name->domain) == len && memcmp(name->domain, domain, len) == 0)
			return name;
	}
	return NULL;
}

/**
 * wd_protected_names_find_above:
 * @names: a table
 * @host: a host that wd_host_parse() gave
 *
 * Returns: (transfer none) (nullable): the name that @host is or stands below: its owner's
 */
const WdProtectedName *
wd_protected_names_find_above(const WdProtectedNames *names, const char *host)
{
	gsize len = strlen(host);
	const WdProtectedName *found = NULL;

	len -= len > 0 && host[len - 1] == '.';
	if (len > WD_LIMIT_HOST_BYTES)
		return NULL; /* no name service knows it, so it is nobody's */
	for (const char *end = host + len; host != NULL && host < end && found == NULL;) {
		found = wd_protected_names_find_domain(names, host, (gsize)(end - host));
		host = memchr(host, '.', (gsize)(end - host));
		host += host != NULL;
	}
	return found;
}

static const WdProtectedName *
find_skeleton(const WdProtectedNames *names, guint32 hash, const char *skeleton, gsize len)
{
	guint32 at = spread(hash) & names->mask;
	const WdProtectedName *name;

	while ((name = next_of(names, hash, &at)) != NULL) {
		if (strlen(name->skeleton) == len && memcmp(name->skeleton, skeleton, len) == 0)
			return name;
	}
	return NULL;
}

/**
 * wd_protected_names_find_skeleton:
 * @names: a table
 * @skeleton: (array length=len): what wd_confusable_skeleton() gave, or a part of it
 * @len: its length in bytes
 *
 * Returns: (transfer none) (nullable): a name that looks like @skeleton
 */
const WdProtectedName *
wd_protected_names_find_skeleton(const WdProtectedNames *names, const char *skeleton, gsize len)
{
	return find_skeleton(names, hash_of(KIND_SKELETON, skeleton, len), skeleton, len);
}

/* One letter added, dropped, changed or swapped with its neighbour. */
static gboolean
is_one_typo(const char *a, const char *b)
{
	gsize n_a = strlen(a);
	gsize n_b = strlen(b);
	gsize i = 0;

	if (n_a > n_b)
		return is_one_typo(b, a);
	if (n_b - n_a > 1 || strcmp(a, b) == 0)
		return FALSE;
	while (i < n_a && a[i] == b[i])
		i++;
	if (n_a < n_b)
		return strcmp(a + i, b + i + 1) == 0;
	if (strcmp(a + i + 1, b + i + 1) == 0)
		return TRUE;
	return a[i + 1] != '\0' && a[i] == b[i + 1] && a[i + 1] == b[i] &&
	       strcmp(a + i + 2, b + i + 2) == 0;
}

/* Looks through the names of one hash; one under @suffix is better than another. */
static gboolean
find_neighbour(const WdProtectedNames *names,
	       guint32 hash,
	       const char *skeleton,
	       const char *suffix,
	       const WdProtectedName **best)
{
	guint32 at = spread(hash) & names->mask;
	const WdProtectedName *name;

	while ((name = next_of(names, hash, &at)) != NULL) {
		gboolean is_near = strcmp(name->suffix, suffix) == 0;

		if ((*best != NULL && !is_near) || !is_one_typo(skeleton, name->skeleton))
			continue;
		*best = name;
		if (is_near)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_protected_names_find_typo:
 * @names: a table
 * @skeleton: what wd_confusable_skeleton() gave
 * @suffix: where @skeleton stands: of several names one there is meant
 *
 * Two words one letter apart become the same when the right letter is left out of one or of both
 * of them, so there is no need to compare with every name.
 *
 * Returns: (transfer none) (nullable): a name that is one slip of the finger away
 */
const WdProtectedName *
wd_protected_names_find_typo(const WdProtectedNames *names,
			     const char *skeleton,
			     const char *suffix)
{
	gsize len = strlen(skeleton);
	const WdProtectedName *best = NULL;

	if (len + 1 < MIN_TYPO_LETTERS || len > MAX_TYPO_LETTERS + 1 ||
	    find_neighbour(names, hash_of(KIND_SHORTENED, skeleton, len), skeleton, suffix, &best))
		return best;
	for (gsize i = 0; i < len; i++) {
		if ((i == 0 || skeleton[i] != skeleton[i - 1]) &&
		    find_neighbour(names, hash_without(skeleton, len, i), skeleton, suffix, &best))
			break;
	}
	return best;
}

/**
 * wd_protected_names_find_inside:
 * @names: a table
 * @skeleton: what wd_confusable_skeleton() gave
 * @min_letters: shorter names are parts of too many words
 *
 * Returns: (transfer none) (nullable): a name that is a part of @skeleton, the longest of those
 * that begin first
 */
const WdProtectedName *
wd_protected_names_find_inside(const WdProtectedNames *names,
			       const char *skeleton,
			       gsize min_letters)
{
	gsize len = strlen(skeleton);

	for (gsize start = 0; start + min_letters <= len && start < 63; start++) {
		guint32 hash = hash_of(KIND_SKELETON, skeleton + start, 0);
		const WdProtectedName *longest = NULL;

		for (gsize n = 1; n <= MIN(len - start, 62); n++) {
			const WdProtectedName *name = NULL;

			hash = hash_more(hash, skeleton + start + n - 1, 1);
			if (n >= min_letters && (names->lengths >> n & 1) != 0)
				name = find_skeleton(names, hash, skeleton + start, n);
			longest = name != NULL ? name : longest;
		}
		if (longest != NULL)
			return longest;
	}
	return NULL;
}
