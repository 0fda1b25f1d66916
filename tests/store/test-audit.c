/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit-fixture.h"
#include "engine/wd-error.h"
#include "store/wd-audit-files.h"
#include "store/wd-audit-line.h"

static JsonObject *
read_line(const StoreFixture *fixture, guint file, guint index)
{
	gsize len;
	g_autofree char *bytes = audit_fixture_read(fixture, file, &len);
	g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);
	g_autoptr(JsonNode) node = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_cmpuint(index, <, g_strv_length(lines));
	node = json_from_string(lines[index], &error);
	g_assert_no_error(error);
	return json_object_ref(json_node_get_object(node));
}

static void
test_line_format(StoreFixture *fixture, gconstpointer data)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	const WdAuditRecord record = {
		.event = "msg.send.blocked",
		.severity = WD_SEVERITY_WARNING,
		.is_failure = TRUE,
		.reason = "unencrypted_send_blocked",
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "x@y.example",
		.verdict = verdict,
		.detail_key = "file_id",
		.detail = "00ff",
		.time_ms = NOW_MS,
	};
	g_autoptr(JsonObject) line = NULL;
	JsonObject *subject;

	wd_verdict_add(verdict, wd_finding_new("leak.card", WD_ACTION_BLOCK, 9, 0, 4, "1111"));
	g_assert_true(wd_audit_write(audit, &record, NULL));
	wd_audit_close(audit, NOW_MS);
	line = read_line(fixture, 0, 1);
	g_assert_cmpint(json_object_get_int_member(line, "v"), ==, 1);
	g_assert_cmpint(json_object_get_int_member(line, "seq"), ==, 1);
	g_assert_cmpint(json_object_get_int_member(line, "uid"), ==, getuid());
	g_assert_cmpstr(json_object_get_string_member(line, "ts"), ==, "2024-10-04T01:15:00.123Z");
	g_assert_cmpstr(json_object_get_string_member(line, "host"), ==, g_get_host_name());
	g_assert_cmpuint(strlen(json_object_get_string_member(line, "sess")), ==, 12);
	g_assert_cmpstr(json_object_get_string_member(line, "ev"), ==, "msg.send.blocked");
	g_assert_cmpstr(json_object_get_string_member(line, "sev"), ==, "warning");
	g_assert_cmpstr(json_object_get_string_member(line, "outcome"), ==, "failure");
	g_assert_cmpstr(
		json_object_get_string_member(line, "reason"), ==, "unencrypted_send_blocked");
	g_assert_cmpstr(json_object_get_string_member(line, "action"), ==, "block");
	g_assert_cmpstr(
		json_array_get_string_element(json_object_get_array_member(line, "codes"), 0),
		==,
		"leak.card");
	g_assert_cmpstr(json_object_get_string_member(json_object_get_object_member(line, "data"),
						      "file_id"),
			==,
			"00ff");
	g_assert_cmpstr(json_object_get_string_member(line, "policy"), ==, "sha256:0123");
	g_assert_cmpstr(json_object_get_string_member(line, "plugin"), ==, WD_VERSION);
	g_assert_cmpuint(strlen(json_object_get_string_member(line, "prev")), ==, 64);
	g_assert_cmpuint(strlen(json_object_get_string_member(line, "mac")), ==, 32);
	subject = json_object_get_object_member(line, "subject");
	g_assert_cmpstr(json_object_get_string_member(subject, "account"), ==, "me@corp.example");
	g_assert_cmpstr(json_object_get_string_member(subject, "proto"), ==, "prpl-jabber");
	g_assert_true(g_regex_match_simple(
		"^h:[0-9a-f]{16}$", json_object_get_string_member(subject, "peer"), 0, 0));
}

