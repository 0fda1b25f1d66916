/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the private key lies: moved whole or not at all, and a wrong passphrase gets nothing. */
#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"
#include "store/wd-key-sealed.h"
#include "store/wd-key-unlock.h"
#include "store/wd-keyring.h"
#include "store/wd-log-fixture.h"

#define PASSPHRASE "correct horse"
#define NOW_MS     G_GINT64_CONSTANT(1795300000123)

static const char *const bodies[] = {"hello", NULL};

static gboolean
has_file(const WdLogFixture *fixture, const char *name)
{
	g_autofree char *path = g_build_filename(fixture->base, "keys", name, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The key of the fixture under a passphrase, and the keys as a client loads them then. */
static WdKeys *
protect(const WdLogFixture *fixture)
{
	char *text = wd_keys_export(fixture->keys, NULL);
	g_autoptr(GError) error = NULL;
	WdKeys *keys;

	g_assert_true(
		wd_key_place_move(fixture->base, WD_KEY_BY_PASSPHRASE, text, PASSPHRASE, &error));
	g_assert_no_error(error);
	g_free(text);
	keys = wd_keys_open(fixture->base, &error);
	g_assert_no_error(error);
	return keys;
}

static void
test_passphrase(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(WdKeys) keys = protect(fixture);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	g_autofree char *later = NULL;
	WdLogReport report;

	g_assert_false(has_file(fixture, "identity.txt"));
	g_assert_cmpint(wd_keys_get_place(keys), ==, WD_KEY_BY_PASSPHRASE);
	g_assert_true(wd_keys_is_locked(keys));
	g_assert_cmpstr(wd_keys_get_recipient(keys), ==, wd_keys_get_recipient(fixture->keys));
	fixture->home.keys = keys;
	later = wd_log_fixture_write(fixture, bodies, TRUE); /* writing asks for nothing */
	g_assert_false(wd_log_read(later, keys, NULL, NULL, &report, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_LOCKED);
	g_clear_error(&error);
	text = wd_key_place_take(fixture->base, WD_KEY_BY_PASSPHRASE, PASSPHRASE, &error);
	g_assert_no_error(error);
	g_assert_true(wd_keys_unlock(keys, text, &error));
	g_assert_cmpstr(text, ==, ""); /* wiped */
	g_assert_true(wd_log_read(path, keys, NULL, NULL, &report, &error));
	g_assert_true(wd_log_read(later, keys, NULL, NULL, &report, &error));
	wd_keys_lock(keys);
	g_assert_true(wd_keys_is_locked(keys));
	g_assert_false(wd_log_read(path, keys, NULL, NULL, &report, NULL));
}

/* Slow after a few, counted over programs, forgotten after a right one; nothing of the key comes.
 */
static void
test_wrong_passphrase(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdKeys) keys = protect(fixture);
	gint64 wait_ms;

	for (guint i = 0; i < 3; i++) {
		g_autoptr(GError) error = NULL;
		char *text =
			wd_key_place_take(fixture->base, WD_KEY_BY_PASSPHRASE, "wrong", &error);

		g_assert_null(text);
		g_assert_error(error, WD_ERROR, WD_ERROR_WRONG_KEY);
	}
	for (guint n = 3; n < 10; n++) /* a minute by now, which no machine is too slow for */
		wd_key_tries_note(fixture->base, g_get_real_time() / 1000, FALSE);
	{
		g_autoptr(GError) error = NULL;

		g_assert_null(
			wd_key_place_take(fixture->base, WD_KEY_BY_PASSPHRASE, PASSPHRASE, &error));
		g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	}
	g_assert_cmpuint(wd_key_tries_get(fixture->base, NOW_MS, &wait_ms), ==, 10);
	wd_key_tries_note(fixture->base, NOW_MS, TRUE);
	g_assert_cmpuint(wd_key_tries_get(fixture->base, NOW_MS, &wait_ms), ==, 0);
}

static void
test_tries(void)
{
	static const gint64 waits_ms[] = {0, 0, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	gint64 wait_ms;

	for (gsize i = 0; i < G_N_ELEMENTS(waits_ms); i++) {
		wd_key_tries_note(fixture->base, NOW_MS, FALSE);
		g_assert_cmpuint(wd_key_tries_get(fixture->base, NOW_MS, &wait_ms), ==, i + 1);
		g_assert_cmpint(wait_ms, ==, waits_ms[i]);
	}
	(void)wd_key_tries_get(fixture->base, NOW_MS + 60000, &wait_ms);
	g_assert_cmpint(wait_ms, ==, 0);
	(void)wd_key_tries_get(fixture->base, NOW_MS - 999999, &wait_ms); /* the clock went back */
	g_assert_cmpint(wait_ms, ==, 0);
}

/* A crash left a second copy of the key beside its file; where the key goes, that goes, too. */
static void
test_leaves_no_copy(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *left =
		g_build_filename(fixture->base, "keys", "identity.txt.new-aB3xZ9", NULL);
	g_autofree char *other =
		g_build_filename(fixture->base, "keys", "identity.txt.backup", NULL);
	g_autofree char *path = g_build_filename(fixture->base, "keys", "identity.txt", NULL);
	g_autofree char *text = wd_keys_export(fixture->keys, NULL);
	g_autoptr(WdKeys) keys = NULL;
	char bytes[64] = "";
	int fd;

	g_assert_true(g_file_set_contents(left, text, -1, NULL));
	g_assert_true(g_file_set_contents(other, text, -1, NULL));
	fd = g_open(path, O_RDONLY | O_CLOEXEC);
	keys = protect(fixture);
	g_assert_false(has_file(fixture, "identity.txt"));
	g_assert_false(has_file(fixture, "identity.txt.new-aB3xZ9"));
	g_assert_true(has_file(fixture, "identity.txt.backup")); /* the person's own */
	/* What the disk had under the name is not there either. */
	g_assert_cmpint(read(fd, bytes, sizeof bytes), ==, sizeof bytes);
	for (gsize i = 0; i < sizeof bytes; i++)
		g_assert_cmpint(bytes[i], ==, 0);
	g_assert_cmpint(close(fd), ==, 0);
}

typedef struct {
	const char *name;
	gsize at;
	guint8 value;
	WdError error; /* of parsing */
} SealedCase;

static const SealedCase sealed_cases[] = {
	{"magic", 0, 'X', WD_ERROR_MALFORMED},
	{"no-memory", 9, 0, WD_ERROR_UNSUPPORTED}, /* 64 MiB is 00 01 00 00 KiB */
	{"all-memory", 8, 0xff, WD_ERROR_UNSUPPORTED},
	{"no-pass", 15, 0, WD_ERROR_UNSUPPORTED},
	{"many-passes", 14, 1, WD_ERROR_UNSUPPORTED},
	{"no-lane", 19, 0, WD_ERROR_UNSUPPORTED},
	{"many-lanes", 19, 99, WD_ERROR_UNSUPPORTED},
};

/* A forged file can neither take the computer's memory nor make the work a trifle. */
static void
test_sealed(gconstpointer data)
{
	const SealedCase *row = data;
	g_autoptr(GBytes) sealed = NULL;
	g_autofree guint8 *bytes = NULL;
	g_autoptr(GError) error = NULL;
	WdKeySealed parts;
	gsize len;

	g_assert_true(wd_crypto_start(NULL));
	sealed = wd_key_sealed_new("text", PASSPHRASE, NULL);
	bytes = g_memdup2(g_bytes_get_data(sealed, &len), g_bytes_get_size(sealed));
	g_assert_true(wd_key_sealed_parse(bytes, len, &parts, NULL));
	bytes[row->at] = row->value;
	g_assert_false(wd_key_sealed_parse(bytes, len, &parts, &error));
	g_assert_error(error, WD_ERROR, row->error);
}

/* Every byte counts, and every cut. */
static void
test_every_byte_counts(void)
{
	g_autoptr(GBytes) sealed = NULL;
	g_autofree guint8 *bytes = NULL;
	WdKeySealed parts;
	guint8 key[WD_KDF_KEY_LEN];
	gsize len;
	char *text;

	g_assert_true(wd_crypto_start(NULL));
	sealed = wd_key_sealed_new("text", PASSPHRASE, NULL);
	bytes = g_memdup2(g_bytes_get_data(sealed, &len), g_bytes_get_size(sealed));
	g_assert_true(wd_key_sealed_parse(bytes, len, &parts, NULL));
	g_assert_true(wd_kdf_argon2id(&parts.cost, parts.salt, PASSPHRASE, key));
	text = wd_key_sealed_open(bytes, len, key, NULL);
	g_assert_cmpstr(text, ==, "text");
	g_free(text);
	for (gsize i = 0; i < len; i++) {
		bytes[i] ^= 1;
		text = wd_key_sealed_open(bytes, len, key, NULL);
		g_assert_null(text);
		bytes[i] ^= 1;
	}
	for (gsize i = 0; i < len; i++)
		g_assert_false(i < 64 && wd_key_sealed_parse(bytes, i, &parts, NULL));
}

/* The same key out of a process of its own. */
static void
test_work(void)
{
	WdKeySealed sealed = {.cost = {8192, 1, 1}};
	guint8 here[WD_KDF_KEY_LEN];
	guint8 there[WD_KDF_KEY_LEN];
	WdKeyWork *work;
	WdKeyWorkState state;

	g_assert_true(wd_crypto_start(NULL));
	work = wd_key_work_start(&sealed, PASSPHRASE);
	g_assert_nonnull(work);
	while ((state = wd_key_work_look(work, there)) == WD_KEY_WORK_GOES_ON)
		g_thread_yield();
	g_assert_cmpint(state, ==, WD_KEY_WORK_DONE);
	wd_key_work_free(work);
	g_assert_true(wd_kdf_argon2id(&sealed.cost, sealed.salt, PASSPHRASE, here));
	g_assert_cmpmem(here, sizeof here, there, sizeof there);
	work = wd_key_work_start(&sealed, PASSPHRASE); /* dropped in the middle */
	wd_key_work_free(work);
}

static void
test_empty_passphrase(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *text = wd_keys_export(fixture->keys, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_key_place_move(fixture->base, WD_KEY_BY_PASSPHRASE, text, "", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_REFUSED);
	g_assert_true(has_file(fixture, "identity.txt")); /* it is where it was */
	g_assert_false(has_file(fixture, "identity.sealed"));
}

/* Another profile's key is refused, whoever put it there. */
static void
test_foreign_key(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdIdentity) other = wd_identity_generate();
	g_autofree char *text = wd_identity_format(other);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_keys_unlock(fixture->keys, text, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
}

static void
note_found(char *text, const char *problem, gpointer data)
{
	g_assert_cmpint(text != NULL, ==, problem == NULL);
	*(char **)data = g_strdup(text != NULL ? text : "");
}

/* The real one, in a session of its own. */
static void
test_keyring(void)
{
	g_autoptr(WdLogFixture) fixture = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	g_autofree char *found = NULL;
	g_autofree char *gone = NULL;

	fixture = wd_log_fixture_new();
	text = wd_keys_export(fixture->keys, NULL);
	g_assert_true(wd_key_place_move(fixture->base, WD_KEY_IN_KEYRING, text, NULL, &error));
	g_assert_no_error(error);
	g_assert_false(has_file(fixture, "identity.txt"));
	keys = wd_keys_open(fixture->base, &error);
	g_assert_no_error(error);
	g_assert_true(wd_keys_is_locked(keys));
	(void)wd_keyring_ask(wd_keys_get_recipient(keys), FALSE, note_found, &found);
	while (found == NULL)
		g_main_context_iteration(NULL, TRUE);
	g_assert_true(wd_keys_unlock(keys, found, &error));
	g_clear_pointer(&found, g_free);
	g_assert_true(
		wd_key_place_move(fixture->base, WD_KEY_BY_PASSPHRASE, text, PASSPHRASE, &error));
	gone = wd_keyring_find(wd_keys_get_recipient(keys), FALSE, NULL);
	g_assert_null(gone); /* nothing is left behind */
	(void)wd_keyring_ask(wd_keys_get_recipient(keys), FALSE, note_found, &found);
	while (found == NULL)
		g_main_context_iteration(NULL, TRUE);
	g_assert_cmpstr(found, ==, "");
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/key-place/passphrase", test_passphrase);
	g_test_add_func("/key-place/wrong-passphrase", test_wrong_passphrase);
	g_test_add_func("/key-place/tries", test_tries);
	g_test_add_func("/key-place/leaves-no-copy", test_leaves_no_copy);
	g_test_add_func("/key-place/every-byte-counts", test_every_byte_counts);
	g_test_add_func("/key-place/work", test_work);
	g_test_add_func("/key-place/empty-passphrase", test_empty_passphrase);
	g_test_add_func("/key-place/foreign-key", test_foreign_key);
	if (g_getenv("WARDEN_IN_KEYRING") != NULL) /* in-keyring.sh */
		g_test_add_func("/key-place/keyring", test_keyring);
	for (gsize i = 0; i < G_N_ELEMENTS(sealed_cases); i++) {
		g_autofree char *name =
			g_strconcat("/key-place/sealed/", sealed_cases[i].name, NULL);

		g_test_add_data_func(name, &sealed_cases[i], test_sealed);
	}
	return g_test_run();
}
