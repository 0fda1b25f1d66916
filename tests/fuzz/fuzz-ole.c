/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "inspect/wd-ole.h"

/* Laws: a file is a compound file by its first eight bytes and a whole header alone, and looking
 * again sees the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const guint8 magic[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
	WdSource source;
	WdOleFacts facts;
	WdOleFacts again;
	gboolean is_ole;

	wd_source_from_memory(&source, data, size);
	is_ole = wd_ole_look(&source, &facts, NULL, NULL);
	g_assert_cmpint(is_ole, ==, size >= 512 && memcmp(data, magic, sizeof magic) == 0);
	(void)wd_ole_look(&source, &again, NULL, NULL);
	g_assert_cmpint(again.has_macros, ==, facts.has_macros);
	g_assert_cmpint(again.is_damaged, ==, facts.is_damaged);
	return 0;
}
