/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Follows the WHATWG URL standard, section "Host parsing". inet_aton() and friends read other
 * things than browsers do, and the difference is what an attacker wants.
 */

/* Numeric addresses as the URL standard reads them, which is wider than what people write. */
gboolean wd_address_ends_in_number(const char *host);
char *wd_address_parse_v4(const char *host);
char *wd_address_parse_v6(const char *text, gsize len);
