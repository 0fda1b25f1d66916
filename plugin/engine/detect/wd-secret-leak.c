/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: what the person would regret sending, "4111 1111 1111 1111", "my password is hunter2",
 * a private key, an IBAN, "ghp_…", and what the company calls confidential in its policy.
 * Misses: numbers spelled out, secrets in pictures, a number with nothing but one check digit in
 * the middle of a sentence that does not name it, and what was split over several messages where a
 * message may have several lines.
 * May accuse wrongly: a made-up number with a card's prefix, length and check digit, about one
 * random 16-digit number in a hundred; a test key. In eighty thousand lines of chat it was one.
 */
#include "config.h"

#include "engine/detect/wd-secret-leak.h"

#include <string.h>

#include "engine/detect/wd-screening.h"
#include "engine/leak/wd-document-index.h"
#include "engine/leak/wd-leak-rules.h"
#include "engine/leak/wd-leak-scan.h"
#include "engine/text/wd-card.h"
#include "engine/wd-leak-exception.h"
#include "engine/wd-peer-pattern.h"

#define MASK           "***"
#define SHOWN_OF_TOKEN 4 /* its maker's mark: "ghp_", "AKIA" */
#define WEIGHT_FAILED  3.0

/* What is known of a kind without looking at the text. */
static const struct {
	const char *code;
	double weight;
	WdPolicyKey key; /* the switch or list that it depends on */
} kinds[WD_LEAK_N_KINDS] = {
	[WD_LEAK_PRIVATE_KEY] = {"leak.private-key", 8.0, WD_KEY_LEAKS_PRIVATE_KEYS},
	[WD_LEAK_TOKEN] = {"leak.token", 6.0, WD_KEY_LEAKS_TOKENS},
	[WD_LEAK_CARD] = {"leak.card", 5.0, WD_KEY_LEAKS_CARDS},
	[WD_LEAK_ACCOUNT] = {"leak.account", 4.0, WD_KEY_LEAKS_BANK_ACCOUNTS},
	[WD_LEAK_WALLET] = {"leak.wallet", 4.0, WD_KEY_LEAKS_WALLETS},
	[WD_LEAK_PERSON] = {"leak.personal-number", 4.0, WD_KEY_LEAKS_PERSONAL_NUMBERS},
	[WD_LEAK_PASSWORD] = {"leak.password", 5.0, WD_KEY_LEAKS_PASSWORDS},
	[WD_LEAK_KEYWORD] = {"leak.keyword", 5.0, WD_KEY_LEAKS_KEYWORDS},
	[WD_LEAK_PATTERN] = {"leak.pattern", 5.0, WD_KEY_LEAKS_PATTERNS},
	[WD_LEAK_LABEL] = {"leak.label", 5.0, WD_KEY_LEAKS_LABELS},
	[WD_LEAK_DOCUMENT] = {"leak.document", 6.0, WD_KEY_LEAKS_DOCUMENTS},
};

static const WdAction actions[WD_LEAK_N_DO] = {
	[WD_LEAK_DO_ALLOW] = WD_ACTION_ALLOW,
	[WD_LEAK_DO_NOTE] = WD_ACTION_NOTE,
	[WD_LEAK_DO_WARN] = WD_ACTION_WARN,
	[WD_LEAK_DO_REDACT] = WD_ACTION_WARN,
	[WD_LEAK_DO_HOLD] = WD_ACTION_HOLD,
	[WD_LEAK_DO_BLOCK] = WD_ACTION_BLOCK,
};

static const WdLeakDo defaults[] = {
	[WD_LEAK_WARN] = WD_LEAK_DO_WARN,
	[WD_LEAK_REDACT] = WD_LEAK_DO_REDACT,
	[WD_LEAK_HOLD] = WD_LEAK_DO_HOLD,
	[WD_LEAK_BLOCK] = WD_LEAK_DO_BLOCK,
};

static const WdAction failures[] = {
	[WD_ON_FAILURE_ALLOW] = WD_ACTION_NOTE,
	[WD_ON_FAILURE_WARN] = WD_ACTION_WARN,
	[WD_ON_FAILURE_BLOCK] = WD_ACTION_BLOCK,
};

/* What is to be done about every kind, for one event. */
typedef struct {
	WdLeakDo what[WD_LEAK_N_KINDS];
	guint looked_for; /* WD_LEAK_BIT() */
} Plan;

