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
