/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-words.h"

/*
 * The text of a PDF by poppler, in the sandbox only. Without files poppler has no fonts of its own
 * and no tables for old East Asian encodings; text needs no fonts, and where such a table is
 * missing those letters are missing.
 */

typedef enum {
	WD_PDF_READ,
	WD_PDF_ENCRYPTED,
	WD_PDF_DAMAGED,
} WdPdfResult;

void wd_pdf_prepare(void);
WdPdfResult wd_pdf_look(GBytes *bytes, WdWords *words);
