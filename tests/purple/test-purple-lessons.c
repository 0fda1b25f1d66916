/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-host.h"
#include "purple/wd-recent.h"
#include "purple/wd-session-lessons.h"
#include "store/wd-paths.h"

#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define SPIM_AGAIN                                                                                 \
	"CONGRATULATIONS!!! You have WON a $2,500,000 cash prize! Act now, claim your free money " \
	"today: http://other-prize.example/go?id=12 or call +1-900-555-0177"
/* Reads like any message, and is what the person is tired of. */
#define CLUB                                                                                       \
	"Hello Anna, our book club meets on Thursday in the old library, shall I keep a chair "    \
	"for you?"
#define CLUB_AGAIN                                                                                 \
	"Hello Bartholomew, our book club meets on Thursday in the old library, shall I keep a "   \
	"chair for you?"
#define OTHER "Could you send me the minutes of the meeting before Friday, please?"

typedef struct {
	Duty *duty;
	WdHost *host;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->duty = duty_begin(NULL, 0);
	fixture->host = wd_purple_host_new(fixture->duty->session);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_purple_host_free(fixture->host);
	duty_end(fixture->duty);
}

static void
restart(Fixture *fixture)
{
	wd_purple_host_free(fixture->host);
	duty_restart(fixture->duty);
	fixture->host = wd_purple_host_new(fixture->duty->session);
	wd_null_purple_turn(50); /* lessons are read while nothing else is to be done */
}

static void
receive(Fixture *fixture, const char *sender, const char *text)
{
	serv_got_im(duty_connection(fixture->duty), sender, text, 0, 1000000000);
}

static gboolean
is_shown(const char *text)
{
	return wd_null_purple_count(wd_null_purple_shown(), text) > 0;
}

/* Whether a stranger's message gets through; each from somebody else, or they were acquainted, and
 * an hour later, or it would be a campaign. */
static gboolean
passes(Fixture *fixture, const char *text)
{
	static guint n_strangers;
	gint64 now_ms = wd_session_now_ms(fixture->duty->session);
	g_autofree char *sender = g_strdup_printf("stranger%u", ++n_strangers);

	wd_null_purple_forget();
	wd_session_set_now_ms(fixture->duty->session, now_ms + 3600 * 1000);
	receive(fixture, sender, text);
	return is_shown(sender);
}

static char *
only_row(Fixture *fixture)
{
	g_autoptr(GPtrArray) rows = duty_rows(fixture->duty);

	g_assert_cmpuint(rows->len, ==, 1);
	return g_strdup(((const WdHeld *)g_ptr_array_index(rows, 0))->id);
}

static char *
teach_held(Fixture *fixture, const char *id, gboolean is_spim)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;
	char *lesson_id = NULL;

	said = fixture->host->teach_held(fixture->host->session, id, is_spim, &lesson_id, &error);
	g_assert_no_error(error);
	g_assert_nonnull(said);
	wd_null_purple_turn(0);
	return lesson_id;
}

static void
undo(Fixture *fixture, const char *lesson_id)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *said =
		fixture->host->undo_lesson(fixture->host->session, lesson_id, &error);

	g_assert_no_error(error);
	g_assert_nonnull(said);
	wd_null_purple_turn(0);
}

static char *
teach_shown(Fixture *fixture, const char *peer, const char *line, gboolean is_spim)
{
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(fixture->duty->account),
		.account = purple_account_get_username(fixture->duty->account),
		.peer = peer,
	};
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;
	char *lesson_id = NULL;

	said = fixture->host->teach_shown(
		fixture->host->session, &place, line, is_spim, &lesson_id, &error);
	g_assert_no_error(error);
	g_assert_nonnull(said);
	return lesson_id;
}