static void
test_first_and_last_line(StoreFixture *fixture, gconstpointer data)
{
	static const char zeros[] =
		"0000000000000000000000000000000000000000000000000000000000000000";
	g_autoptr(JsonObject) first = NULL;
	g_autoptr(JsonObject) last = NULL;

	audit_fixture_make(fixture, 3, NOW_MS);
	first = read_line(fixture, 0, 0);
	last = read_line(fixture, 0, 4);
	g_assert_cmpstr(json_object_get_string_member(first, "ev"), ==, "audit.genesis");
	g_assert_cmpint(json_object_get_int_member(first, "seq"), ==, 0);
	g_assert_cmpstr(json_object_get_string_member(first, "prev"), ==, zeros);
	g_assert_cmpstr(json_object_get_string_member(last, "ev"), ==, "audit.close");
	g_assert_cmpint(json_object_get_int_member(last, "seq"), ==, 4);
	audit_fixture_expect(fixture, NULL);
}

static void
test_peers_are_pseudonyms(StoreFixture *fixture, gconstpointer data)
{
	gboolean is_clear = data != NULL;
	const WdAuditOptions options = {.has_clear_peer_names = is_clear};
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	wd_audit_set_options(audit, &options);
	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	wd_audit_close(audit, NOW_MS);
	g_assert_cmpint(store_fixture_is_on_disk(fixture, "stranger@elsewhere"), ==, is_clear);
}

typedef struct {
	const char *name;
	const char *text;
	const char *json; /* what stands in the file */
} TextCase;

static const TextCase texts[] = {
	{"quote", "a\"b\\c", "\"a\\u0022b\\u005cc\""},
	{"newline", "a\nb", "\"a\\u000ab\""},
	{"escape-sequence", "\x1b[2J", "\"\\u001b[2J\""},
	{"c1-control", "\302\2332J", "\"\\u009b2J\""},
	{"right-to-left-override", "\u202egpj", "\"\\u202egpj\""},
	{"not-utf8", "a\xff", "\"a\ufffd\""},
	{"umlaut", "gr\u00fc\u00df", "\"gr\u00fc\u00df\""},
	{"forged-member",
	 "x\",\"ev\":\"audit.close",
	 "\"x\\u0022,\\u0022ev\\u0022:\\u0022audit.close\""},
};

static void
test_text(StoreFixture *fixture, gconstpointer data)
{
	const TextCase *row = data;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	const WdAuditRecord record = {.event = "key.mismatch",
				      .account = row->text,
				      .reason = row->text,
				      .time_ms = NOW_MS};

	g_assert_true(wd_audit_write(audit, &record, NULL));
	wd_audit_close(audit, NOW_MS);
	g_assert_true(store_fixture_is_on_disk(fixture, row->json));
	audit_fixture_expect(fixture, NULL);
}

/* Names at their bounds, in the longest spelling, still make a line that a collector takes. */
static void
test_long_names_are_cut(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *name = g_strnfill(10 * 1024 * 1024, 'n');
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	const WdAuditRecord record = {.event = "spam.flagged",
				      .account = name,
				      .protocol = name,
				      .peer = name,
				      .reason = name};
	gsize len;
	g_autofree char *bytes = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(wd_audit_write(audit, &record, NULL));
	wd_audit_close(audit, NOW_MS);
	bytes = audit_fixture_read(fixture, 0, &len);
	lines = g_strsplit(bytes, "\n", -1);
	g_assert_cmpuint(strlen(lines[1]), <, 2048);
	audit_fixture_expect(fixture, NULL);
}

static void
test_runs_are_chained(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdAuditReport) report = NULL;

	audit_fixture_make(fixture, 2, NOW_MS);
	audit_fixture_make(fixture, 0, NOW_MS);
	audit_fixture_make(fixture, 1, NOW_MS + MS_PER_DAY);
	audit_fixture_make(fixture, 1, NOW_MS - MS_PER_DAY); /* the clock went back */
	report = wd_audit_verify(fixture->base, fixture->keys, NULL);
	g_assert_cmpstr(report->first_problem, ==, NULL);
	g_assert_cmpuint(report->n_files, ==, 4);
	g_assert_cmpuint(report->n_records, ==, 4 * 2 + 4);
	g_assert_true(report->is_closed);
	g_assert_true(report->is_mac_checked);
}

