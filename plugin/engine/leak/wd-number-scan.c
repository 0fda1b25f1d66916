/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-number-scan.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"

#define MAX_COMPACT 24 /* characters without gaps; the longest row has 18 */
#define NEAR_BEFORE 80 /* bytes in which a name counts */
#define NEAR_AFTER  48 /* names mostly come first */
#define GAPS        " -./:"

/* A number whose shape and check are right. */
typedef struct {
	const WdNumberKind *kind;
	gsize start;
	gsize end;
} Candidate;

static gboolean
fits(char shape, char c)
{
	switch (shape) {
	case '9':
		return g_ascii_isdigit(c);
	case 'A':
		return g_ascii_isalpha(c);
	case '#':
		return g_ascii_isalnum(c);
	default:
		return shape == c;
	}
}

/* Reads one shape at @at; returns its length, 0 when it does not fit. */
static gsize
read_shape(const char *at, const char *shape, gsize n_shape, gboolean is_mixed, char *compact)
{
	const char *start = at;
	char gap = '\0';
	guint n = 0;

	for (gsize i = 0; i < n_shape; i++) {
		gboolean may_miss = shape[i] == '_';

		if (may_miss || shape[i] == '-') {
			gboolean is_gap = *at != '\0' && strchr(GAPS, *at) != NULL &&
					  (is_mixed || gap == '\0' || gap == *at);

			if (!is_gap && !may_miss)
				return 0;
			if (is_gap)
				gap = *at++;
			continue;
		}
		if (!fits(shape[i], *at))
			return 0;
		if (g_ascii_isalnum(*at))
			compact[n++] = g_ascii_toupper(*at);
		at++;
	}
	compact[n] = '\0';
	return (gsize)(at - start);
}

/* Not the beginning of something longer. */
static gboolean
may_end(const char *after)
{
	if (g_ascii_isalnum(after[0]) || after[0] == '_')
		return FALSE;
	return after[0] == '\0' || strchr("-./:,@", after[0]) == NULL || !g_ascii_isalnum(after[1]);
}

/**
 * wd_number_match:
 * @kind: a row
 * @text: nul-terminated text in which the number would begin
 * @len: (out): its length in bytes
 *
 * Looks at shape and check digits, not at what stands around.
 *
 * Returns: whether there is such a number
 */
gboolean
wd_number_match(const WdNumberKind *kind, const char *text, gsize *len)
{
	gboolean is_mixed = (kind->flags & WD_NUMBER_MIXED) != 0;
	char compact[MAX_COMPACT];

	for (const char *shape = kind->shapes; *shape != '\0';) {
		gsize n_shape = strcspn(shape, "|");

		*len = read_shape(text, shape, n_shape, is_mixed, compact);
		if (*len > 0 && may_end(text + *len) && kind->is_valid(compact))
			return TRUE;
		shape += n_shape + (shape[n_shape] == '|');
	}
	return FALSE;
}

/* A number inside a word, an amount, an address or a longer number is something else. */
static gboolean
may_start(const char *text, gsize at)
{
	char before = at > 0 ? text[at - 1] : ' ';

	if (!g_ascii_isalnum(text[at]) || g_ascii_isalnum(before) || before == '_' ||
	    (guchar)before >= 0x80)
		return FALSE;
	if (strchr("/%&@+$", before) != NULL)
		return FALSE;
	return strchr(".,-:", before) == NULL || at < 2 || !g_ascii_isdigit(text[at - 2]);
}

static gboolean
is_letter(char c)
{
	return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Whether @word stands in @text as a word of its own; compounds may go on behind it where they are
 * not of ASCII. */
static gboolean
has_word(const char *text, const char *word, gsize n_word)
{
	const char *at = text;

	while ((at = g_strstr_len(at, -1, word)) != NULL) {
		if ((at == text || !is_letter(at[-1]) || (guchar)*at >= 0x80) &&
		    !g_ascii_isalnum(at[n_word]))
			return TRUE;
		at++;
	}
	return FALSE;
}

static gboolean
has_name(const char *near, const char *names)
{
	g_auto(GStrv) words = g_strsplit(names, "|", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		if (has_word(near, words[i], strlen(words[i])))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_named(const WdLeakText *view, const Candidate *candidate)
{
	gsize from = candidate->start > NEAR_BEFORE ? candidate->start - NEAR_BEFORE : 0;
	gsize behind =
		candidate->end + NEAR_AFTER < view->len ? candidate->end + NEAR_AFTER : view->len;
	g_autofree char *before = g_ascii_strdown(view->plain + from, candidate->start - from);
	g_autofree char *after =
		g_ascii_strdown(view->plain + candidate->end, behind - candidate->end);

	return candidate->kind->names != NULL && (has_name(before, candidate->kind->names) ||
						  has_name(after, candidate->kind->names));
}

static gboolean
is_capital(const WdLeakText *view, const Candidate *candidate)
{
	for (gsize i = candidate->start; i < candidate->end; i++) {
		if (g_ascii_islower(view->plain[i]))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_believed(const WdLeakText *view, const Candidate *candidate, gboolean is_alone)
{
	const WdNumberKind *kind = candidate->kind;

	if (kind->need == WD_NUMBER_ANYWHERE &&
	    ((kind->flags & WD_NUMBER_CAPITALS) == 0 || is_capital(view, candidate)))
		return TRUE;
	return (is_alone && kind->need != WD_NUMBER_NAMED) || is_named(view, candidate);
}

/* Whether nothing is said beside the numbers. */
static gboolean
are_alone(const WdLeakText *view, const GArray *candidates)
{
	gsize at = 0;

	for (guint i = 0; i <= candidates->len; i++) {
		const Candidate *next =
			i < candidates->len ? &g_array_index(candidates, Candidate, i) : NULL;
		gsize until = next != NULL ? next->start : view->len;

		for (; at < until; at++) {
			if (is_letter(view->plain[at]))
				return FALSE;
		}
		at = next != NULL && next->end > at ? next->end : at;
	}
	return TRUE;
}

static const struct {
	const WdNumberKind *kinds;
	const guint *n_kinds;
} tables[] = {
	{wd_numbers_americas, &wd_n_numbers_americas},
	{wd_numbers_europe, &wd_n_numbers_europe},
	{wd_numbers_north, &wd_n_numbers_north},
	{wd_numbers_world, &wd_n_numbers_world},
};

static void
try_all(const WdLeakText *view, gsize at, GArray *candidates)
{
	for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
		for (guint k = 0; k < *tables[i].n_kinds; k++) {
			Candidate candidate = {.kind = &tables[i].kinds[k], .start = at};
			gsize len;

			if (!wd_number_match(candidate.kind, view->plain + at, &len))
				continue;
			candidate.end = at + len;
			g_array_append_val(candidates, candidate);
		}
	}
}

/**
 * wd_number_scan:
 * @view: a text
 * @found: called for every number that is believed; several kinds may claim the same one
 * @data: given to @found
 *
 * Linear in the text: a shape has a fixed length.
 */
void
wd_number_scan(const WdLeakText *view, WdNumberFound found, gpointer data)
{
	g_autoptr(GArray) candidates = NULL;
	gboolean is_alone;

	if (view->n_digits < WD_NUMBER_MIN_DIGITS)
		return;
	candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
	for (gsize at = 0; at < view->len; at++) {
		if (may_start(view->plain, at))
			try_all(view, at, candidates);
	}
	is_alone = are_alone(view, candidates);
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if (is_believed(view, candidate, is_alone))
			found(candidate->kind, candidate->start, candidate->end, data);
	}
}
