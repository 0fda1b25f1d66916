/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* From one open file to another, wherever they lie. Blocks on the disk: for a thread. */
gboolean wd_file_bytes_copy(int from, int to, gint64 max_bytes, GError **error);
