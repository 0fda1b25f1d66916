/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-commands.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-ctl-audit.h"
#include "ctl/wd-ctl-collected.h"
#include "ctl/wd-ctl-diff.h"
#include "ctl/wd-ctl-doctor.h"
#include "ctl/wd-ctl-export.h"
#include "ctl/wd-ctl-file.h"
#include "ctl/wd-ctl-firewall.h"
#include "ctl/wd-ctl-judge.h"
#include "ctl/wd-ctl-keep.h"
#include "ctl/wd-ctl-key.h"
#include "ctl/wd-ctl-lessons.h"
#include "ctl/wd-ctl-link-lists.h"
#include "ctl/wd-ctl-lint.h"
#include "ctl/wd-ctl-lists.h"
#include "ctl/wd-ctl-logs.h"
#include "ctl/wd-ctl-policy.h"
#include "ctl/wd-ctl-queue.h"
#include "ctl/wd-ctl-report.h"
#include "ctl/wd-ctl-search.h"
#include "ctl/wd-ctl-sign.h"
#include "ctl/wd-ctl-spim.h"

typedef struct {
	const char *name;
	const char *subcommand; /* (nullable) */
	WdCtlRun run;
	const char *usage; /* what follows on the command line; not translated */
	const char *help;  /* one line */
} Command;

