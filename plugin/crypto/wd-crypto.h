/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gboolean wd_crypto_start(GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_crypto_random(guint8 *bytes, gsize len);
