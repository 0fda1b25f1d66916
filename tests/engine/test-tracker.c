/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/judge/wd-tracker.h"
#include "engine/wd-limits.h"

#define SECOND_MS (G_GINT64_CONSTANT(1000))
#define MINUTE_MS (60 * SECOND_MS)
#define TEXT      "please look at this picture"

static const WdContext stranger = {.is_roster_loaded = TRUE};

static WdContext
look(WdTracker *tracker, const WdEvent *fields)
{
	g_autoptr(WdEvent) event = wd_event_new(fields);
	WdContext context = stranger;

	wd_tracker_look(tracker, event, &context);
	return context;
}

static void
note(WdTracker *tracker, const WdEvent *fields)
{
	g_autoptr(WdEvent) event = wd_event_new(fields);

	wd_tracker_note(tracker, event, &stranger);
}

static WdEvent
incoming(const char *peer, gint64 time_ms)
{
	return (WdEvent){.protocol = "prpl-jabber",
			 .account = "me@a.example",
			 .peer = peer,
			 .text = TEXT,
			 .time_ms = time_ms};
}

static WdEvent
outgoing(const char *peer, gint64 time_ms)
{
	WdEvent event = incoming(peer, time_ms);

	event.direction = WD_DIRECTION_OUT;
	return event;
}

static void
test_knows_nothing_at_first(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent event = incoming("bob", 0);
	WdContext context = look(tracker, &event);

	g_assert_true(context.is_first_message);
	g_assert_false(context.wrote_first);
	g_assert_cmpuint(context.n_recent_from_peer, ==, 1);
	g_assert_cmpuint(context.n_recent_strangers, ==, 1);
	g_assert_cmpuint(context.same[WD_SAME_TEXT].n_peers, ==, 1);
}

static void
test_who_wrote_first(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent to_ann = outgoing("ann", 0);
	WdEvent from_ann = incoming("Ann/phone", 1);
	WdEvent from_bob = incoming("bob", 2);
	WdEvent to_bob = outgoing("bob", 3);

	note(tracker, &to_ann);
	g_assert_true(look(tracker, &from_ann).wrote_first); /* another case, another device */
	note(tracker, &from_bob);
	note(tracker, &to_bob);
	g_assert_false(look(tracker, &from_bob).wrote_first); /* an answer is not the first word */
}

/* Writing to one member of a room in private makes no acquaintance of the others. */
static void
test_members_of_a_room_in_private(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent to_ann = outgoing("room@rooms.example/ann", 0);
	WdEvent from_ann = incoming("room@rooms.example/ann", 1);
	WdEvent from_eve = incoming("room@rooms.example/eve", 2);

	wd_tracker_set_normalised(tracker);
	note(tracker, &to_ann);
	g_assert_true(look(tracker, &from_ann).wrote_first);
	g_assert_false(look(tracker, &from_eve).wrote_first);
}

static void
test_look_changes_nothing(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent event = outgoing("bob", 0);

	for (guint i = 0; i < 5; i++)
		g_assert_cmpuint(look(tracker, &event).same[WD_SAME_TEXT].n_peers, ==, 1);
	g_assert_false(look(tracker, &event).wrote_first);
}

static void
test_keeps_what_the_shell_knows(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "bob"});
	WdContext context = {.wrote_first = TRUE, .is_known = TRUE};

	wd_tracker_look(tracker, event, &context);
	g_assert_true(context.wrote_first);
	g_assert_true(context.is_known);
}

static void
test_each_account_for_itself(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent to_bob = outgoing("bob", 0);
	WdEvent event = incoming("bob", 1);

	note(tracker, &to_bob);
	g_assert_true(look(tracker, &event).wrote_first);
	event.account = "me@b.example";
	g_assert_false(look(tracker, &event).wrote_first);
}

static void
test_rates(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);

	for (gint64 i = 0; i < 10; i++) {
		WdEvent event = incoming("bob", i * 10 * SECOND_MS);

		note(tracker, &event);
	}
	{
		WdEvent event = incoming("bob", 100 * SECOND_MS);

		/* 50, 60, 70, 80, 90 and now; what is a whole minute old is out. */
		g_assert_cmpuint(look(tracker, &event).n_recent_from_peer, ==, 6);
	}
}

