/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-ole-object.h"

#include <string.h>

#include "inspect/wd-embedded.h"

#define FORMAT_EMBEDDED 2   /* [MS-OLEDS] 2.2.4 */
#define MAX_NAME_BYTES  512 /* of a class, or of a path on somebody's computer */

/* Bytes that are read from the front; a read behind the end leaves it failed. */
typedef struct {
	const guint8 *bytes;
	gsize len;
	gsize at;
	gboolean is_short;
} Reader;

/* The equation editor of 2000 and links that fetch their content: CVE-2017-11882, CVE-2017-0199. */
static const char *const abused[] = {
	"Equation.2",
	"Equation.3",
	"OLE2Link",
	"htmlfile",
	"scriptletfile",
};

static guint32
read32(Reader *reader)
{
	const guint8 *at = reader->bytes + reader->at;

	if (reader->is_short || reader->len - reader->at < 4) {
		reader->is_short = TRUE;
		return 0;
	}
	reader->at += 4;
	return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

static void
skip(Reader *reader, gsize n)
{
	reader->is_short |= n > reader->len - reader->at;
	reader->at += MIN(n, reader->len - reader->at);
}

/* Up to a zero byte, and with it. NULL where there is none within reach. */
static char *
read_name(Reader *reader)
{
	gsize room = MIN(reader->len - reader->at, MAX_NAME_BYTES);
	const guint8 *start = reader->bytes + reader->at;
	const guint8 *end = reader->is_short ? NULL : memchr(start, '\0', room);

	if (end == NULL) {
		reader->is_short = TRUE;
		return NULL;
	}
	reader->at += (gsize)(end - start) + 1;
	return g_strndup((const char *)start, (gsize)(end - start));
}

/* With its length before it, the zero byte counted. */
static char *
read_counted_name(Reader *reader)
{
	guint32 len = read32(reader);
	const char *start = (const char *)reader->bytes + reader->at;

	if (reader->is_short || len > MAX_NAME_BYTES || len > reader->len - reader->at) {
		reader->is_short = TRUE;
		return NULL;
	}
	reader->at += len;
	return g_strndup(start, len);
}

static void
add(WdLookBook *book, const char *container, guint depth, const char *name, const Reader *data)
{
	const WdEmbedded embedded = {
		.container = container,
		.name = name,
		.bytes = data->bytes + data->at,
		.len = data->len - data->at,
		.depth = depth,
	};

	(void)wd_embedded_add(book, &embedded); /* the budget says by itself that it is spent */
}

/* What a package holds: two names, two numbers, a third name, and the file. */
static void
look_at_package(WdLookBook *book, const char *container, guint depth, Reader *reader)
{
	g_autofree char *label = NULL;
	g_autofree char *path = NULL;
	gsize n_bytes;

	skip(reader, 2);
	label = read_name(reader);
	path = read_name(reader);
	skip(reader, 4);
	skip(reader, read32(reader)); /* where it lay for the time being */
	n_bytes = read32(reader);
	if (reader->is_short) {
		book->flags |= WD_FILE_DAMAGED;
		return;
	}
	reader->len = reader->at + MIN(n_bytes, reader->len - reader->at);
	/* Office shows the label and opens by the path: either may be what lies. */
	add(book, container, depth, label, reader);
	if (g_strcmp0(label, path) != 0)
		add(book, container, depth, path, reader);
}

/**
 * wd_ole_object_look_native:
 * @book: gets what is found
 * @container: (nullable): valid UTF-8: what it is in
 * @depth: of that
 * @bytes: (array length=len): a stream that is called "\1Ole10Native"
 * @len: length of @bytes
 */
void
wd_ole_object_look_native(
	WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len)
{
	Reader reader = {.bytes = bytes, .len = len};
	guint32 n_bytes = read32(&reader);

	if (reader.is_short)
		return;
	reader.len = 4 + MIN((gsize)n_bytes, len - 4);
	look_at_package(book, container, depth, &reader);
}

/**
 * wd_ole_object_is_abused:
 * @class_name: what program an object belongs to
 *
 * Returns: whether it serves attacks and nearly nothing else by now
 */
gboolean
wd_ole_object_is_abused(const char *class_name)
{
	for (guint i = 0; i < G_N_ELEMENTS(abused); i++) {
		if (g_ascii_strcasecmp(abused[i], class_name) == 0)
			return TRUE;
	}
	return FALSE;
}

static void
note_class(WdLookBook *book, const char *container, const char *class_name)
{
	g_autofree char *name = g_utf8_make_valid(class_name, -1);
	g_autofree char *shown = wd_embedded_show(container, name);

	if (wd_ole_object_is_abused(class_name))
		wd_look_book_add_member(book, shown, WD_FILE_DOCUMENT, WD_FILE_ACTIVE);
}

/**
 * wd_ole_object_look_old:
 * @book: gets what is found
 * @container: (nullable): valid UTF-8: what it is in
 * @depth: of that
 * @bytes: (array length=len): an object as RTF has it, its digits undone
 * @len: length of @bytes
 */
void
wd_ole_object_look_old(
	WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len)
{
	Reader reader = {.bytes = bytes, .len = len};
	g_autofree char *class_name = NULL;
	guint32 format;

	skip(&reader, 4);
	format = read32(&reader);
	class_name = read_counted_name(&reader);
	if (class_name != NULL)
		note_class(book, container, class_name);
	if (format != FORMAT_EMBEDDED && !reader.is_short)
		return; /* a link, which has no bytes */
	g_free(read_counted_name(&reader));
	g_free(read_counted_name(&reader));
	skip(&reader, 4);
	if (reader.is_short)
		book->flags |= WD_FILE_DAMAGED;
	else if (g_ascii_strcasecmp(class_name, "Package") == 0)
		look_at_package(book, container, depth, &reader);
	else
		add(book, container, depth, class_name, &reader);
}
