/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands that read logs and keys, run in this process on a profile of their own. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "ctl-run.h"
#include "store/wd-log-fixture.h"

static const char *const bodies[] = {
	"good <b>morning</b> &amp; more",
	"\033[2Jwiped\nsecond line\n2026-11-22T00:00:00Z forged: line",
	"<img src=x onerror=alert(1)>",
	NULL,
};

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		g_error("\"%s\" is not in \"%s\"", part, text);
}

typedef struct {
	const char *name;
	const char *line;
	int status;
	const char *out; /* in standard output */
	const char *err; /* in standard error */
} RunCase;

static const RunCase runs[] = {
	{"list", "logs list --profile PROFILE", 0, "  im      me@corp.example  colleague@", ""},
	{"list-json", "logs list --json --profile PROFILE", 0, "\"peer\":\"colleague@", ""},
	{"show", "logs show --profile PROFILE LOG", 0, "colleague: good morning & more\n", ""},
	{"show-ends", "logs show --profile PROFILE LOG", 0, "# complete\n", ""},
	{"show-tames", "logs show --profile PROFILE LOG", 0, "\xef\xbf\xbd[2Jwiped", ""},
	{"show-indents", "logs show --profile PROFILE LOG", 0, "\n    2026-11-22T00:00:00Z f", ""},
	{"show-json",
	 "logs show --json --profile PROFILE LOG",
	 0,
	 "\"text\":\"good morning & more\",\"html\":\"good <b>morning</b>",
	 ""},
	{"show-nothing", "logs show --profile PROFILE", 2, "", "an argument is missing"},
	{"show-unknown", "logs show --profile PROFILE zz", 2, "", "no log begins with “zz”"},
	{"show-empty", "logs show --profile PROFILE ", 2, "", "no log begins with “”"},
	{"show-missing-file", "logs show --profile PROFILE /nonexistent/x.wdlog", 3, "", "No such"},
	{"verify", "logs verify --profile PROFILE", 0, "  complete  5 records\n", ""},
	{"verify-json", "logs verify --json --profile PROFILE LOG", 0, "\"records\":5,", ""},
	{"verify-trail",
	 "logs verify --json --profile PROFILE LOG",
	 0,
	 "\"trail\":\"unknown\"",
	 ""},
	{"search",
	 "logs search --profile PROFILE MORNING",
	 0,
	 "colleague: good morning & more\n",
	 ""},
	{"search-json",
	 "logs search --json --profile PROFILE morning",
	 0,
	 "\"start\":5,\"end\":12}",
	 ""},
	{"search-tames", "logs search --profile PROFILE wiped", 0, "[2Jwiped second line", ""},
	{"search-nothing", "logs search --profile PROFILE kestrel", 0, "", ""},
	{"search-for-what", "logs search --profile PROFILE", 2, "", "an argument is missing"},
	{"prune-keeps", "logs prune --policy PROFILE/keep.conf --profile PROFILE", 0, "", ""},
	{"prune-dry",
	 "logs prune --dry-run --policy PROFILE/drop.conf --profile PROFILE",
	 0,
	 "  due\n",
	 ""},
	{"prune-held",
	 "logs prune --policy PROFILE/hold.conf --profile PROFILE",
	 0,
	 "  held\n",
	 ""},
	{"prune",
	 "logs prune --json --policy PROFILE/drop.conf --profile PROFILE",
	 0,
	 "\"result\":\"deleted\"}",
	 ""},
	{"rewrap-bad", "logs rewrap --recipient age1x --profile PROFILE", 2, "", "age1x"},
	{"rewrap", "logs rewrap --policy PROFILE/keep.conf --profile PROFILE LOG", 0, "\n", ""},
	{"no-profile", "logs list --profile PROFILE/none", 3, "", "there is no key in"},
	{"no-identity", "logs list --profile PROFILE --key PROFILE/none", 3, "", "No such file"},
	{"export-where", "logs export --profile PROFILE", 2, "", "--output names a new folder"},
	{"export-format",
	 "logs export --profile PROFILE --format doc --output FOLDER",
	 2,
	 "",
	 "the formats are"},
	{"export-day",
	 "logs export --profile PROFILE --from yesterday --output FOLDER",
	 2,
	 "",
	 "“yesterday” is no day"},
	{"export-over-something",
	 "logs export --profile PROFILE --output PROFILE",
	 3,
	 "",
	 "File exists"},
	{"key-show", "key show --profile PROFILE", 0, "age1", ""},
	{"key-show-json", "key show --json --profile PROFILE", 0, "\"locked\":false}", ""},
	{"key-new-over-one", "key new --profile PROFILE", 3, "", "nothing was changed"},
	{"key-show-none", "key show --profile PROFILE/none", 3, "", "cannot open"},
	{"key-new", "key new --profile PROFILE/fresh", 0, "age1", ""},
};

