/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index is somebody's bytes until it is authentic, and after that still of an older version. */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "store/wd-log-anchors.h"
#include "store/wd-log-index.h"

#define LOGS "/base/logs"

/* What was read is written the same, and no row leads out of the folder. */
static void
check_rows(const GPtrArray *rows)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(GPtrArray) again = NULL;

	for (guint i = 0; i < rows->len; i++) {
		const WdLogIndexRow *row = g_ptr_array_index(rows, i);

		g_assert_true(g_str_has_prefix(row->entry->path, LOGS "/"));
		g_assert_null(strstr(row->entry->path, "/.."));
		g_assert_true(g_utf8_validate(row->entry->peer, -1, NULL));
		wd_log_index_format(out, row->entry, LOGS, row->size);
	}
	again = wd_log_index_parse(out->data, out->len, LOGS);
	g_assert_nonnull(again);
	g_assert_cmpuint(again->len, ==, rows->len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GPtrArray) rows = wd_log_index_parse(bytes, len, LOGS);
	g_autofree char *head = g_strndup((const char *)bytes, len);
	g_autofree char *id = NULL;
	WdLogAnchor anchor;

	if (rows != NULL)
		check_rows(rows);
	if (wd_log_head_parse(head, &id, &anchor)) {
		g_assert_cmpuint(strlen(id), ==, 32);
		g_assert_cmpuint(anchor.count, >, 0);
	}
	return 0;
}
