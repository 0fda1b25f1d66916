/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-messages.h"
#include "purple/wd-session-review.h"

#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define MISLEADING "look: <a href=\"http://192.0.2.77/login\">https://www.example.org/watch</a>"
#define SENT_AT    1000000000 /* when held messages say they were sent does not matter here */

/* What becomes of one message. */
typedef struct {
	const char *name;
	const char *sender;
	const char *text;
	const char *shown;  /* (nullable) must stand in the window; NULL: nothing is shown */
	const char *absent; /* (nullable) must not stand there */
	guint n_held;
	DutySetting setting; /* used when value is not NULL */
} MessageCase;

static const MessageCase cases[] = {
	{"colleague-passes",
	 "anna",
	 "See you at ten",
	 "anna|anna|See you at ten",
	 "Warden",
	 0,
	 {0}},
	{"colleague-spim-is-not-judged", "anna", SPIM, "WON", NULL, 0, {0}},
	{"stranger-spim-is-held", "bot", SPIM, NULL, NULL, 1, {0}},
	{"stranger-passes-with-note",
	 "emil",
	 "Hello, your posters are ready",
	 "First contact",
	 NULL,
	 0,
	 {0}},
	{"misleading-link-is-marked", "anna", MISLEADING, "Purple Warden", NULL, 0, {0}},
	{"misleading-link-cannot-be-clicked",
	 "anna",
	 MISLEADING,
	 "[http:\u2060//192.0.2.77/login]",
	 "<a ",
	 0,
	 {0}},
	{"shortened-link-stays-a-link",
	 "anna",
	 "see https://bit.ly/3xyz",
	 "anna|anna|see https://bit.ly/3xyz",
	 "<a ",
	 0,
	 {0}},
	{"plain-link-cannot-be-clicked",
	 "anna",
	 MISLEADING,
	 "[http:\u2060//192.0.2.77/login]",
	 "<a ",
	 0,
	 {WD_KEY_LINKS_ACTION, "plain"}},
	{"risky-link-is-held", "anna", MISLEADING, NULL, NULL, 1, {WD_KEY_LINKS_ACTION, "hold"}},
	{"risky-link-is-blocked-with-copy",
	 "anna",
	 MISLEADING,
	 NULL,
	 NULL,
	 1,
	 {WD_KEY_LINKS_ACTION, "block"}},
	{"strangers-held", "emil", "Hello", NULL, NULL, 1, {WD_KEY_CONTACTS_STRANGERS, "hold"}},
	{"strangers-allowed",
	 "emil",
	 "Hello",
	 "emil|emil|Hello",
	 NULL,
	 0,
	 {WD_KEY_CONTACTS_STRANGERS, "allow"}},
	{"strangers-held-not-contacts",
	 "anna",
	 "Hello",
	 "anna|anna|Hello",
	 NULL,
	 0,
	 {WD_KEY_CONTACTS_STRANGERS, "hold"}},
	{"denied-contact", "anna", "Hello", NULL, NULL, 1, {WD_KEY_CONTACTS_DENY, "anna"}},
	{"allowed-name-as-a-nick",
	 "room@evil.example/boss@corp.example",
	 SPIM,
	 NULL,
	 NULL,
	 1,
	 {WD_KEY_CONTACTS_ALLOW, "*@corp.example"}},
	{"empty-text", "anna", "", "anna|anna|", NULL, 0, {0}},
	{"empty-sender", "", "Hello", "?|?|Hello", NULL, 0, {0}},
	{"slashes-in-name", "../../etc/x", "Hello", "../../etc/x|../../etc/x|Hello", NULL, 0, {0}},
	{"not-utf8", "anna", "caf\xe9 \xff\xfe", "caf", NULL, 0, {0}},
	{"not-utf8-name", "an\xffna", "Hello", "Hello", NULL, 0, {0}},
	{"unclosed-tags", "anna", "<a href=\"<b <i <<>>&&#;&#x;", "&", NULL, 0, {0}},
	{"unclosed-tag-hides-nothing", "bot", "<a " SPIM, NULL, NULL, 1, {0}},
	{"unknown-tag-hides-nothing", "bot", "<x " SPIM ">", NULL, NULL, 1, {0}},
	{"second-target-is-marked",
	 "anna",
	 "<a x='y href=\"http://other.example/' href=\"https://www.example.org/\">"
	 "https://www.example.org/</a>",
	 "Purple Warden",
	 NULL,
	 0,
	 {0}},
	{"target-in-a-title-is-marked",
	 "anna",
	 "<a title='y href=http://other.example/'>https://www.example.org/</a>",
	 "Purple Warden",
	 NULL,
	 0,
	 {0}},
	{"single-quotes-are-honest",
	 "anna",
	 "<a href='https://www.example.org/' title='a b'>https://www.example.org/</a>",
	 "www.example.org",
	 "Purple Warden",
	 0,
	 {0}},
	{"tags-between-letters",
	 "bot",
	 "CONGRAT<x>ULATIONS!!! You have W<x>ON a $1,000,000 ca<x>sh pri<x>ze! Act n<x>ow, claim "
	 "your fr<x>ee money today: call +1-900-555-0134",
	 NULL,
	 NULL,
	 1,
	 {0}},
	{"title-hides-nothing", "bot", "<title>" SPIM "</title>", NULL, NULL, 1, {0}},
	{"quoted-bracket-hides-nothing", "bot", "<b x=\">" SPIM "\">", NULL, NULL, 1, {0}},
	{"comment-without-end", "bot", "<!-- " SPIM, NULL, NULL, 1, {0}},
};

