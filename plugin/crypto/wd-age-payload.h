/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-age-header.h"

/*
 * The encrypted part of an age file. It holds the whole text in memory at once: what is sealed so
 * is small, a row of the review queue or a key. Conversations use store/wd-log-chain.h instead,
 * which is written and read record by record.
 */

gboolean wd_age_payload_seal(GByteArray *out,
			     const guint8 file_key[WD_AGE_FILE_KEY_LEN],
			     const guint8 *plaintext,
			     gsize len) G_GNUC_WARN_UNUSED_RESULT;
/* The header comes first, in wd_age_open(): these two see nothing but chunks. */
GBytes *wd_age_payload_open(const guint8 file_key[WD_AGE_FILE_KEY_LEN],
			    const guint8 *sealed,
			    gsize len,
			    GError **error);
