/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-bypasses.h"

#define CARD   "card 4111 1111 1111 1111"
#define MASKED "card **** **** **** 1111"
#define HELLO  "See you at ten"

static void
by_serv_send_im(const Duty *duty, const char *text)
{
	serv_send_im(duty_connection(duty), "anna", text, PURPLE_MESSAGE_AUTO_RESP);
}

static void
by_serv_chat_send(const Duty *duty, const char *text)
{
	serv_chat_send(duty_connection(duty), 7, text, 0);
}

static void
by_whisper(const Duty *duty, const char *text)
{
	serv_chat_whisper(duty_connection(duty), 7, "ben", text);
}

static void
by_invitation(const Duty *duty, const char *text)
{
	serv_chat_invite(duty_connection(duty), 7, text, "ben");
}

static void
by_topic(const Duty *duty, const char *text)
{
	wd_null_purple_get_protocol()->set_chat_topic(duty_connection(duty), 7, text);
}

static void
by_info(const Duty *duty, const char *text)
{
	serv_set_info(duty_connection(duty), text);
}

static void
by_status(const Duty *duty, const char *text)
{
	purple_account_set_status(duty->account, "available", TRUE, "message", text, NULL);
}

static void
by_raw(const Duty *duty, const char *text)
{
	wd_null_purple_get_protocol()->send_raw(duty_connection(duty), text, (int)strlen(text));
}

/* As libpurple's protocols understand it, which measure the text themselves then. */
static void
by_unmeasured_raw(const Duty *duty, const char *text)
{
	wd_null_purple_get_protocol()->send_raw(duty_connection(duty), text, -1);
}

static void
by_nickname(const Duty *duty, const char *text)
{
	purple_account_set_public_alias(duty->account, text, NULL, NULL);
}

static void
by_contact_request(const Duty *duty, const char *text)
{
	PurpleBuddy *buddy = purple_find_buddy(duty->account, "carl");

	if (buddy == NULL) {
		buddy = purple_buddy_new(duty->account, "carl", NULL);
		purple_blist_add_buddy(buddy, NULL, NULL, NULL);
	}
	purple_account_add_buddy_with_invite(duty->account, buddy, text);
}

static void
do_command(const Duty *duty, const char *command)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, "anna", duty->account);
	char *error = NULL;

	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");
	purple_cmd_do_command(conversation, command, command, &error);
	g_free(error);
}

static void
by_command(const Duty *duty, const char *text)
{
	g_autofree char *command = g_strconcat("msg ben ", text, NULL);

	do_command(duty, command);
}

/* A way out, and how the fake protocol records it. */
static const struct {
	const char *name;
	void (*leave)(const Duty *duty, const char *text);
	const char *wire;
} ways[] = {
	{"serv_send_im", by_serv_send_im, "im anna "},
	{"serv_chat_send", by_serv_chat_send, "chat 7 "},
	{"whisper", by_whisper, "whisper 7 ben "},
	{"invitation", by_invitation, "invite 7 ben "},
	{"topic", by_topic, "topic 7 "},
	{"info", by_info, "info "},
	{"status", by_status, "status "},
	{"raw", by_raw, "raw "},
	{"raw-unmeasured", by_unmeasured_raw, "raw "},
	{"nickname", by_nickname, "alias "},
	{"contact-request", by_contact_request, "request carl "},
	{"command", by_command, "im ben "},
};

static int (*stock_send_im)(PurpleConnection *, const char *, const char *, PurpleMessageFlags);

/* A protocol's own /msg: straight to the wire. */
static PurpleCmdRet
protocol_msg(PurpleConversation *conversation,
	     const char *name,
	     char **arguments,
	     char **error,
	     void *data)
{
	stock_send_im(purple_conversation_get_gc(conversation), arguments[0], arguments[1], 0);
	return PURPLE_CMD_RET_OK;
}

static Duty *
begin_in_room_with(PurpleCmdId *id, const DutySetting *settings, gsize n_settings)
{
	Duty *duty;

	stock_send_im = wd_null_purple_get_protocol()->send_im;
	duty = duty_begin(settings, n_settings);

	*id = purple_cmd_register("msg",
				  "ws",
				  PURPLE_CMD_P_PRPL,
				  PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT,
				  NULL,
				  protocol_msg,
				  NULL,
				  NULL);
	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	return duty;
}

