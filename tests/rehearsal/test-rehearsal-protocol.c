/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-purple.h"
#include "rehearsal/wd-rehearsal-protocol.h"

#define PLAY(scenes)                                                                               \
	"{\"contacts\":[{\"name\":\"anna@office.example\",\"online\":true},"                       \
	"{\"name\":\"dora@office.example\"}],\"scenes\":[" scenes "]}"
#define ANNA(id)                                                                                   \
	"{\"id\":\"" id "\",\"delay_ms\":0,\"actor\":\"anna@office.example\",\"title\":\"t\","
#define ME(id) "{\"id\":\"" id "\",\"delay_ms\":0,\"actor\":\"me\",\"title\":\"t\","

static GPtrArray *heard; /* lines of the protocol's signals */

static void
hear_wire(PurpleAccount *account, const char *line, gpointer data)
{
	g_ptr_array_add(heard, g_strdup(line));
}

static void
hear_scene(PurpleAccount *account, const char *id, gpointer data)
{
	g_ptr_array_add(heard, g_strconcat("scene ", id, NULL));
}

static void
hear_done(PurpleAccount *account, gpointer data)
{
	g_ptr_array_add(heard, g_strdup("done"));
}

static void
listen(void)
{
	PurplePlugin *protocol = purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID);

	purple_signal_connect(protocol, "rehearsal-wire", &heard, PURPLE_CALLBACK(hear_wire), NULL);
	purple_signal_connect(
		protocol, "rehearsal-scene", &heard, PURPLE_CALLBACK(hear_scene), NULL);
	purple_signal_connect(protocol, "rehearsal-done", &heard, PURPLE_CALLBACK(hear_done), NULL);
}

static guint
count(const char *line)
{
	guint n = 0;

	for (guint i = 0; i < heard->len; i++)
		n += strcmp(g_ptr_array_index(heard, i), line) == 0;
	return n;
}

static void
begin(const char *script)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "play.json", NULL);
	g_autoptr(GError) error = NULL;

	g_ptr_array_set_size(heard, 0);
	wd_null_purple_forget();
	g_assert_false(wd_rehearsal_is_asked_for());
	g_file_set_contents(path, script, -1, &error);
	g_assert_no_error(error);
	purple_prefs_set_path(WD_REHEARSAL_SCRIPT_PREF, path);
	wd_rehearsal_register();
	listen();
}

/* Plays until a line is heard, bounded by turns of the loop and not by a guess of its speed. */
static void
play_until(const char *line)
{
	for (guint i = 0; i < 200 && count(line) == 0; i++)
		wd_null_purple_turn(10);
	g_assert_cmpuint(count(line), ==, 1);
}

static void
play(const char *script)
{
	begin(script);
	play_until("done");
}

static PurpleAccount *
account(void)
{
	return purple_accounts_find(WD_REHEARSAL_ACCOUNT, WD_REHEARSAL_PROTOCOL_ID);
}

static void
test_contacts_and_messages(void)
{
	PurpleBuddy *anna;

	play(PLAY(ANNA("one") "\"action\":\"message\",\"text\":\"hello\",\"expect\":\"shown\"}"));
	anna = purple_find_buddy(account(), "anna@office.example");
	g_assert_true(PURPLE_BUDDY_IS_ONLINE(anna));
	g_assert_false(PURPLE_BUDDY_IS_ONLINE(purple_find_buddy(account(), "dora@office.example")));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "hello"), ==, 1);
	g_assert_cmpuint(count("scene one"), ==, 1);
	wd_rehearsal_unregister();
}

static void
test_leaves_nothing_behind(void)
{
	play(PLAY(ANNA("one") "\"action\":\"message\",\"text\":\"hello\",\"expect\":\"shown\"}"));
	wd_rehearsal_unregister();
	g_assert_null(purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID));
	g_assert_null(account());
	g_assert_null(purple_find_group("Rehearsal"));
	g_assert_null(purple_get_conversations());
	wd_rehearsal_unregister(); /* and once more is no error */
}

static void
test_room(void)
{
	PurpleConversation *room;

	play(PLAY(
		ANNA("one") "\"action\":\"join\",\"room\":\"kitchen\",\"expect\":\"shown\"}," ANNA(
			"two") "\"action\":\"room-message\",\"room\":\"kitchen\",\"text\":\"cake\","
			       "\"expect\":\"shown\"}"));
	room = purple_find_conversation_with_account(PURPLE_CONV_TYPE_CHAT, "kitchen", account());
	g_assert_nonnull(room);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "cake"), ==, 1);
	purple_conv_chat_send(PURPLE_CONV_CHAT(room), "coming");
	g_assert_cmpuint(count("chat kitchen coming"), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "coming"), ==, 1);
	wd_rehearsal_unregister();
}

static void
test_the_persons_part_is_announced_only(void)
{
	PurpleConversation *conversation;

	play(PLAY(ME("one") "\"action\":\"say\",\"to\":\"anna@office.example\",\"text\":\"hi\","
			    "\"expect\":\"sent\"}"));
	g_assert_cmpuint(count("scene one"), ==, 1);
	g_assert_cmpuint(count("im anna@office.example hi"), ==, 0);
	conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, account(), "anna@office.example");
	purple_conv_im_send(PURPLE_CONV_IM(conversation), "hi");
	g_assert_cmpuint(count("im anna@office.example hi"), ==, 1);
	wd_rehearsal_unregister();
}

