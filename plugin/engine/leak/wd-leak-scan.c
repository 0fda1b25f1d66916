/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-leak-scan.h"

#include <string.h>

#include "engine/leak/wd-assignment.h"
#include "engine/leak/wd-iban.h"
#include "engine/leak/wd-keyword-set.h"
#include "engine/leak/wd-number-scan.h"
#include "engine/leak/wd-password.h"
#include "engine/leak/wd-private-key.h"
#include "engine/leak/wd-seed-phrase.h"
#include "engine/leak/wd-tokens.h"
#include "engine/leak/wd-wallet.h"
#include "engine/text/wd-card.h"
#include "engine/wd-pattern.h"

#define MAX_KEYS        20  /* from then on the rest of the text counts as one key */
#define MAX_HITS        500 /* of one kind; a text with more is a list, and found already */
#define MIN_CARD_DIGITS 13
#define MIN_IBAN_DIGITS 8
#define MIN_WALLET_RUN  25
#define MIN_SEED_BYTES  47 /* twelve words of three letters and what is between them */

/* What a word of the automaton stands for: rows of tokens first, then these. */
enum {
	WORD_PRIVATE_KEY,
	WORD_PASSWORD,
	WORD_ASSIGNMENT = WORD_PASSWORD + WD_PASSWORD_N_WORDS,
	N_WORDS = WORD_ASSIGNMENT + 2,
};

typedef struct {
	WdKeywordSet *words;
	WdPattern **patterns; /* one a row; NULL until a word of the row is seen */
} Tables;

typedef struct {
	const WdLeakText *view;
	Tables *tables;
	guint kinds;
	GArray *hits;
	guint8 *rows; /* (nullable) which rows of tokens have a word in the text */
	gboolean has_key;
	gboolean has_given_up;
} Scan;

static Tables *
make_tables(void)
{
	Tables *tables = g_new0(Tables, 1);
	guint first = wd_n_tokens;

	tables->patterns = g_new0(WdPattern *, wd_n_tokens);
	tables->words = wd_keyword_set_new();
	for (guint i = 0; i < wd_n_tokens; i++)
		wd_keyword_set_add_list(tables->words, wd_tokens[i].keywords, i);
	wd_keyword_set_add_list(tables->words, WD_PRIVATE_KEY_MARKS, first + WORD_PRIVATE_KEY);
	for (guint i = 0; i < WD_PASSWORD_N_WORDS; i++)
		wd_keyword_set_add_list(
			tables->words, wd_password_words[i], first + WORD_PASSWORD + i);
	wd_keyword_set_add_list(tables->words,
				wd_assignment_vendors,
				first + WORD_ASSIGNMENT + WD_ASSIGNMENT_VENDOR);
	wd_keyword_set_add_list(tables->words,
				wd_assignment_secrets,
				first + WORD_ASSIGNMENT + WD_ASSIGNMENT_SECRET);
	wd_keyword_set_seal(tables->words);
	return tables;
}

/* Made once and kept: what the program itself knows, and no text in it. */
static Tables *
get_tables(void)
{
	static gsize once;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, (gsize)make_tables());
	return (Tables *)once;
}

static const WdPattern *
get_pattern(Tables *tables, guint row)
{
	gpointer *slot = (gpointer *)&tables->patterns[row];
	WdPattern *pattern = g_atomic_pointer_get(slot);

	if (pattern != NULL)
		return pattern;
	pattern = wd_pattern_new(wd_tokens[row].pattern, NULL, NULL);
	if (pattern != NULL && !g_atomic_pointer_compare_and_exchange(slot, NULL, pattern)) {
		wd_pattern_free(pattern);
		pattern = g_atomic_pointer_get(slot);
	}
	return pattern;
}

/* Ranges are of the plain text until the end of the scan. */
static void
add_hit(Scan *scan, WdLeakKind kind, gsize start, gsize end, const char *id)
{
	const WdLeakHit hit = {.kind = kind, .start = start, .end = end, .id = id};

	if ((scan->kinds & WD_LEAK_BIT(kind)) != 0)
		g_array_append_val(scan->hits, hit);
}

static void
note_row(Scan *scan, guint row)
{
	if (wd_tokens[row].min_run > scan->view->longest_word)
		return;
	if (scan->rows == NULL)
		scan->rows = g_new0(guint8, wd_n_tokens);
	scan->rows[row] = 1;
}

static gboolean
found_word(guint id, gsize word_start, gsize word_end, gpointer data)
{
	Scan *scan = data;
	const char *text = scan->view->plain;
	guint word = id - wd_n_tokens;
	gsize start;
	gsize end;

	if (id < wd_n_tokens)
		note_row(scan, id);
	else if (word == WORD_PRIVATE_KEY)
		scan->has_key = TRUE;
	else if (word >= WORD_ASSIGNMENT) {
		if (wd_assignment_read(text,
				       (WdAssignmentName)(word - WORD_ASSIGNMENT),
				       word_start,
				       word_end,
				       &start,
				       &end))
			add_hit(scan, WD_LEAK_TOKEN, start, end, "key");
	} else if (wd_password_read(text,
				    (WdPasswordWord)(word - WORD_PASSWORD),
				    word_start,
				    word_end,
				    &start,
				    &end)) {
		add_hit(scan, WD_LEAK_PASSWORD, start, end, NULL);
	}
	return TRUE;
}

