/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-outcome.h"

#include <purple.h>
#include <string.h>

#include "rehearsal/wd-rehearse-tool.h"

/*
 * Reads off the trace and the queue what became of a scene. Nothing here asks Warden, and nothing
 * knows what the script expects: a result that nobody saw is WD_OUTCOME_NOTHING.
 */

typedef struct {
	const WdRehearsalScript *script;
	const WdRehearsalScene *scene;
	const WdRehearseTrace *trace;
	const GPtrArray *rows;
	const WdFact *start; /* the fact that the scene began */
} Case;

typedef WdOutcome (*Look)(const Case *look, GString *why);

static gboolean
stands_in(const char *part, const char *markup)
{
	g_autofree char *plain = purple_markup_strip_html(markup);
	g_autofree char *plain_part = purple_markup_strip_html(part);

	return strstr(plain, plain_part) != NULL;
}

static gboolean
is_same_text(const char *a, const char *b)
{
	g_autofree char *plain_a = purple_markup_strip_html(a);
	g_autofree char *plain_b = purple_markup_strip_html(b);

	return strcmp(plain_a, plain_b) == 0;
}

static void
add_reason(GString *why, const char *markup)
{
	g_autofree char *plain = purple_markup_strip_html(markup);

	if (why->len > 0)
		g_string_append_c(why, '\n');
	g_string_append(why, g_strstrip(plain));
}

static gboolean
is_of_scene(const Case *look, const WdFact *fact, WdFactKind kind)
{
	return fact->kind == kind && fact->n_scene == look->start->n_scene;
}

static const char *
place_of(const WdRehearsalScene *scene)
{
	return scene->room != NULL ? scene->room : scene->actor;
}

static gboolean
is_in_queue(const Case *look, GString *why)
{
	const WdRehearseRow *row = wd_rehearse_rows_find(
		look->rows,
		wd_rehearse_outcome_get_row_kind(look->scene->action),
		look->scene->action == WD_REHEARSAL_SAY ? look->scene->to : look->scene->actor);

	if (row != NULL)
		add_reason(why, row->why);
	return row != NULL;
}

/* What stands in a line besides the words that were said: Warden's remark. */
static void
add_remark(GString *why, const char *markup, const char *said)
{
	g_autofree char *plain = purple_markup_strip_html(markup);
	g_autofree char *plain_said = purple_markup_strip_html(said);
	char *words = strstr(plain, plain_said);

	if (words != NULL)
		memmove(words, words + strlen(plain_said), strlen(words + strlen(plain_said)) + 1);
	add_reason(why, plain);
}

/* The actor's line is what was said, as it is shown now; every other line beside it is a remark. */
static WdOutcome
look_at_message(const Case *look, GString *why)
{
	WdOutcome outcome = WD_OUTCOME_NOTHING;
	gboolean is_remarked = FALSE;

	for (guint i = 0; i < wd_rehearse_trace_get_length(look->trace); i++) {
		const WdFact *fact = wd_rehearse_trace_get(look->trace, i);

		if (!is_of_scene(look, fact, WD_FACT_SHOWN) ||
		    g_strcmp0(fact->place, place_of(look->scene)) != 0)
			continue;
		if ((fact->flags & PURPLE_MESSAGE_RECV) != 0)
			outcome = WD_OUTCOME_SHOWN;
		if (is_same_text(fact->text, look->scene->text))
			continue;
		is_remarked = TRUE;
		add_remark(why, fact->text, look->scene->text);
	}
	if (outcome == WD_OUTCOME_NOTHING)
		return is_in_queue(look, why) ? WD_OUTCOME_HELD : WD_OUTCOME_NOTHING;
	return is_remarked ? WD_OUTCOME_MARKED : outcome;
}

static WdOutcome
look_at_join(const Case *look, GString *why)
{
	for (guint i = 0; i < wd_rehearse_trace_get_length(look->trace); i++) {
		const WdFact *fact = wd_rehearse_trace_get(look->trace, i);

		if (is_of_scene(look, fact, WD_FACT_OPENED) &&
		    g_strcmp0(fact->place, look->scene->room) == 0)
			return WD_OUTCOME_SHOWN;
	}
	return WD_OUTCOME_NOTHING;
}

static gboolean
is_about(const WdFact *fact, const WdRehearsalScene *scene)
{
	const char *who = scene->action == WD_REHEARSAL_SAY ? scene->to : scene->actor;

	return g_strcmp0(fact->who, who) == 0 || strstr(fact->text, who) != NULL ||
	       (scene->file != NULL && strstr(fact->text, scene->file) != NULL);
}

static gboolean
is_asked(const Case *look, GString *why)
{
	gboolean is_found = FALSE;

	for (guint i = 0; i < wd_rehearse_trace_get_length(look->trace); i++) {
		const WdFact *fact = wd_rehearse_trace_get(look->trace, i);

		if (!is_of_scene(look, fact, WD_FACT_ASKED) || !is_about(fact, look->scene))
			continue;
		is_found = TRUE;
		add_reason(why, fact->text);
	}
	return is_found;
}

/* A request, an invitation or a file: the client's own question, or the queue. */
static WdOutcome
look_at_question(const Case *look, GString *why)
{
	if (is_asked(look, why))
		return WD_OUTCOME_ASKED;
	return is_in_queue(look, why) ? WD_OUTCOME_HELD : WD_OUTCOME_NOTHING;
}

