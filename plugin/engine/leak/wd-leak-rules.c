/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-leak-rules.h"

#include <string.h>

#include "engine/leak/wd-keyword-set.h"
#include "engine/leak/wd-leak-words.h"
#include "engine/leak/wd-pattern-literal.h"
#include "engine/wd-pattern.h"

#define EVERYTHING "*" /* the strict value of a list that could not be read */
#define MAX_HITS   100 /* of one pattern; a text with more is full of it */

/* An administrator's pattern. */
typedef struct {
	char *source;
	WdPattern *pattern; /* (nullable) NULL until it is tried, or it does not compile */
	gboolean has_literal;
} Pattern;

struct WdLeakRules {
	GPtrArray *names;       /* of char *: keywords, then labels, as they stand in the policy */
	guint n_keywords;       /* of @names */
	GArray *patterns;       /* of Pattern */
	WdKeywordSet *words;    /* keywords, looked for in the row of words */
	WdKeywordSet *plain;    /* labels, then literals of patterns, looked for in the text */
	gboolean is_everything; /* a list could not be read */
};

/* One scan. */
typedef struct {
	const WdLeakRules *rules;
	const WdLeakText *view;
	const WdLeakWords *row;
	GArray *hits;
	guint8 *is_due; /* patterns whose literal is there */
} Scan;

static void
clear_pattern(gpointer data)
{
	Pattern *pattern = data;

	g_free(pattern->source);
	wd_pattern_free(pattern->pattern);
}

static gboolean
is_everything(WdLeakRules *rules, const char *item)
{
	if (!g_str_equal(item, EVERYTHING))
		return FALSE;
	rules->is_everything = TRUE;
	return TRUE;
}

static void
add_keyword(WdLeakRules *rules, const char *keyword)
{
	g_autofree char *key = NULL;
	g_auto(WdLeakText) view = {0};

	if (is_everything(rules, keyword))
		return;
	wd_leak_text_init(&view, keyword);
	key = wd_leak_words_make_key(view.plain);
	wd_keyword_set_add(rules->words, key, rules->names->len);
	g_ptr_array_add(rules->names, g_strdup(keyword));
}

static void
add_label(WdLeakRules *rules, const char *label)
{
	if (is_everything(rules, label))
		return;
	wd_keyword_set_add(rules->plain, label, rules->names->len);
	g_ptr_array_add(rules->names, g_strdup(label));
}

/* The ids of patterns follow those of names, of which all are there by now. */
static void
add_pattern(WdLeakRules *rules, const char *source)
{
	g_autofree char *literal = NULL;
	Pattern pattern = {.source = g_strdup(source)};

	literal = wd_pattern_literal_find(source);
	pattern.has_literal = literal != NULL;
	if (literal != NULL)
		wd_keyword_set_add(rules->plain, literal, rules->names->len + rules->patterns->len);
	g_array_append_val(rules->patterns, pattern);
}

/**
 * wd_leak_rules_new:
 * @keywords: words and phrases
 * @patterns: regular expressions
 * @labels: words as they must stand
 *
 * Patterns are compiled when they are first tried.
 *
 * Returns: (transfer full): the rules
 */
WdLeakRules *
wd_leak_rules_new(const char *const *keywords,
		  const char *const *patterns,
		  const char *const *labels)
{
	WdLeakRules *rules = g_new0(WdLeakRules, 1);

	rules->names = g_ptr_array_new_with_free_func(g_free);
	rules->patterns = g_array_new(FALSE, FALSE, sizeof(Pattern));
	g_array_set_clear_func(rules->patterns, clear_pattern);
	rules->words = wd_keyword_set_new();
	rules->plain = wd_keyword_set_new();
	for (; *keywords != NULL; keywords++)
		add_keyword(rules, *keywords);
	rules->n_keywords = rules->names->len;
	for (; *labels != NULL; labels++)
		add_label(rules, *labels);
	for (; *patterns != NULL; patterns++)
		add_pattern(rules, *patterns);
	wd_keyword_set_seal(rules->words);
	wd_keyword_set_seal(rules->plain);
	return rules;
}

/**
 * wd_leak_rules_free:
 * @rules: (nullable) (transfer full): rules
 */
void
wd_leak_rules_free(WdLeakRules *rules)
{
	if (rules == NULL)
		return;
	g_ptr_array_unref(rules->names);
	g_array_unref(rules->patterns);
	wd_keyword_set_free(rules->words);
	wd_keyword_set_free(rules->plain);
	g_free(rules);
}

static void
add_hit(Scan *scan, WdLeakKind kind, gsize start, gsize end, const char *id)
{
	const WdLeakHit hit = {
		.kind = kind,
		.start = wd_leak_text_get_start(scan->view, start),
		.end = wd_leak_text_get_end(scan->view, start, end),
		.id = id,
	};

	g_array_append_val(scan->hits, hit);
}

static gboolean
found_keyword(guint id, gsize start, gsize end, gpointer data)
{
	Scan *scan = data;
	const WdLeakWords *row = scan->row;
	gsize last;

	/* Without the gaps that made it a word. */
	start += row->text[start] == ' ';
	end -= row->text[end - 1] == ' ';
	last = row->offsets[end - 1];
	add_hit(scan,
		WD_LEAK_KEYWORD,
		row->offsets[start],
		last + (gsize)(g_utf8_next_char(scan->view->plain + last) -
			       (scan->view->plain + last)),
		g_ptr_array_index(scan->rules->names, id));
	return TRUE;
}

