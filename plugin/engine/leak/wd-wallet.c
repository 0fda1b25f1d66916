/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-wallet.h"

#include <string.h>

#include "engine/leak/wd-keccak.h"

#define BASE58      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#define BECH32      "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
#define MIN_WORD    26
#define MAX_WORD    112 /* an extended key has 111 characters */
#define MAX_BYTES   82  /* of an extended key with its check sum */
#define N_CHECK     4
#define N_SHA256    32
#define BECH32_SUM  6
#define BECH32_SEED 1
#define BECH32M     0x2bc830a3 /* BIP 350 */
#define ETHER_BYTES 20

/* What the first bytes of a Base58 word stand for: Bitcoin Wiki "List of address prefixes",
 * SLIP-132 and the sources of the coins. */
static const struct {
	guint8 n_bytes; /* of the whole word, with its check sum; 0: as many as there are */
	guint8 n_prefix;
	guint8 prefix[4];
	WdWalletKind kind;
} versions[] = {
	{25, 1, {0x00}, WD_WALLET_ADDRESS},       /* Bitcoin */
	{25, 1, {0x05}, WD_WALLET_ADDRESS},       /* Bitcoin, scripts */
	{25, 1, {0x30}, WD_WALLET_ADDRESS},       /* Litecoin */
	{25, 1, {0x32}, WD_WALLET_ADDRESS},       /* Litecoin, scripts */
	{25, 1, {0x1e}, WD_WALLET_ADDRESS},       /* Dogecoin */
	{25, 1, {0x16}, WD_WALLET_ADDRESS},       /* Dogecoin, scripts */
	{25, 1, {0x4c}, WD_WALLET_ADDRESS},       /* Dash */
	{25, 1, {0x41}, WD_WALLET_ADDRESS},       /* Tron */
	{26, 2, {0x1c, 0xb8}, WD_WALLET_ADDRESS}, /* Zcash */
	{37, 1, {0x80}, WD_WALLET_KEY},           /* Bitcoin, a key as wallets import it */
	{38, 1, {0x80}, WD_WALLET_KEY},           /* the same, for a compressed public key */
	{82, 4, {0x04, 0x88, 0xad, 0xe4}, WD_WALLET_KEY},     /* xprv, BIP 32 */
	{82, 4, {0x04, 0x9d, 0x78, 0x78}, WD_WALLET_KEY},     /* yprv */
	{82, 4, {0x04, 0xb2, 0x43, 0x0c}, WD_WALLET_KEY},     /* zprv */
	{82, 4, {0x04, 0x88, 0xb2, 0x1e}, WD_WALLET_ADDRESS}, /* xpub */
	{82, 4, {0x04, 0xb2, 0x47, 0x46}, WD_WALLET_ADDRESS}, /* zpub */
};

/* Returns how many bytes the word stands for, 0 when it is none. */
static gsize
decode_base58(const char *word, gsize n_word, guint8 *bytes)
{
	gsize n = 0;
	gsize n_zeroes = strspn(word, "1");

	/* Little-endian while it grows. */
	for (gsize i = 0; i < n_word; i++) {
		const char *digit = strchr(BASE58, word[i]);
		guint carry = digit != NULL ? (guint)(digit - BASE58) : G_MAXUINT;

		if (carry == G_MAXUINT)
			return 0;
		for (gsize k = 0; k < n; k++) {
			carry += bytes[k] * 58u;
			bytes[k] = (guint8)carry;
			carry >>= 8;
		}
		for (; carry > 0 && n < MAX_BYTES; carry >>= 8)
			bytes[n++] = (guint8)carry;
		if (carry > 0)
			return 0;
	}
	for (; n_zeroes > 0 && n < MAX_BYTES; n_zeroes--)
		bytes[n++] = 0;
	for (gsize i = 0; i < n / 2; i++) {
		guint8 byte = bytes[i];

		bytes[i] = bytes[n - 1 - i];
		bytes[n - 1 - i] = byte;
	}
	return n;
}

static void
hash(const guint8 *bytes, gsize n, guint8 *digest)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize n_digest = N_SHA256;

	g_checksum_update(checksum, bytes, (gssize)n);
	g_checksum_get_digest(checksum, digest, &n_digest);
}

static gboolean
has_check_sum(const guint8 *bytes, gsize n)
{
	guint8 digest[N_SHA256];

	hash(bytes, n - N_CHECK, digest);
	hash(digest, sizeof digest, digest);
	return memcmp(digest, bytes + n - N_CHECK, N_CHECK) == 0;
}

