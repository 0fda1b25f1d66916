/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gdk/gdkkeysyms.h>
#include <string.h>

#include "pidgin/wd-gtk-question.h"
#include "pidgin/wd-gtk-questions.h"
#include "wd-widgets.h"

typedef struct {
	WdGtkQuestions *questions;
	GPtrArray *answers; /* of char *: "CHOICE|TEXT" */
} Fixture;

static const WdChoice choices[] = {
	{"send", "_Send Anyway"},
	{"edit", "_Edit"},
	{"cancel", "_Do Not Send"},
};

static void
take_answer(const char *choice, const char *text, gpointer data)
{
	g_ptr_array_add(data, g_strdup_printf("%s|%s", choice, text != NULL ? text : "-"));
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->questions = wd_gtk_questions_new(NULL);
	fixture->answers = g_ptr_array_new_with_free_func(g_free);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_gtk_questions_free(fixture->questions);
	wd_widgets_settle();
	g_ptr_array_unref(fixture->answers);
}

static WdQuestion
make_question(const char *id, WdEventKind kind, WdDirection direction, WdAction action)
{
	return (WdQuestion){
		.id = id,
		.kind = kind,
		.direction = direction,
		.action = action,
		.title = "Before it is sent",
		.primary = "This message holds a card <number>.",
		.secondary = "It ends in 1111.\nAnybody who has it can pay with it.",
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 2,
	};
}

static GtkWidget *
ask(Fixture *fixture, const WdQuestion *question)
{
	wd_gtk_questions_ask(fixture->questions, question, take_answer, fixture->answers);
	wd_widgets_settle();
	return wd_gtk_questions_find_dialog(fixture->questions, question->id);
}

static GtkWidget *
ask_leak(Fixture *fixture, const char *id, WdAction action)
{
	WdQuestion question = make_question(id, WD_EVENT_IM, WD_DIRECTION_OUT, action);

	return ask(fixture, &question);
}

static gboolean
is_answered(gpointer data)
{
	const Fixture *fixture = data;

	return fixture->answers->len > 0;
}

static const char *
get_answer(Fixture *fixture)
{
	/* A button that is activated by a key looks pressed for a moment before it fires. */
	wd_widgets_turn_until(is_answered, fixture);
	wd_widgets_settle();
	g_assert_cmpuint(fixture->answers->len, ==, 1);
	return g_ptr_array_index(fixture->answers, 0);
}

static GtkWidget *
get_focus(GtkWidget *dialog)
{
	return gtk_window_get_focus(GTK_WINDOW(dialog));
}

/* Puts the focus on a choice, as Tab would. */
static void
focus_choice(GtkWidget *dialog, int choice)
{
	GtkWidget *button = gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog), choice);

	g_assert_nonnull(button);
	gtk_widget_grab_focus(button);
	g_assert_true(get_focus(dialog) == button);
}

static void
test_words(Fixture *fixture, gconstpointer data)
{
	GtkWidget *dialog = ask_leak(fixture, "q", WD_ACTION_WARN);
	g_autofree char *text = wd_widgets_read(dialog);

	g_assert_nonnull(strstr(text, "This message holds a card <number>.\n"));
	g_assert_nonnull(strstr(text, "It ends in 1111.\nAnybody who has it can pay with it.\n"));
	g_assert_cmpstr(gtk_window_get_title(GTK_WINDOW(dialog)), ==, "Before it is sent");
	g_assert_false(gtk_window_get_modal(GTK_WINDOW(dialog)));
	g_assert_true(gtk_widget_get_visible(dialog));
}

static void
test_each_choice(gconstpointer data)
{
	int choice = GPOINTER_TO_INT(data);
	g_autofree char *expected = g_strdup_printf("%s|-", choices[choice].id);
	Fixture fixture;
	GtkWidget *dialog;

	set_up(&fixture, NULL);
	dialog = ask_leak(&fixture, "q", WD_ACTION_WARN);
	gtk_button_clicked(
		GTK_BUTTON(gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog), choice)));
	g_assert_cmpstr(get_answer(&fixture), ==, expected);
	g_assert_null(wd_gtk_questions_find_dialog(fixture.questions, "q"));
	tear_down(&fixture, NULL);
}

