/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-age-header.h"
#include "crypto/wd-age.h"
#include "crypto/wd-crypto.h"
#include "fuzz-target.h"

/* For fuzzing only; the corpus has files that are sealed to it. */
#define IDENTITY "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

/* There is a plaintext or an error, and a header never reaches behind its file. What opens is a
 * file that somebody sealed: with one more bit turned it does not open. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GError) header_error = NULL;
	g_autoptr(WdIdentity) identity = NULL;
	g_autoptr(WdAgeHeader) header = NULL;
	g_autoptr(GBytes) plaintext = NULL;
	const WdIdentity *identities[1];

	g_assert_true(wd_crypto_start(NULL));
	identity = wd_identity_parse(IDENTITY, NULL);
	identities[0] = identity;
	header = wd_age_header_parse(bytes, len, &header_error);
	g_assert_true((header == NULL) == (header_error != NULL));
	if (header != NULL) {
		g_assert_cmpuint(header->len, <=, len);
		g_assert_cmpuint(header->mac_start, <, header->len);
	}
	plaintext = wd_age_open(identities, 1, bytes, len, &error);
	g_assert_true((plaintext == NULL) == (error != NULL));
	if (plaintext != NULL) {
		g_autofree guint8 *changed = g_memdup2(bytes, len);
		g_autoptr(GBytes) again = NULL;

		changed[len - 1] ^= 1;
		again = wd_age_open(identities, 1, changed, len, NULL);
		g_assert_null(again);
	}
	return 0;
}
