/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "fakes/wd-null-purple.h"
#include "finch/wd-text-review.h"
#include "finch/wd-text-ui.h"
#include "ui/wd-logs-port.h"

static PurplePlugin *plugin;
static PurpleAccount *account;

/* A host with rows of its own. */
static GPtrArray *rows; /* of WdHeld * */
static char *decided;   /* "ID decision" of the last one */
static gboolean is_queue_broken;

/* The key to read them. */
static WdLogsState logs_state;
static char *typed;                                          /* (nullable) the last passphrase */
static void (*unlocked)(const char *problem, gpointer data); /* (nullable) who waits */
static gpointer unlocked_data;

static void
get_logs_state(gpointer session, WdLogsState *state)
{
	*state = logs_state;
}

static void
unlock_logs(gpointer session,
	    const char *passphrase,
	    void (*done)(const char *problem, gpointer data),
	    gpointer data)
{
	g_free(typed);
	typed = g_strdup(passphrase);
	unlocked = done;
	unlocked_data = data;
}

static void
forget_unlock(gpointer session)
{
	unlocked = NULL;
}

static const WdLogsPort logs_port = {
	.get_state = get_logs_state,
	.unlock = unlock_logs,
	.forget_unlock = forget_unlock,
};

static gpointer
copy_held(gconstpointer held, gpointer data)
{
	return wd_held_copy(held);
}

static GPtrArray *
list_held(gpointer session, GError **error)
{
	if (is_queue_broken) {
		g_set_error(error, g_quark_from_static_string("test"), 0, "no database");
		return NULL;
	}
	if (logs_state.is_locked) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "locked");
		return NULL;
	}
	return g_ptr_array_copy(rows, copy_held, NULL);
}

static gboolean
decide(gpointer session, const char *id, WdDecision decision, GError **error)
{
	g_free(decided);
	decided = g_strdup_printf("%s %s", id, wd_decision_to_string(decision));
	if (is_queue_broken)
		g_set_error(error, g_quark_from_static_string("test"), 0, "no database");
	return !is_queue_broken;
}

static char *
teach_held(gpointer session, const char *id, gboolean is_spim, char **lesson_id, GError **error)
{
	g_free(decided);
	decided = g_strdup_printf("%s %s", id, is_spim ? "spim" : "not-spim");
	*lesson_id = g_strdup_printf("lesson-%s", id);
	return g_strdup("Learned.");
}

static char *
undo_lesson(gpointer session, const char *lesson_id, GError **error)
{
	g_free(decided);
	decided = g_strdup_printf("undo %s", lesson_id);
	if (is_queue_broken)
		g_set_error(error, g_quark_from_static_string("test"), 0, "no database");
	return is_queue_broken ? NULL : g_strdup("Taken back.");
}

static guint
count_waiting(gpointer session)
{
	return 0;
}

static const WdHost host = {
	.abi = WD_HOST_ABI,
	.list_held = list_held,
	.decide = decide,
	.count_waiting = count_waiting,
	.teach_held = teach_held,
	.undo_lesson = undo_lesson,
	.logs = &logs_port,
};

static const WdChoice choices[] = {
	{"send", "_Send"},
	{"cancel", "_Cancel"},
	{"edit", "_Edit"},
	{"later", "_Later"},
	/* A secret that a company wants a reason for, held: five, with "send" in two forms. */
	{"send-harmless", "Send: _Not Confidential"},
	{"send-needed", "Send: _Reader Needs It"}};

static void
collect(const char *choice, const char *text, gpointer data)
{
	g_string_append_printf(data, "%s;", choice);
}

static WdTextUi *
begin(void)
{
	wd_null_purple_forget();
	return wd_text_ui_new(&host, plugin);
}

static void
pose(WdTextUi *ui, gsize n_choices, GString *said)
{
	const WdQuestion question = {
		.id = "q",
		.place = {"prpl-fake", "me", "anna", FALSE},
		.title = "Purple Warden",
		.primary = "Send this to anna?",
		.secondary = "Because.",
		.host = "evil.example",
		.text = "my \u202etext",
		.choices = choices,
		.n_choices = n_choices,
		.safe_choice = 2,
	};

	wd_text_ui_get_ops()->ask(ui, &question, collect, said);
}

