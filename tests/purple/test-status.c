/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-fact.h"
#include "purple/duty-fixture.h"
#include "purple/wd-purple-status.h"

#define MAX_TURNS 200 /* of 50 ms: until a thread has looked at the disk */

static const char *
wait_for_page(void)
{
	for (guint i = 0; i < MAX_TURNS; i++) {
		GPtrArray *notices = wd_null_purple_notices();

		for (guint j = 0; j < notices->len; j++) {
			if (g_str_has_prefix(g_ptr_array_index(notices, j), "formatted|"))
				return g_ptr_array_index(notices, j);
		}
		wd_null_purple_turn(50);
	}
	return NULL;
}

static void
test_page(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const char *page;

	wd_purple_status_show(duty->session);
	wd_purple_status_show(duty->session); /* it is coming: one page */
	page = wait_for_page();
	g_assert_nonnull(page);
	g_assert_nonnull(strstr(page, "Unwanted messages are looked for."));
	g_assert_nonnull(strstr(page, "keeps the audit trail"));
	g_assert_nonnull(strstr(page, "key for logs and held messages is there"));
	wd_null_purple_turn(100);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "formatted|"), ==, 1);
	duty_end(duty);
}

/* Going while a thread still looks: it is waited for, and nothing is shown any more. */
static void
test_stopped_meanwhile(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_purple_status_show(duty->session);
	duty_end(duty);
	wd_null_purple_turn(100);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "formatted|"), ==, 0);
}

static void
test_worst_first(void)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();
	g_autofree char *html = NULL;

	wd_facts_add(facts, "on.spim", WD_FACT_GOOD, NULL);
	wd_facts_add(facts, "keys.bad", WD_FACT_BAD, "<b>no & such</b>");
	html = wd_purple_status_format(facts);
	g_assert_true(strstr(html, "keys cannot be used") < strstr(html, "Unwanted messages"));
	g_assert_nonnull(strstr(html, "&lt;b&gt;no &amp; such&lt;/b&gt;"));
}

static void
add_tests(void)
{
	g_test_add_func("/status/page", test_page);
	g_test_add_func("/status/stopped-meanwhile", test_stopped_meanwhile);
	g_test_add_func("/status/worst-first", test_worst_first);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