/* "corp.example" in "ann@corp.example/desk" and "room@conference.corp.example". */
static gboolean
is_in_domain(const char *peer, const char *domain)
{
	const char *at = strchr(peer, '@');
	g_autofree char *host = at != NULL ? g_strndup(at + 1, strcspn(at + 1, "/")) : NULL;
	gsize n_host = host != NULL ? strlen(host) : 0;
	gsize n_domain;

	if (g_str_has_prefix(domain, "*."))
		domain += 2;
	n_domain = strlen(domain);
	return n_host >= n_domain && g_ascii_strcasecmp(host + n_host - n_domain, domain) == 0 &&
	       (n_host == n_domain || host[n_host - n_domain - 1] == '.');
}

/* A list of the person's own may not loosen what the company has settled. */
static gboolean
may_loosen(const WdPolicy *policy, WdPolicyKey key)
{
	return !wd_policy_is_locked(policy, WD_KEY_LEAKS_ACTION) ||
	       wd_policy_is_locked(policy, key);
}

static gboolean
stays_inside(const WdEvent *event, const WdPolicy *policy)
{
	const char *const *domains = wd_policy_get_list(policy, WD_KEY_LEAKS_INTERNAL_DOMAINS);

	if (!may_loosen(policy, WD_KEY_LEAKS_INTERNAL_DOMAINS))
		return FALSE;
	for (; *domains != NULL; domains++) {
		if (is_in_domain(event->peer, *domains))
			return TRUE;
	}
	return FALSE;
}

/* An exception that stops matches in doubt; one that lets pass must be sure of the name. */
static gboolean
speaks_of(const WdLeakException *exception, const WdEvent *event)
{
	g_autofree char *pattern = g_strndup(exception->pattern, exception->n_pattern);
	const char *const patterns[] = {pattern, NULL};

	return exception->what <= WD_LEAK_DO_NOTE
		       ? wd_peer_pattern_find_sure(patterns, event) != NULL
		       : wd_peer_pattern_matches(pattern, event);
}

static void
apply_exceptions(const WdEvent *event, const WdPolicy *policy, Plan *plan)
{
	const char *const *items = wd_policy_get_list(policy, WD_KEY_LEAKS_ACTION_FOR);
	guint settled = 0;

	if (!may_loosen(policy, WD_KEY_LEAKS_ACTION_FOR))
		return;
	for (; *items != NULL; items++) {
		WdLeakException exception;

		if (!wd_leak_exception_parse(*items, &exception) || !speaks_of(&exception, event))
			continue;
		for (guint i = 0; i < WD_LEAK_N_KINDS; i++) {
			if ((exception.kinds & ~settled & WD_LEAK_BIT(i)) != 0)
				plan->what[i] = exception.what;
		}
		settled |= exception.kinds;
	}
}

static gboolean
is_switched_on(const WdPolicy *policy, WdLeakKind kind)
{
	if (kind <= WD_LEAK_PASSWORD)
		return wd_policy_get_boolean(policy, kinds[kind].key);
	if (kind == WD_LEAK_DOCUMENT)
		return *wd_policy_get_string(policy, kinds[kind].key) != '\0';
	return wd_policy_get_list(policy, kinds[kind].key)[0] != NULL;
}

static void
make_plan(const WdEvent *event, const WdPolicy *policy, Plan *plan)
{
	guint choice = wd_policy_get_choice(policy, WD_KEY_LEAKS_ACTION);
	WdLeakDo what = choice < G_N_ELEMENTS(defaults) ? defaults[choice] : WD_LEAK_DO_BLOCK;

	if (stays_inside(event, policy))
		what = WD_LEAK_DO_ALLOW;
	for (guint i = 0; i < WD_LEAK_N_KINDS; i++)
		plan->what[i] = what;
	apply_exceptions(event, policy, plan);
	plan->looked_for = 0;
	for (guint i = 0; i < WD_LEAK_N_KINDS; i++) {
		if (plan->what[i] != WD_LEAK_DO_ALLOW && is_switched_on(policy, (WdLeakKind)i))
			plan->looked_for |= WD_LEAK_BIT(i);
	}
}

static guint
count_digits(const char *at, const char *end)
{
	guint n = 0;

	for (; at < end; at = g_utf8_next_char(at))
		n += g_unichar_isdigit(g_utf8_get_char(at));
	return n;
}

/* A card keeps its last digits (PCI DSS 3.4); of everything else nothing is left. */
static void
append_masked(GString *out, const char *text, const WdLeakHit *hit)
{
	const char *end = text + hit->end;
	guint n_left;

	if (hit->kind != WD_LEAK_CARD) {
		g_string_append(out, MASK);
		return;
	}
	n_left = count_digits(text + hit->start, end);
	for (const char *at = text + hit->start; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		gboolean is_digit = g_unichar_isdigit(c);

		g_string_append_unichar(out, is_digit && n_left > WD_CARD_SHOWN ? '*' : c);
		n_left -= is_digit ? 1 : 0;
	}
}

