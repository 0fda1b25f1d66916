/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-decode.h"
#include "wd-fuzz.h"

#define MIN_BYTES 12   /* shorter text is no longer looked for in Base64 */
#define MAX_BYTES 1024 /* far from every bound */

static gboolean
is_printable(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((guchar)*text < 0x20 || *text == 0x7f)
			return FALSE;
	}
	return TRUE;
}

/* Laws: what comes out is bounded UTF-8; and what was put into Base64 comes out again. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autofree char *out = wd_decode_hidden(text);
	gsize len = strlen(text);
	g_autofree char *encoded = g_base64_encode((const guchar *)text, len);
	g_autofree char *back = wd_decode_hidden(encoded);

	g_assert_true(out == NULL || g_utf8_validate(out, -1, NULL));
	g_assert_true(out == NULL || strlen(out) <= WD_DECODE_MAX_BYTES);
	if (len >= MIN_BYTES && len <= MAX_BYTES && is_printable(text)) {
		g_assert_nonnull(back);
		g_assert_nonnull(strstr(back, text));
	}
	return 0;
}
