/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-purple.h"

/* The fake itself: a test that records nothing would pass for the wrong reason. */

static void
test_messages_go_both_ways(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@example.org");
	PurpleConnection *connection = purple_account_get_connection(account);
	PurpleConversation *conversation;

	g_assert_nonnull(connection);
	serv_got_im(connection, "friend@example.org", "hello", PURPLE_MESSAGE_RECV, time(NULL));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "hello"), ==, 1);
	conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_IM, "friend@example.org", account);
	purple_conv_im_send(PURPLE_CONV_IM(conversation), "hi there");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_wire(), "im friend@example.org hi there"),
		==,
		1);
	wd_null_purple_forget();
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
}

static void
count_click(gpointer data, int index)
{
	*(int *)data = index + 1;
}

static void
test_requests_are_answered(void)
{
	int clicked = 0;
	WdNullRequest *request;

	purple_request_action(NULL,
			      "title",
			      "primary",
			      NULL,
			      0,
			      NULL,
			      NULL,
			      NULL,
			      &clicked,
			      2,
			      "_Yes",
			      G_CALLBACK(count_click),
			      "_No",
			      G_CALLBACK(count_click));
	request = wd_null_purple_find_request();
	g_assert_cmpstr(request->primary, ==, "primary");
	wd_null_purple_answer(request, "No", NULL);
	g_assert_cmpint(clicked, ==, 2);
	g_assert_null(wd_null_purple_find_request());
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	g_test_add_func("/null-purple/messages-go-both-ways", test_messages_go_both_ways);
	g_test_add_func("/null-purple/requests-are-answered", test_requests_are_answered);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
