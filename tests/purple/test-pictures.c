/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Icons and smileys that come unasked, on a real session. */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-xmpp.h"
#include "purple/duty-fixture.h"

static guint n_smileys;

static gboolean
add_smiley(PurpleConversation *conversation, const char *smiley, gboolean is_remote)
{
	n_smileys++;
	return TRUE;
}

/* The client's functions: only a conversation tells them. */
static PurpleConversationUiOps *
get_ops(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("early");
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, account, "anna");
	PurpleConversationUiOps *ops = purple_conversation_get_ui_ops(conversation);

	purple_conversation_destroy(conversation);
	wd_null_purple_sign_off(account);
	return ops;
}

typedef struct {
	const char *name;
	const char *peer;
	gboolean is_remote;
	gboolean is_added;
} SmileyCase;

static const SmileyCase smiley_cases[] = {
	{"smiley-of-a-contact", "anna", TRUE, TRUE},
	{"smiley-of-a-stranger", "winner", TRUE, FALSE},
	{"own-smiley-to-a-stranger", "winner", FALSE, TRUE},
};

static void
test_smiley(gconstpointer data)
{
	const SmileyCase *row = data;
	PurpleConversationUiOps *ops = get_ops();
	Duty *duty;
	PurpleConversation *conversation;

	n_smileys = 0;
	ops->custom_smiley_add = add_smiley;
	duty = duty_begin(NULL, 0);
	conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, row->peer);
	g_assert_cmpint(
		purple_conv_custom_smiley_add(conversation, ":x:", "cid", "1", row->is_remote),
		==,
		row->is_added);
	g_assert_cmpuint(n_smileys, ==, row->is_added ? 1 : 0);
	duty_end(duty);
	g_assert_true(ops->custom_smiley_add == add_smiley); /* given back */
	ops->custom_smiley_add = NULL;
}

/* The members of a room that the person joined are not strangers. */
static void
test_smiley_in_a_room(void)
{
	PurpleConversationUiOps *ops = get_ops();
	Duty *duty;
	PurpleConversation *room;

	ops->custom_smiley_add = add_smiley;
	duty = duty_begin(NULL, 0);
	room = wd_null_purple_join_chat(duty->account, 1, "lobby");
	g_assert_true(purple_conv_custom_smiley_add(room, ":x:", "cid", "1", TRUE));
	duty_end(duty);
	ops->custom_smiley_add = NULL;
}

/* As a client's own handler would find it. */
static PurpleBuddyIcon *last_icon;
static guint n_drawn;

static void
draw(PurpleConversation *conversation, PurpleConvUpdateType type, gpointer data)
{
	if (type != PURPLE_CONV_UPDATE_ICON)
		return;
	last_icon = purple_conv_im_get_icon(PURPLE_CONV_IM(conversation));
	n_drawn += last_icon != NULL;
}

static void
set_icon(const Duty *duty, const char *who)
{
	purple_buddy_icons_set_for_user(
		duty->account, who, g_memdup2("not a picture", 13), 13, "checksum");
}

typedef struct {
	const char *name;
	const char *peer;
	gboolean is_before; /* it was known before there was a conversation */
	gboolean is_drawn;
} IconCase;

static const IconCase icon_cases[] = {
	{"icon-of-a-contact", "anna", FALSE, TRUE},
	{"icon-of-a-stranger", "winner", FALSE, FALSE},
	{"known-icon-of-a-stranger", "winner", TRUE, FALSE},
};

static void
test_icon(gconstpointer data)
{
	static int handle;
	const IconCase *row = data;
	Duty *duty;
	PurpleConversation *conversation;

	n_drawn = 0;
	last_icon = NULL;
	/* Pidgin connects at the lowest priority, before any plugin is loaded. */
	purple_signal_connect_priority(purple_conversations_get_handle(),
				       "conversation-updated",
				       &handle,
				       PURPLE_CALLBACK(draw),
				       NULL,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
	duty = duty_begin(NULL, 0);
	if (row->is_before)
		set_icon(duty, row->peer);
	conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, row->peer);
	set_icon(duty, row->peer);
	g_assert_cmpint(n_drawn > 0, ==, row->is_drawn);
	g_assert_cmpint(
		purple_conv_im_get_icon(PURPLE_CONV_IM(conversation)) != NULL, ==, row->is_drawn);
	purple_signals_disconnect_by_handle(&handle);
	duty_end(duty);
}

