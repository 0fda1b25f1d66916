/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-limits.h"
#include "purple/duty-fixture.h"
#include "purple/wd-purple-context.h"

static WdContext
look(const Duty *duty, const char *peer)
{
	WdContext context = {0};

	wd_purple_context_fill(duty->account,
			       peer,
			       wd_session_get_trust(duty->session),
			       wd_session_now_ms(duty->session),
			       &context);
	return context;
}

static void
test_buddies(void)
{
	static const struct {
		const char *name;
		PurpleBlistNodeFlags flags;
		gboolean is_known;
	} rows[] = {
		{"saved", 0, TRUE},
		{"no-save", PURPLE_BLIST_NODE_FLAG_NO_SAVE, FALSE}, /* Bonjour, transient */
		{"invisible", PURPLE_BLIST_NODE_FLAG_INVISIBLE, FALSE},
	};
	Duty *duty = duty_begin(NULL, 0);

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, rows[i].name);
		WdContext context;

		purple_blist_node_set_flags(PURPLE_BLIST_NODE(buddy), rows[i].flags);
		context = look(duty, rows[i].name);
		g_assert_cmpint(context.is_known, ==, rows[i].is_known);
		g_assert_cmpint(wd_context_is_stranger(&context), ==, !rows[i].is_known);
		g_assert_cmpstr(context.group,
				==,
				rows[i].is_known
					? purple_group_get_name(purple_buddy_get_group(buddy))
					: NULL);
	}
	g_assert_null(look(duty, "").group); /* some notices are of nobody */
	duty_end(duty);
}

static void
test_buddy_of_another_account(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *other = wd_null_purple_sign_on("other");
	WdContext context;

	wd_null_purple_add_buddy(other, "lea");
	context = look(duty, "lea");
	g_assert_false(context.is_known);
	wd_null_purple_sign_off(other);
	duty_end(duty);
}

/* A name with a domain is the same person on each of my accounts of its protocol. */
static void
test_person_on_another_account(void)
{
	static const struct {
		const char *name;
		PurpleBlistNodeFlags flags;
		gboolean is_trusted;
	} rows[] = {
		{"lea@corp.example", 0, TRUE},
		{"max@corp.example", PURPLE_BLIST_NODE_FLAG_NO_SAVE, FALSE},
		{"leo@corp.example", PURPLE_BLIST_NODE_FLAG_INVISIBLE, FALSE},
		{"@corp.example", 0, FALSE},
		{"lea@corp", 0, FALSE}, /* no domain that means the same everywhere */
		{"room@rooms.example/lea", 0, FALSE},
		{"lea", 0, FALSE},
	};
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *other = wd_null_purple_sign_on("second");
	WdContext context;

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		PurpleBuddy *buddy = wd_null_purple_add_buddy(other, rows[i].name);

		purple_blist_node_set_flags(PURPLE_BLIST_NODE(buddy), rows[i].flags);
		context = look(duty, rows[i].name);
		g_assert_false(context.is_known);
		g_assert_cmpint(context.is_trusted, ==, rows[i].is_trusted);
	}
	context = look(duty, "lea@corp.example.evil.test");
	g_assert_false(context.is_trusted);
	wd_null_purple_sign_off(other);
	duty_end(duty);
}

static PurpleBuddy *
add_to_contact(PurpleAccount *account, const char *name, PurpleBuddy *sibling)
{
	PurpleBuddy *buddy = purple_buddy_new(account, name, NULL);

	purple_blist_add_buddy(buddy, purple_buddy_get_contact(sibling), NULL, NULL);
	return buddy;
}

/* Trust in one name of a contact is trust in all, and in no other contact's. */
static void
test_names_of_one_contact(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdTrust *trust = wd_session_get_trust(duty->session);
	PurpleAccount *other = wd_null_purple_sign_on("third");
	PurpleBuddy *saved = wd_null_purple_add_buddy(other, "bob");
	PurpleBuddy *merged = add_to_contact(duty->account, "bobby", saved);
	PurpleBuddy *first = wd_null_purple_add_buddy(duty->account, "carl");
	PurpleBuddy *second = add_to_contact(duty->account, "carl2", first);
	PurpleBuddy *hidden = add_to_contact(duty->account, "carl3", first);
	WdContext context;

	purple_blist_node_set_flags(PURPLE_BLIST_NODE(merged), PURPLE_BLIST_NODE_FLAG_NO_SAVE);
	context = look(duty, "bobby");
	g_assert_true(context.is_trusted);
	purple_blist_node_set_flags(PURPLE_BLIST_NODE(first), PURPLE_BLIST_NODE_FLAG_NO_SAVE);
	purple_blist_node_set_flags(PURPLE_BLIST_NODE(second), PURPLE_BLIST_NODE_FLAG_NO_SAVE);
	purple_blist_node_set_flags(PURPLE_BLIST_NODE(hidden), PURPLE_BLIST_NODE_FLAG_INVISIBLE);
	context = look(duty, "carl2");
	g_assert_false(context.is_trusted);
	g_assert_true(wd_trust_set(trust,
				   purple_account_get_protocol_id(duty->account),
				   purple_account_get_username(duty->account),
				   "carl",
				   TRUE,
				   NULL));
	context = look(duty, "carl2");
	g_assert_true(context.is_trusted);
	context = look(duty, "carl3"); /* put there by nobody */
	g_assert_false(context.is_trusted);
	context = look(duty, "carl4");
	g_assert_false(context.is_trusted);
	wd_null_purple_sign_off(other);
	duty_end(duty);
}

