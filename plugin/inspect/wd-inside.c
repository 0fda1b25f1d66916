/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-inside.h"

#include <string.h>

#include "inspect/wd-archive.h"
#include "inspect/wd-embedded.h"
#include "inspect/wd-mail.h"
#include "inspect/wd-member.h"
#include "inspect/wd-ole-object.h"
#include "inspect/wd-pdf.h"
#include "inspect/wd-rtf.h"
#include "inspect/wd-signature.h"

/* Where the objects of one compound file go. */
typedef struct {
	WdLookBook *book;
	const char *container;
	guint depth;
} Objects;

static void
found_object(const char *stream, const guint8 *bytes, gsize len, gpointer data)
{
	const Objects *objects = data;
	const WdEmbedded embedded = {
		.container = objects->container,
		.name = "object",
		.bytes = bytes,
		.len = len,
		.depth = objects->depth,
	};

	if (strstr(stream, "Ole10Native") != NULL)
		wd_ole_object_look_native(
			objects->book, objects->container, objects->depth, bytes, len);
	else
		(void)wd_embedded_add(objects->book, &embedded); /* the budget says it is spent */
}

static guint
get_flags(const WdOleFacts *facts)
{
	return (facts->has_macros ? WD_FILE_MACROS : 0) |
	       (facts->is_encrypted ? WD_FILE_ENCRYPTED : 0) |
	       (facts->is_damaged ? WD_FILE_DAMAGED : 0) | (facts->is_partial ? WD_FILE_LIMIT : 0) |
	       (facts->is_abused ? WD_FILE_ACTIVE : 0);
}

/**
 * wd_inside_look_at_ole:
 * @book: gets what is found
 * @container: (nullable): valid UTF-8: what it is called; NULL for the file itself
 * @source: a file that may be a compound file
 * @depth: 0 for the file itself
 * @facts: (out): what it is
 *
 * Returns: whether it is one
 */
gboolean
wd_inside_look_at_ole(WdLookBook *book,
		      const char *container,
		      const WdSource *source,
		      guint depth,
		      WdOleFacts *facts)
{
	Objects objects = {book, container, depth};
	guint flags;

	if (!wd_ole_look(source, facts, found_object, &objects))
		return FALSE;
	flags = get_flags(facts);
	if (container == NULL && facts->is_abused)
		wd_look_book_add_member(book, "Equation", WD_FILE_DOCUMENT, WD_FILE_ACTIVE);
	if (container == NULL)
		book->flags |= flags;
	else if ((flags & ~(guint)WD_FILE_DAMAGED) != 0)
		wd_look_book_add_member(
			book, container, WD_FILE_DOCUMENT, flags & ~(guint)WD_FILE_DAMAGED);
	return TRUE;
}

static void
look_by_memory(WdLookBook *book,
	       const char *name,
	       const WdSource *source,
	       guint depth,
	       WdSignature signature)
{
	gsize len = (gsize)source->size;

	if (source->memory == NULL)
		return;
	if (signature == WD_SIGNATURE_PDF)
		wd_pdf_look_raw(book, name, source->memory, len);
	else if (signature == WD_SIGNATURE_RTF)
		wd_rtf_look(book, name, depth, source->memory, len);
	else if (wd_member_is_mail(name))
		wd_mail_look(book, name, depth, source->memory, len);
}

static void
look_at_archive(WdLookBook *book, const char *name, const WdSource *source, guint depth)
{
	WdArchiveResult result = wd_archive_look(book, source, name, depth);

	if (result == WD_ARCHIVE_DAMAGED)
		book->flags |= WD_FILE_DAMAGED;
	else if (result == WD_ARCHIVE_UNKNOWN)
		book->flags |= WD_FILE_LIMIT; /* nobody can look into it */
}

/**
 * wd_inside_look:
 * @book: gets what is found
 * @name: valid UTF-8: what it is called, with what it is in before it
 * @source: a file within another
 * @depth: at least 1
 */
void
wd_inside_look(WdLookBook *book, const char *name, const WdSource *source, guint depth)
{
	guint8 head[WD_SIGNATURE_BYTES];
	gssize n = wd_source_read(source, 0, head, sizeof head);
	WdSignature signature = n > 0 ? wd_signature_of(head, (gsize)n) : WD_SIGNATURE_NONE;
	WdOleFacts facts;

	if (signature == WD_SIGNATURE_NONE && n > 0 && wd_member_is_archive(name))
		signature = WD_SIGNATURE_ARCHIVE;
	else if (signature == WD_SIGNATURE_NONE && n > 0 && !wd_member_is_mail(name) &&
		 wd_signature_has_document(head, (gsize)n))
		signature = WD_SIGNATURE_PDF;
	if (signature == WD_SIGNATURE_SEALED ||
	    (signature == WD_SIGNATURE_NONE && !wd_member_is_mail(name)))
		return;
	if (depth >= book->limits->max_depth) {
		/* What these carry is found without another level, and a picture carries nothing.
		 */
		if (signature != WD_SIGNATURE_PROGRAM && signature != WD_SIGNATURE_SCRIPT &&
		    signature != WD_SIGNATURE_IMAGE && signature != WD_SIGNATURE_PDF)
			book->flags |= WD_FILE_LIMIT;
		return;
	}
	if (signature == WD_SIGNATURE_OLE)
		(void)wd_inside_look_at_ole(book, name, source, depth, &facts); /* says it itself */
	else if (signature != WD_SIGNATURE_ARCHIVE && signature != WD_SIGNATURE_COMPRESSED)
		look_by_memory(book, name, source, depth, signature);
	else
		look_at_archive(book, name, source, depth);
}
