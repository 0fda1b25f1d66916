/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-crypto.h"

/* RFC 8439, 2.8.2. */
static const char sunscreen[] =
	"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
	"future, sunscreen would be it.";

static const guint8 aad[] = {
	0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7};

static const guint8 first_of_ciphertext[] = {0xd3,
					     0x1a,
					     0x8d,
					     0x34,
					     0x64,
					     0x8e,
					     0x60,
					     0xdb,
					     0x7b,
					     0x86,
					     0xaf,
					     0xbc,
					     0x53,
					     0xef,
					     0x7e,
					     0xc2};

static const guint8 last_of_ciphertext[] = {
	0xe5, 0x76, 0xd2, 0x65, 0x86, 0xce, 0xc6, 0x4b, 0x61, 0x16};

static const guint8 tag_of_it[] = {0x1a,
				   0xe1,
				   0x0b,
				   0x59,
				   0x4f,
				   0x09,
				   0xe2,
				   0x6a,
				   0x7e,
				   0x90,
				   0x2e,
				   0xcb,
				   0xd0,
				   0x60,
				   0x06,
				   0x91};

static WdAead
make_aead(void)
{
	WdAead aead = {
		.nonce = {0x07, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47},
		.aad = aad,
		.aad_len = sizeof aad,
	};

	for (guint8 i = 0; i < WD_AEAD_KEY_LEN; i++)
		aead.key[i] = 0x80 + i;
	return aead;
}

#define TEXT_LEN (sizeof sunscreen - 1)

static void
test_vector(void)
{
	WdAead aead = make_aead();
	guint8 buffer[TEXT_LEN];
	guint8 tag[WD_AEAD_TAG_LEN];

	memcpy(buffer, sunscreen, TEXT_LEN);
	g_assert_true(wd_aead_seal(&aead, buffer, TEXT_LEN, tag));
	g_assert_cmpmem(buffer,
			sizeof first_of_ciphertext,
			first_of_ciphertext,
			sizeof first_of_ciphertext);
	g_assert_cmpmem(buffer + TEXT_LEN - sizeof last_of_ciphertext,
			sizeof last_of_ciphertext,
			last_of_ciphertext,
			sizeof last_of_ciphertext);
	g_assert_cmpmem(tag, sizeof tag, tag_of_it, sizeof tag_of_it);
	g_assert_true(wd_aead_open(&aead, buffer, TEXT_LEN, tag));
	g_assert_cmpmem(buffer, TEXT_LEN, sunscreen, TEXT_LEN);
}

typedef enum { IN_TEXT, IN_TAG, IN_AAD, IN_KEY, IN_NONCE } Where;

static const struct {
	const char *name;
	Where where;
} changes[] = {
	{"text", IN_TEXT},
	{"tag", IN_TAG},
	{"aad", IN_AAD},
	{"key", IN_KEY},
	{"nonce", IN_NONCE},
};

/* Any change is noticed, and then there is no plaintext to look at. */
static void
test_change(gconstpointer data)
{
	Where where = (Where)GPOINTER_TO_INT(data);
	static const guint8 zeros[TEXT_LEN];
	guint8 changed_aad[sizeof aad];
	guint8 buffer[TEXT_LEN];
	guint8 tag[WD_AEAD_TAG_LEN];
	WdAead aead = make_aead();

	memcpy(buffer, sunscreen, TEXT_LEN);
	g_assert_true(wd_aead_seal(&aead, buffer, TEXT_LEN, tag));
	memcpy(changed_aad, aad, sizeof aad);
	aead.aad = changed_aad;
	buffer[40] ^= where == IN_TEXT;
	tag[15] ^= where == IN_TAG;
	changed_aad[0] ^= where == IN_AAD;
	aead.key[31] ^= where == IN_KEY;
	aead.nonce[11] ^= where == IN_NONCE;
	g_assert_false(wd_aead_open(&aead, buffer, TEXT_LEN, tag));
	g_assert_cmpmem(buffer, TEXT_LEN, zeros, TEXT_LEN);
}

static void
test_empty(void)
{
	WdAead aead = make_aead();
	guint8 tag[WD_AEAD_TAG_LEN];
	guint8 none[1] = {0};

	g_assert_true(wd_aead_seal(&aead, none, 0, tag));
	g_assert_true(wd_aead_open(&aead, none, 0, tag));
	tag[0] ^= 1;
	g_assert_false(wd_aead_open(&aead, none, 0, tag));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	g_test_add_func("/aead/rfc8439", test_vector);
	g_test_add_func("/aead/empty", test_empty);
	for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autofree char *name = g_strconcat("/aead/changed-", changes[i].name, NULL);

		g_test_add_data_func(name, GINT_TO_POINTER(changes[i].where), test_change);
	}
	return g_test_run();
}