static void
test_invitation(void)
{
	WdNullRequest *request;

	play(PLAY(ANNA("one") "\"action\":\"invite\",\"room\":\"kitchen\",\"expect\":\"asked\"}"));
	request = wd_null_purple_find_request();
	g_assert_nonnull(request);
	wd_null_purple_answer(request, "Accept", NULL);
	g_assert_cmpuint(count("join kitchen"), ==, 1);
	wd_rehearsal_unregister();
}

static void
test_contact_request(void)
{
	play(PLAY(ANNA("one") "\"action\":\"request\",\"text\":\"add me\",\"expect\":\"asked\"}"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_authorizations(), "add me"), ==, 1);
	wd_rehearsal_unregister();
}

#define OFFER                                                                                      \
	ANNA("one")                                                                                \
	"\"action\":\"file\",\"file\":\"note.txt\",\"bytes\":\"YQBub3Rl\",\"expect\":\"asked\"}"

static PurpleXfer *
find_offer(void)
{
	GList *all = purple_xfers_get_all();

	g_assert_nonnull(all);
	return g_list_last(all)->data;
}

static void
test_file_arrives_whole(void)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "note.txt", NULL);
	g_autofree char *content = NULL;
	gsize len;
	PurpleXfer *offer;

	play(PLAY(OFFER));
	offer = find_offer();
	purple_xfer_request_accepted(offer, path);
	purple_xfer_unref(offer);
	wd_null_purple_turn(100);
	g_assert_true(g_file_get_contents(path, &content, &len, NULL));
	g_assert_cmpmem(content, len, "a\0note", 6); /* what no text could be */
	g_assert_cmpuint(count("file-accepted anna@office.example note.txt"), ==, 1);
	wd_rehearsal_unregister();
}

static void
test_file_refused(void)
{
	PurpleXfer *offer;

	play(PLAY(OFFER));
	offer = find_offer();
	offer->status = PURPLE_XFER_STATUS_CANCEL_LOCAL;
	purple_xfer_request_denied(offer);
	purple_xfer_unref(offer);
	g_assert_cmpuint(count("file-refused anna@office.example note.txt"), ==, 1);
	wd_rehearsal_unregister();
}

static void
test_file_ends_with_the_connection(void)
{
	play(PLAY(OFFER));
	purple_account_disconnect(account());
	g_assert_cmpuint(count("file-refused anna@office.example note.txt"), ==, 0);
	g_assert_true(purple_xfer_is_canceled(find_offer()));
	wd_rehearsal_unregister();
}

static void
test_file_sent(void)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "out.txt", NULL);

	play(PLAY(ANNA("one") "\"action\":\"attention\",\"expect\":\"shown\"}"));
	g_assert_true(g_file_set_contents(path, "for you", -1, NULL));
	serv_send_file(purple_account_get_connection(account()), "anna@office.example", path);
	wd_null_purple_turn(100);
	g_assert_cmpuint(count("file anna@office.example out.txt"), ==, 1);
	wd_rehearsal_unregister();
}

static void
sign_off(PurpleAccount *of, const char *id, gpointer data)
{
	purple_account_disconnect(of);
}

/* Whoever hears of a scene may end the connection, and the stage with it. */
static void
test_signs_off_at_a_scene(void)
{
	begin(PLAY(ANNA("one") "\"action\":\"message\",\"text\":\"hello\",\"expect\":\"shown\"}"));
	purple_signal_connect(purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID),
			      "rehearsal-scene",
			      &sign_off,
			      PURPLE_CALLBACK(sign_off),
			      NULL);
	play_until("scene one");
	wd_null_purple_turn(10);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "hello"), ==, 0);
	g_assert_cmpuint(count("done"), ==, 0);
	purple_signals_disconnect_by_handle(&sign_off);
	wd_rehearsal_unregister();
}

static void
test_bad_script_ends_the_sign_on(void)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "play.json", NULL);

	g_assert_true(g_file_set_contents(path, "{\"scenes\":1}", -1, NULL));
	purple_prefs_set_path(WD_REHEARSAL_SCRIPT_PREF, path);
	wd_rehearsal_register();
	wd_null_purple_turn(20);
	g_assert_false(purple_account_is_connected(account()));
	g_assert_nonnull(purple_account_get_current_error(account()));
	wd_rehearsal_unregister();
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	heard = g_ptr_array_new_with_free_func(g_free);
	wd_null_purple_start();
	g_test_add_func("/rehearsal/contacts-and-messages", test_contacts_and_messages);
	g_test_add_func("/rehearsal/leaves-nothing-behind", test_leaves_nothing_behind);
	g_test_add_func("/rehearsal/room", test_room);
	g_test_add_func("/rehearsal/the-persons-part-is-announced-only",
			test_the_persons_part_is_announced_only);
	g_test_add_func("/rehearsal/invitation", test_invitation);
	g_test_add_func("/rehearsal/contact-request", test_contact_request);
	g_test_add_func("/rehearsal/file-arrives-whole", test_file_arrives_whole);
	g_test_add_func("/rehearsal/file-refused", test_file_refused);
	g_test_add_func("/rehearsal/file-ends-with-the-connection",
			test_file_ends_with_the_connection);
	g_test_add_func("/rehearsal/file-sent", test_file_sent);
	g_test_add_func("/rehearsal/signs-off-at-a-scene", test_signs_off_at_a_scene);
	g_test_add_func("/rehearsal/bad-script-ends-the-sign-on", test_bad_script_ends_the_sign_on);
	status = g_test_run();
	wd_null_purple_stop();
	g_ptr_array_unref(heard);
	return status;
}
