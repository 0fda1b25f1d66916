/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/duty-fixture.h"
#include "purple/wd-person-menu.h"

#define TRUST    "Trust"
#define DISTRUST "Do Not Trust Any More"
#define HOLD     "Always Hold for Review"
#define LET_IN   "Do Not Hold Any More"

static PurpleMenuAction *
find_entry(GList *menu, const char *label)
{
	for (GList *l = menu; l != NULL; l = l->next) {
		if (g_strcmp0(((PurpleMenuAction *)l->data)->label, label) == 0)
			return l->data;
	}
	return NULL;
}

static PurpleConversation *
open_conversation(Duty *duty, const char *peer)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, peer, duty->account);

	return conversation != NULL
		       ? conversation
		       : purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, peer);
}

/* Whether the menu of a conversation has an entry; chooses it when asked to. */
static gboolean
has_entry(Duty *duty, const char *peer, const char *label, gboolean is_chosen)
{
	PurpleConversation *conversation = open_conversation(duty, peer);
	GList *menu = purple_conversation_get_extended_menu(conversation);
	PurpleMenuAction *entry = find_entry(menu, label);
	gboolean is_there = entry != NULL;

	if (is_there && is_chosen)
		((void (*)(PurpleConversation *, gpointer))entry->callback)(conversation,
									    entry->data);
	g_list_free_full(menu, (GDestroyNotify)purple_menu_action_free);
	return is_there;
}

static gboolean
has_node_entry(PurpleBlistNode *node, const char *label, gboolean is_chosen)
{
	GList *menu = purple_blist_node_get_extended_menu(node);
	PurpleMenuAction *entry = find_entry(menu, label);
	gboolean is_there = entry != NULL;

	if (is_there && is_chosen)
		((void (*)(PurpleBlistNode *, gpointer))entry->callback)(node, entry->data);
	g_list_free_full(menu, (GDestroyNotify)purple_menu_action_free);
	return is_there;
}

static gboolean
has_buddy_entry(PurpleBuddy *buddy, const char *label, gboolean is_chosen)
{
	return has_node_entry(PURPLE_BLIST_NODE(buddy), label, is_chosen);
}

static gboolean
arrives(Duty *duty, const char *sender)
{
	wd_null_purple_forget();
	serv_got_im(duty_connection(duty), sender, "shall we meet at noon?", 0, 1000000000);
	return wd_null_purple_count(wd_null_purple_shown(), "shall we meet") > 0;
}

static void
test_trust_a_stranger(void)
{
	const DutySetting settings[] = {{WD_KEY_CONTACTS_STRANGERS, "hold"}};
	Duty *duty = duty_begin(settings, 1);

	wd_null_purple_add_buddy(duty->account,
				 "colleague"); /* an account without contacts holds nobody */
	g_assert_false(arrives(duty, "newcomer"));
	g_assert_false(has_entry(duty, "newcomer", DISTRUST, FALSE));
	g_assert_true(has_entry(duty, "newcomer", TRUST, TRUE));
	g_assert_true(wd_person_is_trusted(duty->session, duty->account, "newcomer"));
	g_assert_true(arrives(duty, "newcomer"));
	g_assert_false(has_entry(duty, "newcomer", TRUST, FALSE));
	g_assert_true(has_entry(duty, "newcomer", DISTRUST, TRUE));
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "not trusted any more"), ==, 1);
	g_assert_false(arrives(duty, "newcomer"));
	duty_end(duty);
}

static void
test_hold_a_contact(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "chatty");
	g_autoptr(GPtrArray) rows = NULL;

	g_assert_true(arrives(duty, "chatty"));
	g_assert_false(has_entry(duty, "chatty", HOLD, FALSE)); /* the buddy's menu has it */
	g_assert_false(has_buddy_entry(buddy, TRUST, FALSE));
	g_assert_true(has_buddy_entry(buddy, HOLD, TRUE));
	g_assert_false(arrives(duty, "chatty"));
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 1);
	g_assert_true(arrives(duty, "chatt")); /* and nobody else */
	duty_restart(duty);
	g_assert_false(arrives(duty, "chatty"));
	buddy = purple_find_buddy(duty->account, "chatty");
	g_assert_true(has_buddy_entry(buddy, LET_IN, TRUE));
	g_assert_true(arrives(duty, "chatty"));
	duty_end(duty);
}

