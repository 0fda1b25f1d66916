/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-hold.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "store/wd-private-file.h"

#define MARK_SUFFIX ".peer"
#define HASH_PREFIX "hash:"
#define HASH_DIGITS 64
#define KEY_LEN     32
#define LOG_SUFFIX  ".wdlog"

struct WdLogHold {
	gboolean is_all;
	gboolean cannot_tell; /* a name that no mark can be compared with */
	GHashTable *months;
	GHashTable *hashes;
};

static gboolean
parse_key(const char *hex_key, guint8 key[KEY_LEN])
{
	if (hex_key == NULL || strlen(hex_key) != 2 * KEY_LEN)
		return FALSE;
	for (gsize i = 0; i < KEY_LEN; i++) {
		int high = g_ascii_xdigit_value(hex_key[2 * i]);
		int low = g_ascii_xdigit_value(hex_key[2 * i + 1]);

		if (high < 0 || low < 0)
			return FALSE;
		key[i] = (guint8)(high << 4 | low);
	}
	return TRUE;
}

/**
 * wd_log_hold_hash:
 * @hex_key: (nullable): 64 hexadecimal digits, from policy
 * @peer: a contact or room
 *
 * HMAC-SHA-256 of the name without a resource and without regard to case. Who has the key can try
 * names; who has not learns which logs are of the same peer.
 *
 * Returns: (transfer full) (nullable): 64 hexadecimal digits; NULL without a key
 */
char *
wd_log_hold_hash(const char *hex_key, const char *peer)
{
	g_autofree char *bare = g_strndup(peer, strcspn(peer, "/"));
	g_autofree char *folded = g_utf8_casefold(bare, -1);
	guint8 key[KEY_LEN];
	guint8 mac[WD_HASH_LEN];

	if (!parse_key(hex_key, key))
		return NULL;
	wd_hash_hmac(key, KEY_LEN, folded, strlen(folded), mac);
	wd_hash_wipe(key, sizeof key);
	return wd_hash_to_hex(mac, sizeof mac);
}

static gboolean
is_month(const char *text)
{
	return strlen(text) == 7 && strspn(text, "0123456789") == 4 && text[4] == '-' &&
	       strspn(text + 5, "0123456789") == 2;
}

static void
add_name(WdLogHold *hold, const char *name, const char *hex_key)
{
	char *hash = strpbrk(name, "*?") == NULL ? wd_log_hold_hash(hex_key, name) : NULL;

	if (hash != NULL)
		g_hash_table_add(hold->hashes, hash);
	else
		hold->cannot_tell = TRUE; /* a pattern, or no key: hold what might be meant */
}

/**
 * wd_log_hold_new:
 * @entries: (nullable) (array zero-terminated=1): what policy holds
 * @hex_key: (nullable): the key of the hashes
 *
 * Returns: (transfer full): the hold
 */
WdLogHold *
wd_log_hold_new(const char *const *entries, const char *hex_key)
{
	WdLogHold *hold = g_new0(WdLogHold, 1);

	hold->months = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	hold->hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (gsize i = 0; entries != NULL && entries[i] != NULL; i++) {
		const char *entry = entries[i];

		if (g_str_equal(entry, "*"))
			hold->is_all = TRUE;
		else if (is_month(entry))
			g_hash_table_add(hold->months, g_strdup(entry));
		else if (g_str_has_prefix(entry, HASH_PREFIX))
			g_hash_table_add(hold->hashes,
					 g_ascii_strdown(entry + strlen(HASH_PREFIX), -1));
		else
			add_name(hold, entry, hex_key);
	}
	return hold;
}

/**
 * wd_log_hold_free:
 * @hold: (nullable) (transfer full): a hold
 */
void
wd_log_hold_free(WdLogHold *hold)
{
	if (hold == NULL)
		return;
	g_hash_table_unref(hold->months);
	g_hash_table_unref(hold->hashes);
	g_free(hold);
}

/**
 * wd_log_hold_is_empty:
 * @hold: a hold
 *
 * Returns: whether it covers no log at all
 */
gboolean
wd_log_hold_is_empty(const WdLogHold *hold)
{
	return !hold->is_all && !hold->cannot_tell && g_hash_table_size(hold->months) == 0 &&
	       g_hash_table_size(hold->hashes) == 0;
}

/**
 * wd_log_hold_get_mark_path:
 * @log_path: a log
 *
 * Returns: (transfer full): the file beside it that has the hash of its peer
 */
char *
wd_log_hold_get_mark_path(const char *log_path)
{
	gsize len = strlen(log_path);

	if (g_str_has_suffix(log_path, LOG_SUFFIX))
		len -= strlen(LOG_SUFFIX);
	return g_strdup_printf("%.*s" MARK_SUFFIX, (int)len, log_path);
}

/**
 * wd_log_hold_mark:
 * @log_path: a log that was just begun
 * @hash: of wd_log_hold_hash()
 *
 * Does not wait for the disk.
 *
 * Returns: whether the hash stands beside the log; a log without one is held with any
 */
gboolean
wd_log_hold_mark(const char *log_path, const char *hash)
{
	g_autofree char *path = wd_log_hold_get_mark_path(log_path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	gboolean is_written;

	if (fd < 0)
		return FALSE;
	is_written = write(fd, hash, strlen(hash)) == (gssize)strlen(hash);
	return close(fd) == 0 && is_written;
}

/* LOGS/YYYY-MM/CLASS/ID.wdlog */
static gboolean
is_in_month(const WdLogHold *hold, const char *log_path)
{
	g_autofree char *class_folder = g_path_get_dirname(log_path);
	g_autofree char *month_folder = g_path_get_dirname(class_folder);
	g_autofree char *month = g_path_get_basename(month_folder);

	return g_hash_table_contains(hold->months, month);
}

static gboolean
is_of_held_peer(const WdLogHold *hold, const char *log_path)
{
	g_autofree char *mark_path = wd_log_hold_get_mark_path(log_path);
	g_autofree char *hash = wd_private_file_load(mark_path, HASH_DIGITS, NULL, NULL);

	/* No mark, or one that was changed: it may be the one that is meant. */
	return hash == NULL || strlen(hash) != HASH_DIGITS ||
	       g_hash_table_contains(hold->hashes, hash);
}

/**
 * wd_log_hold_covers:
 * @hold: a hold
 * @log_path: a log
 *
 * Reads the mark beside the log when peers are held; needs no key.
 *
 * Returns: whether the log may not be deleted
 */
gboolean
wd_log_hold_covers(const WdLogHold *hold, const char *log_path)
{
	if (hold->is_all || hold->cannot_tell)
		return TRUE;
	if (g_hash_table_size(hold->months) > 0 && is_in_month(hold, log_path))
		return TRUE;
	return g_hash_table_size(hold->hashes) > 0 && is_of_held_peer(hold, log_path);
}