/* Where is the focus, which key, and what does it answer ("" for nothing)? */
typedef struct {
	const char *name;
	WdAction action;
	int focus; /* -1: where the dialog put it */
	guint key;
	const char *answer;
} KeyCase;

static const KeyCase key_cases[] = {
	{"escape", WD_ACTION_WARN, -1, GDK_Escape, "cancel|-"},
	{"escape-from-risky", WD_ACTION_WARN, 0, GDK_Escape, "cancel|-"},
	{"enter", WD_ACTION_WARN, -1, GDK_Return, "cancel|-"},
	{"space", WD_ACTION_WARN, -1, GDK_space, "cancel|-"},
	{"letter", WD_ACTION_WARN, -1, GDK_s, ""},
	{"hold-enter", WD_ACTION_HOLD, -1, GDK_Return, "cancel|-"},
	{"hold-enter-on-risky", WD_ACTION_HOLD, 0, GDK_Return, "cancel|-"},
	{"hold-keypad-enter-on-risky", WD_ACTION_HOLD, 0, GDK_KP_Enter, "cancel|-"},
	{"hold-escape-on-risky", WD_ACTION_HOLD, 0, GDK_Escape, "cancel|-"},
	{"block-enter-on-risky", WD_ACTION_BLOCK, 0, GDK_Return, "cancel|-"},
};

static void
test_key(gconstpointer data)
{
	const KeyCase *row = data;
	Fixture fixture;
	GtkWidget *dialog;

	set_up(&fixture, NULL);
	dialog = ask_leak(&fixture, "q", row->action);
	if (row->focus >= 0)
		focus_choice(dialog, row->focus);
	wd_widgets_press(dialog, row->key, 0);
	if (row->key == GDK_space) /* a button fires on release */
		gtk_widget_activate(get_focus(dialog));
	if (*row->answer == '\0')
		g_assert_cmpuint(fixture.answers->len, ==, 0);
	else
		g_assert_cmpstr(get_answer(&fixture), ==, row->answer);
	tear_down(&fixture, NULL);
}

static void
test_closed_by_window_manager(Fixture *fixture, gconstpointer data)
{
	GtkWidget *dialog = ask_leak(fixture, "q", WD_ACTION_WARN);
	GdkEvent *event = gdk_event_new(GDK_DELETE);

	event->any.window = g_object_ref(gtk_widget_get_window(dialog));
	gtk_main_do_event(event);
	gdk_event_free(event);
	g_assert_cmpstr(get_answer(fixture), ==, "cancel|-");
}

static void
test_draft(Fixture *fixture, gconstpointer data)
{
	WdQuestion question = make_question("q", WD_EVENT_IM, WD_DIRECTION_OUT, WD_ACTION_HOLD);
	GtkWidget *dialog, *editor;
	GtkTextBuffer *buffer;

	question.text = "my card is 4111";
	dialog = ask(fixture, &question);
	editor = get_focus(dialog);
	g_assert_true(GTK_IS_TEXT_VIEW(editor));
	buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(editor));
	gtk_text_buffer_insert_at_cursor(buffer, "!", 1);
	/* Enter is a new line there, not a decision. */
	wd_widgets_press(dialog, GDK_Return, 0);
	wd_widgets_settle();
	g_assert_cmpuint(fixture->answers->len, ==, 0);
	gtk_dialog_response(GTK_DIALOG(dialog), 1);
	g_assert_cmpstr(get_answer(fixture), ==, "edit|my card is 4111!\n");
}

static void
test_withdraw(Fixture *fixture, gconstpointer data)
{
	ask_leak(fixture, "q", WD_ACTION_WARN);
	wd_gtk_questions_withdraw(fixture->questions, "q");
	wd_gtk_questions_withdraw(fixture->questions, "q");
	wd_gtk_questions_withdraw(fixture->questions, "never-asked");
	wd_widgets_settle();
	g_assert_null(wd_gtk_questions_find_dialog(fixture->questions, "q"));
	g_assert_cmpuint(fixture->answers->len, ==, 0);
}

