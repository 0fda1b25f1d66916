/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "age-kit.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-base64.h"
#include "crypto/wd-bech32.h"
#include "crypto/wd-hash.h"
#include "crypto/wd-x25519.h"

#define KEY_LEN     16
#define CHUNK_LEN   65536
#define PART_LEN    100
#define NONCE_LEN   16
#define WRAP_INFO   "age-encryption.org/v1/X25519"
#define MAX_KEY_LEN (KEY_LEN + 1)

/* Any fixed bytes do. */
static const guint8 reader_secret[WD_X25519_LEN] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
static const guint8 other_secret[WD_X25519_LEN] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
static const guint8 ephemeral_secret[WD_X25519_LEN] = {4, 8, 15, 16, 23, 42};
static const guint8 file_key[MAX_KEY_LEN] = {'Y', 'E', 'L', 'L', 'O', 'W'};
static const guint8 nonce[NONCE_LEN] = {'n', 'o', 'n', 'c', 'e'};

static const guint8 no_point[WD_X25519_LEN];

/* A point of order 8, with the bit set that RFC 7748 has readers ignore. */
static const guint8 order8[WD_X25519_LEN] = {0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24,
					     0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
					     0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86,
					     0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0xd7};

static void
get_public(const guint8 secret[WD_X25519_LEN], guint8 point[WD_X25519_LEN])
{
	g_assert_true(wd_x25519_public(secret, point));
}

char *
age_kit_get_identity(void)
{
	g_autofree char *lower =
		wd_bech32_format("age-secret-key-", reader_secret, sizeof reader_secret);

	return g_ascii_strup(lower, -1);
}

/* "=" adds what Base64 pads with, "~" sets a bit behind the last byte. */
static char *
to_base64(const guint8 *bytes, gsize len, char fault)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *text = wd_base64_format(bytes, len);
	gsize end = strlen(text) - 1;

	if (fault == '~')
		text[end] = letters[(strchr(letters, text[end]) - letters) | 1];
	if (fault == '=') {
		char *padded = g_strconcat(text, len % 3 == 2 ? "=" : "==", NULL);

		g_free(text);
		return padded;
	}
	return text;
}

/* The file key wrapped for @recipient_secret; @share is NULL where both sides really agree. */
static char *
make_body(const guint8 *recipient_secret, const guint8 *share, char fault)
{
	guint8 recipient[WD_X25519_LEN];
	guint8 shared[WD_X25519_LEN] = {0};
	guint8 salt[2 * WD_X25519_LEN];
	guint8 body[MAX_KEY_LEN + WD_AEAD_TAG_LEN];
	gsize len = KEY_LEN + (fault == '+' ? 1 : 0) - (fault == '-' ? 1 : 0);
	WdAead aead = {0};

	get_public(recipient_secret, recipient);
	get_public(ephemeral_secret, salt);
	if (share != NULL)
		memcpy(salt, share, WD_X25519_LEN);
	else
		g_assert_true(wd_x25519_shared(ephemeral_secret, recipient, shared));
	memcpy(salt + WD_X25519_LEN, recipient, WD_X25519_LEN);
	wd_hash_hkdf(shared, sizeof shared, salt, sizeof salt, WRAP_INFO, aead.key);
	memcpy(body, file_key, len);
	g_assert_true(wd_aead_seal(&aead, body, len, body + len));
	if (fault == '!')
		body[len] ^= 1;
	return to_base64(body, len + WD_AEAD_TAG_LEN, fault);
}

static char *
write_share(char fault, const GString *header)
{
	guint8 share[WD_X25519_LEN + 1] = {0};
	gsize len = WD_X25519_LEN + (fault == '+' ? 1 : 0) - (fault == '-' ? 1 : 0);

	get_public(ephemeral_secret, share);
	return to_base64(share, len, fault);
}

static char *
write_identity(char fault, const GString *header)
{
	return to_base64(no_point, sizeof no_point, fault);
}

static char *
write_order8(char fault, const GString *header)
{
	return to_base64(order8, sizeof order8, fault);
}

static char *
write_body(char fault, const GString *header)
{
	if (fault == '0' || fault == '8')
		return make_body(reader_secret, fault == '0' ? no_point : order8, '\0');
	return make_body(reader_secret, NULL, fault);
}

static char *
make_stanza(const guint8 *recipient_secret, const GString *header)
{
	g_autofree char *share = write_share('\0', header);
	g_autofree char *body = make_body(recipient_secret, NULL, '\0');

	return g_strdup_printf("-> X25519 %s\n%s", share, body);
}

