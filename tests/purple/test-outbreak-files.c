/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same file for many contacts: one question, which names them, and one answer. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fake-file-check.h"
#include "purple/duty-fixture.h"

#define START_MS G_GINT64_CONSTANT(1767344400000)

static const char *const friends[] = {"bernd", "chiara", "dmitri", "elif", "farid"};

static guint n_init;
static guint n_cancelled;

static void
init(PurpleXfer *xfer)
{
	n_init++;
}

static void
cancel_send(PurpleXfer *xfer)
{
	n_cancelled++;
}

static Duty *
begin(void)
{
	Duty *duty = duty_begin(NULL, 0);

	fake_file_check_reset();
	for (guint i = 0; i < G_N_ELEMENTS(friends); i++)
		wd_null_purple_add_buddy(duty->account, friends[i]);
	wd_session_set_now_ms(duty->session, START_MS);
	n_init = n_cancelled = 0;
	return duty;
}

static char *
write_file(const char *name, const char *bytes)
{
	char *path = g_build_filename(wd_null_purple_get_user_dir(), name, NULL);

	g_assert_true(g_file_set_contents(path, bytes, -1, NULL));
	return path;
}

/* What is sent is copied by a thread first; the questions follow a turn later. */
static PurpleXfer *
send_file(const Duty *duty, const char *who, const char *path, guint n_expected)
{
	PurpleXfer *xfer = purple_xfer_new(duty->account, PURPLE_XFER_SEND, who);
	gint64 end = g_get_monotonic_time() + 10 * G_USEC_PER_SEC;

	purple_xfer_set_init_fnc(xfer, init);
	purple_xfer_set_cancel_send_fnc(xfer, cancel_send);
	purple_xfer_request_accepted(xfer, path);
	while (n_init < n_expected && duty->questions->len == 0 && g_get_monotonic_time() < end)
		wd_null_purple_turn(1);
	wd_null_purple_turn(30);
	wd_session_set_now_ms(duty->session, wd_session_now_ms(duty->session) + 1000);
	return xfer;
}

static const DutyQuestion *
only_question(const Duty *duty)
{
	g_assert_cmpuint(duty->questions->len, ==, 1);
	return g_ptr_array_index(duty->questions, 0);
}

static void
spread(const Duty *duty, const char *path)
{
	for (guint i = 0; i < G_N_ELEMENTS(friends); i++)
		(void)send_file(duty, friends[i], path, MIN(i + 1, 2));
}

static void
test_one_question(gconstpointer data)
{
	gboolean is_sent = GPOINTER_TO_INT(data);
	Duty *duty = begin();
	g_autofree char *path = write_file("invoice.scr", "MZ the very same bytes");
	const DutyQuestion *question;

	spread(duty, path);
	question = only_question(duty);
	for (guint i = 2; i < G_N_ELEMENTS(friends); i++)
		g_assert_nonnull(strstr(question->secondary, friends[i]));
	g_assert_nonnull(strstr(question->primary, " and 2 more"));
	duty_answer(duty, is_sent ? "send" : "cancel", NULL);
	wd_null_purple_turn(30);
	g_assert_cmpuint(n_init, ==, is_sent ? 5 : 2);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
	g_unlink(path);
}

/* Whose question it was is gone: the others are asked about again, together. */
static void
test_leader_goes(void)
{
	Duty *duty = begin();
	g_autofree char *path = write_file("invoice.scr", "MZ the very same bytes");
	PurpleXfer *leader = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(friends); i++) {
		PurpleXfer *xfer = send_file(duty, friends[i], path, MIN(i + 1, 2));

		if (i == 2)
			leader = xfer;
	}
	purple_xfer_cancel_local(leader);
	wd_null_purple_turn(30);
	g_assert_cmpuint(duty->questions->len, ==, 2);
	g_assert_false(((DutyQuestion *)g_ptr_array_index(duty->questions, 0))->is_open);
	duty_answer(duty, "send", NULL);
	wd_null_purple_turn(30);
	g_assert_cmpuint(n_init, ==, 4);
	duty_end(duty);
	g_unlink(path);
}

static void
add_tests(void)
{
	g_test_add_data_func(
		"/outbreak-files/one-question-sent", GINT_TO_POINTER(TRUE), test_one_question);
	g_test_add_data_func(
		"/outbreak-files/one-question-not-sent", GINT_TO_POINTER(FALSE), test_one_question);
	g_test_add_func("/outbreak-files/leader-goes", test_leader_goes);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
