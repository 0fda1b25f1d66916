/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "inspect/wd-member.h"
#include "inspect/wd-office.h"
#include "inspect/wd-signature.h"

#define BLOCK_BYTES    (64 * 1024)
#define HELD_BYTES     (64 * 1024 * 1024) /* of members in memory, all levels together */
#define PART_BYTES     (4 * 1024 * 1024)  /* of one part of an office document */
#define INFLATE_BYTES  (256 * 1024) /* what libarchive inflates for the first byte of a member */
#define MAX_PATH_CHARS 400          /* of "a.zip > b.zip > c.exe" */

/* One archive that is open. */
typedef struct {
	WdLookBook *book;
	const WdSource *source;
	const char *name;
	guint depth;
	struct archive *archive;
	guint64 offset;
	guint8 block[BLOCK_BYTES];
	gboolean is_unpacked; /* by its name, and not opened by an office program */
	gboolean is_office;
	gboolean has_entry;
	gboolean is_over; /* its budget is spent */
} Walk;

static la_ssize_t
on_read(struct archive *archive, void *data, const void **bytes)
{
	Walk *walk = data;
	gssize n = wd_source_read(walk->source, walk->offset, walk->block, sizeof walk->block);

	*bytes = walk->block;
	if (n > 0)
		walk->offset += (guint64)n;
	return n;
}

static la_int64_t
on_skip(struct archive *archive, void *data, la_int64_t n)
{
	Walk *walk = data;
	guint64 left = walk->source->size - MIN(walk->offset, walk->source->size);
	guint64 skipped = MIN((guint64)n, left);

	walk->offset += skipped;
	return (la_int64_t)skipped;
}

static la_int64_t
on_seek(struct archive *archive, void *data, la_int64_t offset, int whence)
{
	Walk *walk = data;
	gint64 base = whence == SEEK_END   ? (gint64)walk->source->size
		      : whence == SEEK_CUR ? (gint64)walk->offset
					   : 0;

	if (offset > 0 ? base > G_MAXINT64 - offset : base + offset < 0)
		return ARCHIVE_FATAL;
	walk->offset = (guint64)(base + offset);
	return base + offset;
}

/* Not libarchive's "all": that would run programs for what it cannot unpack itself, and take any
 * text for a list of files. */
static void
support_filters(struct archive *archive)
{
	(void)archive_read_support_filter_gzip(archive);
	(void)archive_read_support_filter_bzip2(archive);
	(void)archive_read_support_filter_compress(archive);
	(void)archive_read_support_filter_xz(archive);
	(void)archive_read_support_filter_lzma(archive);
	(void)archive_read_support_filter_lzip(archive);
	(void)archive_read_support_filter_zstd(archive);
	(void)archive_read_support_filter_lz4(archive);
	(void)archive_read_support_filter_rpm(archive);
	(void)archive_read_support_filter_uu(archive);
}

static void
support_formats(struct archive *archive)
{
	(void)archive_read_support_format_zip(archive);
	(void)archive_read_support_format_tar(archive);
	(void)archive_read_support_format_7zip(archive);
	(void)archive_read_support_format_rar(archive);
	(void)archive_read_support_format_rar5(archive);
	(void)archive_read_support_format_cab(archive);
	(void)archive_read_support_format_cpio(archive);
	(void)archive_read_support_format_ar(archive);
	(void)archive_read_support_format_iso9660(archive);
	(void)archive_read_support_format_lha(archive);
	(void)archive_read_support_format_xar(archive);
}

static char *
get_path(struct archive_entry *entry)
{
	const char *path = archive_entry_pathname(entry);

	if (path == NULL)
		path = archive_entry_pathname_utf8(entry);
	return g_utf8_make_valid(path != NULL ? path : "?", -1);
}

static char *
get_link(struct archive_entry *entry)
{
	const char *link = archive_entry_symlink(entry);

	if (link == NULL)
		link = archive_entry_hardlink(entry);
	return link == NULL ? NULL : g_utf8_make_valid(link, -1);
}

