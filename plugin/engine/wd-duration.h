/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gboolean wd_duration_parse(const char *text, gint64 *duration_ms);
char *wd_duration_format(gint64 duration_ms);
