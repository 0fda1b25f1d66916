/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/challenge/wd-challenge.h"
#include "purple/duty-fixture.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"

#define SNOW  "What colour is fresh snow?=white"
#define NOW   G_GINT64_CONSTANT(4000000000000) /* a session that starts prunes by the real clock */
#define HOUR  (60 * 60 * G_GINT64_CONSTANT(1000))
#define LATER (2 * WD_CHALLENGE_GAP_MS)
#define SENT  "question is answered"
#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define SENT_AT 1700000000

static const DutySetting asking[] = {
	{WD_KEY_CONTACTS_STRANGERS, "challenge"},
	{WD_KEY_CONTACTS_CHALLENGE_QUESTIONS, SNOW},
	{WD_KEY_CONTACTS_CHALLENGE_PER_PEER, "1"},
};

static gint64 now_ms;

static void
pass_time(Duty *duty, gint64 ms)
{
	now_ms += ms;
	wd_session_set_now_ms(duty->session, now_ms);
}

static Duty *
begin_with(const DutySetting *settings, gsize n_settings)
{
	Duty *duty = duty_begin(settings, n_settings);

	now_ms = NOW;
	pass_time(duty, 0);
	return duty;
}

static Duty *
begin(void)
{
	return begin_with(asking, G_N_ELEMENTS(asking));
}

static void
say_with(Duty *duty, const char *who, const char *text, PurpleMessageFlags flags)
{
	serv_got_im(duty_connection(duty), who, text, PURPLE_MESSAGE_RECV | flags, SENT_AT);
	wd_null_purple_turn(0);
}

static void
say(Duty *duty, const char *who, const char *text)
{
	say_with(duty, who, text, 0);
}

/* Another account; without a contact nobody would be a stranger there. */
static PurpleAccount *
sign_on_other(const char *name)
{
	PurpleAccount *account = wd_null_purple_sign_on(name);

	wd_null_purple_add_buddy(account, "anna");
	wd_null_purple_forget();
	return account;
}

static guint
count_wire(const char *part)
{
	return wd_null_purple_count(wd_null_purple_wire(), part);
}

static guint
count_shown(const char *part)
{
	return wd_null_purple_count(wd_null_purple_shown(), part);
}

static guint
count_held(const Duty *duty)
{
	g_autoptr(GPtrArray) rows = duty_rows(duty);

	return rows->len;
}

/* Nothing of all this may open a window, ask or tell the person. */
static void
assert_quiet(const Duty *duty)
{
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_null(purple_get_conversations());
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
}

static void
test_asked_once(void)
{
	Duty *duty = begin();
	g_autoptr(GPtrArray) rows = NULL;
	const WdHeld *held;

	say(duty, "emil", "Hello, are the posters ready?");
	g_assert_cmpuint(count_wire("im emil This is an automatic message."), ==, 1);
	g_assert_cmpuint(count_wire("What colour is fresh snow?"), ==, 1);
	say(duty, "emil", "I need them on Monday"); /* written before he has read the question */
	pass_time(duty, LATER);
	say(duty, "emil", "Hello?");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	assert_quiet(duty);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 3);
	held = g_ptr_array_index(rows, 0);
	g_assert_cmpstr(((WdFinding *)g_ptr_array_index(held->findings, 0))->code,
			==,
			"contact.challenge-asked");
	duty_end(duty);
}

