/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The way back from what wd-defang.h does, and people do by hand. */

char *wd_refang(const char *word, const char *end);
