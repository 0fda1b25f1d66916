/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Given names that are common in Europe and America: two people who share one are two people. */

gboolean wd_first_names_has(const char *name);
const char *const *wd_first_names_get(gsize *n_names);
