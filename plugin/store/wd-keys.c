/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-keys.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-secret.h"
#include "engine/wd-error.h"
#include "store/wd-paths.h"
#include "store/wd-private-file.h"

#define IDENTITY_FILE    "identity.txt"
#define RECIPIENT_FILE   "recipient.txt"
#define PSEUDONYM_FILE   "pseudonym.txt"
#define KEY_FILE_BYTES   65536 /* room for a ring of old identities */
#define RECIPIENT_BYTES  256
#define PSEUDONYM_LEN    WD_HASH_LEN
#define PSEUDONYM_DIGITS 32 /* of a token: 128 bits never meet by chance */

struct WdKeys {
	char *base; /* (nullable): NULL for another's key file */
	char *identity_path;
	char *recipient;          /* (nullable): NULL for another's key file */
	GPtrArray *identities;    /* (nullable) of WdIdentity *: loaded by the first reading */
	gboolean has_identity;    /* there is a file to load them from at any time */
	guint8 *pseudonym_secret; /* (nullable) from wd_secret_new() */
};

static void
free_text(char *secret_text)
{
	if (secret_text != NULL)
		wd_hash_wipe(secret_text, strlen(secret_text));
	g_free(secret_text);
}

/* One identity a line, comments and empty lines between them, as age-keygen writes and age reads.
 */
static GPtrArray *
parse_identities(char *text, const char *path, GError **error)
{
	g_autoptr(GPtrArray) identities =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_identity_free);
	char *next = text;

	for (guint line = 1; next != NULL; line++) {
		char *start = next;
		WdIdentity *identity;

		next = strchr(start, '\n');
		if (next != NULL)
			*next++ = '\0';
		g_strchomp(start);
		if (start[0] == '\0' || start[0] == '#')
			continue;
		identity = wd_identity_parse(start, error);
		if (identity == NULL) {
			g_prefix_error(error, "%s:%u: ", path, line);
			return NULL;
		}
		g_ptr_array_add(identities, identity);
	}
	if (identities->len == 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "%s holds no key", path);
		return NULL;
	}
	return g_steal_pointer(&identities);
}

static GPtrArray *
load_identities(const char *path, GError **error)
{
	gsize len = 0;
	char *text = wd_private_file_load(path, KEY_FILE_BYTES, &len, error);
	GPtrArray *identities;

	if (text == NULL)
		return NULL;
	identities = parse_identities(text, path, error);
	wd_hash_wipe(text, len);
	g_free(text);
	return identities;
}

static gboolean
has_recipient(const GPtrArray *identities, const char *recipient)
{
	for (guint i = 0; i < identities->len; i++) {
		g_autofree char *own = wd_identity_get_recipient(g_ptr_array_index(identities, i));

		if (g_str_equal(own, recipient))
			return TRUE;
	}
	return FALSE;
}

/* As age-keygen does it, so that a person finds what age's manual shows. */
static char *
format_identity(const WdIdentity *identity)
{
	g_autoptr(GDateTime) now = g_date_time_new_now_utc();
	g_autofree char *created = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	g_autofree char *remark =
		g_strdup_printf("# created: %s\n# public key: %s\n", created, recipient);
	char *secret = wd_identity_format(identity);
	char *text = g_strconcat(remark, secret, "\n", NULL); /* printf() leaves copies behind */

	free_text(secret);
	return text;
}

/* Durable before the first thing is sealed to it. Another process may have been faster. */
static gboolean
make_identity(const char *path, GError **error)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autoptr(GError) failure = NULL;
	gboolean is_there;
	char *text;

	if (identity == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "libgcrypt cannot make a key");
		return FALSE;
	}
	text = format_identity(identity);
	is_there = wd_private_file_create(path, text, strlen(text), &failure) ||
		   g_error_matches(failure, WD_ERROR, WD_ERROR_BUSY);
	free_text(text);
	if (!is_there)
		g_propagate_error(error, g_steal_pointer(&failure));
	return is_there;
}