static void
test_free_answers_safely(void)
{
	Fixture fixture;

	set_up(&fixture, NULL);
	ask_leak(&fixture, "q", WD_ACTION_WARN);
	ask_leak(&fixture, "r", WD_ACTION_HOLD);
	wd_gtk_questions_free(fixture.questions);
	g_assert_cmpuint(fixture.answers->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(fixture.answers, 0), ==, "cancel|-");
	g_assert_cmpstr(g_ptr_array_index(fixture.answers, 1), ==, "cancel|-");
	g_ptr_array_unref(fixture.answers);
}

/* Fifty offers of a stranger are one window; answering it shows the next. */
static void
test_offers_queue_up(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 50; i++) {
		g_autofree char *id = g_strdup_printf("offer-%u", i);
		WdQuestion question =
			make_question(id, WD_EVENT_FILE, WD_DIRECTION_IN, WD_ACTION_WARN);

		ask(fixture, &question);
	}
	g_assert_cmpuint(wd_gtk_questions_count_shown(fixture->questions), ==, 1);
	ask_leak(fixture, "own", WD_ACTION_WARN);
	g_assert_cmpuint(wd_gtk_questions_count_shown(fixture->questions), ==, 2);
	wd_gtk_questions_withdraw(fixture->questions, "offer-1"); /* one that waits */
	wd_gtk_questions_withdraw(fixture->questions, "offer-0"); /* the one that is shown */
	g_assert_cmpuint(wd_gtk_questions_count_shown(fixture->questions), ==, 2);
	g_assert_true(gtk_widget_get_visible(
		wd_gtk_questions_find_dialog(fixture->questions, "offer-2")));
	gtk_dialog_response(GTK_DIALOG(wd_gtk_questions_find_dialog(fixture->questions, "offer-2")),
			    2);
	g_assert_true(gtk_widget_get_visible(
		wd_gtk_questions_find_dialog(fixture->questions, "offer-3")));
	g_assert_cmpuint(fixture->answers->len, ==, 1);
}

typedef struct {
	Fixture *fixture;
	gboolean is_again;
} Chain;

static void
ask_again(const char *choice, const char *text, gpointer data)
{
	Chain *chain = data;
	WdQuestion question = make_question("q", WD_EVENT_IM, WD_DIRECTION_OUT, WD_ACTION_WARN);

	if (!chain->is_again) {
		chain->is_again = TRUE;
		wd_gtk_questions_ask(chain->fixture->questions, &question, ask_again, chain);
	} else {
		take_answer(choice, text, chain->fixture->answers);
	}
}

/* An answer that asks again under the same id. */
static void
test_answer_asks_again(Fixture *fixture, gconstpointer data)
{
	Chain chain = {fixture, FALSE};
	WdQuestion question = make_question("q", WD_EVENT_IM, WD_DIRECTION_OUT, WD_ACTION_WARN);

	wd_gtk_questions_ask(fixture->questions, &question, ask_again, &chain);
	gtk_dialog_response(GTK_DIALOG(wd_gtk_questions_find_dialog(fixture->questions, "q")), 0);
	g_assert_nonnull(wd_gtk_questions_find_dialog(fixture->questions, "q"));
	gtk_dialog_response(GTK_DIALOG(wd_gtk_questions_find_dialog(fixture->questions, "q")), 1);
	g_assert_cmpstr(get_answer(fixture), ==, "edit|-");
}

/* What was clicked is looked at; whatever else comes must not catch the next key. */
static void
test_focus(Fixture *fixture, gconstpointer data)
{
	WdQuestion link = make_question("l", WD_EVENT_LINK, WD_DIRECTION_IN, WD_ACTION_WARN);
	WdQuestion file = make_question("f", WD_EVENT_FILE, WD_DIRECTION_IN, WD_ACTION_WARN);

	g_assert_true(gtk_window_get_focus_on_map(GTK_WINDOW(ask(fixture, &link))));
	g_assert_false(gtk_window_get_focus_on_map(GTK_WINDOW(ask(fixture, &file))));
	g_assert_false(
		gtk_window_get_focus_on_map(GTK_WINDOW(ask_leak(fixture, "q", WD_ACTION_WARN))));
}

