/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/wd-age.h"
#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"

#define CHUNK 65536 /* where age starts a new piece */

#define A_RECIPIENT "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

typedef struct {
	const char *name;
	gsize len;
} SizeCase;

static const SizeCase sizes[] = {
	{"empty", 0},
	{"one-byte", 1},
	{"key", 32},
	{"just-below-a-chunk", CHUNK - 1},
	{"a-chunk", CHUNK},
	{"just-over-a-chunk", CHUNK + 1},
	{"three-chunks", 3 * CHUNK},
};

static guint8 *
make_bytes(gsize len)
{
	guint8 *bytes = g_malloc(len + 1);

	for (gsize i = 0; i < len; i++)
		bytes[i] = (guint8)(i * 7 + i / 251);
	return bytes;
}

static GBytes *
seal_for(const WdIdentity *identity, const guint8 *plaintext, gsize len)
{
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	const char *recipients[] = {recipient, NULL};
	g_autoptr(GError) error = NULL;
	GBytes *sealed = wd_age_seal(recipients, plaintext, len, &error);

	g_assert_no_error(error);
	return sealed;
}

static GBytes *
open_with(const WdIdentity *identity, GBytes *sealed, GError **error)
{
	const WdIdentity *identities[] = {identity};
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);

	return wd_age_open(identities, 1, bytes, len, error);
}

static void
test_round_trip(gconstpointer data)
{
	const SizeCase *row = data;
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree guint8 *plaintext = make_bytes(row->len);
	g_autoptr(GBytes) sealed = seal_for(identity, plaintext, row->len);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) opened = open_with(identity, sealed, &error);

	g_assert_no_error(error);
	g_assert_cmpmem(
		g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), plaintext, row->len);
}

static char *
write_file(const char *folder, const char *name, const void *bytes, gsize len)
{
	char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;

	g_file_set_contents_full(path, bytes, (gssize)len, G_FILE_SET_CONTENTS_NONE, 0600, &error);
	g_assert_no_error(error);
	return path;
}

/* Runs the stock tool, gives it @input and returns what it writes. */
static GBytes *
run_age(const char *const *arguments, GBytes *input)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) age = g_subprocess_newv(
		arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
	GBytes *output = NULL;

	g_assert_no_error(error);
	g_subprocess_communicate(age, input, NULL, &output, NULL, &error);
	g_assert_no_error(error);
	g_assert_true(g_subprocess_get_successful(age));
	return output;
}

static void
test_stock_age_opens_ours(gconstpointer data)
{
	const SizeCase *row = data;
	g_autofree char *folder = g_dir_make_tmp("age-XXXXXX", NULL);
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree char *secret = wd_identity_format(identity);
	g_autofree char *key_file = write_file(folder, "key", secret, strlen(secret));
	g_autofree guint8 *plaintext = make_bytes(row->len);
	g_autoptr(GBytes) sealed = seal_for(identity, plaintext, row->len);
	const char *arguments[] = {"age", "--decrypt", "-i", key_file, NULL};
	g_autoptr(GBytes) opened = run_age(arguments, sealed);

	g_assert_cmpmem(
		g_bytes_get_data(opened, NULL), g_bytes_get_size(opened), plaintext, row->len);
	g_remove(key_file);
	g_rmdir(folder);
}

static void
test_opens_stock_age(gconstpointer data)
{
	const SizeCase *row = data;
	g_autoptr(WdIdentity) first = wd_identity_generate();
	g_autoptr(WdIdentity) second = wd_identity_generate();
	g_autofree char *to_first = wd_identity_get_recipient(first);
	g_autofree char *to_second = wd_identity_get_recipient(second);
	g_autoptr(GBytes) plaintext = g_bytes_new_take(make_bytes(row->len), row->len);
	const char *arguments[] = {"age", "-r", to_first, "-r", to_second, NULL};
	g_autoptr(GBytes) sealed = run_age(arguments, plaintext);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) opened = open_with(second, sealed, &error);

	g_assert_no_error(error);
	g_assert_true(g_bytes_equal(opened, plaintext));
}

static void
test_every_recipient_opens(void)
{
	g_autoptr(WdIdentity) person = wd_identity_generate();
	g_autoptr(WdIdentity) escrow = wd_identity_generate();
	g_autoptr(WdIdentity) stranger = wd_identity_generate();
	g_autofree char *to_person = wd_identity_get_recipient(person);
	g_autofree char *to_escrow = wd_identity_get_recipient(escrow);
	const char *recipients[] = {to_person, to_escrow, NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) sealed = wd_age_seal(recipients, (const guint8 *)"key", 3, &error);
	g_autoptr(GBytes) by_person = open_with(person, sealed, NULL);
	g_autoptr(GBytes) by_escrow = open_with(escrow, sealed, NULL);
	g_autoptr(GBytes) by_stranger = open_with(stranger, sealed, &error);

	g_assert_cmpmem(g_bytes_get_data(by_person, NULL), g_bytes_get_size(by_person), "key", 3);
	g_assert_cmpmem(g_bytes_get_data(by_escrow, NULL), g_bytes_get_size(by_escrow), "key", 3);
	g_assert_null(by_stranger);
	g_assert_error(error, WD_ERROR, WD_ERROR_WRONG_KEY);
}

