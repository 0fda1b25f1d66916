/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-kdf.h"

/*
 * keys/identity.sealed: the private key under a passphrase; store/README.md, "Keys". Taking it
 * apart, working for the key and opening are three steps, because the middle one takes a tenth of a
 * second and is done elsewhere by a client.
 */

/* What is not secret of it. The cost is bearable, the rest untrusted. */
typedef struct {
	WdKdfCost cost;
	guint8 salt[WD_KDF_SALT_LEN];
} WdKeySealed;

gboolean
wd_key_sealed_parse(const guint8 *raw_bytes, gsize len, WdKeySealed *sealed, GError **error);
char *wd_key_sealed_open(const guint8 *raw_bytes,
			 gsize len,
			 const guint8 key[WD_KDF_KEY_LEN],
			 GError **error); /* secret: wipe it */
GBytes *wd_key_sealed_new(const char *text, const char *passphrase, GError **error); /* slow */