/* XMPP opens a conversation for a smiley before anybody is asked; so it must not see one. */
static char *
pass_message(PurpleAccount *account, const char *from, const char *type, const char *body)
{
	PurplePlugin *protocol = purple_find_prpl("prpl-jabber");
	g_autofree char *text = g_strdup_printf(
		"<message><html xmlns='http://jabber.org/protocol/xhtml-im'><body>%s</body></html>"
		"</message>",
		body);
	xmlnode *message = xmlnode_from_str(text, -1);
	char *result;

	g_assert_nonnull(message);
	(void)purple_signal_emit_return_1(protocol,
					  "jabber-receiving-message",
					  purple_account_get_connection(account),
					  type,
					  "1",
					  from,
					  "me@corp.example",
					  message);
	result = xmlnode_to_str(message, NULL);
	xmlnode_free(message);
	return result;
}

typedef struct {
	const char *name;
	const char *from;
	const char *type;
	const char *body;
	gboolean is_left; /* as it was */
} MessageCase;

#define SMILEY "<p>hi <img src='cid:sha1+0@bob.xmpp.org' alt=':x:'/></p>"

static const MessageCase message_cases[] = {
	{"xmpp-stranger", "winner@b.example/x", "chat", SMILEY, FALSE},
	{"xmpp-stranger-normal", "winner@b.example", "normal", SMILEY, FALSE},
	{"xmpp-contact", "anna@corp.example/x", "chat", SMILEY, TRUE},
	{"xmpp-room", "room@b.example/x", "groupchat", SMILEY, TRUE},
	{"xmpp-picture-of-the-web",
	 "winner@b.example/x",
	 "chat",
	 "<img src='http://a.example/x.png' alt='x'/>",
	 TRUE},
	{"xmpp-nested",
	 "winner@b.example/x",
	 "chat",
	 "<b><i><img src='CID:1' alt=''/></i></b>",
	 FALSE},
	{"xmpp-without-source", "winner@b.example/x", "chat", "<img alt=':x:'/>", TRUE},
};

static void
test_message(gconstpointer data)
{
	const MessageCase *row = data;
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *account = wd_null_xmpp_sign_on("me@corp.example/desk");
	g_autofree char *result = NULL;
	gboolean has_source;

	wd_null_purple_add_buddy(account, "anna@corp.example");
	result = pass_message(account, row->from, row->type, row->body);
	has_source = strstr(result, "cid:") != NULL || strstr(result, "CID:") != NULL;
	if (strstr(row->body, "cid:") != NULL || strstr(row->body, "CID:") != NULL)
		g_assert_cmpint(has_source, ==, row->is_left);
	if (strstr(row->body, ":x:") != NULL)
		g_assert_nonnull(strstr(result, ":x:")); /* what was typed stays */
	g_assert_cmpint(strstr(result, "http://a.example") != NULL,
			==,
			strstr(row->body, "http://a.example") != NULL);
	duty_end(duty);
}

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(smiley_cases); i++) {
		g_autofree char *path = g_strconcat("/pictures/", smiley_cases[i].name, NULL);

		g_test_add_data_func(path, &smiley_cases[i], test_smiley);
	}
	for (guint i = 0; i < G_N_ELEMENTS(icon_cases); i++) {
		g_autofree char *path = g_strconcat("/pictures/", icon_cases[i].name, NULL);

		g_test_add_data_func(path, &icon_cases[i], test_icon);
	}
	g_test_add_func("/pictures/smiley-in-a-room", test_smiley_in_a_room);
	wd_null_xmpp_register();
	for (guint i = 0; i < G_N_ELEMENTS(message_cases); i++) {
		g_autofree char *path = g_strconcat("/pictures/", message_cases[i].name, NULL);

		g_test_add_data_func(path, &message_cases[i], test_message);
	}
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
