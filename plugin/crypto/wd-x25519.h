/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Key agreement on Curve25519 over plain arrays; wd-identity.h wraps it for keys that have an
 * owner. The shared secret is not a key yet, since it is not uniform: wd_hash_hkdf() makes one of
 * it, with both public keys as the salt, as age does.
 */

#define WD_X25519_LEN 32 /* bytes of a scalar, a point and a shared secret */

gboolean wd_x25519_public(const guint8 scalar[WD_X25519_LEN],
			  guint8 point[WD_X25519_LEN]) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_x25519_shared(const guint8 scalar[WD_X25519_LEN],
			  const guint8 point[WD_X25519_LEN],
			  guint8 shared[WD_X25519_LEN]) G_GNUC_WARN_UNUSED_RESULT;
