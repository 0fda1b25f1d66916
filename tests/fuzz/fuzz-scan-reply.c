/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "inspect/wd-scan-reply.h"

/* Laws: nothing is clean without clamd's own word for it, a failure always says why, and all words
 * are valid and short. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_auto(WdScanReply) reply = {0};

	wd_scan_reply_parse((const char *)data, size, &reply);
	g_assert_cmpint(reply.result, !=, WD_SCAN_NONE);
	if (reply.result == WD_SCAN_CLEAN)
		g_assert_nonnull(memmem(data, size, ": OK", 4));
	if (reply.result == WD_SCAN_INFECTED)
		g_assert_true(g_utf8_validate(reply.name, -1, NULL));
	if (reply.result == WD_SCAN_FAILED)
		g_assert_nonnull(reply.reason);
	wd_scan_reply_parse_version((const char *)data, size, &reply);
	g_assert_true(g_utf8_validate(reply.engine, -1, NULL));
	g_assert_cmpuint(strlen(reply.engine), <, 1300);
	wd_scan_reply_parse_command((const char *)data, size, NULL, NULL, &reply);
	return 0;
}
