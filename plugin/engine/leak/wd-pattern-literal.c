/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-pattern-literal.h"

#include <string.h>

#define MIN_BYTES 2 /* a single letter stands in every sentence */

/* Reads on in what it understands for sure and breaks the run at everything else. */
typedef struct {
	const char *at;
	GString *run; /* letters that follow each other, so far */
	GString *best;
	gboolean is_hopeless; /* alternatives, or what could change the meaning of letters */
} Reader;

static void
end_run(Reader *reader)
{
	if (reader->run->len > reader->best->len)
		g_string_assign(reader->best, reader->run->str);
	g_string_truncate(reader->run, 0);
}

/* "[:alpha:]" inside of a class; 0 where a bracket and a colon are but letters of it. */
static gsize
length_of_class_name(const char *at)
{
	gsize n = 2;

	if (!g_str_has_prefix(at, "[:"))
		return 0;
	while (g_ascii_isalpha(at[n]) || at[n] == '^')
		n++;
	return g_str_has_prefix(at + n, ":]") ? n + 2 : 0;
}

/* "[…]", with "]" first and escapes inside. */
static void
skip_class(Reader *reader)
{
	reader->at++;
	if (*reader->at == '^')
		reader->at++;
	if (*reader->at == ']')
		reader->at++;
	while (*reader->at != '\0' && *reader->at != ']') {
		gsize n_name = length_of_class_name(reader->at);

		if (n_name > 0)
			reader->at += n_name;
		else
			reader->at += *reader->at == '\\' && reader->at[1] != '\0' ? 2 : 1;
	}
	reader->at += *reader->at == ']';
}

/* What leaves parentheses what they are: not a comment, nor "x", which allows for some. */
static gboolean
is_plain_option(const char *at)
{
	return *at == 'i' ? at[1] == ')' || at[1] == ':' : *at != '\0' && strchr(":=!<", *at);
}

/* What is in parentheses may be an alternative, so it is passed over whole. */
static void
skip_group(Reader *reader)
{
	guint depth = 0;

	do {
		if (*reader->at == '[') {
			skip_class(reader);
			continue;
		}
		/* Comments, verbs and quoting could hide a parenthesis. */
		if (g_str_has_prefix(reader->at, "(*") || g_str_has_prefix(reader->at, "\\Q") ||
		    (g_str_has_prefix(reader->at, "(?") && !is_plain_option(reader->at + 2))) {
			reader->is_hopeless = TRUE;
			return;
		}
		if (*reader->at == '\\' && reader->at[1] != '\0')
			reader->at++;
		else if (*reader->at == '(')
			depth++;
		else if (*reader->at == ')')
			depth--;
		reader->at++;
	} while (depth > 0 && *reader->at != '\0');
}

static gboolean
is_quantifier(char c)
{
	return c != '\0' && strchr("?*+{", c) != NULL;
}

/* A brace that counts nothing is a letter, and who writes that may go without. */
static void
skip_quantifier(Reader *reader)
{
	if (*reader->at == '{') {
		gsize n = 1 + strspn(reader->at + 1, "0123456789,");

		if (reader->at[n] != '}' || n == 1) {
			reader->is_hopeless = TRUE;
			return;
		}
		reader->at += n;
	}
	while (*reader->at != '\0' && strchr("?*+}", *reader->at) != NULL)
		reader->at++;
}

static void
take_letter(Reader *reader)
{
	char c = *reader->at++;

	if (!is_quantifier(*reader->at)) {
		g_string_append_c(reader->run, c);
		return;
	}
	/* "ab*": the b may be missing. "ab+" has one, but not always only one. */
	if (*reader->at == '+')
		g_string_append_c(reader->run, c);
	end_run(reader);
	skip_quantifier(reader);
}

static void
take_escape(Reader *reader)
{
	char c = reader->at[1];

	/* \Q…\E quotes; digits and letters are classes, anchors, references, codes. */
	if (c == '\0' || c == 'Q' || c == 'E' || c == 'K') {
		reader->is_hopeless = TRUE;
		return;
	}
	if (!g_ascii_isalnum(c)) {
		reader->at++;
		take_letter(reader);
		return;
	}
	end_run(reader);
	reader->at += 2;
	if (strchr("pPxoNgk", c) != NULL && *reader->at == '{')
		reader->at += strcspn(reader->at, "}") + (strchr(reader->at, '}') != NULL);
	else if (strchr("xcpPgk0123456789", c) != NULL)
		reader->is_hopeless = TRUE; /* how much belongs to it is not worth knowing */
	if (is_quantifier(*reader->at))
		skip_quantifier(reader);
}

static void
take_group(Reader *reader)
{
	/* Options and verbs; a change to (?x) makes letters mean nothing. Cases do not matter. */
	if (g_str_has_prefix(reader->at, "(*") ||
	    (g_str_has_prefix(reader->at, "(?") && !g_str_has_prefix(reader->at, "(?i)") &&
	     !g_str_has_prefix(reader->at, "(?:") && !g_str_has_prefix(reader->at, "(?=") &&
	     !g_str_has_prefix(reader->at, "(?!") && !g_str_has_prefix(reader->at, "(?<"))) {
		reader->is_hopeless = TRUE;
		return;
	}
	end_run(reader);
	skip_group(reader);
	if (is_quantifier(*reader->at))
		skip_quantifier(reader);
}

static void
take_next(Reader *reader)
{
	char c = *reader->at;

	if (c == '\\')
		take_escape(reader);
	else if (c == '(')
		take_group(reader);
	else if (c == '|' || c == ')' || (guchar)c >= 0x80)
		reader->is_hopeless = TRUE;
	else if (c == '[') {
		end_run(reader);
		skip_class(reader);
		if (is_quantifier(*reader->at))
			skip_quantifier(reader);
	} else if (c == '.' || c == '^' || c == '$') {
		end_run(reader);
		reader->at++;
		if (is_quantifier(*reader->at))
			skip_quantifier(reader);
	} else {
		take_letter(reader);
	}
}

/**
 * wd_pattern_literal_find:
 * @source: a regular expression that compiles
 *
 * Looks at the outermost level alone, and gives up at whatever it does not know.
 *
 * Returns: (transfer full) (nullable): bytes of ASCII that stand in every match, the case of
 * letters aside; %NULL when none are certain
 */
char *
wd_pattern_literal_find(const char *source)
{
	Reader reader = {.at = source,
			 .run = g_string_new(NULL),
			 .best = g_string_new(NULL),
			 .is_hopeless = FALSE};
	char *literal = NULL;

	while (*reader.at != '\0' && !reader.is_hopeless)
		take_next(&reader);
	end_run(&reader);
	if (!reader.is_hopeless && reader.best->len >= MIN_BYTES)
		literal = g_strdup(reader.best->str);
	g_string_free(reader.run, TRUE);
	g_string_free(reader.best, TRUE);
	return literal;
}
