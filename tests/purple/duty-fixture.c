/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/duty-fixture.h"

#include <glib/gstdio.h>

#include "purple/wd-duty.h"
#include "purple/wd-session-life.h"
#include "store/wd-paths.h"

typedef struct {
	DutyQuestion question;
	WdAnswer answer;
	gpointer data;
} Asked;

static gboolean is_queue_broken;
static guint n_accounts;

static void
free_asked(gpointer pointer)
{
	Asked *asked = pointer;

	g_free(asked->question.id);
	g_free(asked->question.primary);
	g_free(asked->question.secondary);
	g_free(asked->question.text);
	g_free(asked->question.safe);
	g_ptr_array_unref(asked->question.choices);
	g_free(asked);
}

static void
queue_changed(gpointer ui, guint n_waiting)
{
	((Duty *)ui)->n_waiting = n_waiting;
}

static void
ask(gpointer ui, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	Duty *duty = ui;
	Asked *asked = g_new0(Asked, 1);
	DutyQuestion *seen = &asked->question;

	seen->id = g_strdup(question->id);
	seen->action = question->action;
	seen->primary = g_strdup(question->primary);
	seen->secondary = g_strdup(question->secondary);
	seen->text = g_strdup(question->text);
	seen->safe = g_strdup(question->choices[question->safe_choice].id);
	seen->choices = g_ptr_array_new_with_free_func(g_free);
	for (gsize i = 0; i < question->n_choices; i++)
		g_ptr_array_add(seen->choices, g_strdup(question->choices[i].id));
	seen->is_open = TRUE;
	asked->answer = answer;
	asked->data = data;
	g_ptr_array_add(duty->questions, asked);
}

static void
withdraw(gpointer ui, const char *question_id)
{
	Duty *duty = ui;

	for (guint i = 0; i < duty->questions->len; i++) {
		DutyQuestion *question = g_ptr_array_index(duty->questions, i);

		if (g_str_equal(question->id, question_id))
			question->is_open = FALSE;
	}
}

static gboolean
return_draft(gpointer ui, const WdPlace *place, const char *html, const char *passage)
{
	Duty *duty = ui;

	if (duty->has_entry_box)
		g_ptr_array_add(duty->drafts, g_strdup_printf("%s|%s", place->peer, html));
	g_free(duty->passage);
	duty->passage = g_strdup(passage);
	return duty->has_entry_box;
}

static void
update(gpointer ui, const WdQuestion *question)
{
	Duty *duty = ui;

	for (guint i = 0; i < duty->questions->len; i++) {
		DutyQuestion *seen = g_ptr_array_index(duty->questions, i);

		if (!g_str_equal(seen->id, question->id))
			continue;
		g_free(seen->primary);
		g_free(seen->secondary);
		seen->primary = g_strdup(question->primary);
		seen->secondary = g_strdup(question->secondary);
	}
}

static WdTyped
look_typed(gpointer ui, const WdPlace *place, const char *text)
{
	return ((Duty *)ui)->typed;
}

static void
banner(gpointer ui, const char *id, const char *text)
{
	g_ptr_array_add(((Duty *)ui)->banners, g_strdup_printf("%s|%s", id, text ? text : ""));
}

static const WdUiOps ui_ops = {
	.abi = WD_UI_ABI,
	.queue_changed = queue_changed,
	.ask = ask,
	.withdraw = withdraw,
	.return_draft = return_draft,
	.banner = banner,
	.update = update,
	.look_typed = look_typed,
};

static void
remove_tree(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		if (g_file_test(child, G_FILE_TEST_IS_DIR))
			remove_tree(child);
		else
			g_unlink(child);
	}
	g_rmdir(path);
}

static char *
get_base(void)
{
	return g_build_filename(wd_null_purple_get_user_dir(), "warden", NULL);
}

/**
 * duty_start:
 * @duty: a session that is not on duty
 */
void
duty_start(Duty *duty)
{
	g_autoptr(GError) error = NULL;

	duty->session = wd_session_new(wd_null_purple_new_plugin("core-warden"), &error);
	g_assert_no_error(error);
	wd_session_set_ui(duty->session, &ui_ops, duty);
	wd_duty_start(duty->session);
}

/**
 * duty_stop:
 * @duty: a session on duty
 *
 * As a plugin's unload() does it.
 */
void
duty_stop(Duty *duty)
{
	PurplePlugin *plugin = wd_session_get_plugin(duty->session);

	wd_duty_stop(duty->session);
	wd_session_free(duty->session);
	/* The core does this after a plugin's unload(). */
	purple_signals_disconnect_by_handle(plugin);
	duty->session = NULL;
}

