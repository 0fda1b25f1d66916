/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <stdio.h>

#include "bench.h"
#include "crypto/wd-crypto.h"
#include "engine/judge/wd-judge.h"
#include "store/wd-name-files.h"
#include "store/wd-paths.h"

#define N_NAMES     1000000
#define N_LOOKS     2000
#define IN_ONE_TIME 64 /* looks between two readings of the clock, which takes as long as one */
#define BAR_US      0.3

static void
write_names(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_LISTS);
	g_autofree char *path = g_build_filename(folder, "names.txt", NULL);
	FILE *file = fopen(path, "w");

	g_assert(file != NULL);
	/* Names, domains, and a few that stand for all below them: every sort has to be looked for.
	 */
	for (guint i = 0; i < N_NAMES; i += 2) {
		(void)fprintf(file, "user%u@host%u.example\n", i, i % 5000);
		(void)fprintf(file,
			      "%s%u.host%u.example\n",
			      i % 1000 == 0 ? "*.net" : "@net",
			      i,
			      i % 5000);
	}
	g_assert(fclose(file) == 0);
}

static WdEvent *
new_event(guint i, gboolean is_listed)
{
	guint number = i * 2 * 7919u % N_NAMES; /* one that is not next to the last */
	g_autofree char *peer = g_strdup_printf(
		"user%u@host%u.example", number, is_listed ? number % 5000 : number % 5000 + 1);

	return wd_event_new(&(WdEvent){
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = peer,
		.text = "Hello, are you coming to the meeting at three?",
	});
}

static void
bench_look(const WdNameList *list, gboolean is_listed, const char *name)
{
	BenchTimer timer = {0};
	guint n_found = 0;

	for (guint i = 0; i < N_LOOKS; i++) {
		g_autoptr(GPtrArray) events =
			g_ptr_array_new_with_free_func((GDestroyNotify)wd_event_unref);

		for (guint j = 0; j < IN_ONE_TIME; j++)
			g_ptr_array_add(events, new_event(i * IN_ONE_TIME + j, is_listed));
		bench_timer_begin(&timer);
		for (guint j = 0; j < IN_ONE_TIME; j++)
			n_found += wd_name_list_find(list, g_ptr_array_index(events, j), FALSE) !=
				   NULL;
		bench_timer_end(&timer);
	}
	for (guint i = 0; i < timer.times_us->len; i++)
		g_array_index(timer.times_us, double, i) /= IN_ONE_TIME;
	g_assert(n_found == (is_listed ? N_LOOKS * IN_ONE_TIME : 0));
	bench_timer_print(&timer, name, BAR_US);
}

static void
judge_once(const WdEvent *event, const WdKnowledge *knowledge, const WdPolicy *policy)
{
	WdContext context = {
		.is_roster_loaded = TRUE,
		.contact_age_ms = -1,
		.knowledge = knowledge,
	};

	wd_verdict_free(wd_judge(event, &context, policy));
}

/* With and without in turn, so that both see the same machine. */
static void
bench_judge(const WdNameList *list)
{
	const WdKnowledge with = {.allow_list = list, .deny_list = list};
	const WdKnowledge without = {0};
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	BenchTimer timers[2] = {{0}, {0}};

	for (guint i = 0; i < N_LOOKS; i++) {
		g_autoptr(WdEvent) event = new_event(i, FALSE);

		bench_timer_begin(&timers[0]);
		judge_once(event, &without, policy);
		bench_timer_end(&timers[0]);
		bench_timer_begin(&timers[1]);
		judge_once(event, &with, policy);
		bench_timer_end(&timers[1]);
	}
	bench_timer_print(&timers[0], "lists.judge-without", 0);
	bench_timer_print(&timers[1], "lists.judge-with-a-million", 0);
}

int
main(void)
{
	g_autofree char *base = bench_make_base();
	WdPolicySetting settings[WD_N_KEYS] = {0};
	const WdNamePlaces places = {.base = base};
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdNameRequest) request = NULL;
	g_autoptr(WdNameResult) result = NULL;
	double start_us;

	g_assert(wd_crypto_start(NULL) && wd_path_prepare(base, NULL));
	write_names(base);
	settings[WD_KEY_CONTACTS_DENY_LISTS] =
		(WdPolicySetting){.text = (char *)"names.txt", .level = WD_LEVEL_USER};
	policy = wd_policy_new(settings, NULL);
	request = wd_name_request_new(policy, WD_KEY_CONTACTS_DENY_LISTS, &places);
	start_us = bench_time_us();
	result = wd_name_request_read(request, NULL);
	bench_print("lists.read-a-million", (bench_time_us() - start_us) / 1000, "ms in a thread");
	g_assert(result->problems->len == 0 && wd_name_list_count(result->list) == N_NAMES);
	bench_print("lists.memory",
		    (double)wd_name_list_get_bytes(result->list) / (1024 * 1024),
		    "MiB for a million");
	bench_look(result->list, TRUE, "lists.look-listed");
	bench_look(result->list, FALSE, "lists.look-not-listed");
	bench_judge(result->list);
	bench_remove_tree(base);
	return 0;
}
