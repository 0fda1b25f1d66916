/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-look.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "engine/file/wd-file-name.h"
#include "inspect/wd-archive.h"
#include "inspect/wd-inside.h"
#include "inspect/wd-look-book.h"
#include "inspect/wd-mail.h"
#include "inspect/wd-member.h"
#include "inspect/wd-pdf.h"
#include "inspect/wd-rtf.h"
#include "inspect/wd-signature.h"
#include "inspect/wd-source.h"

#define MAIL_HEAD_BYTES 8192               /* in which a mail says that it is one */
#define READABLE_BYTES  4096               /* without a control character: a text */
#define DOCUMENT_BYTES  (32 * 1024 * 1024) /* a longer one is scanned for its type only */

/* One look at one file. */
typedef struct {
	WdLookBook book;
	const WdSource *source;
	const char *name;
	WdFileFacts facts; /* its type is the look's own, the rest is borrowed from the book */
	WdSignature signature;
	gboolean may_be_pdf;  /* behind other bytes */
	gboolean is_readable; /* whatever libmagic calls it */
} Look;

typedef struct {
	const WdSource *source;
	guint64 offset;
} HashRead;

static gssize
read_for_hash(gpointer data, guint8 *bytes, gsize size)
{
	HashRead *hash = data;
	gssize n = wd_source_read(hash->source, hash->offset, bytes, size);

	hash->offset += n > 0 ? (guint64)n : 0;
	return n;
}

/* A part of a file has no hash: nobody would find the whole file by it. */
static void
add_hash(Look *look)
{
	HashRead hash = {.source = look->source};

	if ((look->book.flags & WD_FILE_TRUNCATED) == 0)
		look->facts.has_hash = wd_hash_sha256_read(read_for_hash, &hash, look->facts.hash);
}

static void
look_at_archive(Look *look)
{
	WdArchiveResult result = wd_archive_look(&look->book, look->source, look->name, 0);

	if (result == WD_ARCHIVE_DAMAGED && (look->book.flags & WD_FILE_TRUNCATED) == 0)
		look->book.flags |= WD_FILE_DAMAGED;
	if (result == WD_ARCHIVE_UNKNOWN)
		look->book.flags |= WD_FILE_LIMIT; /* nobody can look into it */
	else if (look->facts.file_class == WD_FILE_UNKNOWN ||
		 look->facts.file_class == WD_FILE_DATA)
		look->facts.file_class = WD_FILE_ARCHIVE;
	if (look->book.is_office && look->facts.file_class == WD_FILE_ARCHIVE)
		look->facts.file_class = WD_FILE_DOCUMENT;
}

static void
look_at_ole(Look *look)
{
	WdOleFacts ole;

	if (!wd_inside_look_at_ole(&look->book, NULL, look->source, 0, &ole))
		return;
	if (look->facts.file_class != WD_FILE_PROGRAM)
		look->facts.file_class = ole.is_installer ? WD_FILE_PROGRAM : WD_FILE_DOCUMENT;
}

/* All of it in memory, or nothing: the parsers of these want it so. */
static GBytes *
read_document(Look *look)
{
	if (look->source->size > DOCUMENT_BYTES) {
		look->book.flags |= WD_FILE_LIMIT;
		return NULL;
	}
	return g_byte_array_free_to_bytes(wd_source_read_all(look->source, DOCUMENT_BYTES));
}

static void
look_at_pdf(Look *look)
{
	g_autoptr(GBytes) bytes = read_document(look);
	WdPdfResult result = bytes == NULL ? WD_PDF_READ : wd_pdf_look(&look->book, bytes);

	if (result == WD_PDF_ENCRYPTED)
		look->book.flags |= WD_FILE_ENCRYPTED;
	if (result == WD_PDF_DAMAGED)
		look->book.flags |= WD_FILE_DAMAGED;
}

/* What only has a PDF's beginning in it may be a text about one: then it is looked at as that. */
static gboolean
is_late_pdf(Look *look)
{
	g_autoptr(GBytes) bytes = look->may_be_pdf ? read_document(look) : NULL;
	WdPdfResult result = bytes == NULL ? WD_PDF_DAMAGED : wd_pdf_look(&look->book, bytes);

	if (result == WD_PDF_DAMAGED)
		return FALSE;
	look->facts.file_class = WD_FILE_DOCUMENT;
	if (result == WD_PDF_ENCRYPTED)
		look->book.flags |= WD_FILE_ENCRYPTED;
	return TRUE;
}

static void
look_at_rtf(Look *look)
{
	g_autoptr(GBytes) bytes = read_document(look);
	gsize len;
	const guint8 *raw;

	look->facts.file_class = WD_FILE_DOCUMENT;
	if (bytes == NULL)
		return;
	raw = g_bytes_get_data(bytes, &len);
	wd_rtf_look(&look->book, NULL, 0, raw, len);
}

static void
look_at_text(Look *look)
{
	/* Two bytes a letter in UTF-16, so twice as much is read as there is room for. */
	g_autoptr(GByteArray) bytes = wd_source_read_all(look->source, 2 * WD_FILE_MAX_TEXT_BYTES);

	wd_words_add_plain(&look->book.words, bytes->data, bytes->len);
}

