/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

#include "rehearsal/wd-rehearsal-script.h"
#include "rehearsal/wd-rehearse-checks.h"
#include "rehearsal/wd-rehearse-core.h"
#include "rehearsal/wd-rehearse-person.h"
#include "rehearsal/wd-rehearse-profile.h"
#include "rehearsal/wd-rehearse-report.h"

#define TURN_MS        40   /* between two looks of the person's */
#define LAST_LOOK_MS   1500 /* what was released must not come twice */
#define PATIENCE_MS    120000
#define PACE_OF_PEOPLE 100 /* percent of the script's delays */
/* A play of 30 s in 5 s; there are still whole seconds between a message and its release. */
#define PACE_HEADLESS 15

typedef struct {
	char *profile;
	char *module;
	char *tool;
	char *script;
	char *prepare;
	char *tidy;
	int pace_percent;
	gboolean is_headless;
} Options;

static guint n_criticals; /* GLib's complaints: none may pass unseen */

static void
count_criticals(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
	if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0)
		n_criticals++;
	g_log_default_handler(domain, level, message, NULL);
}

static gboolean
parse_options(Options *options, int *argc, char ***argv, GError **error)
{
	const GOptionEntry entries[] = {
		{"headless",
		 0,
		 0,
		 G_OPTION_ARG_NONE,
		 &options->is_headless,
		 "play in a libpurple core without a screen (the default)",
		 NULL},
		{"profile",
		 0,
		 0,
		 G_OPTION_ARG_FILENAME,
		 &options->profile,
		 "the client's user folder; without it, one that is thrown away",
		 "DIR"},
		{"module",
		 0,
		 0,
		 G_OPTION_ARG_FILENAME,
		 &options->module,
		 "warden.so, if not that of this build",
		 "FILE"},
		{"tool",
		 0,
		 0,
		 G_OPTION_ARG_FILENAME,
		 &options->tool,
		 "wardenctl, if not that of this build",
		 "FILE"},
		{"script",
		 0,
		 0,
		 G_OPTION_ARG_FILENAME,
		 &options->script,
		 "a script of one's own",
		 "FILE"},
		{"pace",
		 0,
		 0,
		 G_OPTION_ARG_INT,
		 &options->pace_percent,
		 "percent of the script's delays",
		 "N"},
		{"prepare",
		 0,
		 0,
		 G_OPTION_ARG_STRING,
		 &options->prepare,
		 "only have this client (pidgin, finch) load the modules named behind",
		 "CLIENT"},
		{"tidy",
		 0,
		 0,
		 G_OPTION_ARG_STRING,
		 &options->tidy,
		 "only take that back",
		 "CLIENT"},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("[MODULE...]");

	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_summary(
		context, "Plays a rehearsal of Purple Warden and compares what it did.");
	return g_option_context_parse(context, argc, argv, error);
}

/* The build tree holds everything side by side: PLUGIN/rehearsal/warden-rehearse is this. */
static void
find_neighbours(Options *options, const char *self)
{
	g_autofree char *here = g_path_get_dirname(self);
	g_autofree char *plugin = g_path_get_dirname(here);

	if (options->module == NULL)
		options->module = g_build_filename(plugin, "warden.so", NULL);
	if (options->tool == NULL)
		options->tool = g_build_filename(plugin, "ctl", "wardenctl", NULL);
}

static WdRehearsalScript *
load_script(const char *path, GError **error)
{
	g_autofree char *content = NULL;
	gsize len = 0;

	if (path == NULL)
		return wd_rehearsal_script_new_built_in();
	if (!g_file_get_contents(path, &content, &len, error))
		return NULL;
	return wd_rehearsal_script_parse(content, (gssize)len, error);
}

static gboolean
is_over(const WdRehearseTrace *trace)
{
	guint n = wd_rehearse_trace_get_length(trace);

	for (guint i = 0; i < n; i++) {
		if (wd_rehearse_trace_get(trace, i)->kind == WD_FACT_DONE)
			return TRUE;
	}
	return FALSE;
}

static void
play(WdRehearsePerson *person, WdRehearseTrace *trace, WdRehearseTally *tally)
{
	for (gint64 ms = 0; !is_over(trace) && ms < PATIENCE_MS; ms += TURN_MS) {
		g_autoptr(GError) error = NULL;

		wd_rehearse_core_turn(TURN_MS);
		if (!wd_rehearse_person_act(person, &error))
			wd_rehearse_report_check("Your part", FALSE, error->message, tally);
	}
	if (!is_over(trace))
		wd_rehearse_report_check("The play", FALSE, "it did not end", tally);
	wd_rehearse_core_turn(LAST_LOOK_MS);
	wd_rehearse_trace_close(trace);
}

static void
rehearse(const WdRehearsalScript *script,
	 const WdRehearseSetting *setting,
	 const WdRehearseTool *tool,
	 WdRehearseTally *tally)
{
	g_autoptr(WdRehearseTrace) trace = wd_rehearse_trace_new();
	g_autoptr(WdRehearsePerson) person = wd_rehearse_person_new(script, trace, tool);
	g_autoptr(GError) error = NULL;
	gboolean is_started = wd_rehearse_core_start(setting, trace, &error);

	if (is_started)
		play(person, trace, tally);
	wd_rehearse_core_stop();
	if (!is_started) {
		wd_rehearse_report_check("Warden loads", FALSE, error->message, tally);
		return;
	}
	wd_rehearse_report_table(script, trace, wd_rehearse_person_get_queue(person), tally);
	g_print("\n");
	wd_rehearse_checks_run(script, tool, tally);
}

/* This host knows none of the person's protocols, and would save their accounts without. */
static gboolean
has_accounts(const char *user_dir)
{
	g_autofree char *path = g_build_filename(user_dir, "accounts.xml", NULL);
	g_autofree char *content = NULL;

	return g_file_get_contents(path, &content, NULL, NULL) &&
	       strstr(content, "<protocol>") != NULL;
}

static guint
pace_of(const Options *options, int usual)
{
	return (guint)CLAMP(options->pace_percent > 0 ? options->pace_percent : usual, 1, 1000);
}

static int
play_in(const Options *options,
	const WdRehearsalScript *script,
	const char *user_dir,
	gboolean is_throw_away)
{
	WdRehearseSetting setting = {user_dir,
				     options->module,
				     options->script,
				     pace_of(options, PACE_HEADLESS),
				     is_throw_away};
	WdRehearseTool tool = {options->tool, user_dir};
	WdRehearseTally tally = {0, 0};

	rehearse(script, &setting, &tool, &tally);
	wd_rehearse_report_check("No critical from GLib", n_criticals == 0, NULL, &tally);
	g_print("\n%u as expected, %u different\n", tally.n_good, tally.n_bad);
	return tally.n_bad == 0 && tally.n_good > 0 ? 0 : 1;
}

static int
run_headless(const Options *options, GError **error)
{
	g_autoptr(WdRehearsalScript) script = load_script(options->script, error);
	g_autofree char *temporary = NULL;
	int status;

	if (script == NULL)
		return 3;
	if (options->profile != NULL && has_accounts(options->profile)) {
		g_printerr("warden-rehearse: %s has accounts; rehearse there in its own client\n",
			   options->profile);
		return 3;
	}
	if (options->profile != NULL)
		return play_in(options, script, options->profile, FALSE);
	temporary = g_dir_make_tmp("warden-rehearse-XXXXXX", error);
	if (temporary == NULL)
		return 3;
	status = play_in(options, script, temporary, TRUE);
	wd_rehearse_profile_remove(temporary);
	return status;
}

static int
run(const Options *options, char **modules, GError **error)
{
	const char *const *paths = (const char *const *)modules;

	if ((options->prepare != NULL || options->tidy != NULL) && options->profile == NULL) {
		g_printerr("warden-rehearse: --prepare and --tidy need --profile\n");
		return 2;
	}
	if (options->prepare != NULL)
		return wd_rehearse_profile_prepare(options->profile,
						   options->prepare,
						   paths,
						   pace_of(options, PACE_OF_PEOPLE),
						   error)
			       ? 0
			       : 3;
	if (options->tidy != NULL)
		return wd_rehearse_profile_tidy(options->profile, options->tidy, paths, error) ? 0
											       : 3;
	return run_headless(options, error);
}

static void
clear_options(Options *options)
{
	g_free(options->profile);
	g_free(options->module);
	g_free(options->tool);
	g_free(options->script);
	g_free(options->prepare);
	g_free(options->tidy);
}

int
main(int argc, char **argv)
{
	Options options = {0};
	g_autoptr(GError) error = NULL;
	int status;

	setlocale(LC_ALL, "");
	g_log_set_default_handler(count_criticals, NULL);
	if (!parse_options(&options, &argc, &argv, &error)) {
		g_printerr("warden-rehearse: %s\n", error->message);
		return 2;
	}
	find_neighbours(&options, argv[0]);
	status = run(&options, argv + 1, &error);
	if (error != NULL)
		g_printerr("warden-rehearse: %s\n", error->message);
	clear_options(&options);
	return status;
}
