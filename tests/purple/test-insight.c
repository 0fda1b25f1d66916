/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-fact.h"
#include "purple/duty-fixture.h"
#include "purple/wd-purple-insight.h"
#include "purple/wd-session-audit.h"
#include "store/wd-paths.h"

#define MAX_TURNS 200 /* of 50 ms: until a thread has looked at the disk */

typedef struct {
	GString *codes; /* of all facts */
	guint n_facts_seen;
	guint n_deeds_seen;
	guint n_deeds;
	char *problem;
	Duty *duty;
	gboolean looks_again;
} Watcher;

static const WdInsightPort *
get_port(void)
{
	return wd_purple_insight_get_port();
}

static void
facts_seen(const GPtrArray *facts, gpointer data)
{
	Watcher *watcher = data;

	watcher->n_facts_seen++;
	for (guint i = 0; i < facts->len; i++) {
		const WdFact *fact = g_ptr_array_index(facts, i);

		g_string_append_printf(watcher->codes, "%s;", fact->code);
	}
	if (watcher->looks_again) {
		watcher->looks_again = FALSE;
		get_port()->look_at_facts(watcher->duty->session, facts_seen, watcher);
	}
}

static void
deeds_seen(WdDeeds *deeds, const char *problem, gpointer data)
{
	Watcher *watcher = data;

	watcher->n_deeds_seen++;
	watcher->n_deeds = deeds != NULL ? wd_deeds_count(deeds) : 0;
	g_free(watcher->problem);
	watcher->problem = g_strdup(problem);
	wd_deeds_free(deeds);
}

static Watcher *
begin(void)
{
	Watcher *watcher = g_new0(Watcher, 1);

	watcher->duty = duty_begin(NULL, 0);
	watcher->codes = g_string_new(NULL);
	return watcher;
}

static void
end(Watcher *watcher)
{
	g_string_free(watcher->codes, TRUE);
	g_free(watcher->problem);
	g_free(watcher);
}

static void
wait_for(const guint *n_seen, guint n_wanted)
{
	for (guint i = 0; i < MAX_TURNS && *n_seen < n_wanted; i++)
		wd_null_purple_turn(50);
	g_assert_cmpuint(*n_seen, ==, n_wanted);
}

static void
test_facts(void)
{
	Watcher *watcher = begin();

	get_port()->look_at_facts(watcher->duty->session, facts_seen, watcher);
	g_assert_cmpuint(watcher->n_facts_seen, ==, 0); /* never from within the call */
	wait_for(&watcher->n_facts_seen, 1);
	g_assert_nonnull(strstr(watcher->codes->str, "on.spim;"));
	g_assert_nonnull(strstr(watcher->codes->str, "trail.running;"));
	g_assert_nonnull(strstr(watcher->codes->str, "keys.good;"));
	duty_end(watcher->duty);
	end(watcher);
}

static void
test_looks_again_when_told(void)
{
	Watcher *watcher = begin();

	watcher->looks_again = TRUE;
	get_port()->look_at_facts(watcher->duty->session, facts_seen, watcher);
	wait_for(&watcher->n_facts_seen, 2);
	duty_end(watcher->duty);
	end(watcher);
}

/* One message held, and its line found again in the trail that is being written. */
static void
test_deeds(void)
{
	Watcher *watcher = begin();
	WdSession *session = watcher->duty->session;

	serv_got_im(duty_connection(watcher->duty),
		    "bot",
		    "CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Claim your free "
		    "money today: http://claim-prize.example/win",
		    PURPLE_MESSAGE_RECV,
		    time(NULL));
	wd_session_audit(session, "link.clicked_through", WD_SEVERITY_WARNING, NULL, NULL, NULL);
	get_port()->look_at_deeds(session, 0, deeds_seen, watcher);
	wait_for(&watcher->n_deeds_seen, 1);
	g_assert_null(watcher->problem);
	g_assert_cmpuint(watcher->n_deeds, ==, 2);
	get_port()->look_at_deeds(
		session, get_port()->get_now_ms(session) + 1000, deeds_seen, watcher);
	wait_for(&watcher->n_deeds_seen, 2);
	g_assert_cmpuint(watcher->n_deeds, ==, 0);
	duty_end(watcher->duty);
	end(watcher);
}

static void
test_unreadable(void)
{
	Watcher *watcher = begin();
	WdSession *session = watcher->duty->session;
	g_autofree char *folder = wd_path_get(wd_session_get_base(session), WD_PATH_AUDIT);
	g_autofree char *path = g_build_filename(folder, "2026-01-01-0001.jsonl", NULL);

	g_assert_cmpint(g_mkdir_with_parents(path, 0700), ==, 0); /* a folder is no file */
	get_port()->look_at_deeds(session, 0, deeds_seen, watcher);
	wait_for(&watcher->n_deeds_seen, 1);
	g_assert_nonnull(strstr(watcher->problem, "The audit trail cannot be read"));
	duty_end(watcher->duty);
	end(watcher);
}

static void
test_forgotten(void)
{
	Watcher *watcher = begin();
	Watcher *other = g_new0(Watcher, 1);

	other->codes = g_string_new(NULL);
	get_port()->look_at_facts(watcher->duty->session, facts_seen, watcher);
	get_port()->look_at_deeds(watcher->duty->session, 0, deeds_seen, watcher);
	get_port()->look_at_facts(watcher->duty->session, facts_seen, other);
	get_port()->forget(watcher->duty->session, watcher);
	wait_for(&other->n_facts_seen, 1);
	wd_null_purple_turn(200);
	g_assert_cmpuint(watcher->n_facts_seen, ==, 0);
	g_assert_cmpuint(watcher->n_deeds_seen, ==, 0);
	duty_end(watcher->duty);
	end(watcher);
	end(other);
}

/* Going while threads still look: they are waited for, and nobody hears of it. */
static void
test_stopped_meanwhile(void)
{
	Watcher *watcher = begin();

	get_port()->look_at_facts(watcher->duty->session, facts_seen, watcher);
	get_port()->look_at_deeds(watcher->duty->session, 0, deeds_seen, watcher);
	duty_end(watcher->duty);
	wd_null_purple_turn(100);
	g_assert_cmpuint(watcher->n_facts_seen, ==, 0);
	g_assert_cmpuint(watcher->n_deeds_seen, ==, 0);
	end(watcher);
}

static void
add_tests(void)
{
	g_test_add_func("/insight/facts", test_facts);
	g_test_add_func("/insight/looks-again-when-told", test_looks_again_when_told);
	g_test_add_func("/insight/deeds", test_deeds);
	g_test_add_func("/insight/unreadable", test_unreadable);
	g_test_add_func("/insight/forgotten", test_forgotten);
	g_test_add_func("/insight/stopped-meanwhile", test_stopped_meanwhile);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