static void
receive(const Duty *duty, const char *sender, const char *text)
{
	serv_got_im(duty_connection(duty), sender, text, PURPLE_MESSAGE_RECV, SENT_AT);
}

static Duty *
begin(const DutySetting *setting)
{
	return duty_begin(setting, setting->value != NULL ? 1 : 0);
}

static void
test_case(gconstpointer data)
{
	const MessageCase *row = data;
	Duty *duty = begin(&row->setting);
	g_autoptr(GPtrArray) rows = NULL;

	receive(duty, row->sender, row->text);
	if (row->shown == NULL) {
		g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
		g_assert_null(purple_get_conversations());
	} else {
		g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), row->shown), ==, 1);
	}
	if (row->absent != NULL)
		g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), row->absent), ==, 0);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, row->n_held);
	g_assert_cmpuint(duty->questions->len, ==, 0); /* quiet */
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
	duty_end(duty);
}

static const char *
only_row(const Duty *duty)
{
	static char id[64];
	g_autoptr(GPtrArray) rows = duty_rows(duty);

	g_assert_cmpuint(rows->len, ==, 1);
	g_strlcpy(id, ((WdHeld *)g_ptr_array_index(rows, 0))->id, sizeof id);
	return id;
}

static void
decide(Duty *duty, const char *id, WdDecision decision)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_session_decide(duty->session, id, decision, &error));
	g_assert_no_error(error);
	wd_null_purple_turn(0);
}

static void
test_released_once_with_its_time(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const char *id;
	PurpleConvMessage *message;

	wd_session_set_now_ms(duty->session, G_GINT64_CONSTANT(1700000000000));
	receive(duty, "bot", SPIM);
	wd_null_purple_turn(0);
	id = only_row(duty);
	g_assert_cmpuint(duty->n_waiting, ==, 1);
	decide(duty, id, WD_DECISION_RELEASE);
	message = purple_conversation_get_message_history(purple_get_conversations()->data)->data;
	g_assert_cmpint(purple_conversation_message_get_timestamp(message), ==, 1700000000);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	g_assert_cmpuint(duty->n_waiting, ==, 0);
	duty_end(duty);
}

static void
test_released_exactly_once(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *id = NULL;

	receive(duty, "bot", SPIM);
	id = g_strdup(only_row(duty));
	decide(duty, id, WD_DECISION_RELEASE);
	wd_session_deliver_released(duty->session);
	duty_restart(duty);
	wd_session_deliver_released(duty->session);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 0);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	duty_end(duty);
}

/* A plugin that shows a dialog runs the main loop, and somebody else's message comes in. */
static void
receive_another(PurpleAccount *account,
		char *sender,
		char *message,
		PurpleConversation *conversation,
		PurpleMessageFlags flags,
		gpointer data)
{
	if (strcmp(sender, "bot") == 0)
		receive(data, "another", SPIM);
}