/* A megabyte in every part: asked all the same, and no longer than a terminal can bear. */
static void
test_megabyte(void)
{
	for (gsize n_choices = 2; n_choices <= 4; n_choices += 2) {
		g_autoptr(GString) said = g_string_new(NULL);
		g_autofree char *text = g_strnfill(1024 * 1024, '<');
		const WdQuestion question = {
			.id = "long",
			.title = text,
			.primary = text,
			.secondary = text,
			.host = text,
			.text = text,
			.choices = choices,
			.n_choices = n_choices,
			.safe_choice = 1,
		};
		WdTextUi *ui = begin();
		WdNullRequest *request;

		wd_text_ui_get_ops()->ask(ui, &question, collect, said);
		request = wd_null_purple_find_request();
		g_assert_nonnull(request);
		g_assert_cmpuint(strlen(request->primary), <, 1000);
		g_assert_cmpuint(strlen(request->secondary), <, 10000);
		wd_null_purple_answer(request, "Cancel", NULL);
		g_assert_cmpstr(said->str, ==, "cancel;");
		wd_text_ui_free(ui);
	}
}

static void
test_each_choice(void)
{
	static const char *const labels[] = {"Send",
					     "Cancel",
					     "Edit",
					     "Later",
					     "Send: Not Confidential",
					     "Send: Reader Needs It"};

	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
		g_autoptr(GString) said = g_string_new(NULL);
		g_autofree char *expected = g_strdup_printf("%s;", choices[i].id);
		WdTextUi *ui = begin();

		pose(ui, G_N_ELEMENTS(choices), said);
		wd_null_purple_answer(wd_null_purple_find_request(), labels[i], NULL);
		g_assert_cmpstr(said->str, ==, expected);
		wd_text_ui_free(ui);
		g_assert_cmpstr(said->str, ==, expected);
	}
}

static void
test_what_is_shown(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdTextUi *ui = begin();
	WdNullRequest *request;

	pose(ui, 3, said);
	request = wd_null_purple_find_request();
	g_assert_cmpstr(request->primary, ==, "Send this to anna?");
	g_assert_nonnull(strstr(request->secondary, "Because."));
	g_assert_nonnull(strstr(request->secondary, "evil.example"));
	g_assert_null(strstr(request->secondary, "\u202e")); /* turns the text around */
	g_assert_cmpuint(request->labels->len, ==, 3);
	wd_text_ui_free(ui);
}

/* A text with a yes and a no can be changed, and closing means no here as well. */
static void
test_text_with_yes_and_no(void)
{
	const WdChoice yes_no[] = {{"send", "_Send"}, {"cancel", "_Don't Send"}};
	const WdQuestion question = {
		.id = "q",
		.title = "t",
		.primary = "p",
		.text = "line one\nline two",
		.choices = yes_no,
		.n_choices = G_N_ELEMENTS(yes_no),
		.safe_choice = 1,
	};
	static const struct {
		const char *label;
		const char *said;
	} answers[] = {{"Send", "send"}, {"Don't Send", "cancel"}};

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		WdTextUi *ui = begin();
		GString *said = g_string_new(NULL);
		WdNullRequest *request;

		wd_text_ui_get_ops()->ask(ui, &question, collect, said);
		request = wd_null_purple_find_request();
		g_assert_cmpint(request->type, ==, PURPLE_REQUEST_INPUT);
		g_assert_cmpstr(request->fallback, ==, "line one\nline two");
		wd_null_purple_answer(request, answers[i].label, "changed");
		g_assert_nonnull(strstr(said->str, answers[i].said));
		g_string_free(said, TRUE);
		wd_text_ui_free(ui);
	}
}

/* A window that is closed calls nobody back: clients only tell libpurple that it is gone. */
static void
test_closing_is_the_safe_choice(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdTextUi *ui = begin();

	pose(ui, 3, said);
	purple_request_close(PURPLE_REQUEST_ACTION, wd_null_purple_find_request());
	g_assert_cmpstr(said->str, ==, "edit;");
	wd_text_ui_free(ui);
	g_assert_cmpstr(said->str, ==, "edit;");
}

static void
test_withdrawn_closes_silently(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdTextUi *ui = begin();

	pose(ui, 3, said);
	wd_text_ui_get_ops()->withdraw(ui, "q");
	wd_text_ui_get_ops()->withdraw(ui, "q");
	g_assert_null(wd_null_purple_find_request());
	wd_text_ui_free(ui);
	g_assert_cmpstr(said->str, ==, "");
}