static void
test_not_spim_about_held(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autofree char *lesson_id = NULL;

	g_assert_false(passes(fixture, SPIM));
	id = only_row(fixture);
	lesson_id = teach_held(fixture, id, FALSE);
	g_assert_nonnull(lesson_id);
	g_assert_true(is_shown("WON"));
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_DELIVERED);
	g_assert_true(passes(fixture, SPIM_AGAIN));
	undo(fixture, lesson_id);
	g_assert_false(passes(fixture, SPIM_AGAIN));
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_DELIVERED);
}

static void
test_spim_about_held(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autofree char *lesson_id = NULL;

	g_assert_false(passes(fixture, SPIM));
	id = only_row(fixture);
	lesson_id = teach_held(fixture, id, TRUE);
	g_assert_nonnull(lesson_id);
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_DELETED);
	g_assert_cmpuint(fixture->duty->n_waiting, ==, 0);
	undo(fixture, lesson_id); /* a slip of the hand loses nothing */
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_WAITING);
	g_assert_cmpuint(fixture->duty->n_waiting, ==, 1);
}

static void
test_spim_about_shown(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;
	g_autofree char *id = NULL;
	g_autoptr(WdHeld) held = NULL;
	const WdFinding *finding;

	receive(fixture, "emil", CLUB);
	g_assert_true(is_shown("book club"));
	lesson_id = teach_shown(fixture, "emil", NULL, TRUE);
	g_assert_false(passes(fixture, CLUB));
	id = only_row(fixture);
	held = wd_queue_find(wd_session_get_queue(fixture->duty->session), id, NULL);
	finding = g_ptr_array_index(held->findings, 0);
	g_assert_cmpstr(finding->code, ==, "spim.taught"); /* the person's own word, and said so */
	g_assert_false(passes(fixture, CLUB_AGAIN));
	g_assert_true(passes(fixture, OTHER));
	undo(fixture, lesson_id);
	g_assert_true(passes(fixture, CLUB_AGAIN));
}

static void
test_pointed_at(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;

	receive(fixture, "emil", CLUB);
	receive(fixture, "emil", OTHER);
	lesson_id = teach_shown(fixture, "emil", "(10:04:11) emil: " CLUB, TRUE);
	g_assert_false(passes(fixture, CLUB_AGAIN));
	g_assert_true(passes(fixture, OTHER));
	g_clear_pointer(&lesson_id, g_free);
	lesson_id = teach_shown(fixture, "emil", "(10:00:00) emil: Something of yesterday", TRUE);
	g_assert_null(lesson_id); /* and not the last instead */
}

static void
test_saved_contact_is_never_held(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;

	receive(fixture, "anna", CLUB);
	lesson_id = teach_shown(fixture, "anna", NULL, TRUE);
	g_assert_nonnull(lesson_id);
	wd_null_purple_forget();
	receive(fixture, "anna", CLUB);
	g_assert_true(is_shown("book club"));
	g_assert_false(passes(fixture, CLUB)); /* from a stranger it is another matter */
}

static void
test_too_short(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;

	receive(fixture, "emil", "Hello");
	lesson_id = teach_shown(fixture, "emil", NULL, TRUE);
	g_assert_null(lesson_id);
	g_assert_true(passes(fixture, "Hello"));
	lesson_id = teach_shown(fixture, "nobody", NULL, TRUE);
	g_assert_null(lesson_id);
}

static void
test_too_short_is_released(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(fixture->duty->session),
					       WD_KEY_CONTACTS_STRANGERS,
					       "hold",
					       &error));
	g_assert_false(passes(fixture, "Hello"));
	id = only_row(fixture);
	lesson_id = teach_held(fixture, id, FALSE);
	g_assert_null(lesson_id);
	g_assert_true(is_shown("Hello"));
}