static void
test_released_and_nothing_else(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *id = NULL;
	g_autoptr(GPtrArray) rows = NULL;

	receive(duty, "bot", SPIM);
	id = g_strdup(only_row(duty));
	purple_signal_connect(purple_conversations_get_handle(),
			      "received-im-msg",
			      duty,
			      PURPLE_CALLBACK(receive_another),
			      duty);
	decide(duty, id, WD_DECISION_RELEASE);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 1);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 1); /* the other one is held */
	purple_signals_disconnect_by_handle(duty);
	duty_end(duty);
}

static void
test_release_waits_for_the_account(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *id = NULL;
	g_autofree char *name = g_strdup(purple_account_get_username(duty->account));

	receive(duty, "bot", SPIM);
	id = g_strdup(only_row(duty));
	wd_null_purple_sign_off(duty->account);
	decide(duty, id, WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_RELEASED);
	duty_restart(duty); /* nor is it lost with the client */
	g_assert_true(wd_null_purple_sign_on(name) == duty->account);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 1);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	duty_end(duty);
}

/* Released for nobody, it would wait unseen until it is too old. */
static void
test_release_for_a_removed_account(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *other = wd_null_purple_sign_on("other@fake.example");
	const char *id;

	serv_got_im(purple_account_get_connection(other), "bot", SPIM, 0, SENT_AT);
	id = only_row(duty);
	wd_null_purple_sign_off(other);
	purple_accounts_delete(other);
	wd_null_purple_forget();
	decide(duty, id, WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_EXPIRED);
	duty_end(duty);
}

/* What a row cannot hold is not missed in silence. */
static void
test_huge_message_held(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	g_autofree char *filler = g_strnfill(1024 * 1024, 'x');

	receive(duty, "emil", filler);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	decide(duty, only_row(duty), WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Very long message"), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "xxxx"), ==, 1);
	duty_end(duty);
}

static void
test_deleted_is_gone(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const char *id;

	receive(duty, "bot", SPIM);
	id = only_row(duty);
	decide(duty, id, WD_DECISION_DELETE);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELETED);
	duty_end(duty);
}

static void
test_trust_ends_screening(void)
{
	Duty *duty = duty_begin(NULL, 0);

	receive(duty, "bot", SPIM);
	decide(duty, only_row(duty), WD_DECISION_TRUST);
	receive(duty, "bot", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 2);
	duty_end(duty);
}

static void
test_report_blocks(void)
{
	Duty *duty = duty_begin(NULL, 0);

	receive(duty, "bot", SPIM);
	decide(duty, only_row(duty), WD_DECISION_REPORT);
	wd_null_purple_turn(0);
	g_assert_false(purple_privacy_check(duty->account, "bot"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "deny bot"), ==, 1);
	duty_end(duty);
}

static void
test_first_contact_is_said_once(void)
{
	Duty *duty = duty_begin(NULL, 0);

	receive(duty, "emil", "Hello");
	receive(duty, "emil", "Are you there?");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "First contact"), ==, 1);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 3);
	duty_end(duty);
}

static void
test_whom_i_wrote_to_is_no_stranger(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "emil");

	/* As the carbons plugin puts in what I wrote on another device: no signal but wrote-. */
	purple_conv_im_write(
		PURPLE_CONV_IM(conversation), NULL, "Hello Emil", PURPLE_MESSAGE_SEND, SENT_AT);
	receive(duty, "emil", "Hello to you");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Hello to you"), ==, 1);
	duty_restart(duty);
	receive(duty, "emil", "Hello again");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Hello again"), ==, 1);
	duty_end(duty);
}

static void
test_an_answer_makes_no_acquaintance(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_session_set_now_ms(duty->session, 1000000);
	receive(duty, "bot", "Hello, do you remember me?");
	purple_conv_im_send(PURPLE_CONV_IM(purple_get_conversations()->data), "No");
	receive(duty, "bot", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 0);
	duty_restart(duty); /* who wrote first is known beyond this run, too */
	wd_session_set_now_ms(duty->session, 2000000);
	purple_conv_im_send(PURPLE_CONV_IM(purple_get_conversations()->data), "Really not");
	receive(duty, "bot", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 0);
	duty_end(duty);
}

static void
test_automatic_answer_is_not_my_word(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "emil");

	purple_conv_im_write(PURPLE_CONV_IM(conversation),
			     NULL,
			     "I am away",
			     PURPLE_MESSAGE_SEND | PURPLE_MESSAGE_AUTO_RESP,
			     SENT_AT);
	receive(duty, "emil", "Hello to you");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Hello to you"), ==, 0);
	duty_end(duty);
}

