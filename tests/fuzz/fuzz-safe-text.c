/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "purple/wd-safe-text.h"

static void
check_visible(const char *safe)
{
	g_assert_true(g_utf8_validate(safe, -1, NULL));
	for (const char *at = safe; *at != '\0'; at = g_utf8_next_char(at)) {
		GUnicodeType type = g_unichar_type(g_utf8_get_char(at));

		g_assert_true(type != G_UNICODE_FORMAT && type != G_UNICODE_CONTROL &&
			      type != G_UNICODE_LINE_SEPARATOR &&
			      type != G_UNICODE_PARAGRAPH_SEPARATOR);
	}
}

/* One visible line; a file name besides is one path component, and making it safe again changes
 * nothing. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *raw = g_strndup((const char *)bytes, len);
	g_autofree char *text = wd_safe_text(raw, 40);
	g_autofree char *name = wd_safe_file_name(raw);
	g_autofree char *again = wd_safe_file_name(name);

	check_visible(text);
	g_assert_cmpint(g_utf8_strlen(text, -1), <=, 40);
	check_visible(name);
	g_assert_cmpint(g_utf8_strlen(name, -1), <=, WD_SAFE_NAME_CHARS);
	g_assert_true(*name != '\0' && *name != '.');
	g_assert_null(strpbrk(name, "/\\:"));
	g_assert_cmpstr(again, ==, name);
	return 0;
}
