/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-signature.h"

#include <string.h>

typedef struct {
	const char *bytes;
	guint len;
	guint offset;
	WdSignature signature;
} Row;

#define ROW(bytes, offset, signature)                                                              \
	{                                                                                          \
		bytes, sizeof(bytes) - 1, offset, signature                                        \
	}

/* Each format's own specification says these bytes. */
static const Row rows[] = {
	ROW("\177ELF", 0, WD_SIGNATURE_PROGRAM),
	ROW("\xfe\xed\xfa\xce", 0, WD_SIGNATURE_PROGRAM), /* Mach-O, and the three after it */
	ROW("\xfe\xed\xfa\xcf", 0, WD_SIGNATURE_PROGRAM),
	ROW("\xce\xfa\xed\xfe", 0, WD_SIGNATURE_PROGRAM),
	ROW("\xcf\xfa\xed\xfe", 0, WD_SIGNATURE_PROGRAM),
	ROW("\xca\xfe\xba\xbe", 0, WD_SIGNATURE_PROGRAM), /* Java, or Mach-O for several machines */
	ROW("dex\n03", 0, WD_SIGNATURE_PROGRAM),
	ROW("!<arch>\ndebian", 0, WD_SIGNATURE_PROGRAM),
	ROW("\xed\xab\xee\xdb", 0, WD_SIGNATURE_PROGRAM), /* RPM */
	ROW("#!", 0, WD_SIGNATURE_SCRIPT),
	ROW("\xef\xbb\xbf#!", 0, WD_SIGNATURE_SCRIPT),
	ROW("[Desktop Entry]", 0, WD_SIGNATURE_SCRIPT),
	ROW("[InternetShortcut]", 0, WD_SIGNATURE_SCRIPT),
	ROW("L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46", 0, WD_SIGNATURE_PROGRAM),
	ROW("PK\003\004", 0, WD_SIGNATURE_ARCHIVE),
	ROW("PK\005\006", 0, WD_SIGNATURE_ARCHIVE),
	ROW("PK00PK\003\004", 0, WD_SIGNATURE_ARCHIVE), /* a part of several */
	ROW("Rar!\x1a\x07", 0, WD_SIGNATURE_ARCHIVE),
	ROW("7z\xbc\xaf\x27\x1c", 0, WD_SIGNATURE_ARCHIVE),
	ROW("MSCF\0\0\0\0", 0, WD_SIGNATURE_ARCHIVE),
	ROW("ustar", 257, WD_SIGNATURE_ARCHIVE),
	ROW("070701", 0, WD_SIGNATURE_ARCHIVE), /* cpio */
	ROW("070702", 0, WD_SIGNATURE_ARCHIVE),
	ROW("070707", 0, WD_SIGNATURE_ARCHIVE),
	ROW("\xc7\x71", 0, WD_SIGNATURE_ARCHIVE),
	ROW("!<arch>\n", 0, WD_SIGNATURE_ARCHIVE),
	ROW("xar!", 0, WD_SIGNATURE_ARCHIVE),
	ROW("MSWIM\0\0\0", 0, WD_SIGNATURE_ARCHIVE),
	ROW("-lh", 2, WD_SIGNATURE_ARCHIVE),
	ROW("-lz", 2, WD_SIGNATURE_ARCHIVE),
	ROW("\x1f\x8b\x08", 0, WD_SIGNATURE_COMPRESSED),
	ROW("BZh", 0, WD_SIGNATURE_COMPRESSED),
	ROW("\xfd"
	    "7zXZ\0",
	    0,
	    WD_SIGNATURE_COMPRESSED),
	ROW("\x28\xb5\x2f\xfd", 0, WD_SIGNATURE_COMPRESSED),
	ROW("\x04\x22\x4d\x18", 0, WD_SIGNATURE_COMPRESSED),
	ROW("\x1f\x9d", 0, WD_SIGNATURE_COMPRESSED),
	ROW("LZIP\x01", 0, WD_SIGNATURE_COMPRESSED),
	ROW("\x5d\0\0", 0, WD_SIGNATURE_COMPRESSED), /* lzma alone */
	ROW("**ACE**", 7, WD_SIGNATURE_SEALED),
	ROW("\x78\x9f\x3e\x22", 0, WD_SIGNATURE_SEALED), /* TNEF, "winmail.dat" */
	ROW("ITSF\003\0\0\0", 0, WD_SIGNATURE_SEALED),   /* CHM */
	ROW("SIT!", 0, WD_SIGNATURE_SEALED),             /* StuffIt, and the next */
	ROW("StuffIt (c)1997", 0, WD_SIGNATURE_SEALED),
	ROW("\xdc\xa7\xc4\xfd", 20, WD_SIGNATURE_SEALED), /* zoo */
	ROW("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, WD_SIGNATURE_OLE),
	ROW("%PDF-", 0, WD_SIGNATURE_PDF),
	ROW("{\\rt", 0, WD_SIGNATURE_RTF), /* Word reads on from here, whatever follows */
	ROW("\x89PNG\r\n\x1a\n", 0, WD_SIGNATURE_IMAGE),
	ROW("\xff\xd8\xff", 0, WD_SIGNATURE_IMAGE),
	ROW("GIF87a", 0, WD_SIGNATURE_IMAGE),
	ROW("GIF89a", 0, WD_SIGNATURE_IMAGE),
};

/* "MZ" alone begins too many texts: the header must lead to "PE", or be a whole DOS header. */
static gboolean
is_dos_program(const guint8 *bytes, gsize len)
{
	guint32 header;

	if (len < 64 || bytes[0] != 'M' || bytes[1] != 'Z')
		return FALSE;
	header = bytes[60] | (guint32)bytes[61] << 8 | (guint32)bytes[62] << 16 |
		 (guint32)bytes[63] << 24;
	if (header + 4 <= len && header < len)
		return memcmp(bytes + header, "PE\0\0", 4) == 0 ||
		       memcmp(bytes + header, "NE", 2) == 0 ||
		       memcmp(bytes + header, "LE", 2) == 0 || memchr(bytes, '\0', 64) != NULL;
	return memchr(bytes, '\0', 64) != NULL;
}

/* Two bytes begin too much: the header's length and its kind must be right, too. */
static gboolean
is_arj(const guint8 *bytes, gsize len)
{
	guint size;

	if (len < 34 || bytes[0] != 0x60 || bytes[1] != 0xea)
		return FALSE;
	size = bytes[2] | (guint)bytes[3] << 8;
	return size >= 30 && size <= 2600 && bytes[4] >= 30 && bytes[10] == 2;
}

/**
 * wd_signature_of:
 * @bytes: (array length=len): the beginning of a file
 * @len: how much there is of it; %WD_SIGNATURE_BYTES are enough
 *
 * Returns: what begins like this
 */
WdSignature
wd_signature_of(const guint8 *bytes, gsize len)
{
	if (is_dos_program(bytes, len))
		return WD_SIGNATURE_PROGRAM;
	if (is_arj(bytes, len))
		return WD_SIGNATURE_SEALED;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const Row *row = &rows[i];

		if (row->offset + row->len <= len &&
		    memcmp(bytes + row->offset, row->bytes, row->len) == 0)
			return row->signature;
	}
	return WD_SIGNATURE_NONE;
}

