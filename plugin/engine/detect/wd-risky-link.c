/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: links that lead elsewhere than they say, imitate a site, hide or run something, in the
 * text of a message, in its HTML, and at the moment of a click; and dangerous ones that the person
 * sends, which a program may have typed. The checks are in wd-link-check.c.
 * Misses: a plain link to a bad site that nobody has listed.
 * May accuse wrongly: sites with names close to a famous one; numeric addresses of one's own.
 */
#include "config.h"

#include "engine/detect/wd-risky-link.h"

#include <string.h>

#include "engine/detect/wd-file-action.h"
#include "engine/detect/wd-link-check.h"
#include "engine/detect/wd-screening.h"
#include "engine/link/wd-finder.h"
#include "engine/link/wd-suffix.h"
#include "engine/text/wd-markup.h"
#include "engine/wd-limits.h"

#define WEIGHT_TOO_MANY 2.0
#define WEIGHT_OUTGOING 4.0

static const WdAction actions[] = {
	[WD_LINK_WARN] = WD_ACTION_WARN,
	[WD_LINK_PLAIN] = WD_ACTION_WARN,
	[WD_LINK_HOLD] = WD_ACTION_HOLD,
	[WD_LINK_BLOCK] = WD_ACTION_BLOCK,
};

/* Where one link was met. */
typedef struct {
	const char *url;
	const char *visible; /* (nullable) */
	gsize start;
	gsize end;
} Place;

/* What it was met in. */
typedef struct {
	const WdEvent *event;
	const WdContext *context;
} Origin;

static WdAction
find_action(const WdPolicy *policy)
{
	guint choice = wd_policy_get_choice(policy, WD_KEY_LINKS_ACTION);

	return choice < G_N_ELEMENTS(actions) ? actions[choice] : WD_ACTION_BLOCK;
}

static gboolean
is_allowed(const WdLinkSubject *subject)
{
	const char *const *allowed = wd_policy_get_list(subject->policy, WD_KEY_LINKS_ALLOW);
	const WdUrl *url = subject->url;

	/* What is denied stays so: the list of those allowed is also the person's own. And
	 * "javascript://good.example/%0a…" is no page of that site. */
	if (wd_link_subject_is_denied(subject) || wd_link_subject_has_dangerous_scheme(subject))
		return FALSE;
	for (; url != NULL && url->host != NULL && allowed != NULL && *allowed != NULL; allowed++) {
		if (wd_suffix_is_under(url->host,
				       *allowed + (g_str_has_prefix(*allowed, "*.") ? 2 : 0)))
			return TRUE;
	}
	return subject->knowledge != NULL &&
	       wd_link_subject_is_listed(subject, subject->knowledge->link_allow_lists);
}

/*
 * A link to a program is a download that has not begun: at the click it is judged as a file that is
 * offered. In a message it is noted, since people talk about packages all day, but for a name that
 * pretends to be another.
 */
static WdAction
find_download_action(const WdLinkSubject *subject, const Origin *origin)
{
	if (origin->event->kind != WD_EVENT_LINK && !wd_link_subject_is_disguised(subject))
		return WD_ACTION_NOTE;
	return MAX(WD_ACTION_NOTE,
		   wd_file_action_get_default(origin->event, origin->context, subject->policy));
}

static WdAction
find_check_action(const WdLinkCheck *check, const WdLinkSubject *subject, const Origin *origin)
{
	if (check->risk > WD_RISK_SAFE)
		return find_action(subject->policy);
	return strcmp(check->code, "link.executable") == 0 ? find_download_action(subject, origin)
							   : WD_ACTION_NOTE;
}