static gboolean
make_pseudonym_secret(const char *path, GError **error)
{
	guint8 bytes[PSEUDONYM_LEN];
	g_autoptr(GError) failure = NULL;
	gboolean is_there;
	char *text;

	wd_crypto_random_lasting(bytes, sizeof bytes);
	text = wd_hash_to_hex(bytes, sizeof bytes);
	is_there = wd_private_file_create(path, text, strlen(text), &failure) ||
		   g_error_matches(failure, WD_ERROR, WD_ERROR_BUSY);
	wd_hash_wipe(bytes, sizeof bytes);
	free_text(text);
	if (!is_there)
		g_propagate_error(error, g_steal_pointer(&failure));
	return is_there;
}

static gboolean
parse_hex(const char *text, guint8 *bytes, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		int high = g_ascii_xdigit_value(text[2 * i]);
		int low = high < 0 ? -1 : g_ascii_xdigit_value(text[2 * i + 1]);

		if (low < 0)
			return FALSE;
		bytes[i] = (guint8)(high << 4 | low);
	}
	return TRUE;
}

static gboolean
load_pseudonym_secret(WdKeys *keys, const char *path, GError **error)
{
	gsize len = 0;
	char *text = wd_private_file_load(path, KEY_FILE_BYTES, &len, error);
	gboolean is_good;

	if (text == NULL)
		return FALSE;
	keys->pseudonym_secret = wd_secret_new(PSEUDONYM_LEN);
	g_strchomp(text);
	is_good = strlen(text) == 2 * PSEUDONYM_LEN &&
		  parse_hex(text, keys->pseudonym_secret, PSEUDONYM_LEN);
	wd_hash_wipe(text, len);
	g_free(text);
	if (!is_good)
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "%s: expected 64 hexadecimal digits",
			    path);
	return is_good;
}

/* A recipient that is not ours would send every log to whoever put it there. */
static gboolean
check_recipient(WdKeys *keys, const char *path, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(GPtrArray) identities = load_identities(keys->identity_path, &failure);

	if (!wd_recipient_check(keys->recipient, error)) {
		g_prefix_error(error, "%s: ", path);
		return FALSE;
	}
	if (g_error_matches(failure, WD_ERROR, WD_ERROR_NOT_FOUND))
		return TRUE; /* kept elsewhere: locked, but writing goes on */
	if (identities == NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	keys->has_identity = TRUE;
	if (!has_recipient(identities, keys->recipient)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s does not belong to " IDENTITY_FILE " beside it",
			    path);
		return FALSE;
	}
	return TRUE;
}

static char *
read_recipient(const char *identity_path, GError **error)
{
	g_autoptr(GPtrArray) identities = load_identities(identity_path, error);

	return identities != NULL ? wd_identity_get_recipient(g_ptr_array_index(identities, 0))
				  : NULL;
}

/* The public half again: from the private one, or from the marker of the keyring. Under a
 * passphrase there is none to be had. */
static char *
find_recipient(const WdKeys *keys, const char *path, GError **error)
{
	switch (wd_key_place_find(keys->base)) {
	case WD_KEY_IN_KEYRING:
		return wd_key_place_load_recipient(keys->base, error);
	case WD_KEY_BY_PASSPHRASE:
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_DAMAGED,
			    "%s is missing, and the private key beside it is under a passphrase",
			    path);
		return NULL;
	default:
		return read_recipient(keys->identity_path, error);
	}
}

static gboolean
write_recipient(const WdKeys *keys, const char *path, GError **error)
{
	g_autofree char *recipient = find_recipient(keys, path, error);
	g_autofree char *line = NULL;

	if (recipient == NULL)
		return FALSE;
	line = g_strconcat(recipient, "\n", NULL);
	return wd_private_file_replace(path, line, strlen(line), error);
}

static gboolean
load_recipient(WdKeys *keys, const char *path, GError **error)
{
	g_autoptr(GError) failure = NULL;

	keys->recipient = wd_private_file_load(path, RECIPIENT_BYTES, NULL, &failure);
	if (g_error_matches(failure, WD_ERROR, WD_ERROR_NOT_FOUND)) {
		if (!write_recipient(keys, path, error))
			return FALSE;
		keys->recipient = wd_private_file_load(path, RECIPIENT_BYTES, NULL, error);
	} else if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
	}
	if (keys->recipient == NULL)
		return FALSE;
	g_strchomp(keys->recipient);
	return check_recipient(keys, path, error);
}

