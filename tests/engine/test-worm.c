/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-tracker.h"
#include "wd-judging.h"
#include "wd-rows.h"

#define WINDOW_MS (30 * 60 * G_GINT64_CONSTANT(1000))
#define N_PEERS   5

static const char *const peers[N_PEERS] = {
	"ann@a.example", "ben@a.example", "carl@b.example", "dora@a.example", "eva@a.example"};

/* The same event to (or from) one peer after the other; which one is stopped first. */
typedef struct {
	const char *name;
	WdEvent event;
	gint64 step_ms;
	WdTestSetting setting;
	guint stopped; /* index of the first that is held, N_PEERS: none */
	const char *code;
} Case;

#define OUT .direction = WD_DIRECTION_OUT

static const Case cases[] = {
	{"fast-link",
	 {OUT, .text = "is this you? http://pics.test/1"},
	 500,
	 {0},
	 2,
	 "worm.outgoing-link"},
	{"fast-text",
	 {OUT, .text = "send me the code from your phone please"},
	 2000,
	 {0},
	 2,
	 "worm.outgoing-text"},
	{"slow-shortener",
	 {OUT, .text = "you have to see this https://bit.ly/x"},
	 60000,
	 {0},
	 2,
	 "worm.outgoing-text"},
	{"slow-and-known-as-not-typed",
	 {OUT, .text = "see my new photos here", .typed = WD_TYPED_NO},
	 60000,
	 {0},
	 2,
	 "worm.outgoing-text"},
	{"rooms",
	 {OUT, .kind = WD_EVENT_CHAT, .text = "earn money http://job.test/ now please"},
	 1000,
	 {0},
	 2,
	 "worm.outgoing-text"},
	{"invitations",
	 {OUT, .kind = WD_EVENT_CHAT_INVITE, .text = "join us for fifty free spins"},
	 1000,
	 {0},
	 2,
	 "worm.outgoing-text"},
	{"fast-file",
	 {OUT, .kind = WD_EVENT_FILE, .file_name = "a.txt"},
	 500,
	 {0},
	 2,
	 "worm.outgoing-file"},
	{"slow-program",
	 {OUT, .kind = WD_EVENT_FILE, .file_name = "pics.scr"},
	 60000,
	 {0},
	 2,
	 "worm.outgoing-file"},
	{"more-recipients",
	 {OUT, .text = "is this you? http://pics.test/1"},
	 500,
	 {WD_KEY_WORMS_RECIPIENTS, "4"},
	 3,
	 "worm.outgoing-link"},
	{"incoming",
	 {.text = "lol check this http://clips.test/1"},
	 60000,
	 {0},
	 2,
	 "worm.incoming-link"},
	{"switched-off",
	 {OUT, .text = "is this you? http://pics.test/1"},
	 500,
	 {WD_KEY_WORMS_ENABLED, "false"},
	 N_PEERS,
	 NULL},
	{"typed-by-hand",
	 {OUT, .text = "is this you? http://pics.test/1", .typed = WD_TYPED_YES},
	 500,
	 {0},
	 N_PEERS,
	 NULL},
	{"greeting",
	 {OUT, .text = "Merry Christmas to you and your family!"},
	 20000,
	 {0},
	 N_PEERS,
	 NULL},
	{"meeting-link",
	 {OUT, .text = "the meeting is here https://meet.corp.example/x"},
	 40000,
	 {0},
	 N_PEERS,
	 NULL},
	{"slow-document",
	 {OUT, .kind = WD_EVENT_FILE, .file_name = "agenda.pdf"},
	 60000,
	 {0},
	 N_PEERS,
	 NULL},
	{"short-answer", {OUT, .text = "yes"}, 500, {0}, N_PEERS, NULL},
	{"outside-the-window",
	 {OUT, .text = "you have to see this https://bit.ly/x"},
	 WINDOW_MS,
	 {0},
	 N_PEERS,
	 NULL},
	{"birthday", {.text = "happy birthday to you my dear!"}, 60000, {0}, N_PEERS, NULL},
	{"incoming-text",
	 {.text = "lol check this really funny clip of you http://clips.test/1"},
	 60000,
	 {0},
	 2,
	 "worm.incoming-text"},
	{"incoming-program",
	 {.kind = WD_EVENT_FILE, .file_name = "pics.scr", .file_size = 5000},
	 60000,
	 {0},
	 2,
	 "worm.incoming-file"},
	{"disguised",
	 {OUT, .text = "please verify your acc\u043Eunt with us"},
	 30000,
	 {0},
	 2,
	 "worm.outgoing-text"},
	{"news-in-their-own-time",
	 {.text = "the library in the old town opens again, see http://library.test/hours"},
	 6 * 60000,
	 {0},
	 N_PEERS,
	 NULL},
	{"lures-in-their-own-time",
	 {.text = "the photos of you from the party last night http://clips.test/1"},
	 6 * 60000,
	 {0},
	 2,
	 "worm.incoming-text"},
	{"news-all-at-once",
	 {.text = "the library in the old town opens again, see http://library.test/hours"},
	 20000,
	 {0},
	 2,
	 "worm.incoming-text"},
	{"incoming-over-hours",
	 {.text = "lol check this http://clips.test/1"},
	 WINDOW_MS,
	 {0},
	 N_PEERS,
	 NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdTracker) tracker = wd_tracker_new(WINDOW_MS);
	guint stopped = N_PEERS;

	for (guint i = 0; i < N_PEERS; i++) {
		WdEvent fields = row->event;
		WdContext context = wd_test_contact;
		g_autoptr(WdEvent) event = NULL;
		g_autoptr(WdVerdict) verdict = NULL;

		fields.peer = peers[i];
		fields.protocol = i % 2 == 0 ? "prpl-jabber" : "prpl-bonjour";
		fields.time_ms = (gint64)i * row->step_ms;
		event = wd_event_new(&fields);
		wd_tracker_look(tracker, event, &context);
		verdict = wd_test_judge(&fields, &context, row->setting);
		wd_tracker_note(tracker, event, &context);
		if (verdict->action < WD_ACTION_HOLD || stopped < N_PEERS)
			continue;
		stopped = i;
		g_assert_true(wd_verdict_has(verdict, row->code));
	}
	g_assert_cmpuint(stopped, ==, row->stopped);
}