static void
test_trust(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdTrust *trust = wd_session_get_trust(duty->session);
	const char *protocol = purple_account_get_protocol_id(duty->account);
	const char *account = purple_account_get_username(duty->account);
	g_autoptr(GError) error = NULL;
	WdContext context = look(duty, "emil");

	g_assert_true(wd_context_is_stranger(&context));
	g_assert_true(wd_trust_set(trust, protocol, account, "emil", TRUE, &error));
	g_assert_no_error(error);
	context = look(duty, "emil");
	g_assert_true(context.is_trusted);
	g_assert_true(wd_trust_note_i_wrote(trust, protocol, account, "lea", 1));
	context = look(duty, "lea");
	g_assert_true(context.wrote_first);
	duty_end(duty);
}

static void
test_age_counts_from_the_first_sight(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdContext context;

	wd_session_set_now_ms(duty->session, 5000000);
	context = look(duty, "emil");
	g_assert_cmpint(context.contact_age_ms, ==, 0);
	wd_session_set_now_ms(duty->session, 5600000);
	context = look(duty, "emil");
	g_assert_cmpint(context.contact_age_ms, ==, 600000);
	duty_end(duty);
}

/* Who came as a stranger and was accepted stays as new as before; whom the person added by
 * themselves has no age. */
static void
test_age_of_contacts(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_session_set_now_ms(duty->session, 5000000);
	(void)look(duty, "emil");
	wd_null_purple_add_buddy(duty->account, "emil");
	wd_null_purple_add_buddy(duty->account, "lea");
	wd_session_set_now_ms(duty->session, 5600000);
	g_assert_cmpint(look(duty, "emil").contact_age_ms, ==, 600000);
	g_assert_true(look(duty, "emil").is_known);
	g_assert_cmpint(look(duty, "lea").contact_age_ms, ==, -1);
	g_assert_cmpint(look(duty, "lea").contact_age_ms, ==, -1);
	duty_end(duty);
}

static void
test_nobody_is_a_stranger_before_the_roster(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *fresh = purple_account_new("fresh", "prpl-fake");
	WdContext context = {0};

	wd_purple_context_fill(fresh, "emil", NULL, 0, &context);
	g_assert_false(wd_context_is_stranger(&context));
	wd_purple_context_fill(NULL, "emil", NULL, 0, &context);
	g_assert_false(wd_context_is_stranger(&context));
	purple_account_destroy(fresh);
	duty_end(duty);
}

/* A new account, a network without contacts, a list that a server lost: all look the same. */
static void
test_empty_roster(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *other = wd_null_purple_sign_on("newcomer");
	PurpleBuddy *buddy;
	WdContext context = {0};

	wd_purple_context_fill(other, "emil", NULL, 0, &context);
	g_assert_true(context.is_roster_empty);
	g_assert_true(wd_context_is_stranger(&context));
	buddy = wd_null_purple_add_buddy(other, "lea");
	purple_blist_node_set_flags(PURPLE_BLIST_NODE(buddy), PURPLE_BLIST_NODE_FLAG_NO_SAVE);
	wd_purple_context_fill(other, "emil", NULL, 0, &context);
	g_assert_true(context.is_roster_empty); /* nobody whom the person added */
	purple_blist_node_set_flags(PURPLE_BLIST_NODE(buddy), 0);
	wd_purple_context_fill(other, "emil", NULL, 0, &context);
	g_assert_false(context.is_roster_empty);
	wd_null_purple_sign_off(other);
	duty_end(duty);
}

static void
test_normalise(void)
{
	g_autofree char *long_name = g_strnfill(5000, 'x');
	static const struct {
		const char *raw;
		const char *name;
	} rows[] = {
		{NULL, ""},
		{"", ""},
		{"anna", "anna"},
		{"a/b/../c", "a/b/../c"},
		{"an\xffna", "an\xef\xbf\xbdna"},
	};
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *cut = wd_purple_normalise_peer(duty->account, long_name);

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = wd_purple_normalise_peer(duty->account, rows[i].raw);
		g_autofree char *alone = wd_purple_normalise_peer(NULL, rows[i].raw);

		g_assert_cmpstr(name, ==, rows[i].name);
		g_assert_cmpstr(alone, ==, rows[i].name);
	}
	g_assert_cmpuint(strlen(cut), <=, WD_LIMIT_NAME_BYTES);
	duty_end(duty);
}

static void
test_find_account(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const char *name = purple_account_get_username(duty->account);

	g_assert_true(wd_purple_find_account("prpl-fake", name) == duty->account);
	g_assert_null(wd_purple_find_account("prpl-other", name));
	g_assert_null(wd_purple_find_account(NULL, name));
	g_assert_null(wd_purple_find_account("prpl-fake", NULL));
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/context/buddies", test_buddies);
	g_test_add_func("/context/another-account", test_buddy_of_another_account);
	g_test_add_func("/context/person-on-another-account", test_person_on_another_account);
	g_test_add_func("/context/names-of-one-contact", test_names_of_one_contact);
	g_test_add_func("/context/trust", test_trust);
	g_test_add_func("/context/age", test_age_counts_from_the_first_sight);
	g_test_add_func("/context/age-of-contacts", test_age_of_contacts);
	g_test_add_func("/context/roster-not-loaded", test_nobody_is_a_stranger_before_the_roster);
	g_test_add_func("/context/empty-roster", test_empty_roster);
	g_test_add_func("/context/normalise", test_normalise);
	g_test_add_func("/context/find-account", test_find_account);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
