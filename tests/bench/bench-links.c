/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "bench.h"
#include "crypto/wd-crypto.h"
#include "engine/judge/wd-judge.h"
#include "store/wd-link-files.h"

#define N_SITES     1000000
#define N_LOOKS     2000
#define IN_ONE_TIME 64 /* looks between two readings of the clock, which takes as long as one */
#define N_MESSAGES  5000
#define OPEN_US     5000
#define LOOK_US     0.3
#define MESSAGE_US  10.0

static GBytes *
compile_sites(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "sites.txt", NULL);
	const char *const paths[] = {path, NULL};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	FILE *file = g_fopen(path, "w");
	guint n_lines = 0;
	GBytes *bytes;

	g_assert(file != NULL);
	for (guint i = 0; i < N_SITES; i++)
		(void)fprintf(file, "host%u.site%u.example\n", i, (guint)(i * 7919ull % 1000003));
	g_assert(fclose(file) == 0);
	bytes = wd_link_files_compile(paths, problems, &n_lines);
	g_assert(bytes != NULL && n_lines == N_SITES);
	g_assert(g_unlink(path) == 0);
	return bytes;
}

static WdNameRequest *
request_of(const char *path)
{
	WdPolicySetting settings[WD_N_KEYS] = {{0}};
	const WdNamePlaces places = {0};
	g_autoptr(WdPolicy) policy = NULL;

	settings[WD_KEY_LINKS_DENY_LISTS] =
		(WdPolicySetting){.text = (char *)path, .level = WD_LEVEL_USER};
	policy = wd_policy_new(settings, NULL);
	return wd_name_request_new(policy, WD_KEY_LINKS_DENY_LISTS, &places);
}

static void
bench_open(const char *path)
{
	g_autoptr(WdNameRequest) request = request_of(path);
	BenchTimer timer = {0};

	for (guint i = 0; i < 30; i++) {
		WdLinkResult *result;

		bench_timer_begin(&timer);
		result = wd_link_files_read(request, NULL);
		bench_timer_end(&timer);
		g_assert(result->lists->len == 1);
		wd_link_result_free(result);
	}
	bench_timer_print(&timer, "open a list of 1,000,000 sites", OPEN_US);
}

static WdUrl *
new_url(guint i, gboolean is_listed)
{
	guint number = i * 2 * 7919u % N_SITES; /* one that is not next to the last */
	g_autofree char *text =
		g_strdup_printf("https://host%u.site%u.example/a/b",
				number,
				(guint)(number * 7919ull % 1000003) + (is_listed ? 0 : 1));

	return wd_url_parse(text);
}

static void
bench_look(const WdLinkList *list, gboolean is_listed, const char *name)
{
	BenchTimer timer = {0};
	guint n_found = 0;

	for (guint i = 0; i < N_LOOKS; i++) {
		g_autoptr(GPtrArray) urls =
			g_ptr_array_new_with_free_func((GDestroyNotify)wd_url_free);

		for (guint j = 0; j < IN_ONE_TIME; j++)
			g_ptr_array_add(urls, new_url(i * IN_ONE_TIME + j, is_listed));
		bench_timer_begin(&timer);
		for (guint j = 0; j < IN_ONE_TIME; j++)
			n_found += (guint)wd_link_list_find(
				list, g_ptr_array_index(urls, j), NULL, NULL);
		bench_timer_end(&timer);
	}
	for (guint i = 0; i < timer.times_us->len; i++)
		g_array_index(timer.times_us, double, i) /= IN_ONE_TIME;
	g_assert(n_found == (is_listed ? N_LOOKS * IN_ONE_TIME : 0));
	bench_timer_print(&timer, name, LOOK_US);
}

static void
bench_message(const WdKnowledge *knowledge, const char *text, const char *name)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "anna@corp.example",
		.text = text,
	});
	WdContext context = {.is_known = TRUE, .is_roster_loaded = TRUE, .knowledge = knowledge};
	BenchTimer timer = {0};

	for (guint i = 0; i < N_MESSAGES; i++) {
		WdVerdict *verdict;

		bench_timer_begin(&timer);
		verdict = wd_judge(event, &context, policy);
		bench_timer_end(&timer);
		wd_verdict_free(verdict);
	}
	bench_timer_print(&timer, name, MESSAGE_US);
}

int
main(void)
{
	g_autofree char *folder = g_dir_make_tmp("wd-bench-links-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "sites.wdlinks", NULL);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(WdLinkList) list = NULL;
	g_autoptr(GPtrArray) lists = g_ptr_array_new();
	WdKnowledge knowledge = {.link_deny_lists = lists};

	g_assert(wd_crypto_start(NULL));
	bytes = compile_sites(folder);
	printf("1,000,000 sites: %.1f MiB\n", (double)g_bytes_get_size(bytes) / (1024 * 1024));
	g_assert(g_file_set_contents(
		path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL));
	bench_open(path);
	list = wd_link_list_new(bytes, NULL);
	bench_look(list, TRUE, "look up a listed site");
	bench_look(list, FALSE, "look up another site");
	g_ptr_array_add(lists, list);
	bench_message(&knowledge,
		      "Hello, are you coming to the meeting at three?",
		      "judge a message without a link");
	bench_message(&knowledge,
		      "have a look: https://www.example.org/wiki/Page?x=1 thanks",
		      "judge a message with a link");
	bench_message(&knowledge,
		      "have a look: https://www.b\u00fccher.example/wiki/Page thanks",
		      "judge one with an international link");
	g_assert(g_unlink(path) == 0 && g_rmdir(folder) == 0);
	return 0;
}
