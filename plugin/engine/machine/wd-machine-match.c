/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/machine/wd-machine-match.h"

#include <string.h>

#include "engine/link/wd-address.h"

#define MAX_GAP        4  /* signs between two numbers of an address that was pulled apart */
#define MAX_V6_BYTES   45 /* the longest way to write one */
#define MAX_LABEL      16 /* letters of the word before a name */
#define HARDWARE_BYTES 6
#define DIGITS         "0123456789"
#define GAP_SIGNS      " .,:;_-()[]{}"

static void
hit(WdMachineHits *hits, const WdMachineFact *fact, gsize start, gsize end, gboolean is_telling)
{
	WdMachineHit *found = &hits->hits[fact->kind];

	if (found->fact == NULL || (is_telling && !found->is_telling))
		*found = (WdMachineHit){fact, start, end, is_telling};
}

/* Letters of every script belong to a word. */
static gboolean
is_word_sign(char c)
{
	return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Reads a number up to 255; NULL if there is none. */
static const char *
read_number(const char *at, guint8 *number)
{
	gsize n_digits = strspn(at, DIGITS);
	guint value = 0;

	if (n_digits == 0 || n_digits > 3)
		return NULL;
	for (gsize i = 0; i < n_digits; i++)
		value = value * 10 + (guint)g_ascii_digit_value(at[i]);
	*number = (guint8)value;
	return value <= 255 ? at + n_digits : NULL;
}

/* "192.168.1.23", "192-168-1-23", "192[.]168[.]1[.]23", "192 dot 168 dot 1 dot 23". */
static const char *
skip_gap(const char *at)
{
	gsize n = strspn(at, GAP_SIGNS);

	if (n <= MAX_GAP && strncmp(at + n, "dot", 3) == 0) {
		at += n + 3;
		n = strspn(at, GAP_SIGNS);
		return n <= MAX_GAP ? at + n : NULL;
	}
	return n >= 1 && n <= MAX_GAP ? at + n : NULL;
}

static const char *
read_v4(const char *at, guint8 bytes[4])
{
	for (guint i = 0; at != NULL && i < 4; i++) {
		at = i > 0 ? skip_gap(at) : at;
		at = at != NULL ? read_number(at, &bytes[i]) : NULL;
	}
	/* Five numbers are a version of something. */
	return at != NULL && at[0] == '.' && g_ascii_isdigit(at[1]) ? NULL : at;
}

static const char *
read_hardware(const char *at, guint8 bytes[HARDWARE_BYTES])
{
	for (guint i = 0; i < HARDWARE_BYTES; i++) {
		if (i > 0 && *at != '\0' && strchr(":-. ", *at) != NULL)
			at++;
		if (!g_ascii_isxdigit(at[0]) || !g_ascii_isxdigit(at[1]))
			return NULL;
		bytes[i] = (guint8)(g_ascii_xdigit_value(at[0]) * 16 + g_ascii_xdigit_value(at[1]));
		at += 2;
	}
	return is_word_sign(*at) ? NULL : at;
}

static const WdMachineFact *
find_bytes(const WdMachineFacts *facts, WdMachineKind kind, const guint8 *bytes, gsize n_bytes)
{
	guint n_facts;
	const WdMachineFact *all = wd_machine_facts_get(facts, &n_facts);

	for (guint i = 0; i < n_facts; i++) {
		if (all[i].kind == kind && all[i].value[0] != '[' &&
		    memcmp(all[i].bytes, bytes, n_bytes) == 0)
			return &all[i];
	}
	return NULL;
}

static const WdMachineFact *
find_value(const WdMachineFacts *facts, WdMachineKind kind, const char *value)
{
	guint n_facts;
	const WdMachineFact *all = wd_machine_facts_get(facts, &n_facts);

	for (guint i = 0; i < n_facts; i++) {
		if (all[i].kind == kind && g_str_equal(all[i].value, value))
			return &all[i];
	}
	return NULL;
}

static void
match_v4(const WdMachineFacts *facts, const char *text, const char *at, WdMachineHits *hits)
{
	guint8 bytes[4];
	const char *end = read_v4(at, bytes);
	const WdMachineFact *fact =
		end != NULL ? find_bytes(facts, WD_MACHINE_ADDRESS, bytes, 4) : NULL;

	if (fact != NULL)
		hit(hits, fact, (gsize)(at - text), (gsize)(end - text), fact->is_telling);
}

static void
match_hardware(const WdMachineFacts *facts, const char *text, const char *at, WdMachineHits *hits)
{
	guint8 bytes[HARDWARE_BYTES];
	const char *end = read_hardware(at, bytes);
	const WdMachineFact *fact =
		end != NULL ? find_bytes(facts, WD_MACHINE_HARDWARE, bytes, HARDWARE_BYTES) : NULL;

	if (fact != NULL)
		hit(hits, fact, (gsize)(at - text), (gsize)(end - text), TRUE);
}

/* One number for the whole address: 3232235799, 0xc0a80117 or c0a80117. */
static void
match_one_number(const WdMachineFacts *facts, const char *text, const char *at, WdMachineHits *hits)
{
	gsize n = strspn(at, DIGITS "abcdefx");
	guint base = strspn(at, DIGITS) == n ? 10 : 16;
	const char *digit = at + (g_str_has_prefix(at, "0x") ? 2 : 0);
	const WdMachineFact *fact;
	guint64 value = 0;
	guint8 bytes[4];

	if (n < 8 || n > 10 || is_word_sign(at[n]))
		return;
	for (; digit < at + n && g_ascii_isxdigit(*digit); digit++)
		value = value * base + (guint64)g_ascii_xdigit_value(*digit);
	if (digit < at + n || value > G_MAXUINT32)
		return;
	for (guint i = 0; i < 4; i++)
		bytes[i] = (guint8)(value >> (24 - 8 * i));
	fact = find_bytes(facts, WD_MACHINE_ADDRESS, bytes, 4);
	if (fact != NULL)
		hit(hits, fact, (gsize)(at - text), (gsize)(at - text) + n, fact->is_telling);
}

static void
match_v6(const WdMachineFacts *facts, const char *text, const char *at, WdMachineHits *hits)
{
	gsize n = 0;
	g_autofree char *value = NULL;
	const WdMachineFact *fact;

	while (n <= MAX_V6_BYTES && (g_ascii_isxdigit(at[n]) || at[n] == ':' || at[n] == '.'))
		n++;
	while (n > 1 && (at[n - 1] == '.' || (at[n - 1] == ':' && at[n - 2] != ':')))
		n--; /* the end of a sentence */
	if (n < 4 || n > MAX_V6_BYTES || memchr(at, ':', n) == NULL)
		return;
	value = wd_address_parse_v6(at, n);
	fact = value != NULL ? find_value(facts, WD_MACHINE_ADDRESS, value) : NULL;
	if (fact != NULL)
		hit(hits, fact, (gsize)(at - text), (gsize)(at - text) + n, TRUE);
}

/**
 * wd_machine_match_digits:
 * @facts: facts of this computer
 * @lower_text: valid UTF-8 in lower case
 * @hits: what was found so far
 *
 * Looks for addresses alone, in every spelling that a reader could put together again. One walk
 * over the text.
 */
void
wd_machine_match_digits(const WdMachineFacts *facts, const char *lower_text, WdMachineHits *hits)
{
	char before = ' ';

	for (const char *at = lower_text; *at != '\0'; before = *at++) {
		gboolean is_start = !g_ascii_isalnum(before);

		if (!g_ascii_isxdigit(*at) && *at != ':')
			continue;
		/* "v192.168.1.23" begins an address, "1192.168.1.23" does not. */
		if (g_ascii_isdigit(*at) && !g_ascii_isdigit(before) &&
		    !(before == '.' && at - lower_text > 1 && g_ascii_isdigit(at[-2])))
			match_v4(facts, lower_text, at, hits);
		if (!is_start || before == ':')
			continue;
		match_v6(facts, lower_text, at, hits);
		if (*at != ':') {
			match_hardware(facts, lower_text, at, hits);
			match_one_number(facts, lower_text, at, hits);
		}
	}
}

/* Which signs beside letters and digits go on with a word: "ann-laptop-2" is another computer, and
 * "ann.miller" another person than ann. */
static const char *
joiners_of(WdMachineKind kind)
{
	return kind == WD_MACHINE_USER ? "-_." : "-";
}

static gboolean
is_whole_word(const char *text, const char *at, gsize len, WdMachineKind kind)
{
	const char *joiners = joiners_of(kind);
	char after = at[len];

	if (at > text && (is_word_sign(at[-1]) || strchr(joiners, at[-1]) != NULL))
		return FALSE;
	if (is_word_sign(after))
		return FALSE;
	return after == '\0' || strchr(joiners, after) == NULL || !is_word_sign(at[len + 1]);
}

static gboolean
ends_with(const char *text, const char *end, const char *suffix)
{
	gsize len = strlen(suffix);

	return (gsize)(end - text) >= len && memcmp(end - len, suffix, len) == 0;
}

/* "/home/ann", "C:\Users\ann": nobody else has this folder. */
static gboolean
is_in_path(const char *text, const char *at)
{
	static const char *const folders[] = {
		"/home/", "/users/", "\\users\\", "\\documents and settings\\", "/var/mail/"};

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		if (ends_with(text, at, folders[i]))
			return TRUE;
	}
	return FALSE;
}

