/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/wd-ui-switch.h"

/* A UI that remembers what it was told. */
typedef struct {
	GPtrArray *log;   /* of char * */
	GPtrArray *taken; /* of Taken * */
} Ui;

typedef struct {
	WdAnswer answer;
	gpointer data;
} Taken;

static void
queue_changed(gpointer ui, guint n_waiting)
{
	g_ptr_array_add(((Ui *)ui)->log, g_strdup_printf("queue %u", n_waiting));
}

static char *
format_all(const WdQuestion *question)
{
	return g_strdup_printf("%s|%s|%s|%s|%s|%s|%s|%s|%s|%s",
			       question->id,
			       question->place.protocol,
			       question->place.account,
			       question->place.peer,
			       question->title,
			       question->primary,
			       question->secondary,
			       question->host,
			       question->address,
			       question->text);
}

static void
ask(gpointer ui, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	Taken *taken = g_new0(Taken, 1);

	taken->answer = answer;
	taken->data = data;
	g_ptr_array_add(((Ui *)ui)->taken, taken);
	g_ptr_array_add(((Ui *)ui)->log,
			g_strdup_printf("ask %s %s", question->id, question->choices[0].label));
	g_ptr_array_add(((Ui *)ui)->log, format_all(question));
}

static void
withdraw(gpointer ui, const char *question_id)
{
	g_ptr_array_add(((Ui *)ui)->log, g_strdup_printf("withdraw %s", question_id));
}

static void
banner(gpointer ui, const char *id, const char *text)
{
	g_ptr_array_add(((Ui *)ui)->log, g_strdup_printf("banner %s %s", id, text ? text : "-"));
}

static gboolean
return_draft(gpointer ui, const WdPlace *place, const char *html, const char *passage)
{
	g_ptr_array_add(((Ui *)ui)->log, g_strdup_printf("draft %s", html));
	return TRUE;
}

static gboolean
show_page(gpointer ui, WdPage page, const char *words)
{
	g_ptr_array_add(((Ui *)ui)->log, g_strdup_printf("page %d %s", page, words ? words : "-"));
	return page != WD_PAGE_LOGS;
}

static void
update(gpointer ui, const WdQuestion *question)
{
	g_ptr_array_add(((Ui *)ui)->log,
			g_strdup_printf("update %s %s", question->id, question->primary));
}

static WdTyped
look_typed(gpointer ui, const WdPlace *place, const char *text)
{
	return g_str_equal(text, "typed") ? WD_TYPED_YES : WD_TYPED_NO;
}

static const WdUiOps full_ops = {
	.abi = WD_UI_ABI,
	.queue_changed = queue_changed,
	.ask = ask,
	.withdraw = withdraw,
	.return_draft = return_draft,
	.banner = banner,
	.show_page = show_page,
	.update = update,
	.look_typed = look_typed,
};
static const WdUiOps asking_ops = {.abi = WD_UI_ABI, .ask = ask, .withdraw = withdraw};
static const WdUiOps poor_ops = {.abi = WD_UI_ABI};
static const WdUiOps foreign_ops = {.abi = WD_UI_ABI + 1, .ask = ask};

static void
open_ui(Ui *ui)
{
	ui->log = g_ptr_array_new_with_free_func(g_free);
	ui->taken = g_ptr_array_new_with_free_func(g_free);
}

static void
close_ui(Ui *ui)
{
	g_ptr_array_unref(ui->log);
	g_ptr_array_unref(ui->taken);
}

static gboolean
has(const Ui *ui, const char *line)
{
	return g_ptr_array_find_with_equal_func(ui->log, line, g_str_equal, NULL);
}

static const WdChoice choices[] = {{"send", "Send"}, {"edit", "Edit"}};

static void
pose(WdUiSwitch *ui_switch, const char *id, WdAnswer answer, gpointer data)
{
	const WdQuestion question = {
		.id = id,
		.title = "Title",
		.primary = "Primary",
		.choices = choices,
		.n_choices = 2,
		.safe_choice = 1,
	};

	wd_ui_switch_ask(ui_switch, &question, answer, data);
}