static void
test_right_answer(void)
{
	static const char *const order[] = {"first", "second", "third"};
	Duty *duty = begin();
	guint n_found = 0;

	for (guint i = 0; i < G_N_ELEMENTS(order); i++)
		say(duty, "emil", order[i]);
	pass_time(duty, LATER);
	say(duty, "emil", "It is <b>White</b>!");
	for (guint i = 0; i < wd_null_purple_shown()->len && n_found < G_N_ELEMENTS(order); i++)
		n_found += strstr(g_ptr_array_index(wd_null_purple_shown(), i), order[n_found]) !=
			   NULL;
	g_assert_cmpuint(n_found, ==, G_N_ELEMENTS(order));
	g_assert_cmpuint(count_shown("first"), ==, 1);
	g_assert_cmpuint(count_shown("White"), ==, 0);
	g_assert_cmpuint(count_shown("emil has answered the question"), ==, 1);
	g_assert_cmpuint(count_wire("What you wrote has been passed on."), ==, 1);
	g_assert_cmpuint(count_held(duty), ==, 0);

	say(duty, "emil", "fourth");
	g_assert_cmpuint(count_shown("emil|emil|fourth"), ==, 1);
	duty_restart(duty);
	pass_time(duty, HOUR);
	say(duty, "emil", "fifth");
	g_assert_cmpuint(count_shown("emil|emil|fifth"), ==, 1);
	g_assert_cmpuint(count_shown("first"), ==, 0); /* not once more */
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	duty_end(duty);
}

/* What else stands in the answer is a message like any other, and is not lost. */
static void
test_answer_that_says_more(void)
{
	Duty *duty = begin();

	say(duty, "emil", "first");
	pass_time(duty, LATER);
	say(duty, "emil", "white, and please call me back this evening");
	g_assert_cmpuint(count_shown("first"), ==, 1);
	g_assert_cmpuint(count_shown("call me back"), ==, 1);
	duty_end(duty);
}

static void
test_wrong_answers(void)
{
	Duty *duty = begin();

	say(duty, "emil", "Hello");
	pass_time(duty, LATER);
	say(duty, "emil", "green");
	say(duty, "emil", "blue");
	say(duty, "emil", "white"); /* nobody is listening any more */
	g_assert_cmpuint(count_wire("im "), ==, 1);
	assert_quiet(duty);
	g_assert_cmpuint(count_held(duty), ==, 4);
	pass_time(duty, 24 * HOUR);
	say(duty, "emil", "Hello again");
	g_assert_cmpuint(count_wire(SENT), ==, 2);
	duty_end(duty);
}

static void
test_another_question(void)
{
	const DutySetting settings[] = {{WD_KEY_CONTACTS_STRANGERS, "challenge"},
					{WD_KEY_CONTACTS_CHALLENGE_QUESTIONS, SNOW}};
	Duty *duty = begin_with(settings, G_N_ELEMENTS(settings));

	say(duty, "emil", "Hello");
	pass_time(duty, LATER);
	say(duty, "emil", "green");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	say(duty, "emil", "blue");
	g_assert_cmpuint(count_wire(SENT), ==, 2);
	pass_time(duty, LATER);
	say(duty, "emil", "white");
	g_assert_cmpuint(count_shown("Hello"), ==, 1);
	duty_end(duty);
}

/* Without a pool of the company's. */
static void
test_built_in_question(void)
{
	Duty *duty = begin_with(asking, 1);

	say(duty, "emil", "Hello");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	assert_quiet(duty);
	duty_end(duty);
}

static void
test_no_pool(void)
{
	const DutySetting settings[] = {asking[0], {WD_KEY_CONTACTS_CHALLENGE_QUESTIONS, "none"}};
	Duty *duty = begin_with(settings, G_N_ELEMENTS(settings));

	say(duty, "emil", "Hello");
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_held(duty), ==, 1);
	duty_end(duty);
}

/* With challenge switched off nothing goes out any more, not even a word of thanks. */
static void
test_switched_off(void)
{
	Duty *duty = begin();
	g_autoptr(GError) error = NULL;

	say(duty, "emil", "Hello");
	wd_null_purple_forget();
	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(duty->session),
					       WD_KEY_CONTACTS_STRANGERS,
					       "hold",
					       &error));
	g_assert_no_error(error);
	pass_time(duty, LATER);
	say(duty, "emil", "white");
	say(duty, "otto", "Hello");
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_held(duty), ==, 3);
	assert_quiet(duty);
	duty_end(duty);
}

