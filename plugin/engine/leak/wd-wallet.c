/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-wallet.h"

#include <string.h>

#include "engine/leak/wd-keccak.h"

#define BASE58      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#define BECH32      "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
#define MIN_WORD    25
#define MAX_WORD    112 /* an extended key has 111 characters */
#define MAX_BYTES   82  /* of an extended key with its check sum */
#define N_CHECK     4
#define N_SHA256    32
#define BECH32_SUM  6
#define BECH32_SEED 1
#define BECH32M     0x2bc830a3 /* BIP 350 */
#define ETHER_BYTES 20

#define RIPPLE58      "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
#define BASE32        "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
#define MONERO_BLOCK  11 /* characters that stand for eight bytes */
#define STELLAR_CHARS 56
#define STELLAR_BYTES 35
#define CASH_CHARS    42
#define SOLANA_BYTES  32
#define SOLANA_SECRET 64
#define NEAR          80 /* bytes in which a coin's name counts */

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
	{25, 1, {0x6f}, WD_WALLET_ADDRESS},                   /* Bitcoin's test net */
	{25, 1, {0xc4}, WD_WALLET_ADDRESS},                   /* the same, scripts */
	{37, 1, {0xef}, WD_WALLET_KEY},                       /* the same, keys */
	{38, 1, {0xef}, WD_WALLET_KEY},
	{38, 1, {0xb0}, WD_WALLET_KEY},                   /* Litecoin */
	{38, 1, {0x9e}, WD_WALLET_KEY},                   /* Dogecoin */
	{82, 4, {0x04, 0x35, 0x83, 0x94}, WD_WALLET_KEY}, /* tprv */
	{27, 3, {0x06, 0xa1, 0x9f}, WD_WALLET_ADDRESS},   /* Tezos, tz1 */
	{27, 3, {0x06, 0xa1, 0xa1}, WD_WALLET_ADDRESS},   /* tz2 */
	{27, 3, {0x02, 0x5a, 0x79}, WD_WALLET_ADDRESS},   /* KT1 */
	{40, 4, {0x0d, 0x0f, 0x3a, 0x07}, WD_WALLET_KEY}, /* edsk */
};

/* The same with Ripple's order of the letters. */
static const struct {
	guint8 n_bytes;
	guint8 n_prefix;
	guint8 prefix[3];
	WdWalletKind kind;
} ripple[] = {
	{25, 1, {0x00}, WD_WALLET_ADDRESS},
	{21, 1, {0x21}, WD_WALLET_KEY},
	{23, 3, {0x01, 0xe1, 0x4b}, WD_WALLET_KEY},
};

