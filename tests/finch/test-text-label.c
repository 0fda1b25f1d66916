/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-purple.h"
#include "finch/wd-text-label.h"
#include "finch/wd-text-logs.h"
#include "finch/wd-text-unlock.h"

/* In Finch, which knows no keys for buttons. */

static const struct {
	const char *name;
	const char *label;
	const char *shown;
} cases[] = {
	{"first", "_Close", "Close"},
	{"inner", "Do _Not Log", "Do Not Log"},
	{"behind", "解锁(_U)", "解锁"},
	{"none", "Close", "Close"},
	{"of-a-site", "_Always Open a__b.example", "Always Open a_b.example"},
	{"empty", "", ""},
	{"nothing", NULL, NULL},
};

static void
test_label(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autofree char *shown = wd_text_label(cases[i].label);

	g_assert_cmpstr(shown, ==, cases[i].shown);
}

static WdLogsState logs_state;

static void
get_state(gpointer session, WdLogsState *state)
{
	*state = logs_state;
}

static gboolean
search(gpointer session, const char *words, const WdLogsWatch *watch)
{
	return TRUE;
}

static void
cancel(gpointer session)
{
}

static const WdLogsPort port = {.get_state = get_state, .search = search, .cancel = cancel};
static const WdHost host = {.abi = WD_HOST_ABI, .logs = &port};

static GString *labels; /* of all buttons, as they came to the client */

static void *
note_action(const char *title,
	    const char *primary,
	    const char *secondary,
	    int default_action,
	    PurpleAccount *account,
	    const char *who,
	    PurpleConversation *conversation,
	    void *user_data,
	    size_t n_actions,
	    va_list actions)
{
	for (size_t i = 0; i < n_actions; i++) {
		g_string_append_printf(labels, "%s;", va_arg(actions, const char *));
		(void)va_arg(actions, GCallback);
	}
	return labels;
}

static void *
note_fields(const char *title,
	    const char *primary,
	    const char *secondary,
	    PurpleRequestFields *fields,
	    const char *ok_text,
	    GCallback ok,
	    const char *cancel_text,
	    GCallback cancel_callback,
	    PurpleAccount *account,
	    const char *who,
	    PurpleConversation *conversation,
	    void *user_data)
{
	g_string_append_printf(labels, "%s;%s;", ok_text, cancel_text);
	purple_request_fields_destroy(fields);
	return labels;
}

static void
close_request(PurpleRequestType type, void *handle)
{
}

static PurpleRequestUiOps client = {
	.request_action = note_action,
	.request_fields = note_fields,
	.close_request = close_request,
};

static void
test_logs(void)
{
	WdTextLogs *logs = wd_text_logs_new(&host, &logs_state);

	labels = g_string_new(NULL);
	logs_state = (WdLogsState){.has_key = TRUE};
	wd_text_logs_show(logs, NULL);
	wd_text_logs_note_closed(logs, labels);
	wd_text_logs_show(logs, "kestrel");
	wd_text_logs_note_closed(logs, labels);
	logs_state.is_locked = TRUE;
	wd_text_logs_show(logs, NULL);
	wd_text_unlock_ask(&host, &logs_state, NULL);
	g_assert_cmpstr(labels->str, ==, "Go On;Close;Stop;Unlock;Close;Unlock;Cancel;");
	wd_text_logs_note_closed(logs, labels);
	wd_text_logs_free(logs);
	purple_request_close_with_handle(&logs_state);
	g_string_free(labels, TRUE);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start_as("gnt-purple");
	purple_request_set_ui_ops(&client);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/text-label/", cases[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_label);
	}
	g_test_add_func("/text-label/logs", test_logs);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