static gboolean
is_zip(const Walk *walk)
{
	return (archive_format(walk->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
}

/* A zip may say of a member that it is a folder or a link of Unix. Windows does not read that and
 * unpacks a file, whose bytes libarchive does not hand out. */
static gboolean
is_file_elsewhere(const Walk *walk, struct archive_entry *entry)
{
	return is_zip(walk) &&
	       (archive_entry_symlink(entry) != NULL ||
		(archive_entry_filetype(entry) == AE_IFDIR && archive_entry_size(entry) > 0));
}

/* "a.zip > b.exe"; one level only has its own path. */
static char *
get_shown(const Walk *walk, const char *path)
{
	g_autofree char *whole = NULL;

	if (walk->depth == 0)
		return g_strdup(path);
	whole = g_strconcat(walk->name, " > ", path, NULL);
	return g_utf8_strlen(whole, -1) > MAX_PATH_CHARS
		       ? g_utf8_substring(whole, 0, MAX_PATH_CHARS)
		       : g_steal_pointer(&whole);
}

/* A whole member, or so much of it as there is room for. */
static GByteArray *
read_member(Walk *walk, gsize max_bytes, gboolean *is_whole)
{
	GByteArray *bytes = g_byte_array_new();
	guint8 *block = g_malloc(BLOCK_BYTES);
	la_ssize_t n = 1;

	while (n > 0 && bytes->len < max_bytes && !walk->is_over) {
		n = archive_read_data(
			walk->archive, block, MIN((gsize)BLOCK_BYTES, max_bytes - bytes->len));
		if (n <= 0)
			break;
		g_byte_array_append(bytes, block, (guint)n);
		walk->is_over = !wd_look_book_spend(walk->book, (guint64)n);
	}
	if (n < 0)
		walk->book->flags |= WD_FILE_DAMAGED;
	*is_whole = n == 0;
	g_free(block);
	return bytes;
}

/* libarchive skips a member of a stream by unpacking it, for as long as it takes; so do we, with an
 * eye on the budget. A zip has a table to skip by. */
static void
skip_rest(Walk *walk)
{
	const void *block;
	size_t len;
	la_int64_t offset;

	if (is_zip(walk)) {
		walk->is_over = !wd_look_book_spend(walk->book, INFLATE_BYTES) || walk->is_over;
		return;
	}
	while (!walk->is_over) {
		int result = archive_read_data_block(walk->archive, &block, &len, &offset);

		if (result == ARCHIVE_EOF || result < ARCHIVE_WARN)
			break;
		/* A hole in a sparse file costs nothing but an endless number of them. */
		walk->is_over = !wd_look_book_spend(walk->book, MAX(len, 1));
	}
}

static gboolean
has_more_inside(const WdMember *member, const GByteArray *head)
{
	return member->signature == WD_SIGNATURE_ARCHIVE ||
	       member->signature == WD_SIGNATURE_COMPRESSED ||
	       member->signature == WD_SIGNATURE_OLE || member->signature == WD_SIGNATURE_PDF ||
	       member->signature == WD_SIGNATURE_RTF || wd_member_is_mail(member->path) ||
	       (member->signature == WD_SIGNATURE_NONE &&
		(wd_member_is_archive(member->path) ||
		 wd_signature_has_document(head->data, head->len)));
}

/* The rest of a member that is an archive or a document itself. */
static void
look_deeper(Walk *walk, const char *shown, GByteArray *bytes)
{
	gsize room = (gsize)(HELD_BYTES - MIN(walk->book->n_held, (guint64)HELD_BYTES));
	gboolean is_whole = FALSE;
	WdSource source;
	g_autoptr(GByteArray) rest = read_member(walk, room, &is_whole);

	g_byte_array_append(bytes, rest->data, rest->len);
	if (!is_whole && !walk->is_over)
		walk->book->flags |= WD_FILE_LIMIT;
	walk->book->n_held += bytes->len;
	wd_source_from_memory(&source, bytes->data, bytes->len);
	walk->book->inside(walk->book, shown, &source, walk->depth + 1);
	walk->book->n_held -= bytes->len;
}

/* A part of an office document, whose first bytes were read. */
static GByteArray *
read_rest(Walk *walk, const GByteArray *head, gboolean *is_whole)
{
	GByteArray *part = read_member(walk, PART_BYTES, is_whole);

	return g_byte_array_prepend(part, head->data, head->len);
}

static void
add_part(Walk *walk, const GByteArray *head)
{
	gboolean is_whole = FALSE;
	g_autoptr(GByteArray) part = read_rest(walk, head, &is_whole);

	wd_words_add_xml(&walk->book->words, part->data, part->len);
	wd_words_add(&walk->book->words, "\n", 1);
}

/* OpenDocument encrypts its parts by itself and says so in its list of them. */
static void
look_at_manifest(Walk *walk, const GByteArray *head)
{
	gboolean is_whole = FALSE;
	g_autoptr(GByteArray) part = read_rest(walk, head, &is_whole);
	g_autofree char *text = wd_words_read_xml(part->data, part->len);

	if (strstr(text, ":encryption-data") != NULL)
		walk->book->flags |= WD_FILE_ENCRYPTED;
	else if (!is_whole)
		walk->book->flags |= WD_FILE_LIMIT;
}

/* What a document is told to do by the parts that say what the others are. */
static void
look_at_orders(Walk *walk, const GByteArray *head, const char *path, const char *shown)
{
	gboolean is_whole = FALSE;
	g_autoptr(GByteArray) part = read_rest(walk, head, &is_whole);

	if (wd_member_is_relations(path) && wd_office_follows(part->data, part->len))
		wd_look_book_add_member(walk->book, shown, WD_FILE_DOCUMENT, WD_FILE_ACTIVE);
	if (!wd_member_is_relations(path) && wd_office_names_macros(part->data, part->len))
		wd_look_book_add_member(walk->book, shown, WD_FILE_DOCUMENT, WD_FILE_MACROS);
	if (!is_whole)
		walk->book->flags |= WD_FILE_LIMIT; /* what is behind may be what counts */
}

static void
look_at_content(Walk *walk, WdMember *member, const char *shown)
{
	gboolean is_whole = FALSE;
	g_autoptr(GByteArray) bytes = NULL;
	WdFileClass file_class;
	guint flags;

	if (member->is_encrypted || member->is_folder)
		bytes = g_byte_array_new();
	else
		bytes = read_member(walk, WD_SIGNATURE_BYTES, &is_whole); /* none of a link */
	member->signature = wd_signature_of(bytes->data, bytes->len);
	if (member->is_file_elsewhere && member->link != NULL)
		member->signature =
			wd_signature_of((const guint8 *)member->link, strlen(member->link));
	flags = wd_member_judge(member, &file_class);
	if (flags != 0)
		wd_look_book_add_member(walk->book, shown, file_class, flags);
	if (walk->is_over)
		return;
	if (bytes->len > 0 && has_more_inside(member, bytes) && walk->book->inside != NULL)
		look_deeper(walk, shown, bytes);
	else if (walk->depth == 0 && wd_member_has_words(member->path))
		add_part(walk, bytes);
	else if (wd_member_gives_orders(member->path))
		look_at_orders(walk, bytes, member->path, shown);
	else if (g_str_equal(member->path, "META-INF/manifest.xml"))
		look_at_manifest(walk, bytes);
	skip_rest(walk);
}

/* A compressed file without an archive in it is called like the file around it. */
static char *
get_raw_path(const Walk *walk)
{
	const char *slash = strrchr(walk->name, '/');
	const char *base = slash != NULL ? slash + 1 : walk->name;
	const char *dot = strrchr(base, '.');

	return dot != NULL && dot != base ? g_strndup(base, (gsize)(dot - base)) : g_strdup(base);
}

/* gzip keeps the name that its file had before, and some programs give it back. */
static void
judge_own_name(Walk *walk, struct archive_entry *entry)
{
	g_autofree char *path = get_path(entry);
	g_autofree char *shown = get_shown(walk, path);
	const WdMember member = {.path = path};
	WdFileClass file_class;
	guint flags = wd_member_judge(&member, &file_class);

	if (flags != 0)
		wd_look_book_add_member(walk->book, shown, file_class, flags);
}

static void
look_at_entry(Walk *walk, struct archive_entry *entry)
{
	gboolean is_raw = archive_format(walk->archive) == ARCHIVE_FORMAT_RAW;
	g_autofree char *path = is_raw ? get_raw_path(walk) : get_path(entry);
	g_autofree char *link = get_link(entry);
	g_autofree char *shown = NULL;
	WdMember member = {
		.path = path,
		.link = link,
		.is_folder = archive_entry_filetype(entry) == AE_IFDIR,
		.is_encrypted = archive_entry_is_encrypted(entry) > 0,
		.is_copy = archive_entry_hardlink(entry) != NULL,
		.is_file_elsewhere = is_file_elsewhere(walk, entry),
	};

	if (member.is_file_elsewhere && g_str_has_suffix(path, "/"))
		path[strlen(path) - 1] = '\0'; /* libarchive's own */
	shown = get_shown(walk, path);
	walk->is_office |= !is_raw && !walk->is_unpacked && wd_member_makes_office(path);
	member.is_office = walk->is_office;
	if (walk->depth == 0)
		walk->book->is_office = walk->is_office;
	if (is_raw)
		judge_own_name(walk, entry);
	if (archive_entry_size_is_set(entry) && archive_entry_size(entry) > 0 &&
	    !wd_look_book_promise(walk->book, (guint64)archive_entry_size(entry)))
		walk->is_over = TRUE;
	look_at_content(walk, &member, shown);
}

/* A header that cannot be read because it is locked is no damage. */
static gboolean
is_locked(struct archive *archive)
{
	const char *message = archive_error_string(archive);

	return archive_read_has_encrypted_entries(archive) > 0 ||
	       (message != NULL &&
		(strstr(message, "ncrypt") != NULL || strstr(message, "assphrase") != NULL));
}

static WdArchiveResult
walk_entries(Walk *walk)
{
	struct archive_entry *entry = NULL;
	int result;

	do {
		result = archive_read_next_header(walk->archive, &entry);
		if (result < ARCHIVE_WARN || result == ARCHIVE_EOF)
			break;
		walk->has_entry = TRUE;
		if (!wd_look_book_count_entry(walk->book))
			break;
		look_at_entry(walk, entry);
	} while (!walk->is_over);
	if (result < ARCHIVE_WARN && is_locked(walk->archive)) {
		walk->book->flags |= WD_FILE_ENCRYPTED;
		return WD_ARCHIVE_OPENED;
	}
	if (result >= ARCHIVE_WARN)
		return WD_ARCHIVE_OPENED;
	return !walk->has_entry && archive_format(walk->archive) == 0 ? WD_ARCHIVE_UNKNOWN
								      : WD_ARCHIVE_DAMAGED;
}

/* What makes a zip a document may stand behind what that changes the meaning of. Its table is
 * enough, which costs a few microseconds a member and unpacks nothing. */
static void
find_out_kind(Walk *walk)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry = NULL;
	guint n_left = walk->book->limits->max_entries;
	int result = ARCHIVE_EOF;

	(void)archive_read_support_format_zip_seekable(archive);
	(void)archive_read_set_seek_callback(archive, on_seek);
	if (archive_read_open2(archive, walk, NULL, on_read, on_skip, NULL) == ARCHIVE_OK)
		result = archive_read_next_header(archive, &entry);
	while (result >= ARCHIVE_WARN && result != ARCHIVE_EOF && n_left-- > 0) {
		g_autofree char *path = get_path(entry);

		walk->is_office = wd_member_makes_office(path);
		result = walk->is_office ? ARCHIVE_EOF : archive_read_next_header(archive, &entry);
	}
	(void)archive_read_free(archive);
}

/* What is compressed and no archive is one member without a name. */
static WdArchiveResult
open_and_walk(Walk *walk, gboolean is_raw)
{
	WdArchiveResult result = WD_ARCHIVE_UNKNOWN;

	walk->offset = 0;
	walk->archive = archive_read_new();
	support_filters(walk->archive);
	if (is_raw)
		(void)archive_read_support_format_raw(walk->archive);
	else
		support_formats(walk->archive);
	(void)archive_read_set_seek_callback(walk->archive, on_seek);
	if (archive_read_open2(walk->archive, walk, NULL, on_read, on_skip, NULL) == ARCHIVE_OK)
		result = walk_entries(walk);
	(void)archive_read_free(walk->archive);
	return result;
}

static gboolean
is_compressed(const WdSource *source)
{
	guint8 head[WD_SIGNATURE_BYTES];
	gssize n = wd_source_read(source, 0, head, sizeof head);

	return n > 0 && wd_signature_of(head, (gsize)n) == WD_SIGNATURE_COMPRESSED;
}

/**
 * wd_archive_look:
 * @book: gets what is found; its budget bounds time and memory
 * @source: the archive's bytes
 * @name: valid UTF-8: its name, with those of the archives around it
 * @depth: 0 for the file itself
 *
 * Reads the members' first bytes, and the whole of those that are archives or documents in turn.
 *
 * Returns: whether it is an archive; what stood before the damage in a damaged one was looked at
 */
WdArchiveResult
wd_archive_look(WdLookBook *book, const WdSource *source, const char *name, guint depth)
{
	Walk *walk = g_new0(Walk, 1);
	WdArchiveResult result;

	*walk = (Walk){
		.book = book,
		.source = source,
		.name = name,
		.depth = depth,
		.is_unpacked = wd_member_is_archive(name),
	};
	if (!walk->is_unpacked)
		find_out_kind(walk);
	result = open_and_walk(walk, FALSE);
	/* Zeros, and so a bomb made of them, are an archive of tar's that ends at once. */
	if (!walk->has_entry && !walk->is_over && is_compressed(source))
		result = open_and_walk(walk, TRUE);
	g_free(walk);
	return result;
}

/**
 * wd_archive_prepare:
 *
 * Has the C library load its tables for UTF-16, in which some archives keep their names, while
 * files can still be opened.
 */
void
wd_archive_prepare(void)
{
	static const char *const charsets[] = {"UTF-16LE", "UTF-16BE", "CP437", "ISO-8859-1"};
	static GIConv kept[G_N_ELEMENTS(charsets)]; /* closing would unload them */

	for (guint i = 0; i < G_N_ELEMENTS(charsets); i++) {
		if (kept[i] == NULL)
			kept[i] = g_iconv_open("UTF-8", charsets[i]);
	}
}
