/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Apart from the detector of risky files, because links end in names too and worms send them. A
 * parser of hostile bytes, with a fuzz target of its own. No file is opened.
 */

/* How a name tries to look like something else than it is. */
typedef enum {
	WD_DISGUISE_NONE = 0,
	WD_DISGUISE_DIRECTION = 1 << 0, /* direction controls reorder its letters */
	WD_DISGUISE_DOUBLE = 1 << 1,    /* a document's ending before the real one */
	WD_DISGUISE_HIDDEN = 1 << 2,    /* dots, spaces or invisible characters hide the ending */
	WD_DISGUISE_LETTERS = 1 << 3,   /* full-width or foreign letters spell the ending */
	WD_DISGUISE_PATH = 1 << 4,      /* leaves its folder */
	WD_DISGUISE_STREAM = 1 << 5,    /* an NTFS stream or a class id */
	WD_DISGUISE_LONG = 1 << 6,      /* longer than file systems store */
	WD_DISGUISE_DEVICE = 1 << 7,    /* the name of a device of Windows */
} WdDisguise;

/* What a file name says once every trick is undone. */
typedef struct {
	char *extension; /* the ending that a desktop acts on: lower case, without dot; "" for none
			  */
	guint disguises; /* WdDisguise bits */
} WdFileName;

WdFileName *wd_file_name_parse(const char *raw);
void wd_file_name_free(WdFileName *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdFileName, wd_file_name_free)
