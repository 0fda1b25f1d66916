/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Addresses and keys of crypto currencies. They carry check sums of four bytes or of thirty bits,
 * so one is never found by accident.
 */

typedef enum {
	WD_WALLET_NONE,
	WD_WALLET_ADDRESS,
	WD_WALLET_KEY, /* whoever reads it can spend */
} WdWalletKind;

WdWalletKind wd_wallet_find(const char *text, gsize from, gsize *start, gsize *end);