static void
test_a_new_day_is_a_new_file(StoreFixture *fixture, gconstpointer data)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	g_autofree char *path = NULL;

	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	audit_fixture_write(audit, "spam.flagged", NOW_MS + MS_PER_DAY);
	audit_fixture_write(audit, "spam.flagged", NOW_MS + MS_PER_DAY);
	audit_fixture_write(audit, "spam.flagged", NOW_MS); /* the clock went back */
	wd_audit_close(audit, NOW_MS);
	g_assert_cmpuint(audit_fixture_count_files(fixture), ==, 2);
	path = audit_fixture_path(fixture, 1);
	g_assert_true(g_str_has_suffix(path, "/2024-10-05-0001.jsonl"));
	audit_fixture_expect(fixture, NULL);
}

typedef struct {
	const char *name;
	const char *last; /* (nullable) */
	gint64 now_ms;
	const char *next; /* (nullable) */
} NameCase;

static const NameCase name_cases[] = {
	{"first", NULL, NOW_MS, "2024-10-04-0001.jsonl"},
	{"same-day", "2024-10-04-0001.jsonl", NOW_MS, "2024-10-04-0002.jsonl"},
	{"a-day-on", "2024-10-03-0007.jsonl", NOW_MS, "2024-10-04-0001.jsonl"},
	{"clock-went-back", "2099-02-28-0007.jsonl", NOW_MS, "2099-02-28-0008.jsonl"},
	{"last-but-one", "2099-02-28-9998.jsonl", NOW_MS, "2099-02-28-9999.jsonl"},
	{"full-day", "2099-02-28-9999.jsonl", NOW_MS, "2099-03-01-0001.jsonl"},
	{"full-leap-day", "2096-02-28-9999.jsonl", NOW_MS, "2096-02-29-0001.jsonl"},
	{"full-year", "2099-12-31-9999.jsonl", NOW_MS, "2100-01-01-0001.jsonl"},
	{"full-today", "2024-10-04-9999.jsonl", NOW_MS, "2024-10-05-0001.jsonl"},
	{"end-of-time", "9999-12-31-9999.jsonl", NOW_MS, NULL},
	{"no-such-day", "2099-02-30-9999.jsonl", NOW_MS, NULL},
	{"no-such-month", "2099-13-01-9999.jsonl", NOW_MS, NULL},
	{"year-zero", "0000-01-01-9999.jsonl", 0, "1970-01-01-0001.jsonl"},
};

static void
test_next_name(StoreFixture *fixture, gconstpointer data)
{
	const NameCase *row = data;
	g_autofree char *next = wd_audit_files_next_name(row->last, row->now_ms);

	(void)fixture; /* no file is needed */
	g_assert_cmpstr(next, ==, row->next);
	if (row->last != NULL && next != NULL)
		g_assert_cmpstr(next, >, row->last);
}

static void
test_a_full_file_is_followed(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *name = g_strnfill(250, 'n');
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	const WdAuditRecord record = {.event = "spam.flagged",
				      .account = name,
				      .protocol = name,
				      .reason = name,
				      .time_ms = NOW_MS};

	for (guint i = 0; i < 9000; i++)
		g_assert_true(wd_audit_write(audit, &record, NULL));
	wd_audit_close(audit, NOW_MS);
	g_assert_cmpuint(audit_fixture_count_files(fixture), ==, 2);
	audit_fixture_expect(fixture, NULL);
}

static void
test_files_are_private(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *state = store_fixture_path(fixture, "audit/state");
	g_autofree char *path = NULL;
	GStatBuf status;

	audit_fixture_make(fixture, 1, NOW_MS);
	path = audit_fixture_path(fixture, 0);
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 07777, ==, 0600);
	g_assert_cmpint(g_stat(state, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 07777, ==, 0600);
}

static void
test_one_writer(StoreFixture *fixture, gconstpointer data)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	const WdAuditOptions options = {0};
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_audit_open(fixture->base, fixture->keys, &options, NOW_MS, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	wd_audit_close(audit, NOW_MS);
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_expect(fixture, NULL);
}

