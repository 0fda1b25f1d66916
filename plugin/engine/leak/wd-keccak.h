/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The hash by which Ethereum's addresses prove themselves. It protects nothing here, it only tells
 * whether a word is an address; GLib has no SHA-3 family, and the engine may link no cryptography.
 */

#define WD_KECCAK_BYTES 32

void wd_keccak_256(const guint8 *bytes, gsize n, guint8 digest[WD_KECCAK_BYTES]);
