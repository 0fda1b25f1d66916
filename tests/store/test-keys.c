/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "store/wd-keys.h"
#include "store/wd-log-fixture.h"
#include "store/wd-private-file.h"

#define N_PROCESSES 8
#define N_ROUNDS    10

static char *
get_file(const WdLogFixture *fixture, const char *name)
{
	return g_build_filename(fixture->base, "keys", name, NULL);
}

static void
test_first_run(void)
{
	static const char *const files[] = {"identity.txt", "recipient.txt", "pseudonym.txt"};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *identity = get_file(fixture, "identity.txt");
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	g_autofree char *public_line =
		g_strdup_printf("# public key: %s", wd_keys_get_recipient(fixture->keys));

	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = get_file(fixture, files[i]);
		struct stat status;

		g_assert_cmpint(g_stat(path, &status), ==, 0);
		g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
	}
	g_assert_true(g_file_get_contents(identity, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 4); /* as age-keygen: the last one is empty */
	g_assert_true(g_str_has_prefix(lines[0], "# created: 2"));
	g_assert_cmpstr(lines[1], ==, public_line);
	g_assert_true(g_str_has_prefix(lines[2], "AGE-SECRET-KEY-1"));
	g_assert_false(wd_keys_is_locked(fixture->keys));
}

/* Opens keys at the same moment as its siblings, and says which: the parent closes the other end of
 * the pipe. */
static int
open_when_told(const char *base, int told, int answers)
{
	g_autoptr(WdKeys) keys = NULL;
	g_autofree char *token = NULL;
	g_autofree char *answer = NULL;
	char byte;

	(void)!read(told, &byte, 1); /* the end of the file is the sign */
	keys = wd_keys_open(base, NULL);
	if (keys == NULL)
		return 1;
	token = wd_keys_pseudonym(keys, "peer", "bob");
	answer = g_strdup_printf("%s %s\n", wd_keys_get_recipient(keys), token);
	return write(answers, answer, strlen(answer)) == (gssize)strlen(answer) ? 0 : 1;
}

/* Clients and tools that are all the first have one key in the end. */
static void
test_first_runs_at_once(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *base = g_build_filename(fixture->profile, "fresh", NULL);
	pid_t children[N_PROCESSES];
	char answers[4096] = "";
	g_auto(GStrv) lines = NULL;
	int signs[2];
	int said[2];

	g_assert_cmpint(g_mkdir(base, 0700), ==, 0);
	g_assert_cmpint(pipe(signs), ==, 0);
	g_assert_cmpint(pipe(said), ==, 0);
	for (guint i = 0; i < N_PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			(void)close(signs[1]);
			_exit(open_when_told(base, signs[0], said[1]));
		}
	}
	(void)close(signs[1]);
	(void)close(signs[0]);
	for (guint i = 0; i < N_PROCESSES; i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		g_assert_cmpint(status, ==, 0);
	}
	g_assert_cmpint(read(said[0], answers, sizeof answers - 1), >, 0);
	(void)close(said[0]);
	(void)close(said[1]);
	lines = g_strsplit(answers, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, N_PROCESSES + 1); /* the last one is empty */
	for (guint i = 1; i < N_PROCESSES; i++)
		g_assert_cmpstr(lines[i], ==, lines[0]);
}

static void
test_same_again(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *before = wd_keys_pseudonym(fixture->keys, "peer", "bob");
	g_autoptr(WdKeys) again = wd_keys_open(fixture->base, NULL);
	g_autofree char *after = wd_keys_pseudonym(again, "peer", "bob");

	g_assert_cmpstr(wd_keys_get_recipient(again), ==, wd_keys_get_recipient(fixture->keys));
	g_assert_cmpstr(before, ==, after);
}

