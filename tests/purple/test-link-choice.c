/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/duty-fixture.h"

/* Unusual, no more: what stands before the @ is nobody's site. */
#define UNUSUAL   "https://www.bank.example@files.example.org/a"
#define DANGEROUS "https://xn--pypal-4ve.com/in"

static const DutyQuestion *
click(Duty *duty, const char *url)
{
	guint n_before = duty->questions->len;

	purple_notify_uri(NULL, url);
	return duty->questions->len > n_before
		       ? g_ptr_array_index(duty->questions, duty->questions->len - 1)
		       : NULL;
}

static gboolean
offers_always(const DutyQuestion *question)
{
	return g_ptr_array_find_with_equal_func(question->choices, "always", g_str_equal, NULL);
}

static guint
count_opened(void)
{
	return wd_null_purple_count(wd_null_purple_notices(), "uri|");
}

static void
test_always_is_remembered(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const DutyQuestion *question = click(duty, UNUSUAL);
	const char *const *allowed;

	g_assert_true(offers_always(question));
	g_assert_cmpstr(question->safe, ==, "cancel");
	duty_answer(duty, "always", NULL);
	g_assert_cmpuint(count_opened(), ==, 1);
	allowed = wd_policy_get_list(wd_session_get_policy(duty->session), WD_KEY_LINKS_ALLOW);
	g_assert_true(g_strv_contains(allowed, "example.org"));
	g_assert_null(click(duty, "https://x@files.example.org/b"));
	g_assert_cmpuint(count_opened(), ==, 2);
	duty_end(duty);
}

static void
test_always_keeps_the_list_before(void)
{
	const DutySetting setting = {WD_KEY_LINKS_ALLOW, "corp.example"};
	Duty *duty = duty_begin(&setting, 1);
	const char *const *allowed;

	g_assert_nonnull(click(duty, UNUSUAL));
	duty_answer(duty, "always", NULL);
	allowed = wd_policy_get_list(wd_session_get_policy(duty->session), WD_KEY_LINKS_ALLOW);
	g_assert_true(g_strv_contains(allowed, "corp.example"));
	g_assert_true(g_strv_contains(allowed, "example.org"));
	duty_end(duty);
}

static void
test_once_is_not_remembered(void)
{
	Duty *duty = duty_begin(NULL, 0);

	g_assert_nonnull(click(duty, UNUSUAL));
	duty_answer(duty, "open", NULL);
	g_assert_nonnull(click(duty, "https://x@files.example.org/b"));
	g_assert_cmpuint(count_opened(), ==, 1);
	duty_end(duty);
}

static void
test_never_for_a_dangerous_one(void)
{
	Duty *duty = duty_begin(NULL, 0);

	g_assert_false(offers_always(click(duty, DANGEROUS)));
	duty_end(duty);
}

static void
test_never_for_an_address(void)
{
	Duty *duty = duty_begin(NULL, 0);

	g_assert_false(offers_always(click(duty, "http://www.bank.example@192.0.2.77/login")));
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/link-choice/always-is-remembered", test_always_is_remembered);
	g_test_add_func("/link-choice/always-keeps-the-list-before",
			test_always_keeps_the_list_before);
	g_test_add_func("/link-choice/once-is-not-remembered", test_once_is_not_remembered);
	g_test_add_func("/link-choice/never-for-a-dangerous-one", test_never_for_a_dangerous_one);
	g_test_add_func("/link-choice/never-for-an-address", test_never_for_an_address);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
