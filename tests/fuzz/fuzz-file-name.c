/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/data/wd-extensions.h"
#include "engine/file/wd-file-name.h"
#include "wd-fuzz.h"

/* Laws: the ending is valid and has neither dot nor slash; a dangerous one stays dangerous whatever
 * is undone, so reading it again in plain sight finds no disguise. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *raw = wd_fuzz_text(data, size);
	g_autoptr(WdFileName) name = wd_file_name_parse(raw);
	g_autofree char *plain = g_strconcat("a.", name->extension, NULL);
	g_autoptr(WdFileName) again = NULL;

	g_assert_true(g_utf8_validate(name->extension, -1, NULL));
	g_assert_cmpuint(strcspn(name->extension, "./\\"), ==, strlen(name->extension));
	if (!wd_extension_is_dangerous(name->extension))
		return 0;
	again = wd_file_name_parse(plain);
	g_assert_cmpstr(again->extension, ==, name->extension);
	g_assert_cmphex(again->disguises, ==, 0);
	return 0;
}
