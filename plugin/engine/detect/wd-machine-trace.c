/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: a program that reports this computer through the person's account: "host=ann-laptop
 * ip=192.168.1.23 user=ann open ports 22, 4711", the output of ifconfig, the same in Base64.
 * Misses: facts that were encrypted, compressed or cut over several messages, and a report to a
 * saved contact that holds a single fact.
 * May accuse wrongly: somebody who asks a stranger for help and quotes an own address; the question
 * sends it. Other computers' addresses, a command's line or two, and what is typed to a contact are
 * never accused.
 */
#include "config.h"

#include "engine/detect/wd-machine-trace.h"

#include <string.h>

#include "engine/machine/wd-machine-dump.h"
#include "engine/machine/wd-machine-match.h"
#include "engine/machine/wd-machine-ports.h"
#include "engine/text/wd-decode.h"
#include "engine/text/wd-normalise.h"
#include "engine/wd-peer-pattern.h"

#define WEIGHT_TELLING 4.0
#define WEIGHT_BESIDE  1.5 /* counts only beside another fact */
#define MAX_LAYERS     2   /* of Base64 around Base64; nobody needs more who could encrypt */

/* How much it takes, by who will read it. */
typedef enum {
	READERS_OWN,      /* a contact, by hand: the person may tell what they like */
	READERS_STRANGER, /* one telling fact is enough */
	READERS_MANY,     /* a room, a status, or a contact without a hand: it takes a report */
} Readers;

typedef struct {
	WdMachineHits hits;
	const char *dump; /* (nullable) the command whose output it is */
} Trace;

static const char *const kind_codes[] = {
	[WD_MACHINE_ADDRESS] = "trojan.machine-address",
	[WD_MACHINE_HARDWARE] = "trojan.machine-hardware",
	[WD_MACHINE_HOST] = "trojan.machine-name",
	[WD_MACHINE_USER] = "trojan.machine-user",
	[WD_MACHINE_PORT] = "trojan.machine-ports",
	[WD_MACHINE_SYSTEM] = "trojan.machine-system",
};

/* Whom I wrote to first is no acquaintance here: a program writes first, too. */
static gboolean
is_outsider(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	return context->is_roster_loaded && !context->is_known && !context->is_trusted &&
	       wd_peer_pattern_find_sure(wd_policy_get_list(policy, WD_KEY_CONTACTS_ALLOW),
					 event) == NULL;
}

static Readers
find_readers(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	if (event->kind == WD_EVENT_CHAT || event->kind == WD_EVENT_STATUS)
		return event->typed == WD_TYPED_YES ? READERS_OWN : READERS_MANY;
	if (is_outsider(event, context, policy))
		return READERS_STRANGER;
	return event->typed == WD_TYPED_NO ? READERS_MANY : READERS_OWN;
}

/* Gaps between digits and dots closed: "1 9 2 . 1 6 8 . 1 . 2 3". */
static char *
close_gaps(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 1);

	for (const char *at = text; *at != '\0'; at++) {
		char before = out->len > 0 ? out->str[out->len - 1] : ' ';

		if (*at == ' ' && (g_ascii_isdigit(before) || before == '.') &&
		    (g_ascii_isdigit(at[1]) || at[1] == '.'))
			continue;
		g_string_append_c(out, *at);
	}
	return g_string_free(out, FALSE);
}

static void
look_at(const WdMachineFacts *facts, const char *text, Trace *trace)
{
	/* The first line is a line like the others. */
	g_autofree char *lines = g_strconcat("\n", text, NULL);
	g_autofree char *lower = g_ascii_strdown(lines, -1);

	if (facts != NULL) {
		wd_machine_match(facts, lower + 1, &trace->hits);
		wd_machine_ports_match(facts, lower + 1, &trace->hits);
	}
	if (trace->dump == NULL)
		trace->dump = wd_machine_dump_find(lower);
}

/* The same text as a reader would restore it. */
static void
look_behind(const WdMachineFacts *facts, const char *text, Trace *trace)
{
	g_autofree char *normal = wd_normalise_text(text);
	g_autofree char *closed = close_gaps(normal);
	g_autofree char *hidden = wd_decode_hidden(text);

	if (facts != NULL) {
		wd_machine_match(facts, normal, &trace->hits);
		wd_machine_match_digits(facts, closed, &trace->hits);
	}
	for (guint i = 0; hidden != NULL && i < MAX_LAYERS; i++) {
		char *deeper = wd_decode_hidden(hidden);

		look_at(facts, hidden, trace);
		g_free(hidden);
		hidden = deeper;
	}
}

/* A login that everybody sees in the person's own address tells nobody anything. */
static gboolean
is_public_name(const WdEvent *event, const WdMachineFact *fact)
{
	gsize len = strcspn(event->account, "@/");

	return strlen(fact->value) == len &&
	       g_ascii_strncasecmp(event->account, fact->value, len) == 0;
}