/* The word that ends at @end, in lower case. */
static char *
word_before(const char *text, const char *end)
{
	const char *start = end;

	while (start > text && end - start < MAX_LABEL && g_ascii_isalpha(start[-1]))
		start--;
	return g_strndup(start, (gsize)(end - start));
}

static const char *
skip_back(const char *text, const char *at, const char *signs)
{
	while (at > text && strchr(signs, at[-1]) != NULL)
		at--;
	return at;
}

/* "hostname: vm", "computer name = debian", "user is root". */
static gboolean
has_label(const char *text, const char *at, WdMachineKind kind)
{
	static const char *const host_labels[] = {
		"host", "hostname", "computer", "computername", "machine", "nodename", NULL};
	static const char *const user_labels[] = {"user", "username", "login", "whoami", NULL};
	const char *end = skip_back(text, at, " \t:=\"'");
	gboolean is_marked = memchr(end, ':', (gsize)(at - end)) != NULL ||
			     memchr(end, '=', (gsize)(at - end)) != NULL;
	g_autofree char *word = word_before(text, end);

	if (!is_marked && g_str_equal(word, "is")) {
		is_marked = TRUE;
		end = skip_back(text, end - strlen(word), " ");
		g_free(word);
		word = word_before(text, end);
	}
	if (g_str_equal(word, "name")) {
		end = skip_back(text, end - strlen(word), " _-");
		g_free(word);
		word = word_before(text, end);
	}
	return is_marked &&
	       g_strv_contains(kind == WD_MACHINE_HOST ? host_labels : user_labels, word);
}

