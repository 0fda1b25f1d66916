/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the built tool as a person would, with pipes for its streams. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#define EVENT(more)                                                                                \
	"{\"kind\":\"im\",\"direction\":\"in\",\"protocol\":\"prpl-jabber\","                      \
	"\"account\":\"me@a.example\",\"peer\":\"x@b.example\",\"known\":false,\"text\":\"hi\","   \
	"\"time_ms\":0" more "}\n"

#define EVENT_OF(peer, is_known)                                                                   \
	"{\"kind\":\"im\",\"direction\":\"in\",\"protocol\":\"prpl-jabber\",\"account\":\"a\","    \
	"\"peer\":\"" peer "\",\"known\":" is_known ",\"text\":\"hi\",\"time_ms\":0}\n"

#define OUT_EVENT(words)                                                                           \
	"{\"kind\":\"im\",\"direction\":\"out\",\"protocol\":\"prpl-jabber\","                     \
	"\"account\":\"me@a.example\",\"peer\":\"x@b.example\",\"text\":\"" words                  \
	"\",\"time_ms\":0}\n"

#define LINK_EVENT(address)                                                                        \
	"{\"kind\":\"link\",\"direction\":\"in\",\"protocol\":\"prpl-jabber\","                    \
	"\"account\":\"me@a.example\",\"peer\":\"x@b.example\",\"url\":\"" address                 \
	"\",\"time_ms\":0}\n"

/* Files that the rows name as @/NAME. */
static const struct {
	const char *name;
	const char *text;
} files[] = {
	{"good.conf", "[Contacts]\nDeny=x@b.example\n"},
	{"later.conf", "[Contacts]\nDeny=nobody@b.example\n[Links]\nAction=block\n"},
	{"lists.conf", "[Contacts]\nDenyLists=spam.txt\nAllowLists=good.txt\n"},
	{"spam.txt", "# names\n*\n@b.example\n"},
	{"good.txt", "x@b.example\ny@c.example\n"},
	{"links.conf", "[Links]\nDenyLists=sites.txt\nAllowLists=fine.txt\n"},
	{"none.txt", "# sites\n"},
	{"sites.txt", "# sites\nbad.example\nbro ken\n0.0.0.0 host.example\n"},
	{"fine.txt", "paypa1.com\n"},
	{"holes.conf", "[Enforce]\nAdvisories=holes.txt\n"},
	{"holes.txt", "# known\nlibpurple <2.14.9 - It is old.\nlibpurple 2.14.9 - It is older.\n"},
	{"missing-list.conf", "[Contacts]\nDenyLists=gone.txt\n"},
	{"documents/one.txt",
	 "The seller may not disclose to any third party what he has learned about the methods of "
	 "the buyer before the end of the year in which the contract ends.\n"},
	{"documents/two.txt", "Too short.\n"},
	{"documents.conf", "[Leaks]\nDocuments=made.index\n"},
	{"gone.conf", "[Leaks]\nDocuments=gone.index\n"},
	{"pattern.conf", "[Leaks]\nPatterns=good+;bad(\n"},
	{"words.conf", "[Leaks]\nKeywords=Project Falcon\n"},
	{"hold.conf", "[Contacts]\nStrangers=hold\n"},
	{"typo.conf", "[Contacts]\nStrangers=hold\n[spim]\nEnabled=true\n"},
	{"yes.conf", "[Spim]\nEnabled=yes\n"},
	{"broken.conf", "[Spim]\n; no comment\n"},
	{"recipient.conf",
	 "[Logs]\nEscrowRecipients="
	 "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq\n"},
	{"escrow.conf",
	 "[Logs]\nEscrowRecipients="
	 "age1939up6rgssjewfzfvvjjwczms9a2exxqed0s3qzyhp2keuuj99ls6hn8zq\n"},
	{"low-order.conf",
	 "[Logs]\nEscrowRecipients="
	 "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z\n"},
	{"rules.conf", "[Rules]\n10-x=sender=x@*;action=block;reason=Not here.\n"},
	{"set/managed.d/50-a.conf", "[Links]\nAction=blok\n"},
	{"set/recommended.d/50-a.conf", "[Links]\nAction=plain\n"},
	{"home/warden/settings.conf", "[Links]\nAction=plain\n[Spim]\nAction=maybe\n"},
	{"set/managed.d/60-b.cnf", "[Links]\nAction=block\n"},
	{"empty.conf", ""},
	{"long.conf",
	 "[Notice]\nText=This is a notice that is longer than a row has room for it, as notices "
	 "are.\n"},
	{"void/empty.conf", ""},
	{"plain/a.conf", "[Links]\nAction=plain\n"},
	{"plain/b.conf", "[Links]\nAction=hold\n"},
};

