/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "audit-fixture.h"
#include "engine/wd-fact.h"
#include "store/wd-checkup.h"

static const WdFact *
find_fact(const GPtrArray *facts, const char *code)
{
	for (guint i = 0; i < facts->len; i++) {
		const WdFact *fact = g_ptr_array_index(facts, i);

		if (g_str_equal(fact->code, code))
			return fact;
	}
	return NULL;
}

static void
write_file(const StoreFixture *fixture, const char *name, const char *text)
{
	g_autofree char *path = store_fixture_path(fixture, name);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* The profile of the fixture is its base: what a client keeps lies there, too. */
static GPtrArray *
look(const StoreFixture *fixture)
{
	GPtrArray *facts = wd_facts_new();

	wd_checkup_profile(fixture->base, facts);
	wd_checkup_prefs(fixture->base, facts);
	return facts;
}

#define ACCOUNT(password)                                                                          \
	"<account><protocol>prpl-jabber</protocol><name>me</name>" password "</account>"

static void
test_passwords(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) facts = NULL;
	const WdFact *fact;

	write_file(fixture,
		   "accounts.xml",
		   "<?xml version='1.0'?><account version='1.0'>" ACCOUNT(
			   "<password>hunter2</password>") ACCOUNT("")
			   ACCOUNT("<password></password>") ACCOUNT("<password>&#x78;</password>")
				   ACCOUNT("<alias>password</alias>") "</account>");
	facts = look(fixture);
	fact = find_fact(facts, "plain.passwords");
	g_assert_nonnull(fact);
	g_assert_cmpuint(fact->count, ==, 2);
	g_assert_null(find_fact(facts, "plain.no-passwords"));
	for (guint i = 0; i < facts->len; i++) {
		fact = g_ptr_array_index(facts, i);
		g_assert_true(fact->detail == NULL || strstr(fact->detail, "hunter2") == NULL);
	}
}

static void
test_hostile_accounts(StoreFixture *fixture, gconstpointer data)
{
	static const char *const texts[] = {
		"", "<", "<account>", "\xff\xfe", "<!DOCTYPE a [<!ENTITY a \"b\">]><a>&a;</a>"};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GPtrArray) facts = NULL;

		write_file(fixture, "accounts.xml", texts[i]);
		write_file(fixture, "prefs.xml", texts[i]);
		facts = look(fixture);
		g_assert_null(find_fact(facts, "plain.passwords"));
		g_assert_null(find_fact(facts, "profile.loads-warden"));
	}
}

static void
test_logs(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) before = look(fixture);
	g_autoptr(GPtrArray) after = NULL;

	g_assert_nonnull(find_fact(before, "plain.no-logs"));
	write_file(fixture, "logs/jabber/me/anna/1.html", "x");
	write_file(fixture, "logs/jabber/me/anna/2.txt", "x");
	write_file(fixture, "logs/jabber/me/anna/picture.png", "x");
	write_file(fixture, "status.xml", "x");
	after = look(fixture);
	g_assert_cmpuint(find_fact(after, "plain.logs")->count, ==, 2);
	g_assert_nonnull(find_fact(after, "plain.status-texts"));
}

#define PREFS(logging, items)                                                                      \
	"<?xml version='1.0'?><pref version='1' name='/'><pref name='purple'>"                     \
	"<pref name='logging'>" logging "</pref></pref><pref name='pidgin'><pref name='plugins'>"  \
	"<pref name='loaded' type='pathlist'>" items "</pref></pref></pref></pref>"

