/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-media-type.h"

#include <magic.h>
#include <string.h>

#include "engine/wd-error.h"

struct WdMediaTypes {
	magic_t cookie;
};

typedef struct {
	const char *type; /* with "/" at the end: all of them */
	WdFileClass file_class;
} TypeRow;

typedef struct {
	const char *extension;
	WdFileClass file_class;
	gboolean may_be_text; /* programs that write this type write text, too */
} NameRow;

/* The first row that fits counts. */
static const TypeRow types[] = {
	{"inode/x-empty", WD_FILE_EMPTY},
	{"application/vnd.microsoft.portable-executable", WD_FILE_PROGRAM},
	{"application/x-dosexec", WD_FILE_PROGRAM},
	{"application/x-executable", WD_FILE_PROGRAM},
	{"application/x-pie-executable", WD_FILE_PROGRAM},
	{"application/x-sharedlib", WD_FILE_PROGRAM},
	{"application/x-object", WD_FILE_PROGRAM},
	{"application/x-mach-binary", WD_FILE_PROGRAM},
	{"application/x-java-applet", WD_FILE_PROGRAM},
	{"application/java-archive", WD_FILE_PROGRAM},
	{"application/vnd.android.package-archive", WD_FILE_PROGRAM},
	{"application/vnd.debian.binary-package", WD_FILE_PROGRAM},
	{"application/x-rpm", WD_FILE_PROGRAM},
	{"application/x-msi", WD_FILE_PROGRAM},
	{"application/vnd.ms-htmlhelp", WD_FILE_PROGRAM},
	{"application/vnd.symbian.install", WD_FILE_PROGRAM},
	{"application/x-chrome-extension", WD_FILE_PROGRAM},
	{"application/x-shockwave-flash", WD_FILE_PROGRAM},
	{"application/x-ms-shortcut", WD_FILE_PROGRAM},
	{"application/x-mswinurl", WD_FILE_SCRIPT},
	{"application/x-desktop", WD_FILE_SCRIPT},
	{"text/x-shellscript", WD_FILE_SCRIPT},
	{"text/x-msdos-batch", WD_FILE_SCRIPT},
	{"application/x-iso9660-image", WD_FILE_DISK},
	{"application/x-apple-diskimage", WD_FILE_DISK},
	{"application/x-virtualbox-vhd", WD_FILE_DISK},
	{"application/x-qemu-disk", WD_FILE_DISK},
	{"application/x-raw-disk-image", WD_FILE_DISK},
	{"image/", WD_FILE_IMAGE},
	{"audio/", WD_FILE_AUDIO},
	{"video/", WD_FILE_VIDEO},
	{"text/rtf", WD_FILE_DOCUMENT},
	{"text/", WD_FILE_TEXT},
	{"message/", WD_FILE_TEXT},
	{"application/json", WD_FILE_TEXT},
	{"application/javascript", WD_FILE_TEXT},
	{"application/x-ndjson", WD_FILE_TEXT},
	{"application/pgp", WD_FILE_TEXT},
	{"application/mac-binhex40", WD_FILE_ARCHIVE},
	{"application/pdf", WD_FILE_DOCUMENT},
	{"application/postscript", WD_FILE_DOCUMENT},
	{"application/epub+zip", WD_FILE_DOCUMENT},
	{"application/msword", WD_FILE_DOCUMENT},
	{"application/vnd.ms-", WD_FILE_DOCUMENT},
	{"application/vnd.openxmlformats-officedocument", WD_FILE_DOCUMENT},
	{"application/vnd.oasis.opendocument", WD_FILE_DOCUMENT},
	{"application/CDFV2", WD_FILE_DOCUMENT},
	{"application/x-ole-storage", WD_FILE_DOCUMENT},
	{"application/encrypted", WD_FILE_DOCUMENT},
	{"application/zip", WD_FILE_ARCHIVE},
	{"application/gzip", WD_FILE_ARCHIVE},
	{"application/zlib", WD_FILE_ARCHIVE},
	{"application/zstd", WD_FILE_ARCHIVE},
	{"application/x-bzip", WD_FILE_ARCHIVE},
	{"application/x-xz", WD_FILE_ARCHIVE},
	{"application/x-lz", WD_FILE_ARCHIVE},
	{"application/x-compress", WD_FILE_ARCHIVE},
	{"application/x-7z-compressed", WD_FILE_ARCHIVE},
	{"application/x-rar", WD_FILE_ARCHIVE},
	{"application/vnd.rar", WD_FILE_ARCHIVE},
	{"application/x-tar", WD_FILE_ARCHIVE},
	{"application/x-cpio", WD_FILE_ARCHIVE},
	{"application/x-arj", WD_FILE_ARCHIVE},
	{"application/x-archive", WD_FILE_ARCHIVE},
	{"application/x-lha", WD_FILE_ARCHIVE},
	{"application/x-ms-compress-szdd", WD_FILE_ARCHIVE},
	{"application/x-xar", WD_FILE_ARCHIVE},
	{"application/octet-stream", WD_FILE_UNKNOWN},
	{"application/ogg", WD_FILE_AUDIO},
};

