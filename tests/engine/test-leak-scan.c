/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-assignment.h"
#include "engine/leak/wd-leak-scan.h"
#include "engine/leak/wd-tokens.h"
#include "engine/wd-pattern.h"
#include "wd-rows.h"

/* Put together here, so that no program that looks for leaked tokens takes this file for a leak:
 * every token is made up. */
typedef struct {
	const char *name;
	const char *before;
	const char *token;
	const char *after;
	gboolean is_found;
} Case;

#define HEX32 "3f9a1c07be5d42688e0b7a6f1d2c9354"
#define MIXED "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3"

static const Case cases[] = {
	{"github", "use ", "ghp_" MIXED "xYz", " now", TRUE},
	{"github-x",
	 "use ",
	 "ghp_"
	 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	 " now",
	 FALSE},
	{"github-short",
	 "use ",
	 "ghp_"
	 "aB3dE6",
	 " now",
	 FALSE},
	{"github-inside", "use x", "ghp_" MIXED "xYz", " now", FALSE},
	{"gitlab",
	 "",
	 "glpat-"
	 "aB3dE6gH9jK2mN5pQ8sT",
	 "",
	 TRUE},
	{"aws-id",
	 "id ",
	 "AKIA"
	 "Q7LMB5T2XJ4WNS6D",
	 ".",
	 TRUE},
	{"aws-example",
	 "id ",
	 "AKIA"
	 "IOSFODNN7EXAMPLE",
	 ".",
	 FALSE},
	{"aws-secret",
	 "aws_secret_access_key = ",
	 "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3xYz/q+R",
	 "",
	 TRUE},
	{"slack-bot",
	 "",
	 "xoxb-"
	 "781236542736-2364535789652-GkwFDQoHqzXDVsC6GzqYUypD",
	 "",
	 TRUE},
	{"slack-talk",
	 "the ",
	 "xoxb-"
	 "my-bot-token",
	 " goes there",
	 FALSE},
	{"slack-hook",
	 "https://",
	 "hooks.slack.com/services/"
	 "T0DCUJB1Q/B0DD08H5G/bJtrpFi1fO1JMCcwLx8uZyAg",
	 "",
	 TRUE},
	{"stripe",
	 "",
	 "sk_live_"
	 "aB3dE6gH9jK2mN5p",
	 "",
	 TRUE},
	{"google",
	 "",
	 "AIza"
	 "SyD9kQ3vX7bM2nL5wR8tY1uP4oZ6aC0eG-h",
	 "",
	 TRUE},
	{"sendgrid",
	 "",
	 "SG."
	 "aB3dE6gH9jK2mN5pQ8sT1v.W4yZ7bC0dF3xYzaB3dE6gH9jK2mN5pQ8sT1vW4yZ7b",
	 "",
	 TRUE},
	{"google-known-to-all",
	 "",
	 "AIza"
	 "SyAnLA7NfeLquW1tJFpx_eQCxoX-oo6YyIs",
	 "",
	 FALSE},
	{"discord-alone",
	 "",
	 "MTk4NjIyNDgzNDcxOTI1MjQ4."
	 "Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
	 "",
	 TRUE},
	{"host-of-three-parts",
	 "see ",
	 "Manufacturing-Department1.server.internal-networks-of-example",
	 "",
	 FALSE},
	{"openrouter", "", "sk-or-v1-" HEX32 HEX32, "", TRUE},
	{"openai-project", "", "sk-proj-" MIXED MIXED, "", TRUE},
	{"langsmith", "", "lsv2_pt_" HEX32 "_3f9a1c07be", "", TRUE},
	{"netlify", "", "nfp_" MIXED "xYz", "", TRUE},
	{"amazon-market", "", "amzn.mws.3f9a1c07-be5d-4268-8e0b-7a6f1d2c9354", "", TRUE},
	{"jwk",
	 "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"",
	 "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
	 "\"}",
	 TRUE},
	{"jwk-public",
	 "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"",
	 "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
	 "\"}",
	 FALSE},
	{"zapier",
	 "https://",
	 "hooks.zapier.com/hooks/catch/"
	 "1234567/3f9a1cb",
	 "",
	 TRUE},
	{"vendor-with-few-digits", "\"confluent\": \"", "bkuat64fmfgdaogc", "\"", TRUE},
	{"vendor-and-words", "segment: ", "customers2024quarter3", "", FALSE},
	{"vendor-and-a-build", "travis: ", "build1234passed", "", FALSE},
	{"npm", "", "npm_" MIXED "xYz", "", TRUE},
	{"twilio", "", "SK" HEX32, "", TRUE},
	{"azure", "secret ", "QtT8Q~9C-_Ij~RouHVpD2Tuf3oHWGh.DQ3kcjbAn", "", TRUE},
	{"jwt",
	 "Bearer ",
	 "eyJhbGciOiJIUzI1NiJ9."
	 "eyJzdWIiOiJhbm4iLCJpYXQiOjE2fQ"
	 ".HcfCW67Uda0gz54ZWTqmtgJnZeNem0",
	 "",
	 TRUE},
	{"password-in-address", "postgres://bob:", "s3cr3tW0rd", "@db.example/x", TRUE},
	{"placeholder-in-address", "postgres://user:", "password", "@db.example/x", FALSE},
	{"curl", "curl -u ", "roger23@gmail.com:pQ9wTxu4Fg", " https://x.example", TRUE},
	{"curl-placeholder", "curl -u ", "username:token", " https://x.example", FALSE},
	{"vendor", "DATADOG_API_KEY=", HEX32 "01234567", "", TRUE},
	{"vendor-quoted", "\"heroku\": \"", "3f9a1c07-be5d-4268-8e0b-7a6f1d2c9354", "\"", TRUE},
	{"vendor-talk", "jira: ", "https://jira.example/PROJ-1234567890", "", FALSE},
	{"secret", "client_secret: '", HEX32, "'", TRUE},
	{"secret-as-words", "const key = ", "some-name-of-a-thing-3", "", FALSE},
	{"public", "public_key = ", HEX32, "", FALSE},
	{"identity", "clientId = \"", "73082700-1f09-405b-80d0-3131bfd6272d", "\"", FALSE},
	{"monkey", "monkey: ", "x64-uwp=fail-12345678", "", FALSE},
	{"commit", "build ", "9ec528e87e3daaef57ebdf7d39216601e080f787", " is green", FALSE},
	{"question", "where do I put the ", "api key", "?", FALSE},
	{"expired", "the ", "token", " expired, please log in again", FALSE},
};

