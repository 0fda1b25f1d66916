/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-ui.h"

#include <glib/gi18n-lib.h>
#include <purple.h>
/* clang-format off */
#include <gtklog.h>
/* clang-format on */

#include "pidgin/wd-gtk-buddies.h"
#include "pidgin/wd-gtk-drafts.h"
#include "pidgin/wd-gtk-held-bar.h"
#include "pidgin/wd-gtk-lesson-menu.h"
#include "pidgin/wd-gtk-links.h"
#include "pidgin/wd-gtk-memory.h"
#include "pidgin/wd-gtk-menu.h"
#include "pidgin/wd-gtk-notices.h"
#include "pidgin/wd-gtk-pages.h"
#include "pidgin/wd-gtk-place.h"
#include "pidgin/wd-gtk-prefs.h"
#include "pidgin/wd-gtk-question.h"
#include "pidgin/wd-gtk-questions.h"
#include "pidgin/wd-gtk-shields.h"
#include "pidgin/wd-gtk-typed.h"

struct WdGtkUi {
	const WdHost *host;
	WdGtkNotices *notices;
	WdGtkQuestions *questions;
	WdGtkDrafts *drafts;
	WdGtkShields *shields;
	WdGtkPages *pages;
	WdGtkMenu *menu;
	WdGtkHeldBar *held_bar;
	GtkWidget *prefs; /* weak: Pidgin owns it */
	guint n_homeless;
};

static void
open_review(gpointer data)
{
	wd_gtk_ui_show_page(data, WD_PAGE_REVIEW, NULL);
}

/* The person has seen what is held. */
static void
note_looked(gpointer data)
{
	WdGtkUi *ui = data;

	wd_gtk_held_bar_set_seen(ui->held_bar);
}

static void
open_last_page(gpointer data)
{
	wd_gtk_ui_show_page(data, WD_GTK_LAST_PAGE, NULL);
}

static void
ignore_answer(const char *choice, const char *text, gpointer data)
{
}

static char *
strip_markup(const char *html)
{
	char *text = purple_markup_strip_html(html);

	return text != NULL ? text : g_strdup("");
}

/* The entry box is gone: show the text where it can be copied. */
static void
keep_homeless(const WdPlace *place, const char *html, gpointer data)
{
	WdGtkUi *ui = data;
	const WdChoice close = {"close", _("_Close")};
	g_autofree char *text = strip_markup(html);
	g_autofree char *id = g_strdup_printf("homeless-draft-%u", ui->n_homeless++);
	const WdQuestion question = {
		.id = id,
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.action = WD_ACTION_NOTE,
		.place = *place,
		.title = _("Message Not Sent"),
		.primary = _("This message was not sent, and its conversation is closed."),
		.secondary = _("Copy the text if you still need it."),
		.text = text,
		.choices = &close,
		.n_choices = 1,
	};

	wd_gtk_questions_ask(ui->questions, &question, ignore_answer, NULL);
}

static void
open_viewer(const WdPlace *place, gpointer data)
{
	PurpleAccount *account = purple_accounts_find(place->account, place->protocol);

	if (account != NULL)
		pidgin_log_show(
			place->is_chat ? PURPLE_LOG_CHAT : PURPLE_LOG_IM, place->peer, account);
}

/**
 * wd_gtk_ui_new:
 * @host: the session; must outlive the interface
 *
 * Attaches to Pidgin's buddy list and text widget.
 *
 * Returns: (transfer full): the interface, freed with wd_gtk_ui_free()
 */
WdGtkUi *
wd_gtk_ui_new(const WdHost *host)
{
	WdGtkUi *ui = g_new0(WdGtkUi, 1);

	ui->host = host;
	ui->notices = wd_gtk_notices_new();
	ui->questions = wd_gtk_questions_new(wd_gtk_place_find_window);
	ui->drafts = wd_gtk_drafts_new(keep_homeless, ui);
	ui->shields = wd_gtk_shields_new(host, open_review, ui);
	ui->pages = wd_gtk_pages_new(host, wd_gtk_memory_get(), open_viewer, ui);
	wd_gtk_pages_set_looked(ui->pages, note_looked, ui);
	ui->menu = wd_gtk_menu_new(open_last_page, ui);
	wd_gtk_buddies_attach(ui->notices);
	wd_gtk_links_attach(host);
	wd_gtk_lesson_menu_attach(host);
	ui->held_bar = wd_gtk_held_bar_new(open_review, ui);
	wd_gtk_held_bar_set_waiting(ui->held_bar, host->count_waiting(host->session));
	return ui;
}

static void
close_prefs(WdGtkUi *ui)
{
	if (ui->prefs == NULL)
		return;
	g_object_remove_weak_pointer(G_OBJECT(ui->prefs), (gpointer *)&ui->prefs);
	gtk_widget_destroy(ui->prefs);
}

/**
 * wd_gtk_ui_free:
 * @ui: (nullable) (transfer full): the interface
 *
 * The session must have another UI by now: open questions are answered with their safe choice, and
 * what follows from that goes to the other one.
 */
