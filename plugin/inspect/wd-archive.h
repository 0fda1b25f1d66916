/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"
#include "inspect/wd-source.h"

/*
 * Looks into archives by libarchive, and into archives in archives, and into the office documents
 * that are archives inside. In the sandbox only. Nothing is written anywhere.
 */

typedef enum {
	WD_ARCHIVE_OPENED,
	WD_ARCHIVE_UNKNOWN, /* of no kind that libarchive knows */
	WD_ARCHIVE_DAMAGED, /* it began like one */
} WdArchiveResult;

void wd_archive_prepare(void);
WdArchiveResult
wd_archive_look(WdLookBook *book, const WdSource *source, const char *name, guint depth);
