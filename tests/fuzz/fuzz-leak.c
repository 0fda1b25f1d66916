/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-leak-rules.h"
#include "engine/leak/wd-leak-scan.h"
#include "wd-fuzz.h"

static const char *const keywords[] = {"project falcon", "geheim", NULL};
static const char *const patterns[] = {"KD-[0-9]+", "[a-z]+@corp", "x*", NULL};
static const char *const labels[] = {"TLP:RED", NULL};

static void
check(const char *text, const GArray *hits, gboolean is_sorted)
{
	gsize at = 0;

	for (guint i = 0; i < hits->len; i++) {
		const WdLeakHit *hit = &g_array_index(hits, WdLeakHit, i);

		g_assert_cmpuint(hit->start, <=, hit->end);
		g_assert_cmpuint(hit->end, <=, strlen(text));
		g_assert_true(wd_fuzz_is_boundary(text, hit->start));
		g_assert_true(wd_fuzz_is_boundary(text, hit->end));
		if (is_sorted) {
			g_assert_cmpuint(hit->start, >=, at);
			at = hit->end;
		}
	}
}

/* Laws: what is found lies on whole characters inside the text, built-in kinds in order and without
 * overlaps; folding knows where every byte came from; and scanning twice finds the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static WdLeakRules *rules;
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_autoptr(GArray) again = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};

	if (rules == NULL)
		rules = wd_leak_rules_new(keywords, patterns, labels);
	wd_leak_text_init(&view, text);
	g_assert_true(g_utf8_validate(view.plain, -1, NULL));
	(void)wd_leak_scan(&view, WD_LEAK_ALL_KINDS, hits);
	check(text, hits, TRUE);
	(void)wd_leak_scan(&view, WD_LEAK_ALL_KINDS, again);
	g_assert_cmpuint(again->len, ==, hits->len);
	g_array_set_size(hits, 0);
	(void)wd_leak_rules_scan(rules, &view, WD_LEAK_ALL_KINDS, hits);
	check(text, hits, FALSE);
	return 0;
}
