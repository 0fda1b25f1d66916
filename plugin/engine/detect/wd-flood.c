/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: many strangers within a minute, on one account or over all; one stranger who writes and
 * writes; nearly the same text from several strangers.
 * Misses: a flood that is spread over hours and says something else each time.
 * May accuse wrongly: strangers who happen to write during a flood, and a help desk's customers;
 * there the limits can be raised, and of a text "not SPIM" can be said. Never accuses a contact,
 * nor a stranger who has had an answer as long as it stays a talk. What is held waits in the queue.
 */
#include "config.h"

#include "engine/detect/wd-flood.h"

#include "engine/detect/wd-cargo.h"
#include "engine/detect/wd-screening.h"
#include "engine/spim/wd-spim-overlay.h"

#define WEIGHT          4.0
#define WEIGHT_WANTED   12.0 /* log-odds: the half of a lesson that is sure */
#define TALK_FACTOR     3 /* so many times as much may come from somebody who has had an answer */
#define ENOUGH          0.999           /* 1 but for rounding */
#define CAMPAIGN_GAP_MS (8 * 60 * 1000) /* between two of them: it is sent to all in one go */
#define N_STRANGERS     3               /* so many do not chance upon the same words */
#define LONG_TEXT       9               /* words */
#define MEDIUM_TEXT     6
#define FAST_MS         (60 * G_GINT64_CONSTANT(1000))

typedef struct {
	const char *code;
	WdPolicyKey limit; /* a minute; 0: none */
	guint (*count)(const WdContext *context);
} Rate;

static guint
count_of_peer(const WdContext *context)
{
	guint n = context->n_recent_from_peer;

	return context->is_answered ? (n + TALK_FACTOR - 1) / TALK_FACTOR : n;
}

/* Who has had an answer is no part of a flood, though it may be one of those that count. */
static guint
count_here(const WdContext *context)
{
	return context->is_answered ? 0 : context->n_recent_strangers_here;
}

static guint
count_everywhere(const WdContext *context)
{
	return context->is_answered ? 0 : context->n_recent_strangers;
}

static const Rate rates[] = {
	{"spim.many-messages", WD_KEY_SPIM_MESSAGES_PER_MINUTE, count_of_peer},
	{"spim.flood-here", WD_KEY_SPIM_STRANGERS_PER_MINUTE, count_here},
	{"spim.flood", WD_KEY_SPIM_ALL_STRANGERS_PER_MINUTE, count_everywhere},
};

static void
add(const char *code, const WdPolicy *policy, guint n, WdVerdict *verdict)
{
	g_autofree char *count = g_strdup_printf("%u", n);
	WdAction action = (WdAction)wd_policy_get_choice(policy, WD_KEY_SPIM_ACTION);

	wd_verdict_add(verdict, wd_finding_new(code, action, WEIGHT, 0, 0, count));
}

static double
weigh_words(guint n_words)
{
	return n_words >= LONG_TEXT ? 1.0 : n_words >= MEDIUM_TEXT ? 0.7 : 0.4;
}

/* Two strangers may ask the same; three do when something happened. What they want tells. */
static gboolean
is_campaign(const WdEvent *event, const WdRepetition *same, const WdPolicy *policy)
{
	WdCargo cargo;
	double sum = weigh_words(same->n_words);

	if (same->n_strangers < N_STRANGERS - 1 || same->gap_ms > CAMPAIGN_GAP_MS)
		return FALSE;
	wd_cargo_look(&cargo, event, policy);
	sum += cargo.has_link ? 0.4 : 0;
	sum += cargo.is_risky || cargo.is_shortened ? 0.4 : 0;
	sum += same->gap_ms <= FAST_MS ? 0.2 : 0;
	sum += same->n_disguised > 0 ? 0.6 : 0;
	sum += cargo.lures;
	sum -= same->n_strangers < N_STRANGERS ? 0.5 : 0;
	return sum >= ENOUGH;
}

/* "Not SPIM" was said of what reads like this. */
static gboolean
is_wanted(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	const WdSpimOverlay *lessons = wd_screening_get_lessons(context, policy);

	return lessons != NULL &&
	       wd_spim_overlay_weigh_text(lessons, event->text) <= -WEIGHT_WANTED;
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const WdRepetition *same = &context->same[WD_SAME_TEXT];

	if (!wd_policy_get_boolean(policy, WD_KEY_SPIM_ENABLED) ||
	    !wd_screening_applies(event, context, policy))
		return;
	for (gsize i = 0; i < G_N_ELEMENTS(rates); i++) {
		gint64 limit = wd_policy_get_integer(policy, rates[i].limit);
		guint n = rates[i].count(context);

		if (limit > 0 && n > limit)
			add(rates[i].code, policy, n, verdict);
	}
	/* Looking at what it carries is the dear part, and in a flood it is held already. */
	if (verdict->action < WD_ACTION_HOLD && is_campaign(event, same, policy) &&
	    !is_wanted(event, context, policy))
		add("spim.same-text", policy, same->n_strangers, verdict);
}

static const char *const codes[] = {
	"spim.many-messages",
	"spim.flood-here",
	"spim.flood",
	"spim.same-text",
	NULL,
};

const WdDetector wd_flood = {
	.id = "flood",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_FILE),
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
