/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

/*
 * Seals a log's key to other people, as after a rotation or with a new recovery key. Neither a
 * frame nor what binds it depends on the envelope, so all records stay as they are, byte for byte.
 */
gboolean wd_log_rewrap(const char *path,
		       WdKeys *keys,
		       const char *const *recipients,
		       GError **error) G_GNUC_WARN_UNUSED_RESULT;
