/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-pdf.h"

#include <poppler.h>
#include <string.h>

#include "inspect/wd-embedded.h"

#define MAX_ATTACHED   100
#define ATTACHED_BYTES (32 * 1024 * 1024)
#define MAX_PAGES      200 /* whose text is read; the room for text ends before, mostly */
#define MAX_COMMENT    400 /* bytes of one that is skipped: a search must stay linear */

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
note(WdLookBook *book, const char *container, const char *what)
{
	g_autofree char *shown = wd_embedded_show(container, what);

	wd_look_book_add_member(book, shown, WD_FILE_DOCUMENT, WD_FILE_ACTIVE);
}

/* What stands behind "/S" in an action that starts something. */
static const struct {
	const char *name;
	const char *shown;
} actions[] = {
	{"/Launch", "command"},
	{"/JavaScript", "JavaScript"},
};

static int
read_letter(const guint8 **at, const guint8 *end)
{
	int high, low;

	if (**at != '#' || end - *at < 3)
		return *(*at)++;
	high = g_ascii_xdigit_value((*at)[1]);
	low = g_ascii_xdigit_value((*at)[2]);
	if (high < 0 || low < 0)
		return *(*at)++;
	*at += 3;
	return high << 4 | low;
}

/* "#4a" may stand for a letter. Returns what follows the name, or NULL. */
static const guint8 *
skip_name(const guint8 *at, const guint8 *end, const char *name)
{
	for (; *name != '\0'; name++) {
		if (at >= end || read_letter(&at, end) != *name)
			return NULL;
	}
	return at >= end || !g_ascii_isalnum(*at) ? at : NULL;
}

/* A comment is white space, too. */
static const guint8 *
skip_space(const guint8 *at, const guint8 *end)
{
	while (at < end && (g_ascii_isspace(*at) || *at == '\0' || *at == '%')) {
		gsize room = MIN((gsize)(end - at), MAX_COMMENT);
		gsize n = 1;

		while (*at == '%' && n < room && at[n] != '\n' && at[n] != '\r')
			n++;
		at += n;
	}
	return at;
}

/**
 * wd_pdf_look_raw:
 * @book: gets what is found
 * @container: (nullable): valid UTF-8: the document; NULL for the file itself
 * @bytes: (array length=len): the document
 * @len: length of @bytes
 *
 * Looks for actions that start a program or a script, also in what no page and no table leads to:
 * readers find them there as well.
 */
void
wd_pdf_look_raw(WdLookBook *book, const char *container, const guint8 *bytes, gsize len)
{
	const guint8 *end = bytes + len;
	gboolean is_found[G_N_ELEMENTS(actions)] = {FALSE};

	for (const guint8 *at = bytes; (at = memchr(at, '/', (gsize)(end - at))) != NULL; at++) {
		const guint8 *value = skip_name(at, end, "/S");

		if (value == NULL)
			continue;
		value = skip_space(value, end);
		for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
			is_found[i] |= skip_name(value, end, actions[i].name) != NULL;
	}
	for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
		if (is_found[i])
			note(book, container, actions[i].shown);
	}
}

static gboolean
on_attached(const char *bytes, gsize len, gpointer data, GError **error)
{
	GByteArray *all = data;

	if (all->len + len > ATTACHED_BYTES)
		return FALSE;
	g_byte_array_append(all, (const guint8 *)bytes, (guint)len);
	return TRUE;
}

static gboolean
add_attached(WdLookBook *book, PopplerAttachment *attachment)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	WdEmbedded embedded = {.name = poppler_attachment_get_name(attachment)};

	if (!poppler_attachment_save_to_callback(attachment, on_attached, bytes, NULL))
		book->flags |= WD_FILE_LIMIT;
	embedded.bytes = bytes->data;
	embedded.len = bytes->len;
	return wd_embedded_add(book, &embedded);
}

static void
add_all_attached(WdLookBook *book, PopplerDocument *document)
{
	GList *all = poppler_document_get_attachments(document);
	guint n = 0;

	for (GList *l = all; l != NULL; l = l->next) {
		if (n++ == MAX_ATTACHED)
			book->flags |= WD_FILE_LIMIT;
		if (n > MAX_ATTACHED || !add_attached(book, l->data))
			break;
	}
	g_list_free_full(all, g_object_unref);
}

/* A paper clip on a page is a file, too. */
static void
add_page_attached(WdLookBook *book, PopplerPage *page)
{
	GList *all = poppler_page_get_annot_mapping(page);

	for (GList *l = all; l != NULL; l = l->next) {
		PopplerAnnot *annot = ((PopplerAnnotMapping *)l->data)->annot;
		PopplerAttachment *attachment;

		if (!POPPLER_IS_ANNOT_FILE_ATTACHMENT(annot))
			continue;
		attachment = poppler_annot_file_attachment_get_attachment(
			POPPLER_ANNOT_FILE_ATTACHMENT(annot));
		if (attachment == NULL)
			continue;
		(void)add_attached(book, attachment); /* the budget says that it is spent */
		g_object_unref(attachment);
	}
	poppler_page_free_annot_mapping(all);
}

/* What poppler unpacks, and the raw bytes do not show. */
static void
note_page_actions(PopplerPage *page, gboolean *has_launch, gboolean *has_script)
{
	GList *all = poppler_page_get_link_mapping(page);

	for (GList *l = all; l != NULL; l = l->next) {
		const PopplerAction *action = ((PopplerLinkMapping *)l->data)->action;

		*has_launch |= action->type == POPPLER_ACTION_LAUNCH;
		*has_script |= action->type == POPPLER_ACTION_JAVASCRIPT;
	}
	poppler_page_free_link_mapping(all);
}

static void
look_at_page(WdLookBook *book, PopplerPage *page, gboolean *has_launch, gboolean *has_script)
{
	add_page_attached(book, page);
	note_page_actions(page, has_launch, has_script);
}

/* Every page, whether there is room for its words or not, so far as is looked at all. */
static void
look_at_actions(WdLookBook *book, PopplerDocument *document)
{
	int n_pages = MIN(poppler_document_get_n_pages(document), MAX_PAGES);
	gboolean has_script = poppler_document_has_javascript(document);
	gboolean has_launch = FALSE;

	for (int i = 0; i < n_pages; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);

		if (page == NULL)
			continue;
		look_at_page(book, page, &has_launch, &has_script);
		g_object_unref(page);
	}
	if ((book->flags & WD_FILE_ACTIVE) != 0)
		return; /* the raw bytes have said so */
	if (has_launch)
		note(book, NULL, actions[0].shown);
	if (has_script)
		note(book, NULL, actions[1].shown);
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
 * @book: gets its text, its attachments, and what acts by itself
 * @bytes: a whole document
 *
 * Returns: whether it could be read; one that wants a password for opening cannot
 */
WdPdfResult
wd_pdf_look(WdLookBook *book, GBytes *bytes)
{
	WdWords *words = &book->words;
	g_autoptr(GError) error = NULL;
	gsize len;
	const guint8 *raw = g_bytes_get_data(bytes, &len);
	PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
	int n_pages;

	wd_pdf_look_raw(book, NULL, raw, len);
	if (document == NULL)
		return g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
			       ? WD_PDF_ENCRYPTED
			       : WD_PDF_DAMAGED;
	add_all_attached(book, document);
	look_at_actions(book, document);
	n_pages = poppler_document_get_n_pages(document);
	for (int i = 0; i < MIN(n_pages, MAX_PAGES) && !words->is_full; i++)
		add_page(document, i, words);
	g_object_unref(document);
	return WD_PDF_READ;
}
