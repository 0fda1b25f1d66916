/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a plugin can leave behind in the real Pidgin, counted: taken with the plugin off, before and
 * after it was on, the numbers are the same.
 */
typedef void (*WdCensusTell)(const char *name, guint64 value);

void wd_census_take(WdCensusTell tell);
