/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gboolean wd_shortener_is(const char *host);
