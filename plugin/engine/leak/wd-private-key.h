/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Blocks that hold a private key: PEM, OpenPGP, OpenSSH, PuTTY, age. A client may send one line by
 * line, so its first and its last line count alone.
 */

#define WD_PRIVATE_KEY_MARKS "-----begin |-----end |age-secret-key-1|putty-user-key-file-"

gboolean wd_private_key_find(const char *text, gsize from, gsize *start, gsize *end);
