/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: unwanted advertising and fraud in what a stranger writes: "URGENT! You have won a 1000
 * cash prize, call 0906...".
 * Misses: a message that reads like an honest one, and in languages that the model was not trained
 * on, a third, where hardly more than the table of phrases speaks.
 * May accuse wrongly: talk about prizes, money and mobile phones; so it never acts on what a saved
 * contact writes, and what it holds waits in the queue.
 */
#include "config.h"

#include "engine/detect/wd-spim.h"

#include <math.h>
#include <string.h>

#include "engine/detect/wd-screening.h"
#include "engine/spim/wd-spim-lexicon.h"
#include "engine/spim/wd-spim-overlay.h"
#include "engine/spim/wd-spim-quotes.h"
#include "engine/spim/wd-spim-reasons.h"

#define MIN_TOKENS     2    /* besides links: "here" and an address say nothing yet */
#define SENTENCE_BYTES 12   /* four letters of East Asia */
#define FIRST_EAST     0xe3 /* a byte of UTF-8, of U+3000 and beyond */
#define WEIGHT_LINK    1.0  /* log-odds; context only, far below every threshold by itself */
#define LEAST_OF_MODEL                                                                             \
	(-1.5) /* below it the model says only that it does not know the language                  \
		*/

static const WdSpimModel *
get_model(const WdContext *context)
{
	if (context->knowledge != NULL && context->knowledge->spim_model != NULL)
		return context->knowledge->spim_model;
	return wd_spim_model_get_shipped();
}

/* A link weighs only as what a stranger brings along at once. */
static double
weigh_context(const WdSpimTokens *tokens, const WdContext *context)
{
	return wd_context_is_stranger(context) && context->is_first_message &&
			       tokens->counts[WD_SPIM_COUNT_LINKS] > 0
		       ? WEIGHT_LINK
		       : 0;
}

/* What the person said of messages like this one. */
static double
weigh_lessons(const WdSpimFeatures *features, const WdContext *context, const WdPolicy *policy)
{
	const WdSpimOverlay *overlay = wd_screening_get_lessons(context, policy);

	return overlay == NULL ? 0 : wd_spim_overlay_weigh(overlay, features->buckets, features->n);
}

static double
get_probability(double odds)
{
	return 1 / (1 + exp(-odds));
}

/* A text score never acts alone on a saved contact's message. It is told of one who became a
 * contact only lately, since that is how fraud begins. */
static WdAction
get_action(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	WdAction action = (WdAction)wd_policy_get_choice(policy, WD_KEY_SPIM_ACTION);

	if (wd_screening_get_treatment(event, context, policy) != WD_STRANGERS_ALLOW)
		return action;
	return wd_screening_is_new_contact(context) ? MIN(action, WD_ACTION_WARN) : WD_ACTION_ALLOW;
}

/* One text under judgement. */
typedef struct {
	const WdSpimModel *model;
	const WdSpimTokens *tokens;
	const WdSpimFeatures *features;
	gboolean is_by_phrases; /* the table of words weighs more than the model */
	double own;             /* log-odds without what the person taught */
	double odds;            /* and with it */
} Judgement;

/* Where words have no blanks between them, one token can be a whole sentence. */
static guint
count_words(const WdSpimTokens *tokens, const WdSpimToken *token)
{
	if (token->kind == WD_SPIM_TOKEN_LINK)
		return 0;
	return token->len >= SENTENCE_BYTES && (guchar)tokens->letters[token->offset] >= FIRST_EAST
		       ? MIN_TOKENS
		       : 1;
}

/* A link alone is what people send each other every day, and no text to judge. */
static gboolean
has_text(const WdSpimTokens *tokens)
{
	guint n = 0;

	for (guint i = 0; i < tokens->n_tokens && n < MIN_TOKENS; i++)
		n += count_words(tokens, &tokens->tokens[i]);
	return n >= MIN_TOKENS;
}

static void
weigh(Judgement *judgement, const WdContext *context, const WdPolicy *policy)
{
	const WdSpimFeatures *features = judgement->features;
	double by_model = wd_spim_model_score(judgement->model, features->buckets, features->n);
	WdSpimEvidence evidence = wd_spim_lexicon_weigh(judgement->tokens);
	/* The model has learnt what links are worth; the lexicon knows only words. */
	double by_phrases = evidence.odds + weigh_context(judgement->tokens, context);

	if (evidence.support > 0)
		by_phrases = MAX(by_phrases, MAX(by_model, LEAST_OF_MODEL) + evidence.support);
	judgement->is_by_phrases = by_phrases > by_model;
	judgement->own = MAX(by_model, by_phrases);
	if (!has_text(judgement->tokens))
		judgement->own = -INFINITY;
	judgement->odds = judgement->own + weigh_lessons(features, context, policy);
}

/* The words that weighed most, as they were written. */
static char *
name_words(const Judgement *judgement, const char *text)
{
	char *words =
		judgement->is_by_phrases ? wd_spim_quotes_find(judgement->tokens, text) : NULL;

	/* What accuses by its shape alone has no phrase. */
	if (words == NULL)
		words = wd_spim_reasons_find(judgement->model, judgement->tokens, text);
	return words;
}

static void
accuse(const Judgement *judgement,
       const WdEvent *event,
       WdAction action,
       gboolean is_taught,
       WdVerdict *verdict)
{
	g_autofree char *words = is_taught ? NULL : name_words(judgement, event->text);

	wd_verdict_add(verdict,
		       wd_finding_new(is_taught ? "spim.taught" : "spim.text",
				      action,
				      1 + MAX(judgement->odds, 0),
				      0,
				      strlen(event->text),
				      words));
}

static void
inspect_text(const WdEvent *event,
	     const WdContext *context,
	     const WdPolicy *policy,
	     WdVerdict *verdict)
{
	double threshold = wd_policy_get_number(policy, WD_KEY_SPIM_THRESHOLD);
	g_auto(WdSpimTokens) tokens;
	g_auto(WdSpimFeatures) features;
	Judgement judgement = {get_model(context), &tokens, &features, FALSE, 0, 0};
	WdAction action;

	wd_spim_tokens_init(&tokens, event->text);
	wd_spim_features_init(&features, &tokens);
	weigh(&judgement, context, policy);
	verdict->spim_probability = get_probability(judgement.odds);
	if (verdict->spim_probability < threshold)
		return;
	action = get_action(event, context, policy);
	if (action > WD_ACTION_ALLOW)
		accuse(&judgement,
		       event,
		       action,
		       get_probability(judgement.own) < threshold,
		       verdict);
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	if (wd_policy_get_boolean(policy, WD_KEY_SPIM_ENABLED))
		inspect_text(event, context, policy, verdict);
}

static const char *const codes[] = {"spim.taught", "spim.text", NULL};

const WdDetector wd_spim = {
	.id = "spim",
	.kinds = WD_ON_APPROACH,
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
