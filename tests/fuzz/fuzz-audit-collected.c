/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "fuzz-target.h"
#include "store/wd-audit-collected.h"

static guint
count_rows(const uint8_t *bytes, size_t len)
{
	guint n = 0;

	for (size_t i = 0; i < len; i++)
		n += bytes[i] == '\n' || i + 1 == len;
	return n;
}

/* Every row is counted once at most, and a line has only so much to be wrong about. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(WdCollectedReport) report = NULL;

	g_assert_true(wd_crypto_start(NULL));
	report = wd_audit_collected_check((const char *)bytes, len);
	g_assert_cmpuint(report->n_lines + report->n_twice + report->n_not_lines,
			 <=,
			 count_rows(bytes, len));
	g_assert_cmpuint(report->n_desktops, <=, report->n_lines);
	/* A line can be out of its place, end a run badly, break a silence, and tell of a gap. */
	g_assert_cmpuint(report->findings->len, <=, 3 * report->n_lines);
	return 0;
}