/* A file is judged when it is offered, and again when its bytes are there. */
static void
test_announced_counts_once(void)
{
	const WdContext again = {.is_roster_loaded = TRUE, .is_counted = TRUE};
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent offer = incoming("bob", 0);
	WdEvent bytes = incoming("bob", 10 * SECOND_MS);
	WdEvent late = incoming("bob", 10 * MINUTE_MS);
	WdEvent other = incoming("eve", 20 * SECOND_MS);
	g_autoptr(WdEvent) noted = wd_event_new(&bytes);
	WdContext context = again;

	note(tracker, &offer);
	wd_tracker_look(tracker, noted, &context);
	g_assert_cmpuint(context.n_recent_from_peer, ==, 1);
	g_assert_cmpuint(context.n_recent_strangers, ==, 1);
	wd_tracker_note(tracker, noted, &again);
	g_assert_cmpuint(look(tracker, &bytes).n_recent_from_peer, ==, 2);
	/* What it repeats is remembered all the same. */
	g_assert_cmpuint(look(tracker, &other).same[WD_SAME_TEXT].n_peers, ==, 2);
	{
		g_autoptr(WdEvent) much_later = wd_event_new(&late);

		context = again;
		wd_tracker_look(tracker, much_later, &context);
		g_assert_cmpuint(context.n_recent_from_peer, ==, 1);
	}
}

static void
test_strangers_over_all_accounts(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent one = incoming("a", 0);
	WdEvent two = incoming("b", SECOND_MS);
	WdEvent three = incoming("c", 2 * SECOND_MS);

	two.protocol = "prpl-irc";
	note(tracker, &one);
	note(tracker, &one);
	note(tracker, &two);
	g_assert_cmpuint(look(tracker, &three).n_recent_strangers, ==, 3);
	three.time_ms = 5 * MINUTE_MS;
	g_assert_cmpuint(look(tracker, &three).n_recent_strangers, ==, 1);
}

static void
test_same_text_to_many(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent one = outgoing("ann", 0);
	WdEvent two = outgoing("ben", SECOND_MS);
	WdEvent again = outgoing("ann", 2 * SECOND_MS);
	WdEvent three = outgoing("carl", 3 * SECOND_MS);
	WdContext context;

	two.protocol = "prpl-irc"; /* a worm does not keep to one network */
	note(tracker, &one);
	note(tracker, &two);
	note(tracker, &again);
	context = look(tracker, &three);
	g_assert_cmpuint(context.same[WD_SAME_TEXT].n_peers, ==, 3);
	g_assert_cmpint(context.same[WD_SAME_TEXT].gap_ms, ==, SECOND_MS);
	three.time_ms = 31 * MINUTE_MS + 10 * SECOND_MS;
	g_assert_cmpuint(look(tracker, &three).same[WD_SAME_TEXT].n_peers, ==, 1);
}

static void
test_same_text_from_many(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(MINUTE_MS);
	WdEvent one = incoming("ann", 0);
	WdEvent two = incoming("ben", 10 * MINUTE_MS);
	WdEvent three = incoming("carl", 20 * MINUTE_MS);

	note(tracker, &one);
	note(tracker, &two);
	g_assert_cmpuint(look(tracker, &three).same[WD_SAME_TEXT].n_peers, ==, 3);
	three.direction = WD_DIRECTION_OUT; /* what I send is counted apart */
	g_assert_cmpuint(look(tracker, &three).same[WD_SAME_TEXT].n_peers, ==, 1);
}

static void
test_same_link_and_file(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent link = outgoing("ann", 0);
	WdEvent file = outgoing("ann", 0);
	WdContext context;

	link.text = "one http://a.test/1";
	note(tracker, &link);
	link.peer = "ben";
	link.time_ms = SECOND_MS;
	link.text = "two http://a.test/2";
	context = look(tracker, &link);
	g_assert_cmpuint(context.same[WD_SAME_SITE].n_peers, ==, 2);
	g_assert_cmpint(context.same[WD_SAME_SITE].gap_ms, ==, SECOND_MS);
	file.kind = WD_EVENT_FILE;
	file.file_name = "a.exe";
	note(tracker, &file);
	file.peer = "ben";
	g_assert_cmpuint(look(tracker, &file).same[WD_SAME_FILE].n_peers, ==, 2);
	file.file_name = "b.txt";
	g_assert_cmpuint(look(tracker, &file).same[WD_SAME_FILE].n_peers, ==, 1);
}