/* Microsoft's cabinets are the one archive under vnd.ms-; asked before the table. */
static const TypeRow exceptions[] = {
	{"application/vnd.ms-cab-compressed", WD_FILE_ARCHIVE},
	{"application/vnd.ms-tnef", WD_FILE_ARCHIVE},
	{"application/vnd.ms-opentype", WD_FILE_DATA},
	{"application/vnd.ms-fontobject", WD_FILE_DATA},
	{"image/svg+xml", WD_FILE_TEXT},
};

/* What the endings promise that people take for harmless. Sorted as they come: few are asked. */
static const NameRow names[] = {
	{"png", WD_FILE_IMAGE, FALSE},     {"jpg", WD_FILE_IMAGE, FALSE},
	{"jpeg", WD_FILE_IMAGE, FALSE},    {"gif", WD_FILE_IMAGE, FALSE},
	{"bmp", WD_FILE_IMAGE, FALSE},     {"webp", WD_FILE_IMAGE, FALSE},
	{"tif", WD_FILE_IMAGE, FALSE},     {"tiff", WD_FILE_IMAGE, FALSE},
	{"heic", WD_FILE_IMAGE, FALSE},    {"avif", WD_FILE_IMAGE, FALSE},
	{"ico", WD_FILE_IMAGE, FALSE},     {"mp3", WD_FILE_AUDIO, FALSE},
	{"ogg", WD_FILE_AUDIO, FALSE},     {"flac", WD_FILE_AUDIO, FALSE},
	{"wav", WD_FILE_AUDIO, FALSE},     {"m4a", WD_FILE_AUDIO, FALSE},
	{"opus", WD_FILE_AUDIO, FALSE},    {"mp4", WD_FILE_VIDEO, FALSE},
	{"mkv", WD_FILE_VIDEO, FALSE},     {"webm", WD_FILE_VIDEO, FALSE},
	{"avi", WD_FILE_VIDEO, FALSE},     {"mov", WD_FILE_VIDEO, FALSE},
	{"mpg", WD_FILE_VIDEO, FALSE},     {"pdf", WD_FILE_DOCUMENT, FALSE},
	{"docx", WD_FILE_DOCUMENT, FALSE}, {"xlsx", WD_FILE_DOCUMENT, FALSE},
	{"pptx", WD_FILE_DOCUMENT, FALSE}, {"odt", WD_FILE_DOCUMENT, FALSE},
	{"ods", WD_FILE_DOCUMENT, FALSE},  {"odp", WD_FILE_DOCUMENT, FALSE},
	{"epub", WD_FILE_DOCUMENT, FALSE}, {"doc", WD_FILE_DOCUMENT, TRUE},
	{"xls", WD_FILE_DOCUMENT, TRUE},   {"ppt", WD_FILE_DOCUMENT, TRUE},
	{"rtf", WD_FILE_DOCUMENT, TRUE},   {"txt", WD_FILE_TEXT, TRUE},
	{"csv", WD_FILE_TEXT, TRUE},       {"log", WD_FILE_TEXT, TRUE},
	{"md", WD_FILE_TEXT, TRUE},        {"json", WD_FILE_TEXT, TRUE},
	{"html", WD_FILE_TEXT, TRUE},      {"htm", WD_FILE_TEXT, TRUE},
	{"svg", WD_FILE_TEXT, TRUE},       {"ics", WD_FILE_TEXT, TRUE},
	{"vcf", WD_FILE_TEXT, TRUE},       {"zip", WD_FILE_ARCHIVE, FALSE},
	{"rar", WD_FILE_ARCHIVE, FALSE},   {"7z", WD_FILE_ARCHIVE, FALSE},
	{"gz", WD_FILE_ARCHIVE, FALSE},    {"tar", WD_FILE_ARCHIVE, FALSE},
};

