/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is a stranger, what becomes of what strangers ask for, and how much of it is kept. */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"

#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define DAY_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

static void
receive(PurpleAccount *account, const char *sender, const char *text)
{
	serv_got_im(
		purple_account_get_connection(account), sender, text, PURPLE_MESSAGE_RECV, 1000000);
}

static guint
count_rows(const Duty *duty)
{
	g_autoptr(GPtrArray) rows = duty_rows(duty);

	return rows->len;
}

static guint
count_shown(const char *text)
{
	return wd_null_purple_count(wd_null_purple_shown(), text);
}

/* An account without a single contact: a new one, IRC, a list that was lost. */
static void
test_empty_roster(gconstpointer treatment)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS, treatment};
	Duty *duty = duty_begin(&setting, 1);
	g_autofree char *name = g_strdup_printf("no-friends-%s", (const char *)treatment);
	PurpleAccount *fresh = wd_null_purple_sign_on(name);

	receive(fresh, "emil", "Hello, it is me");
	g_assert_cmpuint(count_shown("Hello, it is me"), ==, 1);
	g_assert_cmpuint(count_rows(duty), ==, 0);
	receive(fresh, "bot", SPIM); /* for what it says, not for whose it is */
	g_assert_cmpuint(count_shown("WON"), ==, 0);
	g_assert_cmpuint(count_rows(duty), ==, 1);
	wd_null_purple_add_buddy(fresh, "lea");
	receive(fresh, "bob", "Hello, it is Bob");
	g_assert_cmpuint(count_shown("Hello, it is Bob"), ==, 0);
	wd_null_purple_sign_off(fresh);
	duty_end(duty);
}

static void
test_empty_roster_and_an_exception(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_STRANGERS_FOR, "prpl-fake:alone:*=hold"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleAccount *alone = wd_null_purple_sign_on("alone");

	receive(alone, "emil", "Hello");
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	receive(duty->account, "emil", "Hello there");
	g_assert_cmpuint(count_shown("Hello there"), ==, 1);
	wd_null_purple_sign_off(alone);
	duty_end(duty);
}

static void
nudge(const Duty *duty, const char *who)
{
	purple_prpl_got_attention(duty_connection(duty), who, 0);
}

typedef struct {
	const char *name;
	const char *action;
	const char *peer;
	guint n_shown;
	guint n_rows;
} AttentionCase;

static const AttentionCase attentions[] = {
	{"allowed", "allow", "emil", 1, 0},
	{"noted", "note", "emil", 1, 0},
	{"held", "hold", "emil", 0, 1},
	{"blocked", "block", "emil", 0, 1},
	{"of-a-contact", "block", "anna", 1, 0},
};

static void
test_attention(gconstpointer data)
{
	const AttentionCase *row = data;
	const DutySetting setting = {WD_KEY_CONTACTS_ATTENTION, row->action};
	Duty *duty = duty_begin(&setting, 1);

	nudge(duty, row->peer);
	g_assert_cmpuint(count_shown("attention"), ==, row->n_shown);
	g_assert_cmpuint(count_rows(duty), ==, row->n_rows);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0); /* nothing goes out */
	duty_end(duty);
}

/* As XMPP compares names. */
static const char *
fold_name(const PurpleAccount *account, const char *who)
{
	static char folded[256];
	g_autofree char *lower = g_ascii_strdown(who, -1);

	g_strlcpy(folded, lower, sizeof folded);
	folded[strcspn(folded, "/")] = '\0';
	return folded;
}

static PurplePluginProtocolInfo *
find_protocol(const Duty *duty)
{
	return PURPLE_PLUGIN_PROTOCOL_INFO(purple_connection_get_prpl(duty_connection(duty)));
}

/* One person who nudges from each of his devices, also after a restart, is one row. */
static void
test_attention_again(void)
{
	const DutySetting setting = {WD_KEY_CONTACTS_ATTENTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	PurplePluginProtocolInfo *protocol = find_protocol(duty);
	g_autoptr(GPtrArray) rows = NULL;

	protocol->normalize = fold_name;
	nudge(duty, "emil@b.example/phone");
	nudge(duty, "Emil@B.example/desk");
	duty_restart(duty);
	nudge(duty, "emil@b.example");
	nudge(duty, "eve@b.example/phone");
	protocol->normalize = NULL;
	rows = duty_rows(duty);
	g_assert_cmpuint(rows->len, ==, 2);
	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);
		gboolean is_emil = g_str_equal(held->event->peer, "emil@b.example");

		g_assert_cmpuint(held->n_repeats, ==, is_emil ? 2 : 0);
	}
	duty_end(duty);
}

