/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands that tell people how things are: audit report, audit verify --collector, doctor. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "audit-fixture.h"
#include "crypto/wd-crypto.h"
#include "ctl-output.h"
#include "store/wd-paths.h"
#include "ui/wd-phrases.h"

typedef struct {
	StoreFixture store; /* its base is PROFILE/warden */
	char *profile;
	char *out;
	char *err;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	g_assert_true(wd_crypto_start(NULL));
	fixture->profile = g_dir_make_tmp("wd-report-XXXXXX", NULL);
	fixture->store.base = g_build_filename(fixture->profile, "warden", NULL);
	g_assert_true(wd_path_prepare(fixture->store.base, NULL));
	fixture->store.keys = wd_keys_open(fixture->store.base, NULL);
	g_assert_nonnull(fixture->store.keys);
	fixture->out = fixture->err = NULL;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_keys_free(fixture->store.keys);
	store_fixture_remove_tree(fixture->profile);
	g_free(fixture->store.base);
	g_free(fixture->profile);
	free(fixture->out);
	free(fixture->err);
}

#define RUN(fixture, ...)                                                                          \
	ctl_output_run((const char *const[]){__VA_ARGS__, "--profile", (fixture)->profile, NULL},  \
		       &(fixture)->out,                                                            \
		       &(fixture)->err)

/* A held message whose sender chose a name that is no name, and a reason that would be markup. */
static void
make_trail(Fixture *fixture)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	const WdAuditRecord record = {
		.event = "spam.flagged",
		.severity = WD_SEVERITY_WARNING,
		.reason = "<script>alert(1)</script>",
		.peer = "<b>eve</b>",
		.verdict = verdict,
		.time_ms = NOW_MS + 1,
	};
	WdAudit *audit = audit_fixture_open(&fixture->store, NOW_MS);

	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_HOLD, 5, 0, 0, NULL));
	g_assert_true(wd_audit_write(audit, &record, NULL));
	wd_audit_close(audit, NOW_MS + 2);
}

static void
test_page(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_build_filename(fixture->profile, "report.html", NULL);
	g_autofree char *text = NULL;

	make_trail(fixture);
	g_assert_cmpint(RUN(fixture, "audit", "report"), ==, WD_CTL_GOOD);
	g_assert_true(g_str_has_prefix(fixture->out, "<!DOCTYPE html>"));
	g_assert_nonnull(strstr(fixture->out, "<svg"));
	g_assert_nonnull(strstr(fixture->out, "<rect"));
	g_assert_nonnull(strstr(fixture->out, "2024-10-04"));
	g_assert_nonnull(strstr(fixture->out, "Unwanted messages"));
	g_assert_nonnull(strstr(fixture->out, "The trail is intact"));
	g_assert_nonnull(strstr(fixture->out, "<td class=\"none\">0</td>"));
	/* Nothing of it runs, nothing is loaded, and nobody is named. */
	g_assert_null(strstr(fixture->out, "<script"));
	g_assert_nonnull(strstr(fixture->out, "&lt;script&gt;"));
	g_assert_null(strstr(fixture->out, "http"));
	g_assert_null(strstr(fixture->out, "eve"));
	g_assert_cmpint(RUN(fixture, "audit", "report", "--output", path), ==, WD_CTL_GOOD);
	g_assert_cmpstr(fixture->out, ==, "");
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_true(g_str_has_suffix(text, "</html>\n"));
}

/* A code says something to who writes rules, and nothing to who reads reports. */
static void
test_page_names_reasons(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	const WdAuditRecord record = {
		.event = "link.warned",
		.severity = WD_SEVERITY_WARNING,
		.reason = "link.lookalike-host",
		.verdict = verdict,
		.time_ms = NOW_MS + 1,
	};
	WdAudit *audit = audit_fixture_open(&fixture->store, NOW_MS);
	g_autofree char *words = NULL;

	verdict->action = WD_ACTION_WARN;
	g_assert_true(wd_audit_write(audit, &record, NULL));
	wd_audit_close(audit, NOW_MS + 2);
	words = g_strdup_printf("%s<small>link.lookalike-host</small>",
				wd_phrase_short("link.lookalike-host"));
	g_assert_cmpint(RUN(fixture, "audit", "report"), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, words));
}

/* What all desktops did, from where they were collected; each line counts once. */
static void
test_page_of_a_collector(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_build_filename(fixture->profile, "events.jsonl", NULL);
	g_autofree char *text = NULL;
	g_autofree char *twice = NULL;
	gsize len;

	make_trail(fixture);
	text = audit_fixture_read(&fixture->store, 0, &len);
	twice = g_strconcat(text, text, NULL);
	g_assert_true(g_file_set_contents(path, twice, -1, NULL));
	g_assert_cmpint(RUN(fixture, "audit", "report", "--collector", path), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "<td>Desktops</td><td>1</td>"));
	g_assert_nonnull(strstr(fixture->out, "<td>Audit lines</td><td>3</td>"));
	g_assert_nonnull(strstr(fixture->out, "follow from each other"));
	memcpy(strstr(twice + len, "spam.flagged"), "spam.allowed", 12);
	g_assert_true(g_file_set_contents(path, twice, -1, NULL));
	g_assert_cmpint(RUN(fixture, "audit", "report", "--collector", path), ==, WD_CTL_FOUND);
	g_assert_nonnull(strstr(fixture->out, "came again with other words"));
	g_assert_cmpint(
		RUN(fixture, "audit", "report", "--collector", "/nonexistent"), ==, WD_CTL_CANNOT);
}

