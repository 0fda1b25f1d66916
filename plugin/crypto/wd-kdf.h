/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A key from a passphrase, slow on purpose: 64 MiB and a tenth of a second. Too slow for the main
 * loop; store/wd-key-unlock.h does it in a process of its own, since libgcrypt may not be used in
 * threads here (wd-crypto.h).
 */

#define WD_KDF_KEY_LEN  32
#define WD_KDF_SALT_LEN 16

/* What the work costs. It is written beside what the key opens, so that it can grow. */
typedef struct {
	guint memory_kib;
	guint passes;
	guint lanes;
} WdKdfCost;

extern const WdKdfCost wd_kdf_cost; /* for new passphrases */

gboolean wd_kdf_is_bearable(const WdKdfCost *cost);
gboolean wd_kdf_argon2id(const WdKdfCost *cost,
			 const guint8 salt[WD_KDF_SALT_LEN],
			 const char *passphrase,
			 guint8 key[WD_KDF_KEY_LEN]) G_GNUC_WARN_UNUSED_RESULT;
