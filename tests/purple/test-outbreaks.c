/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-session-review.h"

#define LURE      "is this really you on the video? http://clip-tube.test/w?u=a7x2"
#define OTHER     "is this really you in the video?? http://clip-tube.test/w?u=k9d4"
#define START_MS  G_GINT64_CONSTANT(1767344400000)
#define SECOND_MS 1000

static const char *const friends[] = {"bernd", "chiara", "dmitri", "elif", "farid"};

static Duty *
begin(void)
{
	Duty *duty = duty_begin(NULL, 0);

	for (guint i = 0; i < G_N_ELEMENTS(friends); i++)
		wd_null_purple_add_buddy(duty->account, friends[i]);
	wd_session_set_now_ms(duty->session, START_MS);
	return duty;
}

static void
wait(const Duty *duty, gint64 ms)
{
	wd_session_set_now_ms(duty->session, wd_session_now_ms(duty->session) + ms);
}

static PurpleConversation *
talk_to(const Duty *duty, const char *who)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, duty->account);

	return conversation != NULL
		       ? conversation
		       : purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, who);
}

static void
say(const Duty *duty, const char *who, const char *text, gint64 then_ms)
{
	purple_conv_im_send(PURPLE_CONV_IM(talk_to(duty, who)), text);
	wd_null_purple_turn(0);
	wait(duty, then_ms);
}

static guint
count_on_wire(const char *part)
{
	return wd_null_purple_count(wd_null_purple_wire(), part);
}

static const DutyQuestion *
only_question(const Duty *duty)
{
	g_assert_cmpuint(duty->questions->len, ==, 1);
	return g_ptr_array_index(duty->questions, 0);
}

static void
spread(const Duty *duty, guint n)
{
	for (guint i = 0; i < n; i++)
		say(duty, friends[i], i % 2 == 0 ? LURE : OTHER, SECOND_MS);
}

static void
test_one_question_names_all(void)
{
	Duty *duty = begin();
	const DutyQuestion *question;

	spread(duty, 3);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 2);
	question = only_question(duty);
	g_assert_nonnull(strstr(question->primary, "dmitri"));
	for (guint i = 0; i < 3; i++)
		g_assert_nonnull(strstr(question->secondary, friends[i]));
	g_assert_null(strstr(question->secondary, "elif"));
	say(duty, "elif", LURE, SECOND_MS);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 2);
	question = only_question(duty);
	g_assert_nonnull(strstr(question->primary, "1 more"));
	g_assert_nonnull(strstr(question->secondary, "elif"));
	duty_end(duty);
}

/* What the answer does to the two that were held, and to the next of the same. */
static const struct {
	const char *choice;
	guint n_on_wire;
	guint n_given_back;
	guint n_waiting;
	guint n_questions; /* after the next one */
} answers[] = {
	{"send", 5, 0, 0, 1},
	{"cancel", 2, 0, 0, 2},
	{"edit", 2, 2, 2, 2},
	{"later", 2, 0, 2, 2},
};

static void
test_answer(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	Duty *duty = begin();

	spread(duty, 4);
	duty_answer(duty, answers[i].choice, NULL);
	g_assert_cmpuint(duty->drafts->len, ==, answers[i].n_given_back);
	g_assert_cmpuint(duty->n_waiting, ==, answers[i].n_waiting);
	say(duty, "farid", LURE, SECOND_MS);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, answers[i].n_on_wire);
	g_assert_cmpuint(duty->questions->len, ==, answers[i].n_questions);
	duty_end(duty);
}

static void
test_approval_ends_with_the_window(void)
{
	Duty *duty = begin();

	spread(duty, 3);
	duty_answer(duty, "send", NULL);
	wait(duty, 11 * 60 * SECOND_MS);
	spread(duty, 3);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 5);
	g_assert_cmpuint(duty->questions->len, ==, 2);
	duty_end(duty);
}

