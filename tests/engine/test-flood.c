/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-tracker.h"
#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-overlay.h"
#include "wd-judging.h"
#include "wd-rows.h"

#define SECOND_MS G_GINT64_CONSTANT(1000)
#define NONE      G_MAXUINT

/* Messages one after the other; which one is the first that is held. */
typedef struct {
	const char *name;
	guint n;
	guint n_peers;    /* take turns */
	guint n_accounts; /* take turns */
	gint64 step_ms;
	const char *text;
	gboolean is_contact;
	guint answered_at; /* I write to everybody before this message; NONE: never */
	WdTestSetting setting;
	guint held;
	const char *code;
} Case;

static const Case cases[] = {
	{"ten-of-one", 10, 1, 1, SECOND_MS, NULL, FALSE, NONE, {0}, NONE, NULL},
	{"eleven-of-one", 11, 1, 1, SECOND_MS, NULL, FALSE, NONE, {0}, 10, "spim.many-messages"},
	{"slowly", 40, 1, 1, 7 * SECOND_MS, NULL, FALSE, NONE, {0}, NONE, NULL},
	{"lively-talk", 25, 1, 1, 2 * SECOND_MS, NULL, FALSE, 1, {0}, NONE, NULL},
	{"more-than-a-talk", 32, 1, 1, SECOND_MS, NULL, FALSE, 1, {0}, 30, "spim.many-messages"},
	{"own-limit",
	 9,
	 1,
	 1,
	 SECOND_MS,
	 NULL,
	 FALSE,
	 NONE,
	 {WD_KEY_SPIM_MESSAGES_PER_MINUTE, "4"},
	 4,
	 "spim.many-messages"},
	{"without-a-limit",
	 30,
	 1,
	 1,
	 SECOND_MS,
	 NULL,
	 FALSE,
	 NONE,
	 {WD_KEY_SPIM_MESSAGES_PER_MINUTE, "0"},
	 NONE,
	 NULL},
	{"contact", 30, 1, 1, SECOND_MS, NULL, TRUE, NONE, {0}, NONE, NULL},
	{"strangers", 30, 30, 1, SECOND_MS, NULL, FALSE, NONE, {0}, 10, "spim.flood-here"},
	{"strangers-over-accounts", 30, 30, 3, SECOND_MS, NULL, FALSE, NONE, {0}, 15, "spim.flood"},
	{"strangers-slowly", 30, 30, 1, 8 * SECOND_MS, NULL, FALSE, NONE, {0}, NONE, NULL},
	{"contacts", 30, 30, 1, SECOND_MS, NULL, TRUE, NONE, {0}, NONE, NULL},
	{"answered-before-the-flood", 20, 10, 1, SECOND_MS, NULL, FALSE, 9, {0}, NONE, NULL},
	{"switched-off",
	 30,
	 30,
	 1,
	 SECOND_MS,
	 NULL,
	 FALSE,
	 NONE,
	 {WD_KEY_SPIM_ENABLED, "false"},
	 NONE,
	 NULL},
	{"campaign-with-link",
	 4,
	 4,
	 1,
	 100 * SECOND_MS,
	 "my sister would like to know you http://dates.test/",
	 FALSE,
	 NONE,
	 {0},
	 2,
	 "spim.same-text"},
	{"the-same-over-an-hour",
	 4,
	 4,
	 1,
	 600 * SECOND_MS,
	 "the network of this channel closes at the end of the month, please tell others",
	 FALSE,
	 NONE,
	 {0},
	 NONE,
	 NULL},
	{"the-same-within-minutes",
	 4,
	 4,
	 1,
	 60 * SECOND_MS,
	 "the network of this channel closes at the end of the month, please tell others",
	 FALSE,
	 NONE,
	 {0},
	 2,
	 "spim.same-text"},
	{"campaign-without-link",
	 4,
	 4,
	 1,
	 100 * SECOND_MS,
	 "dear friend we pay good money every day for a little work, ask me how",
	 FALSE,
	 NONE,
	 {0},
	 1,
	 "spim.same-text"},
	{"customers",
	 4,
	 4,
	 1,
	 100 * SECOND_MS,
	 "where can I find the invoice?",
	 FALSE,
	 NONE,
	 {0},
	 NONE,
	 NULL},
	{"contacts-say-the-same",
	 4,
	 4,
	 1,
	 100 * SECOND_MS,
	 "dear friend we pay good money every day for a little work, ask me how",
	 TRUE,
	 NONE,
	 {0},
	 NONE,
	 NULL},
};