static guint
count_banners(const Duty *duty, const char *start)
{
	guint n = 0;

	for (guint i = 0; i < duty->banners->len; i++)
		n += g_str_has_prefix(g_ptr_array_index(duty->banners, i), start);
	return n;
}

static gboolean
has_audit_line(const Duty *duty, const char *text)
{
	g_autofree char *folder =
		g_build_filename(wd_session_get_base(duty->session), "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	gboolean is_found = FALSE;
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *lines = NULL;

		if (g_str_has_suffix(name, ".jsonl") &&
		    g_file_get_contents(path, &lines, NULL, NULL))
			is_found = is_found || strstr(lines, text) != NULL;
	}
	return is_found;
}

static void
test_queue_rows(void)
{
	const DutySetting settings[] = {
		{WD_KEY_CONTACTS_STRANGERS, "hold"},
		{WD_KEY_CONTACTS_QUEUE_ROWS, "100"},
	};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	for (guint i = 0; i < 103; i++) {
		g_autofree char *text = g_strdup_printf("Hello %u", i);

		receive(duty->account, "emil", text);
	}
	g_assert_cmpuint(count_rows(duty), ==, 100);
	g_assert_cmpuint(count_banners(duty, "queue-dropped|3 things"), ==, 1);
	duty_restart(duty); /* the trail is on disk once it was closed */
	g_assert_true(has_audit_line(duty, "queue.dropped"));
	duty_end(duty);
}

/* A banner and a line of the trail for each of ten thousand would be a flood of its own. */
static void
test_dropped_in_a_flood(void)
{
	const DutySetting settings[] = {
		{WD_KEY_CONTACTS_STRANGERS, "hold"},
		{WD_KEY_CONTACTS_QUEUE_ROWS, "100"},
	};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	for (guint i = 0; i < 600; i++) {
		g_autofree char *text = g_strdup_printf("Hello %u", i);

		receive(duty->account, "emil", text);
	}
	g_assert_cmpuint(count_rows(duty), ==, 100);
	g_assert_cmpuint(count_banners(duty, "queue-dropped|"), <, 100);
	for (guint i = 0; i < 60 && count_banners(duty, "queue-dropped|500 things") == 0; i++)
		wd_null_purple_turn(50);
	g_assert_cmpuint(count_banners(duty, "queue-dropped|500 things"), ==, 1);
	duty_end(duty);
}

/* A client may run for months: what waited too long goes there, too, and at once when the person
 * shortens the wait. */
static void
test_queue_days(void)
{
	const DutySetting settings[] = {
		{WD_KEY_CONTACTS_STRANGERS, "hold"},
		{WD_KEY_CONTACTS_QUEUE_DAYS, "10"},
	};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));
	g_autoptr(GError) error = NULL;

	wd_session_set_now_ms(duty->session, 1000 * DAY_MS);
	receive(duty->account, "emil", "old");
	wd_session_set_now_ms(duty->session, 1005 * DAY_MS);
	receive(duty->account, "emil", "newer");
	g_assert_cmpuint(count_rows(duty), ==, 2);
	wd_session_set_now_ms(duty->session, 1011 * DAY_MS);
	receive(duty->account, "emil", "newest");
	g_assert_cmpuint(count_rows(duty), ==, 2);
	g_assert_cmpuint(count_banners(duty, "queue-dropped|1 thing"), ==, 1);
	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(duty->session),
					       WD_KEY_CONTACTS_QUEUE_DAYS,
					       "3",
					       &error));
	g_assert_no_error(error);
	g_assert_cmpuint(count_rows(duty), ==, 1);
	g_assert_cmpuint(count_banners(duty, "queue-dropped|2 things"), ==, 1);
	duty_restart(duty); /* the trail is on disk once it was closed */
	g_assert_true(has_audit_line(duty, "queue.dropped"));
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_data_func("/strangers/empty-roster/hold", "hold", test_empty_roster);
	g_test_add_data_func("/strangers/empty-roster/block", "block", test_empty_roster);
	g_test_add_func("/strangers/empty-roster-and-an-exception",
			test_empty_roster_and_an_exception);
	for (gsize i = 0; i < G_N_ELEMENTS(attentions); i++) {
		g_autofree char *path =
			g_strconcat("/strangers/attention/", attentions[i].name, NULL);

		g_test_add_data_func(path, &attentions[i], test_attention);
	}
	g_test_add_func("/strangers/attention-again", test_attention_again);
	g_test_add_func("/strangers/queue-rows", test_queue_rows);
	g_test_add_func("/strangers/dropped-in-a-flood", test_dropped_in_a_flood);
	g_test_add_func("/strangers/queue-days", test_queue_days);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