static void
test_bad_recipient(StoreFixture *fixture, gconstpointer data)
{
	static const char *const recipients[] = {"age1nonsense", NULL};
	const WdAuditOptions options = {.recipients = recipients};
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_audit_open(fixture->base, fixture->keys, &options, NOW_MS, &error));
	g_assert_nonnull(error);
	/* A mistake in policy must not spoil the trail for the time when it is mended. */
	audit_fixture_make(fixture, 1, NOW_MS);
	audit_fixture_expect(fixture, NULL);
}

/* What an auditor does: unwraps the start key with a key of their own. */
static void
test_auditor_verifies_a_copy(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *elsewhere = g_dir_make_tmp("wd-auditor-XXXXXX", NULL);
	g_autoptr(WdKeys) auditor = wd_keys_open(elsewhere, NULL);
	const char *recipients[] = {wd_keys_get_recipient(auditor), NULL};
	const WdAuditOptions options = {.recipients = recipients};
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	WdAudit *audit = wd_audit_open(fixture->base, fixture->keys, &options, NOW_MS, NULL);
	g_autoptr(WdAuditReport) report = NULL;
	g_autoptr(WdAuditReport) keyless = NULL;

	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	wd_audit_close(audit, NOW_MS);
	report = wd_audit_verify_folder(folder, auditor, NULL);
	g_assert_true(report->is_intact);
	g_assert_true(report->is_mac_checked);
	keyless = wd_audit_verify_folder(folder, NULL, NULL);
	g_assert_true(keyless->is_intact);
	g_assert_false(keyless->is_mac_checked);
	store_fixture_remove_tree(elsewhere);
}

/* Whether @keys open the start key of the trail's second file. */
static gboolean
can_open_second(const StoreFixture *fixture, WdKeys *keys)
{
	gsize len;
	g_autofree char *bytes = audit_fixture_read(fixture, 1, &len);
	char *end = strchr(bytes, '\n');
	WdAuditLine line;
	g_autofree char *text = NULL;
	g_autofree guint8 *sealed = NULL;
	g_autoptr(GBytes) key = NULL;

	g_assert_nonnull(end);
	g_assert_true(wd_audit_line_parse(bytes, (gsize)(end - bytes), &line, NULL));
	text = wd_audit_line_get_datum(&line, "k0");
	sealed = g_base64_decode(text, &len);
	key = wd_keys_open_sealed(keys, sealed, len, NULL);
	return key != NULL;
}

/* The next file's start key is half sealed in advance: never for who is no auditor any more,
 * however far that was when the auditors changed. */
static void
test_auditors_change(StoreFixture *fixture, gconstpointer data)
{
	for (guint n_before = 0; n_before < 5; n_before++) {
		for (guint n_after = 0; n_after < 4; n_after++) {
			StoreFixture own = {0};
			g_autofree char *elsewhere = g_dir_make_tmp("wd-auditor-XXXXXX", NULL);
			g_autofree char *apart = g_dir_make_tmp("wd-auditor-XXXXXX", NULL);
			g_autoptr(WdKeys) old = wd_keys_open(elsewhere, NULL);
			g_autoptr(WdKeys) new = wd_keys_open(apart, NULL);
			const char *olds[] = {wd_keys_get_recipient(old), NULL};
			const char *news[] = {wd_keys_get_recipient(new), NULL};
			WdAuditOptions options = {.recipients = olds};
			WdAudit *audit;

			store_fixture_set_up(&own, NULL);
			audit = wd_audit_open(own.base, own.keys, &options, NOW_MS, NULL);
			for (guint i = 0; i < n_before; i++)
				audit_fixture_write(audit, "spam.flagged", NOW_MS);
			options.recipients = news;
			wd_audit_set_options(audit, &options);
			for (guint i = 0; i < n_after; i++)
				audit_fixture_write(audit, "spam.flagged", NOW_MS);
			audit_fixture_write(audit, "spam.flagged", NOW_MS + MS_PER_DAY);
			wd_audit_close(audit, NOW_MS + MS_PER_DAY);
			g_assert_true(can_open_second(&own, new));
			g_assert_true(can_open_second(&own, own.keys));
			g_assert_false(can_open_second(&own, old));
			audit_fixture_expect(&own, NULL);
			store_fixture_tear_down(&own, NULL);
			store_fixture_remove_tree(elsewhere);
			store_fixture_remove_tree(apart);
		}
	}
}