/* Keys of Google that stand in everybody's programs and pages, so that sending one tells nothing:
 * the exceptions that gitleaks makes, as FNV-1a over 64 bits. */
static gboolean
is_public(const char *token, gsize len)
{
	static const guint64 known[] = {G_GUINT64_CONSTANT(0x6acbd824bd32bbd4),
					G_GUINT64_CONSTANT(0x29a336c7244f48dd),
					G_GUINT64_CONSTANT(0x08b545962adc7d8b),
					G_GUINT64_CONSTANT(0xe7666dbb286c6c2e),
					G_GUINT64_CONSTANT(0x99b2726346a1e92a),
					G_GUINT64_CONSTANT(0x12113c2e6979f447),
					G_GUINT64_CONSTANT(0x828818f833257868),
					G_GUINT64_CONSTANT(0x6835e0f288832a40),
					G_GUINT64_CONSTANT(0x816cd10fdb11ead0),
					G_GUINT64_CONSTANT(0xadbd04e3fe1b6d49),
					G_GUINT64_CONSTANT(0xdb9422f1dd332dcc),
					G_GUINT64_CONSTANT(0x515cb771a4238032),
					G_GUINT64_CONSTANT(0xe754678ea2b14ef1),
					G_GUINT64_CONSTANT(0xc73f1e61952e6987),
					G_GUINT64_CONSTANT(0x294c63f8344d5df1)};
	guint64 sum = G_GUINT64_CONSTANT(0xcbf29ce484222325);

	for (gsize i = 0; i < len; i++)
		sum = (sum ^ (guchar)token[i]) * G_GUINT64_CONSTANT(0x100000001b3);
	for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
		if (known[i] == sum)
			return TRUE;
	}
	return FALSE;
}