static void
test_open_at_the_end(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdTextUi *ui = begin();

	pose(ui, 3, said);
	wd_text_ui_free(ui);
	g_assert_cmpstr(said->str, ==, "edit;");
	g_assert_null(wd_null_purple_find_request());
}

static WdTextUi *pair_ui;
static guint n_pair_answers;

static void
withdraw_other(const char *choice, const char *text, gpointer other)
{
	n_pair_answers++;
	wd_text_ui_get_ops()->withdraw(pair_ui, other);
}

/* Two about one matter: whichever is answered at the end takes the other away. */
static void
test_withdrawn_at_the_end(void)
{
	WdQuestion question = {.id = "one",
			       .title = "t",
			       .primary = "p",
			       .choices = choices,
			       .n_choices = 3,
			       .safe_choice = 2};

	pair_ui = begin();
	n_pair_answers = 0;
	wd_text_ui_get_ops()->ask(pair_ui, &question, withdraw_other, "two");
	question.id = "two";
	wd_text_ui_get_ops()->ask(pair_ui, &question, withdraw_other, "one");
	wd_text_ui_free(pair_ui);
	g_assert_cmpuint(n_pair_answers, ==, 1);
	g_assert_null(wd_null_purple_find_request());
}

static void
test_client_without_questions(void)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();
	g_autoptr(GString) said = g_string_new(NULL);
	const WdPlace place = {"prpl-fake", "me", "anna", FALSE};
	WdTextUi *ui;

	purple_request_set_ui_ops(NULL);
	ui = begin();
	pose(ui, 3, said);
	g_assert_cmpstr(said->str, ==, "edit;");
	g_assert_false(wd_text_ui_get_ops()->return_draft(ui, &place, "hello", NULL));
	wd_text_ui_free(ui);
	purple_request_set_ui_ops(ops);
}

static void
test_slot_is_put_back(void)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();
	void (*before)(PurpleRequestType, void *) = ops->close_request;
	WdTextUi *ui = begin();

	g_assert_true(ops->close_request != before);
	wd_text_ui_free(ui);
	g_assert_true(ops->close_request == before);
}

static void (*wrapped)(PurpleRequestType type, void *handle);

static void
wrap(PurpleRequestType type, void *handle)
{
	wrapped(type, handle);
}

/* A plugin that wrapped the slot after us stays: windows close without us, and with us again. */
static void
test_slot_is_wrapped(void)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();
	void (*before)(PurpleRequestType, void *) = ops->close_request;
	g_autoptr(GString) said = g_string_new(NULL);
	WdTextUi *ui = begin();

	wrapped = ops->close_request;
	ops->close_request = wrap;
	wd_text_ui_free(ui);
	(void)purple_request_action(
		plugin, "t", "p", NULL, 0, NULL, NULL, NULL, NULL, 1, "OK", NULL);
	purple_request_close(PURPLE_REQUEST_ACTION, wd_null_purple_find_request());
	g_assert_null(wd_null_purple_find_request());
	ui = begin();
	pose(ui, 3, said);
	purple_request_close(PURPLE_REQUEST_ACTION, wd_null_purple_find_request());
	g_assert_cmpstr(said->str, ==, "edit;");
	g_assert_null(wd_null_purple_find_request());
	ops->close_request = wrapped; /* the other one goes first this time */
	wd_text_ui_free(ui);
	g_assert_true(ops->close_request == before);
}

static void
test_draft_comes_back_prefilled(void)
{
	const WdPlace place = {"prpl-fake", "me", "anna", FALSE};
	WdTextUi *ui = begin();
	WdNullRequest *request;

	purple_conversation_new(PURPLE_CONV_TYPE_IM, account, "anna");
	g_assert_true(wd_text_ui_get_ops()->return_draft(ui, &place, "a &lt;b&gt;<br>c", NULL));
	request = wd_null_purple_find_request();
	g_assert_cmpstr(request->fallback, ==, "a <b>\nc");
	wd_null_purple_answer(request, "Send", "a <i>\nd");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_wire(), "im anna a &lt;i&gt;<br>d"), ==, 1);
	g_assert_true(wd_text_ui_get_ops()->return_draft(ui, &place, "again", NULL));
	wd_null_purple_answer(wd_null_purple_find_request(), "Cancel", NULL);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 1);
	wd_text_ui_free(ui);
}

