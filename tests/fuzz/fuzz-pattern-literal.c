/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-pattern-literal.h"
#include "engine/wd-pattern.h"
#include "wd-fuzz.h"

/* The input is a pattern, a new line, and a text. Law: what the pattern matches holds the literal
 * that was read from it, the case of letters aside. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *input = wd_fuzz_text(data, size);
	char *text = strchr(input, '\n');
	g_autofree char *literal = NULL;
	g_autofree char *found = NULL;
	g_autofree char *small = NULL;
	g_autoptr(WdPattern) pattern = NULL;
	gsize start;
	gsize end;

	if (text == NULL)
		return 0;
	*text++ = '\0';
	pattern = wd_pattern_new(input, NULL, NULL);
	if (pattern == NULL)
		return 0;
	literal = wd_pattern_literal_find(input);
	if (literal == NULL ||
	    wd_pattern_find(pattern, text, strlen(text), 0, &start, &end) != WD_PATTERN_FOUND)
		return 0;
	found = g_ascii_strdown(text, -1);
	small = g_ascii_strdown(literal, -1);
	g_assert_nonnull(strstr(found, small));
	return 0;
}
