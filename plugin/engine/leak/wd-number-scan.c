/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-number-scan.h"

#include <string.h>

#include "engine/leak/wd-check-digit.h"

#define MAX_COMPACT 24 /* characters without gaps; the longest row has 22 */
#define MAX_REACH   44 /* with gaps */
#define NEAR_BEFORE 80 /* bytes in which a name counts */
#define NEAR_AFTER  48 /* names mostly come first */
#define MIN_GLUED   10 /* digits */
#define GAPS        " -./:"

/* A number whose shape and check are right. */
typedef struct {
	const WdNumberKind *kind;
	gsize start;
	gsize end;
	gboolean is_glued; /* to the word before it, as happens in haste: only that word can name it
			    */
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
read_shape(const char *at, const char *shape, gsize n_shape, guint flags, char *compact)
{
	const char *gaps = (flags & WD_NUMBER_HYPHEN) != 0 ? "-" : GAPS;
	gboolean is_mixed = (flags & WD_NUMBER_MIXED) != 0;
	const char *start = at;
	char gap = '\0';
	guint n = 0;

	for (gsize i = 0; i < n_shape; i++) {
		gboolean may_miss = shape[i] == '_';

		if (may_miss || shape[i] == '-') {
			gboolean is_gap = *at != '\0' && strchr(gaps, *at) != NULL &&
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

/* "1111 1111 1111" is what people type to fill a field, and right for many sums. */
static gboolean
is_one_digit(const char *compact)
{
	return g_ascii_isdigit(compact[0]) &&
	       compact[strspn(compact, (char[]){compact[0], '\0'})] == '\0';
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
	char compact[MAX_COMPACT];

	for (const char *shape = kind->shapes; *shape != '\0';) {
		gsize n_shape = strcspn(shape, "|");

		*len = read_shape(text, shape, n_shape, kind->flags, compact);
		if (*len > 0 && may_end(text + *len) && !is_one_digit(compact) &&
		    kind->is_valid(compact))
			return TRUE;
		shape += n_shape + (shape[n_shape] == '|');
	}
	return FALSE;
}

/* Where words are written without gaps, a number follows one at once. */
static gboolean
is_gapless(gunichar c)
{
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_HAN:
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
	case G_UNICODE_SCRIPT_HANGUL: /* its endings, "는" and the like */
	case G_UNICODE_SCRIPT_THAI:
	case G_UNICODE_SCRIPT_LAO:
	case G_UNICODE_SCRIPT_KHMER:
	case G_UNICODE_SCRIPT_MYANMAR:
		return TRUE;
	default:
		return !g_unichar_isalnum(c);
	}
}

/* A number inside a word, an amount, an address or a longer number is something else. */
static gboolean
may_start(const char *text, gsize at)
{
	char before = at > 0 ? text[at - 1] : ' ';

	if (!g_ascii_isalnum(text[at]) || g_ascii_isalnum(before) || before == '_')
		return FALSE;
	if ((guchar)before >= 0x80)
		return is_gapless(g_utf8_get_char(g_utf8_prev_char(text + at)));
	if (strchr("/%&@+$", before) != NULL)
		return FALSE;
	return strchr(".,-:", before) == NULL || at < 2 || !g_ascii_isdigit(text[at - 2]);
}

/* "my id is199003052397": a row of digits that no word ends with. */
static gboolean
is_glued(const char *text, gsize at)
{
	return at > 0 && g_ascii_isdigit(text[at]) && g_ascii_islower(text[at - 1]) &&
	       strspn(text + at, "0123456789") >= MIN_GLUED;
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

/* ASCII first: in Turkish the small letter of "I" is none of it. */
static char *
get_lower(const WdLeakText *view, gsize from, gsize until)
{
	g_autofree char *ascii = NULL;

	while (from < until && ((guchar)view->plain[from] & 0xc0) == 0x80)
		from++;
	while (until > from && ((guchar)view->plain[until] & 0xc0) == 0x80)
		until--;
	ascii = g_ascii_strdown(view->plain + from, (gssize)(until - from));
	return g_utf8_strdown(ascii, -1);
}

static gboolean
is_named(const WdLeakText *view, const Candidate *candidate)
{
	gsize from = candidate->start > NEAR_BEFORE ? candidate->start - NEAR_BEFORE : 0;
	gsize behind =
		candidate->end + NEAR_AFTER < view->len ? candidate->end + NEAR_AFTER : view->len;
	g_autofree char *before = get_lower(view, from, candidate->start);
	g_autofree char *after = get_lower(view, candidate->end, behind);

	return candidate->kind->names != NULL && (has_name(before, candidate->kind->names) ||
						  has_name(after, candidate->kind->names));
}

/* "What is your BSN?" names the number that answers it. */
static gboolean
is_asked_for(const WdLeakText *view, const WdNumberKind *kind)
{
	g_autofree char *ascii = NULL;
	g_autofree char *lower = NULL;

	if (view->question == NULL || kind->names == NULL)
		return FALSE;
	ascii = g_ascii_strdown(view->question, -1);
	lower = g_utf8_strdown(ascii, -1);
	return has_name(lower, kind->names);
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

	if (candidate->is_glued)
		return is_named(view, candidate);
	if (kind->need == WD_NUMBER_ANYWHERE &&
	    ((kind->flags & WD_NUMBER_CAPITALS) == 0 || is_capital(view, candidate)))
		return TRUE;
	if (is_alone && (kind->need != WD_NUMBER_NAMED || is_asked_for(view, kind)))
		return TRUE;
	return is_named(view, candidate);
}

/* "1234 and 5678" says nothing of what they are. */
static gsize
skip_joining_word(const char *at)
{
	static const char *const words[] = {"and", "or", "und", "oder", "et", "ou", "y", "e"};
	gsize n = 0;

	while (is_letter(at[n]))
		n++;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strlen(words[i]) == n && g_ascii_strncasecmp(at, words[i], n) == 0)
			return n;
	}
	return 0;
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

		while (at < until) {
			const char *here = view->plain + at;
			gsize n = (gsize)(g_utf8_next_char(here) - here);

			if (g_unichar_isalnum(g_utf8_get_char(here)))
				n = skip_joining_word(here);
			if (n == 0)
				return FALSE;
			at += n;
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
	{wd_numbers_latin, &wd_n_numbers_latin},
	{wd_numbers_asia, &wd_n_numbers_asia},
	{wd_numbers_tax, &wd_n_numbers_tax},
	{wd_numbers_vat, &wd_n_numbers_vat},
	{wd_numbers_papers, &wd_n_numbers_papers},
};

/* What a place in the text cannot give need not be tried: how many digits the shortest reading of a
 * row has, and how it may begin. */
typedef struct {
	guint8 fewest_digits;
	guint8 fewest_in_front; /* digits in a row with which it begins */
	gboolean has_digit_first;
	gboolean has_letter_first;
} Need;

static Need
measure(const WdNumberKind *kind)
{
	Need need = {.fewest_digits = G_MAXUINT8, .fewest_in_front = G_MAXUINT8};
	gboolean is_first = TRUE;
	guint8 n = 0;

	for (const char *at = kind->shapes;; at++) {
		if (*at == '|' || *at == '\0') {
			need.fewest_digits = MIN(need.fewest_digits, n);
			n = 0;
			is_first = TRUE;
			if (*at == '\0')
				return need;
			continue;
		}
		n += *at == '9';
		if (is_first)
			need.fewest_in_front = MIN(need.fewest_in_front, (guint8)strspn(at, "9"));
		need.has_digit_first |= is_first && (*at == '9' || *at == '#');
		need.has_letter_first |= is_first && (*at == 'A' || *at == '#');
		is_first = FALSE;
	}
}

static Need *
make_needs(void)
{
	Need *needs = g_new0(Need, wd_number_count_rows());
	guint n = 0;

	for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
		for (guint k = 0; k < *tables[i].n_kinds; k++)
			needs[n++] = measure(&tables[i].kinds[k]);
	}
	return needs;
}

/* Made once and kept, like the tables themselves. */
static const Need *
get_needs(void)
{
	static gsize once;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, (gsize)make_needs());
	return (const Need *)once;
}

/* Digits that a shape at @at could reach. */
static guint
count_reachable_digits(const char *at)
{
	guint n = 0;

	for (guint i = 0; i < MAX_REACH && at[i] != '\0'; i++) {
		if (g_ascii_isdigit(at[i]))
			n++;
		else if (!g_ascii_isalpha(at[i]) && strchr(GAPS "()+", at[i]) == NULL)
			break;
	}
	return n;
}

static void
try_all(const WdLeakText *view, gsize at, gboolean is_glued_here, GArray *candidates)
{
	const Need *need = get_needs();
	guint n_digits = count_reachable_digits(view->plain + at);
	gsize n_front = strspn(view->plain + at, "0123456789");

	for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
		for (guint k = 0; k < *tables[i].n_kinds; k++, need++) {
			Candidate candidate = {.kind = &tables[i].kinds[k],
					       .start = at,
					       .is_glued = is_glued_here};
			gsize len;

			if (need->fewest_digits > n_digits || need->fewest_in_front > n_front ||
			    (n_front > 0 ? !need->has_digit_first : !need->has_letter_first) ||
			    !wd_number_match(candidate.kind, view->plain + at, &len))
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
			try_all(view, at, FALSE, candidates);
		else if (is_glued(view->plain, at))
			try_all(view, at, TRUE, candidates);
	}
	is_alone = are_alone(view, candidates);
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if (is_believed(view, candidate, is_alone))
			found(candidate->kind, candidate->start, candidate->end, data);
	}
}

/**
 * wd_number_count_rows:
 *
 * Returns: how many shapes of numbers are known
 */
guint
wd_number_count_rows(void)
{
	guint n = 0;

	for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
		n += *tables[i].n_kinds;
	return n;
}
