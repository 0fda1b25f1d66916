/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: a program that uses the person's account to send nearly the same text, file or links to
 * the same site to one contact after another; and such a worm coming in from several contacts.
 * Misses: one that waits minutes between contacts and says what an honest person might.
 * May accuse wrongly: a person who pastes an announcement to everybody within seconds; answering
 * the question sends it. What the client knows to be typed by hand is never accused.
 *
 * That something repeats is no sign of a worm. What counts is the sum of what speaks for one: pace,
 * disguise, what is carried, and what speaks against it.
 */
#include "config.h"

#include "engine/detect/wd-worm.h"

#include "engine/detect/wd-cargo.h"

#define WEIGHT      6.0
#define ENOUGH      0.999 /* signs that add up to a worm; 1 but for rounding */
#define N_SENDERS   3     /* incoming: so many contacts do not chance upon the same */
#define SECOND_MS   G_GINT64_CONSTANT(1000)
#define MINUTE_MS   (60 * SECOND_MS)
#define NEWS_MS     (5 * MINUTE_MS) /* between two senders; what spreads by itself is faster */
#define LONG_TEXT   9               /* words that nobody else puts together in the same way */
#define MEDIUM_TEXT 6

/* What one outbreak looks like. */
typedef struct {
	const WdEvent *event;
	const WdRepetition *same;
	const WdCargo *cargo;
	WdSame which;
} Outbreak;

typedef struct {
	gint64 up_to_ms;
	double weight;
} Pace;

/* Outgoing: nobody changes conversations and pastes in two seconds, again and again; with practice
 * in ten. */
static const Pace sending[] = {
	{2 * SECOND_MS, 1.5},
	{5 * SECOND_MS, 1.1},
	{8 * SECOND_MS, 0.6},
	{15 * SECOND_MS, 0.3},
};

/* The same under different words, which a hand has to find first, but which links to one site may
 * chance to have in common. */
static const Pace sending_links[] = {
	{2 * SECOND_MS, 1.5},
	{5 * SECOND_MS, 0.7},
	{8 * SECOND_MS, 0.4},
	{15 * SECOND_MS, 0.2},
};

/* Incoming: an outbreak is fast, news go round for hours. */
static const Pace arriving[] = {
	{MINUTE_MS, 0.3},
	{3 * MINUTE_MS, 0.2},
	{5 * MINUTE_MS, 0.1},
};

static double
weigh_pace(const Pace *paces, gsize n_paces, gint64 gap_ms)
{
	for (gsize i = 0; i < n_paces; i++) {
		if (gap_ms <= paces[i].up_to_ms)
			return paces[i].weight;
	}
	return 0;
}

/* Whether each got a link of its own. In one text a program has put them; under different texts
 * people, too, link to different pages of a site. */
static double
weigh_variants(const Outbreak *outbreak)
{
	if (outbreak->same->n_links < 2 || outbreak->cargo->is_famous)
		return 0;
	if (outbreak->which != WD_SAME_TEXT)
		return 0.2;
	return outbreak->cargo->is_made_up ? 0.7 : 0.5;
}

static double
weigh_links(const Outbreak *outbreak)
{
	const WdCargo *cargo = outbreak->cargo;
	double sum = weigh_variants(outbreak);

	if (!cargo->has_link)
		return 0;
	sum += cargo->is_risky ? 1.0 : 0;
	sum += cargo->is_clear ? 0.2 : 0;
	sum += cargo->is_luring ? 0.2 : 0;
	sum -= cargo->is_own ? 0.5 : 0;
	sum -= cargo->is_famous && !cargo->is_risky ? 0.5 : 0;
	return sum;
}

/* A link that hides where it leads has no honest reason to go to everybody. Under different words
 * it is another link that they have in common. */
static gboolean
has_same_short_link(const Outbreak *outbreak)
{
	return outbreak->which == WD_SAME_TEXT && outbreak->cargo->is_shortened;
}

static double
weigh_file(const Outbreak *outbreak)
{
	if (outbreak->which != WD_SAME_FILE)
		return 0;
	return outbreak->cargo->is_program ? 1.0 : outbreak->cargo->is_container ? 0.3 : 0;
}

/* Answers to what was asked repeat, too; but nobody answers three people within seconds. */
static double
weigh_answers(const WdRepetition *same)
{
	if (same->gap_ms <= sending[0].up_to_ms)
		return 0;
	if (same->n_answered >= same->n_peers)
		return 0.6;
	return 2 * same->n_answered >= same->n_peers ? 0.3 : 0;
}

