/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* How much room text takes on a terminal: printf counts bytes, which is right in English only. */
guint wd_columns_of(gunichar letter);
guint wd_columns_count(const char *text);
