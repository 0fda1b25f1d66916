/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-purple.h"
#include "finch/wd-text-logs.h"

/* A session that writes down what is asked of it. */
static struct {
	WdLogsState state;
	GString *calls;
	WdLogsWatch watch;
	void (*unlocked)(const char *problem, gpointer data);
	gpointer data;
	gboolean refuses;
} desk;

static void
get_state(gpointer session, WdLogsState *state)
{
	*state = desk.state;
}

static void
unlock(gpointer session,
       const char *passphrase,
       void (*done)(const char *problem, gpointer data),
       gpointer data)
{
	g_string_append_printf(desk.calls, "unlock %s;", passphrase);
	desk.unlocked = done;
	desk.data = data;
}

static void
forget_unlock(gpointer session)
{
	g_string_append(desk.calls, "forget;");
}

static void
lock(gpointer session)
{
	g_string_append(desk.calls, "lock;");
	desk.state.is_locked = TRUE;
}

static gboolean
search(gpointer session, const char *words, const WdLogsWatch *watch)
{
	g_string_append_printf(desk.calls, "search %s;", words);
	desk.watch = *watch;
	return !desk.refuses;
}

static gboolean
import(gpointer session, const WdLogsWatch *watch)
{
	g_string_append(desk.calls, "import;");
	desk.watch = *watch;
	return !desk.refuses;
}

static void
cancel(gpointer session)
{
	g_string_append(desk.calls, "cancel;");
}

static const WdLogsPort port = {get_state, unlock, forget_unlock, lock, search, import, cancel};
static const WdHost host = {.abi = WD_HOST_ABI, .logs = &port};

/* The form that is open, as a client would have it. */
static struct {
	PurpleRequestFields *fields;
	GCallback ok;
	gpointer data;
} form;

static void *
keep_form(const char *title,
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
	form.fields = fields;
	form.ok = ok;
	form.data = user_data;
	return &form;
}

static void
close_request(PurpleRequestType type, void *handle)
{
	if (handle == &form)
		g_clear_pointer(&form.fields, purple_request_fields_destroy);
	else
		((WdNullRequest *)handle)->is_open = FALSE;
}

static WdTextLogs *
begin(void)
{
	wd_null_purple_forget();
	memset(&desk, 0, sizeof desk);
	desk.calls = g_string_new(NULL);
	desk.state.has_key = TRUE;
	return wd_text_logs_new(&host, &desk);
}

static void
end(WdTextLogs *logs, const char *calls)
{
	wd_text_logs_free(logs);
	g_assert_cmpstr(desk.calls->str, ==, calls);
	g_string_free(desk.calls, TRUE);
	purple_request_close_with_handle(&desk);
}

static void
fill_in(const char *id, const char *text)
{
	PurpleRequestField *field = purple_request_fields_get_field(form.fields, id);

	purple_request_field_string_set_value(field, text);
}

static void
tick(const char *id)
{
	purple_request_field_bool_set_value(purple_request_fields_get_field(form.fields, id), TRUE);
}

static void
press_ok(void)
{
	((PurpleRequestFieldsCb)form.ok)(form.data, form.fields);
	purple_request_close(PURPLE_REQUEST_FIELDS, &form);
}

static const char *
read_last(void)
{
	const GPtrArray *notices = wd_null_purple_notices();

	g_assert_cmpuint(notices->len, >, 0);
	return g_ptr_array_index(notices, notices->len - 1);
}

static void
give_hit(const char *text)
{
	const WdLogsHit hit = {.place = {"prpl-jabber", "me@x", "bob@x", FALSE},
			       .time_ms = 1795323600123,
			       .sender = "bob",
			       .text = text};

	desk.watch.hit(&hit, desk.watch.data);
}

static void
test_words_at_once(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, "kestrel");
	g_assert_nonnull(wd_null_purple_find_request()); /* what can stop it */
	desk.watch.progress(0.5, "1 message found.", desk.watch.data);
	give_hit("a <b>kestrel</b> & more");
	desk.watch.done("1 message found.", desk.watch.data);
	g_assert_nonnull(strstr(read_last(), "bob@x"));
	g_assert_nonnull(strstr(read_last(), "a &lt;b&gt;kestrel&lt;/b&gt; &amp; more"));
	g_assert_null(wd_null_purple_find_request());
	end(logs, "search kestrel;");
}

static void
test_nothing_found(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, "kestrel");
	desk.watch.done("0 messages found.", desk.watch.data);
	g_assert_nonnull(strstr(read_last(), "0 messages found."));
	end(logs, "search kestrel;");
}

static void
test_many_found(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, "kestrel");
	for (guint i = 0; i < 2000; i++)
		give_hit("kestrel");
	desk.watch.done("2000 messages found.", desk.watch.data);
	g_assert_cmpuint(strlen(read_last()), <, 20000);
	end(logs, "search kestrel;");
}