typedef struct {
	const char *name;
	const char *arguments; /* separated by spaces */
	const char *input;
	int exit_status;
	const char *out; /* in standard output */
	const char *err; /* in standard error */
} RunCase;

static const RunCase runs[] = {
	{"no-command", "", "", 2, "", "Usage: wardenctl COMMAND"},
	{"help", "--help", "", 0, "policy lint        look for mistakes", ""},
	{"version", "--version", "", 0, "wardenctl " WD_VERSION "\n", ""},
	{"unknown-command", "frobnicate", "", 2, "", "no command “frobnicate”"},
	{"half-a-command", "policy", "", 2, "", "no command “policy”"},
	{"wrong-second-word", "policy linst a.conf", "", 2, "", "no command “policy linst”"},
	{"command-help", "policy lint --help", "", 0, "Usage: wardenctl policy lint [--json]", ""},
	{"unknown-option", "judge --frob", "", 2, "", "Usage: wardenctl judge [--policy FILE]"},
	{"unexpected-argument", "judge now", "", 2, "", "unexpected argument “now”"},

	/* A policy that was mistyped is no policy that keeps, knows or allows nothing. */
	{"prune-mistyped",
	 "logs prune --policy @/mistyped.conf --profile @/home",
	 "",
	 3,
	 "",
	 "the policy cannot be read"},
	{"query-mistyped",
	 "lists query --policy @/mistyped.conf --profile @/home x@b.example",
	 "",
	 3,
	 "",
	 "the policy cannot be read"},
	{"import-mistyped",
	 "logs import --policy @/mistyped.conf --profile @/home",
	 "",
	 3,
	 "",
	 "the policy cannot be read"},
	{"firewall-mistyped",
	 "policy firewall --policy @/broken.conf --profile @/home",
	 "",
	 3,
	 "",
	 "the policy cannot be read"},

	{"judge-nothing", "judge --unmanaged", "", 0, "", ""},
	{"judge-one", "judge --unmanaged", EVENT(""), 0, "{\"action\":\"note\",\"score\":0,", ""},
	{"judge-installed", "judge", EVENT(""), 0, "{\"action\":", ""},
	{"judge-id",
	 "judge --unmanaged",
	 EVENT(",\"id\":\"7\""),
	 0,
	 "{\"id\":\"7\",\"action\"",
	 ""},
	{"judge-machine",
	 "judge --unmanaged --machine host=ann-laptop --machine user=ann",
	 OUT_EVENT("I write from ann-laptop"),
	 0,
	 "\"code\":\"trojan.machine-name\"",
	 ""},
	{"judge-another-machine",
	 "judge --unmanaged --machine host=ben-laptop",
	 OUT_EVENT("I write from ann-laptop"),
	 0,
	 "{\"action\":\"allow\"",
	 ""},
	{"judge-no-machine",
	 "judge --unmanaged --machine ann-laptop",
	 "",
	 2,
	 "",
	 "--machine expects address, hardware, host"},
	{"judge-imitation",
	 "judge --unmanaged",
	 EVENT_OF("ann.miller@b.example", "true") EVENT_OF("ann.mi11er@b.example", "false"),
	 0,
	 "\"code\":\"contact.imitation\"",
	 ""},
	{"judge-malformed",
	 "judge --unmanaged",
	 "\n" EVENT("") "nonsense\n" EVENT(""),
	 1,
	 "{\"error\":\"line 3: expected a JSON object",
	 ""},
	{"judge-goes-on",
	 "judge --unmanaged",
	 "nonsense\n" EVENT(",\"id\":2"),
	 1,
	 "\n{\"id\":2,\"action\"",
	 ""},
	{"judge-policy", "judge --policy @/good.conf", EVENT(""), 0, "{\"action\":\"block\"", ""},
	{"judge-policies-add-up",
	 "judge --policy @/good.conf --policy @/later.conf",
	 EVENT(""),
	 0,
	 "{\"action\":\"block\"",
	 ""},
	{"judge-lists", "judge --policy @/lists.conf", EVENT(""), 0, "spam.txt", "spam.txt:2: "},
	{"judge-missing-list",
	 "judge --policy @/missing-list.conf",
	 EVENT(""),
	 0,
	 "contact.list-missing",
	 "gone.txt"},
	{"lists-query-denied",
	 "lists query --policy @/lists.conf a@b.example",
	 "",
	 1,
	 "spam.txt:3: @b.example",
	 ""},
	{"lists-query-allowed",
	 "lists query --policy @/lists.conf --json Y@c.example",
	 "",
	 0,
	 "\"list\":\"allow\"",
	 ""},
	{"lists-query-nobody",
	 "lists query --policy @/lists.conf z@c.example",
	 "",
	 0,
	 "z@c.example: on no list",
	 ""},
	{"lists-compile",
	 "lists compile --fingerprints @/documents --output @/made.index",
	 "",
	 1,
	 "0\t",
	 "too short to be known again"},
	{"lists-compile-json",
	 "lists compile --json --fingerprints @/documents --output @/made.index",
	 "too short",
	 1,
	 "{\"document\":0,\"passages\":",
	 "too short"},
	{"judge-without-the-index",
	 "judge --policy @/gone.conf",
	 OUT_EVENT("hello"),
	 3,
	 "",
	 "gone.index"},
	{"lists-compile-no-folder", "lists compile --output @/made.index", "", 2, "", "are needed"},
	{"lists-compile-missing-folder",
	 "lists compile --fingerprints @/nowhere --output @/made.index",
	 "",
	 3,
	 "",
	 "nowhere"},
	{"lint-pattern",
	 "policy lint @/pattern.conf",
	 "",
	 1,
	 "pattern.conf:2:16: error: [Leaks] Patterns: this is no regular expression: missing "
	 "closing "
	 "parenthesis, at its character 5",
	 ""},
	{"judge-company-word",
	 "judge --policy @/words.conf",
	 OUT_EVENT("about project FALCON"),
	 0,
	 "leak.keyword",
	 ""},
	{"judge-links-denied",
	 "judge --policy @/links.conf",
	 LINK_EVENT("http://x.bad.example/"),
	 0,
	 "link.denied",
	 "sites.txt:3: "},
	{"judge-links-allowed",
	 "judge --policy @/links.conf",
	 LINK_EVENT("http://paypa1.com/"),
	 0,
	 "\"risk\":\"safe\"",
	 "sites.txt:3: "},
	{"lists-query-site",
	 "lists query --policy @/links.conf http://host.example/a",
	 "",
	 1,
	 "sites.txt:4: 0.0.0.0 host.example",
	 ""},
	{"lists-query-site-nobody",
	 "lists query --policy @/links.conf good.example",
	 "",
	 0,
	 "good.example: on no list",
	 ""},
	{"lists-compile-sites",
	 "lists compile --output @/sites.wdlinks @/sites.txt",
	 "",
	 1,
	 "2 entries from 4 lines",
	 "sites.txt:3: "},
	{"lists-compile-nothing",
	 "lists compile --output @/none.wdlinks @/none.txt",
	 "",
	 1,
	 "",
	 "there is no site to list; nothing was written"},
	{"lists-compile-nowhere",
	 "lists compile --output @/none/sites.wdlinks @/sites.txt",
	 "",
	 3,
	 "",
	 "none/sites.wdlinks"},
	{"lists-compile-missing-file",
	 "lists compile --output @/x.wdlinks @/gone.txt",
	 "",
	 3,
	 "",
	 "gone.txt"},
	{"lists-compile-no-output", "lists compile @/sites.txt", "", 2, "", "are needed"},
	{"lint-links",
	 "policy lint @/links.conf",
	 "",
	 1,
	 "sites.txt:3: warning: only an address may stand before a name",
	 ""},
	{"lists-query-no-name", "lists query", "", 2, "", "an argument is missing"},
	{"lint-lists",
	 "policy lint @/lists.conf",
	 "",
	 1,
	 "spam.txt:2: warning: this would mean everybody",
	 ""},
	{"lint-advisories",
	 "policy lint @/holes.conf",
	 "",
	 1,
	 "holes.txt:3: warning: versions look like",
	 ""},
	{"lint-missing-list", "policy lint @/missing-list.conf", "", 1, "gone.txt", ""},
	{"judge-holds", "judge --policy @/hold.conf", EVENT(""), 0, "contact.stranger-held", ""},
	{"judge-rule",
	 "judge --policy @/rules.conf",
	 EVENT(""),
	 0,
	 "{\"code\":\"rule.matched\"",
	 ""},
	{"judge-both", "judge --unmanaged --policy @/good.conf", "", 2, "", "exclude each other"},
	{"judge-no-policy", "judge --policy @/missing.conf", EVENT(""), 3, "", "missing.conf"},
	{"judge-broken-policy",
	 "judge --policy @/broken.conf",
	 EVENT(""),
	 3,
	 "",
	 "broken.conf:2:1: error: a comment starts with “#”"},
	{"judge-says-what-is-strict",
	 "judge --policy @/yes.conf",
	 EVENT(""),
	 0,
	 "{\"action\"",
	 "yes.conf:2:9: error: [Spim] Enabled: expected true or false, found “yes”"},
	{"judge-explains",
	 "judge --unmanaged --explain",
	 EVENT(""),
	 0,
	 "note: im in, “x@b.example”\n    contact.stranger: ",
	 ""},

	{"lint-good", "policy lint @/good.conf", "", 0, "No mistakes found.\n", ""},
	{"lint-bad", "policy lint @/yes.conf", "", 1, "yes.conf:2:9: error: ", ""},
	{"lint-typo",
	 "policy lint @/typo.conf",
	 "",
	 1,
	 "typo.conf:3:1: warning: unknown group [spim]; did you mean [Spim]?",
	 ""},
	{"lint-escrow", "policy lint @/escrow.conf", "", 0, "No mistakes found.\n", ""},
	{"lint-checksum", "policy lint @/recipient.conf", "", 1, "checksum does not match", ""},
	{"lint-low-order", "policy lint @/low-order.conf", "", 1, "is a point of low order", ""},
	{"lint-missing", "policy lint @/missing.conf", "", 2, "", "does not exist"},
	{"lint-set",
	 "policy lint @/set",
	 "",
	 1,
	 "set/managed.d/50-a.conf:2:8: error: [Links] Action: expected one of warn, plain",
	 ""},
	{"lint-set-stray",
	 "policy lint @/set",
	 "",
	 1,
	 "set/managed.d/60-b.cnf: warning: it is not read: the name of a policy file ends in .conf",
	 ""},
	{"lint-empty",
	 "policy lint @/empty.conf",
	 "",
	 1,
	 "empty.conf:1:1: error: an empty file",
	 ""},
	{"lint-empty-in-folder",
	 "policy lint @/void",
	 "",
	 1,
	 "void/empty.conf:1:1: error: an empty file",
	 ""},
	{"lint-no-file", "policy lint /dev/null", "", 0, "No mistakes found.\n", ""},
	{"lint-folder",
	 "policy lint @/plain",
	 "",
	 0,
	 "b.conf:2:1: notice: [Links] Action=hold replaces “plain”",
	 ""},
	{"lint-json",
	 "policy lint --json @/yes.conf",
	 "",
	 1,
	 "\"line\":2,\"column\":9,\"level\":\"error\"",
	 ""},
	{"show-long",
	 "policy show --policy @/long.conf",
	 "",
	 0,
	 "Notice.Text                  This is a notice that is longer than a row has room for it, "
	 "…  "
	 "managed  ",
	 ""},
	{"show",
	 "policy show --policy @/hold.conf",
	 "",
	 0,
	 "Contacts.Strangers           hold",
	 ""},
	{"show-profile",
	 "policy show --profile @/home",
	 "",
	 0,
	 "Links.Action                 plain             user",
	 ""},
	{"show-problems", "policy show --profile @/home", "", 0, "settings.conf:4:8: error: ", ""},
	{"show-json",
	 "policy show --json --profile @/home",
	 "",
	 0,
	 "{\"group\":\"Links\",\"key\":\"Action\",\"value\":\"plain\",\"level\":\"user\"",
	 ""},
	{"show-json-rules",
	 "policy show --json --policy @/rules.conf",
	 "",
	 0,
	 "\"rules\":[{\"key\":\"10-x\",\"value\":\"sender=x@*;action=block;reason=Not here.\"",
	 ""},
	{"show-broken", "policy show --policy @/broken.conf", "", 1, "strict-floor", ""},
	{"show-rules", "policy show --policy @/rules.conf", "", 0, "Rules.10-x  sender=x@*", ""},
	{"explain", "policy explain Links.Action", "", 0, "one of warn, plain, hold, block", ""},
	{"explain-bare", "policy explain ProtectedDomains", "", 0, "[Links] ProtectedDomains", ""},
	{"explain-json", "policy explain --json Links.Action", "", 0, "\"strict\":\"hold\"", ""},
	{"explain-typo", "policy explain Lnks.Actoin", "", 2, "", "did you mean Links.Action?"},
	{"explain-nothing", "policy explain", "", 2, "", "an argument is missing"},
	{"diff-same", "policy diff @/good.conf @/good.conf", "", 0, "", ""},
	{"diff",
	 "policy diff @/good.conf @/later.conf",
	 "",
	 1,
	 "Contacts.Deny: x@b.example (locked) -> nobody@b.example (locked)\n"
	 "Links.Action: warn -> block (locked)\n",
	 ""},
	{"diff-json",
	 "policy diff --json @/good.conf @/rules.conf",
	 "",
	 1,
	 "{\"key\":\"Rules.10-x\",\"before\":null,\"after\":\"sender=x@*;action=block;reason=Not "
	 "here.\"}",
	 ""},
	{"diff-folder",
	 "policy diff @/good.conf @/set",
	 "",
	 1,
	 "Links.Action: warn -> hold (locked)",
	 ""},
	{"diff-broken", "policy diff @/good.conf @/broken.conf", "", 3, "", "policy lint"},
	{"diff-nothing-there",
	 "policy diff @/good.conf @/nowhere.conf",
	 "",
	 2,
	 "",
	 "does not exist"},
	{"template", "policy template", "", 0, "\n# Action=warn\n", ""},
	{"template-strict", "policy template --strict", "", 0, "\nRequireTLS=true\n", ""},
};