/* A row of Finch's list is a contact, and its menu that of the contact. */
static void
test_hold_by_the_contact(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "chatty");
	PurpleBlistNode *contact = PURPLE_BLIST_NODE(purple_buddy_get_contact(buddy));

	g_assert_true(has_node_entry(contact, HOLD, TRUE));
	g_assert_true(wd_person_is_held(duty->session, duty->account, "chatty"));
	g_assert_false(has_node_entry(contact->parent, LET_IN, FALSE)); /* a group is nobody */
	g_assert_true(has_node_entry(contact, LET_IN, TRUE));
	g_assert_false(wd_person_is_held(duty->session, duty->account, "chatty"));
	duty_end(duty);
}

static void
test_menus_go_with_the_parts(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "chatty");

	g_assert_true(has_buddy_entry(buddy, HOLD, FALSE));
	duty_stop(duty);
	g_assert_null(purple_blist_node_get_extended_menu(PURPLE_BLIST_NODE(buddy)));
	duty_start(duty);
	g_assert_true(has_buddy_entry(buddy, HOLD, FALSE));
	duty_end(duty);
}

/* A name that reads like a pattern means one person all the same. */
static void
test_hold_a_star(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_null_purple_add_buddy(duty->account, "friend");
	g_assert_true(wd_person_set_held(duty->session, duty->account, "*", TRUE, NULL));
	g_assert_true(wd_person_is_held(duty->session, duty->account, "*"));
	g_assert_true(arrives(duty, "friend"));
	g_assert_false(arrives(duty, "*"));
	duty_end(duty);
}

static char *
command(Duty *duty, const char *peer, const char *text)
{
	PurpleConversation *conversation = open_conversation(duty, peer);
	char *error = NULL;

	wd_null_purple_forget();
	(void)purple_cmd_do_command(conversation, text, text, &error);
	return error;
}

static void
test_commands(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *room = wd_null_purple_join_chat(duty->account, 7, "room");
	char *error = NULL;

	g_assert_null(command(duty, "somebody", "warden hold"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Done."), ==, 1);
	g_assert_true(wd_person_is_held(duty->session, duty->account, "somebody"));
	g_assert_null(command(duty, "somebody", "warden letin"));
	g_assert_false(wd_person_is_held(duty->session, duty->account, "somebody"));
	g_assert_null(command(duty, "somebody", "warden trust"));
	g_assert_true(wd_person_is_trusted(duty->session, duty->account, "somebody"));
	wd_null_purple_forget();
	(void)purple_cmd_do_command(room, "warden hold", "warden hold", &error);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "about one person"), ==, 1);
	duty_end(duty);
}

/* Why something waits can be read where one types, and by the beginning of its id. */
static void
test_why(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autoptr(GPtrArray) rows = NULL;
	g_autofree char *text = NULL;

	wd_null_purple_add_buddy(duty->account, "chatty");
	g_assert_true(wd_person_set_held(duty->session, duty->account, "chatty", TRUE, NULL));
	g_assert_false(arrives(duty, "chatty"));
	rows = duty_rows(duty);
	text = g_strdup_printf("warden why %.6s", ((const WdHeld *)g_ptr_array_index(rows, 0))->id);
	g_assert_null(command(duty, "friend", text));
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "what this sender sends first"),
		==,
		1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "shall we meet"), ==, 1);
	g_assert_null(command(duty, "friend", "warden list"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Always held"), ==, 1);
	g_assert_null(command(duty, "friend", "warden why"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "No such thing"), ==, 1);
	duty_end(duty);
}

/* A window that gets a line for each would stand still. */
static void
test_list_of_a_flood(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_null_purple_add_buddy(duty->account, "chatty");
	g_assert_true(wd_person_set_held(duty->session, duty->account, "chatty", TRUE, NULL));
	for (guint i = 0; i < 60; i++)
		g_assert_false(arrives(duty, "chatty"));
	g_assert_null(command(duty, "friend", "warden list"));
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "60 things are held."), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), " and 10 more"), ==, 1);
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/person-menu/trust-a-stranger", test_trust_a_stranger);
	g_test_add_func("/person-menu/hold-a-contact", test_hold_a_contact);
	g_test_add_func("/person-menu/hold-by-the-contact", test_hold_by_the_contact);
	g_test_add_func("/person-menu/hold-a-star", test_hold_a_star);
	g_test_add_func("/person-menu/go-with-the-parts", test_menus_go_with_the_parts);
	g_test_add_func("/person-menu/commands", test_commands);
	g_test_add_func("/person-menu/why", test_why);
	g_test_add_func("/person-menu/list-of-a-flood", test_list_of_a_flood);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
