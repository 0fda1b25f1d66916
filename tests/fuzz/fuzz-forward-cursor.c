/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "store/wd-forward-cursor.h"

/* A record that is read is written as one that says the same, and its file stays in its folder. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *text = g_strndup((const char *)bytes, len);
	WdForwardCursor cursor;
	WdForwardCursor again;
	g_autofree char *record = NULL;

	if (!wd_forward_cursor_parse(text, &cursor))
		return 0;
	g_assert_null(strchr(cursor.file, '/'));
	record = wd_forward_cursor_format(&cursor);
	g_assert_true(wd_forward_cursor_parse(record, &again));
	g_assert_cmpstr(again.file, ==, cursor.file);
	g_assert_cmpuint(again.offset, ==, cursor.offset);
	g_assert_cmpuint(again.seq, ==, cursor.seq);
	return 0;
}