static void
write_policies(const WdLogFixture *fixture)
{
	static const struct {
		const char *name;
		const char *text;
	} policies[] = {
		{"keep.conf", "[Logs]\nRetention=P0D\n"},
		{"drop.conf", "[Logs]\nRetention=P1D\n"},
		{"hold.conf", "[Logs]\nRetention=P1D\nLegalHold=2020-11\n"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(policies); i++) {
		g_autofree char *path = g_build_filename(fixture->profile, policies[i].name, NULL);

		g_assert_true(g_file_set_contents(path, policies[i].text, -1, NULL));
	}
}

/* The fixture's log in a month that has long been over. */
static char *
write_old_log(WdLogFixture *fixture)
{
	g_autofree char *now = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *name = g_path_get_basename(now);
	g_autofree char *folder = g_build_filename(fixture->base, "logs", "2020-11", "im", NULL);
	char *old = g_build_filename(folder, name, NULL);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_cmpint(g_rename(now, old), ==, 0);
	return old;
}

static void
test_run(gconstpointer data)
{
	const RunCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_old_log(fixture);
	g_auto(CtlResult) result = {0};

	write_policies(fixture);
	result = ctl_run(fixture, path, row->line);
	g_assert_cmpint(result.status, ==, row->status);
	assert_has(result.out, row->out);
	assert_has(result.err, row->err);
	g_assert_null(strchr(result.out, '\033'));
	g_assert_null(strstr(result.out, "AGE-SECRET-KEY"));
}

/* Turns one bit in the last message: FINAL behind it has 100 bytes. */
static void
damage(const char *path)
{
	g_autofree char *bytes = NULL;
	gsize len = 0;

	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	bytes[len - 150] ^= 1;
	g_assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
}

static const RunCase damaged_runs[] = {
	{"verify", "logs verify --profile PROFILE", 1, "damaged", ""},
	{"verify-json", "logs verify --json --profile PROFILE", 1, "\"bad_record\":", ""},
	{"show", "logs show --profile PROFILE LOG", 1, "# damaged\n", ""},
	{"export", "logs export --profile PROFILE --output FOLDER", 1, "", ""},
};

static void
test_damaged(gconstpointer data)
{
	const RunCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_auto(CtlResult) result = {0};

	damage(path);
	result = ctl_run(fixture, path, row->line);
	g_assert_cmpint(result.status, ==, row->status);
	assert_has(result.out, row->out);
}

/* What is no log is reported by name; the others are still shown. */
static void
test_foreign_file(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *foreign = g_build_filename(folder, "feedface.wdlog", NULL);
	g_auto(CtlResult) result = {0};

	g_assert_true(g_file_set_contents(foreign, "<html>", -1, NULL));
	result = ctl_run(fixture, path, "logs list --profile PROFILE");
	g_assert_cmpint(result.status, ==, 1);
	assert_has(result.out, "feedface  log: not a WDLOG1 file");
	assert_has(result.out, "colleague@corp.example");
}

/* Standard input is the file @input instead of a terminal. */
static CtlResult
run_with_input(const WdLogFixture *fixture, const char *input, const char *line)
{
	g_autofree char *path = g_build_filename(fixture->profile, "input", NULL);
	int saved = dup(STDIN_FILENO);
	int fd;
	CtlResult result;

	g_assert_true(g_file_set_contents(path, input, -1, NULL));
	fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
	g_assert_cmpint(dup2(fd, STDIN_FILENO), >=, 0);
	result = ctl_run(fixture, NULL, line);
	g_assert_cmpint(dup2(saved, STDIN_FILENO), >=, 0);
	g_close(saved, NULL);
	g_close(fd, NULL);
	return result;
}

static void
check_run(const WdLogFixture *fixture, const char *input, const char *line, int status)
{
	g_auto(CtlResult) result = run_with_input(fixture, input, line);

	if (result.status != status)
		g_error("%s: %d, %s", line, result.status, result.err);
	g_assert_null(strstr(result.out, "AGE-SECRET-KEY"));
}

/* A key through all it can go through; what was written before is read at each step. */
static void
test_key_life(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *exported = g_build_filename(fixture->profile, "saved", NULL);
	static const char verify[] = "logs verify --profile PROFILE";

	check_run(fixture, "", "key protect --profile PROFILE passphrase", 3); /* none given */
	check_run(fixture, "", "key protect --profile PROFILE stone", 2);
	check_run(fixture, "horse\n", "key protect --profile PROFILE passphrase", 0);
	check_run(fixture, "", verify, 3);
	check_run(fixture, "cow\n", verify, 3);
	check_run(fixture, "horse\n", verify, 0);
	check_run(fixture, "horse\n", "key export --profile PROFILE --output PROFILE/saved", 0);
	check_run(fixture, "horse\n", "key export --profile PROFILE --output PROFILE/saved", 3);
	check_run(fixture, "horse\nhorse\n", "key rotate --profile PROFILE", 0);
	check_run(fixture, "horse\n", verify, 0); /* the old key is still in the ring */
	check_run(fixture, "horse\n", "logs rewrap --recipient OWN --profile PROFILE", 2);
	check_run(fixture, "horse\n", "key protect --profile PROFILE file", 0);
	check_run(fixture, "", verify, 0);
	check_run(fixture, "", "key import --profile PROFILE PROFILE/saved", 0);
	check_run(fixture, "", "key import --profile PROFILE PROFILE/input", 2);
	check_run(fixture, "", verify, 0);
	check_run(fixture, "", "logs verify --profile PROFILE --key PROFILE/saved", 0);
}

typedef struct {
	const char *name;
	const char *options;
	guint n_logs;
	const char *text; /* in the exported file */
} ExportCase;

static const ExportCase exports[] = {
	{"json", "", 1, "\"condition\":\"complete\""},
	{"text", "--format txt ", 1, "colleague: good morning & more\n"},
	{"html", "--format html ", 1, "<b>colleague</b> good morning &amp; more"},
	{"that-day", "--from 2026-11-22 --to 2026-11-22 ", 1, "good"},
	{"day-before", "--to 2026-11-21 ", 0, NULL},
	{"day-after", "--from 2026-11-23 ", 0, NULL},
	{"peer", "--peer colleague@corp.example ", 1, "good"},
	{"other-peer", "--peer somebody@corp.example ", 0, NULL},
};

static void
check_exported(const char *folder, JsonObject *row, const char *text)
{
	g_autofree char *path =
		g_build_filename(folder, json_object_get_string_member(row, "file"), NULL);
	g_autofree char *bytes = NULL;
	g_autofree char *sha256 = NULL;
	gsize len = 0;

	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	sha256 = wd_hash_sha256_hex(bytes, len);
	g_assert_cmpstr(json_object_get_string_member(row, "sha256"), ==, sha256);
	g_assert_cmpint(json_object_get_int_member(row, "messages"), ==, 3);
	assert_has(bytes, text);
	if (g_str_has_suffix(path, ".html")) /* a peer's markup is not let in */
		g_assert_null(strstr(bytes, "<img"));
}

static void
test_export(gconstpointer data)
{
	const ExportCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *line = g_strconcat(
		"logs export --profile PROFILE ", row->options, "--output FOLDER", NULL);
	g_autofree char *folder = g_build_filename(fixture->profile, "export", NULL);
	g_autofree char *manifest = g_build_filename(folder, "manifest.json", NULL);
	g_autoptr(JsonParser) parser = json_parser_new();
	g_auto(CtlResult) result = ctl_run(fixture, path, line);
	JsonArray *logs;

	g_assert_cmpstr(result.err, ==, "");
	g_assert_cmpint(result.status, ==, 0);
	g_assert_true(json_parser_load_from_file(parser, manifest, NULL));
	logs = json_object_get_array_member(json_node_get_object(json_parser_get_root(parser)),
					    "logs");
	g_assert_cmpuint(json_array_get_length(logs), ==, row->n_logs);
	if (row->n_logs > 0)
		check_exported(folder, json_array_get_object_element(logs, 0), row->text);
}

#define PNG "\x89PNG\r\n\x1a\n and so on"
#define JPG "\xff\xd8\xff\xe0 and so on"
#define ODD "<script>alert(1)</script>"

/* One message with three pictures, of which one is none. */
static char *
write_pictures(WdLogFixture *fixture)
{
	static const WdLogImage images[] = {
		{(const guint8 *)PNG, sizeof PNG - 1},
		{(const guint8 *)JPG, sizeof JPG - 1},
		{(const guint8 *)ODD, sizeof ODD - 1},
	};
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);
	const WdLogMessage message = {
		.time_ms = LOG_TIME_MS,
		.sender = "colleague",
		.body = "look: <img src=\"wdlog:1\"><img src=\"wdlog:2\"><img src=\"wdlog:3\">",
		.images = images,
		.n_images = G_N_ELEMENTS(images),
	};

	char *path = g_strdup(wd_log_writer_get_path(writer));

	g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), >, 0);
	wd_log_writer_close(writer, LOG_TIME_MS, "closed");
	return path;
}