/**
 * wd_signature_has_document:
 * @bytes: (array length=len): the beginning of a file
 * @len: how much there is of it
 *
 * Readers of PDF look for its beginning in the first 1024 bytes (ISO 32000-1, annex H, note 13).
 * That is no proof, since a text about PDF has the same letters in it.
 *
 * Returns: whether a PDF may begin behind other bytes
 */
gboolean
wd_signature_has_document(const guint8 *bytes, gsize len)
{
	return len > 0 && memmem(bytes, MIN(len, WD_SIGNATURE_BYTES), "%PDF-", 5) != NULL;
}

/**
 * wd_signature_get_class:
 * @signature: a signature
 *
 * Returns: what such a file is for a desktop, %WD_FILE_UNKNOWN where the signature does not tell
 */
WdFileClass
wd_signature_get_class(WdSignature signature)
{
	static const WdFileClass classes[] = {
		[WD_SIGNATURE_NONE] = WD_FILE_UNKNOWN,
		[WD_SIGNATURE_PROGRAM] = WD_FILE_PROGRAM,
		[WD_SIGNATURE_SCRIPT] = WD_FILE_SCRIPT,
		[WD_SIGNATURE_ARCHIVE] = WD_FILE_ARCHIVE,
		[WD_SIGNATURE_COMPRESSED] = WD_FILE_ARCHIVE,
		[WD_SIGNATURE_SEALED] = WD_FILE_ARCHIVE,
		[WD_SIGNATURE_OLE] = WD_FILE_DOCUMENT,
		[WD_SIGNATURE_PDF] = WD_FILE_DOCUMENT,
		[WD_SIGNATURE_RTF] = WD_FILE_DOCUMENT,
		[WD_SIGNATURE_IMAGE] = WD_FILE_IMAGE,
	};

	return (guint)signature < G_N_ELEMENTS(classes) ? classes[signature] : WD_FILE_UNKNOWN;
}