static void
test_page_of_a_changed_trail(Fixture *fixture, gconstpointer data)
{
	gsize len;
	g_autofree char *bytes = NULL;

	make_trail(fixture);
	bytes = audit_fixture_read(&fixture->store, 0, &len);
	memcpy(strstr(bytes, "spam.flagged"), "spam.allowed", 12);
	audit_fixture_replace(&fixture->store, 0, bytes, len);
	g_assert_cmpint(RUN(fixture, "audit", "report"), ==, WD_CTL_FOUND);
	g_assert_nonnull(strstr(fixture->out, "class=\"bad\">2024-10-04-0001.jsonl:2"));
}

static void
test_json(Fixture *fixture, gconstpointer data)
{
	g_autoptr(JsonNode) node = NULL;
	JsonObject *object;

	make_trail(fixture);
	g_assert_cmpint(RUN(fixture, "audit", "report", "--json"), ==, WD_CTL_GOOD);
	node = json_from_string(fixture->out, NULL);
	g_assert_nonnull(node);
	object = json_node_get_object(node);
	g_assert_cmpint(json_object_get_int_member(object, "held"), ==, 1);
	g_assert_true(json_object_get_boolean_member(object, "intact"));
}

static void
test_periods(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(RUN(fixture, "audit", "report"), ==, WD_CTL_CANNOT);
	make_trail(fixture);
	g_assert_cmpint(RUN(fixture, "audit", "report", "--from", "2030-01-01"), ==, WD_CTL_CANNOT);
	g_assert_cmpint(RUN(fixture, "audit", "report", "--to", "yesterday"), ==, WD_CTL_USAGE);
	g_assert_cmpint(RUN(fixture, "audit", "report", "--to", "2024-02-30"), ==, WD_CTL_USAGE);
	g_assert_cmpint(
		RUN(fixture, "audit", "report", "--from", "2024-10-04", "--to", "2024-10-04"),
		==,
		WD_CTL_GOOD);
}

static void
test_collector(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = NULL;
	gsize len;
	g_autofree char *bytes = NULL;
	g_auto(GStrv) lines = NULL;
	g_autofree char *cut = NULL;

	audit_fixture_make(&fixture->store, 3, NOW_MS);
	path = audit_fixture_path(&fixture->store, 0);
	g_assert_cmpint(RUN(fixture, "audit", "verify", "--collector", path), ==, WD_CTL_GOOD);
	g_assert_nonnull(strstr(fixture->out, "5 lines of 1 desktops"));
	bytes = audit_fixture_read(&fixture->store, 0, &len);
	lines = g_strsplit(bytes, "\n", -1);
	cut = g_strjoin("\n", lines[0], lines[2], lines[3], lines[4], "", NULL);
	audit_fixture_replace(&fixture->store, 0, cut, strlen(cut));
	g_assert_cmpint(RUN(fixture, "audit", "verify", "--collector", path), ==, WD_CTL_FOUND);
	g_assert_nonnull(strstr(fixture->out, "line 1 was expected, line 2 came"));
	g_assert_cmpint(
		RUN(fixture, "audit", "verify", "--json", "--collector", path), ==, WD_CTL_FOUND);
	g_assert_nonnull(
		strstr(fixture->out, "\"kind\":\"gap\",\"expected\":1,\"found\":2,\"alarm\":true"));
	g_assert_cmpint(
		RUN(fixture, "audit", "verify", "--collector", "/nonexistent"), ==, WD_CTL_CANNOT);
}

static void
test_doctor(Fixture *fixture, gconstpointer data)
{
	g_autofree char *accounts = g_build_filename(fixture->profile, "accounts.xml", NULL);
	g_autoptr(JsonNode) node = NULL;

	(void)RUN(fixture, "doctor"); /* what it is worth depends on the machine's own policy */
	g_assert_nonnull(strstr(fixture->out, "Unwanted messages are looked for."));
	g_assert_true(g_file_set_contents(
		accounts, "<account><password>hunter2</password></account>", -1, NULL));
	g_assert_cmpint(RUN(fixture, "doctor", "--json"), ==, WD_CTL_FOUND);
	g_assert_null(strstr(fixture->out, "hunter2"));
	node = json_from_string(fixture->out, NULL);
	g_assert_nonnull(node);
	g_assert_nonnull(strstr(fixture->out,
				"\"code\":\"plain.passwords\",\"level\":\"warning\",\"count\":1"));
	g_assert_cmpint(RUN(fixture, "doctor", "now"), ==, WD_CTL_USAGE);
}

static const struct {
	const char *path;
	void (*run)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/ctl-report/page", test_page},
	{"/ctl-report/page-of-a-collector", test_page_of_a_collector},
	{"/ctl-report/page-names-reasons", test_page_names_reasons},
	{"/ctl-report/page-of-a-changed-trail", test_page_of_a_changed_trail},
	{"/ctl-report/json", test_json},
	{"/ctl-report/periods", test_periods},
	{"/ctl-report/collector", test_collector},
	{"/ctl-report/doctor", test_doctor},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