/* The ends of a number as a person reads it, whatever letters and digits it is written in. */
static char *
show_ends(const char *text, const WdLeakHit *hit, int n_first, glong n_last)
{
	g_autofree char *number = g_strndup(text + hit->start, hit->end - hit->start);
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, number);
	return g_strdup_printf(
		"%.*s\u2026%s", n_first, view.plain, view.plain + MAX((glong)view.len - n_last, 0));
}

/* What a question and the trail may show of it: enough to know it again, not enough to use it. */
static char *
mask_for_people(const char *text, const WdLeakHit *hit)
{
	g_autofree char *last = NULL;

	switch (hit->kind) {
	case WD_LEAK_CARD:
		return show_ends(text, hit, 0, WD_CARD_SHOWN);
	case WD_LEAK_ACCOUNT:
		return show_ends(text, hit, 2, 2);
	case WD_LEAK_PERSON:
		last = show_ends(text, hit, 0, 2);
		return g_strdup_printf("%s %s", hit->id, last);
	case WD_LEAK_TOKEN:
		return g_strdup(hit->id);
	case WD_LEAK_KEYWORD:
	case WD_LEAK_LABEL:
		return g_strdup(hit->id);
	case WD_LEAK_DOCUMENT:
		return g_strdup_printf("%u", hit->number);
	default:
		return NULL;
	}
}

static void
add_finding(const WdEvent *event, const WdLeakHit *hit, const Plan *plan, WdVerdict *verdict)
{
	g_autofree char *detail = mask_for_people(event->text, hit);
	WdAction action = actions[plan->what[hit->kind]];

	wd_verdict_add(verdict,
		       wd_finding_new(kinds[hit->kind].code,
				      action,
				      action > WD_ACTION_NOTE ? kinds[hit->kind].weight : 0,
				      hit->start,
				      hit->end,
				      detail));
}

static gint
compare_hits(gconstpointer a, gconstpointer b)
{
	const WdLeakHit *one = a;
	const WdLeakHit *other = b;

	if (one->start != other->start)
		return one->start < other->start ? -1 : 1;
	return (one->end < other->end) - (one->end > other->end);
}

/* Whether a hit is masked: where some kinds are to be masked and others asked about, the question
 * must still find its own. */
static gboolean
is_masked(const WdLeakHit *hit, const Plan *plan, gboolean is_redacting)
{
	return is_redacting ? plan->what[hit->kind] == WD_LEAK_DO_REDACT
			    : plan->what[hit->kind] > WD_LEAK_DO_NOTE;
}

static char *
redact(const char *text, GArray *hits, const Plan *plan, gboolean is_redacting)
{
	GString *out = g_string_new(NULL);
	gsize at = 0;

	g_array_sort(hits, compare_hits);
	for (guint i = 0; i < hits->len; i++) {
		WdLeakHit hit = g_array_index(hits, WdLeakHit, i);

		if (!is_masked(&hit, plan, is_redacting) || hit.end <= at)
			continue;
		hit.start = MAX(hit.start, at); /* what overlaps is masked on from there */
		g_string_append_len(out, text + at, (gssize)(hit.start - at));
		append_masked(out, text, &hit);
		at = hit.end;
	}
	g_string_append(out, text + at);
	return g_string_free(out, FALSE);
}

static gboolean
has_to_redact(const GArray *hits, const Plan *plan)
{
	for (guint i = 0; i < hits->len; i++) {
		if (plan->what[g_array_index(hits, WdLeakHit, i).kind] == WD_LEAK_DO_REDACT)
			return TRUE;
	}
	return FALSE;
}

static gboolean
has_to_mask(const GArray *hits, const Plan *plan)
{
	for (guint i = 0; i < hits->len; i++) {
		if (plan->what[g_array_index(hits, WdLeakHit, i).kind] > WD_LEAK_DO_NOTE)
			return TRUE;
	}
	return FALSE;
}

static void
take_hits(const WdEvent *event, GArray *hits, const Plan *plan, WdVerdict *verdict)
{
	gboolean is_redacting = has_to_redact(hits, plan);

	for (guint i = 0; i < hits->len; i++)
		add_finding(event, &g_array_index(hits, WdLeakHit, i), plan, verdict);
	if (!has_to_mask(hits, plan))
		return;
	g_free(verdict->redacted);
	verdict->redacted = redact(event->text, hits, plan, is_redacting);
	if (is_redacting)
		verdict->treatment |= WD_TREATMENT_REDACT;
}