static double
weigh_outgoing(const Outbreak *outbreak)
{
	const WdRepetition *same = outbreak->same;
	double sum = outbreak->which == WD_SAME_SITE
			     ? weigh_pace(sending_links, G_N_ELEMENTS(sending_links), same->gap_ms)
			     : weigh_pace(sending, G_N_ELEMENTS(sending), same->gap_ms);

	sum += outbreak->event->typed == WD_TYPED_NO ? 1.0 : 0;
	sum += same->is_even && outbreak->which != WD_SAME_SITE ? 0.4 : 0;
	sum += same->n_disguised > 0 ? 0.8 : 0;
	sum += weigh_links(outbreak) + weigh_file(outbreak);
	sum += has_same_short_link(outbreak) ? 1.0 : 0;
	sum += outbreak->cargo->is_invitation ? 0.5 : 0;
	sum += outbreak->cargo->lures;
	return sum - weigh_answers(same);
}

static double
weigh_sameness(const Outbreak *outbreak)
{
	if (outbreak->which != WD_SAME_TEXT)
		return 0.3;
	if (outbreak->same->n_words >= LONG_TEXT)
		return 0.7;
	return outbreak->same->n_words >= MEDIUM_TEXT ? 0.6 : 0.4;
}

/* Wishes for a birthday are the same from everybody; a worm wants something. Under different words
 * people link to one site all day; there it must be said what for. */
static gboolean
wants_something(const Outbreak *outbreak)
{
	const WdCargo *cargo = outbreak->cargo;
	gboolean are_strangers = outbreak->same->n_strangers == outbreak->same->n_peers;

	if (outbreak->which == WD_SAME_SITE)
		return cargo->is_risky || cargo->lures >= 0.5 || outbreak->same->n_disguised > 0;
	return cargo->has_link || cargo->is_invitation || outbreak->same->n_disguised > 0 ||
	       cargo->is_program || cargo->is_container ||
	       cargo->lures >= (are_strangers ? 0.5 : 0.8);
}

/* What several people pass on in their own time, and which asks for nothing. */
static gboolean
is_news(const Outbreak *outbreak)
{
	const WdCargo *cargo = outbreak->cargo;

	return outbreak->same->gap_ms > NEWS_MS && outbreak->same->n_disguised == 0 &&
	       cargo->lures <= 0 && !cargo->is_risky && !cargo->is_shortened &&
	       !cargo->is_made_up && !cargo->is_luring && !cargo->is_invitation &&
	       !cargo->is_program && !cargo->is_container;
}

static double
weigh_incoming(const Outbreak *outbreak)
{
	const WdRepetition *same = outbreak->same;
	double sum = weigh_sameness(outbreak);

	if (!wants_something(outbreak))
		return 0;
	sum += weigh_pace(arriving, G_N_ELEMENTS(arriving), same->gap_ms);
	sum -= is_news(outbreak) ? 0.3 : 0;
	sum += outbreak->cargo->has_link || outbreak->cargo->is_invitation ? 0.2 : 0;
	sum += has_same_short_link(outbreak) ? 0.3 : 0;
	sum += weigh_links(outbreak) + weigh_file(outbreak);
	sum += same->n_disguised > 0 ? 0.6 : 0;
	sum += same->n_strangers == same->n_peers ? 0.3 : 0;
	return sum + outbreak->cargo->lures;
}

static const char *const codes[] = {
	"worm.outgoing-text",
	"worm.outgoing-link",
	"worm.outgoing-file",
	"worm.incoming-text",
	"worm.incoming-link",
	"worm.incoming-file",
	NULL,
};

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	gboolean is_out = event->direction == WD_DIRECTION_OUT;
	guint limit =
		is_out ? (guint)wd_policy_get_integer(policy, WD_KEY_WORMS_RECIPIENTS) : N_SENDERS;
	gboolean has_cargo = FALSE;
	WdCargo cargo;

	if (!wd_policy_get_boolean(policy, WD_KEY_WORMS_ENABLED) ||
	    (is_out && event->typed == WD_TYPED_YES))
		return;
	/* What a flood of strangers brings is held already, and costs little. */
	if (!is_out && wd_context_is_stranger(context) && verdict->action >= WD_ACTION_HOLD)
		return;
	for (WdSame which = 0; which < WD_N_SAME; which++) {
		const WdRepetition *same = &context->same[which];
		const Outbreak outbreak = {event, same, &cargo, which};
		g_autofree char *count = NULL;

		if (same->n_peers < MIN(limit, WD_REPETITION_PEERS))
			continue;
		if (!has_cargo)
			wd_cargo_look(&cargo, event, policy);
		has_cargo = TRUE;
		if ((is_out ? weigh_outgoing : weigh_incoming)(&outbreak) < ENOUGH)
			continue;
		count = g_strdup_printf("%u", same->n_peers);
		wd_verdict_add(verdict,
			       wd_finding_new(codes[which + (is_out ? 0 : WD_N_SAME)],
					      WD_ACTION_HOLD,
					      WEIGHT,
					      0,
					      0,
					      count));
		return; /* its links and files say no more than its words */
	}
}

const WdDetector wd_worm = {
	.id = "worm",
	.kinds = WD_ON(WD_EVENT_IM) | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_FILE) |
		 WD_ON(WD_EVENT_CHAT_INVITE) | WD_ON(WD_EVENT_CONTACT_REQUEST),
	.directions = WD_IN | WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
