/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-identity.h"
#include "engine/wd-error.h"
#include "wd-rows.h"

#define GOOD (-1)

/* A pair that age-keygen made, for this test alone. */
#define SECRET    "AGE-SECRET-KEY-1KW66L5P62AY9ZZJLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCTK"
#define RECIPIENT "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t"

/* Text that policy or a command line takes for a recipient, and the WdError of looking at it. */
typedef struct {
	const char *name;
	const char *text;
	int code;
} RecipientCase;

static const RecipientCase recipients[] = {
	{"good", "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t", GOOD},
	{"capitals", "AGE13L954DC8YZ8FP77D3JQS0H0ZAS4STTMNPG99WJDWZ2LYSNE304YSCDZT2T", GOOD},
	{"mixed-case",
	 "age13l954dC8YZ8FP77D3JQS0H0ZAS4STTMNPG99WJDWZ2LYSNE304YSCDZT2T",
	 WD_ERROR_MALFORMED},
	{"another-checksum",
	 "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2q",
	 WD_ERROR_MALFORMED},
	{"bech32m",
	 "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0sgs8mme",
	 WD_ERROR_MALFORMED},
	{"another-letter",
	 "age13l954dc8yz8fp77dqjqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t",
	 WD_ERROR_MALFORMED},
	{"cut", "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304ysc", WD_ERROR_MALFORMED},
	{"blank-behind",
	 "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t ",
	 WD_ERROR_MALFORMED},
	{"blank-before",
	 " age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t",
	 WD_ERROR_MALFORMED},
	{"plugin",
	 "age1yubikey1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5z5tpwxqergd3c8g7rusqr4jj07",
	 WD_ERROR_MALFORMED},
	{"secret-key",
	 "AGE-SECRET-KEY-1KW66L5P62AY9ZZJLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCTK",
	 WD_ERROR_MALFORMED},
	{"short",
	 "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc535lh4",
	 WD_ERROR_MALFORMED},
	{"long",
	 "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0jqtdny4t",
	 WD_ERROR_MALFORMED},
	{"no-bytes", "age19l388n", WD_ERROR_MALFORMED},
	{"prefix-alone", "age1", WD_ERROR_MALFORMED},
	{"empty", "", WD_ERROR_MALFORMED},
	{"low-order-nought",
	 "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
	 WD_ERROR_UNTRUSTED},
	{"low-order-one",
	 "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
	 WD_ERROR_UNTRUSTED},
	{"low-order-order-eight",
	 "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
	 WD_ERROR_UNTRUSTED},
	{"low-order-order-eight-too",
	 "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz9ts6wm9s8",
	 WD_ERROR_UNTRUSTED},
	{"low-order-minus-one",
	 "age1anlllllllllllllllllllllllllllllllllllllllllllllllals4n2t7m",
	 WD_ERROR_UNTRUSTED},
	{"low-order-nought-again",
	 "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
	 WD_ERROR_UNTRUSTED},
	{"low-order-one-again",
	 "age1amlllllllllllllllllllllllllllllllllllllllllllllllalselrwrv",
	 WD_ERROR_UNTRUSTED},
};

static void
test_recipient(gconstpointer data)
{
	const RecipientCase *row = data;
	guint8 public_key[WD_X25519_LEN];
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(wd_recipient_check(row->text, &error), ==, row->code == GOOD);
	if (row->code != GOOD)
		g_assert_error(error, WD_ERROR, row->code);
	/* Who only reads the bytes gets those of a weak point, too. */
	g_assert_cmpint(wd_recipient_parse(row->text, public_key, NULL),
			==,
			row->code != WD_ERROR_MALFORMED);
}

