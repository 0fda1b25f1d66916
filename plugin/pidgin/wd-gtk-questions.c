/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-questions.h"

#include "pidgin/wd-gtk-question.h"

typedef struct {
	WdGtkQuestions *owner;
	char *id;
	GPtrArray *choices; /* of char *: the choices' ids */
	gsize safe_choice;
	gboolean can_wait;
	gboolean is_shown;
	GtkWidget *dialog;
	WdAnswer answer;
	gpointer data;
} Asked;

struct WdGtkQuestions {
	WdGtkFindWindow find_window; /* (nullable) */
	GPtrArray *asked;            /* of Asked *, oldest first */
};

static void
free_asked(gpointer pointer)
{
	Asked *asked = pointer;

	gtk_widget_destroy(asked->dialog);
	g_ptr_array_unref(asked->choices);
	g_free(asked->id);
	g_free(asked);
}

static Asked *
find(WdGtkQuestions *questions, const char *id)
{
	for (guint i = 0; i < questions->asked->len; i++) {
		Asked *asked = g_ptr_array_index(questions->asked, i);

		if (g_str_equal(asked->id, id))
			return asked;
	}
	return NULL;
}

static void
show(Asked *asked)
{
	asked->is_shown = TRUE;
	gtk_widget_show(asked->dialog);
}

/* One waiting question is on the screen at a time; the next comes when it is gone. */
static void
show_next(WdGtkQuestions *questions)
{
	Asked *next = NULL;

	for (guint i = 0; i < questions->asked->len; i++) {
		Asked *asked = g_ptr_array_index(questions->asked, i);

		if (!asked->can_wait)
			continue;
		if (asked->is_shown)
			return;
		if (next == NULL)
			next = asked;
	}
	if (next != NULL)
		show(next);
}

/* Takes the question off the list first: the answer may ask, withdraw or free in its turn. */
static void
answer_with(Asked *asked, gsize choice)
{
	g_autofree char *text = wd_gtk_question_get_text(asked->dialog);
	g_autofree char *id = g_strdup(g_ptr_array_index(asked->choices, choice));
	WdAnswer answer = asked->answer;
	gpointer data = asked->data;
	WdGtkQuestions *questions = asked->owner;

	g_ptr_array_remove(questions->asked, asked);
	show_next(questions);
	answer(id, text, data);
}

static void
on_response(GtkDialog *dialog, int response, gpointer data)
{
	Asked *asked = data;

	if (response >= 0 && (guint)response < asked->choices->len)
		answer_with(asked, (gsize)response);
	else
		answer_with(asked, asked->safe_choice);
}

/**
 * wd_gtk_questions_new:
 * @find_window: (nullable): finds the window above which a question belongs
 *
 * Returns: (transfer full): no questions yet; freed with wd_gtk_questions_free()
 */
WdGtkQuestions *
wd_gtk_questions_new(WdGtkFindWindow find_window)
{
	WdGtkQuestions *questions = g_new0(WdGtkQuestions, 1);

	questions->find_window = find_window;
	questions->asked = g_ptr_array_new_with_free_func(free_asked);
	return questions;
}

/**
 * wd_gtk_questions_free:
 * @questions: (nullable) (transfer full): questions
 *
 * Closes what is open and answers each with its safe choice.
 */
void
wd_gtk_questions_free(WdGtkQuestions *questions)
{
	if (questions == NULL)
		return;
	while (questions->asked->len > 0) {
		Asked *asked = g_ptr_array_index(questions->asked, questions->asked->len - 1);

		answer_with(asked, asked->safe_choice);
	}
	g_ptr_array_unref(questions->asked);
	g_free(questions);
}

static GPtrArray *
copy_choice_ids(const WdQuestion *question)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

	for (gsize i = 0; i < question->n_choices; i++)
		g_ptr_array_add(ids, g_strdup(question->choices[i].id));
	return ids;
}

static Asked *
add(WdGtkQuestions *questions, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	Asked *asked = g_new0(Asked, 1);

	asked->owner = questions;
	asked->id = g_strdup(question->id);
	asked->choices = copy_choice_ids(question);
	asked->safe_choice = question->safe_choice;
	asked->can_wait = question->direction == WD_DIRECTION_IN && question->kind != WD_EVENT_LINK;
	asked->answer = answer;
	asked->data = data;
	asked->dialog = wd_gtk_question_new(question);
	g_signal_connect(asked->dialog, "response", G_CALLBACK(on_response), asked);
	g_ptr_array_add(questions->asked, asked);
	return asked;
}

/**
 * wd_gtk_questions_ask:
 * @questions: questions
 * @question: what to ask; copied
 * @answer: called exactly once, unless the question is withdrawn; never before this returns
 * @data: passed to it
 *
 * Never blocks, never takes the keyboard from somebody who types.
 */
void
wd_gtk_questions_ask(WdGtkQuestions *questions,
		     const WdQuestion *question,
		     WdAnswer answer,
		     gpointer data)
{
	GtkWindow *window = NULL;
	Asked *asked;

	g_return_if_fail(question->n_choices > 0 && question->safe_choice < question->n_choices);
	asked = add(questions, question, answer, data);
	if (questions->find_window != NULL)
		window = questions->find_window(&question->place);
	if (window != NULL)
		gtk_window_set_transient_for(GTK_WINDOW(asked->dialog), window);
	if (asked->can_wait)
		show_next(questions);
	else
		show(asked);
}

/**
 * wd_gtk_questions_withdraw:
 * @questions: questions
 * @id: a question's id; one that is not open is none of our business
 *
 * Closes the question; its answer is not called.
 */
void
wd_gtk_questions_withdraw(WdGtkQuestions *questions, const char *id)
{
	Asked *asked = find(questions, id);

	if (asked == NULL)
		return;
	g_ptr_array_remove(questions->asked, asked);
	show_next(questions);
}

/**
 * wd_gtk_questions_find_dialog:
 * @questions: questions
 * @id: a question's id
 *
 * Returns: (transfer none) (nullable): its dialog, shown or waiting
 */
GtkWidget *
wd_gtk_questions_find_dialog(WdGtkQuestions *questions, const char *id)
{
	Asked *asked = find(questions, id);

	return asked != NULL ? asked->dialog : NULL;
}

/**
 * wd_gtk_questions_count_shown:
 * @questions: questions
 *
 * Returns: how many dialogs are on the screen
 */
guint
wd_gtk_questions_count_shown(WdGtkQuestions *questions)
{
	guint n_shown = 0;

	for (guint i = 0; i < questions->asked->len; i++) {
		const Asked *asked = g_ptr_array_index(questions->asked, i);

		n_shown += asked->is_shown ? 1 : 0;
	}
	return n_shown;
}
