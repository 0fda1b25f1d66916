/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Where a person ends a link in a sentence. */

const char *wd_link_end_trim(const char *start, const char *end);