static gboolean
is_edge(const char *text, gsize at)
{
	gunichar inside = g_utf8_get_char(text + at);
	gunichar outside = at > 0 ? g_utf8_get_char(g_utf8_prev_char(text + at)) : ' ';

	return !g_unichar_isalnum(inside) || !g_unichar_isalnum(outside) ||
	       g_unichar_iswide(inside);
}

static gboolean
found_plain(guint id, gsize start, gsize end, gpointer data)
{
	Scan *scan = data;
	const char *text = scan->view->plain;
	const GPtrArray *names = scan->rules->names;
	const char *name;

	if (id >= names->len) {
		scan->is_due[id - names->len] = 1;
		return TRUE;
	}
	name = g_ptr_array_index(names, id);
	if (memcmp(text + start, name, end - start) == 0 && is_edge(text, start) &&
	    (text[end] == '\0' || is_edge(text, end)))
		add_hit(scan, WD_LEAK_LABEL, start, end, name);
	return TRUE;
}

/* Behind what was found; what is empty would be found again for ever. */
static gsize
get_next(const WdLeakText *view, gsize from, gsize end)
{
	if (end > from)
		return end;
	return from < view->len ? (gsize)(g_utf8_next_char(view->plain + from) - view->plain)
				: view->len + 1;
}

/* Once for all threads; NULL: it does not compile, and nobody knows. */
static const WdPattern *
get_pattern(Pattern *pattern)
{
	gpointer *slot = (gpointer *)&pattern->pattern;
	WdPattern *made = g_atomic_pointer_get(slot);

	if (made != NULL)
		return made;
	made = wd_pattern_new(pattern->source, NULL, NULL);
	if (made != NULL && !g_atomic_pointer_compare_and_exchange(slot, NULL, made)) {
		wd_pattern_free(made);
		made = g_atomic_pointer_get(slot);
	}
	return made;
}

static gboolean
try_pattern(Scan *scan, Pattern *pattern)
{
	const WdLeakText *view = scan->view;
	const WdPattern *compiled = get_pattern(pattern);
	WdPatternResult result = compiled != NULL ? WD_PATTERN_NONE : WD_PATTERN_GAVE_UP;
	gsize start = 0;
	gsize end = 0;
	gsize from = 0;

	for (guint n = 0; n < MAX_HITS && from <= view->len && compiled != NULL; n++) {
		result = wd_pattern_find(compiled, view->plain, view->len, from, &start, &end);
		if (result != WD_PATTERN_FOUND)
			break;
		add_hit(scan, WD_LEAK_PATTERN, start, end, pattern->source);
		from = get_next(view, from, end);
	}
	return result != WD_PATTERN_GAVE_UP;
}

static WdLeakScanResult
try_patterns(Scan *scan)
{
	const GArray *patterns = scan->rules->patterns;
	WdLeakScanResult result = WD_LEAK_SCAN_DONE;

	for (guint i = 0; i < patterns->len; i++) {
		Pattern *pattern = &g_array_index(patterns, Pattern, i);

		if ((!pattern->has_literal || scan->is_due[i] != 0) && !try_pattern(scan, pattern))
			result = WD_LEAK_SCAN_GAVE_UP;
	}
	return result;
}

static void
drop_others(GArray *hits, guint first, guint kinds)
{
	guint n_kept = first;

	for (guint i = first; i < hits->len; i++) {
		const WdLeakHit hit = g_array_index(hits, WdLeakHit, i);

		if ((kinds & WD_LEAK_BIT(hit.kind)) != 0)
			g_array_index(hits, WdLeakHit, n_kept++) = hit;
	}
	g_array_set_size(hits, n_kept);
}

/* A list that could not be read was meant to stop something. */
static void
find_everything(Scan *scan)
{
	if (scan->view->len > 0)
		add_hit(scan, WD_LEAK_KEYWORD, 0, scan->view->len, EVERYTHING);
}

/**
 * wd_leak_rules_scan:
 * @rules: rules
 * @view: a text
 * @kinds: bits of WD_LEAK_BIT(): what to look for
 * @hits: (element-type WdLeakHit): what is found is appended; ids belong to @rules
 *
 * Linear in the text, but for the patterns, each of which has its bound.
 *
 * Returns: whether every pattern came to its end
 */
WdLeakScanResult
wd_leak_rules_scan(const WdLeakRules *rules, const WdLeakText *view, guint kinds, GArray *hits)
{
	g_auto(WdLeakWords) row = {0};
	g_autofree guint8 *is_due = g_new0(guint8, rules->patterns->len + 1);
	Scan scan = {.rules = rules, .view = view, .row = &row, .hits = hits, .is_due = is_due};
	guint first = hits->len;
	WdLeakScanResult result = WD_LEAK_SCAN_DONE;

	if (rules->n_keywords > 0) {
		wd_leak_words_init(&row, view->plain);
		wd_keyword_set_scan(rules->words, row.text, row.len, found_keyword, &scan);
	}
	if (rules->is_everything)
		find_everything(&scan);
	wd_keyword_set_scan(rules->plain, view->plain, view->len, found_plain, &scan);
	if ((kinds & WD_LEAK_BIT(WD_LEAK_PATTERN)) != 0)
		result = try_patterns(&scan);
	drop_others(hits, first, kinds);
	return result;
}