static void
scan(const char *text, guint kinds, GArray *hits)
{
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, text);
	g_assert_cmpint(wd_leak_scan(&view, kinds, hits), ==, WD_LEAK_SCAN_DONE);
	for (guint i = 0; i < hits->len; i++) {
		const WdLeakHit *hit = &g_array_index(hits, WdLeakHit, i);

		g_assert_cmpuint(hit->start, <, hit->end);
		g_assert_cmpuint(hit->end, <=, strlen(text));
		if (i > 0)
			g_assert_cmpuint(hit->start, >=, g_array_index(hits, WdLeakHit, i - 1).end);
	}
}

static void
test_token(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *text = g_strconcat(row->before, row->token, row->after, NULL);
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	const WdLeakHit *hit;

	scan(text, WD_LEAK_BUILT_IN, hits);
	if (!row->is_found) {
		g_assert_cmpuint(hits->len, ==, 0);
		return;
	}
	g_assert_cmpuint(hits->len, >=, 1);
	hit = &g_array_index(hits, WdLeakHit, 0);
	g_assert_cmpuint(hit->start, <=, strlen(row->before) + 32); /* "hooks.slack.com/…" */
	g_assert_cmpuint(hit->end, >=, strlen(row->before) + strlen(row->token) - 2);
}

/* Every row of the table compiles, has words, and its words are in small letters. */
static void
test_every_row(void)
{
	for (guint i = 0; i < wd_n_tokens; i++) {
		const WdTokenKind *kind = &wd_tokens[i];
		g_autoptr(GError) error = NULL;
		g_autoptr(WdPattern) pattern = wd_pattern_new(kind->pattern, NULL, &error);
		g_autofree char *small = g_ascii_strdown(kind->keywords, -1);

		g_assert_no_error(error);
		g_assert_nonnull(pattern);
		g_assert_cmpstr(kind->keywords, ==, small);
		g_assert_cmpuint(strlen(kind->keywords), >, 0);
		g_assert_cmpfloat(kind->min_entropy, >=, 2);
	}
	g_assert_cmpuint(wd_leak_scan_count_patterns(), >=, 200);
}

