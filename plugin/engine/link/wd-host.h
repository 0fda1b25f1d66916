/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The host that a browser would contact: any other reading is a way around the checks. */
char *wd_host_parse(const char *raw, gssize len, GError **error);
char *wd_host_to_unicode(const char *host);
gboolean wd_host_is_address(const char *host);