/**
 * wd_keys_load:
 * @base: the plugin's folder
 * @error: return location for a #WD_ERROR: %WD_ERROR_NOT_FOUND when there is no key yet,
 *   %WD_ERROR_UNTRUSTED when others can read one or the halves do not belong together
 *
 * Reads the key files. The private key is looked at, to see that the public one belongs to it, and
 * not kept.
 *
 * Returns: (transfer full) (nullable): the keys; NULL on error
 */
WdKeys *
wd_keys_load(const char *base, GError **error)
{
	g_autoptr(WdKeys) keys = NULL;
	g_autofree char *folder = wd_path_get(base, WD_PATH_KEYS);
	g_autofree char *recipient_path = g_build_filename(folder, RECIPIENT_FILE, NULL);
	g_autofree char *pseudonym_path = g_build_filename(folder, PSEUDONYM_FILE, NULL);

	if (!wd_crypto_start(error))
		return NULL;
	keys = g_new0(WdKeys, 1);
	keys->base = g_strdup(base);
	keys->identity_path = g_build_filename(folder, IDENTITY_FILE, NULL);
	if (!load_recipient(keys, recipient_path, error) ||
	    !load_pseudonym_secret(keys, pseudonym_path, error))
		return NULL;
	return g_steal_pointer(&keys);
}

/* Never over a key that is there: a lost identity would be the end of every log. */
static gboolean
make_missing(const char *base, GError **error)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_KEYS);
	g_autofree char *identity = g_build_filename(folder, IDENTITY_FILE, NULL);
	g_autofree char *recipient = g_build_filename(folder, RECIPIENT_FILE, NULL);
	g_autofree char *pseudonym = g_build_filename(folder, PSEUDONYM_FILE, NULL);

	if (wd_key_place_find(base) == WD_KEY_AWAY && !g_file_test(recipient, G_FILE_TEST_EXISTS) &&
	    !make_identity(identity, error))
		return FALSE;
	return g_file_test(pseudonym, G_FILE_TEST_EXISTS) ||
	       make_pseudonym_secret(pseudonym, error);
}

/**
 * wd_keys_open:
 * @base: the plugin's folder
 * @error: return location for a #WD_ERROR
 *
 * As wd_keys_load(), but makes what is missing: on the first run a key pair, which asks nobody
 * anything. That once it waits for the disk, because a key that a power cut takes away takes the
 * logs with it.
 *
 * Returns: (transfer full) (nullable): the keys; NULL on error
 */
WdKeys *
wd_keys_open(const char *base, GError **error)
{
	if (!wd_crypto_start(error) || !wd_path_prepare(base, error) || !make_missing(base, error))
		return NULL;
	return wd_keys_load(base, error);
}

/**
 * wd_keys_load_identity:
 * @path: a file as age-keygen writes it, in whatever mode: it may be on a medium without modes
 * @error: return location for a #WD_ERROR
 *
 * For an escrow key: opens what was sealed to it; cannot seal or make pseudonyms.
 *
 * Returns: (transfer full) (nullable): the keys; NULL on error
 */
WdKeys *
wd_keys_load_identity(const char *path, GError **error)
{
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) failure = NULL;
	char *text = NULL;
	gsize len = 0;

	if (!wd_crypto_start(error))
		return NULL;
	if (!g_file_get_contents(path, &text, &len, &failure)) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s", failure->message);
		return NULL;
	}
	keys = g_new0(WdKeys, 1);
	keys->identity_path = g_strdup(path);
	keys->has_identity = TRUE;
	keys->identities = parse_identities(text, path, error);
	wd_hash_wipe(text, len);
	g_free(text);
	return keys->identities != NULL ? g_steal_pointer(&keys) : NULL;
}

/**
 * wd_keys_free:
 * @keys: (nullable) (transfer full): keys
 *
 * Wipes what is secret.
 */
void
wd_keys_free(WdKeys *keys)
{
	if (keys == NULL)
		return;
	g_clear_pointer(&keys->identities, g_ptr_array_unref);
	wd_secret_free(keys->pseudonym_secret, PSEUDONYM_LEN);
	g_free(keys->base);
	g_free(keys->identity_path);
	g_free(keys->recipient);
	g_free(keys);
}

/**
 * wd_keys_make_recipient_path:
 * @base: the plugin's folder
 *
 * Returns: (transfer full): the file of the public half
 */
char *
wd_keys_make_recipient_path(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_KEYS);

	return g_build_filename(folder, RECIPIENT_FILE, NULL);
}