static void
collect(const char *choice, const char *text, gpointer data)
{
	g_string_append_printf(data, "%s;", choice);
}

static void
answer_first(const Ui *ui, const char *choice)
{
	const Taken *taken = g_ptr_array_index(ui->taken, 0);

	taken->answer(choice, NULL, taken->data);
}

static void
test_without_ui(void)
{
	g_autoptr(WdUiSwitch) ui_switch = wd_ui_switch_new();
	g_autoptr(GString) said = g_string_new(NULL);
	const WdPlace place = {"prpl-fake", "me", "anna", FALSE};

	pose(ui_switch, "q", collect, said);
	g_assert_cmpstr(said->str, ==, "edit;");
	wd_ui_switch_set_fallback(ui_switch, &poor_ops, NULL);
	pose(ui_switch, "q", collect, said);
	g_assert_cmpstr(said->str, ==, "edit;edit;");
	g_assert_false(wd_ui_switch_return_draft(ui_switch, &place, "x", NULL));
	g_assert_false(wd_ui_switch_show_page(ui_switch, WD_PAGE_REVIEW, NULL));
	wd_ui_switch_banner(ui_switch, "b", "text");
	wd_ui_switch_queue_changed(ui_switch, 1);
}

static void
test_answered_once(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	pose(ui_switch, "q", collect, said);
	g_assert_cmpstr(said->str, ==, "");
	answer_first(&ui, "send");
	g_assert_cmpstr(said->str, ==, "send;");
	wd_ui_switch_free(ui_switch);
	g_assert_cmpstr(said->str, ==, "send;");
	close_ui(&ui);
}

static void
grow(WdUiSwitch *ui_switch, const char *id)
{
	const WdQuestion question = {.id = id, .primary = "More", .secondary = "Reasons"};

	wd_ui_switch_update(ui_switch, &question);
}

/* In place where the UI can, else asked anew; a question that is not open is nobody's business. */
static void
test_update(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	pose(ui_switch, "q", collect, said);
	grow(ui_switch, "q");
	grow(ui_switch, "other");
	g_assert_true(has(&ui, "update q More"));
	g_assert_cmpuint(ui.taken->len, ==, 1);
	wd_ui_switch_set(ui_switch, &asking_ops, &ui);
	g_assert_cmpuint(ui.taken->len, ==, 2);
	grow(ui_switch, "q");
	g_assert_cmpuint(ui.taken->len, ==, 3);
	g_assert_cmpstr(said->str, ==, "");
	wd_ui_switch_free(ui_switch);
	g_assert_cmpstr(said->str, ==, "edit;");
	close_ui(&ui);
}

static void
test_look_typed(void)
{
	g_autoptr(WdUiSwitch) ui_switch = wd_ui_switch_new();
	const WdPlace place = {"prpl-fake", "me", "anna", FALSE};
	Ui ui;

	g_assert_cmpint(wd_ui_switch_look_typed(ui_switch, &place, "typed"), ==, WD_TYPED_UNKNOWN);
	wd_ui_switch_set(ui_switch, &poor_ops, NULL);
	g_assert_cmpint(wd_ui_switch_look_typed(ui_switch, &place, "typed"), ==, WD_TYPED_UNKNOWN);
	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	g_assert_cmpint(wd_ui_switch_look_typed(ui_switch, &place, "typed"), ==, WD_TYPED_YES);
	g_assert_cmpint(wd_ui_switch_look_typed(ui_switch, &place, "x"), ==, WD_TYPED_NO);
	wd_ui_switch_set(ui_switch, NULL, NULL);
	close_ui(&ui);
}

typedef struct {
	WdUiSwitch *ui_switch;
	const char *other;
	guint *n_answers;
} Pair;

static void
withdraw_other(const char *choice, const char *text, gpointer data)
{
	const Pair *pair = data;

	(*pair->n_answers)++;
	wd_ui_switch_withdraw(pair->ui_switch, pair->other);
}

