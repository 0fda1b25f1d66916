/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "store/wd-audit-state.h"

/* The checksum would hide the fields from the fuzzer, so each input is also tried with its own. */
static void
check(const guint8 *bytes, gsize len)
{
	guint8 again[WD_AUDIT_STATE_LEN];
	WdAuditState state;

	if (!wd_audit_state_parse(bytes, len, &state, NULL))
		return;
	g_assert_cmpuint(strnlen(state.file, sizeof state.file), <, sizeof state.file);
	wd_audit_state_format(&state, again);
	g_assert_true(wd_audit_state_parse(again, sizeof again, &state, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	guint8 copy[WD_AUDIT_STATE_LEN];

	check(bytes, len);
	if (len == WD_AUDIT_STATE_LEN) {
		memcpy(copy, bytes, len);
		wd_hash_sha256(copy, len - WD_HASH_LEN, copy + len - WD_HASH_LEN);
		check(copy, len);
	}
	return 0;
}
