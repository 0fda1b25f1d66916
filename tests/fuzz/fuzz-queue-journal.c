/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "store/wd-queue-journal.h"

/* Whatever is read is no more than the bytes hold, and what it is written as reads the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);

	wd_queue_journal_parse(bytes, len, rows);
	for (guint i = 0; i < rows->len; i++) {
		g_autoptr(GByteArray) once = g_byte_array_new();
		g_autoptr(GByteArray) twice = g_byte_array_new();
		g_autoptr(WdQueueRow) again = NULL;
		gsize n_used;

		wd_queue_row_format(g_ptr_array_index(rows, i), once);
		g_assert_cmpuint(once->len, <=, len);
		again = wd_queue_row_parse(once->data, once->len, &n_used);
		g_assert_nonnull(again);
		g_assert_cmpuint(n_used, ==, once->len);
		wd_queue_row_format(again, twice);
		g_assert_cmpmem(once->data, once->len, twice->data, twice->len);
	}
	return 0;
}
