/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "rehearsal/wd-rehearse-prefs.h"

typedef struct {
	const char *name;
	const char *raw;
	int code; /* of WD_ERROR, -1: must parse */
} Case;

static const Case cases[] = {
	{"takes-a-root", "<pref version='1' name='/'/>", -1},
	{"takes-a-declaration",
	 "<?xml version='1.0' encoding='UTF-8' ?>\n\n<pref name='/'/>\n",
	 -1},
	{"refuses-nothing", "", WD_ERROR_MALFORMED},
	{"refuses-a-cut-file", "<pref name='/'><pref name='a'>", WD_ERROR_MALFORMED},
	{"refuses-two-roots", "<pref name='/'/><pref name='/'/>", WD_ERROR_MALFORMED},
	{"refuses-bad-utf8", "<pref name='\xc0\xaf'/>", WD_ERROR_MALFORMED},
	{"refuses-a-declaration-alone", "<?xml version='1.0'?>", WD_ERROR_MALFORMED},
	{"refuses-text-alone", "prefs", WD_ERROR_MALFORMED},
};

static void
test_parse(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsePrefs) prefs = wd_rehearse_prefs_parse(row->raw, -1, &error);

	if (row->code < 0) {
		g_assert_no_error(error);
		g_assert_nonnull(prefs);
	} else {
		g_assert_error(error, WD_ERROR, row->code);
		g_assert_null(prefs);
	}
}

static void
test_deep_nesting_is_refused(void)
{
	g_autoptr(GString) raw = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRehearsePrefs) prefs = NULL;

	for (guint i = 0; i < 10000; i++)
		g_string_append(raw, "<pref name='a'>");
	prefs = wd_rehearse_prefs_parse(raw->str, -1, &error);
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_what_is_not_ours_stays(void)
{
	const char *raw = "<pref name='/'><pref name='a &amp; &apos;b' type='string' value='&lt;'/>"
			  "<pref name='l' type='pathlist'><item value='/x'/></pref></pref>";
	g_autoptr(WdRehearsePrefs) prefs = wd_rehearse_prefs_parse(raw, -1, NULL);
	g_autofree char *once = NULL;
	g_autofree char *twice = NULL;
	g_autoptr(WdRehearsePrefs) again = NULL;

	once = wd_rehearse_prefs_format(prefs);
	g_assert_nonnull(strstr(once, "name='a &amp; &apos;b' type='string' value='&lt;'"));
	again = wd_rehearse_prefs_parse(once, -1, NULL);
	twice = wd_rehearse_prefs_format(again);
	g_assert_cmpstr(once, ==, twice);
}

static void
test_setting_twice_is_once(void)
{
	g_autoptr(WdRehearsePrefs) prefs = wd_rehearse_prefs_new();
	g_autofree char *text = NULL;

	wd_rehearse_prefs_set(prefs, "/a/b", "bool", "0");
	wd_rehearse_prefs_set(prefs, "/a/b", "bool", "1");
	wd_rehearse_prefs_add_item(prefs, "/a/list", "/x.so");
	wd_rehearse_prefs_add_item(prefs, "/a/list", "/x.so");
	wd_rehearse_prefs_add_item(prefs, "/a/list", "/y.so");
	wd_rehearse_prefs_remove_item(prefs, "/a/list", "/x.so");
	wd_rehearse_prefs_remove_item(prefs, "/a/list", "/x.so");
	text = wd_rehearse_prefs_format(prefs);
	g_assert_cmpstr(text,
			==,
			"<?xml version='1.0' encoding='UTF-8' ?>\n\n"
			"<pref version='1' name='/'>\n"
			" <pref name='a'>\n"
			"  <pref name='b' type='bool' value='1'/>\n"
			"  <pref name='list' type='pathlist'>\n"
			"   <item value='/y.so'/>\n"
			"  </pref>\n"
			" </pref>\n"
			"</pref>\n");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/prefs/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_parse);
	}
	g_test_add_func("/prefs/deep-nesting-is-refused", test_deep_nesting_is_refused);
	g_test_add_func("/prefs/what-is-not-ours-stays", test_what_is_not_ours_stays);
	g_test_add_func("/prefs/setting-twice-is-once", test_setting_twice_is_once);
	return g_test_run();
}
