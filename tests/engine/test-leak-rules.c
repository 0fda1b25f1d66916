/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-leak-rules.h"
#include "wd-rows.h"

static const char *const keywords[] = {"Project Falcon", "Müller-Vertrag", "项目猎鹰", "--", NULL};
static const char *const patterns[] = {
	"\\bKD-[0-9]{6}\\b", "order ([0-9]+)", "[0-9]{4}x", "x*", "(?=zz)", NULL};
static const char *const labels[] = {"TLP:RED", "INTERNAL ONLY", "VS-NfD", NULL};
static const char *const none[] = {NULL};

typedef struct {
	const char *name;
	const char *text;
	const char *found; /* "KIND:TEXT|" for each that is not empty */
} Case;

static const Case cases[] = {
	{"keyword", "about project falcon:", "keyword:project falcon|"},
	{"keyword-signs-between", "Project\n** FALCON **", "keyword:Project\n** FALCON|"},
	{"keyword-in-a-word", "project falconry", ""},
	{"keyword-umlaut", "der MÜLLER Vertrag!", "keyword:MÜLLER Vertrag|"},
	{"keyword-full-width",
	 "ｐｒｏｊｅｃｔ　ｆａｌｃｏｎ",
	 "keyword:ｐｒｏｊｅｃｔ　ｆａｌｃｏｎ|"},
	{"keyword-script-without-gaps", "关于项目猎鹰的事", "keyword:项目猎鹰|"},
	{"pattern", "see KD-123456.", "pattern:KD-123456|"},
	{"pattern-not", "see KD-12345.", ""},
	{"pattern-group", "order 4711 please", "pattern:4711|"},
	{"pattern-without-letters", "1234x", "pattern:1234x|pattern:x|"},
	{"pattern-twice", "KD-123456 KD-654321", "pattern:KD-123456|pattern:KD-654321|"},
	{"label", "TLP:RED do not share", "label:TLP:RED|"},
	{"label-other-case", "tlp:red", ""},
	{"label-in-a-word", "XTLP:REDX", ""},
	{"label-words", "this is INTERNAL ONLY", "label:INTERNAL ONLY|"},
	{"label-mixed-case", "VS-NfD", "label:VS-NfD|"},
	{"nothing", "hello there", ""},
	{"empty", "", ""},
};

static void
test_scan(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdLeakRules) rules = wd_leak_rules_new(keywords, patterns, labels);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_autoptr(GString) found = g_string_new(NULL);
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, row->text);
	g_assert_cmpint(
		wd_leak_rules_scan(rules, &view, WD_LEAK_ALL_KINDS, hits), ==, WD_LEAK_SCAN_DONE);
	for (guint i = 0; i < hits->len; i++) {
		const WdLeakHit *hit = &g_array_index(hits, WdLeakHit, i);

		g_assert_cmpuint(hit->start, <=, hit->end);
		g_assert_cmpuint(hit->end, <=, strlen(row->text));
		if (hit->end > hit->start)
			g_string_append_printf(found,
					       "%s:%.*s|",
					       wd_leak_kind_to_string(hit->kind),
					       (int)(hit->end - hit->start),
					       row->text + hit->start);
	}
	g_assert_cmpstr(found->str, ==, row->found);
}

static void
test_kinds(void)
{
	g_autoptr(WdLeakRules) rules = wd_leak_rules_new(keywords, patterns, labels);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, "project falcon TLP:RED KD-123456");
	(void)wd_leak_rules_scan(rules, &view, WD_LEAK_BIT(WD_LEAK_LABEL), hits);
	g_assert_cmpuint(hits->len, ==, 1);
	g_assert_cmpstr(g_array_index(hits, WdLeakHit, 0).id, ==, "TLP:RED");
}

/* What could not be read was meant to stop something. */
static void
test_everything(void)
{
	static const char *const star[] = {"*", NULL};
	g_autoptr(WdLeakRules) rules = wd_leak_rules_new(star, none, none);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, "hello");
	(void)wd_leak_rules_scan(rules, &view, WD_LEAK_ALL_KINDS, hits);
	g_assert_cmpuint(hits->len, ==, 1);
	g_assert_cmpuint(g_array_index(hits, WdLeakHit, 0).end, ==, 5);
}

static void
test_gives_up(void)
{
	static const char *const bad[] = {"^(a+)+$", NULL};
	g_autoptr(WdLeakRules) rules = wd_leak_rules_new(none, bad, none);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_autofree char *text = g_strnfill(1000, 'a');
	g_auto(WdLeakText) view = {0};

	text[999] = '!';
	wd_leak_text_init(&view, text);
	g_assert_cmpint(wd_leak_rules_scan(rules, &view, WD_LEAK_ALL_KINDS, hits),
			==,
			WD_LEAK_SCAN_GAVE_UP);
}

static void
test_does_not_compile(void)
{
	static const char *const bad[] = {"(", NULL};
	g_autoptr(WdLeakRules) rules = wd_leak_rules_new(none, bad, none);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, "x");
	g_assert_cmpint(wd_leak_rules_scan(rules, &view, WD_LEAK_ALL_KINDS, hits),
			==,
			WD_LEAK_SCAN_GAVE_UP);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/leak-rules/scan/", cases, test_scan);
	g_test_add_func("/leak-rules/kinds", test_kinds);
	g_test_add_func("/leak-rules/everything", test_everything);
	g_test_add_func("/leak-rules/gives-up", test_gives_up);
	g_test_add_func("/leak-rules/does-not-compile", test_does_not_compile);
	return g_test_run();
}