static void
test_approval_is_for_the_worm_alone(void)
{
	Duty *duty = begin();

	spread(duty, 3);
	duty_answer(duty, "send", NULL);
	say(duty, "elif", LURE " and my card is 4111 1111 1111 1111", SECOND_MS);
	g_assert_cmpuint(count_on_wire("4111"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 2);
	duty_end(duty);
}

static void
test_changed_text_is_for_one(void)
{
	Duty *duty = begin();

	spread(duty, 4);
	duty_answer(duty, "send", "see you tomorrow");
	g_assert_cmpuint(count_on_wire("see you tomorrow"), ==, 1);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 2);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

static void
test_released_in_the_queue(void)
{
	Duty *duty = begin();
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GError) error = NULL;

	spread(duty, 4);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 2);
	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);

		g_assert_true(
			wd_session_decide(duty->session, held->id, WD_DECISION_RELEASE, &error));
		g_assert_no_error(error);
	}
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 4);
	g_assert_false(only_question(duty)->is_open);
	duty_end(duty);
}

static void
test_what_a_hand_typed(void)
{
	Duty *duty = begin();

	duty->typed = WD_TYPED_YES;
	spread(duty, 5);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 5);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

/* What leaves beside the entry box is no slower for being harmless. */
static void
test_what_no_hand_typed(void)
{
	Duty *duty = begin();

	duty->typed = WD_TYPED_NO;
	for (guint i = 0; i < 3; i++)
		say(duty, friends[i], "please have this ready for friday", 100 * SECOND_MS);
	g_assert_cmpuint(count_on_wire("friday"), ==, 2);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

static void
test_past_the_conversation(void)
{
	Duty *duty = begin();

	for (guint i = 0; i < 4; i++) {
		(void)serv_send_im(duty_connection(duty), friends[i], LURE, 0);
		wd_null_purple_turn(0);
		wait(duty, 60 * SECOND_MS);
	}
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 2);
	g_assert_nonnull(strstr(only_question(duty)->secondary, "elif"));
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire("clip-tube"), ==, 4);
	duty_end(duty);
}

static void
receive(const Duty *duty, const char *who, const char *text)
{
	serv_got_im(duty_connection(duty), who, text, PURPLE_MESSAGE_RECV, 0);
	wd_null_purple_turn(0);
	wait(duty, 30 * SECOND_MS);
}

static guint
count_shown(const char *part)
{
	return wd_null_purple_count(wd_null_purple_shown(), part);
}

static void
test_incoming_is_marked_where_it_stands(void)
{
	Duty *duty = begin();

	receive(duty, "elif", "shall we have lunch together tomorrow?");
	receive(duty, "bernd", LURE);
	receive(duty, "chiara", OTHER);
	g_assert_cmpuint(count_shown("taken over"), ==, 0);
	receive(duty, "dmitri", LURE);
	g_assert_cmpuint(duty->n_waiting, ==, 1);
	g_assert_cmpuint(count_shown("dmitri|"), ==, 0);
	g_assert_cmpuint(count_shown("taken over"), ==, 2);
	g_assert_cmpuint(count_shown("elif||"), ==, 0);
	receive(duty, "farid", LURE);
	g_assert_cmpuint(duty->n_waiting, ==, 2);
	g_assert_cmpuint(count_shown("taken over"), ==, 2); /* said once */
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/outbreaks/one-question-names-all", test_one_question_names_all);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *path = g_strconcat("/outbreaks/answer/", answers[i].choice, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_answer);
	}
	g_test_add_func("/outbreaks/approval-ends", test_approval_ends_with_the_window);
	g_test_add_func("/outbreaks/approval-for-the-worm-alone",
			test_approval_is_for_the_worm_alone);
	g_test_add_func("/outbreaks/changed-text-is-for-one", test_changed_text_is_for_one);
	g_test_add_func("/outbreaks/released-in-the-queue", test_released_in_the_queue);
	g_test_add_func("/outbreaks/typed", test_what_a_hand_typed);
	g_test_add_func("/outbreaks/not-typed", test_what_no_hand_typed);
	g_test_add_func("/outbreaks/past-the-conversation", test_past_the_conversation);
	g_test_add_func("/outbreaks/incoming-is-marked", test_incoming_is_marked_where_it_stands);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