/**
 * wd_keys_get_recipient:
 * @keys: keys of wd_keys_open()
 *
 * Returns: (transfer none) (nullable): the person's public key, "age1…"; NULL for another's key
 * file
 */
const char *
wd_keys_get_recipient(const WdKeys *keys)
{
	return keys->recipient;
}

/**
 * wd_keys_is_locked:
 * @keys: keys
 *
 * Returns: whether reading is impossible at the moment; writing is possible all the same
 */
gboolean
wd_keys_is_locked(const WdKeys *keys)
{
	return !keys->has_identity && keys->identities == NULL;
}

static gboolean
fail_locked(GError **error)
{
	g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "the private key is locked, or not here");
	return FALSE;
}

static gboolean
unlock(WdKeys *keys, GError **error)
{
	g_autoptr(GError) failure = NULL;

	if (keys->identities != NULL)
		return TRUE;
	if (!keys->has_identity)
		return fail_locked(error);
	keys->identities = load_identities(keys->identity_path, &failure);
	if (keys->identities != NULL)
		return TRUE;
	if (g_error_matches(failure, WD_ERROR, WD_ERROR_NOT_FOUND)) {
		keys->has_identity = FALSE; /* wardenctl has put it somewhere else meanwhile */
		return fail_locked(error);
	}
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/**
 * wd_keys_get_place:
 * @keys: keys
 *
 * Returns: where the private key lies when it is not in use
 */
WdKeyPlace
wd_keys_get_place(const WdKeys *keys)
{
	return keys->base != NULL ? wd_key_place_find(keys->base) : WD_KEY_IN_FILE;
}

/**
 * wd_keys_unlock:
 * @keys: keys of wd_keys_open() or wd_keys_load()
 * @text: what came from the keyring or from under the passphrase; wiped here
 * @error: return location for a #WD_ERROR; %WD_ERROR_UNTRUSTED when it is another profile's
 *
 * Returns: whether reading is possible now, until wd_keys_lock()
 */
gboolean
wd_keys_unlock(WdKeys *keys, char *text, GError **error)
{
	gsize len = strlen(text);
	g_autoptr(GPtrArray) identities = parse_identities(text, "the key", error);

	wd_hash_wipe(text, len);
	if (identities == NULL)
		return FALSE;
	if (!has_recipient(identities, keys->recipient)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "the key does not belong to this profile");
		return FALSE;
	}
	g_clear_pointer(&keys->identities, g_ptr_array_unref);
	keys->identities = g_steal_pointer(&identities);
	return TRUE;
}

/**
 * wd_keys_lock:
 * @keys: keys
 *
 * Forgets the private key. Where it lies in a file it is read again when it is needed.
 */
void
wd_keys_lock(WdKeys *keys)
{
	g_clear_pointer(&keys->identities, g_ptr_array_unref);
}

/**
 * wd_keys_export:
 * @keys: keys
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED while locked
 *
 * Returns: (transfer full) (nullable): all private keys, as age-keygen writes them; wipe it
 */
char *
wd_keys_export(WdKeys *keys, GError **error)
{
	GString *text;

	if (!unlock(keys, error))
		return NULL;
	text = g_string_sized_new(KEY_FILE_BYTES); /* never moved: a copy would stay in memory */
	for (guint i = 0; i < keys->identities->len; i++) {
		const WdIdentity *identity = g_ptr_array_index(keys->identities, i);
		g_autofree char *recipient = wd_identity_get_recipient(identity);
		char *secret = wd_identity_format(identity);

		g_string_append_printf(text, "# public key: %s\n", recipient);
		g_string_append(text, secret); /* printf() leaves copies behind */
		g_string_append_c(text, '\n');
		free_text(secret);
	}
	return g_string_free(text, FALSE);
}

/* The person and @more; what they point to is borrowed. */
static GPtrArray *
list_recipients(const WdKeys *keys, const char *const *more)
{
	GPtrArray *recipients = g_ptr_array_new();

	g_ptr_array_add(recipients, keys->recipient);
	for (gsize i = 0; more != NULL && more[i] != NULL; i++)
		g_ptr_array_add(recipients, (char *)more[i]);
	g_ptr_array_add(recipients, NULL);
	return recipients;
}