static void
test_prefs(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) none = look(fixture);
	g_autoptr(GPtrArray) with = NULL;
	g_autoptr(GPtrArray) without = NULL;

	g_assert_nonnull(find_fact(none, "profile.none"));
	write_file(fixture,
		   "prefs.xml",
		   PREFS("<pref name='log_ims' type='bool' value='1'/>",
			 "<item value='/usr/lib/purple-2/warden.so'/>"
			 "<item value='/usr/lib/purple-2/autoaccept.so'/>"));
	with = look(fixture);
	g_assert_nonnull(find_fact(with, "profile.loads-warden"));
	g_assert_nonnull(find_fact(with, "plain.logging-on"));
	g_assert_cmpstr(find_fact(with, "module.accepts-files")->detail, ==, "autoaccept");
	write_file(fixture,
		   "prefs.xml",
		   PREFS("<pref name='log_ims' type='bool' value='0'/>",
			 "<item value='/usr/lib/purple-2/notwarden.so'/>"));
	without = look(fixture);
	g_assert_nonnull(find_fact(without, "profile.without-warden"));
	g_assert_null(find_fact(without, "plain.logging-on"));
	g_assert_cmpuint(wd_facts_get_worst(without), ==, WD_FACT_WARNING);
}

/* The modules that run scripts are loaded in every client; what counts is a script. */
static void
test_scripts(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();

	wd_checkup_plugin("/usr/lib/purple-2/perl.so", facts);
	wd_checkup_plugin("/usr/lib/purple-2/tcl.so", facts);
	g_assert_cmpuint(facts->len, ==, 0);
	wd_checkup_plugin("/home/me/.purple/plugins/greet.pl", facts);
	wd_checkup_plugin("answer.tcl", facts);
	g_assert_cmpuint(facts->len, ==, 2);
	g_assert_cmpstr(find_fact(facts, "module.is-script")->detail, ==, "greet.pl");
}

static void
test_debug_logs(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();

	write_file(fixture, "purple-debug.log", "x");
	write_file(fixture, "Downloads/pidgin-debug-1.txt", "x");
	write_file(fixture, "Downloads/holiday.log", "x");
	wd_checkup_home(fixture->base, facts);
	g_assert_cmpuint(facts->len, ==, 2);
	g_assert_nonnull(find_fact(facts, "plain.debug-log"));
}

static void
test_keys(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	g_autoptr(GPtrArray) good = wd_facts_new();
	g_autoptr(GPtrArray) bad = wd_facts_new();
	g_autoptr(GPtrArray) none = wd_facts_new();
	g_autofree char *path = store_fixture_path(fixture, "keys/identity.txt");

	wd_checkup_keys(fixture->base, policy, good);
	g_assert_true(g_str_has_prefix(find_fact(good, "keys.good")->detail, "age1"));
	g_assert_cmpint(g_chmod(path, 0644), ==, 0);
	wd_checkup_keys(fixture->base, policy, bad);
	g_assert_cmpuint(find_fact(bad, "keys.bad")->level, ==, WD_FACT_BAD);
	wd_checkup_keys("/nonexistent", policy, none);
	g_assert_nonnull(find_fact(none, "keys.none"));
}

/* A header as SQLite documents it: what a look must tell without opening anything. */
static const struct {
	const char *name;
	gboolean is_newer;
	gint32 application;
	gint32 version;
	gsize len;
	const char *magic;
} headers[] = {
	{"ours", FALSE, 0x57645374, 1, 100, "SQLite format 3"},
	{"newer", TRUE, 0x57645374, 2, 100, "SQLite format 3"},
	{"much-newer", TRUE, 0x57645374, G_MAXINT32, 72, "SQLite format 3"},
	{"negative", FALSE, 0x57645374, -1, 100, "SQLite format 3"},
	{"of-another-program", FALSE, 7, 2, 100, "SQLite format 3"},
	{"cut", FALSE, 0x57645374, 2, 71, "SQLite format 3"},
	{"no-database", FALSE, 0x57645374, 2, 100, "SQLite format 4"},
	{"empty", FALSE, 0, 0, 0, ""},
};

