/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <purple.h>

#include "rehearsal/wd-rehearse-outcome.h"
#include "rehearsal/wd-rehearse-tool.h"

#define PLAY                                                                                       \
	"{\"contacts\":[],\"scenes\":["                                                            \
	"{\"id\":\"one\",\"actor\":\"x@y.example\",\"title\":\"t\",\"action\":\"message\","        \
	"\"text\":\"a <b>bold</b> offer\",\"expect\":\"held\"},"                                   \
	"{\"id\":\"file\",\"actor\":\"x@y.example\",\"title\":\"t\",\"action\":\"file\","          \
	"\"file\":\"a.exe\",\"expect\":\"held\"},"                                                 \
	"{\"id\":\"say\",\"actor\":\"me\",\"title\":\"t\",\"action\":\"say\","                     \
	"\"to\":\"anna@z.example\",\"text\":\"my number\",\"expect\":\"stopped\"},"                \
	"{\"id\":\"release\",\"actor\":\"me\",\"title\":\"t\",\"action\":\"release\","             \
	"\"of\":\"one\",\"expect\":\"delivered\"},"                                                \
	"{\"id\":\"delete\",\"actor\":\"me\",\"title\":\"t\",\"action\":\"delete\","               \
	"\"of\":\"file\",\"expect\":\"refused\"}]}"

#define HELD_IM                                                                                    \
	"{\"id\":\"1\",\"kind\":\"im\",\"peer\":\"x@y.example\",\"findings\":[{\"why\":\"Spam.\"}" \
	"]}"
#define HELD_FILE "{\"id\":\"2\",\"kind\":\"file\",\"peer\":\"x@y.example\"}"

typedef struct {
	WdFactKind kind;
	const char *place;
	const char *who;
	const char *text;
	guint flags;
	int own_time_offset_s; /* against the scene's clock */
	int clock_offset_s;
} Seen;

typedef struct {
	const char *name;
	const char *scene;
	const char *rows;
	Seen seen[3]; /* ends with a row without text */
	WdOutcome outcome;
	const char *why; /* (nullable) must stand in the reason */
} Case;

#define LINE(text, own, clock)                                                                     \
	{                                                                                          \
		WD_FACT_SHOWN, "x@y.example", NULL, text, PURPLE_MESSAGE_RECV, own, clock          \
	}
#define REMARK(text)                                                                               \
	{                                                                                          \
		WD_FACT_SHOWN, "x@y.example", NULL, text, PURPLE_MESSAGE_SYSTEM, 0, 0              \
	}
#define WIRE(text)                                                                                 \
	{                                                                                          \
		WD_FACT_WIRE, NULL, NULL, text, 0, 0, 0                                            \
	}
#define ASKED(who, text)                                                                           \
	{                                                                                          \
		WD_FACT_ASKED, NULL, who, text, 0, 0, 0                                            \
	}

static const Case cases[] = {
	{"nothing-seen", "one", "", {{0}}, WD_OUTCOME_NOTHING, NULL},
	{"shown-as-sent", "one", "", {LINE("a bold offer", 0, 0)}, WD_OUTCOME_SHOWN, NULL},
	{"shown-with-a-remark-beside",
	 "one",
	 "",
	 {LINE("a bold offer", 0, 0), REMARK("Careful!")},
	 WD_OUTCOME_MARKED,
	 "Careful!"},
	{"shown-with-a-remark-inside",
	 "one",
	 "",
	 {LINE("[mark] a bold offer", 0, 0)},
	 WD_OUTCOME_MARKED,
	 "[mark]"},
	{"a-remark-alone-shows-nothing", "one", "", {REMARK("Careful!")}, WD_OUTCOME_NOTHING, NULL},
	{"elsewhere-is-not-shown",
	 "one",
	 "",
	 {{WD_FACT_SHOWN, "z@y.example", NULL, "a bold offer", PURPLE_MESSAGE_RECV, 0, 0}},
	 WD_OUTCOME_NOTHING,
	 NULL},
	{"held", "one", HELD_IM, {{0}}, WD_OUTCOME_HELD, "Spam."},
	{"held-but-shown-is-shown",
	 "one",
	 HELD_IM,
	 {LINE("a bold offer", 0, 0)},
	 WD_OUTCOME_SHOWN,
	 NULL},
	{"another-kind-is-not-held", "one", HELD_FILE, {{0}}, WD_OUTCOME_NOTHING, NULL},
	{"file-held", "file", HELD_FILE, {{0}}, WD_OUTCOME_HELD, NULL},
	{"file-asked",
	 "file",
	 "",
	 {ASKED(NULL, "x offers a.exe")},
	 WD_OUTCOME_ASKED,
	 "x offers a.exe"},
	{"a-question-about-another",
	 "file",
	 "",
	 {ASKED("z@y.example", "Really?")},
	 WD_OUTCOME_NOTHING,
	 NULL},
	{"sent", "say", "", {WIRE("im anna@z.example my number")}, WD_OUTCOME_SENT, NULL},
	{"stopped",
	 "say",
	 "",
	 {ASKED("anna@z.example", "Send it?")},
	 WD_OUTCOME_STOPPED,
	 "Send it?"},
	{"asked-too-late-is-sent",
	 "say",
	 "",
	 {ASKED("anna@z.example", "Send it?"), WIRE("im anna@z.example my number")},
	 WD_OUTCOME_SENT,
	 NULL},
	{"swallowed", "say", "", {{0}}, WD_OUTCOME_NOTHING, NULL},
	{"released-once",
	 "release",
	 "",
	 {LINE("a bold offer", 0, 5)},
	 WD_OUTCOME_DELIVERED,
	 "1 time(s), 5 s after"},
	{"released-twice",
	 "release",
	 "",
	 {LINE("a bold offer", 0, 5), LINE("a bold offer", 0, 6)},
	 WD_OUTCOME_SHOWN,
	 "2 time(s)"},
	{"released-with-the-time-of-now",
	 "release",
	 "",
	 {LINE("a bold offer", 5, 5)},
	 WD_OUTCOME_SHOWN,
	 NULL},
	{"shown-at-once-was-never-held",
	 "release",
	 "",
	 {LINE("a bold offer", 0, 0)},
	 WD_OUTCOME_SHOWN,
	 NULL},
	{"refused",
	 "delete",
	 "",
	 {WIRE("file-refused x@y.example a.exe")},
	 WD_OUTCOME_REFUSED,
	 NULL},
	{"refused-another",
	 "delete",
	 "",
	 {WIRE("file-refused x@y.example b.txt")},
	 WD_OUTCOME_NOTHING,
	 NULL},
};