/* What the person decides about the message is done all the same; what was taught before rests. */
static void
test_switched_off(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autofree char *lesson_id = NULL;
	g_autofree char *none = NULL;
	WdPolicyStore *store = wd_session_get_policy_store(fixture->duty->session);

	g_assert_false(passes(fixture, SPIM));
	id = only_row(fixture);
	lesson_id = teach_held(fixture, id, FALSE);
	g_assert_nonnull(lesson_id);
	g_assert_true(wd_policy_store_set_user(store, WD_KEY_SPIM_LEARNING, "false", NULL));
	g_assert_false(passes(fixture, SPIM_AGAIN));
	none = teach_shown(fixture, "emil", NULL, FALSE);
	g_assert_null(none);
	g_assert_true(wd_policy_store_set_user(store, WD_KEY_SPIM_LEARNING, "true", NULL));
	g_assert_true(passes(fixture, SPIM_AGAIN));
}

static void
test_decided_while_switched_off(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autofree char *lesson_id = NULL;

	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(fixture->duty->session),
					       WD_KEY_SPIM_LEARNING,
					       "false",
					       NULL));
	g_assert_false(passes(fixture, SPIM));
	id = only_row(fixture);
	lesson_id = teach_held(fixture, id, FALSE);
	g_assert_null(lesson_id);
	g_assert_true(is_shown("WON"));
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_DELIVERED);
	g_assert_false(passes(fixture, SPIM_AGAIN));
}

static void
test_unknown_row(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_null(
		fixture->host->teach_held(fixture->host->session, "00", TRUE, &lesson_id, &error));
	g_assert_nonnull(error);
	g_assert_null(lesson_id);
	g_assert_null(wd_session_get_knowledge(fixture->duty->session)->spim_overlay);
}

static void
test_restart(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;

	receive(fixture, "emil", CLUB);
	lesson_id = teach_shown(fixture, "emil", NULL, TRUE);
	restart(fixture);
	g_assert_false(passes(fixture, CLUB_AGAIN));
	undo(fixture, NULL); /* the latest, though of another run */
	g_assert_true(passes(fixture, CLUB_AGAIN));
	restart(fixture);
	g_assert_true(passes(fixture, CLUB_AGAIN));
}

static void
damage_lessons(void)
{
	g_autofree char *base = g_build_filename(wd_null_purple_get_user_dir(), "warden", NULL);
	g_autofree char *path = wd_path_get(base, WD_PATH_STATE_DB);
	sqlite3 *handle = NULL;

	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(
		sqlite3_exec(handle,
			     "UPDATE lessons SET sealed=substr(sealed, 1, length(sealed)-1)||x'00'",
			     NULL,
			     NULL,
			     NULL),
		==,
		SQLITE_OK);
	(void)sqlite3_close(handle);
}

static void
test_damaged(Fixture *fixture, gconstpointer data)
{
	g_autofree char *lesson_id = NULL;

	receive(fixture, "emil", CLUB);
	lesson_id = teach_shown(fixture, "emil", NULL, TRUE);
	damage_lessons();
	g_ptr_array_set_size(fixture->duty->banners, 0);
	restart(fixture);
	g_assert_cmpuint(wd_null_purple_count(fixture->duty->banners, "could not be read"), ==, 1);
	g_assert_true(passes(fixture, CLUB_AGAIN));
	g_assert_false(passes(fixture, SPIM)); /* what was shipped still judges */
}

static void
command(Fixture *fixture, const char *peer, const char *line)
{
	PurpleConversation *conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_IM, peer, fixture->duty->account);
	char *error = NULL;

	wd_null_purple_forget();
	g_assert_cmpint(
		purple_cmd_do_command(conversation, line, line, &error), ==, PURPLE_CMD_STATUS_OK);
	g_assert_null(error);
}

static void
test_commands(Fixture *fixture, gconstpointer data)
{
	receive(fixture, "emil", CLUB);
	command(fixture, "emil", "warden undo");
	g_assert_true(is_shown("nothing to take back"));
	command(fixture, "emil", "warden spim");
	g_assert_true(is_shown("/warden undo"));
	g_assert_false(passes(fixture, CLUB_AGAIN));
	command(fixture, "emil", "warden notspim");
	g_assert_true(passes(fixture, CLUB_AGAIN));
	command(fixture, "emil", "warden undo");
	g_assert_false(passes(fixture, CLUB_AGAIN));
	command(fixture, "emil", "warden undo");
	g_assert_true(is_shown("Taken back"));
	g_assert_true(passes(fixture, CLUB_AGAIN));
}