/* What the person has decided meanwhile is decided. */
static void
test_decided_by_hand(void)
{
	Duty *duty = begin();
	g_autoptr(GPtrArray) rows = NULL;

	say(duty, "emil", "first");
	say(duty, "emil", "second");
	say(duty, "emil", "third");
	rows = duty_rows(duty);
	for (guint i = 0; i < 2; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);
		WdDecision decision = i == 0 ? WD_DECISION_RELEASE : WD_DECISION_DELETE;

		g_assert_true(wd_session_decide(duty->session, held->id, decision, NULL));
	}
	pass_time(duty, LATER);
	say(duty, "emil", "white");
	g_assert_cmpuint(count_shown("first"), ==, 1);
	g_assert_cmpuint(count_shown("second"), ==, 0);
	g_assert_cmpuint(count_shown("third"), ==, 1);
	duty_end(duty);
}

/* One sender among strangers who are only looked at. */
static void
test_exception(void)
{
	const DutySetting settings[] = {asking[1], {WD_KEY_CONTACTS_STRANGERS_FOR, "e*=challenge"}};
	Duty *duty = begin_with(settings, G_N_ELEMENTS(settings));

	say(duty, "emil", "Hello");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	assert_quiet(duty);
	say(duty, "otto", "Hello");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	g_assert_cmpuint(count_shown("otto|otto|Hello"), ==, 1);
	duty_end(duty);
}

/* Each of these is held, and nothing is sent for it. */
typedef struct {
	const char *name;
	const char *sender;
	const char *text;
	PurpleMessageFlags flags;
	DutySetting setting; /* used when value is not NULL */
} SilentCase;

static const SilentCase silent[] = {
	{"automatic", "emil", "I am away", PURPLE_MESSAGE_AUTO_RESP, {0}},
	{"delayed", "emil", "Hello", PURPLE_MESSAGE_DELAYED, {0}},
	{"system", "emil", "Hello", PURPLE_MESSAGE_SYSTEM, {0}},
	{"attention", "emil", "Buzz", PURPLE_MESSAGE_NOTIFY, {0}},
	{"otr-query", "emil", "?OTRv23? Somebody wants to talk in private", 0, {0}},
	{"otr-data", "emil", "?OTR:AAMDabcdef.", 0, {0}},
	{"spim", "bot", SPIM, 0, {0}},
	{"denied", "emil", "Hello", 0, {WD_KEY_CONTACTS_DENY, "emil"}},
	{"risky-link", "emil", "see http://www.example.org@192.0.2.7/", 0, {0}},
	{"warden", "emil", "This is an automatic message.<br>How much is two plus two?", 0, {0}},
	{"other-bot", "emil", "Antispam: please answer: 2+3=?", 0, {0}},
	{"encryption-required", "emil", "Hello", 0, {WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, "emil"}},
	{"held-not-asked", "emil", "Hello", 0, {WD_KEY_CONTACTS_STRANGERS, "hold"}},
	{"none-an-hour", "emil", "Hello", 0, {WD_KEY_CONTACTS_CHALLENGE_PER_HOUR, "0"}},
};

static void
test_silent(gconstpointer data)
{
	const SilentCase *row = data;
	DutySetting settings[4] = {asking[0], asking[1], asking[2], row->setting};
	Duty *duty = begin_with(settings, row->setting.value != NULL ? 4 : 3);

	say_with(duty, row->sender, row->text, row->flags);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_held(duty), ==, 1);
	assert_quiet(duty);
	duty_end(duty);
}

/* Whoever advertises is neither asked nor heard afterwards. */
static void
test_spim_then_small_talk(void)
{
	Duty *duty = begin();

	say(duty, "bot", SPIM);
	pass_time(duty, LATER);
	say(duty, "bot", "Hello, are you there?");
	say(duty, "emil", "Hello");
	pass_time(duty, LATER);
	say(duty, "emil", SPIM);
	say(duty, "emil", "white");
	g_assert_cmpuint(count_wire("im bot"), ==, 0);
	g_assert_cmpuint(count_wire("im emil"), ==, 1);
	assert_quiet(duty);
	duty_end(duty);
}

