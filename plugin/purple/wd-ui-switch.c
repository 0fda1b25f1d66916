/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-ui-switch.h"

/* A question that waits for its answer, with copies of all its strings. */
typedef struct {
	WdUiSwitch *owner;
	WdQuestion question;
	WdChoice *choices;
	WdAnswer answer;
	gpointer data;
} Open;

typedef struct {
	const WdUiOps *ops;
	gpointer ui;
} Ui;

struct WdUiSwitch {
	Ui current;
	Ui fallback;
	GHashTable *questions; /* id (owned by its Open) -> Open * */
	GHashTable *banners;   /* id -> text */
	guint n_waiting;
};

static void
free_open(gpointer pointer)
{
	Open *open = pointer;

	g_free((char *)open->question.id);
	g_free((char *)open->question.place.protocol);
	g_free((char *)open->question.place.account);
	g_free((char *)open->question.place.peer);
	g_free((char *)open->question.title);
	g_free((char *)open->question.primary);
	g_free((char *)open->question.secondary);
	g_free((char *)open->question.host);
	g_free((char *)open->question.address);
	g_free((char *)open->question.text);
	for (gsize i = 0; i < open->question.n_choices; i++) {
		g_free((char *)open->choices[i].id);
		g_free((char *)open->choices[i].label);
	}
	g_free(open->choices);
	g_free(open);
}

static Open *
copy_question(WdUiSwitch *ui_switch, const WdQuestion *question)
{
	Open *open = g_new0(Open, 1);
	WdQuestion *copy = &open->question;

	open->owner = ui_switch;
	*copy = *question;
	copy->id = g_strdup(question->id);
	copy->place.protocol = g_strdup(question->place.protocol);
	copy->place.account = g_strdup(question->place.account);
	copy->place.peer = g_strdup(question->place.peer);
	copy->title = g_strdup(question->title);
	copy->primary = g_strdup(question->primary);
	copy->secondary = g_strdup(question->secondary);
	copy->host = g_strdup(question->host);
	copy->address = g_strdup(question->address);
	copy->text = g_strdup(question->text);
	open->choices = g_new0(WdChoice, question->n_choices);
	for (gsize i = 0; i < question->n_choices; i++) {
		open->choices[i].id = g_strdup(question->choices[i].id);
		open->choices[i].label = g_strdup(question->choices[i].label);
	}
	copy->choices = open->choices;
	return open;
}

static Ui *
get_ui(WdUiSwitch *ui_switch)
{
	return ui_switch->current.ops != NULL ? &ui_switch->current : &ui_switch->fallback;
}

static const char *
get_safe_choice(const WdQuestion *question)
{
	return question->choices[question->safe_choice].id;
}

/* Out of the table before the callback runs: it may ask again. */
static void
settle(Open *open, const char *choice, const char *text)
{
	g_hash_table_steal(open->owner->questions, open->question.id);
	open->answer(choice, text, open->data);
	free_open(open);
}

/* What a UI calls; by the contract of WdUiOps once, and never after it was told to withdraw. */
static void
take_answer(const char *choice, const char *text, gpointer data)
{
	Open *open = data;

	settle(open, choice != NULL ? choice : get_safe_choice(&open->question), text);
}

static void
pose(WdUiSwitch *ui_switch, Open *open)
{
	const Ui *ui = get_ui(ui_switch);

	if (ui->ops != NULL && ui->ops->ask != NULL)
		ui->ops->ask(ui->ui, &open->question, take_answer, open);
	else
		settle(open, get_safe_choice(&open->question), NULL);
}

static void
withdraw_from(const Ui *ui, const char *question_id)
{
	if (ui->ops != NULL && ui->ops->withdraw != NULL)
		ui->ops->withdraw(ui->ui, question_id);
}

/* Of all that are open now. An answer may ask, withdraw and so free another one: each is looked up
 * again before it is touched. */
static GPtrArray *
list_ids(const WdUiSwitch *ui_switch)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, ui_switch->questions);
	while (g_hash_table_iter_next(&iter, &id, NULL))
		g_ptr_array_add(ids, g_strdup(id));
	return ids;
}

/**
 * wd_ui_switch_new:
 *
 * Returns: (transfer full): a switch with no UI yet: questions get their safe choice at once
 */
WdUiSwitch *
wd_ui_switch_new(void)
{
	WdUiSwitch *ui_switch = g_new0(WdUiSwitch, 1);

	ui_switch->questions = g_hash_table_new(g_str_hash, g_str_equal);
	ui_switch->banners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return ui_switch;
}

/**
 * wd_ui_switch_free:
 * @ui_switch: (nullable) (transfer full): a switch
 *
 * Answers what is still open with its safe choice.
 */