/* A label makes a host name of any word; a login is worth little by itself. */
static void
match_common_word(const WdMachineFact *fact, const char *text, WdMachineHits *hits)
{
	gsize len = strlen(fact->value);

	for (const char *at = strstr(text, fact->value); at != NULL;
	     at = strstr(at + 1, fact->value)) {
		if (is_whole_word(text, at, len, fact->kind) && has_label(text, at, fact->kind))
			hit(hits,
			    fact,
			    (gsize)(at - text),
			    (gsize)(at - text) + len,
			    fact->kind == WD_MACHINE_HOST);
	}
}

static void
match_word(const WdMachineFact *fact, const char *text, WdMachineHits *hits)
{
	gsize len = strlen(fact->value);

	for (const char *at = strstr(text, fact->value); at != NULL;
	     at = strstr(at + 1, fact->value)) {
		gboolean is_path = fact->kind == WD_MACHINE_USER && is_in_path(text, at);

		if (is_path ? !is_word_sign(at[len]) : is_whole_word(text, at, len, fact->kind))
			hit(hits,
			    fact,
			    (gsize)(at - text),
			    (gsize)(at - text) + len,
			    fact->is_telling || is_path);
	}
}

/**
 * wd_machine_match:
 * @facts: facts of this computer
 * @lower_text: valid UTF-8 in lower case
 * @hits: what was found so far
 *
 * Looks for every fact but ports, of which wd_machine_ports_match() knows how they are written
 * down.
 */
void
wd_machine_match(const WdMachineFacts *facts, const char *lower_text, WdMachineHits *hits)
{
	guint n_facts;
	const WdMachineFact *all = wd_machine_facts_get(facts, &n_facts);

	wd_machine_match_digits(facts, lower_text, hits);
	for (guint i = 0; i < n_facts; i++) {
		if (all[i].kind == WD_MACHINE_HOST || all[i].kind == WD_MACHINE_USER ||
		    all[i].kind == WD_MACHINE_SYSTEM)
			(all[i].is_common ? match_common_word
					  : match_word)(&all[i], lower_text, hits);
	}
}
