/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

#define CARD "4111 1111 1111 1111" /* a number that issuers publish for tests */

typedef struct {
	const char *name;
	const char *text;
	const char *code; /* NULL: nothing found */
	const char *redacted;
} Case;

static const Case cases[] = {
	{"card",
	 "my card is " CARD ", thanks",
	 "leak.card",
	 "my card is **** **** **** 1111, thanks"},
	{"card-in-a-row", "4111111111111111", "leak.card", "************1111"},
	{"wide-digits",
	 "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11"
	 "\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
	 "leak.card",
	 "************\uff11\uff11\uff11\uff11"},
	{"invisible-between-digits",
	 "41\u200b11\u200d11\u206011\ufeff1111\u00ad1111",
	 "leak.card",
	 "**\u200b**\u200d**\u2060**\ufeff****\u00ad1111"},
	{"no-break-spaces",
	 "4111\u00a01111\u00a01111\u00a01111",
	 "leak.card",
	 "****\u00a0****\u00a0****\u00a01111"},
	{"wide-gaps", "4111  1111 \t1111  1111", "leak.card", "****  **** \t****  1111"},
	{"dashes",
	 "4111\u20131111\u20131111\u20131111",
	 "leak.card",
	 "****\u2013****\u2013****\u20131111"},
	{"two-cards",
	 "4111111111111111 5555555555554444",
	 "leak.card",
	 "************1111 ************4444"},
	{"key",
	 "here:\n-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nbye",
	 "leak.private-key",
	 "here:\n***\nbye"},
	{"key-without-end",
	 "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb",
	 "leak.private-key",
	 "***"},
	{"first-line-of-a-key", "-----BEGIN PRIVATE KEY-----", "leak.private-key", "***"},
	{"last-line-of-a-key", "-----END PRIVATE KEY-----", "leak.private-key", "***"},
	{"pgp-key",
	 "-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQ\n-----END PGP PRIVATE KEY BLOCK-----",
	 "leak.private-key",
	 "***"},
	{"age-key", "use AGE-SECRET-KEY-1QQQQQQ please", "leak.private-key", "use *** please"},
	{"putty-key",
	 "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none",
	 "leak.private-key",
	 "***"},
	{"card-inside-a-key",
	 "-----BEGIN PRIVATE KEY-----\n4111111111111111\n-----END PRIVATE KEY-----",
	 "leak.private-key",
	 "***"},
	{"two-keys",
	 "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY----- and "
	 "-----BEGIN PRIVATE KEY-----",
	 "leak.private-key",
	 "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY----- and ***"},
	{"account",
	 "pay to DE89 3704 0044 0532 0130 00 please",
	 "leak.account",
	 "pay to *** please"},
	{"personal-number", "ssn 489-83-0025", "leak.personal-number", "ssn ***"},
	{"password", "my password is hunter2!", "leak.password", "my password is ***!"},
	{"wallet", "send to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "leak.wallet", "send to ***"},
	{"token", "DATADOG_KEY=3f9a1c07be5d42688e0b7a6f1d2c9354", "leak.token", "DATADOG_KEY=***"},
	{"several",
	 CARD " and hunter2: password is hunter2",
	 "leak.password",
	 "**** **** **** 1111 and hunter2: password is ***"},
	{"password-is-wrong", "the password is wrong", NULL, NULL},
	{"public-key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", NULL, NULL},
	{"certificate", "-----BEGIN CERTIFICATE-----", NULL, NULL},
	{"wrong-check-digit", "4111 1111 1111 1112", NULL, NULL},
	{"order-number", "order 1234567890123456", NULL, NULL},
	{"plain", "see you at 10", NULL, NULL},
	{"empty", "", NULL, NULL},
	{"hostile-bytes", "\xff-----BEGIN", NULL, NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .text = row->text},
			      &wd_test_contact,
			      (WdTestSetting){0});

	g_assert_cmpstr(verdict->redacted, ==, row->redacted);
	if (row->code == NULL) {
		g_assert_cmpuint(verdict->findings->len, ==, 0);
		return;
	}
	g_assert_true(wd_verdict_has(verdict, row->code));
	g_assert_cmpint(verdict->action, ==, WD_ACTION_WARN);
}

typedef struct {
	const char *name;
	WdEventKind kind;
	WdDirection direction;
	WdTestSetting setting;
	WdAction action;
	guint treatment;
} PolicyCase;

