/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-otr-fingerprints.h"

#define ONE             "0123456789abcdef0123456789abcdef01234567"
#define OTHER           "fedcba9876543210fedcba9876543210fedcba98"
#define LINE(user, key) user "\tme\tprpl-fake\t" key "\n"
#define HELLO           "See you at ten"
#define MAX_TURNS       500

typedef struct {
	const char *name;
	const char *before;
	const char *after;
	guint n_keys;        /* after */
	const char *changed; /* (nullable) whose; NULL: nobody's */
} Case;

static const Case cases[] = {
	{"same", LINE("anna", ONE), LINE("anna", ONE), 1, NULL},
	{"another-key", LINE("anna", ONE), LINE("anna", ONE) LINE("anna", OTHER), 2, "anna"},
	{"another-key-instead", LINE("anna", ONE), LINE("anna", OTHER), 1, "anna"},
	{"first-key", "", LINE("anna", ONE), 1, NULL},
	{"key-of-another", LINE("anna", ONE), LINE("anna", ONE) LINE("ben", OTHER), 2, NULL},
	{"key-went", LINE("anna", ONE) LINE("anna", OTHER), LINE("anna", ONE), 1, NULL},
	{"trusted",
	 "anna\tme\tprpl-fake\t" ONE "\tverified\n",
	 "anna\tme\tprpl-fake\t" OTHER "\t\n",
	 1,
	 "anna"},
	{"capitals",
	 LINE("anna", "ABCDEF7890123456789012345678901234567890"),
	 LINE("anna", "abcdef7890123456789012345678901234567890"),
	 1,
	 NULL},
	{"windows-lines",
	 "anna\tme\tprpl-fake\t" ONE "\r\n",
	 "anna\tme\tprpl-fake\t" ONE "\r\n",
	 1,
	 NULL},
	{"no-key", LINE("anna", ONE), LINE("anna", "0123"), 0, NULL},
	{"no-name", LINE("anna", ONE), LINE("", OTHER), 0, NULL},
	{"too-few-fields", LINE("anna", ONE), "anna\t" OTHER "\n", 0, NULL},
	{"hostile", LINE("anna", ONE), "\xff\t\xfe\t\t" OTHER "\n\t\t\t\t\n", 1, NULL},
};

static void
test_changed(gconstpointer data)
{
	const Case *row = &cases[GPOINTER_TO_UINT(data)];
	g_autoptr(WdOtrFingerprints) before =
		wd_otr_fingerprints_parse(row->before, strlen(row->before));
	g_autoptr(WdOtrFingerprints) after =
		wd_otr_fingerprints_parse(row->after, strlen(row->after));
	g_autoptr(GPtrArray) changed = wd_otr_fingerprints_list_changed(before, after);
	const WdOtrPerson *person;

	g_assert_cmpuint(wd_otr_fingerprints_count(after), ==, row->n_keys);
	g_assert_cmpuint(changed->len, ==, row->changed != NULL);
	if (row->changed == NULL)
		return;
	person = g_ptr_array_index(changed, 0);
	g_assert_cmpstr(person->user, ==, row->changed);
	g_assert_cmpstr(person->account, ==, "me");
	g_assert_cmpstr(person->protocol, ==, "prpl-fake");
}

static char *
get_path(void)
{
	return g_build_filename(purple_user_dir(), "otr.fingerprints", NULL);
}

static void
write_key(const Duty *duty, const char *key, gboolean is_more)
{
	g_autofree char *path = get_path();
	g_autofree char *line = g_strdup_printf("anna\t%s\t%s\t%s\n",
						purple_account_get_username(duty->account),
						purple_account_get_protocol_id(duty->account),
						key);
	g_autofree char *old = NULL;
	g_autofree char *all = NULL;

	if (is_more)
		g_assert_true(g_file_get_contents(path, &old, NULL, NULL));
	all = g_strconcat(old != NULL ? old : "", line, NULL);
	g_assert_true(g_file_set_contents(path, all, -1, NULL));
}

static void
wait_until_told(void)
{
	for (guint i = 0;
	     i < MAX_TURNS && wd_null_purple_count(wd_null_purple_shown(), "another one") == 0;
	     i++)
		wd_null_purple_turn(10);
}

/* Said in the window, asked about once, and then the person has decided. */
static void
test_is_asked_about(void)
{
	g_autofree char *path = get_path();
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");

	duty_stop(duty);
	write_key(duty, ONE, FALSE);
	duty_start(duty);
	write_key(duty, OTHER, TRUE);
	wait_until_told();
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "another one"), ==, 1);
	purple_conv_im_send(PURPLE_CONV_IM(conversation), HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), HELLO), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), HELLO), ==, 1);
	purple_conv_im_send(PURPLE_CONV_IM(conversation), HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), HELLO), ==, 2);
	duty_end(duty);
	(void)g_remove(path);
}

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/otr-keys/changed/%s", cases[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_changed);
	}
	g_test_add_func("/otr-keys/is-asked-about", test_is_asked_about);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