typedef struct {
	const char *name;
	const char *format;
	const char *text; /* ID stands for the log's */
} PictureCase;

static const PictureCase pictures[] = {
	{"json", "jsonl", "\"pictures\":[\"ID-1.png\",\"ID-2.jpg\",\"ID-3.bin\"]}"},
	{"text", "txt", " [picture: ID-1.png] [picture: ID-2.jpg] [picture: ID-3.bin]\n"},
	{"html", "html", " <img src=\"ID-1.png\" alt=\"ID-1.png\"> <img src=\"ID-2.jpg\""},
};

/* The file is what the log had, and its hash is what the manifest says. */
static void
check_picture(const char *folder, JsonObject *row, const char *wanted)
{
	g_autofree char *path =
		g_build_filename(folder, json_object_get_string_member(row, "file"), NULL);
	g_autofree char *sha256 = wd_hash_sha256_hex(wanted, strlen(wanted));
	g_autofree char *bytes = NULL;
	gsize len = 0;
	GStatBuf status;

	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	g_assert_cmpmem(bytes, len, wanted, strlen(wanted));
	g_assert_cmpstr(json_object_get_string_member(row, "sha256"), ==, sha256);
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
test_pictures(gconstpointer data)
{
	static const char *const wanted[] = {PNG, JPG, ODD};
	const PictureCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *line = g_strdup_printf(
		"logs export --profile PROFILE --output FOLDER --format %s", row->format);
	g_autofree char *folder = g_build_filename(fixture->profile, "export", NULL);
	g_autofree char *manifest = g_build_filename(folder, "manifest.json", NULL);
	g_autoptr(JsonParser) parser = json_parser_new();
	g_autoptr(GString) text = g_string_new(row->text);
	g_autofree char *log_path = write_pictures(fixture);
	g_autofree char *path = NULL;
	g_autofree char *exported = NULL;
	g_auto(CtlResult) result = {0};
	JsonObject *log;
	JsonArray *files;

	result = ctl_run(fixture, NULL, line);
	g_assert_cmpint(result.status, ==, 0);
	g_assert_true(json_parser_load_from_file(parser, manifest, NULL));
	log = json_array_get_object_element(
		json_object_get_array_member(json_node_get_object(json_parser_get_root(parser)),
					     "logs"),
		0);
	path = g_build_filename(folder, json_object_get_string_member(log, "file"), NULL);
	g_assert_true(g_file_get_contents(path, &exported, NULL, NULL));
	g_string_replace(text, "ID", json_object_get_string_member(log, "log"), 0);
	assert_has(exported, text->str);
	files = json_object_get_array_member(log, "pictures");
	g_assert_cmpuint(json_array_get_length(files), ==, G_N_ELEMENTS(wanted));
	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
		check_picture(folder, json_array_get_object_element(files, i), wanted[i]);
}

/* On the screen they are named, no more. */
static void
test_show_pictures(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = write_pictures(fixture);
	g_auto(CtlResult) text = {0};
	g_auto(CtlResult) json = {0};

	text = ctl_run(fixture, path, "logs show --profile PROFILE LOG");
	assert_has(text.out, " [picture] [picture] [picture]\n");
	json = ctl_run(fixture, path, "logs show --json --profile PROFILE LOG");
	assert_has(json.out, "\"pictures\":[null,null,null]}");
}

/* A recovery key reads what the profile's own key is not there for. */
static void
test_identity(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdIdentity) escrow = wd_identity_generate();
	g_autofree char *recipient = wd_identity_get_recipient(escrow);
	g_autofree char *secret = wd_identity_format(escrow);
	g_autofree char *key_file = g_build_filename(fixture->profile, "escrow", NULL);
	g_autofree char *own_key = g_build_filename(fixture->base, "keys", "identity.txt", NULL);
	const char *recipients[] = {recipient, NULL};
	g_autofree char *path = NULL;
	g_auto(CtlResult) locked = {0};
	g_auto(CtlResult) opened = {0};

	fixture->home.escrow = recipients;
	path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_assert_cmpint(g_remove(own_key), ==, 0);
	g_assert_true(g_file_set_contents(key_file, secret, -1, NULL));
	locked = ctl_run(fixture, path, "logs show --profile PROFILE LOG");
	g_assert_cmpint(locked.status, ==, 3);
	opened = ctl_run(fixture, path, "logs show --profile PROFILE --key PROFILE/escrow LOG");
	g_assert_cmpint(opened.status, ==, 0);
	assert_has(opened.out, "good morning");
}

#define ADD_ROWS(path, rows, test)                                                                 \
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *name = g_strconcat("/ctl-logs/" path "/", rows[i].name, NULL);    \
                                                                                                   \
		g_test_add_data_func(name, &rows[i], test);                                        \
	}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD_ROWS("run", runs, test_run)
	ADD_ROWS("damaged", damaged_runs, test_damaged)
	ADD_ROWS("export", exports, test_export)
	ADD_ROWS("pictures", pictures, test_pictures)
	g_test_add_func("/ctl-logs/show-pictures", test_show_pictures);
	g_test_add_func("/ctl-logs/foreign-file", test_foreign_file);
	g_test_add_func("/ctl-logs/identity", test_identity);
	g_test_add_func("/ctl-logs/key-life", test_key_life);
	return g_test_run();
}
