/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-prefs.h"
#include "ui/wd-setting-words.h"
#include "wd-rows.h"

#define SWITCH "/plugins/core/warden/settings/Spim/Enabled"
#define CHOICE "/plugins/core/warden/settings/Contacts/Strangers"

/* All labels of a frame, each preference with its path. */
static char *
read_frame(Duty *duty, guint n_lines)
{
	PurplePluginPrefFrame *frame = wd_purple_prefs_make_frame(duty->session, n_lines);
	GString *text = g_string_new(NULL);

	for (GList *l = purple_plugin_pref_frame_get_prefs(frame); l != NULL; l = l->next) {
		const char *name = purple_plugin_pref_get_name(l->data);

		g_string_append_printf(text,
				       "%s|%s\n",
				       name != NULL ? name : "-",
				       purple_plugin_pref_get_label(l->data));
	}
	purple_plugin_pref_frame_destroy(frame);
	return g_string_free(text, FALSE);
}

static const WdPolicy *
policy_of(Duty *duty)
{
	return wd_session_get_policy(duty->session);
}

static void
test_frame(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *text = read_frame(duty, G_MAXUINT);
	gsize n_rows;

	(void)wd_setting_rows(&n_rows);
	g_assert_nonnull(strstr(text, "-|People who are not contacts\n"));
	g_assert_nonnull(strstr(text, CHOICE "|Their messages:\n"));
	g_assert_nonnull(strstr(text, SWITCH "|Look for unwanted messages\n"));
	g_assert_null(strstr(text, "_"));
	g_assert_true(purple_prefs_get_bool(SWITCH));
	g_assert_cmpstr(purple_prefs_get_string(CHOICE), ==, "screen");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), ""), ==, 0);
	duty_end(duty);
}

/* How many lines a frame of Finch has, what is in it, and what is not. */
typedef struct {
	const char *name;
	guint n_lines;
	const char *has;    /* sections, separated by bars */
	const char *has_no; /* (nullable) */
	gboolean has_more;
} SizeCase;

static const SizeCase sizes[] = {
	{"tiny", 12, "", "People|Files|What I send", TRUE},
	{"usual-terminal", 24, "Files", "People|What I send", TRUE},
	{"some-more", 30, "People", "Files|What I send", TRUE},
	{"all-but-one", 44, "People|Files", "What I send", TRUE},
	{"all", 52, "People|Files|What I send", NULL, FALSE},
};

static gboolean
has_heading(const char *text, const char *heading)
{
	g_autofree char *line = g_strconcat("-|", heading, NULL);

	return strstr(text, line) != NULL;
}

static void
test_size(gconstpointer data)
{
	const SizeCase *row = data;
	g_auto(GStrv) wanted = g_strsplit(row->has, "|", -1);
	g_auto(GStrv) unwanted = g_strsplit(row->has_no != NULL ? row->has_no : "", "|", -1);
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *text = read_frame(duty, row->n_lines);

	for (guint i = 0; wanted[i] != NULL; i++)
		g_assert_true(has_heading(text, wanted[i]));
	for (guint i = 0; unwanted[i] != NULL; i++)
		g_assert_false(has_heading(text, unwanted[i]));
	g_assert_true(has_heading(text, "There is more") == row->has_more);
	g_assert_cmpuint(wd_purple_prefs_count_lines(), ==, G_MAXUINT); /* this is not Finch */
	duty_end(duty);
}

/* What the frame of a client does with a preference. */
static void
test_sets(void)
{
	Duty *duty = duty_begin(NULL, 0);

	purple_prefs_set_bool(SWITCH, FALSE);
	purple_prefs_set_string(CHOICE, "hold");
	g_assert_false(wd_policy_get_boolean(policy_of(duty), WD_KEY_SPIM_ENABLED));
	g_assert_cmpuint(wd_policy_get_choice(policy_of(duty), WD_KEY_CONTACTS_STRANGERS),
			 ==,
			 WD_STRANGERS_HOLD);
	g_assert_cmpint(
		wd_policy_get_level(policy_of(duty), WD_KEY_SPIM_ENABLED), ==, WD_LEVEL_USER);
	/* To be filled is not to be set. */
	g_assert_cmpint(
		wd_policy_get_level(policy_of(duty), WD_KEY_LINKS_ENABLED), ==, WD_LEVEL_BUILTIN);
	duty_end(duty);
}

/* By whomever a setting was changed, the frame shows it. */
static void
test_follows(void)
{
	Duty *duty = duty_begin(NULL, 0);

	g_assert_true(wd_policy_store_set_user(
		wd_session_get_policy_store(duty->session), WD_KEY_SPIM_ENABLED, "false", NULL));
	g_assert_false(purple_prefs_get_bool(SWITCH));
	duty_end(duty);
}

static void
test_nonsense(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_null_purple_forget();
	purple_prefs_set_string(CHOICE, "whatever\nSpim.Enabled=false");
	g_assert_cmpstr(purple_prefs_get_string(CHOICE), ==, "screen");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_notices(), "could not be changed"), ==, 1);
	g_assert_true(wd_policy_get_boolean(policy_of(duty), WD_KEY_SPIM_ENABLED));
	duty_end(duty);
}

/* No switch that switches nothing stays in prefs.xml. */
static void
test_goes_with_the_plugin(void)
{
	Duty *duty = duty_begin(NULL, 0);

	g_assert_true(purple_prefs_exists(SWITCH));
	duty_stop(duty);
	g_assert_false(purple_prefs_exists(SWITCH));
	g_assert_false(purple_prefs_exists("/plugins/core/warden/settings"));
	g_assert_true(purple_prefs_exists("/plugins/core/warden")); /* not only ours */
	duty_start(duty);
	g_assert_true(purple_prefs_get_bool(SWITCH));
	duty_end(duty);
}

static void
say(Duty *duty, const char *command)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, "friend", duty->account);
	char *error = NULL;

	if (conversation == NULL)
		conversation =
			purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "friend");
	wd_null_purple_forget();
	(void)purple_cmd_do_command(conversation, command, command, &error);
	g_assert_null(error);
}

/* What has no switch in the frame can be set where one types. */
static void
test_command(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, "warden set Spim.Threshold 0.7");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Spim.Threshold=0.7"), ==, 1);
	g_assert_cmpfloat(wd_policy_get_number(policy_of(duty), WD_KEY_SPIM_THRESHOLD), ==, 0.7);
	say(duty, "warden set Spim.Threshold");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "Spim.Threshold=0.7"), ==, 1);
	say(duty, "warden set Spim.Threshold lots");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "could not be changed"), ==, 1);
	say(duty, "warden set Meta.Organisation me");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "no such setting"), ==, 1);
	say(duty, "warden set nonsense");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "no such setting"), ==, 1);
	say(duty, "warden set");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "no such setting"), ==, 1);
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/prefs/frame", test_frame);
	WD_ADD_ROWS("/prefs/size/", sizes, test_size);
	g_test_add_func("/prefs/sets", test_sets);
	g_test_add_func("/prefs/follows", test_follows);
	g_test_add_func("/prefs/nonsense", test_nonsense);
	g_test_add_func("/prefs/command", test_command);
	g_test_add_func("/prefs/goes-with-the-plugin", test_goes_with_the_plugin);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