/* What counts more wins where two stand in one place, and hits come in the order of the text. */
static void
test_order(void)
{
	static const char text[] =
		"DE89370400440532013000, 4111 1111 1111 1111, my password is hunter2, "
		"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, ssn 489-83-0025, -----BEGIN PRIVATE KEY-----";
	static const WdLeakKind kinds[] = {WD_LEAK_ACCOUNT,
					   WD_LEAK_CARD,
					   WD_LEAK_PASSWORD,
					   WD_LEAK_WALLET,
					   WD_LEAK_PERSON,
					   WD_LEAK_PRIVATE_KEY};
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));

	scan(text, WD_LEAK_BUILT_IN, hits);
	g_assert_cmpuint(hits->len, ==, G_N_ELEMENTS(kinds));
	for (guint i = 0; i < hits->len; i++)
		g_assert_cmpint(g_array_index(hits, WdLeakHit, i).kind, ==, kinds[i]);
}

static void
test_only_what_is_asked(void)
{
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));

	scan("4111 1111 1111 1111 and DE89370400440532013000", WD_LEAK_BIT(WD_LEAK_ACCOUNT), hits);
	g_assert_cmpuint(hits->len, ==, 1);
	g_assert_cmpint(g_array_index(hits, WdLeakHit, 0).kind, ==, WD_LEAK_ACCOUNT);
}

/* A megabyte of what every row begins with. */
static void
test_is_bounded(void)
{
	static const char *const pieces[] = {"curl -H ",
					     "secret kind: data: ",
					     "ghp_ sk_live_ eyJ ",
					     "key=a1b2c3d4e5f6a7b8 ",
					     "-----BEGIN PRIVATE KEY-----",
					     "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb "};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
		g_auto(WdLeakText) view = {0};
		gint64 began_us = g_get_monotonic_time();

		while (text->len < 1024 * 1024)
			g_string_append(text, pieces[i]);
		wd_leak_text_init(&view, text->str);
		(void)wd_leak_scan(&view, WD_LEAK_BUILT_IN, hits);
		g_test_message(
			"%s %" G_GINT64_FORMAT " us", pieces[i], g_get_monotonic_time() - began_us);
		g_assert_cmpint(g_get_monotonic_time() - began_us, <, 10 * G_USEC_PER_SEC);
	}
}

static void
test_entropy(void)
{
	g_assert_cmpfloat(wd_assignment_entropy("", 0), ==, 0);
	g_assert_cmpfloat(wd_assignment_entropy("aaaa", 4), ==, 0);
	g_assert_cmpfloat(wd_assignment_entropy("abab", 4), ==, 1);
	g_assert_cmpfloat(wd_assignment_entropy("abcd", 4), ==, 2);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/leak-scan/token/", cases, test_token);
	g_test_add_func("/leak-scan/every-row", test_every_row);
	g_test_add_func("/leak-scan/order", test_order);
	g_test_add_func("/leak-scan/only-what-is-asked", test_only_what_is_asked);
	g_test_add_func("/leak-scan/is-bounded", test_is_bounded);
	g_test_add_func("/leak-scan/entropy", test_entropy);
	return g_test_run();
}
