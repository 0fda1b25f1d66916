/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ctl-output.h"

#define POLICY "[Links]\nAction=block\n"

typedef struct {
	char *folder;
	char *key;
	char *public_key; /* the file */
	char *policy;
	char *out;
	char *err;
} Fixture;

#define RUN(fixture, ...)                                                                          \
	ctl_output_run((const char *const[]){"policy", __VA_ARGS__, NULL},                         \
		       &(fixture)->out,                                                            \
		       &(fixture)->err)

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("wd-sign-XXXXXX", NULL);
	g_assert_nonnull(fixture->folder);
	fixture->key = g_build_filename(fixture->folder, "key", NULL);
	fixture->public_key = g_build_filename(fixture->folder, "key.pub", NULL);
	fixture->policy = g_build_filename(fixture->folder, "50.conf", NULL);
	fixture->out = fixture->err = NULL;
	g_assert_true(g_file_set_contents(fixture->policy, POLICY, -1, NULL));
	g_assert_cmpint(RUN(fixture, "sign", "--new-key", fixture->key), ==, WD_CTL_GOOD);
	g_assert_true(g_str_has_prefix(fixture->out, "wdsign1"));
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	static const char *const names[] = {"key",
					    "key.pub",
					    "50.conf",
					    "50.conf.sig",
					    "60.conf",
					    "60.conf.sig",
					    "other",
					    "other.pub"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(fixture->folder, names[i], NULL);

		(void)g_unlink(path); /* not every test has every file */
	}
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->folder);
	g_free(fixture->key);
	g_free(fixture->public_key);
	g_free(fixture->policy);
	free(fixture->out);
	free(fixture->err);
}

static void
sign(Fixture *fixture)
{
	g_assert_cmpint(
		RUN(fixture, "sign", "--key", fixture->key, fixture->policy), ==, WD_CTL_GOOD);
}

static void
expect(Fixture *fixture, const char *path, WdCtlExit result, const char *says)
{
	g_assert_cmpint(RUN(fixture, "verify", "--key", fixture->public_key, path), ==, result);
	g_assert_nonnull(strstr(fixture->out, says));
}

static void
test_signed(Fixture *fixture, gconstpointer data)
{
	g_autofree char *public_key = NULL;
	struct stat status;

	sign(fixture);
	expect(fixture, fixture->policy, WD_CTL_GOOD, "50.conf: signed\n");
	g_assert_true(g_file_get_contents(fixture->public_key, &public_key, NULL, NULL));
	g_assert_cmpint(RUN(fixture, "verify", "--json", "--key", public_key, fixture->policy),
			==,
			WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "\"signed\":true"));
	g_assert_cmpint(stat(fixture->key, &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
}

/* Every single bit of the file and of its signature counts. */
static void
test_changed(Fixture *fixture, gconstpointer data)
{
	g_autofree char *sig = g_strconcat(fixture->policy, ".sig", NULL);
	g_autofree char *text = NULL;
	char policy[] = POLICY;
	gsize len;

	sign(fixture);
	g_assert_true(g_file_get_contents(sig, &text, &len, NULL));
	for (gsize i = 0; i < sizeof policy - 1; i++) {
		policy[i] ^= 1;
		g_assert_true(g_file_set_contents(fixture->policy, policy, -1, NULL));
		expect(fixture, fixture->policy, WD_CTL_FOUND, "was changed or renamed");
		policy[i] ^= 1;
	}
	g_assert_true(g_file_set_contents(fixture->policy, policy, -1, NULL));
	for (gsize i = strlen("wdpolicysig1 "); i < len - 4;
	     i++) { /* the last letter has bits to spare */
		char before = text[i];

		text[i] = before == 'A' ? 'B' : 'A';
		g_assert_true(g_file_set_contents(sig, text, (gssize)len, NULL));
		expect(fixture, fixture->policy, WD_CTL_FOUND, "was changed or renamed");
		text[i] = before;
	}
	g_assert_true(g_file_set_contents(sig, text, (gssize)len, NULL));
	expect(fixture, fixture->policy, WD_CTL_GOOD, "signed");
}

/* The name decides which file counts last. */
static void
test_renamed(Fixture *fixture, gconstpointer data)
{
	g_autofree char *other = g_build_filename(fixture->folder, "60.conf", NULL);
	g_autofree char *sig = g_strconcat(fixture->policy, ".sig", NULL);
	g_autofree char *other_sig = g_strconcat(other, ".sig", NULL);

	sign(fixture);
	g_assert_cmpint(g_rename(fixture->policy, other), ==, 0);
	g_assert_cmpint(g_rename(sig, other_sig), ==, 0);
	expect(fixture, other, WD_CTL_FOUND, "was changed or renamed");
}

static void
test_no_signature(Fixture *fixture, gconstpointer data)
{
	static const char *const bad[] = {
		"", "x", "wdpolicysig1 ", "wdpolicysig1 AAAA\n", "wdpolicysig2 AAAA"};
	g_autofree char *sig = g_strconcat(fixture->policy, ".sig", NULL);
	g_autofree char *gone = g_build_filename(fixture->folder, "gone.conf", NULL);

	expect(fixture, fixture->policy, WD_CTL_FOUND, "has no signature");
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_assert_true(g_file_set_contents(sig, bad[i], -1, NULL));
		expect(fixture, fixture->policy, WD_CTL_FOUND, "a signature that is none");
	}
	expect(fixture, gone, WD_CTL_FOUND, "cannot be read");
}

