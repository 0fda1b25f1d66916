/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "store/wd-audit-line.h"

static void
check_spans(const char *raw, gsize len, const WdAuditLine *line)
{
	g_autoptr(GString) body = g_string_new(NULL);
	g_autofree char *k0 = wd_audit_line_get_datum(line, "k0");

	g_assert_true(line->prev > raw && line->prev + 64 < raw + len);
	g_assert_true(line->event > raw && line->event + line->event_len < raw + len);
	g_assert_true(line->mac + 32 + 2 == raw + len);
	/* The line is its body with the MAC put in before the last brace, and nothing else. */
	wd_audit_line_get_body(raw, line, body);
	g_string_truncate(body, body->len - 1);
	g_string_append_printf(body, ",\"mac\":\"%.32s\"}", line->mac);
	g_assert_cmpmem(body->str, body->len, raw, len);
	if (k0 != NULL)
		g_assert_cmpuint(strlen(k0), <, len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *raw = (const char *)bytes;
	g_autoptr(GError) error = NULL;
	WdAuditLine line;
	gboolean is_line = wd_audit_line_parse(raw, len, &line, &error);

	g_assert_true(is_line == (error == NULL));
	if (is_line)
		check_spans(raw, len, &line);
	return 0;
}