/* What was held for another reason is not let in by an answer. */
static void
test_other_reasons_stay(void)
{
	Duty *duty = begin();
	g_autoptr(GPtrArray) rows = NULL;

	say(duty, "emil", "Hello");
	say(duty, "emil", "see http://www.example.org@192.0.2.7/");
	pass_time(duty, LATER);
	say(duty, "emil", "white");
	g_assert_cmpuint(count_shown("Hello"), ==, 1);
	g_assert_cmpuint(count_shown("192.0.2.7"), ==, 0);
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 1);
	duty_end(duty);
}

static void
set_status(Duty *duty, const char *id)
{
	purple_account_set_status(duty->account, id, TRUE, NULL);
	wd_null_purple_forget();
}

static void
test_invisible(void)
{
	Duty *duty = begin();

	set_status(duty, "invisible");
	say(duty, "emil", "Hello");
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_held(duty), ==, 1);
	set_status(duty, "away");
	say(duty, "emil", "Hello?");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	set_status(duty, "invisible");
	pass_time(duty, LATER);
	say(duty, "emil", "white"); /* heard, but no word of thanks */
	g_assert_cmpuint(count_shown("Hello?"), ==, 1);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	set_status(duty, "available");
	duty_end(duty);
}

static void
test_caps(void)
{
	const DutySetting settings[] = {asking[0],
					{WD_KEY_CONTACTS_CHALLENGE_PER_ACCOUNT_PER_HOUR, "2"},
					{WD_KEY_CONTACTS_CHALLENGE_PER_HOUR, "3"}};
	Duty *duty = begin_with(settings, G_N_ELEMENTS(settings));
	PurpleAccount *other = sign_on_other("cap@fake.example");
	PurpleConnection *connection = purple_account_get_connection(other);

	for (guint i = 0; i < 10; i++) {
		g_autofree char *name = g_strdup_printf("stranger%u", i);

		say(duty, name, "Hello");
	}
	g_assert_cmpuint(count_wire(SENT), ==, 2);
	for (guint i = 0; i < 10; i++) {
		g_autofree char *name = g_strdup_printf("stranger%u", i);

		serv_got_im(connection, name, "Hello", PURPLE_MESSAGE_RECV, SENT_AT);
	}
	g_assert_cmpuint(count_wire(SENT), ==, 3);
	g_assert_cmpuint(count_held(duty), ==, 20);
	duty_restart(duty); /* nor is a restart a way around */
	pass_time(duty, LATER);
	say(duty, "stranger7", "Hello?");
	g_assert_cmpuint(count_wire(SENT), ==, 0);
	pass_time(duty, HOUR);
	say(duty, "stranger7", "Hello??");
	g_assert_cmpuint(count_wire(SENT), ==, 1);
	wd_null_purple_sign_off(other);
	duty_end(duty);
}

static void
test_restart(void)
{
	Duty *duty = begin();

	say(duty, "emil", "Hello");
	for (guint i = 0; i < 5; i++) {
		duty_restart(duty);
		pass_time(duty, LATER);
		say(duty, "otto", "Hello"); /* asked in the first round */
		g_assert_cmpuint(count_wire("im emil"), ==, 0);
		g_assert_cmpuint(count_wire("im otto"), ==, i == 0 ? 1 : 0);
	}
	duty_restart(duty);
	pass_time(duty, LATER);
	say(duty, "emil", "white");
	g_assert_cmpuint(count_shown("Hello"), ==, 1);
	duty_end(duty);
}