/* A flood of new peers pushes the oldest out, and nothing else grows. */
static void
test_is_bounded(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	WdEvent first = outgoing("first", 0);
	WdEvent kept;

	note(tracker, &first);
	for (guint i = 0; i < WD_LIMIT_TRACKED_PEERS; i++) {
		g_autofree char *peer = g_strdup_printf("peer%u", i);
		WdEvent event = outgoing(peer, i);

		event.text = "";
		note(tracker, &event);
	}
	g_assert_false(look(tracker, &first).wrote_first);
	kept = incoming("peer19999", 0);
	g_assert_true(look(tracker, &kept).wrote_first);
}

/* A clock that jumps back or to the ends of time must not break the counts. */
static void
test_strange_clocks(void)
{
	static const gint64 times[] = {0, G_MAXINT64, -1, G_MININT64, 5};
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);

	for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
		WdEvent event = incoming("bob", times[i]);

		g_assert_cmpuint(look(tracker, &event).n_recent_from_peer, >=, 1);
		note(tracker, &event);
		event.direction = WD_DIRECTION_OUT;
		g_assert_cmpint(look(tracker, &event).same[WD_SAME_TEXT].gap_ms, >=, 0);
		note(tracker, &event);
	}
}

/* For a moment, of this peer, and never the whole of a long message. */
static void
test_remembers_the_question(void)
{
	g_autoptr(WdTracker) tracker = wd_tracker_new(30 * MINUTE_MS);
	g_autofree char *filler = g_strnfill(10000, 'x');
	WdEvent question = incoming("bob", 0);
	WdEvent answer = outgoing("bob", MINUTE_MS);
	WdEvent elsewhere = outgoing("ann", MINUTE_MS);
	WdEvent late = outgoing("bob", 20 * MINUTE_MS);
	WdEvent more = incoming("bob", 2 * MINUTE_MS);
	WdEvent second = outgoing("bob", 3 * MINUTE_MS);

	g_assert_null(look(tracker, &answer).question);
	note(tracker, &question);
	g_assert_cmpstr(look(tracker, &answer).question, ==, TEXT);
	g_assert_null(look(tracker, &elsewhere).question);
	g_assert_null(look(tracker, &late).question);
	g_assert_null(look(tracker, &more).question);
	more.text = filler;
	note(tracker, &more);
	g_assert_cmpuint(strlen(look(tracker, &second).question), ==, 160);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tracker/knows-nothing-at-first", test_knows_nothing_at_first);
	g_test_add_func("/tracker/who-wrote-first", test_who_wrote_first);
	g_test_add_func("/tracker/members-of-a-room", test_members_of_a_room_in_private);
	g_test_add_func("/tracker/look-changes-nothing", test_look_changes_nothing);
	g_test_add_func("/tracker/keeps-what-the-shell-knows", test_keeps_what_the_shell_knows);
	g_test_add_func("/tracker/each-account-for-itself", test_each_account_for_itself);
	g_test_add_func("/tracker/rates", test_rates);
	g_test_add_func("/tracker/announced-counts-once", test_announced_counts_once);
	g_test_add_func("/tracker/strangers-over-all-accounts", test_strangers_over_all_accounts);
	g_test_add_func("/tracker/same-text-to-many", test_same_text_to_many);
	g_test_add_func("/tracker/same-text-from-many", test_same_text_from_many);
	g_test_add_func("/tracker/same-link-and-file", test_same_link_and_file);
	g_test_add_func("/tracker/remembers-the-question", test_remembers_the_question);
	g_test_add_func("/tracker/is-bounded", test_is_bounded);
	g_test_add_func("/tracker/strange-clocks", test_strange_clocks);
	return g_test_run();
}
