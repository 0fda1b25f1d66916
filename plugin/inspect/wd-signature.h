/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"

/*
 * What a file is by its first bytes, for the thousands of members that an archive may have:
 * libmagic takes a tenth of a millisecond for each, this takes none. It knows what runs, what
 * contains other files, and the few types that people trust.
 */

typedef enum {
	WD_SIGNATURE_NONE,
	WD_SIGNATURE_PROGRAM,    /* ELF, PE, Mach-O, Java class, Android code, a Windows shortcut */
	WD_SIGNATURE_SCRIPT,     /* "#!", a launcher */
	WD_SIGNATURE_ARCHIVE,    /* libarchive can look into it */
	WD_SIGNATURE_COMPRESSED, /* one file or one archive, made smaller */
	WD_SIGNATURE_SEALED, /* an archive that nobody here can open: ARJ, ACE, TNEF, CHM, … */
	WD_SIGNATURE_OLE,    /* Office before 2007, installers */
	WD_SIGNATURE_PDF,
	WD_SIGNATURE_RTF,
	WD_SIGNATURE_IMAGE,
} WdSignature;

#define WD_SIGNATURE_BYTES 1024 /* of the beginning that are looked at; a PDF may begin in them */

WdSignature wd_signature_of(const guint8 *bytes, gsize len);
/* Whether a PDF may begin there behind other bytes. */
gboolean wd_signature_has_document(const guint8 *bytes, gsize len);
WdFileClass wd_signature_get_class(WdSignature signature);