static void
run_checks(const WdLinkSubject *subject,
	   const Origin *origin,
	   const Place *place,
	   WdLinkReport *report,
	   WdVerdict *verdict)
{
	gsize n_checks;
	const WdLinkCheck *checks = wd_link_check_get_all(&n_checks);

	for (gsize i = 0; i < n_checks; i++) {
		g_autofree char *detail = checks[i].check(subject);

		if (detail == NULL)
			continue;
		report->risk = MAX(report->risk, checks[i].risk);
		g_ptr_array_add(report->codes, (gpointer)checks[i].code);
		wd_verdict_add(verdict,
			       wd_finding_new(checks[i].code,
					      find_check_action(&checks[i], subject, origin),
					      checks[i].weight,
					      place->start,
					      place->end,
					      detail));
	}
}

static void
look_at(const Place *place,
	const WdEvent *event,
	const WdContext *context,
	const WdPolicy *policy,
	WdVerdict *verdict)
{
	const Origin origin = {event, context};
	WdLinkReport *report = wd_verdict_add_link(verdict, place->url);
	WdLinkSubject subject;

	wd_link_subject_init(&subject, place->url, policy, context->knowledge);
	subject.visible = place->visible;
	subject.is_from_stranger = context->is_first_message && wd_context_is_stranger(context);
	report->start = place->start;
	report->end = place->end;
	if (subject.url != NULL)
		report->host = g_strdup(subject.url->host);
	report->registrable = g_strdup(subject.registrable);
	if (!is_allowed(&subject))
		run_checks(&subject, &origin, place, report, verdict);
	if (report->risk > WD_RISK_SAFE &&
	    wd_policy_get_choice(policy, WD_KEY_LINKS_ACTION) == WD_LINK_PLAIN)
		verdict->treatment |= WD_TREATMENT_PLAIN;
	wd_link_subject_clear(&subject);
}

/* Finds the words of a link in the text that the event carries; they may be spaced otherwise in the
 * HTML, and then the link has no range. Searching goes on behind the link before. */
static gsize
locate(const char *text, gsize from, const char *visible, Place *place)
{
	const char *at = visible[0] == '\0' ? NULL : strstr(text + from, visible);

	if (at == NULL)
		return from;
	place->start = (gsize)(at - text);
	place->end = place->start + strlen(visible);
	return place->end;
}

static void
add_too_many(const WdEvent *event, const WdPolicy *policy, WdVerdict *verdict)
{
	wd_verdict_add(verdict,
		       wd_finding_new("link.too-many",
				      find_action(policy),
				      WEIGHT_TOO_MANY,
				      0,
				      strlen(event->text),
				      NULL));
}

static void
look_at_markup(const WdEvent *event,
	       const WdContext *context,
	       const WdPolicy *policy,
	       WdVerdict *verdict)
{
	g_autoptr(WdMarkup) markup = NULL;
	gsize from = 0;

	if (event->html == NULL)
		return;
	markup = wd_markup_parse(event->html);
	/* The parser keeps no more: what else there is is not looked at. Said before a hundred
	 * findings leave no room for it. */
	if (markup->links->len == WD_LIMIT_LINKS)
		add_too_many(event, policy, verdict);
	for (guint i = 0; i < markup->links->len; i++) {
		const WdMarkupLink *link = g_ptr_array_index(markup->links, i);
		g_autofree char *visible =
			g_strndup(markup->text + link->start, link->end - link->start);
		Place place = {.url = link->href, .visible = visible};

		from = locate(event->text, from, visible, &place);
		look_at(&place, event, context, policy, verdict);
	}
}

/* A link that only shares some letters with the words of another, which were sought in the text and
 * perhaps found in the wrong place, is a link of its own. So is one that leads elsewhere: what is
 * no tag for a client leaves its words clickable. */
static gboolean
is_covered(const WdVerdict *verdict, const WdFound *one)
{
	g_autoptr(WdUrl) url = wd_url_parse(one->url);

	for (guint i = 0; i < verdict->links->len; i++) {
		const WdLinkReport *report = g_ptr_array_index(verdict->links, i);
		g_autoptr(WdUrl) other = NULL;

		if (report->start > one->start || one->end > report->end)
			continue;
		other = wd_url_parse(report->url);
		if (url == NULL || (other != NULL && g_str_equal(url->scheme, other->scheme) &&
				    g_strcmp0(url->host, other->host) == 0))
			return TRUE;
	}
	return FALSE;
}