static void
test_transient_buddy_is_a_stranger(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "passer-by");

	purple_blist_node_set_flags(PURPLE_BLIST_NODE(buddy),
				    PURPLE_BLIST_NODE_FLAG_NO_SAVE |
					    PURPLE_BLIST_NODE_FLAG_INVISIBLE);
	receive(duty, "passer-by", "Hello");
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	duty_end(duty);
}

static void
test_attention_of_a_stranger(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	g_autoptr(GPtrArray) rows = NULL;
	const WdHeld *held;

	purple_prpl_got_attention(duty_connection(duty), "emil", 0);
	purple_prpl_got_attention(duty_connection(duty), "emil", 0);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 1); /* the same again is the same row */
	held = g_ptr_array_index(rows, 0);
	g_assert_cmpint(held->event->kind, ==, WD_EVENT_ATTENTION);
	g_assert_cmpuint(held->n_repeats, ==, 1);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	duty_end(duty);
}

/* What OTR does at priority 0: reads its own messages, decrypts the others. */
typedef struct {
	guint n_seen;
	const char *plaintext;
} Otr;

static gboolean
decrypt(PurpleAccount *account,
	char **sender,
	char **message,
	PurpleConversation *conversation,
	PurpleMessageFlags *flags,
	gpointer data)
{
	Otr *otr = data;

	otr->n_seen++;
	if (!g_str_has_prefix(*message, "?OTR:"))
		return FALSE;
	g_free(*message);
	*message = g_strdup(otr->plaintext);
	return FALSE;
}

static void
connect_otr(Otr *otr)
{
	purple_signal_connect(purple_conversations_get_handle(),
			      "receiving-im-msg",
			      otr,
			      PURPLE_CALLBACK(decrypt),
			      otr);
}

static void
test_gate_stands_before_otr(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "hold"};
	Otr otr = {0, "hello"};
	Duty *duty;

	connect_otr(&otr);
	duty = duty_begin(&setting, 1);
	receive(duty, "emil", "?OTRv23?");
	g_assert_cmpuint(otr.n_seen, ==, 0); /* it could have answered, and told that I am here */
	receive(duty, "anna", "?OTRv23?");
	g_assert_cmpuint(otr.n_seen, ==, 1);
	purple_signals_disconnect_by_handle(&otr);
	duty_end(duty);
}

static void
test_content_is_judged_decrypted(void)
{
	Otr otr = {0, SPIM};
	Duty *duty;
	const char *id;

	connect_otr(&otr);
	duty = duty_begin(NULL, 0);
	receive(duty, "bot", "?OTR:AAMDabcdef.");
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	id = only_row(duty);
	/* Released without passing OTR once more, which would call it unencrypted. */
	otr.n_seen = 0;
	decide(duty, id, WD_DECISION_RELEASE);
	g_assert_cmpuint(otr.n_seen, ==, 0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 1);
	purple_signals_disconnect_by_handle(&otr);
	duty_end(duty);
}

static guint n_logged;

static gboolean
count_writing(PurpleAccount *account,
	      const char *who,
	      char **message,
	      PurpleConversation *conversation,
	      PurpleMessageFlags flags,
	      gpointer data)
{
	n_logged += strstr(*message, "Purple Warden") != NULL;
	return FALSE;
}

/* writing-im-msg is what logs get; message_history is what the core keeps. */
static void
test_mark_stands_in_log_and_history(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *conversation;
	PurpleConvMessage *message;

	n_logged = 0;
	purple_signal_connect(purple_conversations_get_handle(),
			      "writing-im-msg",
			      &n_logged,
			      PURPLE_CALLBACK(count_writing),
			      NULL);
	receive(duty, "anna", MISLEADING);
	g_assert_cmpuint(n_logged, ==, 1);
	conversation = purple_get_conversations()->data;
	message = purple_conversation_get_message_history(conversation)->data;
	g_assert_nonnull(strstr(purple_conversation_message_get_message(message), "Purple Warden"));
	purple_signals_disconnect_by_handle(&n_logged);
	duty_end(duty);
}

