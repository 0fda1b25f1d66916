/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A verdict about a host is worth as much as the certainty that it is the one the browser goes to.
 * So this follows the browsers' standard and no other, and hosts are compared in its spelling only.
 */

/* The host that a browser would contact: any other reading is a way around the checks. */
char *wd_host_parse(const char *raw, gssize len, GError **error);
char *wd_host_to_unicode(const char *host);
gboolean wd_host_is_address(const char *host);