/* Text that is no private key. */
static const struct {
	const char *name;
	const char *text;
} secrets[] = {
	{"cut", "AGE-SECRET-KEY-1KW66L5P62AY9ZZJLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCT"},
	{"lower-and-upper",
	 "age-secret-key-1kw66L5P62AY9ZZJLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCTK"},
	{"recipient", "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t"},
	{"short", "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARCNQTXUK"},
	{"long", "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0JQLV56A8"},
	{"newline", "AGE-SECRET-KEY-1KW66L5P62AY9ZZJLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCTK\n"},
	{"comment", "# AGE-SECRET-KEY-1KW66L5P62AY9ZZJLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCTK"},
	{"another-letter",
	 "AGE-SECRET-KEY-1KW66L5P62AY9ZZQLL7R7JYYPK4KKA3RRVSAEESKFRRSM0KPYT9SSCGNCTK"},
	{"empty", ""},
};

/* Neither the key nor a part of it may get into a message, and so into a log. */
static void
test_secret(gconstpointer data)
{
	const char *text = secrets[GPOINTER_TO_UINT(data)].text;
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_identity_parse(text, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	for (gsize at = 20; at + 12 < strlen(text); at++) {
		g_autofree char *part = g_strndup(text + at, 12);

		g_assert_null(strstr(error->message, part));
	}
}

static void
test_pair(void)
{
	g_autoptr(WdIdentity) identity = wd_identity_parse(SECRET, NULL);
	g_autoptr(WdIdentity) lower = wd_identity_parse(
		"age-secret-key-1kw66l5p62ay9zzjll7r7jyypk4kka3rrvsaeeskfrrsm0kpyt9sscgnctk", NULL);
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	g_autofree char *written = wd_identity_format(identity);
	guint8 public_key[WD_X25519_LEN];

	g_assert_cmpstr(recipient, ==, RECIPIENT);
	g_assert_cmpstr(written, ==, SECRET);
	g_assert_true(wd_recipient_parse(RECIPIENT, public_key, NULL));
	g_assert_cmpmem(public_key, WD_X25519_LEN, wd_identity_get_public(identity), WD_X25519_LEN);
	g_assert_cmpmem(wd_identity_get_public(lower),
			WD_X25519_LEN,
			wd_identity_get_public(identity),
			WD_X25519_LEN);
}

/* Both sides come to the same; with a weak point nobody comes to anything. */
static void
test_agrees(void)
{
	static const guint8 nought[WD_X25519_LEN] = {0};
	g_autoptr(WdIdentity) first = wd_identity_generate();
	g_autoptr(WdIdentity) second = wd_identity_generate_ephemeral();
	guint8 here[WD_X25519_LEN];
	guint8 there[WD_X25519_LEN];

	g_assert_true(wd_identity_agree(first, wd_identity_get_public(second), here));
	g_assert_true(wd_identity_agree(second, wd_identity_get_public(first), there));
	g_assert_cmpmem(here, sizeof here, there, sizeof there);
	g_assert_false(wd_identity_agree(first, nought, here));
}

/* Another use, another salt and another person have another key each. */
static void
test_derives(void)
{
	g_autoptr(WdIdentity) mine = wd_identity_parse(SECRET, NULL);
	g_autoptr(WdIdentity) theirs = wd_identity_generate();
	const guint8 *salt = (const guint8 *)"salt";
	guint8 keys[5][WD_X25519_LEN];

	wd_identity_derive(mine, salt, 4, "index", keys[0]);
	wd_identity_derive(mine, salt, 4, "other", keys[1]);
	wd_identity_derive(mine, salt, 3, "index", keys[2]);
	wd_identity_derive(theirs, salt, 4, "index", keys[3]);
	wd_identity_derive(mine, salt, 4, "index", keys[4]);
	g_assert_cmpmem(keys[0], WD_X25519_LEN, keys[4], WD_X25519_LEN);
	for (guint i = 1; i < 4; i++)
		g_assert_cmpint(memcmp(keys[0], keys[i], WD_X25519_LEN), !=, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	WD_ADD_ROWS("/identity/recipient/", recipients, test_recipient);
	for (guint i = 0; i < G_N_ELEMENTS(secrets); i++) {
		g_autofree char *path = g_strconcat("/identity/secret/", secrets[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_secret);
	}
	g_test_add_func("/identity/pair", test_pair);
	g_test_add_func("/identity/agrees", test_agrees);
	g_test_add_func("/identity/derives", test_derives);
	return g_test_run();
}