static void
test_pseudonyms(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogFixture) other = wd_log_fixture_new();
	g_autofree char *bob = wd_keys_pseudonym(fixture->keys, "peer", "bob");
	g_autofree char *bob_again = wd_keys_pseudonym(fixture->keys, "peer", "bob");
	g_autofree char *bobo = wd_keys_pseudonym(fixture->keys, "peer", "bobo");
	g_autofree char *account = wd_keys_pseudonym(fixture->keys, "account", "bob");
	g_autofree char *shifted = wd_keys_pseudonym(fixture->keys, "peerb", "ob");
	g_autofree char *elsewhere = wd_keys_pseudonym(other->keys, "peer", "bob");

	g_assert_cmpuint(strlen(bob), ==, 32);
	g_assert_cmpuint(strspn(bob, "0123456789abcdef"), ==, 32);
	g_assert_cmpstr(bob, ==, bob_again);
	g_assert_cmpstr(bob, !=, bobo);
	g_assert_cmpstr(bob, !=, account);
	g_assert_cmpstr(bob, !=, shifted);
	g_assert_cmpstr(bob, !=, elsewhere);
}

static void
test_seals(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GBytes) sealed =
		wd_keys_seal(fixture->keys, NULL, (const guint8 *)"secret", 6, NULL);
	g_autoptr(GBytes) opened = wd_keys_open_sealed(
		fixture->keys, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), NULL);

	g_assert_cmpmem(g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), "secret", 6);
}

/* What the format page promises: no tool of ours is needed. */
static void
test_stock_age_opens(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *identity = get_file(fixture, "identity.txt");
	g_autoptr(GBytes) sealed =
		wd_keys_seal(fixture->keys, NULL, (const guint8 *)"secret", 6, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) age =
		g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
				 &error,
				 "age",
				 "--decrypt",
				 "-i",
				 identity,
				 NULL);
	g_autoptr(GBytes) opened = NULL;

	g_assert_no_error(error);
	g_assert_true(g_subprocess_communicate(age, sealed, NULL, &opened, NULL, &error));
	g_assert_cmpmem(g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), "secret", 6);
}

static void
test_own_key_twice(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	const char *own[] = {wd_keys_get_recipient(fixture->keys), NULL};
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_keys_seal(fixture->keys, own, (const guint8 *)"x", 1, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_locked(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *identity = get_file(fixture, "identity.txt");
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GBytes) sealed = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_remove(identity), ==, 0);
	keys = wd_keys_open(fixture->base, &error);
	g_assert_no_error(error);
	g_assert_true(wd_keys_is_locked(keys));
	g_assert_false(g_file_test(identity, G_FILE_TEST_EXISTS)); /* no other one was made */
	sealed = wd_keys_seal(keys, NULL, (const guint8 *)"x", 1, &error);
	g_assert_no_error(error);
	g_assert_null(wd_keys_open_sealed(
		keys, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_LOCKED);
}

/* The key is put under a passphrase beside a client that has not read it yet: it is locked now, not
 * damaged. */
static void
test_moved_meanwhile(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *identity = get_file(fixture, "identity.txt");
	g_autoptr(WdKeys) keys = wd_keys_open(fixture->base, NULL);
	g_autoptr(GBytes) sealed = wd_keys_seal(keys, NULL, (const guint8 *)"x", 1, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_keys_is_locked(keys));
	g_assert_cmpint(g_remove(identity), ==, 0);
	g_assert_null(wd_keys_open_sealed(
		keys, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_LOCKED);
	g_assert_true(wd_keys_is_locked(keys));
}

static void
test_recipient_is_made_again(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *recipient = get_file(fixture, "recipient.txt");
	g_autoptr(WdKeys) keys = NULL;

	g_assert_cmpint(g_remove(recipient), ==, 0);
	keys = wd_keys_open(fixture->base, NULL);
	g_assert_cmpstr(wd_keys_get_recipient(keys), ==, wd_keys_get_recipient(fixture->keys));
	g_assert_true(g_file_test(recipient, G_FILE_TEST_EXISTS));
}

typedef struct {
	const char *name;
	const char *file;       /* where the private key lies instead of in a file */
	gboolean has_recipient; /* it says whose it is */
} ProtectedCase;

static const ProtectedCase protected_cases[] = {
	{"passphrase", "identity.sealed", FALSE},
	{"keyring", "identity.keyring", TRUE},
};

/* The public half alone got lost: no other key is made beside one that opens all there is. */
static void
test_recipient_of_protected_key(gconstpointer data)
{
	const ProtectedCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *recipient = get_file(fixture, "recipient.txt");
	g_autofree char *identity = get_file(fixture, "identity.txt");
	g_autofree char *place = get_file(fixture, row->file);
	const char *own = wd_keys_get_recipient(fixture->keys);
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_private_file_replace(place, own, strlen(own), NULL));
	g_assert_cmpint(g_remove(recipient), ==, 0);
	g_assert_cmpint(g_remove(identity), ==, 0);
	keys = wd_keys_open(fixture->base, &error);
	g_assert_false(g_file_test(identity, G_FILE_TEST_EXISTS));
	if (row->has_recipient) {
		g_assert_no_error(error);
		g_assert_cmpstr(wd_keys_get_recipient(keys), ==, own);
		g_assert_true(wd_keys_is_locked(keys));
	} else {
		g_assert_error(error, WD_ERROR, WD_ERROR_DAMAGED);
		g_assert_null(keys);
	}
}

/* An old identity stays in the ring and opens what was sealed to it. */
static void
test_ring(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogFixture) old = wd_log_fixture_new();
	g_autofree char *path = get_file(fixture, "identity.txt");
	g_autofree char *old_path = get_file(old, "identity.txt");
	g_autofree char *text = NULL;
	g_autofree char *old_text = NULL;
	g_autofree char *both = NULL;
	g_autoptr(GBytes) sealed = wd_keys_seal(old->keys, NULL, (const guint8 *)"old", 3, NULL);
	g_autoptr(GBytes) opened = NULL;
	g_autoptr(WdKeys) keys = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_true(g_file_get_contents(old_path, &old_text, NULL, NULL));
	both = g_strconcat(text, "\n", old_text, NULL);
	g_assert_true(
		g_file_set_contents_full(path, both, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	keys = wd_keys_open(fixture->base, NULL);
	opened = wd_keys_open_sealed(
		keys, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), NULL);
	g_assert_cmpmem(g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), "old", 3);
}

