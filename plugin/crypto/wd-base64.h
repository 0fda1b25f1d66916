/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A codec of its own, because GLib's takes several texts for the same value, and a MAC covers the
 * text. What goes through here is public or encrypted, so it need not hide its timing.
 */

/* Base64 as age writes it: RFC 4648, 4, without padding, and one spelling for each value. */
char *wd_base64_format(const guint8 *bytes, gsize len);
guint8 *wd_base64_parse(const char *text, gsize text_len, gsize *len);