typedef struct {
	const char *name;
	const char *host;
	const char *bold;
	const char *dim;
} HostCase;

static const HostCase host_cases[] = {
	{"subdomain", "bank.example.login.evil.com", "<b>evil.com</b>", ">bank.example.login.<"},
	{"bare", "evil.com", "<b>evil.com</b>", "><"},
	{"two-label-suffix", "www.bank.co.uk", "<b>bank.co.uk</b>", ">www.<"},
	{"address", "192.0.2.7", "<b>192.0.2.7</b>", "><"},
	{"suffix-itself", "co.uk", "<b>co.uk</b>", "><"},
	{"final-dot", "www.evil.com.", "<b>evil.com.</b>", ">www.<"},
	{"repeats-itself", "evil.com.evil.com", "<b>evil.com</b>", ">evil.com.<"},
	{"hostile", "a<b&c", "<b>a&lt;b&amp;c</b>", "><"},
	{"empty", "", "<b></b>", "><"},
};

static void
test_host(gconstpointer data)
{
	const HostCase *row = data;
	g_autofree char *markup = wd_gtk_question_format_host(row->host);

	g_assert_true(pango_parse_markup(markup, -1, 0, NULL, NULL, NULL, NULL));
	g_assert_nonnull(strstr(markup, row->bold));
	g_assert_nonnull(strstr(markup, row->dim));
}

static void
test_host_is_shown(Fixture *fixture, gconstpointer data)
{
	WdQuestion question = make_question("q", WD_EVENT_LINK, WD_DIRECTION_IN, WD_ACTION_HOLD);
	g_autofree char *text = NULL;

	question.host = "bank.example.evil.com";
	text = wd_widgets_read(ask(fixture, &question));
	g_assert_nonnull(strstr(text, "\nbank.example.evil.com\n"));
}

/* The words grow; what was typed in the draft stays. */
static void
test_update(Fixture *fixture, gconstpointer data)
{
	WdQuestion question = make_question("q", WD_EVENT_IM, WD_DIRECTION_OUT, WD_ACTION_HOLD);
	GtkWidget *dialog;
	g_autofree char *text = NULL;
	g_autofree char *draft = NULL;

	question.text = "as written";
	dialog = ask(fixture, &question);
	question.primary = "Send this to <Anna> and 1 more?";
	question.secondary = "It waits for: Anna, Ben.";
	question.text = "something else";
	wd_gtk_question_update(dialog, &question);
	text = wd_widgets_read(dialog);
	draft = wd_gtk_question_get_text(dialog);
	g_assert_nonnull(strstr(text, "Send this to <Anna> and 1 more?"));
	g_assert_nonnull(strstr(text, "It waits for: Anna, Ben."));
	g_assert_null(strstr(text, "card <number>"));
	g_assert_cmpstr(draft, ==, "as written");
}

static const struct {
	const char *path;
	void (*test)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/questions/words", test_words},
	{"/questions/closed-by-window-manager", test_closed_by_window_manager},
	{"/questions/draft", test_draft},
	{"/questions/update", test_update},
	{"/questions/withdraw", test_withdraw},
	{"/questions/offers-queue-up", test_offers_queue_up},
	{"/questions/answer-asks-again", test_answer_asks_again},
	{"/questions/focus", test_focus},
	{"/questions/host-is-shown", test_host_is_shown},
};

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
	for (gsize i = 0; i < G_N_ELEMENTS(choices); i++) {
		g_autofree char *path = g_strdup_printf("/questions/choice/%s", choices[i].id);

		g_test_add_data_func(path, GINT_TO_POINTER((int)i), test_each_choice);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(key_cases); i++) {
		g_autofree char *path = g_strdup_printf("/questions/key/%s", key_cases[i].name);

		g_test_add_data_func(path, &key_cases[i], test_key);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(host_cases); i++) {
		g_autofree char *path = g_strdup_printf("/questions/host/%s", host_cases[i].name);

		g_test_add_data_func(path, &host_cases[i], test_host);
	}
	g_test_add_func("/questions/free-answers-safely", test_free_answers_safely);
	return g_test_run();
}
