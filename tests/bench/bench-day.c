/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A day of ordinary chat, made up from a seed: how often it is stopped, and what a look at the
 * memory of earlier messages costs.
 */
#include "config.h"

#include "bench.h"
#include "engine/judge/wd-judge.h"
#include "engine/judge/wd-tracker.h"

#define N_LINES  2000
#define N_PEERS  20
#define N_ROOMS  3
#define N_SEEDS  20 /* days */
#define START_MS G_GINT64_CONSTANT(1767344400000)
#define DAY_MS   (8 * 3600 * 1000)

/* What people say at work; {} is one of the words. Short and the same over and over, as it is. */
static const char *const patterns[] = {
	"yes",
	"no",
	"ok",
	"thanks!",
	"lol",
	"haha",
	"{}?",
	"not yet",
	"one moment please",
	"good morning",
	"good morning, how are you?",
	"see you tomorrow",
	"have a nice evening",
	"are you there?",
	"can we talk about the {} at {}?",
	"I am in a meeting until {}",
	"the {} is broken again",
	"who has changed the {}?",
	"I have put the {} on the server",
	"could you look at the {} please?",
	"the {} for the {} is here: https://wiki.corp.example/{}",
	"lunch at {}?",
	"I will be ten minutes late, sorry",
	"did you see this? https://www.bbc.co.uk/news/{}",
	"https://bugs.corp.example/{}",
	"it works now, thank you",
	"the build of the {} has failed",
	"please send me the {} when it is ready",
	"I think the {} should be in the {}",
	"what do you think about the {}?",
	"we need a new {} before the {}",
	"where is the {} meeting?",
	"my {} does not start any more",
	"happy birthday!",
	"running late, please start without me",
	"has anybody seen the {}?",
	"the train is late again",
	"+1",
	":-)",
	"where can I find the {}?",
};

static const char *const words[] = {
	"report",   "printer",  "server",  "invoice", "budget",        "customer",
	"contract", "plan",     "noon",    "three",   "half past two", "friday",
	"release",  "manual",   "kitchen", "door",    "calendar",      "slides",
	"test",     "database", "backup",  "login",   "photo",         "offer",
};

static char *
make_line(GRand *rand)
{
	const char *at = patterns[g_rand_int_range(rand, 0, G_N_ELEMENTS(patterns))];
	GString *line = g_string_new(NULL);

	for (; *at != '\0'; at++) {
		if (at[0] != '{') {
			g_string_append_c(line, *at);
			continue;
		}
		g_string_append(line, words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
		at++;
	}
	return g_string_free(line, FALSE);
}

/* Talks come in bursts: half of the lines follow the one before within seconds, in the same place.
 */
typedef struct {
	gint64 now_ms;
	guint place;
} Pace;

static void
go_on(Pace *pace, GRand *rand)
{
	if (g_rand_boolean(rand)) {
		pace->now_ms += g_rand_int_range(rand, 1500, 15000);
		return;
	}
	pace->now_ms += g_rand_int_range(rand, 2000, 2 * (DAY_MS / N_LINES));
	pace->place = (guint)g_rand_int_range(rand, 0, N_PEERS + N_ROOMS);
}

static WdEvent *
make_event(const Pace *pace, GRand *rand)
{
	gboolean is_room = pace->place >= N_PEERS;
	gboolean is_in = g_rand_boolean(rand);
	g_autofree char *text = make_line(rand);
	g_autofree char *peer =
		!is_room ? g_strdup_printf("peer%u@corp.example", pace->place)
		: is_in  ? g_strdup_printf("room%u@rooms.corp.example/nick%u",
                                          pace->place - N_PEERS,
                                          g_rand_int_range(rand, 0, N_PEERS))
			 : g_strdup_printf("room%u@rooms.corp.example", pace->place - N_PEERS);
	const WdEvent fields = {
		.kind = is_room ? WD_EVENT_CHAT : WD_EVENT_IM,
		.direction = is_in ? WD_DIRECTION_IN : WD_DIRECTION_OUT,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = peer,
		.text = text,
		.time_ms = pace->now_ms,
	};

	return wd_event_new(&fields);
}

static guint
play_day(guint seed, const WdPolicy *policy, BenchTimer *timer)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	g_autoptr(WdTracker) tracker =
		wd_tracker_new(wd_policy_get_integer(policy, WD_KEY_WORMS_WINDOW));
	Pace pace = {START_MS, 0};
	guint n_stops = 0;

	for (guint i = 0; i < N_LINES; i++) {
		g_autoptr(WdEvent) event = NULL;
		g_autoptr(WdVerdict) verdict = NULL;
		WdContext context = {
			.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = -1};

		go_on(&pace, rand);
		event = make_event(&pace, rand);
		bench_timer_begin(timer);
		wd_tracker_look(tracker, event, &context);
		verdict = wd_judge(event, &context, policy);
		wd_tracker_note(tracker, event, &context);
		bench_timer_end(timer);
		n_stops += verdict->action >= WD_ACTION_HOLD;
	}
	return n_stops;
}

int
main(void)
{
	const WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = wd_policy_new(settings, NULL);
	BenchTimer timer = {0};
	guint n_stops = 0;

	for (guint seed = 1; seed <= N_SEEDS; seed++)
		n_stops += play_day(seed, policy, &timer);
	bench_print("day.stops", n_stops, "in 20 days of 2000 lines   (bar: 0)");
	bench_timer_print(&timer, "day.message", 0);
	return 0;
}
