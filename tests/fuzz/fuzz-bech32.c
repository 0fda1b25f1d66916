/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-bech32.h"
#include "fuzz-target.h"

/* What parses has one spelling: formatting gives the text again, but for case. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *text = g_strndup((const char *)bytes, len);
	g_autoptr(GError) error = NULL;
	gsize parsed_len = 0;
	g_autofree guint8 *parsed = wd_bech32_parse("age", text, &parsed_len, &error);
	g_autofree char *lower = g_ascii_strdown(text, -1);
	g_autofree char *again = NULL;

	g_assert_true((parsed == NULL) == (error != NULL));
	if (parsed == NULL)
		return 0;
	again = wd_bech32_format("age", parsed, parsed_len);
	g_assert_cmpstr(again, ==, lower);
	return 0;
}