/* Help and man page are made of this table, in this order. */
static const Command commands[] = {
	{"judge",
	 NULL,
	 wd_ctl_judge,
	 "[--policy FILE]... [--unmanaged] [--machine KIND=VALUE]... [--explain] [--profile DIR]",
	 N_("judge events, one JSON object a line")},
	{"policy",
	 "lint",
	 wd_ctl_policy_lint,
	 "[--json] [FILE|DIR]...",
	 N_("look for mistakes in policy files")},
	{"policy",
	 "show",
	 wd_ctl_policy_show,
	 "[--json] [--policy FILE]... [--profile DIR]",
	 N_("show the settings in force, and who set them")},
	{"policy",
	 "explain",
	 wd_ctl_policy_explain,
	 "[--json] [--profile DIR] KEY",
	 N_("explain one setting, such as Links.Action")},
	{"policy",
	 "template",
	 wd_ctl_policy_template,
	 "[--strict]",
	 N_("print a policy file with every setting explained")},
	{"policy",
	 "firewall",
	 wd_ctl_policy_firewall,
	 "[--policy FILE]... [--profile DIR]",
	 N_("print what policy says of servers and protocols as rules for nft")},
	{"policy",
	 "diff",
	 wd_ctl_policy_diff,
	 "[--json] FILE|DIR FILE|DIR",
	 N_("compare what two policies mean")},
	{"policy",
	 "sign",
	 wd_ctl_policy_sign,
	 "--new-key FILE | --key FILE FILE...",
	 N_("sign policy files that travel; or make a key for it")},
	{"policy",
	 "verify",
	 wd_ctl_policy_verify,
	 "[--json] --key KEY|FILE FILE...",
	 N_("look whether policy files are signed and unchanged")},
	{"logs",
	 "list",
	 wd_ctl_logs_list,
	 "[--json] [--profile DIR] [--key FILE]",
	 N_("list encrypted logs, newest first")},
	{"logs",
	 "show",
	 wd_ctl_logs_show,
	 "[--json] [--profile DIR] [--key FILE] [--salvage] LOG",
	 N_("print a log; LOG is the beginning of its id, or a file")},
	{"logs",
	 "export",
	 wd_ctl_logs_export,
	 "[--profile DIR] [--key FILE] [--format jsonl|html|txt] [--from DAY] [--to DAY] "
	 "[--peer NAME] --output DIR",
	 N_("write logs and their pictures into a new folder, with a manifest")},
	{"logs",
	 "search",
	 wd_ctl_logs_search,
	 "[--json] [--profile DIR] [--key FILE] WORDS",
	 N_("look for words in all logs")},
	{"logs",
	 "verify",
	 wd_ctl_logs_verify,
	 "[--json] [--profile DIR] [--key FILE] [LOG]...",
	 N_("look whether logs are whole and unchanged")},
	{"logs",
	 "import",
	 wd_ctl_logs_import,
	 "[--json] [--profile DIR] [--policy FILE]... [--keep]",
	 N_("seal old logs in HTML and plain text, and remove them")},
	{"logs",
	 "rewrap",
	 wd_ctl_logs_rewrap,
	 "[--json] [--profile DIR] [--key FILE] [--policy FILE]... [--recipient AGE1...]... "
	 "[LOG]...",
	 N_("seal logs to the recipients of now; records stay as they are")},
	{"logs",
	 "prune",
	 wd_ctl_logs_prune,
	 "[--json] [--profile DIR] [--policy FILE]... [--dry-run]",
	 N_("delete logs that policy keeps no longer")},
	{"key",
	 "show",
	 wd_ctl_key_show,
	 "[--json] [--profile DIR]",
	 N_("print the public key that logs are sealed to")},
	{"key",
	 "new",
	 wd_ctl_key_new,
	 "[--json] [--profile DIR]",
	 N_("make a key where there is none")},
	{"key",
	 "export",
	 wd_ctl_key_export,
	 "[--profile DIR] --output FILE",
	 N_("write the private keys into a new file, to be locked away")},
	{"key",
	 "import",
	 wd_ctl_key_import,
	 "[--profile DIR] FILE",
	 N_("read with the keys of a file, too")},
	{"key",
	 "protect",
	 wd_ctl_key_protect,
	 "[--profile DIR] passphrase|keyring|file",
	 N_("choose what protects the private key")},
	{"key",
	 "rotate",
	 wd_ctl_key_rotate,
	 "[--profile DIR]",
	 N_("make a new key; the old ones go on reading")},
	{"spim",
	 "train",
	 wd_ctl_spim_train,
	 "[--data FOLDER] --output FILE RECIPE",
	 N_("train a model of unwanted messages")},
	{"spim",
	 "eval",
	 wd_ctl_spim_eval,
	 "[--json] [--model FILE] FILE...",
	 N_("measure a model on labelled messages")},
	{"audit",
	 "verify",
	 wd_ctl_audit_verify,
	 "[--json] [--key FILE] [--profile DIR] [FOLDER] | --collector FILE",
	 N_("look for changes in the audit trail, or in what a collector has")},
	{"audit",
	 "watch",
	 wd_ctl_audit_watch,
	 "[--json] [--once] [--silence SECONDS] FILE...",
	 N_("watch what a collector gets: who falls silent, and whose trail does not fit")},
	{"audit",
	 "report",
	 wd_ctl_audit_report,
	 "[--json] [--from DAY] [--to DAY] [--output FILE] [--profile DIR] [FOLDER] | "
	 "--collector FILE",
	 N_("write a page about a period, with charts")},
	{"audit",
	 "tail",
	 wd_ctl_audit_tail,
	 "[--json] [-n LINES] [--profile DIR]",
	 N_("print the last lines of the audit trail")},
	{"lists",
	 "compile",
	 wd_ctl_lists_compile,
	 "[--json] --output FILE {--fingerprints FOLDER | TEXT-FILE...}",
	 N_("make an index of confidential documents, or one list of sites")},
	{"lists",
	 "query",
	 wd_ctl_lists_query,
	 "[--json] [--policy FILE]... [--protocol ID] [--profile DIR] NAME|ADDRESS...",
	 N_("look which lists of people or sites mean a name or an address, and in which line")},
	{"file",
	 "inspect",
	 wd_ctl_file_inspect,
	 "[--json] [--policy FILE]... FILE...",
	 N_("look into files, in a sandbox")},
	{"file",
	 "scan",
	 wd_ctl_file_scan,
	 "[--json] [--policy FILE]... FILE...",
	 N_("have files scanned for viruses")},
	{"queue",
	 "list",
	 wd_ctl_queue_list,
	 "[--json] [--all] [--profile DIR]",
	 N_("list what was held for review")},
	{"queue",
	 "show",
	 wd_ctl_queue_show,
	 "[--json] [--profile DIR] ID",
	 N_("show one held thing and why it was held")},
	{"queue",
	 "release",
	 wd_ctl_queue_release,
	 "[--json] [--profile DIR] ID...",
	 N_("let held things through; a running client delivers them")},
	{"queue",
	 "trust",
	 wd_ctl_queue_trust,
	 "[--json] [--profile DIR] ID...",
	 N_("release, and trust the sender from now on")},
	{"queue",
	 "delete",
	 wd_ctl_queue_delete,
	 "[--json] [--profile DIR] ID...",
	 N_("refuse held things")},
	{"queue",
	 "save",
	 wd_ctl_queue_save,
	 "[--json] [--profile DIR] ID PLACE",
	 N_("save a copy of a received file, with its warning")},
	{"queue",
	 "report",
	 wd_ctl_queue_report,
	 "[--json] [--profile DIR] ID...",
	 N_("refuse held things, and block the sender")},
	{"spim",
	 "lessons",
	 wd_ctl_lessons_list,
	 "[--json] [--profile DIR]",
	 N_("list what the person taught about SPIM; never a text")},
	{"spim",
	 "forget",
	 wd_ctl_lessons_forget,
	 "[--profile DIR] ID...|--all",
	 N_("take back what was taught; a running client notices")},
	{"doctor",
	 NULL,
	 wd_ctl_doctor,
	 "[--json] [--profile DIR]",
	 N_("look at policy, keys, trail and what lies in the clear")},
};