static void
test_hostile(void)
{
	WdTextLogs *logs = begin();
	g_autofree char *many = g_strnfill(1024 * 1024, 'x');

	wd_text_logs_show(logs, "x");
	give_hit(many);
	give_hit("\xe2\x80\xae");
	desk.watch.done("2 messages found.", desk.watch.data);
	g_assert_cmpuint(strlen(read_last()), <, 2000);
	g_assert_null(strstr(read_last(), "\xe2\x80\xae"));
	end(logs, "search x;");
}

/* Words that were asked for wait for the passphrase. */
static void
test_locked(void)
{
	WdTextLogs *logs = begin();

	desk.state.is_locked = desk.state.wants_passphrase = TRUE;
	wd_text_logs_show(logs, "kestrel");
	wd_text_logs_show(logs, "kestrel"); /* one form */
	g_assert_cmpstr(purple_request_fields_get_string(form.fields, "words"), ==, "kestrel");
	fill_in("passphrase", "horse");
	press_ok();
	desk.unlocked("That was not right.", desk.data);
	g_assert_nonnull(strstr(read_last(), "That was not right."));
	wd_text_logs_show(logs, "kestrel");
	fill_in("passphrase", "mare");
	press_ok();
	desk.state.is_locked = FALSE;
	desk.unlocked(NULL, desk.data);
	desk.watch.done("0 messages found.", desk.watch.data);
	end(logs, "unlock horse;unlock mare;search kestrel;");
}

static void
test_import(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, NULL);
	tick("import");
	press_ok();
	desk.watch.done("4 old logs were encrypted.", desk.watch.data);
	g_assert_nonnull(strstr(read_last(), "4 old logs were encrypted."));
	end(logs, "import;");
}

static void
test_stop(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, "kestrel");
	wd_null_purple_answer(wd_null_purple_find_request(), "Stop", NULL);
	g_assert_nonnull(strstr(read_last(), "Stopped."));
	end(logs, "search kestrel;cancel;");
}

static void
test_lock(void)
{
	WdTextLogs *logs = begin();

	desk.state.can_lock = TRUE;
	wd_text_logs_show(logs, NULL);
	tick("lock");
	fill_in("words", "kestrel"); /* not both */
	press_ok();
	g_assert_nonnull(strstr(read_last(), "The logs are locked."));
	end(logs, "lock;");
}

static void
test_refused(void)
{
	WdTextLogs *logs = begin();

	desk.refuses = TRUE;
	wd_text_logs_show(logs, "kestrel");
	g_assert_nonnull(strstr(read_last(), "not possible"));
	g_assert_null(wd_null_purple_find_request());
	end(logs, "search kestrel;");
}

/* Windows closed without a button: the form can be opened again, the job goes on. */
static void
test_closed_without_button(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, NULL);
	g_assert_nonnull(form.fields);
	purple_request_close(PURPLE_REQUEST_FIELDS, &form);
	wd_text_logs_note_closed(logs, &form);
	wd_text_logs_show(logs, NULL);
	g_assert_nonnull(form.fields);
	purple_request_close(PURPLE_REQUEST_FIELDS, &form);
	wd_text_logs_note_closed(logs, &form);
	wd_text_logs_show(logs, "kestrel");
	wd_text_logs_note_closed(logs, wd_null_purple_find_request());
	desk.watch.done("0 messages found.", desk.watch.data);
	g_assert_nonnull(strstr(read_last(), "0 messages found."));
	end(logs, "search kestrel;");
}

/* Unloaded in the middle of it. */
static void
test_freed_while_busy(void)
{
	WdTextLogs *logs = begin();

	wd_text_logs_show(logs, "kestrel");
	end(logs, "search kestrel;cancel;");
	logs = begin();
	desk.state.is_locked = TRUE;
	wd_text_logs_show(logs, NULL);
	press_ok();
	end(logs, "unlock ;forget;");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(void);
	} tests[] = {
		{"/text-logs/words-at-once", test_words_at_once},
		{"/text-logs/nothing-found", test_nothing_found},
		{"/text-logs/many-found", test_many_found},
		{"/text-logs/hostile", test_hostile},
		{"/text-logs/locked", test_locked},
		{"/text-logs/import", test_import},
		{"/text-logs/stop", test_stop},
		{"/text-logs/lock", test_lock},
		{"/text-logs/refused", test_refused},
		{"/text-logs/closed-without-button", test_closed_without_button},
		{"/text-logs/freed-while-busy", test_freed_while_busy},
	};
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	purple_request_get_ui_ops()->request_fields = keep_form;
	purple_request_get_ui_ops()->close_request = close_request;
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