void
wd_ui_switch_free(WdUiSwitch *ui_switch)
{
	g_autoptr(GPtrArray) ids = NULL;
	Ui last;

	if (ui_switch == NULL)
		return;
	last = *get_ui(ui_switch);
	/* An answer may ask again: then there is no UI any more, and it is settled on the spot. */
	ui_switch->current = ui_switch->fallback = (Ui){NULL, NULL};
	ids = list_ids(ui_switch);
	for (guint i = 0; i < ids->len; i++) {
		Open *open = g_hash_table_lookup(ui_switch->questions, g_ptr_array_index(ids, i));

		if (open == NULL)
			continue;
		withdraw_from(&last, open->question.id);
		settle(open, get_safe_choice(&open->question), NULL);
	}
	g_hash_table_unref(ui_switch->questions);
	g_hash_table_unref(ui_switch->banners);
	g_free(ui_switch);
}

/* Whoever stays behind, as the text UI does, must not go on showing what another shows now. */
static void
clear_from(WdUiSwitch *ui_switch, const Ui *before)
{
	GHashTableIter iter;
	gpointer id;

	if (before->ops == NULL)
		return;
	g_hash_table_iter_init(&iter, ui_switch->banners);
	while (before->ops->banner != NULL && g_hash_table_iter_next(&iter, &id, NULL))
		before->ops->banner(before->ui, id, NULL);
	if (before->ops->queue_changed != NULL)
		before->ops->queue_changed(before->ui, 0);
}

/* Banners and the counter are told again, open questions are closed there and posed here. */
static void
move_over(WdUiSwitch *ui_switch, const Ui *before)
{
	const Ui *ui = get_ui(ui_switch);
	g_autoptr(GPtrArray) ids = list_ids(ui_switch);
	GHashTableIter iter;
	gpointer id, text;

	for (guint i = 0; i < ids->len; i++) {
		Open *open = g_hash_table_lookup(ui_switch->questions, g_ptr_array_index(ids, i));

		if (open == NULL)
			continue;
		withdraw_from(before, open->question.id);
		pose(ui_switch, open);
	}
	clear_from(ui_switch, before);
	if (ui->ops == NULL)
		return;
	g_hash_table_iter_init(&iter, ui_switch->banners);
	while (ui->ops->banner != NULL && g_hash_table_iter_next(&iter, &id, &text))
		ui->ops->banner(ui->ui, id, text);
	if (ui->ops->queue_changed != NULL)
		ui->ops->queue_changed(ui->ui, ui_switch->n_waiting);
}

static void
replace(WdUiSwitch *ui_switch, Ui *slot, const WdUiOps *ops, gpointer ui)
{
	const Ui before = *get_ui(ui_switch);
	const Ui *after;

	slot->ops = ops != NULL && ops->abi == WD_UI_ABI ? ops : NULL;
	slot->ui = ui;
	after = get_ui(ui_switch);
	if (after->ops != before.ops || after->ui != before.ui)
		move_over(ui_switch, &before);
}

/**
 * wd_ui_switch_set_fallback:
 * @ui_switch: a switch
 * @ops: (nullable): the text UI; kept, not copied
 * @ui: handed to every function of @ops
 */
void
wd_ui_switch_set_fallback(WdUiSwitch *ui_switch, const WdUiOps *ops, gpointer ui)
{
	replace(ui_switch, &ui_switch->fallback, ops, ui);
}

/**
 * wd_ui_switch_set:
 * @ui_switch: a switch
 * @ops: (nullable): the client's own UI; NULL, or another ABI: back to the fallback
 * @ui: handed to every function of @ops
 */
void
wd_ui_switch_set(WdUiSwitch *ui_switch, const WdUiOps *ops, gpointer ui)
{
	replace(ui_switch, &ui_switch->current, ops, ui);
}

/**
 * wd_ui_switch_ask:
 * @ui_switch: a switch
 * @question: copied; has at least one choice
 * @answer: called exactly once, perhaps before this returns
 * @data: for @answer
 *
 * The same id again while the first is open is answered with its safe choice: one question for one
 * decision.
 */
void
wd_ui_switch_ask(WdUiSwitch *ui_switch, const WdQuestion *question, WdAnswer answer, gpointer data)
{
	Open *open;

	g_return_if_fail(question->n_choices > 0 && question->safe_choice < question->n_choices);
	if (g_hash_table_contains(ui_switch->questions, question->id)) {
		answer(get_safe_choice(question), NULL, data);
		return;
	}
	open = copy_question(ui_switch, question);
	open->answer = answer;
	open->data = data;
	g_hash_table_insert(ui_switch->questions, (char *)open->question.id, open);
	pose(ui_switch, open);
}

static void
replace_text(const char **text, const char *better)
{
	g_free((char *)*text);
	*text = g_strdup(better);
}

/**
 * wd_ui_switch_update:
 * @ui_switch: a switch
 * @question: says it in other words; its id is that of an open question, else nothing happens
 *
 * Only the words change: a draft that the person edits, and the choices, stay as they are.
 */
void
wd_ui_switch_update(WdUiSwitch *ui_switch, const WdQuestion *question)
{
	Open *open = g_hash_table_lookup(ui_switch->questions, question->id);
	const Ui *ui = get_ui(ui_switch);

	if (open == NULL)
		return;
	replace_text(&open->question.primary, question->primary);
	replace_text(&open->question.secondary, question->secondary);
	if (ui->ops != NULL && ui->ops->update != NULL) {
		ui->ops->update(ui->ui, &open->question);
		return;
	}
	withdraw_from(ui, open->question.id);
	pose(ui_switch, open);
}