static void
look_at_mail(Look *look)
{
	g_autoptr(GBytes) bytes = read_document(look);
	gsize len;
	const guint8 *raw;

	if (bytes == NULL)
		return;
	raw = g_bytes_get_data(bytes, &len);
	wd_mail_look(&look->book, NULL, 0, raw, len);
	if (!wd_member_is_mail(look->name))
		look_at_text(look); /* whatever else it is, its words are all of it */
}

/* Bytes in front of a zip change what it looks like, not what it is unpacked to. */
static gboolean
is_archive_by_name(const Look *look)
{
	return look->signature == WD_SIGNATURE_NONE && wd_member_is_archive(look->name) &&
	       (look->facts.file_class == WD_FILE_UNKNOWN ||
		look->facts.file_class == WD_FILE_DATA);
}

static gboolean
is_archive(const Look *look)
{
	return look->signature == WD_SIGNATURE_ARCHIVE ||
	       look->signature == WD_SIGNATURE_COMPRESSED ||
	       look->facts.file_class == WD_FILE_ARCHIVE || is_archive_by_name(look) ||
	       g_str_equal(look->facts.type, "application/x-iso9660-image");
}

/* A mail under any name: a header of MIME at the beginning of a text. */
static gboolean
begins_as_mail(const Look *look)
{
	static const char word[] = "\nMIME-Version:";
	g_autoptr(GByteArray) head = wd_source_read_all(look->source, MAIL_HEAD_BYTES);
	g_autofree char *text = g_strndup((const char *)head->data, head->len);
	g_autofree char *lower = g_ascii_strdown(text, -1);
	g_autofree char *wanted = g_ascii_strdown(word, -1);

	return strstr(lower, wanted) != NULL || g_str_has_prefix(lower, wanted + 1);
}

/* A program for mail opens what is called one, though a nul in it makes it no text any more. */
static gboolean
is_mail(const Look *look)
{
	WdFileClass file_class = look->facts.file_class;

	if (g_str_has_prefix(look->facts.type, "message/"))
		return TRUE;
	if (file_class == WD_FILE_TEXT || look->is_readable)
		return wd_member_is_mail(look->name) || begins_as_mail(look);
	return (file_class == WD_FILE_UNKNOWN || file_class == WD_FILE_DATA) &&
	       wd_member_is_mail(look->name);
}

static void
look_inside(Look *look)
{
	if (look->signature == WD_SIGNATURE_SCRIPT || look->signature == WD_SIGNATURE_PROGRAM)
		look->facts.file_class = wd_signature_get_class(look->signature);
	if (look->signature == WD_SIGNATURE_SEALED)
		look->book.flags |= WD_FILE_LIMIT; /* nobody can look into it */
	else if (is_archive(look))
		look_at_archive(look);
	else if (look->signature == WD_SIGNATURE_OLE)
		look_at_ole(look);
	else if (look->signature == WD_SIGNATURE_PDF)
		look_at_pdf(look);
	else if (look->signature == WD_SIGNATURE_RTF)
		look_at_rtf(look);
	else if (is_late_pdf(look))
		return;
	else if (is_mail(look))
		look_at_mail(look);
	else if (look->facts.file_class == WD_FILE_TEXT ||
		 look->facts.file_class == WD_FILE_SCRIPT || look->is_readable)
		look_at_text(look);
}

static void
compare_with_name(Look *look)
{
	g_autoptr(WdFileName) name = wd_file_name_parse(look->name);

	if (wd_media_type_contradicts(name->extension, look->facts.type))
		look->book.flags |= WD_FILE_CONTRADICTS;
}

/* libmagic takes a text for a program of DOS if its first letter, in Greek, is an instruction. */
static const char *
find_type(const Look *look, WdMediaTypes *types, const GByteArray *head)
{
	const char *type = wd_media_types_of(types, head->data, head->len);

	return look->signature != WD_SIGNATURE_PROGRAM && g_str_equal(type, "application/x-dosexec")
		       ? "application/octet-stream"
		       : type;
}

/* Subtitles, settings and tables have types of their own, and card numbers in them. */
static gboolean
is_readable(const GByteArray *head)
{
	static const char white[] = {'\t', '\n', '\r', '\f', '\033'};

	for (guint i = 0; i < MIN(head->len, READABLE_BYTES); i++) {
		if (head->data[i] < ' ' && memchr(white, head->data[i], sizeof white) == NULL)
			return FALSE;
	}
	return head->len > 0;
}

/* Types and classes first: they say which parser is to be trusted with the rest. */
static void
look_at_all(Look *look, WdMediaTypes *types)
{
	g_autoptr(GByteArray) head = wd_source_read_all(look->source, WD_MEDIA_TYPE_BYTES);

	look->signature = wd_signature_of(head->data, head->len);
	look->is_readable = look->signature == WD_SIGNATURE_NONE && is_readable(head);
	look->may_be_pdf = look->signature == WD_SIGNATURE_NONE &&
			   wd_signature_has_document(head->data, head->len);
	look->facts.type = g_strdup(find_type(look, types, head));
	look->facts.file_class =
		look->source->size == 0 ? WD_FILE_EMPTY : wd_media_type_get_class(look->facts.type);
	add_hash(look);
	look_inside(look);
	compare_with_name(look);
	look->facts.flags = look->book.flags;
	look->facts.n_members = look->book.n_members;
	look->facts.members = look->book.members;
	look->facts.text = look->book.words.text->len > 0 ? look->book.words.text->str : NULL;
	look->facts.inspection = WD_INSPECTION_DONE;
}

