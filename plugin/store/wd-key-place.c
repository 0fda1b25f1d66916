/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-key-place.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-identity.h"
#include "engine/wd-error.h"
#include "store/wd-key-sealed.h"
#include "store/wd-keyring.h"
#include "store/wd-paths.h"
#include "store/wd-private-file.h"

#define PLAIN_FILE   "identity.txt"
#define SEALED_FILE  "identity.sealed"
#define KEYRING_FILE "identity.keyring"
#define TRIES_FILE   "tries"
#define MAX_BYTES    (65536 + 64)
#define MAX_PUBLIC   256
#define FREE_TRIES   3    /* anybody mistypes */
#define FIRST_MS     1000 /* then each try has to wait twice as long as the one before */
#define LONGEST_MS   60000

static const struct {
	const char *name;
	const char *file; /* (nullable) whose being there says so */
} places[] = {
	[WD_KEY_IN_FILE] = {"file", PLAIN_FILE},
	[WD_KEY_BY_PASSPHRASE] = {"passphrase", SEALED_FILE},
	[WD_KEY_IN_KEYRING] = {"keyring", KEYRING_FILE},
	[WD_KEY_AWAY] = {"away", NULL},
};

static char *
get_path(const char *base, const char *name)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_KEYS);

	return g_build_filename(folder, name, NULL);
}

/**
 * wd_key_place_find:
 * @base: the plugin's folder
 *
 * Returns: where the private key lies; the first of the places that has it
 */
WdKeyPlace
wd_key_place_find(const char *base)
{
	for (guint i = 0; i < WD_KEY_AWAY; i++) {
		g_autofree char *path = get_path(base, places[i].file);

		if (g_file_test(path, G_FILE_TEST_EXISTS))
			return (WdKeyPlace)i;
	}
	return WD_KEY_AWAY;
}

/**
 * wd_key_place_to_string:
 * @place: a place
 *
 * Returns: (transfer none): its word; never translated
 */
const char *
wd_key_place_to_string(WdKeyPlace place)
{
	g_return_val_if_fail((guint)place < G_N_ELEMENTS(places), NULL);
	return places[place].name;
}

/**
 * wd_key_place_load_recipient:
 * @base: the plugin's folder
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND when the keyring does not have the
 * key
 *
 * Returns: (transfer full) (nullable): the public half of the key in the keyring, as the marker of
 * it says
 */
char *
wd_key_place_load_recipient(const char *base, GError **error)
{
	g_autofree char *path = get_path(base, KEYRING_FILE);
	char *recipient = wd_private_file_load(path, MAX_PUBLIC, NULL, error);

	return recipient != NULL ? g_strchomp(recipient) : NULL;
}

static void
wipe_text(char *text)
{
	if (text != NULL)
		wd_hash_wipe(text, strlen(text));
	g_free(text);
}

/* The public half of the first key in a key file. */
static char *
find_recipient(const char *text, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	char *recipient = NULL;

	for (guint i = 0; lines[i] != NULL && recipient == NULL; i++) {
		g_autoptr(WdIdentity) identity = NULL;

		g_strchomp(lines[i]);
		if (lines[i][0] != '\0' && lines[i][0] != '#') {
			identity = wd_identity_parse(lines[i], error);
			if (identity == NULL)
				break;
			recipient = wd_identity_get_recipient(identity);
		}
	}
	for (guint i = 0; lines[i] != NULL; i++)
		wd_hash_wipe(lines[i], strlen(lines[i]));
	if (recipient == NULL && error != NULL && *error == NULL)
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "no key in it");
	return recipient;
}

static gboolean
write_sealed(const char *base, const char *text, const char *passphrase, GError **error)
{
	g_autofree char *path = get_path(base, SEALED_FILE);
	g_autoptr(GBytes) sealed = NULL;

	if (passphrase == NULL || passphrase[0] == '\0') {
		g_set_error(
			error, WD_ERROR, WD_ERROR_REFUSED, "an empty passphrase protects nothing");
		return FALSE;
	}
	sealed = wd_key_sealed_new(text, passphrase, error);
	return sealed != NULL &&
	       wd_private_file_replace(
		       path, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), error);
}