/**
 * wd_ui_switch_look_typed:
 * @ui_switch: a switch
 * @place: a conversation
 * @text: what is leaving it at this moment, as plain text
 *
 * Returns: whether a hand wrote it, where the client can tell
 */
WdTyped
wd_ui_switch_look_typed(WdUiSwitch *ui_switch, const WdPlace *place, const char *text)
{
	const Ui *ui = get_ui(ui_switch);

	return ui->ops != NULL && ui->ops->look_typed != NULL
		       ? ui->ops->look_typed(ui->ui, place, text)
		       : WD_TYPED_UNKNOWN;
}

/**
 * wd_ui_switch_withdraw:
 * @ui_switch: a switch
 * @question_id: a question, open or not
 *
 * The matter is over: closes the question. Its answer is not called: whoever withdraws it lets go
 * of what he kept for it.
 */
void
wd_ui_switch_withdraw(WdUiSwitch *ui_switch, const char *question_id)
{
	Open *open = g_hash_table_lookup(ui_switch->questions, question_id);

	if (open == NULL)
		return;
	withdraw_from(get_ui(ui_switch), open->question.id);
	g_hash_table_steal(ui_switch->questions, open->question.id);
	free_open(open);
}

/**
 * wd_ui_switch_return_draft:
 * @ui_switch: a switch
 * @place: the conversation it was written in
 * @html: what was not sent
 * @passage: (nullable): the words in it that stopped it
 *
 * Returns: whether the person has it again
 */
gboolean
wd_ui_switch_return_draft(WdUiSwitch *ui_switch,
			  const WdPlace *place,
			  const char *html,
			  const char *passage)
{
	const Ui *ui = get_ui(ui_switch);

	if (ui->ops != NULL && ui->ops->return_draft != NULL &&
	    ui->ops->return_draft(ui->ui, place, html, passage))
		return TRUE;
	ui = &ui_switch->fallback;
	return ui->ops != NULL && ui->ops != get_ui(ui_switch)->ops &&
	       ui->ops->return_draft != NULL && ui->ops->return_draft(ui->ui, place, html, passage);
}

/**
 * wd_ui_switch_banner:
 * @ui_switch: a switch
 * @id: what it is about
 * @text: (nullable): plain text that stays until it is cleared with NULL
 */
void
wd_ui_switch_banner(WdUiSwitch *ui_switch, const char *id, const char *text)
{
	const Ui *ui = get_ui(ui_switch);

	if (g_strcmp0(g_hash_table_lookup(ui_switch->banners, id), text) == 0)
		return;
	if (text != NULL)
		g_hash_table_insert(ui_switch->banners, g_strdup(id), g_strdup(text));
	else
		g_hash_table_remove(ui_switch->banners, id);
	if (ui->ops != NULL && ui->ops->banner != NULL)
		ui->ops->banner(ui->ui, id, text);
}

/**
 * wd_ui_switch_queue_changed:
 * @ui_switch: a switch
 * @n_waiting: rows that wait for a decision
 */
void
wd_ui_switch_queue_changed(WdUiSwitch *ui_switch, guint n_waiting)
{
	const Ui *ui = get_ui(ui_switch);

	ui_switch->n_waiting = n_waiting;
	if (ui->ops != NULL && ui->ops->queue_changed != NULL)
		ui->ops->queue_changed(ui->ui, n_waiting);
}

static gboolean
show_page(const Ui *ui, WdPage page, const char *words)
{
	return ui->ops != NULL && ui->ops->show_page != NULL &&
	       ui->ops->show_page(ui->ui, page, words);
}

/**
 * wd_ui_switch_show_page:
 * @ui_switch: a switch
 * @page: what the person asked for
 * @words: (nullable): only what has them
 *
 * A UI that has no such page leaves it to the text UI.
 *
 * Returns: whether there is a UI that shows it
 */
gboolean
wd_ui_switch_show_page(WdUiSwitch *ui_switch, WdPage page, const char *words)
{
	return show_page(&ui_switch->current, page, words) ||
	       show_page(&ui_switch->fallback, page, words);
}

/**
 * wd_ui_switch_policy_changed:
 * @ui_switch: a switch
 *
 * For what shows settings. The text UI hears of it too, under another one: its frame may be open.
 */
void
wd_ui_switch_policy_changed(WdUiSwitch *ui_switch)
{
	const Ui *ui = get_ui(ui_switch);
	const Ui *fallback = &ui_switch->fallback;

	if (ui->ops != NULL && ui->ops->policy_changed != NULL)
		ui->ops->policy_changed(ui->ui);
	if (fallback != ui && fallback->ops != NULL && fallback->ops->policy_changed != NULL)
		fallback->ops->policy_changed(fallback->ui);
}
