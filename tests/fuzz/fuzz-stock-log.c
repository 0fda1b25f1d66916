/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An old log is bytes of many years and peers: all of them must come through as text. */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "store/wd-stock-log.h"

static void
check_message(const WdLogMessage *message, gpointer data)
{
	gsize *n_bytes = data;

	g_assert_true(g_utf8_validate(message->body, -1, NULL));
	g_assert_true(message->sender == NULL || g_utf8_validate(message->sender, -1, NULL));
	*n_bytes += strlen(message->body);
}

/* In HTML nothing is escaped, so no more comes out than repairing makes of what went in. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	WdStockLogName name = {.time_ms = 1795320600000, .offset_ms = 3600000, .is_html = TRUE};
	g_autofree char *path = g_strndup((const char *)bytes, len);
	g_autoptr(WdStockLogName) parsed = wd_stock_log_name_parse(path);
	gsize n_bytes = 0;

	if (parsed != NULL)
		g_assert_true(g_utf8_validate(parsed->peer, -1, NULL));
	wd_stock_log_parse((const char *)bytes, len, &name, check_message, &n_bytes);
	g_assert_cmpuint(n_bytes, <=, 3 * len);
	name.is_html = FALSE;
	wd_stock_log_parse((const char *)bytes, len, &name, check_message, &n_bytes);
	return 0;
}
