/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/judge/wd-fingerprint.h"
#include "wd-fuzz.h"

static void
check_set(const WdHashSet *set, guint max)
{
	g_assert_cmpuint(set->n, <=, max);
	for (guint i = 1; i < set->n; i++)
		g_assert_cmpuint(set->hashes[i - 1], <, set->hashes[i]);
}

/* Laws: taking it twice tells the same; a text is the same as itself; no set is beyond its bound.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const WdHashKey key = {1, 2};
	g_autofree char *text = wd_fuzz_text(data, size);
	const WdEvent fields = {.kind = WD_EVENT_FILE,
				.peer = "ann.smith@im.example",
				.text = text,
				.html = text,
				.file_name = text,
				.file_size = (gint64)size * 100};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	WdFingerprint once, twice;

	wd_fingerprint_take(&once, event, &key);
	wd_fingerprint_take(&twice, event, &key);
	g_assert_cmpmem(&once, sizeof once, &twice, sizeof twice);
	check_set(&once.words, WD_FINGERPRINT_WORDS);
	check_set(&once.grams, WD_FINGERPRINT_GRAMS);
	g_assert_cmpuint(once.n_sites, <=, WD_FINGERPRINT_SITES);
	g_assert_cmpuint(once.n_files, <=, WD_FINGERPRINT_FILES);
	if (once.words.n > 0)
		g_assert_true(wd_fingerprint_is_same_text(&once.words, &once.grams, &twice));
	return 0;
}
