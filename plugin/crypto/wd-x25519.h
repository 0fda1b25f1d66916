/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#define WD_X25519_LEN 32 /* bytes of a scalar, a point and a shared secret */

gboolean wd_x25519_public(const guint8 scalar[WD_X25519_LEN],
			  guint8 point[WD_X25519_LEN]) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_x25519_shared(const guint8 scalar[WD_X25519_LEN],
			  const guint8 point[WD_X25519_LEN],
			  guint8 shared[WD_X25519_LEN]) G_GNUC_WARN_UNUSED_RESULT;
