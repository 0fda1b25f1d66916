/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"
#include "inspect/wd-ole.h"

/*
 * Files in files: knows all parsers, so that each of them knows only its own format. A document
 * within another is looked into for what it carries, and not for its words.
 */
void wd_inside_look(WdLookBook *book, const char *name, const WdSource *source, guint depth);
/* Also for the file itself: whether it is such a document. */
gboolean wd_inside_look_at_ole(WdLookBook *book,
			       const char *container,
			       const WdSource *source,
			       guint depth,
			       WdOleFacts *facts);
