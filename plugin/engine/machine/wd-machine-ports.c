/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/machine/wd-machine-ports.h"

#include <string.h>

#define N_PORTS      65536
#define MAX_WORDS    2 /* between "ports" and the first number: "ports are open: 22" */
#define MIN_UNCOMMON 2 /* ports of which one is rare are no coincidence */
#define MIN_COMPLETE 3 /* a list that names every open port of this computer and no fewer */
#define LONGEST_WORD 9 /* "listening" */
#define DIGITS       "0123456789"

/* What is open on so many computers that people talk about it. */
static const guint common_ports[] = {
	20,   21,   22,   23,   25,   53,   67,   68,   80,   110,  111,  123,  137,  138,   139,
	143,  443,  445,  465,  587,  631,  993,  995,  1080, 3000, 3306, 3389, 5222, 5269,  5353,
	5432, 5900, 6379, 6667, 6697, 8000, 8008, 8080, 8081, 8443, 8888, 9090, 9200, 27017,
};

/* Words that make ports of the numbers behind them. */
static const char *const introductions[] = {
	"port", "ports", "tcp", "udp", "listen", "listens", "listening", NULL};

/* The walk over one text. */
typedef struct {
	const WdMachineFact **own; /* by port */
	gboolean *is_seen;         /* by port */
	guint n_own;
	guint n_seen;
	guint n_uncommon;
	guint n_words; /* since an introduction or a port of the same list */
	const WdMachineFact *first;
	gsize start;
	gsize end;
} Walk;

static gboolean
is_common(guint port)
{
	for (guint i = 0; i < G_N_ELEMENTS(common_ports); i++) {
		if (common_ports[i] == port)
			return TRUE;
	}
	return FALSE;
}

/* "22/tcp", "0.0.0.0:22", "[::]:22", "*:22". */
static gboolean
is_marked(const char *text, const char *at, gsize len)
{
	if (g_str_has_prefix(at + len, "/tcp") || g_str_has_prefix(at + len, "/udp"))
		return TRUE;
	return at - text >= 2 && at[-1] == ':' &&
	       (g_ascii_isdigit(at[-2]) || strchr("]*:", at[-2]) != NULL);
}

static void
look_at_number(Walk *walk, const char *text, const char *at, gsize len)
{
	guint port = 0;

	for (gsize i = 0; i < len && port < N_PORTS; i++)
		port = port * 10 + (guint)g_ascii_digit_value(at[i]);
	if (walk->n_words > MAX_WORDS && !is_marked(text, at, len))
		return;
	walk->n_words = 0;
	if (port >= N_PORTS || walk->own[port] == NULL || walk->is_seen[port])
		return;
	walk->is_seen[port] = TRUE;
	walk->n_seen++;
	walk->n_uncommon += !is_common(port);
	walk->end = (gsize)(at - text) + len;
	if (walk->first == NULL) {
		walk->first = walk->own[port];
		walk->start = (gsize)(at - text);
	}
}

static void
look_at_word(Walk *walk, const char *text, const char *at, gsize len)
{
	g_autofree char *word = NULL;

	if (strspn(at, DIGITS) >= len) {
		look_at_number(walk, text, at, len);
		return;
	}
	walk->n_words = MIN(walk->n_words + 1, MAX_WORDS + 1);
	if (len > LONGEST_WORD)
		return;
	word = g_strndup(at, len);
	if (g_strv_contains(introductions, word))
		walk->n_words = 0;
}

static void
walk_text(Walk *walk, const char *text)
{
	for (const char *at = text; *at != '\0';) {
		gsize len = 0;

		while (g_ascii_isalnum(at[len]) || (guchar)at[len] >= 0x80)
			len++;
		if (len > 0)
			look_at_word(walk, text, at, len);
		at += MAX(len, 1);
	}
}

static void
note_own(Walk *walk, const WdMachineFacts *facts)
{
	guint n_facts;
	const WdMachineFact *all = wd_machine_facts_get(facts, &n_facts);

	for (guint i = 0; i < n_facts; i++) {
		if (all[i].kind != WD_MACHINE_PORT)
			continue;
		walk->own[all[i].port] = &all[i];
		walk->n_own++;
	}
}

static gboolean
has_port(const WdMachineFacts *facts)
{
	guint n_facts;
	const WdMachineFact *all = wd_machine_facts_get(facts, &n_facts);

	for (guint i = 0; i < n_facts; i++) {
		if (all[i].kind == WD_MACHINE_PORT)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_machine_ports_match:
 * @facts: facts of this computer
 * @lower_text: valid UTF-8 in lower case
 * @hits: what was found so far
 *
 * Looks for ports on which this computer listens. A single one is what people talk about; several
 * with a rare one among them, or all of them, are a report.
 */
void
wd_machine_ports_match(const WdMachineFacts *facts, const char *lower_text, WdMachineHits *hits)
{
	g_autofree const WdMachineFact **own = NULL;
	g_autofree gboolean *is_seen = NULL;
	WdMachineHit *found = &hits->hits[WD_MACHINE_PORT];
	Walk walk = {.n_words = MAX_WORDS + 1};
	gboolean is_telling;

	if (strpbrk(lower_text, DIGITS) == NULL || !has_port(facts))
		return;
	walk.own = own = g_new0(const WdMachineFact *, N_PORTS);
	walk.is_seen = is_seen = g_new0(gboolean, N_PORTS);
	note_own(&walk, facts);
	walk_text(&walk, lower_text);
	is_telling = (walk.n_seen >= MIN_UNCOMMON && walk.n_uncommon > 0) ||
		     (walk.n_seen >= MIN_COMPLETE && walk.n_seen == walk.n_own);
	if (walk.first != NULL && (found->fact == NULL || (is_telling && !found->is_telling)))
		*found = (WdMachineHit){walk.first, walk.start, walk.end, is_telling};
}
