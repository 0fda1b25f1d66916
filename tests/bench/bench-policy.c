/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"
#include "crypto/wd-crypto.h"
#include "engine/wd-policy-format.h"
#include "store/wd-paths.h"
#include "store/wd-policy-store.h"

#define N_RUNS     200
#define N_RULES    120    /* beside the hundred keys of the template */
#define PARSE_US   1000   /* a file of more than 200 keys */
#define RELOAD_US  500000 /* from the rename to the new snapshot */
#define N_RELOADS  9
#define MAX_WAIT_S 10

typedef struct {
	char *file; /* of the policy */
	char *base; /* the profile's Warden folder */
	WdPolicyPlaces places;
} Bench;

/* All keys at their strictest, and more rules than a company should have. */
static char *
make_policy(guint revision)
{
	g_autofree char *template = wd_policy_format_template(TRUE);
	const char *rules = strstr(template, "\n[Rules]\n");
	GString *text = g_string_new_len(template, rules - template);

	g_string_replace(text, "# Revision=0", "Revision=0", 1);
	g_string_append(text, "\n[Rules]\n");
	for (guint i = 0; i < N_RULES; i++)
		g_string_append_printf(
			text,
			"%03u-r=kind=im,chat;direction=out;recipient=*@partner%u.example;"
			"action=warn;reason=Partner %u, revision %u\n",
			i,
			i,
			i,
			revision);
	return g_string_free(text, FALSE);
}

static guint
count_keys(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint n = 0;

	for (guint i = 0; lines[i] != NULL; i++)
		n += g_ascii_isalnum(*lines[i]) && strchr(lines[i], '=') != NULL;
	return n;
}

static void
put(const Bench *bench, guint revision)
{
	g_autofree char *text = make_policy(revision);

	g_assert(g_file_set_contents(bench->file, text, -1, NULL)); /* by renaming */
	g_assert(g_chmod(bench->file, 0644) == 0);
}

static void
bench_parse(const Bench *bench)
{
	g_autofree char *text = make_policy(0);
	BenchTimer timer = {0};

	bench_print("policy.keys", count_keys(text), "keys in one file");
	for (guint i = 0; i < N_RUNS; i++) {
		g_autoptr(GPtrArray) problems = wd_policy_problems_new();
		WdPolicyFile *file;

		bench_timer_begin(&timer);
		file = wd_policy_place_load(bench->file, WD_LEVEL_IT_MANAGED, problems);
		bench_timer_end(&timer);
		g_assert(file != NULL);
		wd_policy_file_free(file);
	}
	bench_timer_print(&timer, "policy.parse", PARSE_US);
}

/* Folders, trust, parsing, merging, the copy for the day the files cannot be read. */
static void
bench_open(const Bench *bench)
{
	BenchTimer timer = {0};

	for (guint i = 0; i < N_RUNS / 4; i++) {
		WdPolicyStore *store;

		bench_timer_begin(&timer);
		store = wd_policy_store_open_at(bench->base, &bench->places);
		bench_timer_end(&timer);
		g_assert(wd_policy_store_get_state(store) == WD_POLICY_MANAGED);
		wd_policy_store_free(store);
	}
	bench_timer_print(&timer, "policy.open", 0);
}

static void
note_change(WdPolicyStore *store, gpointer data)
{
	*(gboolean *)data = TRUE;
}

static gboolean
give_up(gpointer data)
{
	g_error("the change was not seen");
	return G_SOURCE_REMOVE;
}

static void
bench_reload(const Bench *bench)
{
	g_autoptr(WdPolicyStore) store = wd_policy_store_open_at(bench->base, &bench->places);
	gboolean is_changed = FALSE;
	BenchTimer timer = {0};
	guint guard = g_timeout_add_seconds(MAX_WAIT_S * N_RELOADS, give_up, NULL);

	wd_policy_store_watch(store, note_change, &is_changed);
	for (guint i = 1; i <= N_RELOADS; i++) {
		is_changed = FALSE;
		bench_timer_begin(&timer);
		put(bench, i);
		while (!is_changed)
			g_main_context_iteration(NULL, TRUE);
		bench_timer_end(&timer);
	}
	g_source_remove(guard);
	bench_timer_print(&timer, "policy.reload", RELOAD_US);
}

int
main(void)
{
	g_autofree char *root = bench_make_base();
	g_autofree char *folder = g_build_filename(root, "etc", "managed.d", NULL);
	g_autofree char *it = g_build_filename(root, "etc", NULL);
	Bench bench = {
		.file = g_build_filename(folder, "50-corp.conf", NULL),
		.base = g_build_filename(root, "warden", NULL),
		.places = {.it = it, .owner = getuid(), .trusted_above = root},
	};

	g_assert(wd_crypto_start(NULL) && wd_path_prepare(bench.base, NULL));
	g_assert(g_mkdir_with_parents(folder, 0755) == 0);
	put(&bench, 0);
	bench_parse(&bench);
	bench_open(&bench);
	bench_reload(&bench);
	g_free(bench.file);
	g_free(bench.base);
	bench_remove_tree(root);
	return 0;
}