static WdEvent
make_fields(const Case *row, guint at, WdDirection direction)
{
	static char peer[32], account[32], text[64];

	g_snprintf(peer, sizeof peer, "peer%u@a.example", at % row->n_peers);
	g_snprintf(account, sizeof account, "me%u@b.example", at % row->n_accounts);
	g_snprintf(text, sizeof text, "%c%c", 'a' + at % 26, 'a' + at % 7);
	return (WdEvent){
		.direction = direction,
		.protocol = "prpl-jabber",
		.account = account,
		.peer = peer,
		.text = row->text != NULL ? row->text : text,
		.time_ms = (gint64)at * row->step_ms,
	};
}

static void
answer_all(const Case *row, WdTracker *tracker, guint at)
{
	for (guint i = 0; i < row->n_peers; i++) {
		WdEvent fields = make_fields(row, i, WD_DIRECTION_OUT);
		g_autoptr(WdEvent) event = NULL;

		fields.time_ms = (gint64)at * row->step_ms;
		fields.text = "yes";
		event = wd_event_new(&fields);
		wd_tracker_note(tracker, event, &wd_test_stranger);
	}
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdTracker) tracker = wd_tracker_new(60 * SECOND_MS);
	guint held = NONE;

	for (guint i = 0; i < row->n; i++) {
		WdEvent fields = make_fields(row, i, WD_DIRECTION_IN);
		g_autoptr(WdEvent) event = wd_event_new(&fields);
		WdContext context = row->is_contact ? wd_test_contact : wd_test_stranger;
		g_autoptr(WdVerdict) verdict = NULL;

		if (i == row->answered_at)
			answer_all(row, tracker, i);
		wd_tracker_look(tracker, event, &context);
		context.wrote_first = FALSE;
		verdict = wd_test_judge(&fields, &context, row->setting);
		wd_tracker_note(tracker, event, &context);
		if (verdict->action < WD_ACTION_HOLD || held != NONE)
			continue;
		held = i;
		g_assert_nonnull(row->code);
		g_assert_true(wd_verdict_has(verdict, row->code));
	}
	g_assert_cmpuint(held, ==, row->held);
}

/* What the person said of the text, before it comes again. */
static WdSpimOverlay *
teach(const char *text, gboolean is_spim)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);
	WdSpimLesson lesson = {.is_spim = is_spim};
	const WdSpimLesson *list[] = {&lesson};

	g_assert_true(wd_spim_lesson_fill(
		&lesson, (const guint32 *)(gpointer)buckets->data, buckets->len));
	return wd_spim_overlay_new(list, 1);
}

typedef struct {
	const char *name;
	const char *taught;
	gboolean is_spim;
	WdTestSetting setting;
	gboolean is_held;
} TaughtCase;

#define NOTICE "the network of this channel closes at the end of the month, please tell others"

static const TaughtCase taught[] = {
	{"not-spim", NOTICE, FALSE, {0}, FALSE},
	{"not-spim-of-another-name",
	 "Ann, the network of this channel closes at the end of the month, please tell others",
	 FALSE,
	 {0},
	 FALSE},
	{"not-spim-of-another-text",
	 "shall we have lunch together before the train to the mountains leaves?",
	 FALSE,
	 {0},
	 TRUE},
	{"spim", NOTICE, TRUE, {0}, TRUE},
	{"learning-is-off", NOTICE, FALSE, {WD_KEY_SPIM_LEARNING, "false"}, TRUE},
};

/* "Not SPIM" calms what is held for having come from several, too. */
static void
test_taught(gconstpointer data)
{
	const TaughtCase *row = data;
	g_autoptr(WdSpimOverlay) overlay = teach(row->taught, row->is_spim);
	const WdKnowledge knowledge = {.spim_overlay = overlay};
	g_autoptr(WdTracker) tracker = wd_tracker_new(60 * SECOND_MS);
	gboolean is_held = FALSE;

	for (guint i = 0; i < 4; i++) {
		g_autofree char *peer = g_strdup_printf("peer%u@a.example", i);
		const WdEvent fields = {
			.protocol = "prpl-jabber",
			.account = "me@b.example",
			.peer = peer,
			.text = NOTICE,
			.time_ms = (gint64)i * 60 * SECOND_MS,
		};
		g_autoptr(WdEvent) event = wd_event_new(&fields);
		WdContext context = wd_test_stranger;
		g_autoptr(WdVerdict) verdict = NULL;

		context.knowledge = &knowledge;
		wd_tracker_look(tracker, event, &context);
		verdict = wd_test_judge(&fields, &context, row->setting);
		wd_tracker_note(tracker, event, &context);
		is_held = is_held || verdict->action >= WD_ACTION_HOLD;
	}
	g_assert_cmpint(is_held, ==, row->is_held);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/flood/", cases, test_case);
	WD_ADD_ROWS("/flood/taught/", taught, test_taught);
	return g_test_run();
}
