/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a window about logs can do: unlock, search, import, and be closed in the middle. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fakes/wd-null-purple.h"
#include "log-session.h"
#include "purple/wd-log-desk.h"
#include "purple/wd-purple-log.h"
#include "store/wd-key-place.h"

#define PEER "colleague@corp.example"

typedef struct {
	PurpleAccount *account;
	WdSession *session;
	char *base;
	GString *told; /* hits, then what was said at the end */
	gboolean is_done;
	guint n_progress;
} Duty;

static void
note_hit(const WdLogsHit *hit, gpointer data)
{
	Duty *duty = data;

	g_string_append_printf(duty->told, "%s|%s\n", hit->place.peer, hit->text);
}

static void
note_progress(double part, const char *words, gpointer data)
{
	g_assert_cmpfloat(part, >=, 0);
	g_assert_cmpfloat(part, <=, 1);
	((Duty *)data)->n_progress++;
}

static void
note_done(const char *words, gpointer data)
{
	Duty *duty = data;

	g_string_append(duty->told, words);
	duty->is_done = TRUE;
}

static void
note_unlocked(const char *problem, gpointer data)
{
	note_done(problem != NULL ? problem : "open", data);
}

static void
wait_done(Duty *duty)
{
	while (!duty->is_done)
		g_main_context_iteration(NULL, TRUE);
	duty->is_done = FALSE;
}

static WdLogsWatch
make_watch(Duty *duty)
{
	g_string_truncate(duty->told, 0);
	return (WdLogsWatch){note_hit, note_progress, note_done, duty};
}

static const WdLogsPort *
get_port(void)
{
	return wd_log_desk_get_port();
}

/* With @passphrase the key lies under it, and a client starts locked. */
static void
duty_start(Duty *duty, const char *passphrase)
{
	static guint n_profiles;
	PurplePlugin *plugin = wd_null_purple_new_plugin("core-warden");
	g_autofree char *name = NULL;

	memset(duty, 0, sizeof *duty);
	name = g_strdup_printf("warden-%u", n_profiles++); /* a profile each */
	duty->base = g_build_filename(wd_null_purple_get_user_dir(), name, NULL);
	duty->told = g_string_new(NULL);
	duty->account = wd_null_purple_sign_on("me@corp.example");
	log_session_set_policy(WD_KEY_LOGS_MODE, "always");
	duty->session = log_session_start(plugin, duty->base);
	if (passphrase != NULL) {
		char *text = wd_keys_export(wd_session_get_keys(duty->session), NULL);

		g_assert_true(wd_key_place_move(
			duty->base, WD_KEY_BY_PASSPHRASE, text, passphrase, NULL));
		g_free(text);
		log_session_stop();
		duty->session = log_session_start(plugin, duty->base);
	}
	wd_purple_log_attach(duty->session);
}

static void
duty_stop(Duty *duty)
{
	wd_purple_log_detach(duty->session);
	while (purple_get_conversations() != NULL)
		purple_conversation_destroy(purple_get_conversations()->data);
	wd_null_purple_sign_off(duty->account);
	log_session_stop();
	log_session_forget_policy();
	g_string_free(duty->told, TRUE);
	g_free(duty->base);
}

static void
receive(Duty *duty, const char *text)
{
	serv_got_im(purple_account_get_connection(duty->account), PEER, text, 0, time(NULL));
}

static void
test_search(void)
{
	Duty duty;
	WdLogsWatch watch;

	duty_start(&duty, NULL);
	receive(&duty, "a <b>kes</b>trel\nflew");
	receive(&duty, "nothing");
	/* Another log: there is progress to be told of between the two. */
	serv_got_im(
		purple_account_get_connection(duty.account), "other", "nor here", 0, time(NULL));
	watch = make_watch(&duty);
	g_assert_false(get_port()->search(duty.session, "", &watch));
	g_assert_true(get_port()->search(duty.session, "KESTREL", &watch));
	g_assert_false(get_port()->search(duty.session, "x", &watch)); /* one at a time */
	wait_done(&duty);
	g_assert_nonnull(strstr(duty.told->str, PEER "|a kestrel flew\n"));
	g_assert_nonnull(strstr(duty.told->str, "1 message found."));
	g_assert_cmpuint(duty.n_progress, >, 0); /* or what follows proves nothing */
	watch = make_watch(&duty);
	watch.progress = NULL; /* a client without a bar */
	g_assert_true(get_port()->search(duty.session, "kestrel", &watch));
	wait_done(&duty);
	g_assert_nonnull(strstr(duty.told->str, "1 message found."));
	watch = make_watch(&duty);
	g_assert_true(get_port()->search(duty.session, "kestrel", &watch));
	get_port()->cancel(duty.session);
	while (g_main_context_iteration(NULL, FALSE))
		continue;
	g_assert_cmpstr(duty.told->str, ==, ""); /* nothing is told after that */
	duty_stop(&duty);
}

