/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * International bank account numbers (ISO 13616), in one row or in groups. Length by country and
 * check digits together leave nothing to accident, so they need no word beside them.
 */

gboolean wd_iban_find(const char *text, gsize from, gsize *start, gsize *end);
