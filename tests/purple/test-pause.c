/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-fact.h"
#include "purple/duty-fixture.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-facts.h"
#include "purple/wd-session-pause.h"

#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define MINUTE_MS G_GINT64_CONSTANT(60000)

/* Of audit lines that matter here: "EVENT REASON". */
static GPtrArray *audited;

static void
note_audit(WdSession *session, const WdAuditRecord *record)
{
	if (g_str_has_prefix(record->event, "protection."))
		g_ptr_array_add(audited,
				g_strdup_printf("%s %s",
						record->event,
						record->reason != NULL ? record->reason : "-"));
}

static Duty *
begin(const DutySetting *settings, gsize n)
{
	Duty *duty = duty_begin(settings, n);

	audited = g_ptr_array_new_with_free_func(g_free);
	wd_session_set_audit_watch(duty->session, note_audit);
	return duty;
}

static void
end(Duty *duty)
{
	wd_session_set_audit_watch(duty->session, NULL);
	duty_end(duty);
	g_clear_pointer(&audited, g_ptr_array_unref);
}

static const char *
last_audit(void)
{
	return audited->len > 0 ? g_ptr_array_index(audited, audited->len - 1) : NULL;
}

/* Whether SPIM of somebody new is shown; an hour apart, or it would be a campaign. */
static gboolean
arrives(Duty *duty)
{
	static guint n_strangers;
	g_autofree char *sender = g_strdup_printf("winner%u", ++n_strangers);

	wd_null_purple_forget();
	serv_got_im(duty_connection(duty), sender, SPIM, 0, 1000000000);
	return wd_null_purple_count(wd_null_purple_shown(), sender) > 0;
}

static const char *
say(Duty *duty, const char *command)
{
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "friend");
	g_autofree char *error = NULL;

	wd_null_purple_forget();
	(void)purple_cmd_do_command(conversation, command, command, &error);
	return error;
}

static void
test_rests_and_ends(void)
{
	Duty *duty = begin(NULL, 0);
	gint64 now_ms = wd_session_now_ms(duty->session);
	g_autoptr(GError) error = NULL;

	wd_session_set_now_ms(duty->session, now_ms);
	g_assert_false(arrives(duty));
	g_assert_true(wd_session_pause(duty->session, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(last_audit(), ==, "protection.paused -");
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "pause|Paused until"), ==, 1);
	wd_session_set_now_ms(duty->session, now_ms + 9 * MINUTE_MS);
	g_assert_true(arrives(duty));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Purple Warden"), >, 0);
	/* On time, whether or not a timer has run. */
	wd_session_set_now_ms(duty->session, now_ms + 70 * MINUTE_MS);
	g_assert_false(arrives(duty));
	end(duty);
}

/* Somebody who sets the clock back must not rest for years. */
static void
test_clock_set_back(void)
{
	Duty *duty = begin(NULL, 0);
	gint64 now_ms = wd_session_now_ms(duty->session);

	wd_session_set_now_ms(duty->session, now_ms);
	g_assert_true(wd_session_pause(duty->session, NULL));
	wd_session_set_now_ms(duty->session, now_ms - 24 * 60 * MINUTE_MS);
	g_assert_cmpint(wd_session_get_paused_until_ms(duty->session), ==, 0);
	end(duty);
}

static void
test_timer_ends_it(void)
{
	Duty *duty = begin(NULL, 0);

	g_assert_true(wd_session_pause(duty->session, NULL));
	wd_session_set_now_ms(duty->session, wd_session_now_ms(duty->session) + 11 * MINUTE_MS);
	for (guint i = 0; i < 700 && audited->len < 2; i++)
		wd_null_purple_turn(10);
	g_assert_cmpstr(last_audit(), ==, "protection.resumed time");
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "pause|"), ==, 2); /* and gone again */
	end(duty);
}

static void
test_restart_ends_it(void)
{
	Duty *duty = begin(NULL, 0);

	g_assert_true(wd_session_pause(duty->session, NULL));
	duty_restart(duty);
	g_assert_cmpint(wd_session_get_paused_until_ms(duty->session), ==, 0);
	g_assert_false(arrives(duty));
	end(duty);
}