/* Switched off meanwhile, or just because of that: the text is still there to be sent. */
static void
test_draft_outlives_the_plugin(void)
{
	const WdPlace place = {"prpl-fake", "me", "anna", FALSE};
	WdTextUi *ui = begin();

	purple_conversation_new(PURPLE_CONV_TYPE_IM, account, "anna");
	g_assert_true(wd_text_ui_get_ops()->return_draft(ui, &place, "hello", NULL));
	wd_text_ui_free(ui);
	g_assert_nonnull(wd_null_purple_find_request());
	wd_null_purple_answer(wd_null_purple_find_request(), "Send", "hello");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "im anna hello"), ==, 1);
}

static void
test_draft_without_conversation(void)
{
	const WdPlace place = {"prpl-fake", "me", "nobody", FALSE};
	const WdPlace account_place = {"prpl-fake", "me", NULL, FALSE};
	WdTextUi *ui = begin();

	g_assert_false(wd_text_ui_get_ops()->return_draft(ui, &place, "hello", NULL));
	g_assert_false(wd_text_ui_get_ops()->return_draft(ui, &account_place, "hello", NULL));
	wd_text_ui_free(ui);
}

static void
test_draft_in_a_room(void)
{
	const WdPlace place = {"prpl-fake", "me", "kitchen", TRUE};
	WdTextUi *ui = begin();

	wd_null_purple_join_chat(account, 7, "kitchen");
	g_assert_true(wd_text_ui_get_ops()->return_draft(ui, &place, "hello", NULL));
	wd_null_purple_answer(wd_null_purple_find_request(), "Send", "hello");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "chat 7 hello"), ==, 1);
	serv_got_chat_left(purple_account_get_connection(account), 7);
	wd_text_ui_free(ui);
}

static void
test_banner(void)
{
	WdTextUi *ui = begin();

	wd_text_ui_get_ops()->banner(ui, "policy", "a mistake");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "a mistake"), ==, 1);
	wd_text_ui_get_ops()->banner(ui, "policy", "another");
	wd_text_ui_get_ops()->banner(ui, "policy", NULL);
	wd_text_ui_get_ops()->banner(ui, "policy", NULL);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 2);
	wd_text_ui_get_ops()->banner(ui, "policy", "open at the end");
	wd_text_ui_free(ui);
}

static void
test_counter_is_quiet(void)
{
	WdTextUi *ui = begin();

	wd_text_ui_get_ops()->queue_changed(ui, 1);
	wd_text_ui_get_ops()->queue_changed(ui, 2);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
	g_assert_cmpuint(wd_null_purple_requests()->len, ==, 0);
	wd_text_ui_free(ui);
}

static gboolean
is_looked_at(PurpleConversation *conversation)
{
	return TRUE;
}

/* What was held while the person looked at no conversation is told when they do, and once. */
static void
test_counter_is_told_later(void)
{
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, account, "anna");
	PurpleConversationUiOps *ops = purple_conversation_get_ui_ops(conversation);
	const WdUiOps *text = wd_text_ui_get_ops();
	const char *line = "holds something for your review";
	WdTextUi *ui = begin();

	text->queue_changed(ui, 1);
	text->queue_changed(ui, 2);
	purple_conversation_update(conversation, PURPLE_CONV_UPDATE_UNSEEN);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), line), ==, 0);
	ops->has_focus = is_looked_at;
	purple_conversation_update(conversation, PURPLE_CONV_UPDATE_UNSEEN);
	purple_conversation_update(conversation, PURPLE_CONV_UPDATE_UNSEEN);
	text->queue_changed(ui, 3);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), line), ==, 1);
	text->queue_changed(ui, 0);
	purple_conversation_update(conversation, PURPLE_CONV_UPDATE_UNSEEN);
	text->queue_changed(ui, 1); /* the person looks already */
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), line), ==, 2);
	ops->has_focus = NULL;
	wd_text_ui_free(ui);
	purple_conversation_update(conversation, PURPLE_CONV_UPDATE_UNSEEN);
}

/* Review */

static WdNullRequest form_handle; /* what the recording UI takes a question for */
static PurpleRequestFields *form;
static GCallback form_ok, form_cancel;
static gpointer form_data;

