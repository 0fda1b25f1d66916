/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-age.h"

/* The person's keys, BASE/keys: writing needs the public half only and never asks. */
typedef struct WdKeys WdKeys;

WdKeys *wd_keys_open(const char *base, GError **error); /* makes a key on first run */
WdKeys *wd_keys_load(const char *base, GError **error); /* WD_ERROR_NOT_FOUND: none yet */
WdKeys *wd_keys_load_identity(const char *path,
			      GError **error); /* another's key file: reads, cannot seal */
void wd_keys_free(WdKeys *keys);
const char *wd_keys_get_recipient(const WdKeys *keys);
gboolean wd_keys_is_locked(const WdKeys *keys);
GBytes *wd_keys_seal(const WdKeys *keys,
		     const char *const *more_recipients,
		     const guint8 *plaintext,
		     gsize len,
		     GError **error);
GBytes *wd_keys_open_sealed(WdKeys *keys,
			    const guint8 *sealed,
			    gsize len,
			    GError **error); /* WD_ERROR_LOCKED when locked */
/* HMAC under a local secret: the same name gives the same token, and the token tells nobody the
 * name. */
char *wd_keys_pseudonym(const WdKeys *keys, const char *purpose, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdKeys, wd_keys_free)