static char *folder;

static GSubprocess *
start(const char *arguments, GSubprocessFlags flags)
{
	g_autofree char *tool =
		g_test_build_filename(G_TEST_BUILT, "..", "plugin", "ctl", "wardenctl", NULL);
	g_auto(GStrv) words = g_strsplit(arguments, " ", -1);
	g_autoptr(GPtrArray) line = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	GSubprocess *process;

	g_ptr_array_add(line, g_strdup(tool));
	for (guint i = 0; words[i] != NULL; i++) {
		if (*words[i] == '@')
			g_ptr_array_add(line, g_strconcat(folder, words[i] + 1, NULL));
		else if (*words[i] != '\0')
			g_ptr_array_add(line, g_strdup(words[i]));
	}
	g_ptr_array_add(line, NULL);
	process = g_subprocess_newv((const char *const *)line->pdata, flags, &error);
	g_assert_no_error(error);
	return process;
}

#define ALL_PIPES                                                                                  \
	(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |                          \
	 G_SUBPROCESS_FLAGS_STDERR_PIPE)

static int
run(const char *arguments, const char *input, char **out, char **err)
{
	g_autoptr(GSubprocess) process = start(arguments, ALL_PIPES);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_subprocess_communicate_utf8(process, input, NULL, out, err, &error));
	g_assert_no_error(error);
	g_assert_true(g_subprocess_get_if_exited(process));
	return g_subprocess_get_exit_status(process);
}

