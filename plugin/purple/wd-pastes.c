/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-pastes.h"

#define PASTE_MS   5000       /* lines that follow each other faster are one paste */
#define KEPT_BYTES (4 * 1024) /* of a paste that grew too long: more than a key */

typedef struct {
	GString *text;
	gint64 last_ms;
} Paste;

struct _WdPastes {
	GHashTable *table; /* key -> Paste * */
};

static void
free_paste(gpointer data)
{
	Paste *paste = data;

	g_string_free(paste->text, TRUE);
	g_free(paste);
}

/**
 * wd_pastes_new:
 *
 * Returns: (transfer full): no lines at all
 */
WdPastes *
wd_pastes_new(void)
{
	WdPastes *pastes = g_new0(WdPastes, 1);

	pastes->table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_paste);
	return pastes;
}

/**
 * wd_pastes_free:
 * @pastes: (transfer full): the lines
 */
void
wd_pastes_free(WdPastes *pastes)
{
	g_hash_table_unref(pastes->table);
	g_free(pastes);
}

static gboolean
is_over(gpointer key, gpointer value, gpointer data)
{
	const Paste *paste = value;
	const gint64 *now_ms = data;

	return ABS(*now_ms - paste->last_ms) > PASTE_MS;
}

static Paste *
get_paste(WdPastes *pastes, const char *key, gint64 now_ms)
{
	Paste *paste;

	(void)g_hash_table_foreach_remove(pastes->table, is_over, &now_ms);
	paste = g_hash_table_lookup(pastes->table, key);
	if (paste == NULL) {
		paste = g_new0(Paste, 1);
		paste->text = g_string_new(NULL);
		g_hash_table_insert(pastes->table, g_strdup(key), paste);
	}
	paste->last_ms = now_ms;
	return paste;
}

/* What is in the middle of being sent has begun in the last lines, and must not lose its head. */
static void
shorten(GString *text)
{
	const char *from = text->str + text->len - KEPT_BYTES;

	while (((guchar)*from & 0xc0) == 0x80)
		from++;
	g_string_erase(text, 0, from - text->str);
}

/**
 * wd_pastes_add:
 * @pastes: the lines
 * @key: of the conversation
 * @line: that leaves it now
 * @now_ms: when
 *
 * A space joins the lines: what stands in one line was found there already, and a card number goes
 * on over it.
 *
 * Returns: (transfer none): the paste that @line is part of, until the next call
 */
const char *
wd_pastes_add(WdPastes *pastes, const char *key, const char *line, gint64 now_ms)
{
	Paste *paste = get_paste(pastes, key, now_ms);

	if (paste->text->len > WD_PASTE_BYTES)
		shorten(paste->text);
	g_string_append_printf(paste->text, "%s%s", paste->text->len > 0 ? " " : "", line);
	return paste->text->str;
}

/**
 * wd_pastes_forget:
 * @pastes: the lines
 * @key: of the conversation whose next line is the first of a paste
 */
void
wd_pastes_forget(WdPastes *pastes, const char *key)
{
	(void)g_hash_table_remove(pastes->table, key);
}

/**
 * wd_pastes_count:
 * @pastes: the lines
 *
 * Returns: of how many conversations lines are kept
 */
guint
wd_pastes_count(const WdPastes *pastes)
{
	return g_hash_table_size(pastes->table);
}
