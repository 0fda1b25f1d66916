/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/wd-link-marks.h"
#include "purple/wd-purple-markup.h"
#include "wd-judging.h"

/* What the engine makes of these is its own tests' matter; here they stand for the two kinds. */
#define DANGEROUS  "https://xn--pypal-4ve.com/in"
#define BROKEN     "https:\u2060//xn--pypal-4ve.com/in" /* as it is shown: no link for anybody */
#define SUSPICIOUS "http://www.bank.example@files.example.org/a"

typedef struct {
	const char *name;
	const char *html;
	const char *shown;  /* must stand in the result */
	const char *absent; /* (nullable) must not */
	gboolean is_complete;
} MarkCase;

static const MarkCase cases[] = {
	{"suspicious-stays-a-link",
	 "see " SUSPICIOUS " now",
	 "<A HREF=\"" SUSPICIOUS "\">" SUSPICIOUS "</A> <b>[\u26a0 ",
	 NULL,
	 TRUE},
	{"target-with-an-ampersand",
	 "http://www.bank.example@files.example.org/?b=1&amp;c=2",
	 "=2</A> <b>[\u26a0 ",
	 NULL,
	 TRUE},
	{"mark-comes-before-what-follows", "see " SUSPICIOUS " now", "</i> now", NULL, TRUE},
	{"dangerous-is-no-link",
	 "see " DANGEROUS " now",
	 BROKEN " [" BROKEN "] <b>[\u26a0 ",
	 "HREF",
	 TRUE},
	{"only-the-risky-one-is-touched",
	 "https://www.example.org/a and " DANGEROUS,
	 "<A HREF=\"https://www.example.org/a\">https://www.example.org/a</A> and",
	 "a</A> <b>",
	 TRUE},
	{"anchor-with-words",
	 "<a href=\"" DANGEROUS "\">my <b>photos</b></a>!",
	 "my <b>photos</b> [" BROKEN "] <b>[\u26a0 ",
	 "<a ",
	 TRUE},
	{"words-of-an-anchor-are-no-link-of-their-own",
	 "<a href=\"http://192.0.2.77/in\">https://www.example.org/a</a>",
	 "https:\u2060//w\u2060ww.example.org/a [http:\u2060//192.0.2.77/in] <b>[\u26a0 ",
	 "<a ",
	 TRUE},
	{"anchor-in-capitals",
	 "<A HREF='" DANGEROUS "'>x</A>",
	 "x [" BROKEN "] <b>[\u26a0 ",
	 "HREF",
	 TRUE},
	{"anchor-never-closed",
	 "<a href=\"" DANGEROUS "\">x",
	 "x [" BROKEN "] <b>[\u26a0 ",
	 "<a ",
	 TRUE},
	{"suspicious-never-closed",
	 "<a href=\"" SUSPICIOUS "\">x",
	 "x</a> <b>[\u26a0 ",
	 NULL,
	 TRUE},
	{"next-anchor-ends-the-one-before",
	 "<a href=\"" DANGEROUS "\">x<a href=\"https://www.example.org/\">y</a>",
	 "<a href=\"https://www.example.org/\">y</a>",
	 "y</a> <b>",
	 TRUE},
	{"same-link-twice", SUSPICIOUS " " SUSPICIOUS, "</i> <A HREF", NULL, TRUE},
	{"white-letters-need-a-mark-in-front",
	 "<font color=\"#ffffff\">" SUSPICIOUS,
	 "<b>[\u26a0 ",
	 NULL,
	 FALSE},
	{"harmless-is-left-alone", "https://www.example.org/a", "www.example.org", "\u26a0", TRUE},
	{"not-a-link-of-libpurple",
	 "go to xn--pypal-4ve.com/in",
	 "go to xn--pypal-4ve.com/in",
	 "\u26a0",
	 FALSE},
	{"no-tag-from-a-target",
	 "<a href=\"" DANGEROUS "?&lt;img src=x&gt;\">x</a>",
	 "&lt;img",
	 "<img",
	 TRUE},
};

static WdVerdict *
judge(const char *html)
{
	g_autofree char *text = wd_purple_markup_to_text(html);
	const WdEvent fields = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_IN,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "anna@corp.example",
		.text = text,
		.html = html,
	};

	return wd_test_judge(&fields, &wd_test_contact, (WdTestSetting){0});
}

static void
test_case(gconstpointer data)
{
	const MarkCase *row = data;
	g_autoptr(WdVerdict) verdict = judge(row->html);
	gboolean is_complete = !row->is_complete;
	g_autofree char *marked = wd_link_marks_add(row->html, verdict, &is_complete);

	g_test_message("%s", marked);
	g_assert_nonnull(strstr(marked, row->shown));
	if (row->absent != NULL)
		g_assert_null(strstr(marked, row->absent));
	g_assert_cmpint(is_complete, ==, row->is_complete);
}

/* However many there are, each is marked; the sentences stop, because nobody reads the tenth. */
static void
test_many(void)
{
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(WdVerdict) verdict = NULL;
	g_autofree char *marked = NULL;
	g_auto(GStrv) marks = NULL;
	g_auto(GStrv) sentences = NULL;
	gboolean is_complete = FALSE;

	for (guint i = 0; i < 10; i++)
		g_string_append_printf(html, "http://www.bank.example@files.example.org/%u ", i);
	verdict = judge(html->str);
	marked = wd_link_marks_add(html->str, verdict, &is_complete);
	marks = g_strsplit(marked, "<b>[\u26a0 ", -1);
	sentences = g_strsplit(marked, "<i>", -1);
	g_assert_cmpuint(g_strv_length(marks), ==, 10 + 1);
	g_assert_cmpuint(g_strv_length(sentences), ==, 3 + 1);
	g_assert_true(is_complete);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/link-marks/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/link-marks/many", test_many);
	return g_test_run();
}