static WdWalletKind
read_base58(const char *word, gsize n_word)
{
	guint8 bytes[MAX_BYTES];
	gsize n;

	/* The first letters that the rows above can give; everything else saves its arithmetic. */
	if (strchr("13LMDA9XTt5KxyzC", word[0]) == NULL || word[0] == '\0')
		return WD_WALLET_NONE;
	n = decode_base58(word, n_word, bytes);
	for (guint i = 0; i < G_N_ELEMENTS(versions); i++) {
		if (versions[i].n_bytes == n &&
		    memcmp(versions[i].prefix, bytes, versions[i].n_prefix) == 0)
			return has_check_sum(bytes, n) ? versions[i].kind : WD_WALLET_NONE;
	}
	return WD_WALLET_NONE;
}

static guint32
add_to_sum(guint32 sum, guint value)
{
	static const guint32 generator[] = {
		0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
	guint top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (guint i = 0; i < G_N_ELEMENTS(generator); i++)
		sum ^= (top >> i & 1) != 0 ? generator[i] : 0;
	return sum;
}

/* BIP 173 and BIP 350: "bc1" and what follows, all small or all capitals. */
static WdWalletKind
read_bech32(const char *word, gsize n_word)
{
	static const char *const prefixes[] = {"bc", "tb", "ltc", "addr", "cosmos"};
	g_autofree char *lower = g_ascii_strdown(word, (gssize)n_word);
	g_autofree char *upper = g_ascii_strup(word, (gssize)n_word);
	const char *one = strrchr(lower, '1');
	guint32 sum = BECH32_SEED;
	gboolean is_known = FALSE;

	for (guint i = 0; one != NULL && i < G_N_ELEMENTS(prefixes); i++)
		is_known |= strlen(prefixes[i]) == (gsize)(one - lower) &&
			    g_str_has_prefix(lower, prefixes[i]);
	if (!is_known || (strncmp(lower, word, n_word) != 0 && strncmp(upper, word, n_word) != 0) ||
	    strlen(one + 1) <= BECH32_SUM)
		return WD_WALLET_NONE;
	for (const char *at = lower; at < one; at++)
		sum = add_to_sum(sum, (guint)*at >> 5);
	sum = add_to_sum(sum, 0);
	for (const char *at = lower; at < one; at++)
		sum = add_to_sum(sum, (guint)*at & 31);
	for (const char *at = one + 1; *at != '\0'; at++) {
		const char *value = strchr(BECH32, *at);

		if (value == NULL)
			return WD_WALLET_NONE;
		sum = add_to_sum(sum, (guint)(value - BECH32));
	}
	return sum == 1 || sum == BECH32M ? WD_WALLET_ADDRESS : WD_WALLET_NONE;
}

/* EIP-55: capitals among the letters are the check sum. Without them there is none, and the word
 * could be any number. */
static WdWalletKind
read_ether(const char *word, gsize n_word)
{
	g_autofree char *lower = NULL;
	guint8 digest[WD_KECCAK_BYTES];
	guint n_letters = 0;

	if (n_word != 2 + 2 * ETHER_BYTES || !g_str_has_prefix(word, "0x"))
		return WD_WALLET_NONE;
	lower = g_ascii_strdown(word + 2, 2 * ETHER_BYTES);
	wd_keccak_256((const guint8 *)lower, 2 * ETHER_BYTES, digest);
	for (guint i = 0; i < 2 * ETHER_BYTES; i++) {
		guint nibble = i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15;
		char c = word[2 + i];

		if (!g_ascii_isxdigit(c) ||
		    (g_ascii_isalpha(c) && g_ascii_isupper(c) != (nibble >= 8)))
			return WD_WALLET_NONE;
		n_letters += g_ascii_isalpha(c);
	}
	return n_letters >= 8 ? WD_WALLET_ADDRESS : WD_WALLET_NONE;
}

static WdWalletKind
read_word(const char *word, gsize n_word)
{
	WdWalletKind kind;

	if (n_word < MIN_WORD || n_word > MAX_WORD)
		return WD_WALLET_NONE;
	kind = read_base58(word, n_word);
	if (kind == WD_WALLET_NONE)
		kind = read_bech32(word, n_word);
	return kind != WD_WALLET_NONE ? kind : read_ether(word, n_word);
}

/**
 * wd_wallet_find:
 * @text: nul-terminated text
 * @from: byte of @text to begin at
 * @start: (out): first byte of the address or key
 * @end: (out): byte behind it
 *
 * Finds the next word whose check sum makes it one: Base58 with the double SHA-256 of Bitcoin and
 * its kin, Bech32, and the capitals of Ethereum. Linear in @text.
 *
 * Returns: what it is; the out parameters are set only when it is something
 */
WdWalletKind
wd_wallet_find(const char *text, gsize from, gsize *start, gsize *end)
{
	gsize at = from;

	while (text[at] != '\0') {
		gsize n = 0;
		WdWalletKind kind;

		while (g_ascii_isalnum(text[at + n]))
			n++;
		kind = read_word(text + at, n);
		if (kind != WD_WALLET_NONE) {
			*start = at;
			*end = at + n;
			return kind;
		}
		at += n + (n == 0);
	}
	return WD_WALLET_NONE;
}
