/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-checks.h"

#include <string.h>

#include "rehearsal/wd-rehearse-profile.h"

static void
check_command(const WdRehearseTool *tool,
	      const char *title,
	      const char *const *arguments,
	      WdRehearseTally *tally)
{
	g_autofree char *output = NULL;
	g_autoptr(GError) error = NULL;
	gboolean is_good = wd_rehearse_tool_run(tool, arguments, &output, &error);

	wd_rehearse_report_check(title, is_good, is_good ? output : error->message, tally);
}

static void
collect_logs(const char *path, GPtrArray *logs)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		if (g_file_test(child, G_FILE_TEST_IS_DIR))
			collect_logs(child, logs);
		else if (g_str_has_suffix(name, ".wdlog"))
			g_ptr_array_add(logs, g_steal_pointer(&child));
	}
}

/* All logs as wardenctl decrypts them, one after the other. */
static char *
read_logs(const WdRehearseTool *tool, guint *n_logs, GError **error)
{
	g_autofree char *folder = g_build_filename(tool->user_dir, "warden", "logs", NULL);
	g_autoptr(GPtrArray) logs = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) all = g_string_new(NULL);

	collect_logs(folder, logs);
	*n_logs = logs->len;
	for (guint i = 0; i < logs->len; i++) {
		const char *const show[] = {"logs", "show", g_ptr_array_index(logs, i), NULL};
		g_autofree char *output = NULL;

		if (!wd_rehearse_tool_run(tool, show, &output, error))
			return NULL;
		g_string_append(all, output);
	}
	return g_strdup(all->str);
}

static gboolean
was_shown(const WdRehearsalScene *scene)
{
	return scene->text != NULL &&
	       (scene->expected == WD_OUTCOME_SHOWN || scene->expected == WD_OUTCOME_SENT ||
		scene->expected == WD_OUTCOME_MARKED);
}

/* Up to the first tag: how a link is written out differs between libpurple and wardenctl. */
static char *
first_words(const char *html)
{
	return g_strndup(html, strcspn(html, "<&"));
}

/* What the person saw must be in the log, word for word. */
static void
check_logs(const WdRehearsalScript *script, const WdRehearseTool *tool, WdRehearseTally *tally)
{
	g_autoptr(GError) error = NULL;
	guint n_logs = 0, n_lines = 0, n_found = 0;
	g_autofree char *all = read_logs(tool, &n_logs, &error);
	g_autofree char *detail = NULL;

	for (guint i = 0; all != NULL && i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);
		g_autofree char *words = NULL;

		if (!was_shown(scene))
			continue;
		words = first_words(scene->text);
		n_lines++;
		n_found += strstr(all, words) != NULL;
	}
	detail = all != NULL
			 ? g_strdup_printf(
				   "%u of %u lines in %u encrypted logs", n_found, n_lines, n_logs)
			 : g_strdup(error->message);
	wd_rehearse_report_check("The log reads back",
				 all != NULL && n_lines > 0 && n_found == n_lines,
				 detail,
				 tally);
}

/**
 * wd_rehearse_checks_run:
 * @script: what was played
 * @tool: wardenctl on the profile it was played in, whose client has ended
 * @tally: counts what is as it must be, and what is not
 *
 * Looks at the profile from outside: the encrypted log reads back, log and audit trail verify, and
 * nothing lies in the clear. Blocks.
 */
void
wd_rehearse_checks_run(const WdRehearsalScript *script,
		       const WdRehearseTool *tool,
		       WdRehearseTally *tally)
{
	static const char *const verify_logs[] = {"logs", "verify", NULL};
	static const char *const list_logs[] = {"logs", "list", NULL};
	static const char *const verify_audit[] = {"audit", "verify", NULL};
	g_autofree char *found = wd_rehearse_profile_find_plaintext(tool->user_dir, script);

	check_command(tool, "wardenctl logs list", list_logs, tally);
	check_command(tool, "wardenctl logs verify", verify_logs, tally);
	check_logs(script, tool, tally);
	check_command(tool, "wardenctl audit verify", verify_audit, tally);
	wd_rehearse_report_check("No plaintext in the log folders", found == NULL, found, tally);
}