static void
test_other_key(Fixture *fixture, gconstpointer data)
{
	g_autofree char *other = g_build_filename(fixture->folder, "other", NULL);
	g_autofree char *other_public = g_strconcat(other, ".pub", NULL);

	sign(fixture);
	g_assert_cmpint(RUN(fixture, "sign", "--new-key", other), ==, WD_CTL_GOOD);
	g_assert_cmpint(
		RUN(fixture, "verify", "--key", other_public, fixture->policy), ==, WD_CTL_FOUND);
}

static void
test_refused(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(RUN(fixture, "sign", "--new-key", fixture->key), ==, WD_CTL_CANNOT);
	g_assert_cmpint(RUN(fixture, "sign", fixture->policy), ==, WD_CTL_USAGE);
	g_assert_cmpint(RUN(fixture, "sign", "--key", fixture->key), ==, WD_CTL_USAGE);
	g_assert_cmpint(
		RUN(fixture, "sign", "--key", fixture->policy, fixture->policy), ==, WD_CTL_CANNOT);
	g_assert_cmpint(RUN(fixture, "verify", fixture->policy), ==, WD_CTL_USAGE);
	g_assert_cmpint(
		RUN(fixture, "verify", "--key", "wdsign1qqqq", fixture->policy), ==, WD_CTL_CANNOT);
	g_assert_cmpint(RUN(fixture, "verify", "--key", fixture->policy, fixture->policy),
			==,
			WD_CTL_CANNOT);
	/* What signs is not what is handed out. */
	g_assert_cmpint(
		RUN(fixture, "verify", "--key", fixture->key, fixture->policy), ==, WD_CTL_CANNOT);
	g_assert_cmpint(g_chmod(fixture->key, 0644), ==, 0);
	g_assert_cmpint(
		RUN(fixture, "sign", "--key", fixture->key, fixture->policy), ==, WD_CTL_CANNOT);
}

static const struct {
	const char *path;
	void (*run)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/ctl-sign/signed", test_signed},
	{"/ctl-sign/changed", test_changed},
	{"/ctl-sign/renamed", test_renamed},
	{"/ctl-sign/no-signature", test_no_signature},
	{"/ctl-sign/other-key", test_other_key},
	{"/ctl-sign/refused", test_refused},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