static const PolicyCase policies[] = {
	{"room", WD_EVENT_CHAT, WD_DIRECTION_OUT, {0}, WD_ACTION_WARN, 0},
	{"status", WD_EVENT_STATUS, WD_DIRECTION_OUT, {0}, WD_ACTION_WARN, 0},
	{"incoming", WD_EVENT_IM, WD_DIRECTION_IN, {0}, WD_ACTION_ALLOW, 0},
	{"redacts",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION, "redact"},
	 WD_ACTION_WARN,
	 WD_TREATMENT_REDACT},
	{"holds", WD_EVENT_IM, WD_DIRECTION_OUT, {WD_KEY_LEAKS_ACTION, "hold"}, WD_ACTION_HOLD, 0},
	{"blocks",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION, "block"},
	 WD_ACTION_BLOCK,
	 0},
	{"switched-off",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ENABLED, "false"},
	 WD_ACTION_ALLOW,
	 0},
	{"cards-off",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_CARDS, "false"},
	 WD_ACTION_ALLOW,
	 0},
	{"to-a-domain-of-ours",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_INTERNAL_DOMAINS, "other.example;corp.example"},
	 WD_ACTION_ALLOW,
	 0},
	{"to-a-domain-like-ours",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_INTERNAL_DOMAINS, "p.example"},
	 WD_ACTION_WARN,
	 0},
	{"to-whom-it-may-go",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION_FOR, "card:*@*.corp.example=allow"},
	 WD_ACTION_ALLOW,
	 0},
	{"another-kind-may-go",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION_FOR, "token:*=allow"},
	 WD_ACTION_WARN,
	 0},
	{"first-exception-counts",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION_FOR, "card:bob@*=block;*:*=allow"},
	 WD_ACTION_BLOCK,
	 0},
	{"exception-redacts",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION_FOR, "card:*=redact"},
	 WD_ACTION_WARN,
	 WD_TREATMENT_REDACT},
	{"exception-notes",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_ACTION_FOR, "card:*=note"},
	 WD_ACTION_NOTE,
	 0},
	{"keys-off",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 {WD_KEY_LEAKS_PRIVATE_KEYS, "false"},
	 WD_ACTION_WARN,
	 0},
};

static void
test_policy(gconstpointer data)
{
	const PolicyCase *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.kind = row->kind,
								.direction = row->direction,
								.peer = "bob@sub.corp.example/desk",
								.text = CARD},
						     &wd_test_contact,
						     row->setting);

	g_assert_cmpstr(wd_action_to_string(verdict->action), ==, wd_action_to_string(row->action));
	g_assert_cmphex(verdict->treatment, ==, row->treatment);
}

typedef struct {
	const char *name;
	WdTestSetting setting;
	const char *text;
	const char *code; /* NULL: nothing */
	WdAction action;
	const char *detail;
} CompanyCase;

static const CompanyCase company[] = {
	{"keyword",
	 {WD_KEY_LEAKS_KEYWORDS, "Project Falcon"},
	 "about PROJECT falcon",
	 "leak.keyword",
	 WD_ACTION_WARN,
	 "Project Falcon"},
	{"pattern",
	 {WD_KEY_LEAKS_PATTERNS, "KD-[0-9]{6}"},
	 "file KD-123456",
	 "leak.pattern",
	 WD_ACTION_WARN,
	 NULL},
	{"label",
	 {WD_KEY_LEAKS_LABELS, "TLP:RED"},
	 "TLP:RED",
	 "leak.label",
	 WD_ACTION_WARN,
	 "TLP:RED"},
	{"nothing",
	 {WD_KEY_LEAKS_KEYWORDS, "Project Falcon"},
	 "about the falcon",
	 NULL,
	 WD_ACTION_ALLOW,
	 NULL},
	{"list-that-could-not-be-read",
	 {WD_KEY_LEAKS_KEYWORDS, "*"},
	 "hello",
	 "leak.keyword",
	 WD_ACTION_WARN,
	 "*"},
	{"pattern-that-takes-for-ever",
	 {WD_KEY_LEAKS_PATTERNS, "^(a|a|a)+[bc]$"},
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
	 "leak.pattern-failed",
	 WD_ACTION_WARN,
	 NULL},
};

static void
test_company(gconstpointer data)
{
	const CompanyCase *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .text = row->text},
			      &wd_test_contact,
			      row->setting);

	g_assert_cmpint(verdict->action, ==, row->action);
	if (row->code == NULL)
		return;
	g_assert_true(wd_verdict_has(verdict, row->code));
	g_assert_cmpstr(wd_verdict_get_main_finding(verdict)->detail, ==, row->detail);
}

