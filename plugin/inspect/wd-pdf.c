/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-pdf.h"

#include <poppler.h>
#include <string.h>

#define MAX_PAGES 200 /* whose text is read; the room for text ends before, mostly */

/* The smallest document that poppler opens: it rebuilds the table that is missing. */
static const char seed[] =
	"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
	"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
	"4 0 obj<</Length 24>>stream\nBT /F 9 Tf (seed) Tj ET \nendstream endobj\n"
	"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
	"trailer<</Root 1 0 R>>\n";

/**
 * wd_pdf_prepare:
 *
 * Reads a document of ours, so that poppler has made its tables while files can still be opened;
 * they stay in memory until the process ends.
 */
void
wd_pdf_prepare(void)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(seed, sizeof seed - 1);
	PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
	PopplerPage *page = NULL;

	/* Kept open on purpose: poppler drops its tables with the last document. */
	if (document != NULL)
		page = poppler_document_get_page(document, 0);
	if (page == NULL)
		return;
	g_free(poppler_page_get_text(page));
	g_object_unref(page);
}

static void
add_page(PopplerDocument *document, int index, WdWords *words)
{
	PopplerPage *page = poppler_document_get_page(document, index);
	g_autofree char *text = page != NULL ? poppler_page_get_text(page) : NULL;

	if (text != NULL)
		wd_words_add(words, text, strlen(text));
	wd_words_add(words, "\n", 1);
	g_clear_object(&page);
}

/**
 * wd_pdf_look:
 * @bytes: a whole document
 * @words: gets its text
 *
 * Returns: whether it could be read; one that wants a password for opening cannot
 */
WdPdfResult
wd_pdf_look(GBytes *bytes, WdWords *words)
{
	g_autoptr(GError) error = NULL;
	PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
	int n_pages;

	if (document == NULL)
		return g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
			       ? WD_PDF_ENCRYPTED
			       : WD_PDF_DAMAGED;
	n_pages = poppler_document_get_n_pages(document);
	for (int i = 0; i < MIN(n_pages, MAX_PAGES) && !words->is_full; i++)
		add_page(document, i, words);
	g_object_unref(document);
	return WD_PDF_READ;
}
