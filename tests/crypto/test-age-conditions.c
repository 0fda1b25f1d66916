/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an age file may be and may not be, condition by condition as C2SP's test vectors for age
 * have them (CCTV, folder age: names and meanings are theirs, the bytes are made by age-kit.c).
 * The stock tool is asked as well: where it opens a file so must we, and where it refuses, too.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "age-kit.h"
#include "crypto/wd-age.h"
#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"

#define V1  "age-encryption.org/v1\n"
#define X   "@stanza@\n"
#define MAC "--- @mac@\n"

/* What CCTV calls success, header failure, no match, and HMAC or payload failure. */
typedef enum {
	OPENS = -1,
	HEADER_BUT_FOR_STOCK = -2, /* age 1.1.1 looks for it only where a passphrase is given */
	HEADER = WD_ERROR_MALFORMED,
	NO_MATCH = WD_ERROR_WRONG_KEY,
	CHANGED = WD_ERROR_DAMAGED,
} Expected;

typedef struct {
	const char *name;
	const char *header;
	const char *payload;
	Expected expected;
} Condition;

static const Condition conditions[] = {
	{"x25519", V1 X MAC, "NP.", OPENS},
	{"x25519-multiple-recipients", V1 "@other@\n" X MAC, "NP.", OPENS},
	{"x25519-no-match", V1 "@other@\n" MAC, "NP.", NO_MATCH},
	{"x25519-bad-tag", V1 "-> X25519 @share@\n@body!@\n" MAC, "NP.", NO_MATCH},
	{"x25519-lowercase", V1 "-> x25519 @share@\n@body@\n" MAC, "NP.", NO_MATCH},
	{"x25519-extra-argument", V1 "-> X25519 @share@ 1234\n@body@\n" MAC, "NP.", HEADER},
	{"x25519-short-share", V1 "-> X25519 @share-@\n@body@\n" MAC, "NP.", HEADER},
	{"x25519-long-share", V1 "-> X25519 @share+@\n@body@\n" MAC, "NP.", HEADER},
	{"x25519-not-canonical-share", V1 "-> X25519 @share~@\n@body@\n" MAC, "NP.", HEADER},
	{"x25519-padded-share", V1 "-> X25519 @share=@\n@body@\n" MAC, "NP.", HEADER},
	{"x25519-not-canonical-body", V1 "-> X25519 @share@\n@body~@\n" MAC, "NP.", HEADER},
	{"x25519-short-file-key", V1 "-> X25519 @share@\n@body-@\n" MAC, "NP.", HEADER},
	{"x25519-long-file-key", V1 "-> X25519 @share@\n@body+@\n" MAC, "NP.", HEADER},
	{"x25519-identity", V1 "-> X25519 @identity@\n@body0@\n" MAC, "NP.", HEADER},
	{"x25519-low-order", V1 "-> X25519 @order8@\n@body8@\n" MAC, "NP.", HEADER},
	{"x25519-low-order-of-two", V1 "-> X25519 @order8@\n@body8@\n" X MAC, "NP.", HEADER},
	{"x25519-grease", V1 "-> grease\n\n" X "-> grease\n\n" MAC, "NP.", OPENS},

	{"scrypt", V1 "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n@body@\n" MAC, "NP.", NO_MATCH},
	{"scrypt-and-x25519",
	 V1 "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n@body@\n" X MAC,
	 "NP.",
	 HEADER_BUT_FOR_STOCK},
	{"x25519-and-scrypt",
	 V1 X "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n@body@\n" MAC,
	 "NP.",
	 HEADER_BUT_FOR_STOCK},

	{"version-unsupported", "age-encryption.org/v1234\n" X MAC, "NP.", HEADER},
	{"header-crlf", "age-encryption.org/v1\r\n" X MAC, "NP.", HEADER},
	{"empty", "", "", HEADER},

	{"hmac-bad", V1 X "--- @mac!@\n", "NP.", CHANGED},
	{"hmac-extra-space", V1 X "---  @mac@\n", "NP.", HEADER},
	{"hmac-garbage", V1 X "--- @mac@AAA\n", "NP.", HEADER},
	{"hmac-missing", V1 X "---\n", "NP.", HEADER},
	{"hmac-missing-with-space", V1 X "--- \n", "NP.", HEADER},
	{"hmac-no-space", V1 X "---@mac@\n", "NP.", HEADER},
	{"hmac-not-canonical", V1 X "--- @mac~@\n", "NP.", HEADER},
	{"hmac-padded", V1 X "--- @mac=@\n", "NP.", HEADER},
	{"hmac-trailing-space", V1 X "--- @mac@ \n", "NP.", HEADER},
	{"hmac-truncated", V1 X "--- @mac-@\n", "NP.", HEADER},

	{"stanza-bad-start", V1 "-->X25519 @share@\n@body@\n" MAC, "NP.", HEADER},
	{"stanza-without-space", V1 "->X25519 @share@\n@body@\n" MAC, "NP.", HEADER},
	{"stanza-base64-padding", V1 "-> X25519 @share@\n@body=@\n" MAC, "NP.", HEADER},
	{"stanza-empty-argument", V1 "-> stanza  a\n\n" X MAC, "NP.", HEADER},
	{"stanza-trailing-space", V1 "-> stanza \n\n" X MAC, "NP.", HEADER},
	{"stanza-no-arguments", V1 "-> \n\n" X MAC, "NP.", HEADER},
	{"stanza-no-arguments-no-space", V1 "->\n\n" X MAC, "NP.", HEADER},
	{"stanza-empty-body", V1 "-> empty\n\n" X MAC, "NP.", OPENS},
	{"stanza-empty-last-line",
	 V1 "-> stanza\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\n" X MAC,
	 "NP.",
	 OPENS},
	{"stanza-missing-final-line",
	 V1 "-> stanza\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" X MAC,
	 "NP.",
	 HEADER},
	{"stanza-missing-body", V1 "-> stanza\n" X MAC, "NP.", HEADER},
	{"stanza-long-line",
	 V1
	 "-> stanza\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" X MAC,
	 "NP.",
	 HEADER},
	{"stanza-multiple-short-lines", V1 "-> stanza\nAAAA\nAAAA\n" X MAC, "NP.", HEADER},
	{"stanza-not-canonical", V1 "-> stanza\nAAB\n" X MAC, "NP.", HEADER},
	{"stanza-invalid-character", V1 "-> stanza \x1f\n\n" X MAC, "NP.", HEADER},
	{"stanza-character-beyond-ascii", V1 "-> stanza \xc3\xa9\n\n" X MAC, "NP.", HEADER},
	{"stanza-spurious-cr", V1 "-> stanza\r\n\r\n" X MAC, "NP.", HEADER},
	{"stanza-valid-characters",
	 V1 "-> !\"#$%&' ()*+,-./ 0123456789 :;<=>? ABC[\\]^_ `abc {|}~\n\n" X MAC,
	 "NP.",
	 OPENS},

	{"stream-empty-payload", V1 X MAC, "NE.", OPENS},
	{"stream-two-chunks", V1 X MAC, "NFP.", OPENS},
	{"stream-three-chunks", V1 X MAC, "NFFP.", OPENS},
	{"stream-last-chunk-full", V1 X MAC, "NF.", OPENS},
	{"stream-last-chunk-full-second", V1 X MAC, "NFF.", OPENS},
	{"stream-last-chunk-empty", V1 X MAC, "NFE.", CHANGED},
	{"stream-bad-tag", V1 X MAC, "NP.!", CHANGED},
	{"stream-bad-tag-second-chunk", V1 X MAC, "NFP.!", CHANGED},
	{"stream-bad-tag-first-chunk", V1 X MAC, "NF!P.", CHANGED},
	{"stream-missing-tag", V1 X MAC, "NP.<<<<<<<<<<<<<<<<", CHANGED},
	{"stream-shorter-than-a-tag", V1 X MAC, "NE.<", CHANGED},
	{"stream-no-chunks", V1 X MAC, "N", CHANGED},
	{"stream-no-nonce", V1 X MAC, "", CHANGED},
	{"stream-short-nonce", V1 X MAC, "n", CHANGED},
	{"stream-no-final", V1 X MAC, "NP", CHANGED},
	{"stream-no-final-full", V1 X MAC, "NF", CHANGED},
	{"stream-no-final-two-chunks", V1 X MAC, "NFP", CHANGED},
	{"stream-no-final-two-chunks-full", V1 X MAC, "NFF", CHANGED},
	{"stream-short-chunk", V1 X MAC, "NPP.", CHANGED},
	{"stream-short-second-chunk", V1 X MAC, "NFPF.", CHANGED},
	{"stream-two-final-chunks", V1 X MAC, "NF.P.", CHANGED},
	{"stream-two-final-chunks-full", V1 X MAC, "NF.F.", CHANGED},
	{"stream-two-final-chunks-short", V1 X MAC, "NP.P.", CHANGED},
	{"stream-trailing-garbage-short", V1 X MAC, "NP.+", CHANGED},
	{"stream-trailing-garbage-behind-a-full-chunk", V1 X MAC, "NF.+", CHANGED},
	{"stream-trailing-garbage-long", V1 X MAC, "NF.++++++++++++++++++++", CHANGED},
};