/* Nothing prompts: what is locked says no until the person unlocks, and is put away again. */
static void
test_passphrase(void)
{
	Duty duty;
	WdLogsState state;
	WdLogsWatch watch;

	duty_start(&duty, "horse");
	receive(&duty, "a kestrel");
	get_port()->get_state(duty.session, &state);
	g_assert_true(state.is_locked && state.has_key && state.wants_passphrase);
	watch = make_watch(&duty);
	g_assert_false(get_port()->search(duty.session, "kestrel", &watch));
	g_assert_false(get_port()->import(duty.session, &watch));
	get_port()->unlock(duty.session, "", note_unlocked, &duty);
	g_assert_cmpstr(duty.told->str, ==, "Type the passphrase first.");
	duty.is_done = FALSE;
	(void)make_watch(&duty);
	get_port()->unlock(duty.session, "cow", note_unlocked, &duty);
	wait_done(&duty);
	g_assert_cmpstr(duty.told->str, ==, "That is not the right passphrase.");
	g_assert_cmpuint(log_session_count_audits("log.unlock_failed"), ==, 1);
	(void)make_watch(&duty);
	get_port()->unlock(duty.session, "horse", note_unlocked, &duty);
	wait_done(&duty);
	g_assert_cmpstr(duty.told->str, ==, "open");
	g_assert_cmpuint(log_session_count_audits("log.unlock"), ==, 1);
	watch = make_watch(&duty);
	g_assert_true(get_port()->search(duty.session, "kestrel", &watch));
	wait_done(&duty);
	g_assert_nonnull(strstr(duty.told->str, "1 message found."));
	watch = make_watch(&duty);
	g_assert_true(get_port()->search(duty.session, "kestrel", &watch));
	get_port()->lock(duty.session); /* in the middle */
	wait_done(&duty);
	g_assert_nonnull(strstr(duty.told->str, "it was stopped"));
	get_port()->get_state(duty.session, &state);
	g_assert_true(state.is_locked);
	g_assert_cmpuint(log_session_count_audits("log.lock"), ==, 1);
	duty_stop(&duty);
}

/* Looks at the log as the viewer does. */
static void
look(Duty *duty)
{
	GList *logs = purple_log_get_logs(PURPLE_LOG_IM, PEER, duty->account);
	PurpleLogReadFlags flags;
	g_autofree char *text = purple_log_read(logs->data, &flags);

	g_list_free_full(logs, (GDestroyNotify)purple_log_free);
}

typedef struct {
	const char *name;
	const char *passphrase; /* (nullable): the key lies in a file */
	const char *after;
	gboolean is_looking; /* in the middle of the time */
	guint wait_ms;
	gboolean is_locked; /* then */
} RelockCase;

static const RelockCase relocks[] = {
	{"after-the-time", "horse", "PT1S", FALSE, 1900, TRUE},
	{"not-before", "horse", "PT30S", FALSE, 1900, FALSE},
	{"never", "horse", "PT0S", FALSE, 1900, FALSE},
	{"a-look-begins-anew", "horse", "PT3S", TRUE, 1900, FALSE},
	{"after-the-last-look", "horse", "PT2S", TRUE, 3200, TRUE},
	{"not-a-key-in-a-file", NULL, "PT1S", FALSE, 1900, FALSE},
};

/* The key that a passphrase opened is put away when nobody has read for a while. */
static void
test_relock(gconstpointer data)
{
	const RelockCase *row = data;
	Duty duty;
	WdLogsState state;

	log_session_set_policy(WD_KEY_LOGS_RELOCK_AFTER, row->after);
	duty_start(&duty, row->passphrase);
	receive(&duty, "hello");
	get_port()->unlock(duty.session, row->passphrase, note_unlocked, &duty);
	wait_done(&duty);
	g_assert_cmpstr(duty.told->str, ==, "open");
	if (row->is_looking) {
		wd_null_purple_turn(1300);
		look(&duty);
	}
	wd_null_purple_turn(row->wait_ms);
	get_port()->get_state(duty.session, &state);
	g_assert_cmpint(state.is_locked, ==, row->is_locked);
	g_assert_cmpuint(log_session_count_audits("log.lock"), ==, row->is_locked ? 1 : 0);
	duty_stop(&duty);
}

/* A window that is closed hears nothing, and the key is open all the same. */
static void
test_closed_window(void)
{
	Duty duty;
	WdLogsState state = {.is_locked = TRUE};

	duty_start(&duty, "horse");
	get_port()->unlock(duty.session, "horse", note_unlocked, &duty);
	get_port()->forget_unlock(duty.session);
	while (state.is_locked) {
		g_main_context_iteration(NULL, TRUE);
		get_port()->get_state(duty.session, &state);
	}
	g_assert_cmpstr(duty.told->str, ==, "");
	duty_stop(&duty);
}

static void
test_import(void)
{
	static const char text[] = "(05:10:05) me: a kestrel\n";
	Duty duty;
	WdLogsWatch watch;
	g_autofree char *folder = NULL;
	g_autofree char *old = NULL;

	duty_start(&duty, NULL);
	folder = g_build_filename(purple_user_dir(), "logs", "irc", "me", "bob", NULL);
	old = g_build_filename(folder, "2026-11-22.051000.txt", NULL);
	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(old, text, -1, NULL));
	watch = make_watch(&duty);
	g_assert_true(get_port()->import(duty.session, &watch));
	wait_done(&duty);
	g_assert_false(g_file_test(old, G_FILE_TEST_EXISTS));
	g_assert_nonnull(strstr(duty.told->str, "1 old log was encrypted"));
	watch = make_watch(&duty);
	g_assert_true(get_port()->search(duty.session, "kestrel", &watch));
	wait_done(&duty);
	g_assert_nonnull(strstr(duty.told->str, "bob|a kestrel\n"));
	duty_stop(&duty);
}

int
main(int argc, char *argv[])
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	g_test_add_func("/log-desk/search", test_search);
	g_test_add_func("/log-desk/passphrase", test_passphrase);
	for (gsize i = 0; i < G_N_ELEMENTS(relocks); i++) {
		g_autofree char *path = g_strconcat("/log-desk/relock/", relocks[i].name, NULL);

		g_test_add_data_func(path, &relocks[i], test_relock);
	}
	g_test_add_func("/log-desk/closed-window", test_closed_window);
	g_test_add_func("/log-desk/import", test_import);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