static void *
keep_form(const char *title,
	  const char *primary,
	  const char *secondary,
	  PurpleRequestFields *fields,
	  const char *ok_text,
	  GCallback ok,
	  const char *cancel_text,
	  GCallback cancel,
	  PurpleAccount *for_account,
	  const char *who,
	  PurpleConversation *conversation,
	  void *user_data)
{
	form = fields;
	form_ok = ok;
	form_cancel = cancel;
	form_data = user_data;
	return &form_handle;
}

static void
open_review(WdTextUi *ui)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();
	void *(*before)(const char *,
			const char *,
			const char *,
			PurpleRequestFields *,
			const char *,
			GCallback,
			const char *,
			GCallback,
			PurpleAccount *,
			const char *,
			PurpleConversation *,
			void *) = ops->request_fields;

	form = NULL;
	ops->request_fields = keep_form;
	wd_text_ui_get_ops()->show_page(ui, WD_PAGE_REVIEW, NULL);
	ops->request_fields = before;
}

static void
add_row(const char *id, const char *peer, const char *text)
{
	const WdEvent fields = {.kind = WD_EVENT_IM, .peer = peer, .text = text};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_HOLD, 1, 0, 0, NULL));
	g_ptr_array_add(rows, wd_held_new(id, event, verdict, 0));
}

static void
select_row(guint index)
{
	const WdHeld *held = g_ptr_array_index(rows, index);

	purple_request_field_bool_set_value(purple_request_fields_get_field(form, held->id), TRUE);
}

/* As Finch does it: it looks for the entry by what it stands for. */
static void
choose(guint index)
{
	PurpleRequestField *field = purple_request_fields_get_field(form, "decision");
	GList *labels = purple_request_field_list_get_items(field);

	purple_request_field_list_clear_selected(field);
	if (index < g_list_length(labels))
		purple_request_field_list_add_selected(field, g_list_nth_data(labels, index));
}

static void
finish(GCallback callback)
{
	((PurpleRequestFieldsCb)callback)(form_data, form);
	purple_request_close_with_handle(plugin);
	g_clear_pointer(&form, purple_request_fields_destroy); /* a UI's task */
}

static void
begin_review(void)
{
	g_clear_pointer(&decided, g_free);
	is_queue_broken = FALSE;
	g_ptr_array_set_size(rows, 0);
	add_row("00000000000000000000000000000001", "bot", "free money");
	add_row("00000000000000000000000000000002", "bot", "free money");
}

static void
test_review(void)
{
	static const struct {
		guint choice;
		const char *decided;
	} cases[] = {
		{0, NULL}, /* leave it */
		{1, "00000000000000000000000000000002 release"},
		{2, "00000000000000000000000000000002 trust"},
		{3, "00000000000000000000000000000002 delete"},
		{4, "00000000000000000000000000000002 report"},
		{5, "00000000000000000000000000000002 spim"},
		{6, "00000000000000000000000000000002 not-spim"},
		{99, NULL}, /* nothing chosen */
	};
	WdTextUi *ui = begin();

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		begin_review();
		open_review(ui);
		select_row(1);
		choose(cases[i].choice);
		finish(form_ok);
		g_assert_cmpstr(decided, ==, cases[i].decided);
	}
	wd_text_ui_free(ui);
}

/* Right after it was learned, one key takes it back. */
static void
test_undo(gconstpointer data)
{
	const char *label = data;
	WdTextUi *ui = begin();
	WdNullRequest *request;

	begin_review();
	open_review(ui);
	select_row(0);
	choose(5);
	((PurpleRequestFieldsCb)form_ok)(form_data, form);
	request = wd_null_purple_find_request();
	g_assert_cmpstr(request->primary, ==, "Learned.");
	is_queue_broken = g_str_equal(label, "broken");
	wd_null_purple_answer(request, g_str_equal(label, "Close") ? "Close" : "Undo", NULL);
	g_assert_cmpstr(decided,
			==,
			g_str_equal(label, "Close")
				? "00000000000000000000000000000001 spim"
				: "undo lesson-00000000000000000000000000000001");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "Taken back."),
			 ==,
			 g_str_equal(label, "Undo") ? 1 : 0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "no database"),
			 ==,
			 g_str_equal(label, "broken") ? 1 : 0);
	purple_request_close_with_handle(plugin);
	g_clear_pointer(&form, purple_request_fields_destroy);
	wd_text_ui_free(ui);
}