static Duty *
begin_in_room(PurpleCmdId *id)
{
	return begin_in_room_with(id, NULL, 0);
}

static void
end_in_room(Duty *duty, PurpleCmdId id)
{
	purple_cmd_unregister(id);
	duty_end(duty);
}

static void
test_way(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	g_autofree char *hello = g_strconcat(ways[i].wire, HELLO, NULL);
	g_autofree char *card = g_strconcat(ways[i].wire, CARD, NULL);
	PurpleCmdId id;
	Duty *duty = begin_in_room(&id);

	ways[i].leave(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), hello), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 0);

	ways[i].leave(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "4111"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);

	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), card), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	end_in_room(duty, id);
}

/* Masked by the same way where that can be; else it does not leave, and nobody can say otherwise.
 */
static void
test_redacted_way(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	gboolean can_mask =
		!g_str_has_prefix(ways[i].name, "raw") && !g_str_equal(ways[i].name, "command");
	g_autofree char *masked = g_strconcat(ways[i].wire, MASKED, NULL);
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "redact"};
	PurpleCmdId id;
	Duty *duty = begin_in_room_with(&id, &setting, 1);

	ways[i].leave(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "4111"), ==, 0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), masked), ==, can_mask ? 1 : 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, can_mask ? 0 : 1);
	end_in_room(duty, id);
}

/* A password is asked about, a card is masked: one question, and the answer does not unmask. */
static void
test_masked_after_the_answer(void)
{
	const DutySetting settings[] = {
		{WD_KEY_LEAKS_ACTION_FOR, "card:*=redact"},
	};
	Duty *duty = duty_begin(settings, 1);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");

	purple_conv_im_send(PURPLE_CONV_IM(conversation), CARD ", my password is Zx81!quark");
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "Zx81!quark"), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), MASKED), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "4111"), ==, 0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "4111"), ==, 0);
	duty_end(duty);
}

/* The same past the conversation: there is no question that could come first. */
static void
test_refused_with_something_else(void)
{
	const DutySetting settings[] = {
		{WD_KEY_LEAKS_ACTION_FOR, "card:*=redact"},
	};
	Duty *duty = duty_begin(settings, 1);

	by_serv_send_im(duty, CARD ", my password is Zx81!quark");
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

static void
test_too_long_to_mask(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "redact"};
	Duty *duty = duty_begin(&setting, 1);
	g_autofree char *filler = g_strnfill(300 * 1024, 'x');
	g_autofree char *text = g_strconcat(filler, " " CARD, NULL);

	by_serv_send_im(duty, text);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

/* What is to be asked about at the beginning must not hide what is to be masked at the end. */
static void
test_too_long_and_something_else(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION_FOR, "card:*=redact"};
	Duty *duty = duty_begin(&setting, 1);
	g_autofree char *filler = g_strnfill(300 * 1024, 'x');
	g_autofree char *text = g_strconcat("my password is Zx81!quark ", filler, " " CARD, NULL);

	by_serv_send_im(duty, text);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

static const char *
get_status_text(const Duty *duty)
{
	return purple_status_get_attr_string(purple_account_get_active_status(duty->account),
					     "message");
}

static void
sign_on_with(const Duty *duty, const char *text)
{
	wd_null_purple_sign_off(duty->account);
	purple_status_set_attr_string(
		purple_account_get_active_status(duty->account), "message", text);
	wd_null_purple_forget();
	purple_account_set_enabled(duty->account, purple_core_get_ui(), TRUE);
	wd_null_purple_turn(0);
}

/* The protocol reads it while it connects, where nobody could stop it. */
static void
test_first_status(void)
{
	Duty *duty = duty_begin(NULL, 0);

	sign_on_with(duty, HELLO);
	g_assert_cmpstr(get_status_text(duty), ==, HELLO);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	sign_on_with(duty, CARD);
	g_assert_true(purple_account_is_connected(duty->account));
	g_assert_null(get_status_text(duty));
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpstr(get_status_text(duty), ==, CARD);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "status " CARD), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

static void
test_first_status_masked(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "redact"};
	Duty *duty = duty_begin(&setting, 1);

	sign_on_with(duty, CARD);
	g_assert_cmpstr(get_status_text(duty), ==, MASKED);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

static void
test_first_status_blocked(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "block"};
	Duty *duty = duty_begin(&setting, 1);

	sign_on_with(duty, CARD);
	g_assert_null(get_status_text(duty));
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

static void
test_not_asked_twice(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");

	/* The signal and the wrapped function both see this; only one of them asks. */
	purple_conv_im_send(PURPLE_CONV_IM(conversation), CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 1);
	duty_end(duty);
}

/* OTR sends the earlier fragments of a long message with serv_send_im. */
static void
test_ciphertext_passes(void)
{
	Duty *duty = duty_begin(NULL, 0);

	by_serv_send_im(duty, "?OTR|5a73a599|27e31597,00001,00002,?OTR:AAM4111111111111111,");
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 1);
	duty_end(duty);
}