static gboolean
put(const char *base, WdKeyPlace place, const char *text, const char *passphrase, GError **error)
{
	g_autofree char *path = get_path(base, places[place].file);
	g_autofree char *recipient = find_recipient(text, error);

	if (recipient == NULL)
		return FALSE;
	if (place == WD_KEY_BY_PASSPHRASE)
		return write_sealed(base, text, passphrase, error);
	if (place == WD_KEY_IN_FILE)
		return wd_private_file_replace(path, text, strlen(text), error);
	return wd_keyring_keep(recipient, text, error) &&
	       wd_private_file_replace(path, recipient, strlen(recipient), error);
}

static gboolean
remove_others(const char *base, WdKeyPlace kept, const char *recipient, GError **error)
{
	for (guint i = 0; i < WD_KEY_AWAY; i++) {
		g_autofree char *path = get_path(base, places[i].file);

		if (!wd_private_file_shred_leftovers(path, error))
			return FALSE;
		if (i == kept || !g_file_test(path, G_FILE_TEST_EXISTS))
			continue;
		if (i == WD_KEY_IN_KEYRING)
			(void)wd_keyring_forget(recipient, NULL); /* its marker goes anyway */
		if (!wd_private_file_shred(path, error))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_key_place_move:
 * @base: the plugin's folder
 * @place: where to; not %WD_KEY_AWAY
 * @text: the key file; secret
 * @passphrase: (nullable): for %WD_KEY_BY_PASSPHRASE
 * @error: return location for a #WD_ERROR
 *
 * Durable, and read back, before it goes from where it was: at no moment is it nowhere.
 *
 * Returns: whether it is there, and only there; on error it is where it was, and perhaps there, too
 */
gboolean
wd_key_place_move(const char *base,
		  WdKeyPlace place,
		  const char *text,
		  const char *passphrase,
		  GError **error)
{
	g_autofree char *recipient = NULL;
	char *back;
	gboolean is_same;

	g_return_val_if_fail(place != WD_KEY_AWAY, FALSE);
	if (!put(base, place, text, passphrase, error))
		return FALSE;
	back = wd_key_place_take(base, place, passphrase, error);
	if (back == NULL)
		return FALSE;
	is_same = g_str_equal(back, text);
	wipe_text(back);
	if (!is_same) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "the key did not come back whole");
		return FALSE;
	}
	recipient = find_recipient(text, NULL);
	return remove_others(base, place, recipient, error);
}

/**
 * wd_key_place_load_sealed:
 * @base: the plugin's folder
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): identity.sealed, as it is
 */
GBytes *
wd_key_place_load_sealed(const char *base, GError **error)
{
	g_autofree char *path = get_path(base, SEALED_FILE);
	gsize len = 0;
	char *bytes = wd_private_file_load(path, MAX_BYTES, &len, error);

	return bytes != NULL ? g_bytes_new_take(bytes, len) : NULL;
}

