/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sealed key is a file that somebody may have put there: it must not choose how hard we work. */
#include "config.h"

#include "crypto/wd-crypto.h"
#include "fuzz-target.h"
#include "store/wd-key-sealed.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const guint8 key[WD_KDF_KEY_LEN];
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	WdKeySealed sealed;

	g_assert_true(wd_crypto_start(NULL));
	if (!wd_key_sealed_parse(bytes, len, &sealed, &error)) {
		g_assert_nonnull(error);
		return 0;
	}
	g_assert_true(wd_kdf_is_bearable(&sealed.cost));
	text = wd_key_sealed_open(bytes, len, key, &error);
	g_assert_cmpint(text == NULL, ==, error != NULL);
	return 0;
}
