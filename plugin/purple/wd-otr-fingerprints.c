/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-otr-fingerprints.h"

#include <string.h>

#define N_FIELDS          4  /* user, account, protocol, key; what is trusted may follow */
#define FINGERPRINT_CHARS 40 /* hexadecimal digits of a SHA-1 */

struct WdOtrFingerprints {
	GHashTable *people; /* "USER\tACCOUNT\tPROTOCOL" -> GHashTable *: set of keys, char * */
	guint n_keys;
};

static gboolean
is_fingerprint(const char *text)
{
	return strlen(text) == FINGERPRINT_CHARS &&
	       text[strspn(text, "0123456789abcdefABCDEF")] == '\0';
}

static void
add_line(WdOtrFingerprints *keys, const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", N_FIELDS + 1);
	g_autofree char *person = NULL;
	GHashTable *known;

	if (g_strv_length(fields) < N_FIELDS || *fields[0] == '\0' || !is_fingerprint(fields[3]))
		return;
	person = g_strjoin("\t", fields[0], fields[1], fields[2], NULL);
	known = g_hash_table_lookup(keys->people, person);
	if (known == NULL) {
		known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		g_hash_table_insert(keys->people, g_steal_pointer(&person), known);
	}
	keys->n_keys += g_hash_table_add(known, g_ascii_strdown(fields[3], -1));
}

/**
 * wd_otr_fingerprints_parse:
 * @raw_bytes: (array length=len): a file as libotr writes it, or anything
 * @len: how many; beyond %WD_OTR_MAX_BYTES they are not read
 *
 * A line that is none of libotr's is left out.
 *
 * Returns: (transfer full): whose keys are known
 */
WdOtrFingerprints *
wd_otr_fingerprints_parse(const char *raw_bytes, gsize len)
{
	WdOtrFingerprints *keys = g_new0(WdOtrFingerprints, 1);
	g_autofree char *raw = g_strndup(raw_bytes, MIN(len, WD_OTR_MAX_BYTES));
	g_autofree char *text = g_utf8_make_valid(raw, -1);
	g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);

	keys->people = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
	for (guint i = 0; lines[i] != NULL; i++)
		add_line(keys, lines[i]);
	return keys;
}

/**
 * wd_otr_fingerprints_free:
 * @keys: (nullable) (transfer full): keys
 */
void
wd_otr_fingerprints_free(WdOtrFingerprints *keys)
{
	if (keys == NULL)
		return;
	g_hash_table_unref(keys->people);
	g_free(keys);
}

/**
 * wd_otr_fingerprints_count:
 * @keys: keys
 *
 * Returns: how many there are, of all people
 */
guint
wd_otr_fingerprints_count(const WdOtrFingerprints *keys)
{
	return keys->n_keys;
}

static void
free_person(gpointer data)
{
	WdOtrPerson *person = data;

	g_free(person->user);
	g_free(person->account);
	g_free(person->protocol);
	g_free(person);
}

static WdOtrPerson *
new_person(const char *key)
{
	g_auto(GStrv) fields = g_strsplit(key, "\t", 3);
	WdOtrPerson *person = g_new0(WdOtrPerson, 1);

	person->user = g_strdup(fields[0]);
	person->account = g_strdup(fields[1]);
	person->protocol = g_strdup(fields[2]);
	return person;
}

static gboolean
has_new_key(GHashTable *before, GHashTable *after)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, after);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		if (!g_hash_table_contains(before, key))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_otr_fingerprints_list_changed:
 * @before: what was known
 * @after: what is known now
 *
 * Returns: (transfer full) (element-type WdOtrPerson): who had a key before, and has another one
 * now
 */
GPtrArray *
wd_otr_fingerprints_list_changed(const WdOtrFingerprints *before, const WdOtrFingerprints *after)
{
	GPtrArray *changed = g_ptr_array_new_with_free_func(free_person);
	GHashTableIter iter;
	gpointer person;
	gpointer keys;

	g_hash_table_iter_init(&iter, after->people);
	while (g_hash_table_iter_next(&iter, &person, &keys)) {
		GHashTable *known = g_hash_table_lookup(before->people, person);

		if (known != NULL && has_new_key(known, keys))
			g_ptr_array_add(changed, new_person(person));
	}
	return changed;
}