/* Links that clients and people make out in the text itself, where the HTML has none. */
static void
look_at_text(const WdEvent *event,
	     const WdContext *context,
	     const WdPolicy *policy,
	     WdVerdict *verdict)
{
	const GPtrArray *found = context->links;
	guint n_marked = verdict->links->len;

	if (found != NULL && found->len > WD_LIMIT_LINKS)
		add_too_many(event, policy, verdict);
	for (guint i = 0; found != NULL && i < found->len && verdict->links->len < WD_LIMIT_LINKS;
	     i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		Place place = {.url = one->url, .start = one->start, .end = one->end};

		if (n_marked == 0 || !is_covered(verdict, one))
			look_at(&place, event, context, policy, verdict);
	}
}

/* What a worm sends that types for people, and nobody on purpose. Other codes, such as a scheme,
 * stand in what people tell one another about their computers. */
static gboolean
is_asked_about(const WdLinkReport *report)
{
	static const char *const codes[] = {
		"link.denied", "link.lookalike-host", "link.text-mismatch", NULL};

	for (guint i = 0; i < report->codes->len; i++) {
		if (g_strv_contains(codes, g_ptr_array_index(report->codes, i)))
			return report->risk == WD_RISK_DANGEROUS;
	}
	return FALSE;
}

/* The person's own message: one question for all of its links, and not a word about those that are
 * not asked about. */
static void
look_at_outgoing(const WdEvent *event,
		 const WdContext *context,
		 const WdPolicy *policy,
		 WdVerdict *verdict)
{
	g_autoptr(WdVerdict) looked = wd_verdict_new();
	const WdLinkReport *worst = NULL;

	look_at_markup(event, context, policy, looked);
	look_at_text(event, context, policy, looked);
	for (guint i = 0; i < looked->links->len && worst == NULL; i++) {
		const WdLinkReport *report = g_ptr_array_index(looked->links, i);

		worst = is_asked_about(report) ? report : NULL;
	}
	if (worst == NULL)
		return;
	wd_verdict_add(verdict,
		       wd_finding_new("link.outgoing",
				      find_action(policy),
				      WEIGHT_OUTGOING,
				      worst->start,
				      worst->end,
				      worst->host != NULL ? worst->host : worst->url));
	g_ptr_array_extend_and_steal(verdict->links, g_steal_pointer(&looked->links));
	looked->links = g_ptr_array_new();
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	if (!wd_policy_get_boolean(policy, WD_KEY_LINKS_ENABLED))
		return;
	if (event->kind == WD_EVENT_LINK && event->url != NULL) {
		/* A click is looked at wherever the link came from. */
		Place place = {
			.url = event->url, .visible = event->link_text, .end = strlen(event->url)};

		look_at(&place, event, context, policy, verdict);
	} else if (event->kind != WD_EVENT_LINK && event->direction == WD_DIRECTION_OUT) {
		look_at_outgoing(event, context, policy, verdict);
	} else if (event->kind != WD_EVENT_LINK) {
		look_at_markup(event, context, policy, verdict);
		look_at_text(event, context, policy, verdict);
	}
}

static const char *const codes[] = {
	"link.scheme",
	"link.denied",
	"link.text-mismatch",
	"link.lookalike-host",
	"link.direction-override",
	"link.userinfo",
	"link.mixed-script",
	"link.foreign-letters",
	"link.near-name",
	"link.redirector",
	"link.hidden",
	"link.invalid-host",
	"link.ip-address",
	"link.made-to-deceive",
	"link.bare-address",
	"link.executable",
	"link.shortener",
	"link.too-many",
	"link.outgoing",
	"link.leads-on",
	"link.very-long",
	NULL,
};

const WdDetector wd_risky_link = {
	.id = "risky-link",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_STATUS) |
		 WD_ON(WD_EVENT_LINK),
	.directions = WD_IN | WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
