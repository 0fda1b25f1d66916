/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-pattern.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/wd-error.h"

#define MESSAGE_BYTES 256 /* pcre2's longest message is about half of that */
#define MAX_NESTING   50  /* parentheses within parentheses */
#define HEAP_KIB      512 /* pcre2's own, where it works without JIT */

struct WdPattern {
	pcre2_code *code;
	pcre2_match_context *context;
};

static pcre2_code *
compile(const char *source, int *code, PCRE2_SIZE *offset)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *compiled;

	(void)pcre2_set_parens_nest_limit(context, MAX_NESTING);
	compiled = pcre2_compile((PCRE2_SPTR)source,
				 strlen(source),
				 PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
				 code,
				 offset,
				 context);
	pcre2_compile_context_free(context);
	return compiled;
}

static void
set_compile_error(int code, GError **error)
{
	PCRE2_UCHAR message[MESSAGE_BYTES];

	if (pcre2_get_error_message(code, message, sizeof message) < 0)
		g_strlcpy((char *)message, "not a pattern", sizeof message);
	g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, (const char *)message);
}

/**
 * wd_pattern_new:
 * @source: (not nullable): a regular expression in Perl's syntax, valid UTF-8
 * @column: (out) (optional): on failure, which character of @source is wrong, counted from 1
 * @error: return location for a #WD_ERROR
 *
 * Compiles a pattern, to machine code where the processor allows it.
 *
 * Returns: (transfer full): the pattern, or %NULL
 */
WdPattern *
wd_pattern_new(const char *source, guint *column, GError **error)
{
	WdPattern *pattern;
	PCRE2_SIZE offset = 0;
	int code = 0;
	pcre2_code *compiled;

	if (strlen(source) > WD_PATTERN_MAX_BYTES) {
		if (column != NULL)
			*column = 1;
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "a pattern of more than %d bytes",
			    WD_PATTERN_MAX_BYTES);
		return NULL;
	}
	compiled = compile(source, &code, &offset);
	if (compiled == NULL) {
		if (column != NULL)
			*column = (guint)g_utf8_strlen(source, (gssize)offset) + 1;
		set_compile_error(code, error);
		return NULL;
	}
	pattern = g_new0(WdPattern, 1);
	pattern->code = compiled;
	pattern->context = pcre2_match_context_create(NULL);
	(void)pcre2_set_match_limit(pattern->context, WD_PATTERN_MAX_STEPS);
	(void)pcre2_set_heap_limit(pattern->context, HEAP_KIB);
	(void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); /* without it, it is interpreted */
	return pattern;
}

/**
 * wd_pattern_free:
 * @pattern: (nullable) (transfer full): a pattern
 */
void
wd_pattern_free(WdPattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_match_context_free(pattern->context);
	pcre2_code_free(pattern->code);
	g_free(pattern);
}

/* The first parentheses, if there are any and they took part, say what is meant. */
static void
take_range(pcre2_match_data *match, int n_pairs, gsize *start, gsize *end)
{
	const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(match);
	guint pair = n_pairs > 1 && ovector[2] != PCRE2_UNSET ? 1 : 0;

	/* \K can set the beginning behind the end. */
	*start = MIN(ovector[2 * pair], ovector[2 * pair + 1]);
	*end = ovector[2 * pair + 1];
}

/**
 * wd_pattern_find:
 * @pattern: a pattern
 * @text: (array length=len): valid UTF-8
 * @len: bytes of @text
 * @from: byte of @text to begin at, the beginning of a character
 * @start: (out): first byte of what was found: of the first group in parentheses, else of all
 * @end: (out): byte behind it
 *
 * May be called from several threads at once.
 *
 * Returns: whether it is there, or whether the search was given up; the out parameters are set only
 *   when it is there
 */
WdPatternResult
wd_pattern_find(
	const WdPattern *pattern, const char *text, gsize len, gsize from, gsize *start, gsize *end)
{
	pcre2_match_data *match = pcre2_match_data_create(2, NULL);
	int n_pairs = pcre2_match(pattern->code,
				  (PCRE2_SPTR)text,
				  len,
				  from,
				  PCRE2_NO_UTF_CHECK,
				  match,
				  pattern->context);

	/* 0: more groups than we have room for, and the first two are there. */
	if (n_pairs >= 0)
		take_range(match, n_pairs == 0 ? 2 : n_pairs, start, end);
	pcre2_match_data_free(match);
	if (n_pairs >= 0)
		return WD_PATTERN_FOUND;
	return n_pairs == PCRE2_ERROR_NOMATCH ? WD_PATTERN_NONE : WD_PATTERN_GAVE_UP;
}
