/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/judge/wd-registry.h"
#include "ui/wd-phrases.h"

/* The law of a new detector: no code without a sentence and a mark of its own. */
static void
test_every_code_has_one(void)
{
	const WdDetector *const *detectors = wd_registry_get_detectors();

	for (guint i = 0; detectors[i] != NULL; i++) {
		for (const char *const *code = detectors[i]->codes; *code != NULL; code++) {
			g_autoptr(WdFinding) finding =
				wd_finding_new(*code, WD_ACTION_WARN, 1, 0, 0, "evil.example");
			g_autofree char *sentence = wd_phrase_for_finding(finding);

			g_test_message("%s", *code);
			g_assert_true(wd_phrase_has(*code));
			g_assert_cmpuint(strlen(sentence), >, 30);
			g_assert_null(strstr(sentence, "{detail}"));
			g_assert_cmpuint(strlen(wd_phrase_short(*code)), <=, 30);
		}
	}
}

static void
test_puts_the_detail_in(void)
{
	g_autoptr(WdFinding) finding =
		wd_finding_new("link.lookalike-host", WD_ACTION_WARN, 5, 0, 0, "bank.example");
	g_autofree char *sentence = wd_phrase_for_finding(finding);

	g_assert_nonnull(strstr(sentence, "imitates bank.example but"));
}

/* What a peer chose can neither reorder nor format nor flood the sentence. */
static void
test_hostile_detail(void)
{
	g_autofree char *flood = g_strnfill(5000, 'x');
	g_autoptr(WdFinding) reversed =
		wd_finding_new("link.scheme", WD_ACTION_WARN, 5, 0, 0, "a\u202eb%s%n{detail}\n");
	g_autoptr(WdFinding) flooded =
		wd_finding_new("link.scheme", WD_ACTION_WARN, 5, 0, 0, flood);
	g_autofree char *one = wd_phrase_for_finding(reversed);
	g_autofree char *two = wd_phrase_for_finding(flooded);

	g_assert_nonnull(strstr(one, "a[U+202E]b%s%n{detail} "));
	g_assert_null(strchr(one, '\n'));
	g_assert_cmpuint(strlen(two), <, 400);
}

/* Codes that no detector gives: the shell found these itself. */
static void
test_shell_codes_have_one(void)
{
	static const char *const codes[] = {
		"audit.unavailable",
		"contact.call",
		"file.incomplete",
		"file.interrupted",
		"file.no-place",
		"file.not-readable",
		"file.not-saved",
		"queue.unreadable",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
		g_test_message("%s", codes[i]);
		g_assert_true(wd_phrase_has(codes[i]));
	}
}

static void
test_unknown_code(void)
{
	g_autoptr(WdFinding) finding = wd_finding_new("other.thing", WD_ACTION_WARN, 1, 0, 0, NULL);
	g_autofree char *sentence = wd_phrase_for_finding(finding);

	g_assert_false(wd_phrase_has("other.thing"));
	g_assert_nonnull(strstr(sentence, "other.thing"));
	g_assert_cmpuint(strlen(wd_phrase_short("other.thing")), >, 0);
}

static void
test_worst_first(void)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_finding_free);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_ptr_array_add(findings,
			wd_finding_new("contact.stranger", WD_ACTION_NOTE, 0, 0, 0, NULL));
	g_ptr_array_add(findings,
			wd_finding_new("link.ip-address", WD_ACTION_WARN, 3, 0, 0, "192.0.2.1"));
	g_ptr_array_add(findings, wd_finding_new("spim.text", WD_ACTION_HOLD, 7, 0, 0, NULL));
	g_ptr_array_add(findings,
			wd_finding_new("link.ip-address", WD_ACTION_WARN, 3, 9, 12, "192.0.2.1"));
	text = wd_phrase_for_findings(findings);
	lines = g_strsplit(text, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 3);
	g_assert_nonnull(strstr(lines[0], "advertising"));
	g_assert_nonnull(strstr(lines[1], "192.0.2.1"));
	g_assert_nonnull(strstr(lines[2], "contact list"));
	g_assert_cmpstr(((WdFinding *)findings->pdata[0])->code, ==, "contact.stranger");
}

static void
test_no_findings(void)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new();
	g_autofree char *text = wd_phrase_for_findings(findings);

	g_assert_cmpstr(text, ==, "");
}

static void
test_names(void)
{
	for (guint kind = 0; kind < WD_EVENT_N_KINDS; kind++)
		g_assert_cmpstr(wd_phrase_for_kind((WdEventKind)kind), !=, NULL);
	for (guint state = 0; state <= WD_HELD_EXPIRED; state++)
		g_assert_cmpstr(wd_phrase_for_state((WdHeldState)state), !=, NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/phrases/every-code-has-one", test_every_code_has_one);
	g_test_add_func("/phrases/puts-the-detail-in", test_puts_the_detail_in);
	g_test_add_func("/phrases/hostile-detail", test_hostile_detail);
	g_test_add_func("/phrases/shell-codes", test_shell_codes_have_one);
	g_test_add_func("/phrases/unknown-code", test_unknown_code);
	g_test_add_func("/phrases/worst-first", test_worst_first);
	g_test_add_func("/phrases/no-findings", test_no_findings);
	g_test_add_func("/phrases/names", test_names);
	return g_test_run();
}
