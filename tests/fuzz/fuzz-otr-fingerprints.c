/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-otr-fingerprints.h"
#include "wd-fuzz.h"

/* Laws: no more keys than lines, nobody's key changes between two readings of the same bytes, and
 * against nothing nobody's key has changed. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(WdOtrFingerprints) keys = wd_otr_fingerprints_parse((const char *)data, size);
	g_autoptr(WdOtrFingerprints) again = wd_otr_fingerprints_parse((const char *)data, size);
	g_autoptr(WdOtrFingerprints) none = wd_otr_fingerprints_parse("", 0);
	g_autoptr(GPtrArray) same = wd_otr_fingerprints_list_changed(keys, again);
	g_autoptr(GPtrArray) first = wd_otr_fingerprints_list_changed(none, keys);
	guint n_lines = 1;

	for (size_t i = 0; i < size; i++)
		n_lines += data[i] == '\n' || data[i] == '\r';
	g_assert_cmpuint(wd_otr_fingerprints_count(keys), <=, n_lines);
	g_assert_cmpuint(same->len, ==, 0);
	g_assert_cmpuint(first->len, ==, 0);
	return 0;
}