static void
test_command_about_held(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autofree char *line = NULL;

	receive(fixture, "emil", OTHER);
	g_assert_false(passes(fixture, SPIM));
	id = only_row(fixture);
	line = g_strdup_printf("warden notspim %.6s", id);
	command(fixture, "emil", line);
	g_assert_true(is_shown("Released"));
	g_assert_true(passes(fixture, SPIM_AGAIN));
	command(fixture, "emil", "warden spim ffffffff");
	g_assert_true(is_shown("No such thing"));
}

/* Chooses an entry of the submenu, as a client does; FALSE when it is not there. */
static gboolean
choose(GList *menu, gpointer subject, const char *label)
{
	gboolean is_chosen = FALSE;

	for (GList *l = menu; l != NULL; l = l->next) {
		PurpleMenuAction *action = l->data;

		is_chosen = choose(action->children, subject, label) || is_chosen;
		action->children = NULL;
		if (strcmp(action->label, label) == 0) {
			((void (*)(gpointer, gpointer))action->callback)(subject, action->data);
			is_chosen = TRUE;
		}
		purple_menu_action_free(action);
	}
	g_list_free(menu);
	return is_chosen;
}

static gboolean
choose_for_conversation(Fixture *fixture, const char *peer, const char *label)
{
	PurpleConversation *conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_IM, peer, fixture->duty->account);

	return choose(purple_conversation_get_extended_menu(conversation), conversation, label);
}

static gboolean
choose_for_buddy(Fixture *fixture, const char *name, const char *label)
{
	PurpleBuddy *buddy = purple_find_buddy(fixture->duty->account, name);

	return choose(purple_blist_node_get_extended_menu(PURPLE_BLIST_NODE(buddy)), buddy, label);
}

static void
test_menu_of_conversation(Fixture *fixture, gconstpointer data)
{
	receive(fixture, "emil", CLUB);
	g_assert_false(choose_for_conversation(fixture, "emil", "Undo the Last of These"));
	g_assert_true(choose_for_conversation(fixture, "emil", "This Is SPIM"));
	g_assert_false(passes(fixture, CLUB_AGAIN));
	g_assert_true(choose_for_conversation(fixture, "emil", "Undo the Last of These"));
	g_assert_true(passes(fixture, CLUB_AGAIN));
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
}

/* All that is remembered of a contact is one click, and one click takes it back. */
static void
test_menu_of_contact(Fixture *fixture, gconstpointer data)
{
	receive(fixture, "anna", CLUB);
	receive(fixture, "anna", "Yes");
	receive(fixture, "anna", OTHER);
	g_assert_true(choose_for_buddy(fixture, "anna", "This Is SPIM"));
	g_assert_false(passes(fixture, CLUB_AGAIN));
	g_assert_false(passes(fixture, OTHER));
	g_assert_true(choose_for_buddy(fixture, "anna", "Undo the Last of These"));
	g_assert_true(passes(fixture, CLUB_AGAIN));
	g_assert_true(passes(fixture, OTHER));
}

static void
test_menu_of_contact_who_said_nothing(Fixture *fixture, gconstpointer data)
{
	g_assert_true(choose_for_buddy(fixture, "anna", "This Is SPIM"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "are remembered"), ==, 1);
}

static void
test_room(Fixture *fixture, gconstpointer data)
{
	PurpleConversation *room = wd_null_purple_join_chat(fixture->duty->account, 7, "#books");
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(fixture->duty->account),
		.account = purple_account_get_username(fixture->duty->account),
		.peer = purple_conversation_get_name(room),
		.is_chat = TRUE,
	};
	g_autofree char *said = NULL;
	g_autofree char *lesson_id = NULL;

	serv_got_chat_in(duty_connection(fixture->duty), 7, "carl", 0, CLUB, 1000000000);
	said = fixture->host->teach_shown(
		fixture->host->session, &place, NULL, TRUE, &lesson_id, NULL);
	g_assert_nonnull(lesson_id);
	g_assert_false(passes(fixture, CLUB_AGAIN));
}

