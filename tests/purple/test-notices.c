/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-notices.h"

#define MISLEADING "see <a href=\"http://192.0.2.77/login\">https://www.example.org/</a>"

/* One window with a peer's text. */
static const struct {
	const char *name;
	const char *title;
	const char *text;
	gboolean is_marked;
} formatted[] = {
	{"harmless",
	 "Message from server",
	 "Maintenance at ten, see https://www.example.org/",
	 FALSE},
	{"misleading", "Message from server", MISLEADING, TRUE},
	{"numeric", "Message from server", "Log in at http://192.0.2.77/login", TRUE},
	{"empty", "Message from server", "", FALSE},
	{"not-utf8", "Message from server", "caf\xe9", FALSE},
	{"our-own-window", "Purple Warden", MISLEADING, FALSE},
};

static const char *
last_notice(void)
{
	GPtrArray *notices = wd_null_purple_notices();

	g_assert_cmpuint(notices->len, >, 0);
	return g_ptr_array_index(notices, notices->len - 1);
}

static void
test_formatted(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	Duty *duty = duty_begin(NULL, 0);
	const char *shown;

	purple_notify_formatted(
		duty, formatted[i].title, "Primary", NULL, formatted[i].text, NULL, NULL);
	shown = last_notice();
	if (formatted[i].is_marked) {
		g_assert_nonnull(strstr(shown, "Purple Warden"));
		g_assert_null(strstr(shown, "<a "));
		g_assert_null(strstr(shown, "://")); /* the window makes links of that by itself */
	} else {
		g_assert_nonnull(strstr(shown, formatted[i].text));
		g_assert_null(strstr(shown, "[\u26a0"));
	}
	purple_notify_close_with_handle(duty);
	duty_end(duty);
}

static void
test_message(void)
{
	Duty *duty = duty_begin(NULL, 0);

	purple_notify_error(
		duty, "Error", "Not delivered", "Go to http://192.0.2.77/login instead");
	g_assert_nonnull(strstr(last_notice(), "Error|Not delivered|[Purple Warden: "));
	g_assert_null(strstr(last_notice(), "://"));
	purple_notify_error(duty, "Error", "Not delivered", "No such user");
	g_assert_cmpstr(last_notice(), ==, "Error|Not delivered|No such user");
	purple_notify_close_with_handle(duty);
	duty_end(duty);
}

static void
test_profile(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleNotifyUserInfo *info = purple_notify_user_info_new();
	GList *entries;

	purple_notify_user_info_add_pair(info, "Name", "Bob");
	purple_notify_user_info_add_pair(info, "Home page", MISLEADING);
	purple_signal_emit(
		purple_notify_get_handle(), "displaying-userinfo", duty->account, "bob", info);
	entries = purple_notify_user_info_get_entries(info);
	g_assert_cmpstr(purple_notify_user_info_entry_get_value(entries->data), ==, "Bob");
	g_assert_nonnull(strstr(purple_notify_user_info_entry_get_value(entries->next->data),
				"Purple Warden"));
	g_assert_null(strstr(purple_notify_user_info_entry_get_value(entries->next->data), "<a "));
	purple_notify_user_info_destroy(info);
	duty_end(duty);
}

static void
test_slots_are_put_back(void)
{
	PurpleNotifyUiOps *ops = purple_notify_get_ui_ops();
	const PurpleNotifyUiOps before = *ops;
	Duty *duty = duty_begin(NULL, 0);

	g_assert_true(ops->notify_formatted != before.notify_formatted);
	duty_end(duty);
	g_assert_true(ops->notify_formatted == before.notify_formatted);
	g_assert_true(ops->notify_message == before.notify_message);
}

static void *(*wrapped_message)(PurpleNotifyMsgType, const char *, const char *, const char *);
static void *(*wrapped_formatted)(const char *, const char *, const char *, const char *);

static void *
other_message(PurpleNotifyMsgType type,
	      const char *title,
	      const char *primary,
	      const char *secondary)
{
	return wrapped_message(type, title, primary, secondary);
}

static void *
other_formatted(const char *title, const char *primary, const char *secondary, const char *text)
{
	return wrapped_formatted(title, primary, secondary, text);
}

static void
say_both(Duty *duty, const char *primary)
{
	g_autofree char *window = g_strdup_printf("formatted|%s|Text", primary);
	g_autofree char *line = g_strdup_printf("Other|%s|", primary);

	purple_notify_formatted(duty, "Other", primary, "", "Text", NULL, NULL);
	g_assert_cmpstr(last_notice(), ==, window);
	purple_notify_error(duty, "Other", primary, "");
	g_assert_cmpstr(last_notice(), ==, line);
}

/* Another plugin wraps ours and stays: it calls us while we are off duty, and we come back. */
static void
test_wrapped_by_another(void)
{
	PurpleNotifyUiOps *ops = purple_notify_get_ui_ops();
	const PurpleNotifyUiOps before = *ops;
	Duty *duty = duty_begin(NULL, 0);

	wrapped_message = ops->notify_message;
	wrapped_formatted = ops->notify_formatted;
	ops->notify_message = other_message;
	ops->notify_formatted = other_formatted;
	say_both(duty, "on duty");
	duty_stop(duty);
	say_both(duty, "off duty");
	duty_start(duty);
	say_both(duty, "on duty again");
	purple_notify_error(duty, "Error", "Not delivered", "http://192.0.2.77/login");
	g_assert_nonnull(strstr(last_notice(), "[Purple Warden: "));
	purple_notify_close_with_handle(duty);
	ops->notify_message = wrapped_message; /* the other one goes first */
	ops->notify_formatted = wrapped_formatted;
	duty_end(duty);
	g_assert_true(ops->notify_message == before.notify_message);
	g_assert_true(ops->notify_formatted == before.notify_formatted);
}

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(formatted); i++) {
		g_autofree char *path = g_strdup_printf("/notices/window/%s", formatted[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_formatted);
	}
	g_test_add_func("/notices/message", test_message);
	g_test_add_func("/notices/profile", test_profile);
	g_test_add_func("/notices/slots-put-back", test_slots_are_put_back);
	g_test_add_func("/notices/wrapped-by-another", test_wrapped_by_another);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