/* Whose matter is over by the answer to another one is not answered any more. */
static void
test_one_answer_withdraws_the_other(gconstpointer data)
{
	gboolean is_end = GPOINTER_TO_INT(data);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	guint n_answers = 0;
	Pair first = {ui_switch, "second", &n_answers};
	Pair second = {ui_switch, "first", &n_answers};
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	pose(ui_switch, "first", withdraw_other, &first);
	pose(ui_switch, "second", withdraw_other, &second);
	if (!is_end)
		wd_ui_switch_set(ui_switch, NULL, NULL); /* nobody is left to ask */
	wd_ui_switch_free(ui_switch);
	g_assert_cmpuint(n_answers, ==, 1);
	close_ui(&ui);
}

static void
test_no_choice_is_the_safe_one(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	g_autoptr(WdUiSwitch) ui_switch = wd_ui_switch_new();
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	pose(ui_switch, "q", collect, said);
	answer_first(&ui, NULL);
	g_assert_cmpstr(said->str, ==, "edit;");
	wd_ui_switch_set(ui_switch, NULL, NULL);
	close_ui(&ui);
}

static void
test_the_same_question_is_not_posed_twice(void)
{
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	pose(ui_switch, "q", collect, first);
	pose(ui_switch, "q", collect, second);
	g_assert_cmpuint(ui.taken->len, ==, 1);
	g_assert_cmpstr(second->str, ==, "edit;");
	wd_ui_switch_free(ui_switch);
	g_assert_cmpstr(first->str, ==, "edit;");
	close_ui(&ui);
}

static void
test_withdrawn_is_not_answered(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	pose(ui_switch, "q", collect, said);
	wd_ui_switch_withdraw(ui_switch, "q");
	wd_ui_switch_withdraw(ui_switch, "q");
	wd_ui_switch_withdraw(ui_switch, "never asked");
	g_assert_true(has(&ui, "withdraw q"));
	wd_ui_switch_free(ui_switch);
	g_assert_cmpstr(said->str, ==, "");
	close_ui(&ui);
}

static void
test_a_new_ui_takes_over(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	Ui text, gtk;

	open_ui(&text);
	open_ui(&gtk);
	wd_ui_switch_set_fallback(ui_switch, &full_ops, &text);
	wd_ui_switch_banner(ui_switch, "policy", "a mistake");
	wd_ui_switch_banner(ui_switch, "queue", "broken");
	wd_ui_switch_banner(ui_switch, "queue", NULL);
	wd_ui_switch_queue_changed(ui_switch, 3);
	pose(ui_switch, "q", collect, said);
	wd_ui_switch_set(ui_switch, &full_ops, &gtk);
	g_assert_true(has(&text, "withdraw q"));
	g_assert_true(has(&text, "banner policy -"));
	g_assert_true(has(&text, "queue 0"));
	g_assert_true(has(&gtk, "ask q Send"));
	g_assert_true(has(&gtk, "banner policy a mistake"));
	g_assert_false(has(&gtk, "banner queue broken"));
	g_assert_true(has(&gtk, "queue 3"));
	wd_ui_switch_set(ui_switch, NULL, NULL); /* and back */
	g_assert_true(has(&gtk, "withdraw q"));
	g_assert_cmpuint(text.taken->len, ==, 2);
	g_assert_cmpstr(said->str, ==, "");
	wd_ui_switch_free(ui_switch);
	close_ui(&gtk);
	close_ui(&text);
}

/* All that was borrowed has gone by the time that the other UI asks. */
static void
test_nothing_is_borrowed(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	g_auto(GStrv) words = g_strsplit("id,prpl-x,me,anna,title,p,s,host,addr,text", ",", -1);
	g_autofree char *asked = g_strjoinv("|", words);
	const WdQuestion question = {.id = words[0],
				     .place = {words[1], words[2], words[3], FALSE},
				     .title = words[4],
				     .primary = words[5],
				     .secondary = words[6],
				     .host = words[7],
				     .address = words[8],
				     .text = words[9],
				     .choices = choices,
				     .n_choices = 2,
				     .safe_choice = 1};
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_ask(ui_switch, &question, collect, said);
	g_assert_cmpstr(said->str, ==, "edit;"); /* there is nobody to ask */
	wd_ui_switch_set_fallback(ui_switch, &full_ops, &ui);
	wd_ui_switch_ask(ui_switch, &question, collect, said);
	for (guint i = 0; words[i] != NULL; i++)
		memset(words[i], '!', strlen(words[i]));
	g_ptr_array_set_size(ui.log, 0);
	wd_ui_switch_set(ui_switch, &full_ops, &ui);
	wd_ui_switch_set(ui_switch, &asking_ops, &ui);
	g_assert_true(has(&ui, asked));
	wd_ui_switch_free(ui_switch);
	close_ui(&ui);
}

