/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "store/wd-audit-notes.h"

/* A note that is read says what it said, and holds nothing that a line of the trail would not. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_auto(GStrv) words = NULL;
	g_autofree char *again = NULL;
	WdAuditNote note;

	if (!wd_audit_note_parse((const char *)bytes, len, &words, &note))
		return 0;
	again = g_strjoinv(" ", words);
	g_assert_true(g_str_is_ascii(again));
	g_assert_true(g_str_has_prefix((const char *)again, note.event));
	g_assert_cmpint(memcmp(again, bytes, MIN(len, strlen(again))), ==, 0);
	return 0;
}
