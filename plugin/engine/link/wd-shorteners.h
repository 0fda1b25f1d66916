/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A table with one question. That a link is shortened is no fault; only that nobody can see where
 * it goes.
 */

gboolean wd_shortener_is(const char *host);