static void
test_state(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autoptr(GPtrArray) none = wd_facts_new();

	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++) {
		g_autoptr(GPtrArray) facts = wd_facts_new();
		guint8 bytes[100] = {0};
		gint32 version = GINT32_TO_BE(headers[i].version);
		gint32 application = GINT32_TO_BE(headers[i].application);

		memcpy(bytes, headers[i].magic, strlen(headers[i].magic));
		memcpy(bytes + 60, &version, sizeof(version));
		memcpy(bytes + 68, &application, sizeof(application));
		g_assert_true(g_file_set_contents(
			path, (const char *)bytes, (gssize)headers[i].len, NULL));
		wd_checkup_state(fixture->base, facts);
		if ((find_fact(facts, "review.newer") != NULL) != headers[i].is_newer)
			g_error("%s", headers[i].name);
	}
	g_assert_cmpint(g_unlink(path), ==, 0);
	wd_checkup_state(fixture->base, none);
	g_assert_cmpuint(none->len, ==, 0);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
test_trail(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	g_autoptr(GPtrArray) none = wd_facts_new();
	g_autoptr(GPtrArray) running = wd_facts_new();
	g_autoptr(GPtrArray) idle = wd_facts_new();
	WdAudit *audit;

	wd_checkup_trail(fixture->base, policy, NOW_MS, none);
	g_assert_nonnull(find_fact(none, "trail.none"));
	audit = audit_fixture_open(fixture, NOW_MS);
	wd_checkup_trail(fixture->base, policy, NOW_MS, running);
	g_assert_cmpuint(find_fact(running, "trail.running")->count, ==, 1);
	wd_audit_close(audit, NOW_MS);
	wd_checkup_trail(fixture->base, policy, NOW_MS, idle);
	wd_checkup_spool(fixture->base, policy, NOW_MS, idle);
	g_assert_nonnull(find_fact(idle, "trail.idle"));
	g_assert_nonnull(find_fact(idle, "forward.off"));
	/* The writer may come back: looking took nothing from it. */
	wd_audit_close(audit_fixture_open(fixture, NOW_MS), NOW_MS);
}

static void
test_forward(StoreFixture *fixture, gconstpointer data)
{
	const WdForwardStatus statuses[] = {
		{.target = (char *)"a", .n_sent = 5, .last_ms = 1, .is_certain = TRUE},
		{.target = (char *)"b", .n_sent = 5, .last_ms = 1},
		{.target = (char *)"c", .error = (char *)"refused", .n_missing = 3},
		{.target = (char *)"d"},
	};
	static const char *const codes[] = {"forward.works",
					    "forward.uncertain",
					    "forward.fails",
					    "forward.missing",
					    "forward.nothing-yet"};
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	g_autoptr(GPtrArray) facts = wd_facts_new();

	for (guint i = 0; i < G_N_ELEMENTS(statuses); i++)
		g_ptr_array_add(all, (gpointer)&statuses[i]);
	wd_checkup_forward(all, facts);
	for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
		g_assert_nonnull(find_fact(facts, codes[i]));
	g_assert_cmpuint(find_fact(facts, "forward.missing")->count, ==, 3);
	g_assert_cmpstr(find_fact(facts, "forward.fails")->detail, ==, "c: refused");
}

static const struct {
	const char *path;
	void (*run)(StoreFixture *fixture, gconstpointer data);
} tests[] = {
	{"/checkup/passwords", test_passwords},
	{"/checkup/hostile-accounts", test_hostile_accounts},
	{"/checkup/logs", test_logs},
	{"/checkup/prefs", test_prefs},
	{"/checkup/scripts", test_scripts},
	{"/checkup/debug-logs", test_debug_logs},
	{"/checkup/keys", test_keys},
	{"/checkup/state", test_state},
	{"/checkup/trail", test_trail},
	{"/checkup/forward", test_forward},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path,
			   StoreFixture,
			   NULL,
			   store_fixture_set_up,
			   tests[i].run,
			   store_fixture_tear_down);
	return g_test_run();
}
