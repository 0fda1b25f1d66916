/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Blocks that hold a private key: PEM, OpenPGP, OpenSSH, PuTTY, age, OpenVPN; the same in Base64
 * once more, and the bytes of a key without the lines around them. A client may send one line by
 * line, so its first and its last line count alone.
 */

#define WD_PRIVATE_KEY_MARKS                                                                       \
	"-----begin |-----end |---- begin ssh2|age-secret-key-1|putty-user-key-file-|"             \
	"ls0tls1crudjti|b3blbnnzac1rzxktdje|ibadanbgkqhkig9w0baqefaasc|ibaakcaqea|ibaakcayea|"     \
	"ibaakcagea|ageambmgbyqgsm49ageg|ageambagbyqgsm49ageg|mhccaqeei|mc4caqawbqydk2v"

gboolean wd_private_key_find(const char *text, gsize from, gsize *start, gsize *end);
