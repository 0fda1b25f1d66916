/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"
#include "inspect/wd-inspect-limits.h"
#include "inspect/wd-source.h"
#include "inspect/wd-words.h"

/*
 * What is written down while a file is being looked into, and how much of its budget is left. One
 * book for a file and everything inside it, however deep, so that no nesting gets more than its
 * share.
 */

typedef struct WdLookBook WdLookBook;

/* Looks into a file that is in another; @name is what it is called, with what it is in. */
typedef void (*WdLookInside)(WdLookBook *book,
			     const char *name,
			     const WdSource *source,
			     guint depth);

struct WdLookBook {
	const WdInspectLimits *limits;
	guint64 file_size;
	guint flags; /* WdFileFlag bits */
	guint n_members;
	WdFileMember members[WD_FILE_MAX_MEMBERS];
	WdWords words;
	guint64 n_unpacked; /* bytes */
	guint64 n_promised; /* bytes that archives say they hold */
	guint64 n_held;     /* bytes of members in memory */
	guint n_entries;
	gboolean is_office;  /* the file itself is an office document, by its members */
	WdLookInside inside; /* (nullable) for parsers, each of which knows one format */
};

void wd_look_book_init(WdLookBook *book, const WdInspectLimits *limits, guint64 file_size);
void wd_look_book_clear(WdLookBook *book);
void
wd_look_book_add_member(WdLookBook *book, const char *name, WdFileClass file_class, guint flags);
/* Whether another so many bytes may be unpacked; where not, the flags say why. */
gboolean wd_look_book_spend(WdLookBook *book, guint64 n_bytes);
gboolean wd_look_book_promise(WdLookBook *book, guint64 n_bytes);
gboolean wd_look_book_count_entry(WdLookBook *book);
