/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "store/wd-log-record.h"

/* A record has one spelling: what parses, formats to the same bytes. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GByteArray) again = g_byte_array_new();
	WdLogRecord record;

	if (!wd_log_record_parse(bytes, len, &record))
		return 0;
	for (guint i = 0; i < record.n_fields; i++) {
		g_autofree char *text = wd_log_record_get_text(&record, i);

		g_assert_true(g_utf8_validate(text, -1, NULL));
	}
	wd_log_record_format(&record, again);
	if (len % 64 == 0)
		g_assert_cmpmem(again->data, again->len, bytes, len);
	return 0;
}
