/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Versions of programs and policies: numbers with dots. Pure. */
int wd_version_compare(const char *a, const char *b);
