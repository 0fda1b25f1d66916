/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-purple.h"
#include "purple/fake-session.h"
#include "purple/wd-purple-prefs.h"

#define SWITCH "/plugins/core/warden/settings/Spim/Enabled"

static PurplePlugin *plugin;

static char *
read_frame(void)
{
	PurplePluginPrefFrame *frame = wd_purple_prefs_make_frame(wd_session_get(), G_MAXUINT);
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

/* What a company has locked is a line that says who set it, and nothing to change. */
static void
test_locked_is_a_line(void)
{
	g_autofree char *text = NULL;

	fake_session_start(plugin);
	fake_session_set_policy(WD_KEY_META_ORGANISATION, "Example Corp", WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(WD_KEY_META_POLICY_ID, "desktops", WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(WD_KEY_META_REVISION, "17", WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(WD_KEY_SPIM_ENABLED, "true", WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(WD_KEY_CONTACTS_STRANGERS, "block", WD_LEVEL_IT_MANAGED);
	wd_purple_prefs_attach(wd_session_get());
	text = read_frame();
	g_test_message("%s", text);
	g_assert_null(strstr(text, SWITCH));
	g_assert_nonnull(strstr(text,
				"-|Look for unwanted messages On. Set by Example Corp.\n"
				"Policy: desktops r17"));
	g_assert_nonnull(strstr(text, "-|Their messages: Block. Set by Example Corp."));
	g_assert_nonnull(strstr(text, "/settings/Links/Enabled|"));
	g_assert_true(purple_prefs_get_bool(SWITCH)); /* the copy says what is in force */
	wd_purple_prefs_detach(wd_session_get());
	fake_session_stop();
}

int
main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	plugin = wd_null_purple_new_plugin("core-warden");
	g_test_add_func("/prefs-locked/is-a-line", test_locked_is_a_line);
	result = g_test_run();
	wd_null_purple_stop();
	return result;
}
