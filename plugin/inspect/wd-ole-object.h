/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"

/*
 * Objects in documents ([MS-OLEDS]): a whole file, with its name, that a click in the document
 * opens. Office keeps one as a stream of a compound file, RTF as hexadecimal digits.
 */
void wd_ole_object_look_native(
	WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len);
void wd_ole_object_look_old(
	WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len);
/* Whether a class of objects serves attacks and nearly nothing else by now. */
gboolean wd_ole_object_is_abused(const char *class_name);