static void
test_nothing_to_load(void)
{
	g_autofree char *base = g_dir_make_tmp("warden-XXXXXX", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_keys_load(base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
	g_assert_cmpint(g_rmdir(base), ==, 0); /* nothing was made */
}

typedef struct {
	const char *name;
	const char *file;
	guint mode;       /* 0: as it is */
	const char *text; /* NULL: as it is */
	WdError code;
} BadCase;

static const BadCase bad[] = {
	{"identity-readable", "identity.txt", 0644, NULL, WD_ERROR_UNTRUSTED},
	{"recipient-writable", "recipient.txt", 0622, NULL, WD_ERROR_UNTRUSTED},
	{"pseudonym-readable", "pseudonym.txt", 0640, NULL, WD_ERROR_UNTRUSTED},
	{"identity-empty", "identity.txt", 0, "", WD_ERROR_MALFORMED},
	{"identity-comments-only", "identity.txt", 0, "# nothing\n\n", WD_ERROR_MALFORMED},
	{"identity-nonsense", "identity.txt", 0, "hello\n", WD_ERROR_MALFORMED},
	{"recipient-nonsense", "recipient.txt", 0, "hello\n", WD_ERROR_MALFORMED},
	{"recipient-of-somebody-else",
	 "recipient.txt",
	 0,
	 "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\n",
	 WD_ERROR_UNTRUSTED},
	{"recipient-of-low-order",
	 "recipient.txt",
	 0,
	 "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z\n",
	 WD_ERROR_UNTRUSTED},
	{"pseudonym-short", "pseudonym.txt", 0, "abcdef\n", WD_ERROR_MALFORMED},
	{"pseudonym-no-hex",
	 "pseudonym.txt",
	 0,
	 "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
	 WD_ERROR_MALFORMED},
};

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = get_file(fixture, row->file);
	g_autoptr(GError) error = NULL;

	if (row->text != NULL)
		g_assert_true(wd_private_file_replace(path, row->text, strlen(row->text), NULL));
	if (row->mode != 0)
		g_assert_cmpint(g_chmod(path, (int)row->mode), ==, 0);
	g_assert_null(wd_keys_open(fixture->base, &error));
	g_assert_error(error, WD_ERROR, (gint)row->code);
}

#define MASK 0x80 /* so that what is looked for is not what is found */

/* The part of a private key that nobody can guess; masked. */
static char *
mask_secret(const char *text)
{
	const char *secret = strstr(text, "AGE-SECRET-KEY-1");
	char *masked = g_strndup(secret + strlen("AGE-SECRET-KEY-1"), 40);

	for (gsize i = 0; masked[i] != '\0'; i++)
		masked[i] = (char)(masked[i] ^ MASK);
	return masked;
}

static gboolean
is_at(const char *bytes, const char *masked, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if ((char)(bytes[i] ^ MASK) != masked[i])
			return FALSE;
	}
	return TRUE;
}