static void
test_run(gconstpointer data)
{
	const RunCase *row = data;
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	int exit_status = run(row->arguments, row->input, &out, &err);

	if (strstr(out, row->out) == NULL || strstr(err, row->err) == NULL)
		g_test_message("out: %s\nerr: %s", out, err);
	g_assert_cmpint(exit_status, ==, row->exit_status);
	g_assert_nonnull(strstr(out, row->out));
	g_assert_nonnull(strstr(err, row->err));
	if (*row->out == '\0')
		g_assert_cmpstr(out, ==, "");
	if (*row->err == '\0')
		g_assert_cmpstr(err, ==, "");
}

/* A passage of a document, in capitals and with other signs, and a text that has none. */
static void
test_knows_documents(void)
{
	static const char events[] =
		OUT_EVENT("They say: THE SELLER MAY NOT disclose, to any third party, what he has "
			  "learned about the methods of the buyer before the end of the year")
			OUT_EVENT("the seller may sell what he likes");
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_cmpint(run("lists compile --fingerprints @/documents --output @/made.index",
			    "",
			    &out,
			    &err),
			==,
			1);
	g_clear_pointer(&out, g_free);
	g_clear_pointer(&err, g_free);
	g_assert_cmpint(run("judge --policy @/documents.conf", events, &out, &err), ==, 0);
	lines = g_strsplit(out, "\n", -1);
	g_assert_nonnull(strstr(lines[0], "leak.document"));
	g_assert_null(strstr(lines[1], "leak.document"));
}