static void
test_becomes_durable(StoreFixture *fixture, gconstpointer data)
{
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);

	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	wd_audit_flush(audit);
	g_assert_true(wd_audit_is_durable(audit));
	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	g_assert_false(wd_audit_is_durable(audit)); /* a notice waits for more of its kind */
	wd_audit_flush(audit);
	g_assert_true(wd_audit_is_durable(audit));
	wd_audit_close(audit, NOW_MS);
}

/* A disk without room: nothing of the line stays, and the loss is told when there is room again. */
static void
test_write_failure(StoreFixture *fixture, gconstpointer data)
{
	const WdAuditRecord record = {.event = "spam.flagged", .time_ms = NOW_MS};
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	g_autofree char *path = audit_fixture_path(fixture, 0);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdAuditReport) report = NULL;
	g_autoptr(JsonObject) gap = NULL;
	struct rlimit old;
	struct rlimit tight;
	GStatBuf status;

	(void)signal(SIGXFSZ, SIG_IGN);
	wd_audit_flush(audit);
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
	tight = old;
	tight.rlim_cur = (rlim_t)status.st_size + 20; /* room for the beginning of a line */
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &tight), ==, 0);
	g_assert_false(wd_audit_write(audit, &record, &error));
	g_assert_false(wd_audit_write(audit, &record, NULL));
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);

	audit_fixture_write(audit, "spam.flagged", NOW_MS);
	wd_audit_close(audit, NOW_MS);
	audit_fixture_expect(fixture, NULL);
	gap = read_line(fixture, 0, 1);
	g_assert_cmpstr(json_object_get_string_member(gap, "ev"), ==, "audit.gap");
	g_assert_cmpstr(
		json_object_get_string_member(json_object_get_object_member(gap, "data"), "lost"),
		==,
		"2");
	report = wd_audit_verify(fixture->base, fixture->keys, NULL);
	g_assert_cmpuint(report->n_gaps, ==, 1);
}

static void
test_folder_is_a_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	const WdAuditOptions options = {0};
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_assert_true(g_file_set_contents(folder, "", 0, NULL));
	g_assert_null(wd_audit_open(fixture->base, fixture->keys, &options, NOW_MS, &error));
	g_assert_nonnull(error);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *path = g_strconcat("/audit/text/", texts[i].name, NULL);

		ADD(path, &texts[i], test_text);
	}
	for (guint i = 0; i < G_N_ELEMENTS(name_cases); i++) {
		g_autofree char *path = g_strconcat("/audit/next-name/", name_cases[i].name, NULL);

		ADD(path, &name_cases[i], test_next_name);
	}
	ADD("/audit/line-format", NULL, test_line_format);
	ADD("/audit/first-and-last-line", NULL, test_first_and_last_line);
	ADD("/audit/peers/pseudonyms", NULL, test_peers_are_pseudonyms);
	ADD("/audit/peers/in-clear-by-policy", "clear", test_peers_are_pseudonyms);
	ADD("/audit/long-names-are-cut", NULL, test_long_names_are_cut);
	ADD("/audit/runs-are-chained", NULL, test_runs_are_chained);
	ADD("/audit/a-new-day-is-a-new-file", NULL, test_a_new_day_is_a_new_file);
	ADD("/audit/a-full-file-is-followed", NULL, test_a_full_file_is_followed);
	ADD("/audit/files-are-private", NULL, test_files_are_private);
	ADD("/audit/one-writer", NULL, test_one_writer);
	ADD("/audit/bad-recipient", NULL, test_bad_recipient);
	ADD("/audit/auditor-verifies-a-copy", NULL, test_auditor_verifies_a_copy);
	ADD("/audit/auditors-change", NULL, test_auditors_change);
	ADD("/audit/becomes-durable", NULL, test_becomes_durable);
	ADD("/audit/write-failure", NULL, test_write_failure);
	ADD("/audit/folder-is-a-file", NULL, test_folder_is_a_file);
	return g_test_run();
}