/* A file is not only shown when it is released: it is put where somebody opens it. */
static void
test_review_of_a_file(gconstpointer data)
{
	const char *label = data;
	const WdFileFacts seen = {.inspection = WD_INSPECTION_DONE,
				  .file_class = WD_FILE_PROGRAM,
				  .scan = {.result = WD_SCAN_INFECTED, .name = "Eicar\x1b[2J"}};
	g_autoptr(WdFileFacts) facts = wd_file_facts_new(&seen);
	const WdEvent fields = {.kind = WD_EVENT_FILE,
				.peer = "bot",
				.file_name = "a.pdf",
				.file_path = "/home/dana/a.pdf",
				.file_facts = facts};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	WdTextUi *ui = begin();
	WdNullRequest *request;

	begin_review();
	g_ptr_array_add(rows, wd_held_new("00000000000000000000000000000003", event, verdict, 0));
	open_review(ui);
	select_row(2);
	choose(1);
	((PurpleRequestFieldsCb)form_ok)(form_data, form);
	g_assert_null(decided);
	request = wd_null_purple_find_request();
	g_assert_nonnull(strstr(request->primary, "Save it as /home/dana/a.pdf?"));
	g_assert_nonnull(strstr(request->secondary, "program"));
	g_assert_nonnull(strstr(request->secondary, "Eicar"));
	g_assert_null(strchr(request->secondary, '\x1b'));
	wd_null_purple_answer(request, label, NULL);
	g_assert_cmpstr(decided,
			==,
			g_str_equal(label, "Save Anyway")
				? "00000000000000000000000000000003 release"
				: NULL);
	purple_request_close_with_handle(plugin);
	g_clear_pointer(&form, purple_request_fields_destroy);
	wd_text_ui_free(ui);
}

static void
test_review_without_selection(void)
{
	WdTextUi *ui = begin();

	begin_review();
	open_review(ui);
	choose(3);
	finish(form_ok);
	g_assert_null(decided);
	open_review(ui);
	select_row(0);
	choose(3);
	finish(form_cancel);
	g_assert_null(decided);
	wd_text_ui_free(ui);
}

static void
test_review_of_nothing(void)
{
	WdTextUi *ui = begin();

	begin_review();
	g_ptr_array_set_size(rows, 0);
	open_review(ui);
	g_assert_null(form);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "Nothing is held"), ==, 1);
	is_queue_broken = TRUE;
	open_review(ui);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "no database"), ==, 1);
	wd_text_ui_free(ui);
}

static void
test_review_that_fails(void)
{
	WdTextUi *ui = begin();

	begin_review();
	open_review(ui);
	select_row(0);
	choose(1);
	is_queue_broken = TRUE;
	finish(form_ok);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "no database"), ==, 1);
	wd_text_ui_free(ui);
}

/* One line of a terminal for each, and no more of them than fit. */
static void
test_review_fits_the_terminal(void)
{
	WdTextUi *ui = begin();
	g_autofree char *line = NULL;

	begin_review();
	for (guint i = 0; i < 40; i++) {
		g_autofree char *id = g_strdup_printf("%032u", 100 + i);
		add_row(id, "somebody-with-a-long-name@some-long-domain.example", "x");
	}
	line = wd_text_review_describe(g_ptr_array_index(rows, 5));
	g_assert_cmpint(g_utf8_strlen(line, -1), <=, 76);
	open_review(ui);
	g_assert_true(purple_request_fields_exists(form, "00000000000000000000000000000002"));
	g_assert_true(purple_request_fields_exists(form, "00000000000000000000000000000109"));
	g_assert_false(purple_request_fields_exists(form, "00000000000000000000000000000110"));
	finish(form_cancel);
	wd_text_ui_free(ui);
}

static void
test_description(void)
{
	g_autofree char *line = NULL;

	begin_review();
	g_ptr_array_set_size(rows, 0);
	add_row("1", "bo\u202et", "one\ntwo");
	line = wd_text_review_describe(g_ptr_array_index(rows, 0));
	g_assert_null(strchr(line, '\n'));
	g_assert_null(strstr(line, "\u202e"));
	g_assert_nonnull(strstr(line, "one"));
	g_assert_nonnull(strstr(line, "Looks like SPIM"));
}