static void
forget_public_name(const WdEvent *event, Trace *trace)
{
	WdMachineHit *user = &trace->hits.hits[WD_MACHINE_USER];

	if (user->fact != NULL && is_public_name(event, user->fact))
		*user = (WdMachineHit){0};
}

/* What was found as it stands has a place in the text; what had to be restored is somewhere in it.
 */
static void
merge(Trace *plain, const Trace *restored, gsize len)
{
	for (guint i = 0; i < WD_MACHINE_N_KINDS; i++) {
		WdMachineHit *hit = &plain->hits.hits[i];
		const WdMachineHit *other = &restored->hits.hits[i];

		if (other->fact != NULL &&
		    (hit->fact == NULL || (other->is_telling && !hit->is_telling)))
			*hit = (WdMachineHit){other->fact, 0, len, other->is_telling};
	}
	if (plain->dump == NULL)
		plain->dump = restored->dump;
}

static void
look(const WdEvent *event, const WdMachineFacts *facts, Trace *trace)
{
	gboolean is_file = event->kind == WD_EVENT_FILE;
	const char *text = is_file ? event->file_name : event->text;
	Trace restored = {0};

	if (text == NULL)
		return;
	look_at(facts, text, trace);
	look_behind(facts, text, &restored);
	/* What stands in tags alone is read by programs. */
	if (event->html != NULL && !is_file && !g_str_equal(event->html, text))
		look_at(facts, event->html, &restored);
	merge(trace, &restored, strlen(text));
	forget_public_name(event, trace);
}

static guint
count_kinds(const Trace *trace)
{
	guint n = trace->dump != NULL;

	for (guint i = 0; i < WD_MACHINE_N_KINDS; i++)
		n += trace->hits.hits[i].fact != NULL;
	return n;
}

static gboolean
has_telling(const Trace *trace)
{
	for (guint i = 0; i < WD_MACHINE_N_KINDS; i++) {
		if (trace->hits.hits[i].is_telling)
			return TRUE;
	}
	return trace->dump != NULL;
}

/* A prompt with login and host name is in every second line that people quote in a room; what leads
 * to the computer is not. */
static gboolean
leads_here(const Trace *trace)
{
	return trace->hits.hits[WD_MACHINE_ADDRESS].is_telling ||
	       trace->hits.hits[WD_MACHINE_HARDWARE].is_telling ||
	       trace->hits.hits[WD_MACHINE_PORT].is_telling || trace->dump != NULL;
}

static gboolean
is_report(const Trace *trace, Readers readers)
{
	gboolean is_several = count_kinds(trace) >= 2;

	return readers == READERS_STRANGER ? has_telling(trace) || is_several
					   : leads_here(trace) && is_several;
}

static void
add_findings(const WdEvent *event, const Trace *trace, WdAction action, WdVerdict *verdict)
{
	/* A file's name is no text of the message. */
	gboolean has_range = event->kind != WD_EVENT_FILE;

	for (guint i = 0; i < WD_MACHINE_N_KINDS; i++) {
		const WdMachineHit *hit = &trace->hits.hits[i];

		if (hit->fact != NULL)
			wd_verdict_add(
				verdict,
				wd_finding_new(kind_codes[i],
					       action,
					       hit->is_telling ? WEIGHT_TELLING : WEIGHT_BESIDE,
					       has_range ? hit->start : 0,
					       has_range ? hit->end : 0,
					       hit->fact->value));
	}
	if (trace->dump != NULL)
		wd_verdict_add(verdict,
			       wd_finding_new("trojan.machine-report",
					      action,
					      WEIGHT_TELLING,
					      0,
					      has_range ? strlen(event->text) : 0,
					      trace->dump));
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	WdAction action = (WdAction)wd_policy_get_choice(policy, WD_KEY_LEAKS_MACHINE_TRACES);
	Readers readers = find_readers(event, context, policy);
	Trace trace = {0};

	if (!wd_policy_get_boolean(policy, WD_KEY_LEAKS_ENABLED) || action == WD_ACTION_ALLOW ||
	    readers == READERS_OWN)
		return;
	look(event, context->knowledge != NULL ? context->knowledge->machine : NULL, &trace);
	if (is_report(&trace, readers))
		add_findings(event, &trace, action, verdict);
}

static const char *const codes[] = {
	"trojan.machine-address",
	"trojan.machine-hardware",
	"trojan.machine-name",
	"trojan.machine-user",
	"trojan.machine-ports",
	"trojan.machine-system",
	"trojan.machine-report",
	NULL,
};

const WdDetector wd_machine_trace = {
	.id = "machine-trace",
	.kinds = WD_ON(WD_EVENT_IM) | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_FILE) |
		 WD_ON(WD_EVENT_STATUS) | WD_ON(WD_EVENT_CHAT_INVITE) |
		 WD_ON(WD_EVENT_CONTACT_REQUEST),
	.directions = WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
