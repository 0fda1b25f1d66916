/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"

/*
 * The text of a PDF by poppler, in the sandbox only; the files that are attached to it, and what
 * acts when it is opened. Without files poppler has no fonts of its own and no tables for old East
 * Asian encodings; text needs no fonts, and where such a table is missing those letters are
 * missing.
 */

typedef enum {
	WD_PDF_READ,
	WD_PDF_ENCRYPTED,
	WD_PDF_DAMAGED,
} WdPdfResult;

void wd_pdf_prepare(void);
WdPdfResult wd_pdf_look(WdLookBook *book, GBytes *bytes);
/* Of a document in an archive or a mail: what its bytes say without being unpacked. */
void wd_pdf_look_raw(WdLookBook *book, const char *container, const guint8 *bytes, gsize len);