static void
test_huge_message(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *filler = g_strnfill(10 * 1024 * 1024, 'x');
	g_autofree char *text = g_strconcat(filler, " <a href=\"http://192.0.2.77/\">x</a>", NULL);
	const char *shown;

	receive(duty, "anna", text);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 1);
	shown = g_ptr_array_index(wd_null_purple_shown(), 0);
	g_assert_nonnull(strstr(shown, "Very long message"));
	g_assert_null(strstr(shown, "<a ")); /* what was not judged cannot be clicked on */
	g_assert_nonnull(strstr(shown, "[http:\u2060//192.0.2.77/]"));
	duty_end(duty);
}

static void
test_queue_that_cannot_be_opened(void)
{
	Duty *duty;

	duty_break_queue();
	duty = duty_begin(NULL, 0);
	g_assert_null(wd_session_get_queue(duty->session));
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "queue|"), ==, 1);
	receive(duty, "bot", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Purple Warden"), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 1);
	duty_end(duty);
}

static void
assert_n_rows(Duty *duty, guint n)
{
	g_autoptr(GPtrArray) rows = duty_rows(duty);

	g_assert_cmpuint(rows->len, ==, n);
}

static void
run_sql(sqlite3 *handle, const char *sql)
{
	g_assert_cmpint(sqlite3_exec(handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Another process keeps the database to itself: what is held waits in a journal, which is said;
 * what cannot be claimed is not delivered, and once it can be it is, once. */
static void
test_locked_database(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path =
		g_build_filename(wd_session_get_base(duty->session), "state.db", NULL);
	g_autofree char *id = NULL;
	g_autofree char *name = g_strdup(purple_account_get_username(duty->account));
	sqlite3 *other = NULL;

	receive(duty, "bot", SPIM);
	id = g_strdup(only_row(duty));
	wd_null_purple_sign_off(duty->account);
	decide(duty, id, WD_DECISION_RELEASE);
	g_assert_cmpint(sqlite3_open(path, &other), ==, SQLITE_OK);
	run_sql(other, "BEGIN IMMEDIATE");
	g_assert_true(wd_null_purple_sign_on(name) == duty->account);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 0);
	receive(duty, "robot", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "robot"), ==, 0);
	assert_n_rows(duty, 0);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->n_waiting, ==, 1);
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "queue-late|The review"), ==, 1);
	run_sql(other, "ROLLBACK");
	assert_n_rows(duty, 1);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "queue-late|"), ==, 2); /* and away */
	wd_session_deliver_released(duty->session);
	wd_session_deliver_released(duty->session);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "bot|bot|"), ==, 1);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	receive(duty, "third", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "third"), ==, 0);
	sqlite3_close(other);
	duty_end(duty);
}

static void
test_nothing_is_marked_once_off_duty(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurplePlugin *plugin = wd_session_get_plugin(duty->session);

	g_assert_nonnull(plugin);
	duty_restart(duty);
	duty_restart(duty);
	receive(duty, "anna", MISLEADING);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Purple Warden"), ==, 1);
	duty_end(duty);
}

/* Chats */

static void
test_chat(void)
{
	const DutySetting setting = {WD_KEY_LINKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleConnection *connection = duty_connection(duty);
	const char *me = purple_account_get_username(duty->account);
	const char *id;

	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	serv_got_chat_in(connection, 7, "ben", 0, "There is cake left", SENT_AT);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "kitchen|ben|There"), ==, 1);
	serv_got_chat_in(connection, 7, "ben", 0, MISLEADING, SENT_AT);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 1);
	serv_got_chat_in(connection, 7, me, 0, MISLEADING, SENT_AT);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 2); /* my own line comes back */
	id = only_row(duty);
	decide(duty, id, WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "kitchen|ben|look"), ==, 1);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	duty_end(duty);
}

static void
test_chat_history_is_not_held_again(void)
{
	const DutySetting setting = {WD_KEY_LINKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	g_autoptr(GPtrArray) rows = NULL;

	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	serv_got_chat_in(
		duty_connection(duty), 7, "ben", PURPLE_MESSAGE_DELAYED, MISLEADING, SENT_AT);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Purple Warden"), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "<a "), ==, 0);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 0);
	duty_end(duty);
}

/* XMPP names may be this long, and the part that lists go by comes last. */
static void
test_long_name_of_denied_domain(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_DENY, "*@spam.example"};
	Duty *duty = duty_begin(&setting, 1);
	g_autofree char *local = g_strnfill(1023, 'a');
	g_autofree char *name = g_strconcat(local, "@spam.example", NULL);

	receive(duty, name, "Hello");
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_nonnull(only_row(duty));
	duty_end(duty);
}

