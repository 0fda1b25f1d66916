/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Signatures for policy files that travel through places where others can write. Keys and
 * signatures are plain arrays here; what they look like in a file is their user's business.
 */

#define WD_ED25519_KEY_LEN       32 /* bytes of a seed and of a public key (RFC 8032, 5.1.5) */
#define WD_ED25519_SIGNATURE_LEN 64

gboolean wd_ed25519_get_public(const guint8 seed[WD_ED25519_KEY_LEN],
			       guint8 public_key[WD_ED25519_KEY_LEN]) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_ed25519_sign(const guint8 seed[WD_ED25519_KEY_LEN],
			 const void *message,
			 gsize len,
			 guint8 signature[WD_ED25519_SIGNATURE_LEN]) G_GNUC_WARN_UNUSED_RESULT;
gboolean
wd_ed25519_verify(const guint8 public_key[WD_ED25519_KEY_LEN],
		  const void *message,
		  gsize len,
		  const guint8 signature[WD_ED25519_SIGNATURE_LEN]) G_GNUC_WARN_UNUSED_RESULT;