/* An event holds the beginning of a long message; a client judges the rest before it leaves. */
static void
test_judges_what_is_long(void)
{
	g_autofree char *filler = g_strnfill(1024 * 1024, 'x');
	g_autofree char *line =
		g_strdup_printf("{\"kind\":\"im\",\"direction\":\"out\",\"protocol\":\"prpl-"
				"jabber\",\"account\":\"me\","
				"\"peer\":\"ann@corp.example\",\"known\":true,\"time_ms\":0,"
				"\"text\":\"%s 4111 1111 1111 1111\"}\n",
				filler);
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;

	g_assert_cmpint(run("judge --unmanaged", line, &out, &err), ==, 0);
	g_assert_nonnull(strstr(out, "{\"action\":\"warn\""));
	g_assert_nonnull(strstr(out, "\"code\":\"leak.card\""));
	g_assert_nonnull(strstr(out, "\"start\":1048577,\"end\":1048596"));
}

/* Whoever feeds the tool line by line gets each verdict before the next line is due. */
static void
test_answers_at_once(void)
{
	g_autoptr(GSubprocess) process =
		start("judge --unmanaged",
		      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
	GOutputStream *in = g_subprocess_get_stdin_pipe(process);
	g_autoptr(GDataInputStream) out =
		g_data_input_stream_new(g_subprocess_get_stdout_pipe(process));

	for (guint i = 0; i < 3; i++) {
		g_autofree char *verdict = NULL;

		g_assert_true(g_output_stream_write_all(
			in, EVENT(""), strlen(EVENT("")), NULL, NULL, NULL));
		g_assert_true(g_output_stream_flush(in, NULL, NULL));
		verdict = g_data_input_stream_read_line(out, NULL, NULL, NULL);
		g_assert_true(g_str_has_prefix(verdict, "{\"action\":"));
	}
	g_assert_true(g_output_stream_close(in, NULL, NULL));
	g_assert_true(g_subprocess_wait_check(process, NULL, NULL));
}

/* The first message makes the stranger known to the lines after it. */
static void
test_remembers(void)
{
	const char input[] =
		"{\"kind\":\"im\",\"direction\":\"out\",\"protocol\":\"prpl-irc\",\"account\":"
		"\"me\","
		"\"peer\":\"bob\",\"text\":\"hello\",\"time_ms\":1}\n"
		"{\"kind\":\"im\",\"direction\":\"in\",\"protocol\":\"prpl-irc\",\"account\":"
		"\"me\","
		"\"peer\":\"bob\",\"text\":\"hi\",\"time_ms\":2}\n"
		"{\"kind\":\"im\",\"direction\":\"in\",\"protocol\":\"prpl-irc\",\"account\":"
		"\"me\","
		"\"peer\":\"bob\",\"i_wrote_first\":false,\"text\":\"hi\",\"time_ms\":3}\n";
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_cmpint(run("judge --unmanaged", input, &out, &err), ==, 0);
	lines = g_strsplit(out, "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, 4);
	g_assert_null(strstr(lines[1], "contact.stranger"));
	g_assert_nonnull(strstr(lines[2], "contact.stranger"));
}

/* Every line of the contract's verdict can be read, and evidence lies inside the text. */
static void
test_fits_the_contract(void)
{
	const char text[] = "card 4111 1111 1111 1111, see http://192.0.2.7/x";
	const char input[] =
		"{\"kind\":\"im\",\"direction\":\"out\",\"protocol\":\"prpl-jabber\","
		"\"account\":\"me@a.example\",\"peer\":\"x@b.example\",\"known\":true,"
		"\"text\":\"card 4111 1111 1111 1111, see http://192.0.2.7/x\",\"time_ms\":0}\n";
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;
	g_autoptr(JsonNode) root = NULL;
	JsonArray *findings;
	JsonObject *object;
	gboolean is_leak_seen = FALSE;

	g_assert_cmpint(run("judge --unmanaged", input, &out, &err), ==, 0);
	root = json_from_string(out, NULL);
	object = json_node_get_object(root);
	g_assert_cmpstr(json_object_get_string_member(object, "action"), ==, "warn");
	findings = json_object_get_array_member(object, "findings");
	for (guint i = 0; i < json_array_get_length(findings); i++) {
		JsonObject *finding = json_array_get_object_element(findings, i);
		gint64 begin = json_object_get_int_member(finding, "start");
		gint64 end = json_object_get_int_member(finding, "end");

		g_assert_cmpint(begin, <=, end);
		g_assert_cmpint(end, <=, (gint64)strlen(text));
		is_leak_seen =
			is_leak_seen ||
			g_str_equal(json_object_get_string_member(finding, "code"), "leak.card");
	}
	g_assert_true(is_leak_seen);
	g_assert_null(strstr(json_object_get_string_member(object, "redacted"), "4111 1111"));
}

/* What is installed as an example is what the tool prints. */
static void
test_templates_are_fresh(void)
{
	const struct {
		const char *arguments;
		const char *file;
	} templates[] = {
		{"policy template", "home.conf"},
		{"policy template --strict", "strict.conf"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(templates); i++) {
		g_autofree char *path = g_test_build_filename(
			G_TEST_DIST, "..", "plugin", "data", "policy", templates[i].file, NULL);
		g_autofree char *lint = g_strconcat("policy lint ", path, NULL);
		g_autofree char *text = NULL;
		g_autofree char *out = NULL;
		g_autofree char *err = NULL;
		g_autofree char *lint_out = NULL;
		g_autofree char *lint_err = NULL;

		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		g_assert_cmpint(run(templates[i].arguments, "", &out, &err), ==, 0);
		g_assert_cmpstr(out, ==, text);
		g_assert_cmpint(run(lint, "", &lint_out, &lint_err), ==, 0);
		g_assert_cmpstr(lint_out, ==, "No mistakes found.\n");
	}
}

static void
make_files(void)
{
	folder = g_dir_make_tmp("warden-ctl-XXXXXX", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);
		g_autofree char *parent = g_path_get_dirname(path);

		g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
		g_assert_true(g_file_set_contents(path, files[i].text, -1, NULL));
	}
}

static void
remove_files(void)
{
	const char *const folders[] = {"set/managed.d",
				       "set/recommended.d",
				       "set",
				       "void",
				       "home/warden",
				       "home",
				       "plain",
				       "documents",
				       ""};
	g_autofree char *made = g_build_filename(folder, "made.index", NULL);
	g_autofree char *compiled = g_build_filename(folder, "sites.wdlinks", NULL);

	g_assert_cmpint(g_remove(compiled), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(folder, files[i].name, NULL);

		g_assert_cmpint(g_remove(path), ==, 0);
	}
	(void)g_remove(made); /* by tests that ran or did not */
	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = g_build_filename(folder, folders[i], NULL);

		g_assert_cmpint(g_rmdir(path), ==, 0);
	}
	g_free(folder);
}

int
main(int argc, char **argv)
{
	int result;

	(void)signal(SIGPIPE, SIG_IGN); /* some commands end before they have read what they get */
	g_test_init(&argc, &argv, NULL);
	make_files();
	for (guint i = 0; i < G_N_ELEMENTS(runs); i++) {
		g_autofree char *path = g_strconcat("/wardenctl/", runs[i].name, NULL);

		g_test_add_data_func(path, &runs[i], test_run);
	}
	g_test_add_func("/wardenctl/answers-at-once", test_answers_at_once);
	g_test_add_func("/wardenctl/knows-documents", test_knows_documents);
	g_test_add_func("/wardenctl/judges-what-is-long", test_judges_what_is_long);
	g_test_add_func("/wardenctl/remembers", test_remembers);
	g_test_add_func("/wardenctl/fits-the-contract", test_fits_the_contract);
	g_test_add_func("/wardenctl/templates-are-fresh", test_templates_are_fresh);
	result = g_test_run();
	remove_files();
	return result;
}
