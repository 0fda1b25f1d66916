/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-wallet.h"
#include "wd-rows.h"

/* Addresses and keys of the documents that define them: nobody's. */
typedef struct {
	const char *name;
	const char *text;
	WdWalletKind kind;
} Case;

static const Case cases[] = {
	{"bitcoin", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", WD_WALLET_ADDRESS},
	{"bitcoin-script",
	 "send it to 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy please",
	 WD_WALLET_ADDRESS},
	{"bitcoin-wrong", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", WD_WALLET_NONE},
	{"bitcoin-longer", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa2", WD_WALLET_NONE},
	{"bech32", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", WD_WALLET_ADDRESS},
	{"bech32-capitals", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", WD_WALLET_ADDRESS},
	{"bech32-mixed", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4", WD_WALLET_NONE},
	{"bech32-wrong", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", WD_WALLET_NONE},
	{"bech32m",
	 "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
	 WD_WALLET_ADDRESS},
	{"key-to-import", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", WD_WALLET_KEY},
	{"extended-key",
	 "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU"
	 "3TGtRBeJgk33yuGBxrMPHi",
	 WD_WALLET_KEY},
	{"ether", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", WD_WALLET_ADDRESS},
	{"ether-wrong", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", WD_WALLET_NONE},
	{"ether-without-a-sum", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", WD_WALLET_NONE},
	{"bitcoin-test-net", "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", WD_WALLET_ADDRESS},
	{"monero",
	 "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVG"
	 "QBEP3A",
	 WD_WALLET_ADDRESS},
	{"monero-wrong",
	 "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVG"
	 "QBEP3B",
	 WD_WALLET_NONE},
	{"ripple", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", WD_WALLET_ADDRESS},
	{"ripple-wrong", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi", WD_WALLET_NONE},
	{"ripple-seed", "snoPBrXtMeMyMHUVTgbuqAfg1SUTb", WD_WALLET_KEY},
	{"stellar", "GAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB7JZX", WD_WALLET_ADDRESS},
	{"stellar-wrong",
	 "GAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB7JZY",
	 WD_WALLET_NONE},
	{"stellar-key", "SAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB6NKI", WD_WALLET_KEY},
	{"bitcoin-cash",
	 "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
	 WD_WALLET_ADDRESS},
	{"bitcoin-cash-without-the-net",
	 "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
	 WD_WALLET_ADDRESS},
	{"bitcoin-cash-wrong", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q", WD_WALLET_NONE},
	{"tezos", "tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb", WD_WALLET_ADDRESS},
	{"nostr-key",
	 "nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5",
	 WD_WALLET_KEY},
	{"cardano",
	 "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8",
	 WD_WALLET_ADDRESS},
	{"solana-beside-its-name",
	 "my solana wallet: TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
	 WD_WALLET_ADDRESS},
	{"solana-alone", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", WD_WALLET_NONE},
	{"commit", "9ec528e87e3daaef57ebdf7d39216601e080f787", WD_WALLET_NONE},
	{"word", "donaudampfschifffahrtsgesellschaft", WD_WALLET_NONE},
	{"short", "1A1zP1eP5QGefi2", WD_WALLET_NONE},
	{"empty", "", WD_WALLET_NONE},
};

static void
test_find(gconstpointer data)
{
	const Case *row = data;
	gsize start = 0;
	gsize end = 0;

	g_assert_cmpint(wd_wallet_find(row->text, 0, &start, &end), ==, row->kind);
	if (row->kind != WD_WALLET_NONE) {
		g_assert_cmpuint(start, <, end);
		g_assert_cmpuint(end, <=, strlen(row->text));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/wallet/", cases, test_find);
	return g_test_run();
}