/* Different words, one site: only the pace gives it away. */
static void
test_same_site_in_other_words(void)
{
	static const char *const texts[] = {"mira esta foto http://foto.test/1",
					    "guck mal http://foto.test/2",
					    "is this you? http://foto.test/3"};
	g_autoptr(WdTracker) tracker = wd_tracker_new(WINDOW_MS);
	WdAction last = WD_ACTION_ALLOW;

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		WdEvent fields = {.direction = WD_DIRECTION_OUT,
				  .peer = peers[i],
				  .text = texts[i],
				  .time_ms = i * 1000};
		g_autoptr(WdEvent) event = wd_event_new(&fields);
		WdContext context = wd_test_contact;
		g_autoptr(WdVerdict) verdict = NULL;

		wd_tracker_look(tracker, event, &context);
		verdict = wd_test_judge(&fields, &context, (WdTestSetting){0});
		wd_tracker_note(tracker, event, &context);
		last = verdict->action;
		g_assert_cmpint(wd_verdict_has(verdict, "worm.outgoing-link"), ==, i == 2);
	}
	g_assert_cmpint(last, ==, WD_ACTION_HOLD);
}

/* A worm that gives its file another name and ending for each recipient. */
static void
test_same_bytes_in_other_names(void)
{
	static const char *const names[] = {"minutes.odt", "cat.png", "song.ogg"};
	const WdFileFacts seen = {.size = 70000,
				  .has_hash = TRUE,
				  .hash = {7},
				  .inspection = WD_INSPECTION_DONE,
				  .file_class = WD_FILE_DATA};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&seen);
	g_autoptr(WdTracker) tracker = wd_tracker_new(WINDOW_MS);
	WdAction last = WD_ACTION_ALLOW;

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		WdEvent fields = {.kind = WD_EVENT_FILE,
				  .direction = WD_DIRECTION_OUT,
				  .peer = peers[i],
				  .file_name = names[i],
				  .file_size = 70000,
				  .file_facts = facts,
				  .time_ms = i * 1000};
		g_autoptr(WdEvent) event = wd_event_new(&fields);
		WdContext context = wd_test_contact;
		g_autoptr(WdVerdict) verdict = NULL;

		wd_tracker_look(tracker, event, &context);
		verdict = wd_test_judge(&fields, &context, (WdTestSetting){0});
		wd_tracker_note(tracker, event, &context);
		last = verdict->action;
		g_assert_cmpint(wd_verdict_has(verdict, "worm.outgoing-file"), ==, i == 2);
	}
	g_assert_cmpint(last, ==, WD_ACTION_HOLD);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/worm/case/", cases, test_case);
	g_test_add_func("/worm/same-bytes-in-other-names", test_same_bytes_in_other_names);
	g_test_add_func("/worm/same-site-in-other-words", test_same_site_in_other_words);
	return g_test_run();
}