/**
 * wd_look:
 * @types: loaded types
 * @fd: a file that can be read at an offset; stays the caller's
 * @name: valid UTF-8: what the peer calls it
 * @limits: how much is looked at
 *
 * Blocks for as long as it takes, crashes if a parser does, and uses memory: for a sandbox.
 *
 * Returns: (transfer full): what was seen
 */
WdFileFacts *
wd_look(WdMediaTypes *types, int fd, const char *name, const WdInspectLimits *limits)
{
	WdSource source;
	gboolean is_longer = FALSE;
	WdFileFacts *facts = NULL;
	Look *look = NULL;

	if (!wd_source_from_fd(&source, fd, limits->max_bytes, &is_longer)) {
		const WdFileFacts fields = {
			.name = name,
			.size = -1,
			.inspection = WD_INSPECTION_FAILED,
			.failure = "the file cannot be read at an offset",
			.scan.signatures_ms = -1,
		};

		return wd_file_facts_new(&fields);
	}
	look = g_new0(Look, 1);
	look->source = &source;
	look->name = name;
	look->facts =
		(WdFileFacts){.name = name, .size = (gint64)source.size, .scan.signatures_ms = -1};
	wd_look_book_init(&look->book, limits, source.size);
	look->book.inside = wd_inside_look;
	look->book.flags = is_longer ? WD_FILE_TRUNCATED : 0;
	look_at_all(look, types);
	facts = wd_file_facts_new(&look->facts);
	g_free((char *)look->facts.type);
	wd_look_book_clear(&look->book);
	g_free(look);
	return facts;
}

/* Of ours: texts of the kinds that libmagic tells apart, and the smallest document of Word's. */
static const struct {
	const char *name;
	const char *bytes;
	gsize len; /* 0: the text's own */
} samples[] = {
	{"a.txt", "Dear all,\nthe minutes are on the table.\n", 0},
	{"a.c", "#include <stdio.h>\nint main(void) { return 0; }\n", 0},
	{"a.html", "<?xml version=\"1.0\"?>\n<html><body>x</body></html>\n", 0},
	{"a.eml", "From: a\nMIME-Version: 1.0\nSubject: x\n\nx\n", 0},
	{"a.ini", "[section]\nkey=value\n", 0},
	{"a.docx",
	 "PK\003\004\024\0\0\0\010\0\0\0!\0\307\034\027<\012\0\0\0\010\0\0\0\023\0\0\0"
	 "[Content_Types].xml\263\011\251,H-\326\267\003\0"
	 "PK\003\004\024\0\0\0\010\0\0\0!\0\200\027>|\013\0\0\0\014\0\0\0\021\0\0\0"
	 "word/document.xml\263)\267*\260\253\260\321\007Q\0"
	 "PK\001\002\024\003\024\0\0\0\010\0\0\0!\0\307\034\027<\012\0\0\0\010\0\0\0\023\0\0\0"
	 "\0\0\0\0\0\0\0\0\200\001\0\0\0\0[Content_Types].xml"
	 "PK\001\002\024\003\024\0\0\0\010\0\0\0!\0\200\027>|\013\0\0\0\014\0\0\0\021\0\0\0"
	 "\0\0\0\0\0\0\0\0\200\001;\0\0\0word/document.xml"
	 "PK\005\006\0\0\0\0\002\0\002\0\200\0\0\0u\0\0\0\0\0",
	 267},
};

static void
look_at_sample(WdMediaTypes *types, const char *name, const char *bytes, gsize len)
{
	int fd = memfd_create("sample", MFD_CLOEXEC);

	if (fd >= 0 && write(fd, bytes, len) == (gssize)len)
		wd_file_facts_unref(wd_look(types, fd, name, &wd_inspect_default_limits));
	if (fd >= 0)
		(void)close(fd);
}

/**
 * wd_look_prepare:
 * @types: loaded types
 *
 * Has every library load what it would open files for, and make what it makes when it is first
 * used, by looking at bytes of ours: libmagic compiles a pattern when it needs it and keeps it,
 * which each process that looks at a text would otherwise do again for four milliseconds.
 */
void
wd_look_prepare(WdMediaTypes *types)
{
	/* Cyrillic, so that the table of look-alikes is loaded too. */
	wd_file_name_free(wd_file_name_parse("a.\u0435\u0445\u0435"));
	wd_archive_prepare();
	wd_pdf_prepare();
	for (guint i = 0; i < G_N_ELEMENTS(samples); i++)
		look_at_sample(types,
			       samples[i].name,
			       samples[i].bytes,
			       samples[i].len > 0 ? samples[i].len : strlen(samples[i].bytes));
}