/**
 * duty_break_queue:
 *
 * The next session finds a folder where its database should be.
 */
void
duty_break_queue(void)
{
	is_queue_broken = TRUE;
}

static void
prepare_base(const char *base)
{
	g_autofree char *database = wd_path_get(base, WD_PATH_STATE_DB);

	remove_tree(base);
	if (is_queue_broken) {
		g_mkdir_with_parents(base, 0700);
		g_mkdir(database, 0700);
	}
	is_queue_broken = FALSE;
}

/**
 * duty_begin:
 * @settings: what the person set
 * @n_settings: how many
 *
 * Returns: (transfer full): a session on duty, and an account of its own with one contact, "anna"
 */
Duty *
duty_begin(const DutySetting *settings, gsize n_settings)
{
	Duty *duty = g_new0(Duty, 1);
	g_autofree char *base = get_base();
	g_autofree char *name = g_strdup_printf("me%u", ++n_accounts);

	prepare_base(base);
	duty->questions = g_ptr_array_new_with_free_func(free_asked);
	duty->drafts = g_ptr_array_new_with_free_func(g_free);
	duty->banners = g_ptr_array_new_with_free_func(g_free);
	duty->has_entry_box = TRUE;
	duty_start(duty);
	for (gsize i = 0; i < n_settings; i++) {
		g_autoptr(GError) error = NULL;

		g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(duty->session),
						       settings[i].key,
						       settings[i].value,
						       &error));
		g_assert_no_error(error);
	}
	duty->account = wd_null_purple_sign_on(name);
	wd_null_purple_add_buddy(duty->account, "anna");
	wd_null_purple_forget();
	return duty;
}

/**
 * duty_restart:
 * @duty: a session on duty
 *
 * Ends the session and begins another one on the same folder.
 */
void
duty_restart(Duty *duty)
{
	duty_stop(duty);
	wd_null_purple_forget();
	duty_start(duty);
}

static void
destroy_conversations(void)
{
	while (purple_get_conversations() != NULL)
		purple_conversation_destroy(purple_get_conversations()->data);
}

/**
 * duty_end:
 * @duty: (transfer full): a session on duty
 */
void
duty_end(Duty *duty)
{
	duty_stop(duty);
	destroy_conversations();
	wd_null_purple_sign_off(duty->account);
	wd_null_purple_forget();
	g_ptr_array_unref(duty->questions);
	g_ptr_array_unref(duty->drafts);
	g_free(duty->passage);
	g_ptr_array_unref(duty->banners);
	g_free(duty);
}

/**
 * duty_connection:
 * @duty: a session on duty
 *
 * Returns: (transfer none): where the account is connected
 */
PurpleConnection *
duty_connection(const Duty *duty)
{
	return purple_account_get_connection(duty->account);
}

/**
 * duty_rows:
 * @duty: a session on duty
 *
 * Returns: (transfer full): what is in the review queue
 */
GPtrArray *
duty_rows(const Duty *duty)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *rows = wd_queue_list(wd_session_get_queue(duty->session), &error);

	g_assert_no_error(error);
	return rows;
}

/**
 * duty_row_state:
 * @duty: a session on duty
 * @id: a row
 *
 * Returns: its state
 */
WdHeldState
duty_row_state(const Duty *duty, const char *id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held = wd_queue_find(wd_session_get_queue(duty->session), id, &error);

	g_assert_no_error(error);
	return held->state;
}

/**
 * duty_answer:
 * @duty: a session on duty
 * @choice: what the person chooses
 * @text: (nullable): the draft as the person left it
 *
 * Answers the newest open question.
 */
void
duty_answer(Duty *duty, const char *choice, const char *text)
{
	for (guint i = duty->questions->len; i > 0; i--) {
		Asked *asked = g_ptr_array_index(duty->questions, i - 1);

		if (!asked->question.is_open)
			continue;
		asked->question.is_open = FALSE;
		asked->answer(choice, text, asked->data);
		wd_null_purple_turn(0);
		return;
	}
	g_error("nothing is being asked");
}

/**
 * duty_run:
 * @argc: of main()
 * @argv: of main()
 * @add_tests: adds the program's tests
 *
 * Returns: the exit status of the program, whose tests ran on one core
 */
int
duty_run(int *argc, char ***argv, void (*add_tests)(void))
{
	int status;

	g_test_init(argc, argv, NULL);
	wd_null_purple_start();
	add_tests();
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