/* However much of a draft was done before its content is known, all recipients open it. */
static void
test_draft(void)
{
	g_autoptr(WdIdentity) person = wd_identity_generate();
	g_autoptr(WdIdentity) escrow = wd_identity_generate();
	g_autofree char *to_person = wd_identity_get_recipient(person);
	g_autofree char *to_escrow = wd_identity_get_recipient(escrow);
	const char *recipients[] = {to_person, to_escrow, NULL};
	const char *turned[] = {to_escrow, to_person, NULL};

	for (guint n_steps = 0; n_steps < 4; n_steps++) {
		WdAgeDraft *draft = wd_age_draft_new(recipients, NULL);
		g_autoptr(GBytes) sealed = NULL;
		g_autoptr(GBytes) by_person = NULL;
		g_autoptr(GBytes) by_escrow = NULL;

		g_assert_true(wd_age_draft_is_for(draft, recipients));
		g_assert_false(wd_age_draft_is_for(draft, recipients + 1));
		g_assert_false(wd_age_draft_is_for(draft, turned));
		for (guint i = 0; i < n_steps; i++)
			g_assert_true(wd_age_draft_step(draft, NULL));
		sealed = wd_age_draft_seal(draft, (const guint8 *)"key", 3, NULL);
		by_person = open_with(person, sealed, NULL);
		by_escrow = open_with(escrow, sealed, NULL);
		g_assert_cmpmem(
			g_bytes_get_data(by_person, NULL), g_bytes_get_size(by_person), "key", 3);
		g_assert_cmpmem(
			g_bytes_get_data(by_escrow, NULL), g_bytes_get_size(by_escrow), "key", 3);
	}
}

static void
test_draft_is_given_up(void)
{
	const char *recipients[] = {A_RECIPIENT, NULL};
	g_autoptr(WdAgeDraft) untouched = wd_age_draft_new(recipients, NULL);
	g_autoptr(WdAgeDraft) done = wd_age_draft_new(recipients, NULL);

	g_assert_nonnull(untouched);
	g_assert_true(wd_age_draft_step(done, NULL));
}

static void
test_never_the_same_bytes(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autoptr(GBytes) once = seal_for(identity, (const guint8 *)"same", 4);
	g_autoptr(GBytes) again = seal_for(identity, (const guint8 *)"same", 4);

	g_assert_false(g_bytes_equal(once, again));
}

/* Whatever bit is turned or wherever it is cut: an error, never other plaintext. */
static void
test_every_flip_is_found(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autoptr(GBytes) sealed = seal_for(identity, (const guint8 *)"attack at dawn", 14);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);

	for (gsize bit = 0; bit < 8 * len; bit++) {
		g_autofree guint8 *changed = g_memdup2(bytes, len);
		const WdIdentity *identities[] = {identity};
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) opened = NULL;

		changed[bit / 8] ^= (guint8)(1u << bit % 8);
		opened = wd_age_open(identities, 1, changed, len, &error);
		g_assert_null(opened);
		g_assert_nonnull(error);
	}
}

static void
test_every_cut_is_found(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	g_autofree guint8 *plaintext = make_bytes(2 * CHUNK);
	g_autoptr(GBytes) sealed = seal_for(identity, plaintext, 2 * CHUNK);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);
	gsize sealed_chunk = CHUNK + 16;

	/* Every byte of the header and around the border of the chunks. */
	for (gsize cut = 0; cut < len;
	     cut += cut < 400 || cut > len - sealed_chunk - 40 ? 1 : 997) {
		const WdIdentity *identities[] = {identity};
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) opened = NULL;

		if (cut > len - sealed_chunk + 40 && cut < len - 40)
			continue;
		opened = wd_age_open(identities, 1, bytes, cut, &error);
		g_assert_null(opened);
		g_assert_nonnull(error);
	}
}

typedef struct {
	const char *name;
	const char *recipients[4];
	WdError code;
} RefusedCase;

static const RefusedCase refused[] = {
	{"nobody", {NULL}, WD_ERROR_MALFORMED},
	{"not-a-key", {"me@corp.example", NULL}, WD_ERROR_MALFORMED},
	{"empty", {"", NULL}, WD_ERROR_MALFORMED},
	{"secret-key", {"AGE-SECRET-KEY-1QQ", NULL}, WD_ERROR_MALFORMED},
	{"one-letter-changed",
	 {"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq", NULL},
	 WD_ERROR_MALFORMED},
	{"twice", {A_RECIPIENT, A_RECIPIENT, NULL}, WD_ERROR_MALFORMED},
	{"twice-in-other-case",
	 {A_RECIPIENT, "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ", NULL},
	 WD_ERROR_MALFORMED},
};

