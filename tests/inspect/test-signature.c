/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "inspect/wd-signature.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *bytes;
	gsize len; /* 0: the text's own */
	WdSignature signature;
} Case;

static const Case cases[] = {
	{"windows-program", (const char *)wd_test_pe, sizeof wd_test_pe, WD_SIGNATURE_PROGRAM},
	{"linux-program", (const char *)wd_test_elf, sizeof wd_test_elf, WD_SIGNATURE_PROGRAM},
	{"java-class", "\xca\xfe\xba\xbe\0\0\0\x34", 8, WD_SIGNATURE_PROGRAM},
	{"debian-package", "!<arch>\ndebian-binary   ", 0, WD_SIGNATURE_PROGRAM},
	{"static-library", "!<arch>\n/               ", 0, WD_SIGNATURE_ARCHIVE},
	{"script", "#!/bin/sh\n", 0, WD_SIGNATURE_SCRIPT},
	{"script-with-mark", "\xef\xbb\xbf#!/bin/sh\n", 0, WD_SIGNATURE_SCRIPT},
	{"launcher", "[Desktop Entry]\nExec=x\n", 0, WD_SIGNATURE_SCRIPT},
	{"zip", "PK\003\004rest", 0, WD_SIGNATURE_ARCHIVE},
	{"gzip", "\x1f\x8b\x08\0", 4, WD_SIGNATURE_COMPRESSED},
	{"ole", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, WD_SIGNATURE_OLE},
	{"pdf", "%PDF-1.7\n", 0, WD_SIGNATURE_PDF},
	{"png", "\x89PNG\r\n\x1a\n", 0, WD_SIGNATURE_IMAGE},
	{"arj",
	 "\x60\xea\x29\0\x1e\x0b\x01\0\x10\0\x02rest of the header of an archive",
	 44,
	 WD_SIGNATURE_SEALED},
	{"nearly-arj",
	 "\x60\xea\x29\0\x1e\x0b\x01\0\x10\0\x09rest of the header of an archive",
	 44,
	 WD_SIGNATURE_NONE},
	{"ace", "\x1c\x8d\x31\0\0\0\x90**ACE**", 14, WD_SIGNATURE_SEALED},
	{"winmail", "\x78\x9f\x3e\x22\x01\0", 6, WD_SIGNATURE_SEALED},
	{"help", "ITSF\003\0\0\0`", 9, WD_SIGNATURE_SEALED},
	{"rich-text", "{\\rtf1\\ansi", 0, WD_SIGNATURE_RTF},
	{"text", "Dear all,\n", 0, WD_SIGNATURE_NONE},
	{"text-mz",
	 "MZ is a short name for a museum that nobody in this town has ever been to.",
	 0,
	 WD_SIGNATURE_NONE},
	{"half-a-zip", "PK", 0, WD_SIGNATURE_NONE},
	{"empty", "", 0, WD_SIGNATURE_NONE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	gsize len = row->len > 0 ? row->len : strlen(row->bytes);

	g_assert_cmpint(wd_signature_of((const guint8 *)row->bytes, len), ==, row->signature);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/signature/", cases, test_case);
	return g_test_run();
}