/* The question is nobody's word: not the person's first, no worm, no leak, and no reason to ask. */
static void
test_counts_for_nothing(void)
{
	const DutySetting settings[] = {asking[0],
					asking[1],
					{WD_KEY_LEAKS_ACTION, "block"},
					{WD_KEY_WORMS_RECIPIENTS, "2"}};
	Duty *duty = begin_with(settings, G_N_ELEMENTS(settings));
	const WdEvent fields = {
		.protocol = purple_account_get_protocol_id(duty->account),
		.account = purple_account_get_username(duty->account),
		.peer = "stranger3",
		.text = "",
		.time_ms = now_ms,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);

	for (guint i = 0; i < 6; i++) {
		g_autofree char *name = g_strdup_printf("stranger%u", i);
		g_autofree char *text = g_strdup_printf("Hello number %u", i);

		say(duty, name, text);
	}
	g_assert_cmpuint(count_wire(SENT), ==, 6);
	assert_quiet(duty);
	g_assert_true(wd_session_is_stranger(duty->session, duty->account, event));
	duty_end(duty);
}

/* A copy of the question, from another device of mine on which Warden asked it. */
static void
test_copy_from_another_device(void)
{
	Duty *duty = begin();
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "emil");

	purple_conv_im_write(PURPLE_CONV_IM(conversation),
			     NULL,
			     "This is an automatic message. To keep spam away, ...",
			     PURPLE_MESSAGE_SEND,
			     SENT_AT);
	say(duty, "emil", "Hello to you");
	g_assert_cmpuint(count_shown("Hello to you"), ==, 0);
	duty_end(duty);
}

static void
test_room_member(void)
{
	Duty *duty = begin();

	wd_null_purple_join_chat(duty->account, 7, "kitchen");
	wd_null_purple_forget();
	say(duty, "kitchen/ben", "Hello");
	serv_got_chat_in(duty_connection(duty), 7, "ben", 0, "Hello all", SENT_AT);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_held(duty), ==, 1);
	duty_end(duty);
}

/* The protocol says that the question did not arrive: nobody had sent one, as far as the person
 * knows. */
static void
test_bounce(void)
{
	Duty *duty = begin();

	purple_notify_error(NULL, NULL, "No such nick or channel", "emil");
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 1);
	wd_null_purple_forget();
	say(duty, "emil", "Hello");
	purple_notify_error(NULL, NULL, "No such nick or channel", "emilia");
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 1);
	purple_notify_error(NULL, NULL, "No such nick or channel", "emil");
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 1);
	purple_notify_error(NULL, NULL, "No such nick or channel", "emil");
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 2);
	duty_end(duty);
}

static void
test_broken_database(void)
{
	Duty *duty;

	duty_break_queue();
	duty = begin();
	say(duty, "emil", "Hello");
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_shown("Hello"), ==, 1); /* cannot be kept, so it is not lost */
	duty_end(duty);
}

/* Two sides: what either sends reaches the other as a message that no flag tells from a person's.
 * Whatever they say is on its way for ten seconds. */
static GQueue in_flight; /* of char *: text, to the other side in turn */
static PurpleAccount *sides[2];

static int (*stock_send_im)(PurpleConnection *, const char *, const char *, PurpleMessageFlags);

static int
send_over(PurpleConnection *connection, const char *who, const char *text, PurpleMessageFlags flags)
{
	guint from = purple_connection_get_account(connection) == sides[1];

	g_assert_true(flags & PURPLE_MESSAGE_AUTO_RESP);
	g_queue_push_tail(&in_flight, g_strdup_printf("%u%s", !from, text));
	return stock_send_im(connection, who, text, flags);
}

static void
arrive(guint to, const char *text)
{
	serv_got_im(purple_account_get_connection(sides[to]),
		    purple_account_get_username(sides[!to]),
		    text,
		    PURPLE_MESSAGE_RECV,
		    SENT_AT);
}

typedef struct {
	const char *name;
	const char *reply; /* of a robot on the other side; NULL: another Warden */
	guint n_questions; /* at most */
} LoopCase;

static const LoopCase loops[] = {
	{"two-wardens", NULL, 1},
	{"other-program", "Anti-spam: before we can talk, tell me how much is 3 + 4?", 1},
	{"echo", "You said: %s", 2},
	{"parrot", "I will be back soon", 1},
	{"counts-up", "Message %u is important to me", 2},
};