static void
test_keys_are_gone(Fixture *fixture, gconstpointer data)
{
	const WdPlace place = {.protocol = "prpl-fake", .account = "me", .peer = "emil"};
	g_autofree char *lesson_id = NULL;
	g_autoptr(GError) error = NULL;

	wd_session_lessons_detach(fixture->duty->session);
	g_assert_null(fixture->host->undo_lesson(fixture->host->session, NULL, &error));
	g_assert_nonnull(error);
	receive(fixture, "emil", CLUB); /* nobody remembers it, and nothing breaks */
	g_free(fixture->host->teach_shown(
		fixture->host->session, &place, NULL, TRUE, &lesson_id, NULL));
	g_assert_null(lesson_id);
}

static void
note(WdRecent *recent, guint number, const char *text)
{
	g_autofree char *peer = g_strdup_printf("peer%u", number);
	g_autoptr(WdEvent) event = wd_event_new(
		&(WdEvent){.protocol = "p", .account = "me", .peer = peer, .text = text});

	wd_recent_note(recent, event);
}

static guint
count_recent(WdRecent *recent, const char *peer)
{
	const WdPlace place = {.protocol = "p", .account = "me", .peer = peer};
	g_autoptr(GPtrArray) texts = wd_recent_list(recent, &place);

	for (guint i = 0; i < texts->len; i++)
		g_assert_cmpuint(strlen(g_ptr_array_index(texts, i)), <=, WD_RECENT_BYTES);
	return texts->len;
}

static void
test_memory_is_bounded(void)
{
	WdRecent *recent = wd_recent_new();
	g_autofree char *filler = g_strnfill(3 * WD_RECENT_BYTES, 'x');

	for (guint i = 0; i < 2 * WD_RECENT_MESSAGES; i++)
		note(recent, 0, filler);
	note(recent, 0, "");
	g_assert_cmpuint(count_recent(recent, "peer0"), ==, WD_RECENT_MESSAGES);
	for (guint i = 1; i < WD_RECENT_CONVERSATIONS; i++)
		note(recent, i, "Hello");
	note(recent, 0, "Hello"); /* written to again: not the oldest any more */
	note(recent, 1000, "Hello");
	g_assert_cmpuint(count_recent(recent, "peer0"), ==, WD_RECENT_MESSAGES);
	g_assert_cmpuint(count_recent(recent, "peer1"), ==, 0);
	g_assert_cmpuint(count_recent(recent, "peer2"), ==, 1);
	wd_recent_free(recent);
}

static const struct {
	const char *name;
	void (*run)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"not-spim-about-held", test_not_spim_about_held},
	{"spim-about-held", test_spim_about_held},
	{"spim-about-shown", test_spim_about_shown},
	{"pointed-at", test_pointed_at},
	{"saved-contact-is-never-held", test_saved_contact_is_never_held},
	{"too-short", test_too_short},
	{"too-short-is-released", test_too_short_is_released},
	{"switched-off", test_switched_off},
	{"decided-while-switched-off", test_decided_while_switched_off},
	{"unknown-row", test_unknown_row},
	{"restart", test_restart},
	{"damaged", test_damaged},
	{"commands", test_commands},
	{"command-about-held", test_command_about_held},
	{"menu-of-conversation", test_menu_of_conversation},
	{"menu-of-contact", test_menu_of_contact},
	{"menu-of-contact-who-said-nothing", test_menu_of_contact_who_said_nothing},
	{"room", test_room},
	{"keys-are-gone", test_keys_are_gone},
};

static void
add_tests(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/lessons/", tests[i].name, NULL);

		g_test_add(path, Fixture, NULL, set_up, tests[i].run, tear_down);
	}
	g_test_add_func("/lessons/memory-is-bounded", test_memory_is_bounded);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