static void
test_refuses_recipients(gconstpointer data)
{
	const RefusedCase *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) sealed = wd_age_seal(row->recipients, (const guint8 *)"x", 1, &error);

	g_assert_null(sealed);
	g_assert_error(error, WD_ERROR, (gint)row->code);
}

typedef struct {
	const char *name;
	const char *header;
} HeaderCase;

#define EPHEMERAL "-> X25519 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\n"
#define BODY      "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI\n"
#define MAC       "--- AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM\n"
#define V1        "age-encryption.org/v1\n"

static const HeaderCase malformed[] = {
	{"nothing", ""},
	{"version-2", "age-encryption.org/v2\n" EPHEMERAL BODY MAC},
	{"armored", "-----BEGIN AGE ENCRYPTED FILE-----\n"},
	{"crlf", "age-encryption.org/v1\r\n" EPHEMERAL BODY MAC},
	{"no-recipient", V1 MAC},
	{"no-mac", V1 EPHEMERAL BODY},
	{"short-mac", V1 EPHEMERAL BODY "--- AwMD\n"},
	{"mac-without-space", V1 EPHEMERAL BODY "---AwMD\n"},
	{"padded-mac", V1 EPHEMERAL BODY "--- AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n"},
	{"stray-bits-in-ephemeral",
	 V1 "-> X25519 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQF\n" BODY MAC},
	{"short-ephemeral", V1 "-> X25519 AQEB\n" BODY MAC},
	{"no-argument", V1 "-> X25519\n" BODY MAC},
	{"two-arguments",
	 V1 "-> X25519 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE AQEB\n" BODY MAC},
	{"two-spaces", V1 "-> X25519  AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\n" BODY MAC},
	{"no-type", V1 "-> \n" BODY MAC},
	{"long-body",
	 V1 EPHEMERAL "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICA\n" MAC},
	{"short-body", V1 EPHEMERAL "AgIC\n" MAC},
	{"body-with-spaces", V1 EPHEMERAL "AgIC AgIC\n" MAC},
	{"control-character", V1 "-> X\0331 a\n\n" MAC},
	{"ends-in-a-line", V1 "-> X25519 AQEB"},
};

static void
test_refuses_headers(gconstpointer data)
{
	const HeaderCase *row = data;
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	const WdIdentity *identities[] = {identity};
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) opened = wd_age_open(
		identities, 1, (const guint8 *)row->header, strlen(row->header), &error);

	g_assert_null(opened);
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

/* A header for others is read over, as age's format wants it; here nobody remains. */
static void
test_skips_unknown_recipients(void)
{
	static const char header[] = V1 "-> piv-p256 AAAA 18\n" BODY "-> odd-grease x\n\n" MAC;
	g_autoptr(WdIdentity) identity = wd_identity_generate();
	const WdIdentity *identities[] = {identity};
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) opened =
		wd_age_open(identities, 1, (const guint8 *)header, strlen(header), &error);

	g_assert_null(opened);
	g_assert_error(error, WD_ERROR, WD_ERROR_WRONG_KEY);
}

static void
add_rows(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
		g_autofree char *own = g_strconcat("/age/round-trip/", sizes[i].name, NULL);
		g_autofree char *out =
			g_strconcat("/age/stock-age-opens-ours/", sizes[i].name, NULL);
		g_autofree char *in = g_strconcat("/age/opens-stock-age/", sizes[i].name, NULL);

		g_test_add_data_func(own, &sizes[i], test_round_trip);
		g_test_add_data_func(out, &sizes[i], test_stock_age_opens_ours);
		g_test_add_data_func(in, &sizes[i], test_opens_stock_age);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autofree char *path =
			g_strconcat("/age/refuses-recipient/", refused[i].name, NULL);

		g_test_add_data_func(path, &refused[i], test_refuses_recipients);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(malformed); i++) {
		g_autofree char *path =
			g_strconcat("/age/refuses-header/", malformed[i].name, NULL);

		g_test_add_data_func(path, &malformed[i], test_refuses_headers);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	add_rows();
	g_test_add_func("/age/every-recipient-opens", test_every_recipient_opens);
	g_test_add_func("/age/draft", test_draft);
	g_test_add_func("/age/draft-is-given-up", test_draft_is_given_up);
	g_test_add_func("/age/never-the-same-bytes", test_never_the_same_bytes);
	g_test_add_func("/age/every-flip-is-found", test_every_flip_is_found);
	g_test_add_func("/age/every-cut-is-found", test_every_cut_is_found);
	g_test_add_func("/age/skips-unknown-recipients", test_skips_unknown_recipients);
	return g_test_run();
}
