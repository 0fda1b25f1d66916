/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-pattern-literal.h"
#include "engine/wd-error.h"
#include "engine/wd-pattern.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *pattern;
	const char *text;
	const char *found; /* NULL: nothing */
} Case;

static const Case cases[] = {
	{"plain", "KD-[0-9]{6}", "file KD-123456 please", "KD-123456"},
	{"group", "order (\\d+)", "order 4711", "4711"},
	{"group-that-took-no-part", "(x)?order", "order", "order"},
	{"unicode", "geheim\\w+", "geheimnisträger", "geheimnisträger"},
	{"cases", "(?i)secret", "SECRET", "SECRET"},
	{"nothing", "KD-[0-9]{6}", "KD-12345", NULL},
	{"empty", "", "abc", ""},
	{"keeps-out", "a\\Kb", "ab", "b"},
	{"look-ahead-beyond-the-end", "(?=(b))a?", "ab", "b"},
};

static void
test_find(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdPattern) pattern = wd_pattern_new(row->pattern, NULL, NULL);
	gsize start = 0;
	gsize end = 0;
	WdPatternResult result;

	g_assert_nonnull(pattern);
	result = wd_pattern_find(pattern, row->text, strlen(row->text), 0, &start, &end);
	g_assert_cmpint(result, ==, row->found != NULL ? WD_PATTERN_FOUND : WD_PATTERN_NONE);
	if (row->found != NULL) {
		g_assert_cmpuint(end - start, ==, strlen(row->found));
		g_assert_true(strncmp(row->text + start, row->found, end - start) == 0);
	}
}

typedef struct {
	const char *name;
	const char *pattern;
	guint column;
} BadCase;

static const BadCase bad_cases[] = {
	{"open-parenthesis", "abc(def", 8},
	{"open-class", "[a-", 4},
	{"nothing-to-repeat", "*abc", 1},
	{"unknown-escape", "ab\\y", 4},
	{"after-characters-of-two-bytes", "öä)", 3},
	{"single-bytes", "\\C", 3},
};

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_autoptr(GError) error = NULL;
	guint column = 0;

	g_assert_null(wd_pattern_new(row->pattern, &column, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_cmpuint(strlen(error->message), >, 5);
	g_assert_cmpuint(column, ==, row->column);
}

static void
test_too_long(void)
{
	g_autofree char *source = g_strnfill(WD_PATTERN_MAX_BYTES + 1, 'a');
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_pattern_new(source, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

static const struct {
	const char *name;
	const char *pattern;
} catastrophes[] = {
	{"nested", "^(a+)+$"},
	{"alternatives", "^(a|aa)+$"},
	{"same-alternatives", "(a|a|a)+[bc]"},
};

/* The pattern takes for ever on this; we take a moment, and say that we do not know. */
static void
test_catastrophe(gconstpointer data)
{
	const char *source = *(const char *const *)((const char *)data + sizeof(char *));
	g_autoptr(WdPattern) pattern = wd_pattern_new(source, NULL, NULL);
	g_autofree char *text = g_strnfill(4000, 'a');
	gsize start;
	gsize end;
	gint64 began_us = g_get_monotonic_time();

	text[3999] = '!';
	g_assert_cmpint(wd_pattern_find(pattern, text, strlen(text), 0, &start, &end),
			==,
			WD_PATTERN_GAVE_UP);
	g_assert_cmpint(g_get_monotonic_time() - began_us, <, 2 * G_USEC_PER_SEC);
}

typedef struct {
	const char *name;
	const char *pattern;
	const char *literal; /* NULL: none is certain */
} LiteralCase;

static const LiteralCase literal_cases[] = {
	{"all-plain", "falcon", "falcon"},
	{"longest", "ab[0-9]+projects?", "project"},
	{"optional-letter", "colou?r", "colo"},
	{"one-or-more", "abc+d", "abc"},
	{"counted", "ab{2}cd", "cd"},
	{"escaped-sign", "KD\\-[0-9]{6}", "KD-"},
	{"class", "[abc]xyz", "xyz"},
	{"class-with-bracket", "[]x]yz", "yz"},
	{"class-by-name", "[[:alpha:]]yz", "yz"},
	{"class-with-a-colon", "[a[:]foo|bar[x:]baz]quux", NULL},
	{"extended-inside", "(a(?ix) # ) \n b)?cd", NULL},
	{"cases-inside", "(a(?i)b)?cd", "cd"},
	{"group-is-passed-over", "ab(cd|ef)gh", "ab"},
	{"group-with-a-class", "ab([)]x)*cd", "ab"},
	{"cases", "(?i)secret", "secret"},
	{"border", "\\bsecret\\b", "secret"},
	{"property", "\\p{Lu}secret", "secret"},
	{"alternatives", "secret|public", NULL},
	{"alternatives-late", "secret[0-9]|x", NULL},
	{"extended", "(?x)se cret", NULL},
	{"quoted", "\\Qab\\E", NULL},
	{"comment", "(?#x)ab", NULL},
	{"comment-inside", "(a(?#\\))b)cd", NULL},
	{"brace-that-counts-nothing", "ab{x|cd", NULL},
	{"hexadecimal", "\\x41bc", NULL},
	{"one-letter", "a[0-9]", NULL},
	{"foreign", "größe", NULL},
	{"all-optional", "a?b?c?", NULL},
	{"nothing", "", NULL},
};

static void
test_literal(gconstpointer data)
{
	const LiteralCase *row = data;
	g_autofree char *literal = wd_pattern_literal_find(row->pattern);

	g_assert_cmpstr(literal, ==, row->literal);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/pattern/find/", cases, test_find);
	WD_ADD_ROWS("/pattern/bad/", bad_cases, test_bad);
	g_test_add_func("/pattern/bad/too-long", test_too_long);
	WD_ADD_ROWS("/pattern/catastrophe/", catastrophes, test_catastrophe);
	WD_ADD_ROWS("/pattern/literal/", literal_cases, test_literal);
	return g_test_run();
}