/* What only begins like ciphertext is text. */
static void
test_text_posing_as_ciphertext(void)
{
	static const char *const texts[] = {
		"?OTR " CARD,
		"?OTR:" CARD ".",
		"?OTR Error: " CARD,
		"-----BEGIN PGP MESSAGE----- " CARD,
	};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		Duty *duty = duty_begin(NULL, 0);

		by_serv_send_im(duty, texts[i]);
		wd_null_purple_turn(0);
		g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
		g_assert_cmpuint(duty->questions->len, ==, 1);
		duty_end(duty);
	}
}

/* Every command of IRC and XMPP that carries a text of one's own. */
static void
test_commands(void)
{
	static const char *const commands[] = {
		"msg ben ",  "notice ben ", "query ben ",  "ctcp ben ", "kick ben ", "remove ben ",
		"ban ben ",  "mood happy ", "invite ben ", "topic ",    "quote ",    "away ",
		"quit ",     "part ",       "wallops ",    "operwall ", "memoserv ", "nick ",
		"chanserv ", "authserv ",   "operserv ",
	};

	for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
		Duty *duty = duty_begin(NULL, 0);
		g_autofree char *command = g_strconcat(commands[i], CARD, NULL);

		do_command(duty, command);
		wd_null_purple_turn(0);
		g_test_message("%s", command);
		g_assert_cmpuint(duty->questions->len, ==, 1);
		duty_end(duty);
	}
}

/* What one event does not hold is judged, too. */
static void
test_long_text(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *filler = g_strnfill(300 * 1024, 'x');
	g_autofree char *text = g_strconcat(filler, " " CARD, NULL);

	by_serv_send_im(duty, text);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

/* OTR itself says what went wrong, whether or not the peer must be written to in private. */
static void
test_otr_error_passes(void)
{
	const DutySetting setting = {WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, "anna"};
	Duty *duty = duty_begin(&setting, 1);

	by_serv_send_im(duty, "?OTR Error: unreadable message");
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 1);
	by_serv_send_im(duty, HELLO);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 1);
	duty_end(duty);
}

static void
test_edit_gives_the_command_back(void)
{
	PurpleCmdId id;
	Duty *duty = begin_in_room(&id);

	by_command(duty, CARD);
	wd_null_purple_turn(0);
	duty_answer(duty, "edit", NULL);
	g_assert_cmpstr(g_ptr_array_index(duty->drafts, 0), ==, "anna|/msg ben " CARD);
	end_in_room(duty, id);
}

static void
test_unknown_command_stays_unknown(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");
	char *error = NULL;

	g_assert_cmpint(purple_cmd_do_command(conversation, "msg ben hi", "msg ben hi", &error),
			==,
			PURPLE_CMD_STATUS_NOT_FOUND);
	g_assert_cmpint(purple_cmd_do_command(conversation, "topic", "topic", &error),
			==,
			PURPLE_CMD_STATUS_NOT_FOUND);
	duty_end(duty);
}

static int
stranger_send_im(PurpleConnection *connection,
		 const char *who,
		 const char *text,
		 PurpleMessageFlags flags)
{
	return 1;
}

static void
test_slots_are_put_back(void)
{
	PurplePluginProtocolInfo *protocol = wd_null_purple_get_protocol();
	const PurplePluginProtocolInfo before = *protocol;
	Duty *duty = duty_begin(NULL, 0);

	g_assert_true(protocol->send_im != before.send_im);
	g_assert_true(protocol->set_status != before.set_status);
	g_assert_null(protocol->send_attention); /* what a protocol lacks stays lacking */
	duty_end(duty);
	g_assert_cmpmem(protocol, sizeof before, &before, sizeof before);
}