/**
 * wd_keys_draft:
 * @keys: keys of wd_keys_open(); locked ones do
 * @more_recipients: (nullable) (array zero-terminated=1): as wd_keys_seal() takes them
 * @draft: (nullable) (transfer full): what a call before gave
 *
 * Gets ahead with an age file for the person and @more_recipients by one step: at most 0.3 ms. One
 * for others than those is given up.
 *
 * Returns: (transfer full) (nullable): the draft; NULL when there cannot be any, which sealing says
 */
WdAgeDraft *
wd_keys_draft(const WdKeys *keys, const char *const *more_recipients, WdAgeDraft *draft)
{
	g_autoptr(WdAgeDraft) owned = draft;
	g_autoptr(GPtrArray) recipients = list_recipients(keys, more_recipients);
	const char *const *names = (const char *const *)recipients->pdata;

	if (owned == NULL || !wd_age_draft_is_for(owned, names))
		return wd_age_draft_new(names, NULL);
	return wd_age_draft_step(owned, NULL) ? g_steal_pointer(&owned) : NULL;
}

/**
 * wd_keys_seal:
 * @keys: keys of wd_keys_open(); locked ones do
 * @more_recipients: (nullable) (array zero-terminated=1): further "age1…"; neither twice nor the
 *   person's own
 * @plaintext: (array length=len): what to seal
 * @len: length of @plaintext
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): an age file for the person and @more_recipients; NULL on
 * error
 */
GBytes *
wd_keys_seal(const WdKeys *keys,
	     const char *const *more_recipients,
	     const guint8 *plaintext,
	     gsize len,
	     GError **error)
{
	g_autoptr(GPtrArray) recipients = NULL;

	g_return_val_if_fail(keys->recipient != NULL, NULL);
	recipients = list_recipients(keys, more_recipients);
	return wd_age_seal((const char *const *)recipients->pdata, plaintext, len, error);
}

/**
 * wd_keys_open_sealed:
 * @keys: keys
 * @sealed: (array length=len): an age file; untrusted
 * @len: length of @sealed
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED while locked, else as wd_age_open()
 *
 * Returns: (transfer full) (nullable): the plaintext; NULL on error
 */
GBytes *
wd_keys_open_sealed(WdKeys *keys, const guint8 *sealed, gsize len, GError **error)
{
	if (!unlock(keys, error))
		return NULL;
	return wd_age_open((const WdIdentity *const *)keys->identities->pdata,
			   keys->identities->len,
			   sealed,
			   len,
			   error);
}

/**
 * wd_keys_derive:
 * @keys: keys
 * @salt: (array length=salt_len): random bytes of the use
 * @salt_len: length of @salt
 * @info: what the key is for
 * @out: (out): receives %WD_X25519_LEN bytes; wipe them
 *
 * Of the identity in use: after a rotation the cache is made anew.
 *
 * Returns: FALSE while locked
 */
gboolean
wd_keys_derive(WdKeys *keys, const guint8 *salt, gsize salt_len, const char *info, guint8 *out)
{
	if (!unlock(keys, NULL))
		return FALSE;
	wd_identity_derive(g_ptr_array_index(keys->identities, 0), salt, salt_len, info, out);
	return TRUE;
}

/**
 * wd_keys_pseudonym:
 * @keys: keys of wd_keys_open(); locked ones do
 * @purpose: what the token is for; the same @name has another token for another purpose
 * @name: what is to be hidden
 *
 * HMAC-SHA-256 under a secret of this profile over @purpose, a nul and @name, cut to 128 bits.
 *
 * Returns: (transfer full): 32 hexadecimal digits
 */
char *
wd_keys_pseudonym(const WdKeys *keys, const char *purpose, const char *name)
{
	gsize purpose_len = strlen(purpose) + 1;
	gsize name_len = strlen(name);
	g_autofree char *bytes = g_malloc(purpose_len + name_len);
	guint8 mac[WD_HASH_LEN];

	g_return_val_if_fail(keys->pseudonym_secret != NULL, NULL);
	memcpy(bytes, purpose, purpose_len);
	memcpy(bytes + purpose_len, name, name_len);
	wd_hash_hmac(keys->pseudonym_secret, PSEUDONYM_LEN, bytes, purpose_len + name_len, mac);
	return wd_hash_to_hex(mac, PSEUDONYM_DIGITS / 2);
}