static char *
write_stanza(char fault, const GString *header)
{
	return make_stanza(reader_secret, header);
}

static char *
write_other(char fault, const GString *header)
{
	return make_stanza(other_secret, header);
}

/* Over what is there already, without the space that precedes the code. */
static char *
write_mac(char fault, const GString *header)
{
	guint8 key[WD_HASH_LEN];
	guint8 mac[WD_HASH_LEN];
	gsize len = header->len - (g_str_has_suffix(header->str, " ") ? 1 : 0);

	wd_hash_hkdf(file_key, KEY_LEN, NULL, 0, "header", key);
	wd_hash_hmac(key, sizeof key, header->str, len, mac);
	if (fault == '!')
		mac[0] ^= 1;
	return to_base64(mac, sizeof mac - (fault == '-' ? 1 : 0), fault);
}

static const struct {
	const char *name;
	char *(*write)(char fault, const GString *header);
} words[] = {
	{"body", write_body},
	{"identity", write_identity},
	{"mac", write_mac},
	{"order8", write_order8},
	{"other", write_other},
	{"share", write_share},
	{"stanza", write_stanza},
};

/* A word of the table, and perhaps one more character: what is wrong with it. */
static char *
write_word(const char *word, const GString *header)
{
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize len = strlen(words[i].name);

		if (strncmp(word, words[i].name, len) == 0 && strlen(word) <= len + 1)
			return words[i].write(word[len], header);
	}
	g_error("no word %s", word);
}

static GString *
build_header(const char *template)
{
	g_auto(GStrv) pieces = g_strsplit(template, "@", -1);
	GString *header = g_string_new(NULL);

	for (guint i = 0; pieces[i] != NULL; i++) {
		g_autofree char *text =
			i % 2 == 0 ? g_strdup(pieces[i]) : write_word(pieces[i], header);

		g_string_append(header, text);
	}
	return header;
}

static gsize
get_part_len(char part)
{
	return part == 'F' ? CHUNK_LEN : part == 'P' ? PART_LEN : 0;
}

static void
append_chunk(GByteArray *file, gsize len, guint counter, gboolean is_last)
{
	guint start = file->len;
	WdAead aead = {0};

	wd_hash_hkdf(file_key, KEY_LEN, nonce, sizeof nonce, "payload", aead.key);
	aead.nonce[WD_AEAD_NONCE_LEN - 2] = (guint8)counter;
	aead.nonce[WD_AEAD_NONCE_LEN - 3] = (guint8)(counter >> 8);
	aead.nonce[WD_AEAD_NONCE_LEN - 1] = is_last ? 1 : 0;
	g_byte_array_set_size(file, start + (guint)len + WD_AEAD_TAG_LEN);
	memset(file->data + start, (int)('a' + counter % 26), len);
	g_assert_true(wd_aead_seal(&aead, file->data + start, len, file->data + start + len));
}

GByteArray *
age_kit_build(const char *header, const char *payload)
{
	g_autoptr(GString) text = build_header(header);
	GByteArray *file = g_byte_array_new();
	guint counter = 0;

	g_byte_array_append(file, (const guint8 *)text->str, (guint)text->len);
	for (const char *part = payload; *part != '\0'; part++) {
		if (*part == 'N' || *part == 'n')
			g_byte_array_append(file, nonce, *part == 'N' ? NONCE_LEN : NONCE_LEN - 1);
		else if (*part == '!')
			file->data[file->len - 1] ^= 1;
		else if (*part == '<')
			g_byte_array_set_size(file, file->len - 1);
		else if (*part == '+')
			g_byte_array_append(file, (const guint8 *)"x", 1);
		else if (*part != '.')
			append_chunk(file, get_part_len(*part), counter++, part[1] == '.');
	}
	return file;
}

GByteArray *
age_kit_get_plaintext(const char *payload)
{
	GByteArray *plaintext = g_byte_array_new();
	guint counter = 0;

	for (const char *part = payload; *part != '\0'; part++) {
		guint start = plaintext->len;

		if (strchr("FPE", *part) == NULL)
			continue;
		g_byte_array_set_size(plaintext, start + (guint)get_part_len(*part));
		if (plaintext->len > start)
			memset(plaintext->data + start,
			       (int)('a' + counter % 26),
			       plaintext->len - start);
		counter++;
	}
	return plaintext;
}
