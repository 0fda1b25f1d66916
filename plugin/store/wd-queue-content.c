/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-content.h"

#include "engine/wd-error.h"
#include "store/wd-held-codec.h"
#include "store/wd-held-seal.h"
#include "store/wd-queue-payload.h"

/* Opening one costs some 0.1 ms, one that is an age file 0.3 ms; a review window lists hundreds. */
#define MAX_REMEMBERED_BYTES                                                                       \
	(8 * 1024 * 1024) /* sealed; all rows of any queue but a flooded one                       \
			   */

struct WdQueueContent {
	char *base;
	WdKeys *keys;
	WdHeldSealer *sealer;
	WdHeldOpener *opener;
	GHashTable *opened; /* id -> WdHeld: contents never change, states come from the row */
	gsize n_remembered_bytes;
};

/**
 * wd_queue_content_new:
 * @base: the Warden folder of the client
 * @keys: (transfer none): must live as long as the result
 *
 * Returns: (transfer full): freed with wd_queue_content_free()
 */
WdQueueContent *
wd_queue_content_new(const char *base, WdKeys *keys)
{
	WdQueueContent *content = g_new0(WdQueueContent, 1);

	content->base = g_strdup(base);
	content->keys = keys;
	content->sealer = wd_held_sealer_new(keys);
	content->opener = wd_held_opener_new(keys);
	content->opened = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)wd_held_free);
	return content;
}

/**
 * wd_queue_content_free:
 * @content: (nullable) (transfer full): the contents
 */
void
wd_queue_content_free(WdQueueContent *content)
{
	if (content == NULL)
		return;
	g_hash_table_unref(content->opened);
	wd_held_sealer_free(content->sealer);
	wd_held_opener_free(content->opener);
	g_free(content->base);
	g_free(content);
}

/**
 * wd_queue_content_seal:
 * @content: the contents
 * @held: a row
 * @error: return location for a #WD_ERROR
 *
 * Needs the public key only. More than %WD_QUEUE_PAYLOAD_MAX_INLINE bytes are put into a file.
 *
 * Returns: (transfer full): the sealed row, whether or not it went into a file of its own
 */
GBytes *
wd_queue_content_seal(WdQueueContent *content, const WdHeld *held, GError **error)
{
	g_autoptr(GBytes) plain = wd_held_codec_format(held);
	g_autoptr(GBytes) sealed = NULL;
	gsize len;
	const guint8 *bytes = g_bytes_get_data(plain, &len);

	if (len > WD_HELD_CODEC_MAX_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "held content of %" G_GSIZE_FORMAT " bytes",
			    len);
		return NULL;
	}
	sealed = wd_held_sealer_seal(content->sealer, bytes, len, error);
	if (sealed == NULL)
		return NULL;
	if (g_bytes_get_size(sealed) > WD_QUEUE_PAYLOAD_MAX_INLINE &&
	    !wd_queue_payload_save(content->base, held->id, sealed, error))
		return NULL;
	return g_steal_pointer(&sealed);
}

/* The id is sealed with the rest: a content moved to another row does not open there. */
static WdHeld *
unseal(WdQueueContent *content, const char *id, const guint8 *sealed, gsize len, GError **error)
{
	g_autoptr(GBytes) plain = wd_held_opener_open(content->opener, sealed, len, error);
	g_autoptr(WdHeld) held = NULL;
	gsize plain_len;
	const guint8 *bytes;

	if (plain == NULL)
		return NULL;
	bytes = g_bytes_get_data(plain, &plain_len);
	held = wd_held_codec_parse(bytes, plain_len, error);
	if (held != NULL && !g_str_equal(held->id, id)) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "the content of another row");
		return NULL;
	}
	return g_steal_pointer(&held);
}

static void
remember(WdQueueContent *content, const WdHeld *held, gsize len)
{
	if (content->n_remembered_bytes + len > MAX_REMEMBERED_BYTES)
		return;
	content->n_remembered_bytes += len;
	g_hash_table_insert(content->opened, g_strdup(held->id), wd_held_copy(held));
}

static void
forget_all(WdQueueContent *content)
{
	g_hash_table_remove_all(content->opened);
	wd_held_opener_forget(content->opener);
	content->n_remembered_bytes = 0;
}

/**
 * wd_queue_content_open:
 * @content: the contents
 * @id: the row's id
 * @sealed: (nullable) (array length=len): the sealed row; NULL when it lies in a file of its own
 * @len: length of @sealed in bytes
 * @error: return location for a #WD_ERROR: %WD_ERROR_LOCKED when the key is locked,
 *   %WD_ERROR_WRONG_KEY, %WD_ERROR_DAMAGED, %WD_ERROR_MALFORMED, %WD_ERROR_NOT_FOUND
 *
 * What was opened once stays in memory until the key is locked.
 *
 * Returns: (transfer full): the row, as if it waited
 */
WdHeld *
wd_queue_content_open(
	WdQueueContent *content, const char *id, const guint8 *sealed, gsize len, GError **error)
{
	g_autoptr(GBytes) loaded = NULL;
	const WdHeld *known;
	WdHeld *held;

	if (wd_keys_is_locked(content->keys))
		forget_all(content);
	known = g_hash_table_lookup(content->opened, id);
	if (known != NULL)
		return wd_held_copy(known);
	if (sealed != NULL) {
		held = unseal(content, id, sealed, len, error);
		if (held != NULL)
			remember(content, held, len);
		return held;
	}
	loaded = wd_queue_payload_load(content->base, id, error);
	if (loaded == NULL)
		return NULL;
	sealed = g_bytes_get_data(loaded, &len);
	return unseal(content, id, sealed, len, error);
}

/**
 * wd_queue_content_forget:
 * @content: the contents
 * @id: the row's id
 *
 * Forgets what was opened of a row. Its file stays: see wd_queue_files_remove().
 */
void
wd_queue_content_forget(WdQueueContent *content, const char *id)
{
	/* Its bytes stay counted: room for others comes back with the next start. */
	(void)g_hash_table_remove(content->opened, id); /* was it opened at all? */
}