static char *
take_sealed(const char *base, const char *passphrase, GError **error)
{
	gint64 now_ms = g_get_real_time() / 1000;
	gint64 wait_ms;
	g_autoptr(GBytes) sealed = NULL;
	WdKeySealed parts;
	guint8 key[WD_KDF_KEY_LEN];
	char *text;
	gsize len;
	const guint8 *bytes;

	(void)wd_key_tries_get(base, now_ms, &wait_ms);
	if (wait_ms > 0) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_BUSY,
			    "too many wrong passphrases; the next one counts in %d seconds",
			    (int)(wait_ms / 1000) + 1);
		return NULL;
	}
	sealed = wd_key_place_load_sealed(base, error);
	if (sealed == NULL)
		return NULL;
	bytes = g_bytes_get_data(sealed, &len);
	if (!wd_key_sealed_parse(bytes, len, &parts, error))
		return NULL;
	if (passphrase == NULL || passphrase[0] == '\0') {
		g_set_error(error, WD_ERROR, WD_ERROR_WRONG_KEY, "no passphrase");
		return NULL;
	}
	/* That the work cannot be done says nothing about the passphrase, and is no try. */
	if (!wd_kdf_argon2id(&parts.cost, parts.salt, passphrase, key)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_IO,
			    "too little memory to try a passphrase: it takes %u MiB",
			    parts.cost.memory_kib / 1024);
		return NULL;
	}
	text = wd_key_sealed_open(bytes, len, key, error);
	wd_hash_wipe(key, sizeof key);
	wd_key_tries_note(base, now_ms, text != NULL);
	return text;
}

/**
 * wd_key_place_take:
 * @base: the plugin's folder
 * @place: where it lies
 * @passphrase: (nullable): for %WD_KEY_BY_PASSPHRASE
 * @error: return location for a #WD_ERROR: %WD_ERROR_WRONG_KEY, %WD_ERROR_BUSY after too many of
 *   them, %WD_ERROR_LOCKED
 *
 * Returns: (transfer full) (nullable): the key file; wipe it
 */
char *
wd_key_place_take(const char *base, WdKeyPlace place, const char *passphrase, GError **error)
{
	g_autofree char *path = get_path(base, PLAIN_FILE);
	g_autofree char *recipient = NULL;

	if (place == WD_KEY_BY_PASSPHRASE)
		return take_sealed(base, passphrase, error);
	if (place == WD_KEY_AWAY) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "the private key is not here");
		return NULL;
	}
	if (place == WD_KEY_IN_FILE)
		return wd_private_file_load(path, MAX_BYTES, NULL, error);
	recipient = wd_key_place_load_recipient(base, error);
	return recipient != NULL ? wd_keyring_find(recipient, TRUE, error) : NULL;
}

/**
 * wd_key_tries_get:
 * @base: the plugin's folder
 * @now_ms: Unix time
 * @wait_ms: (out): how long the next try has to wait
 *
 * Returns: how many wrong passphrases there were since the last right one
 */
guint
wd_key_tries_get(const char *base, gint64 now_ms, gint64 *wait_ms)
{
	g_autofree char *path = get_path(base, TRIES_FILE);
	g_autofree char *text = wd_private_file_load(path, 64, NULL, NULL);
	guint n_wrong = 0;
	gint64 last_ms = 0;
	gint64 pause_ms = 0;

	*wait_ms = 0;
	if (text == NULL || sscanf(text, "%u %" G_GINT64_FORMAT, &n_wrong, &last_ms) != 2)
		return 0;
	if (n_wrong >= FREE_TRIES)
		pause_ms = MIN((gint64)FIRST_MS << MIN(n_wrong - FREE_TRIES, 10), LONGEST_MS);
	/* A clock that was put back must not lock anybody out for long. */
	if (last_ms <= now_ms && now_ms - last_ms < pause_ms)
		*wait_ms = pause_ms - (now_ms - last_ms);
	return n_wrong;
}

/**
 * wd_key_tries_note:
 * @base: the plugin's folder
 * @now_ms: Unix time
 * @was_right: whether the passphrase was the right one
 */
void
wd_key_tries_note(const char *base, gint64 now_ms, gboolean was_right)
{
	g_autofree char *path = get_path(base, TRIES_FILE);
	g_autofree char *text = NULL;
	gint64 wait_ms;

	if (was_right) {
		(void)g_unlink(path); /* nearly always there is none */
		return;
	}
	text = g_strdup_printf(
		"%u %" G_GINT64_FORMAT "\n", wd_key_tries_get(base, now_ms, &wait_ms) + 1, now_ms);
	if (!wd_private_file_replace(path, text, strlen(text), NULL))
		return; /* a full disk: the work itself is slow, too */
}
