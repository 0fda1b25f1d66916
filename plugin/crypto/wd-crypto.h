/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * How libgcrypt is started, and the only source of random bytes. There are three strengths, because
 * the caller knows how long its bytes must hold and how long it may wait.
 */

/*
 * All of crypto/ runs on the main thread, and no libgcrypt object outlives the call that made it:
 * libotr swaps libgcrypt's allocator in mid-flight, and may be unloaded again.
 */
gboolean wd_crypto_start(GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_crypto_random(guint8 *bytes, gsize len);         /* for keys */
void wd_crypto_random_lasting(guint8 *bytes, gsize len); /* for keys that last; slow */
void wd_crypto_nonce(guint8 *bytes, gsize len);          /* unpredictable, cheaper; not for keys */