static void
test_policy_forbids(void)
{
	const DutySetting settings[] = {{WD_KEY_ENFORCE_ALLOW_PAUSE, "false"}};
	Duty *duty = begin(settings, 1);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_session_pause(duty->session, &error));
	g_assert_nonnull(error);
	g_assert_null(last_audit());
	(void)say(duty, "warden pause");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "do not allow a pause"), ==, 1);
	g_assert_cmpint(wd_session_get_paused_until_ms(duty->session), ==, 0);
	end(duty);
}

/* A policy that comes while it lasts ends it. */
static void
test_policy_ends_it(void)
{
	Duty *duty = begin(NULL, 0);

	g_assert_true(wd_session_pause(duty->session, NULL));
	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(duty->session),
					       WD_KEY_ENFORCE_ALLOW_PAUSE,
					       "false",
					       NULL));
	g_assert_cmpstr(last_audit(), ==, "protection.resumed policy");
	g_assert_cmpint(wd_session_get_paused_until_ms(duty->session), ==, 0);
	end(duty);
}

static void
test_commands(void)
{
	Duty *duty = begin(NULL, 0);

	(void)say(duty, "warden pause");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Paused"), ==, 1);
	g_assert_cmpint(wd_session_get_paused_until_ms(duty->session), !=, 0);
	(void)say(duty, "warden status");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Paused"), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "/warden resume"), ==, 1);
	(void)say(duty, "warden here");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "not held, but arrive with a mark"),
		==,
		1);
	(void)say(duty, "warden resume");
	g_assert_cmpstr(last_audit(), ==, "protection.resumed person");
	g_assert_cmpint(wd_session_get_paused_until_ms(duty->session), ==, 0);
	(void)say(duty, "warden status");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Paused"), ==, 0);
	end(duty);
}

static const WdFact *
find_pause(const GPtrArray *facts)
{
	for (guint i = 0; i < facts->len; i++) {
		const WdFact *fact = g_ptr_array_index(facts, i);

		if (g_str_equal(fact->code, "pause.on"))
			return fact;
	}
	return NULL;
}

/* On the status page: until when, and as long as it lasts. */
static void
test_is_a_fact(void)
{
	Duty *duty = begin(NULL, 0);
	g_autoptr(GPtrArray) before = wd_facts_new();
	g_autoptr(GPtrArray) during = wd_facts_new();
	g_autoptr(GPtrArray) after = wd_facts_new();
	g_autoptr(GDateTime) end_time = NULL;
	g_autofree char *until = NULL;

	wd_session_gather_facts(duty->session, before);
	g_assert_null(find_pause(before));
	g_assert_true(wd_session_pause(duty->session, NULL));
	end_time = g_date_time_new_from_unix_local(wd_session_get_paused_until_ms(duty->session) /
						   1000);
	until = g_date_time_format(end_time, "%H:%M");
	wd_session_gather_facts(duty->session, during);
	g_assert_cmpstr(find_pause(during)->detail, ==, until);
	g_assert_cmpint(find_pause(during)->level, ==, WD_FACT_WARNING);
	wd_session_set_now_ms(duty->session, wd_session_now_ms(duty->session) + 11 * MINUTE_MS);
	wd_session_gather_facts(duty->session, after);
	g_assert_null(find_pause(after));
	end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/pause/rests-and-ends", test_rests_and_ends);
	g_test_add_func("/pause/clock-set-back", test_clock_set_back);
	g_test_add_func("/pause/timer-ends-it", test_timer_ends_it);
	g_test_add_func("/pause/restart-ends-it", test_restart_ends_it);
	g_test_add_func("/pause/policy-forbids", test_policy_forbids);
	g_test_add_func("/pause/policy-ends-it", test_policy_ends_it);
	g_test_add_func("/pause/commands", test_commands);
	g_test_add_func("/pause/is-a-fact", test_is_a_fact);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