static char *
reply_to(const LoopCase *row, const char *text, guint i)
{
	if (strstr(row->reply, "%u") != NULL)
		return g_strdup_printf("Message %u is important to me", i);
	if (strstr(row->reply, "%s") != NULL)
		return g_strdup_printf("You said: %s", text);
	return g_strdup(row->reply);
}

static void
test_loop(gconstpointer data)
{
	const LoopCase *row = data;
	PurplePluginProtocolInfo *protocol = wd_null_purple_get_protocol();
	Duty *duty;

	stock_send_im = protocol->send_im;
	protocol->send_im = send_over; /* before Warden wraps it */
	duty = begin_with(asking, 1);
	sides[0] = duty->account;
	sides[1] = sign_on_other("robot@fake.example");
	arrive(0, "Good morning");
	for (guint i = 0; i < 100 && in_flight.length > 0; i++) {
		g_autofree char *text = g_queue_pop_head(&in_flight);

		pass_time(duty, LATER);
		if (text[0] == '1' && row->reply != NULL) {
			g_autofree char *reply = reply_to(row, text + 1, i);

			arrive(0, reply);
			arrive(0, reply); /* and once more, for want of patience */
		} else {
			arrive(text[0] == '1', text + 1);
		}
	}
	g_assert_cmpuint(in_flight.length, ==, 0);
	g_assert_cmpuint(count_wire(SENT), >=, 1);
	g_assert_cmpuint(count_wire(SENT), <=, row->n_questions);
	g_assert_cmpuint(count_wire("im "), ==, count_wire(SENT)); /* nobody was thanked */
	assert_quiet(duty);
	wd_null_purple_sign_off(sides[1]);
	duty_end(duty);
	protocol->send_im = stock_send_im;
}

/* A flood: what is sent stays bounded; test-challenge sees to the books. */
static void
test_flood(void)
{
	Duty *duty = begin();

	for (guint i = 0; i < 200; i++) {
		g_autofree char *name = g_strdup_printf("bot%u", i);

		serv_got_im(duty_connection(duty), name, "Hello", PURPLE_MESSAGE_RECV, SENT_AT);
	}
	g_assert_cmpuint(count_wire(SENT), ==, 10);
	duty_end(duty);
}

static const struct {
	const char *path;
	void (*run)(void);
} tests[] = {
	{"/challenge/asked-once", test_asked_once},
	{"/challenge/right-answer", test_right_answer},
	{"/challenge/answer-that-says-more", test_answer_that_says_more},
	{"/challenge/wrong-answers", test_wrong_answers},
	{"/challenge/another-question", test_another_question},
	{"/challenge/built-in-question", test_built_in_question},
	{"/challenge/no-pool", test_no_pool},
	{"/challenge/exception", test_exception},
	{"/challenge/switched-off", test_switched_off},
	{"/challenge/decided-by-hand", test_decided_by_hand},
	{"/challenge/spim-then-small-talk", test_spim_then_small_talk},
	{"/challenge/other-reasons-stay", test_other_reasons_stay},
	{"/challenge/invisible", test_invisible},
	{"/challenge/caps", test_caps},
	{"/challenge/restart", test_restart},
	{"/challenge/counts-for-nothing", test_counts_for_nothing},
	{"/challenge/copy-from-another-device", test_copy_from_another_device},
	{"/challenge/room-member", test_room_member},
	{"/challenge/bounce", test_bounce},
	{"/challenge/broken-database", test_broken_database},
	{"/challenge/flood", test_flood},
};

static void
add_tests(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
	for (gsize i = 0; i < G_N_ELEMENTS(silent); i++) {
		g_autofree char *path = g_strdup_printf("/challenge/silent/%s", silent[i].name);

		g_test_add_data_func(path, &silent[i], test_silent);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(loops); i++) {
		g_autofree char *path = g_strdup_printf("/challenge/loop/%s", loops[i].name);

		g_test_add_data_func(path, &loops[i], test_loop);
	}
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
