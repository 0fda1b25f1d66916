/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a worm or a fraud says so that people do as it wants. By itself no proof of anything:
 * friends say the same. It weighs only beside what friends do not do. A table apart from the code
 * that weighs it, so that adding a language needs no understanding of that.
 */

double wd_lures_weigh(const char *text, gboolean has_link);
gboolean wd_lures_is_in_name(const char *host);