static void
test_slot_of_another_plugin_is_left_alone(void)
{
	PurplePluginProtocolInfo *protocol = wd_null_purple_get_protocol();
	const PurplePluginProtocolInfo before = *protocol;
	Duty *duty = duty_begin(NULL, 0);
	int (*ours)(PurpleConnection *, const char *, const char *, PurpleMessageFlags) =
		protocol->send_im;
	PurpleConnection *connection = duty_connection(duty);

	protocol->send_im = stranger_send_im;
	duty_stop(duty);
	g_assert_true(protocol->send_im == stranger_send_im);
	/* Whoever wrapped us still calls us: it goes on to the protocol, unjudged. */
	g_assert_cmpint(ours(connection, "anna", CARD, 0), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), CARD), ==, 1);
	protocol->send_im = ours;
	duty_start(duty);
	duty_end(duty);
	g_assert_cmpmem(protocol, sizeof before, &before, sizeof before);
}

/* One function that stays in somebody's chain must not leave the others unlooked at. */
static void
test_the_others_are_taken_again(void)
{
	PurplePluginProtocolInfo *protocol = wd_null_purple_get_protocol();
	const PurplePluginProtocolInfo before = *protocol;
	Duty *duty = duty_begin(NULL, 0);
	int (*ours)(PurpleConnection *, const char *, const char *, PurpleMessageFlags) =
		protocol->send_im;

	protocol->send_im = stranger_send_im;
	duty_stop(duty);
	g_assert_true(protocol->chat_send == before.chat_send);
	duty_start(duty);
	g_assert_true(protocol->send_im == stranger_send_im);
	g_assert_true(protocol->chat_send != before.chat_send);
	by_serv_chat_send(duty, CARD);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), CARD), ==, 0);
	protocol->send_im = ours;
	duty_end(duty);
	g_assert_cmpmem(protocol, sizeof before, &before, sizeof before);
}

static PurplePluginProtocolInfo late_protocol;

static void
test_protocol_loaded_later(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurplePlugin *plugin = wd_null_purple_new_plugin("prpl-late");

	late_protocol.send_im = stranger_send_im;
	late_protocol.struct_size = sizeof late_protocol;
	plugin->info->type = PURPLE_PLUGIN_PROTOCOL;
	plugin->info->extra_info = &late_protocol;
	purple_signal_emit(purple_plugins_get_handle(), "plugin-load", plugin);
	g_assert_true(late_protocol.send_im != stranger_send_im);
	purple_signal_emit(purple_plugins_get_handle(), "plugin-unload", plugin);
	g_assert_true(late_protocol.send_im == stranger_send_im);
	plugin->info->type = PURPLE_PLUGIN_STANDARD;
	plugin->info->extra_info = NULL;
	duty_end(duty);
}

static const struct {
	const char *path;
	void (*run)(void);
} tests[] = {
	{"/bypasses/the-others-are-taken-again", test_the_others_are_taken_again},
	{"/bypasses/masked-after-the-answer", test_masked_after_the_answer},
	{"/bypasses/refused-with-something-else", test_refused_with_something_else},
	{"/bypasses/too-long-to-mask", test_too_long_to_mask},
	{"/bypasses/too-long-to-mask-and-more", test_too_long_and_something_else},
	{"/bypasses/first-status/asked", test_first_status},
	{"/bypasses/first-status/masked", test_first_status_masked},
	{"/bypasses/first-status/blocked", test_first_status_blocked},
	{"/bypasses/not-asked-twice", test_not_asked_twice},
	{"/bypasses/ciphertext", test_ciphertext_passes},
	{"/bypasses/posing-as-ciphertext", test_text_posing_as_ciphertext},
	{"/bypasses/commands", test_commands},
	{"/bypasses/long-text", test_long_text},
	{"/bypasses/otr-error", test_otr_error_passes},
	{"/bypasses/edit-command", test_edit_gives_the_command_back},
	{"/bypasses/unknown-command", test_unknown_command_stays_unknown},
	{"/bypasses/slots-put-back", test_slots_are_put_back},
	{"/bypasses/slot-of-another", test_slot_of_another_plugin_is_left_alone},
	{"/bypasses/loaded-later", test_protocol_loaded_later},
};

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autofree char *path = g_strdup_printf("/bypasses/way/%s", ways[i].name);
		g_autofree char *redacted =
			g_strdup_printf("/bypasses/redacted-way/%s", ways[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_way);
		g_test_add_data_func(redacted, GUINT_TO_POINTER(i), test_redacted_way);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