/* What manuals write where a token would stand. */
static gboolean
is_example(const char *token, gsize len)
{
	static const char *const fillers[] = {
		"abcdefghij", "0123456789", "1234567890", "EXAMPLEKEY"};

	for (guint i = 0; i < G_N_ELEMENTS(fillers); i++) {
		if (g_strstr_len(token, (gssize)len, fillers[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}

static void
try_row(Scan *scan, guint row)
{
	const WdTokenKind *kind = &wd_tokens[row];
	const WdPattern *pattern = get_pattern(scan->tables, row);
	const char *text = scan->view->plain;
	WdPatternResult result = WD_PATTERN_NONE;
	gsize start;
	gsize end = 0;
	guint n_hits = 0;

	while (n_hits++ < MAX_HITS &&
	       (result = pattern == NULL
				 ? WD_PATTERN_GAVE_UP
				 : wd_pattern_find(
					   pattern, text, scan->view->len, end, &start, &end)) ==
		       WD_PATTERN_FOUND) {
		if (wd_assignment_entropy(text + start, end - start) >= kind->min_entropy &&
		    !is_example(text + start, end - start) && !is_public(text + start, end - start))
			add_hit(scan, WD_LEAK_TOKEN, start, end, kind->id);
	}
	if (result == WD_PATTERN_GAVE_UP)
		scan->has_given_up = TRUE;
}

static void
find_tokens(Scan *scan)
{
	for (guint i = 0; scan->rows != NULL && i < wd_n_tokens; i++) {
		if (scan->rows[i] != 0)
			try_row(scan, i);
	}
	g_clear_pointer(&scan->rows, g_free);
}

static void
find_private_keys(Scan *scan)
{
	gsize start;
	gsize end = 0;

	for (guint n = 0; wd_private_key_find(scan->view->plain, end, &start, &end); n++) {
		if (n + 1 == MAX_KEYS)
			end = scan->view->len;
		add_hit(scan, WD_LEAK_PRIVATE_KEY, start, end, NULL);
	}
}

static void
found_number(const WdNumberKind *kind, gsize start, gsize end, gpointer data)
{
	add_hit(data, WD_LEAK_PERSON, start, end, kind->id);
}

/* What has no word of its own: the digits say where to look. */
static void
find_numbers(Scan *scan)
{
	const char *text = scan->view->plain;
	gsize start;
	gsize end = 0;

	while (scan->view->n_digits >= MIN_CARD_DIGITS && wd_card_find(text, end, &start, &end))
		add_hit(scan, WD_LEAK_CARD, start, end, NULL);
	end = 0;
	while (scan->view->n_digits >= MIN_IBAN_DIGITS && wd_iban_find(text, end, &start, &end))
		add_hit(scan, WD_LEAK_ACCOUNT, start, end, NULL);
	if ((scan->kinds & WD_LEAK_BIT(WD_LEAK_PERSON)) != 0)
		wd_number_scan(scan->view, found_number, scan);
}

static void
find_wallets(Scan *scan)
{
	gsize start;
	gsize end = 0;
	WdWalletKind kind;

	if (scan->view->longest_word < MIN_WALLET_RUN)
		return;
	while ((kind = wd_wallet_find(scan->view->plain, end, &start, &end)) != WD_WALLET_NONE)
		add_hit(scan,
			WD_LEAK_WALLET,
			start,
			end,
			kind == WD_WALLET_KEY ? "wallet-key" : "wallet");
}

static void
find_seed_phrases(Scan *scan)
{
	gsize start;
	gsize end = 0;

	if (scan->view->len < MIN_SEED_BYTES)
		return;
	while (wd_seed_phrase_find(scan->view->plain, scan->view->len, end, &start, &end))
		add_hit(scan, WD_LEAK_WALLET, start, end, "seed-phrase");
}

/* What counts most first, and of two that begin together the longer. */
static gint
compare_hits(gconstpointer a, gconstpointer b)
{
	const WdLeakHit *one = a;
	const WdLeakHit *other = b;

	if (one->kind != other->kind)
		return one->kind < other->kind ? -1 : 1;
	if (one->start != other->start)
		return one->start < other->start ? -1 : 1;
	return (one->end < other->end) - (one->end > other->end);
}

static gint
compare_starts(gconstpointer a, gconstpointer b)
{
	const WdLeakHit *one = a;
	const WdLeakHit *other = b;

	if (one->start != other->start)
		return one->start < other->start ? -1 : 1;
	return compare_hits(a, b);
}

/* One place is one leak. Neighbours in the order of their beginnings: two that overlap become the
 * one that counts more. */
static void
merge_hits(GArray *hits, guint first)
{
	guint n_kept = first;

	for (guint i = first; i < hits->len; i++) {
		WdLeakHit hit = g_array_index(hits, WdLeakHit, i);
		WdLeakHit *last =
			n_kept > first ? &g_array_index(hits, WdLeakHit, n_kept - 1) : NULL;

		if (last == NULL || hit.start >= last->end) {
			g_array_index(hits, WdLeakHit, n_kept++) = hit;
			continue;
		}
		if (compare_hits(&hit, last) < 0 && hit.kind != last->kind) {
			last->kind = hit.kind;
			last->id = hit.id;
		}
		last->end = MAX(last->end, hit.end);
	}
	g_array_set_size(hits, n_kept);
}

static void
finish(Scan *scan, guint first)
{
	GArray *hits = scan->hits;

	if (hits->len == first)
		return;
	qsort(&g_array_index(hits, WdLeakHit, first),
	      hits->len - first,
	      sizeof(WdLeakHit),
	      compare_starts);
	merge_hits(hits, first);
	for (guint i = first; i < hits->len; i++) {
		WdLeakHit *hit = &g_array_index(hits, WdLeakHit, i);
		gsize start = hit->start;

		hit->start = wd_leak_text_get_start(scan->view, start);
		hit->end = wd_leak_text_get_end(scan->view, start, hit->end);
	}
}

/**
 * wd_leak_scan:
 * @view: a text
 * @kinds: bits of WD_LEAK_BIT(): what to look for
 * @hits: (element-type WdLeakHit): what is found is appended, in the order of the text and without
 *        overlaps; its ranges are those of the original text
 *
 * Linear in the text. May be called from several threads at once.
 *
 * Returns: whether everything could be looked at
 */
WdLeakScanResult
wd_leak_scan(const WdLeakText *view, guint kinds, GArray *hits)
{
	Scan scan = {.view = view, .tables = get_tables(), .kinds = kinds, .hits = hits};
	guint first = hits->len;

	wd_keyword_set_scan(scan.tables->words, view->plain, view->len, found_word, &scan);
	if (scan.has_key && (kinds & WD_LEAK_BIT(WD_LEAK_PRIVATE_KEY)) != 0)
		find_private_keys(&scan);
	if ((kinds & WD_LEAK_BIT(WD_LEAK_TOKEN)) != 0)
		find_tokens(&scan);
	g_clear_pointer(&scan.rows, g_free);
	if (view->n_digits >= WD_NUMBER_MIN_DIGITS)
		find_numbers(&scan);
	if ((kinds & WD_LEAK_BIT(WD_LEAK_WALLET)) != 0) {
		find_wallets(&scan);
		find_seed_phrases(&scan);
	}
	finish(&scan, first);
	return scan.has_given_up ? WD_LEAK_SCAN_GAVE_UP : WD_LEAK_SCAN_DONE;
}

/**
 * wd_leak_scan_count_patterns:
 *
 * Returns: how many rows of tokens and shapes of numbers there are, for a benchmark to name
 */
guint
wd_leak_scan_count_patterns(void)
{
	return wd_n_tokens + wd_number_count_rows();
}