static void
see(WdRehearseTrace *trace, const Seen *seen, gint64 clock_s)
{
	WdFact *fact = wd_rehearse_trace_add(trace, seen->kind, seen->place, seen->who, seen->text);

	fact->flags = seen->flags;
	fact->clock_s = clock_s + seen->clock_offset_s;
	fact->own_time_s = clock_s + seen->own_time_offset_s;
}

/* Every scene up to the one that is looked at, so that a release finds what it released. */
static gint64
announce(WdRehearseTrace *trace, const WdRehearsalScript *script, const char *id)
{
	gint64 clock_s = 0;

	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);

		clock_s =
			wd_rehearse_trace_add(trace, WD_FACT_SCENE, NULL, NULL, scene->id)->clock_s;
		if (g_str_equal(scene->id, id))
			break;
	}
	return clock_s;
}

static void
test_outcome(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(PLAY, -1, NULL);
	g_autofree char *list = g_strdup_printf("[%s]", row->rows);
	g_autoptr(GPtrArray) rows = wd_rehearse_rows_parse(list, NULL);
	g_autoptr(WdRehearseTrace) trace = wd_rehearse_trace_new();
	g_autoptr(WdRehearseResult) result = NULL;
	gint64 clock_s = announce(trace, script, row->scene);

	for (guint i = 0; i < G_N_ELEMENTS(row->seen) && row->seen[i].text != NULL; i++)
		see(trace, &row->seen[i], clock_s);
	result = wd_rehearse_outcome_find(
		script, wd_rehearsal_script_find(script, row->scene), trace, rows);
	g_assert_cmpstr(
		wd_outcome_to_string(result->outcome), ==, wd_outcome_to_string(row->outcome));
	if (row->why != NULL)
		g_assert_nonnull(strstr(result->why, row->why));
}

static void
test_what_comes_after_the_end_does_not_count(void)
{
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(PLAY, -1, NULL);
	g_autoptr(WdRehearseTrace) trace = wd_rehearse_trace_new();
	g_autoptr(WdRehearseResult) result = NULL;

	announce(trace, script, "delete");
	wd_rehearse_trace_close(trace);
	wd_rehearse_trace_add(trace, WD_FACT_WIRE, NULL, NULL, "file-refused x@y.example a.exe");
	result = wd_rehearse_outcome_find(
		script, wd_rehearsal_script_find(script, "delete"), trace, NULL);
	g_assert_cmpuint(result->outcome, ==, WD_OUTCOME_NOTHING);
}

static void
test_a_scene_that_was_not_played(void)
{
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(PLAY, -1, NULL);
	g_autoptr(WdRehearseTrace) trace = wd_rehearse_trace_new();
	g_autoptr(WdRehearseResult) result = wd_rehearse_outcome_find(
		script, wd_rehearsal_script_find(script, "one"), trace, NULL);

	g_assert_cmpuint(result->outcome, ==, WD_OUTCOME_NOTHING);
}

static void
test_rows(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows =
		wd_rehearse_rows_parse("[" HELD_IM ",\n" HELD_FILE "]\n", &error);
	g_autoptr(GPtrArray) none = NULL;

	g_assert_no_error(error);
	g_assert_cmpuint(rows->len, ==, 2);
	g_assert_cmpstr(wd_rehearse_rows_find(rows, "file", "x@y.example")->id, ==, "2");
	g_assert_null(wd_rehearse_rows_find(rows, "file", "z@y.example"));
	g_assert_null(wd_rehearse_rows_find(NULL, "file", "x@y.example"));
	none = wd_rehearse_rows_parse("[1]\n", &error);
	g_assert_null(none);
	g_assert_nonnull(error);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/outcome/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_outcome);
	}
	g_test_add_func("/outcome/what-comes-after-the-end-does-not-count",
			test_what_comes_after_the_end_does_not_count);
	g_test_add_func("/outcome/a-scene-that-was-not-played", test_a_scene_that_was_not_played);
	g_test_add_func("/outcome/rows", test_rows);
	return g_test_run();
}
