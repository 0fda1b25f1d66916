/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A report quotes what a stranger wrote, and must not become his next message: nothing in it may be
 * clicked on, wherever it is read.
 */
char *wd_defang(const char *text);