/* Returns how many bytes the word stands for, 0 when it is none. */
static gsize
decode_base58(const char *word, gsize n_word, const char *alphabet, guint8 *bytes)
{
	gsize n = 0;
	gsize n_zeroes = strspn(word, (char[]){alphabet[0], '\0'});

	/* Little-endian while it grows. */
	for (gsize i = 0; i < n_word; i++) {
		const char *digit = strchr(alphabet, word[i]);
		guint carry = digit != NULL ? (guint)(digit - alphabet) : G_MAXUINT;

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
	if (strchr("13LMDA9XTt5KxyzCmn2cQ6e", word[0]) == NULL || word[0] == '\0')
		return WD_WALLET_NONE;
	n = decode_base58(word, n_word, BASE58, bytes);
	for (guint i = 0; i < G_N_ELEMENTS(versions); i++) {
		if (versions[i].n_bytes == n &&
		    memcmp(versions[i].prefix, bytes, versions[i].n_prefix) == 0)
			return has_check_sum(bytes, n) ? versions[i].kind : WD_WALLET_NONE;
	}
	return WD_WALLET_NONE;
}

static WdWalletKind
read_ripple(const char *word, gsize n_word)
{
	guint8 bytes[MAX_BYTES];
	gsize n;

	if ((word[0] != 'r' && word[0] != 's') || n_word > 35)
		return WD_WALLET_NONE;
	n = decode_base58(word, n_word, RIPPLE58, bytes);
	for (guint i = 0; i < G_N_ELEMENTS(ripple); i++) {
		if (ripple[i].n_bytes == n &&
		    memcmp(ripple[i].prefix, bytes, ripple[i].n_prefix) == 0)
			return has_check_sum(bytes, n) ? ripple[i].kind : WD_WALLET_NONE;
	}
	return WD_WALLET_NONE;
}

/* Monero writes eight bytes as eleven characters, and five as the last seven. */
static WdWalletKind
read_monero(const char *word, gsize n_word)
{
	guint8 bytes[MAX_BYTES];
	guint8 digest[WD_KECCAK_BYTES];
	gsize n = 0;

	if ((n_word != 95 && n_word != 106) || (word[0] != '4' && word[0] != '8'))
		return WD_WALLET_NONE;
	for (gsize at = 0; at < n_word; at += MONERO_BLOCK) {
		gsize n_block = MIN(MONERO_BLOCK, n_word - at);
		gsize n_bytes = n_block == MONERO_BLOCK ? 8 : 5;
		guint64 value = 0;

		for (gsize i = 0; i < n_block; i++) {
			const char *digit = strchr(BASE58, word[at + i]);

			if (digit == NULL)
				return WD_WALLET_NONE;
			value = value * 58 + (guint64)(digit - BASE58);
		}
		for (gsize i = 0; i < n_bytes; i++)
			bytes[n++] = (guint8)(value >> 8 * (n_bytes - 1 - i));
	}
	wd_keccak_256(bytes, n - N_CHECK, digest);
	return memcmp(digest, bytes + n - N_CHECK, N_CHECK) == 0 ? WD_WALLET_ADDRESS
								 : WD_WALLET_NONE;
}

/* CRC-16/XMODEM over version and key, the low byte first. */
static gboolean
has_stellar_sum(const guint8 *bytes)
{
	guint crc = 0;

	for (guint i = 0; i < STELLAR_BYTES - 2; i++) {
		crc ^= (guint)bytes[i] << 8;
		for (guint bit = 0; bit < 8; bit++)
			crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	return bytes[STELLAR_BYTES - 2] == (crc & 0xff) &&
	       bytes[STELLAR_BYTES - 1] == (crc >> 8 & 0xff);
}

static WdWalletKind
read_stellar(const char *word, gsize n_word)
{
	guint8 bytes[STELLAR_BYTES] = {0};

	if (n_word != STELLAR_CHARS || (word[0] != 'G' && word[0] != 'S'))
		return WD_WALLET_NONE;
	for (guint bit = 0; bit < STELLAR_BYTES * 8; bit++) {
		const char *digit = strchr(BASE32, word[bit / 5]);
		guint is_set = digit != NULL ? (guint)(digit - BASE32) >> (4 - bit % 5) & 1 : 0;

		if (digit == NULL)
			return WD_WALLET_NONE;
		bytes[bit / 8] |= (guint8)(is_set << (7 - bit % 8));
	}
	if (!has_stellar_sum(bytes))
		return WD_WALLET_NONE;
	return word[0] == 'S' ? WD_WALLET_KEY : WD_WALLET_ADDRESS;
}

/* Bitcoin Cash: forty bits over the name of the net, which is mostly left out, and the word. */
static WdWalletKind
read_cash(const char *word, gsize n_word)
{
	static const char net[] = "bitcoincash";
	static const guint64 generator[] = {G_GUINT64_CONSTANT(0x98f2bc8e61),
					    G_GUINT64_CONSTANT(0x79b76d99e2),
					    G_GUINT64_CONSTANT(0xf33e5fb3c4),
					    G_GUINT64_CONSTANT(0xae2eabe2a8),
					    G_GUINT64_CONSTANT(0x1e4f43e470)};
	guint64 sum = 1;

	if (n_word != CASH_CHARS || (word[0] != 'q' && word[0] != 'p'))
		return WD_WALLET_NONE;
	for (gsize i = 0; i < sizeof net + n_word; i++) {
		const char *digit = i < sizeof net ? BECH32 : strchr(BECH32, word[i - sizeof net]);
		guint value = i < sizeof net - 1 ? (guint)net[i] & 31
			      : digit != NULL    ? (guint)(digit - BECH32)
						 : G_MAXUINT;
		guint top = (guint)(sum >> 35);

		if (value == G_MAXUINT)
			return WD_WALLET_NONE;
		sum = (sum & G_GUINT64_CONSTANT(0x07ffffffff)) << 5 ^ value;
		for (guint k = 0; k < G_N_ELEMENTS(generator); k++)
			sum ^= (top >> k & 1) != 0 ? generator[k] : 0;
	}
	return sum == 1 ? WD_WALLET_ADDRESS : WD_WALLET_NONE;
}

static gboolean
has_name_near(const char *text, gsize start, gsize end)
{
	static const char *const names[] = {"solana", "phantom", "solflare", " sol ", "sol:"};
	gsize from = start > NEAR ? start - NEAR : 0;
	g_autofree char *before = g_ascii_strdown(text + from, (gssize)(start - from));
	g_autofree char *after = g_ascii_strdown(text + end, (gssize)strnlen(text + end, NEAR));

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strstr(before, names[i]) != NULL || strstr(after, names[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}

/* No check sum at all: a word of the right size beside the coin's name. */
static WdWalletKind
read_solana(const char *text, gsize at, gsize n_word)
{
	guint8 bytes[MAX_BYTES];
	gsize n;

	if ((n_word < 32 || n_word > 44) && (n_word < 86 || n_word > 88))
		return WD_WALLET_NONE;
	n = decode_base58(text + at, n_word, BASE58, bytes);
	if ((n != SOLANA_BYTES && n != SOLANA_SECRET) || !has_name_near(text, at, at + n_word))
		return WD_WALLET_NONE;
	return n == SOLANA_SECRET ? WD_WALLET_KEY : WD_WALLET_ADDRESS;
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
	/* "nsec" is the key of a Nostr account, "zs" an address that hides who pays. */
	static const char *const prefixes[] = {"bc",
					       "tb",
					       "bcrt",
					       "ltc",
					       "addr",
					       "stake",
					       "cosmos",
					       "osmo",
					       "terra",
					       "inj",
					       "celestia",
					       "zs",
					       "nsec",
					       "npub",
					       "addr_test"};
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
	if (sum != 1 && sum != BECH32M)
		return WD_WALLET_NONE;
	return g_str_has_prefix(lower, "nsec1") ? WD_WALLET_KEY : WD_WALLET_ADDRESS;
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
read_word(const char *text, gsize at, gsize n_word)
{
	static WdWalletKind (*const readers[])(const char *word, gsize n_word) = {read_base58,
										  read_bech32,
										  read_ether,
										  read_ripple,
										  read_monero,
										  read_stellar,
										  read_cash};
	WdWalletKind kind = WD_WALLET_NONE;

	if (n_word < MIN_WORD || n_word > MAX_WORD)
		return WD_WALLET_NONE;
	for (guint i = 0; kind == WD_WALLET_NONE && i < G_N_ELEMENTS(readers); i++)
		kind = readers[i](text + at, n_word);
	return kind != WD_WALLET_NONE ? kind : read_solana(text, at, n_word);
}

/**
 * wd_wallet_find:
 * @text: nul-terminated text
 * @from: byte of @text to begin at
 * @start: (out): first byte of the address or key
 * @end: (out): byte behind it
 *
 * Finds the next word whose check sum makes it one: Base58 with the double SHA-256 of Bitcoin and
 * its kin or with the sum of Ripple or Monero, Bech32, Stellar's Base32, and the capitals of
 * Ethereum; and words of Solana beside its name. Linear in @text.
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
		kind = read_word(text, at, n);
		if (kind != WD_WALLET_NONE) {
			*start = at;
			*end = at + n;
			return kind;
		}
		at += n + (n == 0);
	}
	return WD_WALLET_NONE;
}
