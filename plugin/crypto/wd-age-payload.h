/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-age-header.h"

gboolean wd_age_payload_seal(GByteArray *out,
			     const guint8 file_key[WD_AGE_FILE_KEY_LEN],
			     const guint8 *plaintext,
			     gsize len) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wd_age_payload_open(const guint8 file_key[WD_AGE_FILE_KEY_LEN],
			    const guint8 *sealed,
			    gsize len,
			    GError **error);