/* A person's own list does not loosen what the company has settled. */
static void
test_managed_action(void)
{
	static const WdPolicyKey own[] = {WD_KEY_LEAKS_ACTION_FOR, WD_KEY_LEAKS_INTERNAL_DOMAINS};

	for (guint i = 0; i < G_N_ELEMENTS(own); i++) {
		for (guint is_managed = 0; is_managed < 2; is_managed++) {
			WdPolicySetting settings[WD_N_KEYS] = {0};
			g_autoptr(WdPolicy) policy = NULL;
			g_autoptr(WdVerdict) verdict = NULL;
			g_autoptr(WdEvent) event =
				wd_event_new(&(WdEvent){.direction = WD_DIRECTION_OUT,
							.peer = "a@b.example",
							.text = CARD});

			settings[WD_KEY_LEAKS_ACTION] = (WdPolicySetting){
				.text = (char *)"block", .level = WD_LEVEL_IT_MANAGED};
			settings[own[i]] = (WdPolicySetting){
				.text = (char *)(i == 0 ? "*:*=allow" : "b.example"),
				.level = is_managed ? WD_LEVEL_IT_MANAGED : WD_LEVEL_USER};
			policy = wd_policy_new(settings, NULL);
			verdict = wd_judge(event, &wd_test_contact, policy);
			g_assert_cmpint(verdict->action,
					==,
					is_managed ? WD_ACTION_ALLOW : WD_ACTION_BLOCK);
		}
	}
}

/* Where one kind is masked and another asked about, the question must still find its own. */
static void
test_masks_only_what_it_may(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&(WdEvent){.direction = WD_DIRECTION_OUT, .text = CARD ", password is hunter2"},
		&wd_test_contact,
		(WdTestSetting){WD_KEY_LEAKS_ACTION_FOR, "card:*=redact"});

	g_assert_cmphex(verdict->treatment, ==, WD_TREATMENT_REDACT);
	g_assert_cmpstr(verdict->redacted, ==, "**** **** **** 1111, password is hunter2");
}

/* What people and the trail are shown of a leak is not the leak. */
static void
test_masked_details(void)
{
	static const struct {
		const char *text;
		const char *detail;
	} rows[] = {
		{CARD, "\u20261111"},
		{"DE89 3704 0044 0532 0130 00", "DE\u202600"},
		{"\uff24\uff2589 3704 0044 0532 0130 00", "DE\u202600"},
		{"ssn 489-83-0025", "us-ssn \u202625"},
		{"my password is hunter2", NULL},
		{"DATADOG_KEY=3f9a1c07be5d42688e0b7a6f1d2c9354", "key"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(WdVerdict) verdict = wd_test_judge(
			&(WdEvent){.direction = WD_DIRECTION_OUT, .text = rows[i].text},
			&wd_test_contact,
			(WdTestSetting){0});

		g_assert_cmpstr(wd_verdict_get_main_finding(verdict)->detail, ==, rows[i].detail);
	}
}

/* What would cost a square: many marks that begin a key, or none. */
static void
test_hostile_is_linear(void)
{
	static const char *const rows[] = {
		"-----BEGIN ", "AGE-SECRET-KEY-1 ", "-----BEGIN PRIVATE KEY ", "LS0tLS1CRUdJTi"};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(WdVerdict) verdict = NULL;

		while (text->len < 200000)
			g_string_append(text, rows[i]);
		verdict =
			wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .text = text->str},
				      &wd_test_contact,
				      (WdTestSetting){0});
		g_assert_cmpuint(verdict->findings->len, <=, 20);
		g_assert_cmpint(verdict->findings->len > 0, ==, i == 1 || i == 2);
	}
}

static void
test_tells_where_in_other_digits(void)
{
	const char *text = "\u00fc  \uff14111\u00a01111\u00a01111\u00a0111\uff11!";
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .text = text},
			      &wd_test_contact,
			      (WdTestSetting){0});
	const WdFinding *finding = g_ptr_array_index(verdict->findings, 0);

	g_assert_cmpuint(finding->start, ==, 4);
	g_assert_cmpuint(finding->end, ==, strlen(text) - 1);
	g_assert_cmpstr(finding->detail, ==, "\u20261111");
}

static void
test_tells_where(void)
{
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .text = "\u00fc " CARD "!"},
			      &wd_test_contact,
			      (WdTestSetting){0});
	const WdFinding *finding = g_ptr_array_index(verdict->findings, 0);

	g_assert_cmpuint(finding->start, ==, 3);
	g_assert_cmpuint(finding->end, ==, 3 + strlen(CARD));
	g_assert_cmpstr(finding->detail, ==, "\u20261111");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/secret-leak/case/", cases, test_case);
	WD_ADD_ROWS("/secret-leak/policy/", policies, test_policy);
	WD_ADD_ROWS("/secret-leak/company/", company, test_company);
	g_test_add_func("/secret-leak/managed-action", test_managed_action);
	g_test_add_func("/secret-leak/masks-only-what-it-may", test_masks_only_what_it_may);
	g_test_add_func("/secret-leak/masked-details", test_masked_details);
	g_test_add_func("/secret-leak/hostile-is-linear", test_hostile_is_linear);
	g_test_add_func("/secret-leak/tells-where-in-other-digits",
			test_tells_where_in_other_digits);
	g_test_add_func("/secret-leak/tells-where", test_tells_where);
	return g_test_run();
}