/* A member marks his own line as an old one: after the room has played its last lines that is no
 * reason to show what should be held. */
static void
test_chat_delay_of_a_member(void)
{
	const DutySetting setting = {WD_KEY_LINKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);

	wd_session_set_now_ms(duty->session, G_GINT64_CONSTANT(1700000000000));
	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	wd_session_set_now_ms(duty->session, G_GINT64_CONSTANT(1700000060000));
	serv_got_chat_in(
		duty_connection(duty), 7, "ben", PURPLE_MESSAGE_DELAYED, MISLEADING, SENT_AT);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_nonnull(only_row(duty));
	duty_end(duty);
}

/* XMPP: a member whose nick normalises to mine is not me. */
static void
test_chat_nick_like_mine(void)
{
	const DutySetting setting = {WD_KEY_LINKS_ACTION, "hold"};
	PurplePluginProtocolInfo *protocol = wd_null_purple_get_protocol();
	Duty *duty = duty_begin(&setting, 1);
	const char *me = purple_account_get_username(duty->account);
	g_autofree char *like_me = g_ascii_strup(me, -1);

	protocol->normalize = purple_normalize_nocase;
	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	g_assert_cmpstr(like_me, !=, me);
	serv_got_chat_in(duty_connection(duty), 7, like_me, 0, MISLEADING, SENT_AT);
	protocol->normalize = NULL;
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_nonnull(only_row(duty));
	duty_end(duty);
}

/* A member of a room who knocks is a member of a room: not screened, and held as his line. */
static void
test_chat_attention(void)
{
	const DutySetting settings[] = {{WD_KEY_CONTACTS_STRANGERS, "block"}};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	purple_prpl_got_attention_in_chat(duty_connection(duty), 7, "ben", 0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "kitchen|ben|"), ==, 1);
	duty_end(duty);
}

static void
test_room_members_are_not_screened(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, "block"};
	Duty *duty = duty_begin(&setting, 1);

	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	serv_got_chat_in(duty_connection(duty), 7, "a/b", 0, "Hello", SENT_AT);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "kitchen|a/b|Hello"), ==, 1);
	duty_end(duty);
}

static const struct {
	const char *path;
	void (*run)(void);
} tests[] = {
	{"/messages/released-with-its-time", test_released_once_with_its_time},
	{"/messages/released-exactly-once", test_released_exactly_once},
	{"/messages/released-and-nothing-else", test_released_and_nothing_else},
	{"/messages/release-waits-for-the-account", test_release_waits_for_the_account},
	{"/messages/release-for-a-removed-account", test_release_for_a_removed_account},
	{"/messages/ten-megabytes-held", test_huge_message_held},
	{"/messages/deleted-is-gone", test_deleted_is_gone},
	{"/messages/trust-ends-screening", test_trust_ends_screening},
	{"/messages/report-blocks", test_report_blocks},
	{"/messages/first-contact-once", test_first_contact_is_said_once},
	{"/messages/wrote-first", test_whom_i_wrote_to_is_no_stranger},
	{"/messages/answer", test_an_answer_makes_no_acquaintance},
	{"/messages/automatic-answer", test_automatic_answer_is_not_my_word},
	{"/messages/transient-buddy", test_transient_buddy_is_a_stranger},
	{"/messages/attention", test_attention_of_a_stranger},
	{"/messages/gate-before-otr", test_gate_stands_before_otr},
	{"/messages/content-decrypted", test_content_is_judged_decrypted},
	{"/messages/mark-in-log-and-history", test_mark_stands_in_log_and_history},
	{"/messages/ten-megabytes", test_huge_message},
	{"/messages/broken-queue", test_queue_that_cannot_be_opened},
	{"/messages/locked-database", test_locked_database},
	{"/messages/off-duty", test_nothing_is_marked_once_off_duty},
	{"/messages/chat", test_chat},
	{"/messages/chat-history", test_chat_history_is_not_held_again},
	{"/messages/long-name-of-denied-domain", test_long_name_of_denied_domain},
	{"/messages/chat-delay-of-a-member", test_chat_delay_of_a_member},
	{"/messages/chat-nick-like-mine", test_chat_nick_like_mine},
	{"/messages/chat-attention", test_chat_attention},
	{"/messages/room-members", test_room_members_are_not_screened},
};

static void
add_tests(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/messages/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
