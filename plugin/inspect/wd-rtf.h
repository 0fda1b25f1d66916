/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"

/*
 * What an RTF document carries besides words: embedded objects, and what acts when it is opened.
 * Words are not taken from it.
 */
void
wd_rtf_look(WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len);