/**
 * wd_media_types_load:
 * @error: return location for a #WD_ERROR
 *
 * Reads libmagic's database, about six milliseconds. Nothing is unpacked by libmagic itself:
 * archives are looked into with limits, elsewhere.
 *
 * Returns: (transfer full): the types, or NULL where there is no database
 */
WdMediaTypes *
wd_media_types_load(GError **error)
{
	g_autoptr(WdMediaTypes) loaded = g_new0(WdMediaTypes, 1);

	loaded->cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
	if (loaded->cookie == NULL || magic_load(loaded->cookie, NULL) != 0) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_IO,
			    "libmagic: %s",
			    loaded->cookie == NULL ? "no memory" : magic_error(loaded->cookie));
		return NULL;
	}
	return g_steal_pointer(&loaded);
}

/**
 * wd_media_types_free:
 * @loaded: (nullable) (transfer full): types
 */
void
wd_media_types_free(WdMediaTypes *loaded)
{
	if (loaded == NULL)
		return;
	if (loaded->cookie != NULL)
		magic_close(loaded->cookie);
	g_free(loaded);
}

/**
 * wd_media_types_of:
 * @loaded: types
 * @bytes: (array length=len): the beginning of a file
 * @len: how much there is of it; %WD_MEDIA_TYPE_BYTES are enough
 *
 * Opens nothing.
 *
 * Returns: (transfer none): its media type, until the next call
 */
const char *
wd_media_types_of(WdMediaTypes *loaded, const guint8 *bytes, gsize len)
{
	const char *type = magic_buffer(loaded->cookie, bytes, len);

	return type != NULL ? type : "application/octet-stream";
}

static const TypeRow *
find_type(const TypeRow *rows, guint n_rows, const char *type)
{
	for (guint i = 0; i < n_rows; i++) {
		if (g_str_has_prefix(type, rows[i].type))
			return &rows[i];
	}
	return NULL;
}

/**
 * wd_media_type_get_class:
 * @type: a media type as libmagic writes it
 *
 * Returns: what such a file is for a desktop
 */
WdFileClass
wd_media_type_get_class(const char *type)
{
	const TypeRow *row = find_type(exceptions, G_N_ELEMENTS(exceptions), type);

	if (row == NULL)
		row = find_type(types, G_N_ELEMENTS(types), type);
	return row != NULL ? row->file_class : WD_FILE_DATA;
}

static const NameRow *
find_name(const char *extension)
{
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_str_equal(names[i].extension, extension))
			return &names[i];
	}
	return NULL;
}

static gboolean
is_among(WdFileClass file_class, guint bits)
{
	return (bits & 1u << file_class) != 0;
}

/**
 * wd_media_type_contradicts:
 * @extension: a file's ending: lower case, without dot
 * @type: what its bytes are
 *
 * Only clear contradictions count: an ending that people trust on bytes that are known to be of
 * another kind. A JPEG named .png is none, nor is a text that begins with "#!".
 *
 * Returns: whether the name lies
 */
gboolean
wd_media_type_contradicts(const char *extension, const char *type)
{
	const NameRow *name = find_name(extension);
	WdFileClass found = wd_media_type_get_class(type);
	guint media = 1u << WD_FILE_AUDIO | 1u << WD_FILE_VIDEO;
	guint runs = 1u << WD_FILE_PROGRAM | 1u << WD_FILE_DISK;

	if (name == NULL || found == name->file_class)
		return FALSE;
	if (is_among(found, runs))
		return TRUE;
	if (is_among(name->file_class, media))
		return is_among(found, 1u << WD_FILE_DOCUMENT | 1u << WD_FILE_ARCHIVE);
	if (name->file_class == WD_FILE_TEXT)
		return is_among(found, 1u << WD_FILE_ARCHIVE);
	if (name->may_be_text)
		return is_among(found, 1u << WD_FILE_IMAGE | media);
	if (name->file_class == WD_FILE_DOCUMENT && found == WD_FILE_ARCHIVE)
		return g_str_equal(extension, "pdf"); /* the others are archives inside */
	return is_among(found,
			1u << WD_FILE_SCRIPT | 1u << WD_FILE_TEXT | 1u << WD_FILE_IMAGE |
				1u << WD_FILE_DOCUMENT | 1u << WD_FILE_ARCHIVE) &&
	       !(name->file_class == WD_FILE_ARCHIVE && found == WD_FILE_DOCUMENT);
}