/* Looks through the heap as a core dump would show it. */
static gboolean
is_in_memory(const char *masked)
{
	g_autofree char *maps = NULL;
	g_auto(GStrv) lines = NULL;
	gsize len = strlen(masked);

	g_assert_true(g_file_get_contents("/proc/self/maps", &maps, NULL, NULL));
	lines = g_strsplit(maps, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		const char *start;
		const char *end;
		char *rest;

		if (strstr(lines[i], "[heap]") == NULL)
			continue;
		start = GSIZE_TO_POINTER((gsize)g_ascii_strtoull(lines[i], &rest, 16));
		end = GSIZE_TO_POINTER((gsize)g_ascii_strtoull(rest + 1, NULL, 16));
		for (const char *at = start; at + len <= end; at++) {
			if (is_at(at, masked, len))
				return TRUE;
		}
	}
	return FALSE;
}

/* A key that was made and written out has left nothing behind once all of it was wiped. */
static void
test_leaves_no_trace(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	char *text = wd_keys_export(fixture->keys, NULL);
	g_autofree char *masked = mask_secret(text);

	gboolean can_look = is_in_memory(masked); /* not with an allocator that has no [heap] */

	wd_hash_wipe(text, strlen(text));
	g_free(text);
	if (can_look)
		g_assert_false(is_in_memory(masked));
	else
		g_test_skip("another allocator than the C library's");
}

static void
test_refuses_link(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = get_file(fixture, "identity.txt");
	g_autofree char *elsewhere = g_build_filename(fixture->profile, "elsewhere", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_rename(path, elsewhere), ==, 0);
	g_assert_cmpint(symlink(elsewhere, path), ==, 0);
	g_assert_null(wd_keys_open(fixture->base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/keys/first-run", test_first_run);
	for (guint i = 0; i < N_ROUNDS; i++) {
		g_autofree char *name = g_strdup_printf("/keys/first-runs-at-once/%u", i + 1);

		g_test_add_func(name, test_first_runs_at_once);
	}
	g_test_add_func("/keys/same-again", test_same_again);
	g_test_add_func("/keys/pseudonyms", test_pseudonyms);
	g_test_add_func("/keys/seals", test_seals);
	g_test_add_func("/keys/stock-age-opens", test_stock_age_opens);
	g_test_add_func("/keys/own-key-twice", test_own_key_twice);
	g_test_add_func("/keys/locked", test_locked);
	g_test_add_func("/keys/moved-meanwhile", test_moved_meanwhile);
	g_test_add_func("/keys/recipient-is-made-again", test_recipient_is_made_again);
	g_test_add_func("/keys/ring", test_ring);
	g_test_add_func("/keys/nothing-to-load", test_nothing_to_load);
	g_test_add_func("/keys/refuses-link", test_refuses_link);
	g_test_add_func("/keys/leaves-no-trace", test_leaves_no_trace);
	for (gsize i = 0; i < G_N_ELEMENTS(protected_cases); i++) {
		g_autofree char *name = g_strconcat(
			"/keys/recipient-of-protected-key/", protected_cases[i].name, NULL);

		g_test_add_data_func(name, &protected_cases[i], test_recipient_of_protected_key);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *name = g_strconcat("/keys/bad/", bad[i].name, NULL);

		g_test_add_data_func(name, &bad[i], test_bad);
	}
	return g_test_run();
}