/* More chunks than the counter's last byte can count. */
static Condition many_chunks = {"stream-258-chunks", V1 X MAC, NULL, OPENS};

static void
test_condition(gconstpointer data)
{
	const Condition *row = data;
	g_autoptr(GByteArray) file = age_kit_build(row->header, row->payload);
	g_autofree char *secret = age_kit_get_identity();
	g_autoptr(WdIdentity) identity = wd_identity_parse(secret, NULL);
	const WdIdentity *identities[] = {identity};
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) opened = wd_age_open(identities, 1, file->data, file->len, &error);
	g_autoptr(GByteArray) plaintext = age_kit_get_plaintext(row->payload);
	gint code = row->expected == HEADER_BUT_FOR_STOCK ? HEADER : (gint)row->expected;

	if (row->expected != OPENS) {
		g_assert_null(opened);
		g_assert_error(error, WD_ERROR, code);
		return;
	}
	g_assert_no_error(error);
	g_assert_cmpmem(g_bytes_get_data(opened, NULL),
			g_bytes_get_size(opened),
			plaintext->data,
			plaintext->len);
}

/* Whether the stock tool opens the file. */
static gboolean
does_stock_age_open(const GByteArray *file)
{
	g_autofree char *folder = g_dir_make_tmp("age-XXXXXX", NULL);
	g_autofree char *key_path = g_build_filename(folder, "key", NULL);
	g_autofree char *path = g_build_filename(folder, "file", NULL);
	g_autofree char *secret = age_kit_get_identity();
	const char *command[] = {"age", "--decrypt", "-i", key_path, path, NULL};
	GSpawnFlags flags =
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
	g_autoptr(GError) error = NULL;
	int status;

	g_assert_true(g_file_set_contents(key_path, secret, -1, NULL));
	g_assert_true(g_file_set_contents(path, (char *)file->data, (gssize)file->len, NULL));
	(void)g_spawn_sync(
		NULL, (char **)command, NULL, flags, NULL, NULL, NULL, NULL, &status, &error);
	g_assert_no_error(error);
	g_remove(key_path);
	g_remove(path);
	g_rmdir(folder);
	return g_spawn_check_wait_status(status, NULL);
}

static void
test_stock_age_agrees(gconstpointer data)
{
	const Condition *row = data;
	g_autoptr(GByteArray) file = age_kit_build(row->header, row->payload);
	gboolean is_opened = row->expected == OPENS || row->expected == HEADER_BUT_FOR_STOCK;

	g_assert_cmpint(does_stock_age_open(file), ==, is_opened);
}

static void
add_condition(const Condition *row)
{
	g_autofree char *own = g_strconcat("/age/condition/", row->name, NULL);
	g_autofree char *stock = g_strconcat("/age/stock-age-agrees/", row->name, NULL);

	g_test_add_data_func(own, row, test_condition);
	g_test_add_data_func(stock, row, test_stock_age_agrees);
}

int
main(int argc, char *argv[])
{
	g_autofree char *full = g_strnfill(257, 'F');
	g_autofree char *payload = g_strconcat("N", full, "P.", NULL);

	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	many_chunks.payload = payload;
	for (gsize i = 0; i < G_N_ELEMENTS(conditions); i++)
		add_condition(&conditions[i]);
	add_condition(&many_chunks);
	return g_test_run();
}