static WdOutcome
look_at_attention(const Case *look, GString *why)
{
	for (guint i = 0; i < wd_rehearse_trace_get_length(look->trace); i++) {
		const WdFact *fact = wd_rehearse_trace_get(look->trace, i);

		if (is_of_scene(look, fact, WD_FACT_SHOWN) &&
		    g_strcmp0(fact->place, look->scene->actor) == 0)
			return WD_OUTCOME_SHOWN;
	}
	return is_in_queue(look, why) ? WD_OUTCOME_HELD : WD_OUTCOME_NOTHING;
}

static guint
count_wire(const Case *look, const char *verb, const char *who, const char *part)
{
	g_autofree char *prefix = g_strdup_printf("%s %s", verb, who);
	guint n = 0;

	for (guint i = 0; i < wd_rehearse_trace_get_length(look->trace); i++) {
		const WdFact *fact = wd_rehearse_trace_get(look->trace, i);

		n += fact->kind == WD_FACT_WIRE && fact->n_scene >= look->start->n_scene &&
		     g_str_has_prefix(fact->text, prefix) && stands_in(part, fact->text);
	}
	return n;
}

static WdOutcome
look_at_line(const Case *look, GString *why)
{
	if (count_wire(look, "im", look->scene->to, look->scene->text) > 0)
		return WD_OUTCOME_SENT;
	if (is_asked(look, why) || is_in_queue(look, why))
		return WD_OUTCOME_STOPPED;
	return WD_OUTCOME_NOTHING;
}

/* Once in the whole rehearsal, with the time it was written at, and shown later than that. */
static WdOutcome
look_at_release(const Case *look, GString *why)
{
	const WdRehearsalScene *of = wd_rehearsal_script_find(look->script, look->scene->of);
	const WdFact *written = wd_rehearse_trace_find_scene(look->trace, of->id);
	const WdFact *seen = NULL;
	guint n = 0;

	for (guint i = 0; of->text != NULL && i < wd_rehearse_trace_get_length(look->trace); i++) {
		const WdFact *fact = wd_rehearse_trace_get(look->trace, i);

		if (fact->kind == WD_FACT_SHOWN && g_strcmp0(fact->place, place_of(of)) == 0 &&
		    stands_in(of->text, fact->text)) {
			seen = fact;
			n++;
		}
	}
	if (n == 0 || written == NULL)
		return WD_OUTCOME_NOTHING;
	g_string_append_printf(why,
			       "shown %u time(s), %" G_GINT64_FORMAT " s after it was written; its "
			       "own time is off by %" G_GINT64_FORMAT " s",
			       n,
			       seen->clock_s - written->clock_s,
			       ABS(seen->own_time_s - written->clock_s));
	return n == 1 && ABS(seen->own_time_s - written->clock_s) <= 1 &&
			       seen->clock_s > seen->own_time_s + 1
		       ? WD_OUTCOME_DELIVERED
		       : WD_OUTCOME_SHOWN;
}

static WdOutcome
look_at_delete(const Case *look, GString *why)
{
	const WdRehearsalScene *of = wd_rehearsal_script_find(look->script, look->scene->of);

	if (count_wire(look, "file-refused", of->actor, of->file != NULL ? of->file : "") == 0)
		return WD_OUTCOME_NOTHING;
	g_string_append(why, "the sender was told no");
	return WD_OUTCOME_REFUSED;
}

/* How each action is looked at, and as which kind the queue keeps it. */
static const struct {
	Look look;
	const char *row_kind;
} actions[WD_REHEARSAL_N_ACTIONS] = {
	[WD_REHEARSAL_MESSAGE] = {look_at_message, "im"},
	[WD_REHEARSAL_JOIN] = {look_at_join, NULL},
	[WD_REHEARSAL_ROOM_MESSAGE] = {look_at_message, "chat"},
	[WD_REHEARSAL_REQUEST] = {look_at_question, "contact-request"},
	[WD_REHEARSAL_INVITE] = {look_at_question, "chat-invite"},
	[WD_REHEARSAL_FILE] = {look_at_question, "file"},
	[WD_REHEARSAL_ATTENTION] = {look_at_attention, "attention"},
	[WD_REHEARSAL_SAY] = {look_at_line, "im"},
	[WD_REHEARSAL_RELEASE] = {look_at_release, NULL},
	[WD_REHEARSAL_DELETE] = {look_at_delete, NULL},
};

/**
 * wd_rehearse_outcome_get_row_kind:
 * @action: an action
 *
 * Returns: (transfer none) (nullable): the kind of its row in the review queue
 */
const char *
wd_rehearse_outcome_get_row_kind(WdRehearsalAction action)
{
	g_return_val_if_fail(action < WD_REHEARSAL_N_ACTIONS, NULL);

	return actions[action].row_kind;
}

/**
 * wd_rehearse_outcome_find:
 * @script: the script
 * @scene: one of its scenes
 * @trace: what was seen
 * @rows: (element-type WdRehearseRow): the review queue before anything was released
 *
 * Returns: (transfer full): what became of @scene
 */
WdRehearseResult *
wd_rehearse_outcome_find(const WdRehearsalScript *script,
			 const WdRehearsalScene *scene,
			 const WdRehearseTrace *trace,
			 const GPtrArray *rows)
{
	Case look = {script, scene, trace, rows, wd_rehearse_trace_find_scene(trace, scene->id)};
	WdRehearseResult *result = g_new0(WdRehearseResult, 1);
	g_autoptr(GString) why = g_string_new(NULL);

	result->outcome =
		look.start != NULL ? actions[scene->action].look(&look, why) : WD_OUTCOME_NOTHING;
	result->why = g_strdup(why->str);
	return result;
}

/**
 * wd_rehearse_result_free:
 * @result: (nullable) (transfer full): a result
 */
void
wd_rehearse_result_free(WdRehearseResult *result)
{
	if (result == NULL)
		return;
	g_free(result->why);
	g_free(result);
}