void
wd_gtk_ui_free(WdGtkUi *ui)
{
	if (ui == NULL)
		return;
	wd_gtk_lesson_menu_detach();
	wd_gtk_links_detach();
	wd_gtk_buddies_detach(ui->notices);
	wd_gtk_held_bar_free(ui->held_bar);
	wd_gtk_shields_free(ui->shields);
	wd_gtk_drafts_free(ui->drafts);
	wd_gtk_menu_free(ui->menu);
	wd_gtk_pages_free(ui->pages);
	wd_gtk_questions_free(ui->questions);
	wd_gtk_notices_free(ui->notices);
	close_prefs(ui);
	g_free(ui);
}

static void
queue_changed(gpointer data, guint n_waiting)
{
	WdGtkUi *ui = data;

	wd_gtk_held_bar_set_waiting(ui->held_bar, n_waiting);
	wd_gtk_shields_refresh(ui->shields);
	wd_gtk_pages_queue_changed(ui->pages);
}

static void
ask(gpointer data, const WdQuestion *question, WdAnswer answer, gpointer answer_data)
{
	WdGtkUi *ui = data;

	wd_gtk_questions_ask(ui->questions, question, answer, answer_data);
}

static void
withdraw(gpointer data, const char *question_id)
{
	WdGtkUi *ui = data;

	wd_gtk_questions_withdraw(ui->questions, question_id);
}

static gboolean
return_draft(gpointer data, const WdPlace *place, const char *html, const char *passage)
{
	WdGtkUi *ui = data;

	return wd_gtk_drafts_return(ui->drafts, place, html, passage);
}

static void
banner(gpointer data, const char *id, const char *text)
{
	WdGtkUi *ui = data;

	wd_gtk_notices_set_banner(ui->notices, id, text);
	wd_gtk_shields_refresh(ui->shields); /* that it is paused is a banner */
	wd_gtk_pages_state_changed(ui->pages);
}

static void
update(gpointer data, const WdQuestion *question)
{
	WdGtkUi *ui = data;
	GtkWidget *dialog = wd_gtk_questions_find_dialog(ui->questions, question->id);

	if (dialog != NULL)
		wd_gtk_question_update(dialog, question);
}

static WdTyped
look_typed(gpointer data, const WdPlace *place, const char *text)
{
	return wd_gtk_typed_look(place, text);
}

static gboolean
show_page(gpointer data, WdPage page, const char *words)
{
	wd_gtk_ui_show_page(data, page, words);
	return TRUE;
}

static void
policy_changed(gpointer data)
{
	WdGtkUi *ui = data;

	if (ui->prefs != NULL)
		wd_gtk_prefs_refresh(ui->prefs);
	wd_gtk_pages_policy_changed(ui->pages);
	wd_gtk_shields_refresh(ui->shields);
}

static const WdUiOps ops = {
	.abi = WD_UI_ABI,
	.queue_changed = queue_changed,
	.ask = ask,
	.withdraw = withdraw,
	.return_draft = return_draft,
	.banner = banner,
	.show_page = show_page,
	.update = update,
	.look_typed = look_typed,
	.policy_changed = policy_changed,
};

/**
 * wd_gtk_ui_get_ops:
 *
 * Returns: (transfer none): what the session calls; the user data is a #WdGtkUi
 */
const WdUiOps *
wd_gtk_ui_get_ops(void)
{
	return &ops;
}

/**
 * wd_gtk_ui_show_page:
 * @ui: the interface
 * @page: which page of the window, or %WD_GTK_LAST_PAGE
 * @words: (nullable): what to look for in it
 *
 * Opens the window because the person asked for it.
 */
void
wd_gtk_ui_show_page(WdGtkUi *ui, WdPage page, const char *words)
{
	wd_gtk_pages_show(ui->pages, page, words);
}

/**
 * wd_gtk_ui_make_prefs:
 * @ui: the interface
 *
 * Returns: (transfer full): a floating preference frame, gone with the interface at the latest
 */
GtkWidget *
wd_gtk_ui_make_prefs(WdGtkUi *ui)
{
	close_prefs(ui);
	ui->prefs = wd_gtk_prefs_new(ui->host);
	g_object_add_weak_pointer(G_OBJECT(ui->prefs), (gpointer *)&ui->prefs);
	return ui->prefs;
}

/**
 * wd_gtk_ui_pause_or_resume:
 * @ui: the interface
 *
 * One entry for both: menus of plugins are made once.  A banner says that it is paused; why it may
 * not be is said in a window.
 */
void
wd_gtk_ui_pause_or_resume(WdGtkUi *ui)
{
	const WdHost *host = ui->host;
	gboolean is_paused = host->get_paused_until_ms(host->session) != 0;
	g_autoptr(GError) error = NULL;

	if (!host->set_paused(host->session, !is_paused, &error))
		purple_notify_info(ui, _("Purple Warden"), error->message, NULL);
}
