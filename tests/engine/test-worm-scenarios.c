/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/judge/wd-tracker.h"
#include "wd-judging.h"

#define START_MS    G_GINT64_CONSTANT(1767344400000)
#define MAX_LINES   40
#define N_FIELDS    5
#define N_PROTOCOLS 3

static const char *const files[] = {"before.txt", "after.txt", "late.txt"};
static const char *const protocols[N_PROTOCOLS] = {"prpl-jabber", "prpl-irc", "prpl-bonjour"};

/* One line of a scenario; see tests/data/worm/README.md. */
typedef struct {
	gint64 gap_ms;
	WdDirection direction;
	WdEventKind kind;
	char *peer;
	char *text;
	gboolean is_stranger;
	gboolean is_deadline;
} Line;

typedef struct {
	char *name;
	gboolean is_bad;
	Line lines[MAX_LINES];
	guint n_lines;
} Scenario;

typedef struct {
	const Scenario *scenario;
	guint n_protocols;
} Play;

static void
parse_line(Line *line, char *raw)
{
	g_auto(GStrv) fields = NULL;

	if (g_str_has_suffix(raw, " !")) {
		line->is_deadline = TRUE;
		raw[strlen(raw) - 2] = '\0';
	}
	fields = g_strsplit(raw, " ", N_FIELDS);
	g_assert_cmpuint(g_strv_length(fields), ==, N_FIELDS);
	line->gap_ms = (gint64)(1000 * g_ascii_strtod(fields[0], NULL));
	line->direction = g_str_equal(fields[1], "<") ? WD_DIRECTION_IN : WD_DIRECTION_OUT;
	g_assert_true(wd_event_kind_parse(fields[2], &line->kind));
	line->is_stranger = fields[3][0] == '?';
	line->peer = g_strdup(fields[3] + line->is_stranger);
	line->text = g_strdup(fields[4]);
}

static Scenario *
parse_head(const char *raw)
{
	g_auto(GStrv) fields = g_strsplit(raw, " ", 3);
	Scenario *scenario = g_new0(Scenario, 1);

	g_assert_cmpuint(g_strv_length(fields), ==, 3);
	scenario->name = g_strdup(fields[1]);
	scenario->is_bad = g_str_equal(fields[2], "bad");
	g_assert_true(scenario->is_bad || g_str_equal(fields[2], "good"));
	return scenario;
}

static void
load(GPtrArray *scenarios, const char *name)
{
	g_autofree char *path = g_test_build_filename(G_TEST_DIST, "data", "worm", name, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	Scenario *scenario = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (lines[i][0] == '\0' || lines[i][0] == '#')
			continue;
		if (lines[i][0] == '=') {
			scenario = parse_head(lines[i]);
			g_ptr_array_add(scenarios, scenario);
			continue;
		}
		g_assert_nonnull(scenario);
		g_assert_cmpuint(scenario->n_lines, <, MAX_LINES);
		parse_line(&scenario->lines[scenario->n_lines++], lines[i]);
	}
}

/* A room's members are on the protocol of their room. */
static const char *
pick_protocol(const Play *play, guint at)
{
	const Line *lines = play->scenario->lines;
	guint n_before = 0;

	for (guint i = 0; i < at; i++) {
		if (strcmp(lines[i].peer, lines[at].peer) == 0)
			return pick_protocol(play, i);
		n_before += i == 0 || strcmp(lines[i].peer, lines[i - 1].peer) != 0;
	}
	return protocols[n_before % play->n_protocols];
}

static gboolean
is_held(WdTracker *tracker, const Play *play, guint at, gint64 now_ms)
{
	const Line *line = &play->scenario->lines[at];
	g_autofree char *peer = strchr(line->peer, '@') != NULL
					? g_strdup(line->peer)
					: g_strconcat(line->peer, "@im.example", NULL);
	g_auto(GStrv) file = g_strsplit(line->text, "|", 2);
	gboolean is_file = line->kind == WD_EVENT_FILE;
	WdContext context = line->is_stranger ? wd_test_stranger : wd_test_contact;
	const WdEvent fields = {
		.kind = line->kind,
		.direction = line->direction,
		.protocol = pick_protocol(play, at),
		.account = "me@corp.example",
		.peer = peer,
		.text = is_file ? "" : line->text,
		.file_name = is_file ? file[0] : NULL,
		.file_size = is_file ? g_ascii_strtoll(file[1], NULL, 10) : -1,
		.time_ms = now_ms,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) verdict = NULL;

	wd_tracker_look(tracker, event, &context);
	verdict = wd_test_judge(&fields, &context, (WdTestSetting){0});
	wd_tracker_note(tracker, event, &context);
	return verdict->action >= WD_ACTION_HOLD;
}

static void
test_scenario(gconstpointer data)
{
	const Play *play = data;
	g_autoptr(WdPolicy) policy = wd_test_policy((WdTestSetting){0});
	g_autoptr(WdTracker) tracker =
		wd_tracker_new(wd_policy_get_integer(policy, WD_KEY_WORMS_WINDOW));
	gboolean is_stopped = FALSE;
	gint64 now_ms = START_MS;

	for (guint i = 0; i < play->scenario->n_lines; i++) {
		const Line *line = &play->scenario->lines[i];

		now_ms += line->gap_ms;
		if (is_held(tracker, play, i, now_ms))
			is_stopped = TRUE;
		if (line->is_deadline)
			g_assert_true(is_stopped);
	}
	g_assert_cmpint(is_stopped, ==, play->scenario->is_bad);
}

static void
add(const Scenario *scenario, guint n_protocols)
{
	Play *play = g_new(Play, 1);
	g_autofree char *path = g_strdup_printf("/worm/%s/%s-%u",
						scenario->is_bad ? "outbreak" : "innocent",
						scenario->name,
						n_protocols);

	*play = (Play){scenario, n_protocols};
	g_test_add_data_func_full(path, play, test_scenario, g_free);
}

static void
free_scenario(gpointer data)
{
	Scenario *scenario = data;

	for (guint i = 0; i < scenario->n_lines; i++) {
		g_free(scenario->lines[i].peer);
		g_free(scenario->lines[i].text);
	}
	g_free(scenario->name);
	g_free(scenario);
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) scenarios = g_ptr_array_new_with_free_func(free_scenario);

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		load(scenarios, files[i]);
	for (guint i = 0; i < scenarios->len; i++) {
		add(g_ptr_array_index(scenarios, i), 1);
		add(g_ptr_array_index(scenarios, i), N_PROTOCOLS);
	}
	return g_test_run();
}