/* Locked with a passphrase: asked for because the person wanted to look, and then shown. */
static void
test_review_locked(void)
{
	WdTextUi *ui = begin();
	WdNullRequest *request;

	begin_review();
	logs_state = (WdLogsState){.is_locked = TRUE, .has_key = TRUE, .wants_passphrase = TRUE};
	wd_text_review_show(&host, plugin);
	request = wd_null_purple_find_request();
	g_assert_cmpint(request->type, ==, PURPLE_REQUEST_INPUT);
	g_assert_nonnull(strstr(request->primary, "is locked"));
	wd_null_purple_answer(request, "Unlock", "cow");
	g_assert_cmpstr(typed, ==, "cow");
	unlocked("That is not the right passphrase.", unlocked_data);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "not the right"), ==, 1);
	wd_text_review_show(&host, plugin);
	wd_null_purple_answer(wd_null_purple_find_request(), "Unlock", "horse");
	logs_state.is_locked = FALSE;
	unlocked(NULL, unlocked_data);
	request = wd_null_purple_find_request();
	g_assert_cmpint(request->type, ==, PURPLE_REQUEST_FIELDS);
	purple_request_close_with_handle(plugin);
	wd_text_ui_free(ui);
}

/* The keyring asks for what it needs itself; no key at all is said. */
static void
test_review_locked_elsewhere(void)
{
	WdTextUi *ui = begin();
	WdNullRequest *request;

	begin_review();
	logs_state = (WdLogsState){.is_locked = TRUE, .has_key = TRUE};
	wd_text_review_show(&host, plugin);
	request = wd_null_purple_find_request();
	g_assert_cmpint(request->type, ==, PURPLE_REQUEST_ACTION);
	wd_null_purple_answer(request, "Unlock", NULL);
	g_assert_nonnull(unlocked);
	wd_text_ui_free(ui); /* while it is asked */
	g_assert_null(unlocked);
	ui = begin();
	logs_state.has_key = FALSE;
	wd_text_review_show(&host, plugin);
	g_assert_null(wd_null_purple_find_request());
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_notices(), "not on this computer"), ==, 1);
	logs_state.is_locked = FALSE;
	wd_text_ui_free(ui);
}

static const struct {
	const char *path;
	void (*run)(void);
} tests[] = {
	{"/text-ui/each-choice", test_each_choice},
	{"/text-ui/what-is-shown", test_what_is_shown},
	{"/text-ui/text-with-yes-and-no", test_text_with_yes_and_no},
	{"/text-ui/closing", test_closing_is_the_safe_choice},
	{"/text-ui/withdrawn", test_withdrawn_closes_silently},
	{"/text-ui/open-at-the-end", test_open_at_the_end},
	{"/text-ui/withdrawn-at-the-end", test_withdrawn_at_the_end},
	{"/text-ui/without-questions", test_client_without_questions},
	{"/text-ui/slot-put-back", test_slot_is_put_back},
	{"/text-ui/slot-wrapped", test_slot_is_wrapped},
	{"/text-ui/draft", test_draft_comes_back_prefilled},
	{"/text-ui/draft-outlives", test_draft_outlives_the_plugin},
	{"/text-ui/draft-without-conversation", test_draft_without_conversation},
	{"/text-ui/draft-in-room", test_draft_in_a_room},
	{"/text-ui/banner", test_banner},
	{"/text-ui/counter", test_counter_is_quiet},
	{"/text-ui/counter-told-later", test_counter_is_told_later},
	{"/text-ui/megabyte", test_megabyte},
	{"/text-review/decisions", test_review},
	{"/text-review/no-selection", test_review_without_selection},
	{"/text-review/nothing", test_review_of_nothing},
	{"/text-review/fails", test_review_that_fails},
	{"/text-review/fits-the-terminal", test_review_fits_the_terminal},
	{"/text-review/description", test_description},
	{"/text-review/locked", test_review_locked},
	{"/text-review/locked-elsewhere", test_review_locked_elsewhere},
};

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	plugin = wd_null_purple_new_plugin("core-warden");
	account = wd_null_purple_sign_on("me");
	rows = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
	g_test_add_data_func("/text-review/file-saved", "Save Anyway", test_review_of_a_file);
	g_test_add_data_func("/text-review/file-left", "Leave It", test_review_of_a_file);
	g_test_add_data_func("/text-review/undo", "Undo", test_undo);
	g_test_add_data_func("/text-review/undo-not", "Close", test_undo);
	g_test_add_data_func("/text-review/undo-fails", "broken", test_undo);
	status = g_test_run();
	g_ptr_array_unref(rows);
	g_free(decided);
	g_free(typed);
	wd_null_purple_stop();
	return status;
}