static void
print_help(FILE *out)
{
	(void)fputs(_("Usage: wardenctl COMMAND [OPTION]...\n\nCommands:\n"), out);
	for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *name =
			g_strjoin(" ", commands[i].name, commands[i].subcommand, NULL);

		(void)fprintf(out, "  %-18s %s\n", name, _(commands[i].help));
	}
	(void)fputs(_("\nwardenctl COMMAND --help says more. A command that reads a profile takes "
		      "the one of\n--profile DIR, else ~/.purple. Exit status: 0 good, 1 found "
		      "something wrong, 2 usage or\nbad input, 3 could not do it.\n"),
		    out);
}

static void
print_command_help(FILE *out, const Command *command)
{
	/* Translators: a command line, which is not translated, then what the command does. */
	(void)fprintf(out,
		      _("Usage: wardenctl %s%s%s %s\n\n%s\n"),
		      command->name,
		      command->subcommand != NULL ? " " : "",
		      command->subcommand != NULL ? command->subcommand : "",
		      command->usage,
		      _(command->help));
}

static const Command *
find_command(const char *const *words, guint *n_used)
{
	for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
		const Command *command = &commands[i];

		if (!g_str_equal(command->name, words[0]))
			continue;
		*n_used = command->subcommand == NULL ? 1 : 2;
		if (command->subcommand == NULL || g_strcmp0(command->subcommand, words[1]) == 0)
			return command;
	}
	return NULL;
}

/* Where the first word is right, the mistake is in the second. */
static char *
name_unknown(const char *const *words)
{
	for (guint i = 0; words[1] != NULL && i < G_N_ELEMENTS(commands); i++) {
		if (g_str_equal(commands[i].name, words[0]))
			return g_strjoin(" ", words[0], words[1], NULL);
	}
	return g_strdup(words[0]);
}

static WdCtlExit
run_command(const Command *command, WdCtl *ctl, const char *const *words)
{
	g_autofree char *name = g_strjoin(" ", command->name, command->subcommand, NULL);
	WdCtlExit result;

	if (g_strv_contains(words, "--help") || g_strv_contains(words, "-h")) {
		print_command_help(ctl->out, command);
		return WD_CTL_GOOD;
	}
	ctl->command = name;
	ctl->usage = command->usage;
	ctl->args = g_strdupv((char **)words);
	result = command->run(ctl);
	if (fflush(ctl->out) != 0 || ferror(ctl->out) != 0) {
		wd_ctl_complain(ctl, _("the output cannot be written"));
		result = WD_CTL_CANNOT;
	}
	g_strfreev(ctl->args);
	g_free(ctl->profile);
	return result;
}

/**
 * wd_ctl_visit_commands:
 * @visit: called for each command, in the table's order; its strings are not translated
 * @data: for @visit
 */
void
wd_ctl_visit_commands(WdCtlVisit visit, gpointer data)
{
	for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *name =
			g_strjoin(" ", commands[i].name, commands[i].subcommand, NULL);

		visit(name, commands[i].usage, commands[i].help, data);
	}
}

/**
 * wd_ctl_run:
 * @in_fd: standard input
 * @out: standard output
 * @err: standard error
 * @words: NULL-terminated: the command line without the program's name
 *
 * Finds the command in the table and runs it. Blocks as long as the command needs.
 *
 * Returns: the exit status
 */
WdCtlExit
wd_ctl_run(int in_fd, FILE *out, FILE *err, const char *const *words)
{
	WdCtl ctl = {.in_fd = in_fd, .out = out, .err = err};
	const Command *command = NULL;
	guint n_used = 0;

	if (words[0] == NULL) {
		print_help(err);
		return WD_CTL_USAGE;
	}
	if (g_str_equal(words[0], "--help") || g_str_equal(words[0], "help")) {
		print_help(out);
		return WD_CTL_GOOD;
	}
	if (g_str_equal(words[0], "--version")) {
		(void)fputs("wardenctl " WD_VERSION "\n", out);
		return WD_CTL_GOOD;
	}
	command = find_command(words, &n_used);
	if (command == NULL) {
		g_autofree char *unknown = name_unknown(words);

		/* Translators: a word from the command line. */
		(void)fprintf(err, _("wardenctl: no command “%s”\n"), unknown);
		print_help(err);
		return WD_CTL_USAGE;
	}
	return run_command(command, &ctl, words + n_used);
}