static void
test_another_abi_is_no_ui(void)
{
	g_autoptr(GString) said = g_string_new(NULL);
	g_autoptr(WdUiSwitch) ui_switch = wd_ui_switch_new();

	wd_ui_switch_set(ui_switch, &foreign_ops, NULL);
	pose(ui_switch, "q", collect, said);
	g_assert_cmpstr(said->str, ==, "edit;");
}

typedef struct {
	WdUiSwitch *ui_switch;
	GString *said;
} Nested;

static void
ask_again(const char *choice, const char *text, gpointer data)
{
	Nested *nested = data;

	pose(nested->ui_switch, "q2", collect, nested->said);
}

static void
test_an_answer_may_ask_while_all_ends(void)
{
	Nested nested = {wd_ui_switch_new(), g_string_new(NULL)};
	Ui ui;

	open_ui(&ui);
	wd_ui_switch_set(nested.ui_switch, &full_ops, &ui);
	pose(nested.ui_switch, "q", ask_again, &nested);
	wd_ui_switch_free(nested.ui_switch);
	g_assert_cmpstr(nested.said->str, ==, "edit;");
	g_string_free(nested.said, TRUE);
	close_ui(&ui);
}

static void
test_drafts_and_review(void)
{
	WdUiSwitch *ui_switch = wd_ui_switch_new();
	const WdPlace place = {"prpl-fake", "me", "anna", FALSE};
	Ui text;

	open_ui(&text);
	wd_ui_switch_set_fallback(ui_switch, &full_ops, &text);
	wd_ui_switch_set(ui_switch, &poor_ops, NULL);
	/* A UI without an entry box: the text UI has its way. */
	g_assert_true(wd_ui_switch_return_draft(ui_switch, &place, "hello", NULL));
	g_assert_true(has(&text, "draft hello"));
	/* What it has no page for, too. */
	g_assert_true(wd_ui_switch_show_page(ui_switch, WD_PAGE_POLICY, "strangers"));
	g_assert_true(has(&text, "page 3 strangers"));
	g_assert_false(wd_ui_switch_show_page(ui_switch, WD_PAGE_LOGS, NULL));
	wd_ui_switch_free(ui_switch);
	close_ui(&text);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/ui-switch/withdrawn-by-another/end",
			     GINT_TO_POINTER(TRUE),
			     test_one_answer_withdraws_the_other);
	g_test_add_data_func("/ui-switch/withdrawn-by-another/no-ui",
			     GINT_TO_POINTER(FALSE),
			     test_one_answer_withdraws_the_other);
	g_test_add_func("/ui-switch/without-ui", test_without_ui);
	g_test_add_func("/ui-switch/answered-once", test_answered_once);
	g_test_add_func("/ui-switch/no-choice", test_no_choice_is_the_safe_one);
	g_test_add_func("/ui-switch/same-question", test_the_same_question_is_not_posed_twice);
	g_test_add_func("/ui-switch/withdrawn", test_withdrawn_is_not_answered);
	g_test_add_func("/ui-switch/takes-over", test_a_new_ui_takes_over);
	g_test_add_func("/ui-switch/nothing-is-borrowed", test_nothing_is_borrowed);
	g_test_add_func("/ui-switch/another-abi", test_another_abi_is_no_ui);
	g_test_add_func("/ui-switch/asks-at-the-end", test_an_answer_may_ask_while_all_ends);
	g_test_add_func("/ui-switch/drafts-and-review", test_drafts_and_review);
	g_test_add_func("/ui-switch/update", test_update);
	g_test_add_func("/ui-switch/look-typed", test_look_typed);
	return g_test_run();
}