/* Compiled by the shell, or here where it has none: what a policy says holds in any case. */
static const WdLeakRules *
get_rules(const WdContext *context, const WdPolicy *policy, WdLeakRules **made)
{
	if (context->knowledge != NULL && context->knowledge->leak_rules != NULL)
		return context->knowledge->leak_rules;
	*made = wd_leak_rules_new(wd_policy_get_list(policy, WD_KEY_LEAKS_KEYWORDS),
				  wd_policy_get_list(policy, WD_KEY_LEAKS_PATTERNS),
				  wd_policy_get_list(policy, WD_KEY_LEAKS_LABELS));
	return *made;
}

/* One look at the documents: passages that follow each other are one. */
typedef struct {
	const WdLeakText *view;
	const WdLeakWords *words;
	GArray *hits;
	guint first;
} Search;

static void
found_passage(guint document, gsize start, gsize end, gpointer data)
{
	Search *search = data;
	const WdLeakText *view = search->view;
	gsize plain_start = search->words->offsets[start];
	gsize plain_last = search->words->offsets[end - 1];
	const char *last = view->plain + plain_last;
	WdLeakHit hit = {
		.kind = WD_LEAK_DOCUMENT,
		.start = wd_leak_text_get_start(view, plain_start),
		.number = document,
	};

	hit.end = wd_leak_text_get_end(
		view, plain_start, plain_last + (gsize)(g_utf8_next_char(last) - last));
	for (guint i = search->hits->len; i-- > search->first;) {
		WdLeakHit *before = &g_array_index(search->hits, WdLeakHit, i);

		if (before->end < hit.start)
			break;
		if (before->number == document) {
			before->end = MAX(before->end, hit.end);
			return;
		}
	}
	g_array_append_val(search->hits, hit);
}

/* FALSE: there should be an index, and there is none. */
static gboolean
scan_documents(const WdContext *context, const WdLeakText *view, GArray *hits)
{
	const WdDocumentIndex *index =
		context->knowledge != NULL ? context->knowledge->documents : NULL;
	g_auto(WdLeakWords) words = {0};
	Search search = {.view = view, .words = &words, .hits = hits, .first = hits->len};

	if (index == NULL)
		return FALSE;
	wd_leak_words_init(&words, view->plain);
	wd_document_index_find(index, &words, found_passage, &search);
	return TRUE;
}

static void
report_failure(const WdPolicy *policy, const char *code, WdVerdict *verdict)
{
	guint choice = wd_policy_get_choice(policy, WD_KEY_LEAKS_ON_PATTERN_FAILURE);
	WdAction action = choice < G_N_ELEMENTS(failures) ? failures[choice] : WD_ACTION_BLOCK;

	wd_verdict_add(
		verdict,
		wd_finding_new(
			code, action, action > WD_ACTION_NOTE ? WEIGHT_FAILED : 0, 0, 0, NULL));
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const guint own_kinds = WD_LEAK_BIT(WD_LEAK_KEYWORD) | WD_LEAK_BIT(WD_LEAK_PATTERN) |
				WD_LEAK_BIT(WD_LEAK_LABEL);
	g_autoptr(WdLeakRules) made = NULL; /* hits borrow from it */
	g_autoptr(GArray) hits = NULL;
	g_auto(WdLeakText) view = {0};
	gboolean is_whole;
	Plan plan;

	if (!wd_policy_get_boolean(policy, WD_KEY_LEAKS_ENABLED))
		return;
	make_plan(event, policy, &plan);
	if (plan.looked_for == 0)
		return;
	hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	wd_leak_text_init(&view, event->text);
	view.question = context->question;
	is_whole = wd_leak_scan(&view, plan.looked_for, hits) == WD_LEAK_SCAN_DONE;
	if ((plan.looked_for & own_kinds) != 0)
		is_whole &= wd_leak_rules_scan(get_rules(context, policy, &made),
					       &view,
					       plan.looked_for,
					       hits) == WD_LEAK_SCAN_DONE;
	if (!is_whole)
		report_failure(policy, "leak.pattern-failed", verdict);
	if ((plan.looked_for & WD_LEAK_BIT(WD_LEAK_DOCUMENT)) != 0 &&
	    !scan_documents(context, &view, hits))
		report_failure(policy, "leak.documents-unknown", verdict);
	if (hits->len > 0)
		take_hits(event, hits, &plan, verdict);
}

static const char *const codes[] = {
	"leak.card",
	"leak.account",
	"leak.personal-number",
	"leak.private-key",
	"leak.token",
	"leak.password",
	"leak.wallet",
	"leak.keyword",
	"leak.pattern",
	"leak.label",
	"leak.document",
	"leak.pattern-failed",
	"leak.documents-unknown",
	NULL,
};

const WdDetector wd_secret_leak = {
	.id = "secret-leak",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_STATUS),
	.directions = WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
