/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-question.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/link/wd-suffix.h"
#include "engine/wd-limits.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-text.h"
#include "pidgin/wd-gtk-width.h"

#define TEXT_CHARS     50 /* width of what is said, in letters of the theme's font */
#define DRAFT_LINES_PX 90
#define REASONS_PX     200 /* of reasons that are long, such as a company's notice */
#define LONG_REASONS   700 /* characters */
#define LONG_TEXT_PX   220 /* of what has more lines than a message usually has */
#define LONG_LINES     6
#define MAX_TITLE      80
#define MAX_PRIMARY    300
#define MAX_REASONS    4000  /* characters; a screen has fewer */
#define MAX_DRAFT      20000 /* more than that is not edited in a question */
#define EDITOR_KEY     "warden-editor"
#define PRIMARY_KEY    "warden-primary"
#define SECONDARY_KEY  "warden-secondary"
#define DIM_COLOUR     "#707070" /* readable on light and on dark themes */

/* Where the part of @host begins that somebody had to register. */
static const char *
find_registrable(const char *host)
{
	g_autofree char *registrable = wd_suffix_get_registrable(host);
	const char *tail = registrable != NULL ? g_strrstr(host, registrable) : NULL;

	/* An address, or a public suffix itself: all of it counts. */
	return tail != NULL ? tail : host;
}

/**
 * wd_gtk_question_format_host:
 * @host: a host in ASCII
 *
 * Whoever registers a name chooses freely what stands before it, so "bank.example.evil.example"
 * gets its last part emphasised and the rest in grey.
 *
 * Returns: (transfer full): Pango markup
 */
char *
wd_gtk_question_format_host(const char *host)
{
	const char *registrable = find_registrable(host);
	g_autofree char *prefix = g_strndup(host, (gsize)(registrable - host));

	return g_markup_printf_escaped("<span size=\"x-large\"><span foreground=\"%s\">%s</span>"
				       "<b>%s</b></span>",
				       DIM_COLOUR,
				       prefix,
				       registrable);
}

static GtkWidget *
make_label(const char *text)
{
	GtkWidget *label = gtk_label_new(text);

	gtk_misc_set_alignment(GTK_MISC(label), 0, 0);
	gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
	gtk_label_set_line_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
	wd_gtk_width_set(label, TEXT_CHARS);
	/* Else GTK 2 takes the request for the width of the text, and a short one from right to
	 * left begins in the middle. */
	gtk_label_set_width_chars(GTK_LABEL(label), 1);
	return label;
}

static void
set_primary(GtkWidget *label, const char *text)
{
	g_autofree char *shown = wd_gtk_text_sentence(text, MAX_PRIMARY);
	g_autofree char *markup =
		g_markup_printf_escaped("<span weight=\"bold\" size=\"larger\">%s</span>", shown);

	gtk_label_set_markup(GTK_LABEL(label), markup);
}

static GtkWidget *
make_primary(const char *text)
{
	GtkWidget *label = make_label(NULL);

	set_primary(label, text);
	return label;
}

static void
set_secondary(GtkWidget *label, const char *text)
{
	g_autofree char *shown = wd_gtk_text_sentence(text, MAX_REASONS);

	gtk_label_set_text(GTK_LABEL(label), shown);
}

/* Whoever asks has shortened a peer's text. Should that be forgotten, the window stays one: a label
 * of a megabyte takes minutes to lay out, and Pidgin with it. */
static gboolean
is_short_enough(const char *draft)
{
	return draft != NULL && strnlen(draft, MAX_DRAFT + 1) <= MAX_DRAFT;
}

static GtkWidget *
make_host(const char *host)
{
	GtkWidget *frame = gtk_frame_new(NULL);
	GtkWidget *label = make_label(NULL);
	g_autofree char *shown = wd_gtk_text_line(host, WD_LIMIT_HOST_BYTES);
	g_autofree char *markup = wd_gtk_question_format_host(shown);

	gtk_label_set_markup(GTK_LABEL(label), markup);
	gtk_label_set_line_wrap_mode(GTK_LABEL(label), PANGO_WRAP_CHAR);
	gtk_misc_set_padding(GTK_MISC(label), 6, 6);
	gtk_frame_set_shadow_type(GTK_FRAME(frame), GTK_SHADOW_IN);
	gtk_container_add(GTK_CONTAINER(frame), label);
	return frame;
}

static void
copy_address(GtkButton *button, gpointer data)
{
	const char *address = data;

	gtk_clipboard_set_text(
		gtk_widget_get_clipboard(GTK_WIDGET(button), GDK_SELECTION_CLIPBOARD), address, -1);
}

/* Copying answers nothing: the question stays, and so does the address. */
static GtkWidget *
make_copy(const char *address)
{
	GtkWidget *line = gtk_hbox_new(FALSE, 0);
	GtkWidget *button = gtk_button_new_with_mnemonic(_("_Copy the Address"));

	g_signal_connect_data(button,
			      "clicked",
			      G_CALLBACK(copy_address),
			      g_strdup(address),
			      (GClosureNotify)(GCallback)g_free,
			      0);
	gtk_box_pack_end(GTK_BOX(line), button, FALSE, FALSE, 0);
	return line;
}

static GtkWidget *
make_editor(const char *text, GtkWidget **editor)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);
	GtkTextBuffer *buffer;
	GtkTextIter end;

	*editor = gtk_text_view_new();
	buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(*editor));
	gtk_text_buffer_set_text(buffer, text, -1);
	gtk_text_buffer_get_end_iter(buffer, &end);
	gtk_text_buffer_place_cursor(buffer, &end);
	gtk_text_view_set_wrap_mode(GTK_TEXT_VIEW(*editor), GTK_WRAP_WORD_CHAR);
	gtk_text_view_set_accepts_tab(GTK_TEXT_VIEW(*editor), FALSE);
	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_shadow_type(GTK_SCROLLED_WINDOW(scrolled), GTK_SHADOW_IN);
	gtk_widget_set_size_request(scrolled,
				    -1, /* as wide as what is said above it */
				    gtk_text_buffer_get_line_count(buffer) > LONG_LINES
					    ? LONG_TEXT_PX
					    : DRAFT_LINES_PX);
	gtk_container_add(GTK_CONTAINER(scrolled), *editor);
	return scrolled;
}

static void
pack(GtkWidget *box, GtkWidget *child)
{
	gtk_box_pack_start(GTK_BOX(box), child, FALSE, FALSE, 0);
}

/* What is long scrolls, so that the buttons stay on the screen. */
static GtkWidget *
wrap_if_long(GtkWidget *label)
{
	GtkWidget *scrolled;

	if (g_utf8_strlen(gtk_label_get_text(GTK_LABEL(label)), -1) <= LONG_REASONS)
		return label;
	scrolled = gtk_scrolled_window_new(NULL, NULL);
	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_add_with_viewport(GTK_SCROLLED_WINDOW(scrolled), label);
	gtk_widget_set_size_request(scrolled, -1, REASONS_PX);
	return scrolled;
}

static void
fill_words(GtkWidget *dialog, GtkWidget *box, const WdQuestion *question)
{
	GtkWidget *editor, *secondary;
	GtkWidget *primary = make_primary(question->primary);

	pack(box, primary);
	g_object_set_data(G_OBJECT(dialog), PRIMARY_KEY, primary);
	if (question->host != NULL)
		pack(box, make_host(question->host));
	if (question->address != NULL)
		pack(box, make_copy(question->address));
	if (question->secondary != NULL) {
		secondary = make_label(NULL);
		set_secondary(secondary, question->secondary);
		pack(box, wrap_if_long(secondary));
		g_object_set_data(G_OBJECT(dialog), SECONDARY_KEY, secondary);
	}
	if (!is_short_enough(question->text))
		return;
	gtk_box_pack_start(GTK_BOX(box), make_editor(question->text, &editor), TRUE, TRUE, 0);
	g_object_set_data(G_OBJECT(dialog), EDITOR_KEY, editor);
}

static void
fill_body(GtkWidget *dialog, const WdQuestion *question)
{
	gboolean is_risk = question->action >= WD_ACTION_WARN;
	g_autoptr(GdkPixbuf) pixbuf =
		is_risk ? wd_gtk_icon_load("warning", WD_GTK_ICON_LARGE)
			: wd_gtk_icon_for_kind(question->kind, WD_GTK_ICON_LARGE);
	GtkWidget *image = gtk_image_new_from_pixbuf(pixbuf);
	GtkWidget *line = gtk_hbox_new(FALSE, 12);
	GtkWidget *words = gtk_vbox_new(FALSE, 12);
	GtkWidget *area = gtk_dialog_get_content_area(GTK_DIALOG(dialog));

	gtk_misc_set_alignment(GTK_MISC(image), 0.5, 0);
	pack(line, image);
	fill_words(dialog, words, question);
	gtk_box_pack_start(GTK_BOX(line), words, TRUE, TRUE, 0);
	gtk_container_set_border_width(GTK_CONTAINER(line), 6);
	gtk_box_set_spacing(GTK_BOX(area), 12);
	gtk_box_pack_start(GTK_BOX(area), line, TRUE, TRUE, 0);
	gtk_widget_show_all(line);
}

/* The safe choice stands last, where GNOME's hand goes, and has the focus. */
static void
add_choices(GtkWidget *dialog, const WdQuestion *question)
{
	int safe = (int)question->safe_choice;
	GtkWidget *button;

	for (gsize i = 0; i < question->n_choices; i++) {
		if (i != question->safe_choice)
			gtk_dialog_add_button(
				GTK_DIALOG(dialog), question->choices[i].label, (int)i);
	}
	button = gtk_dialog_add_button(GTK_DIALOG(dialog), question->choices[safe].label, safe);
	gtk_dialog_set_default_response(GTK_DIALOG(dialog), safe);
	gtk_widget_grab_focus(button);
}

static gboolean
is_enter(guint keyval)
{
	return keyval == GDK_Return || keyval == GDK_KP_Enter || keyval == GDK_ISO_Enter;
}

/* What is held is never let go by Enter, wherever the focus is; in an editor Enter is a new line.
 */
static gboolean
on_key(GtkWidget *dialog, GdkEventKey *key, gpointer data)
{
	if (!is_enter(key->keyval) || GTK_IS_TEXT_VIEW(gtk_window_get_focus(GTK_WINDOW(dialog))))
		return FALSE;
	gtk_dialog_response(GTK_DIALOG(dialog), GPOINTER_TO_INT(data));
	return TRUE;
}

static void
choose_focus(GtkWidget *dialog, const WdQuestion *question)
{
	GtkWidget *editor = g_object_get_data(G_OBJECT(dialog), EDITOR_KEY);
	/* A clicked link is asked about where the person looks. Anything else comes while they
	 * may be typing: the next key must not land here. */
	gboolean was_clicked = question->kind == WD_EVENT_LINK;

	if (editor != NULL)
		gtk_widget_grab_focus(editor);
	gtk_window_set_focus_on_map(GTK_WINDOW(dialog), was_clicked);
}

/**
 * wd_gtk_question_new:
 * @question: what to ask; nothing of it is kept
 *
 * Builds a non-modal dialog whose response is the index of a choice, or a negative number when it
 * was closed, which means the safe choice.
 *
 * Returns: (transfer full): a dialog that is not shown yet
 */
GtkWidget *
wd_gtk_question_new(const WdQuestion *question)
{
	GtkWidget *dialog = gtk_dialog_new();
	g_autoptr(GdkPixbuf) icon = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);
	g_autofree char *title = wd_gtk_text_line(question->title, MAX_TITLE);

	gtk_window_set_title(GTK_WINDOW(dialog), title);
	gtk_window_set_role(GTK_WINDOW(dialog), "warden-question");
	gtk_window_set_icon(GTK_WINDOW(dialog), icon);
	gtk_container_set_border_width(GTK_CONTAINER(dialog), 6);
	gtk_window_set_resizable(GTK_WINDOW(dialog), is_short_enough(question->text));
	fill_body(dialog, question);
	add_choices(dialog, question);
	choose_focus(dialog, question);
	if (question->action >= WD_ACTION_HOLD)
		g_signal_connect(dialog,
				 "key-press-event",
				 G_CALLBACK(on_key),
				 GINT_TO_POINTER((int)question->safe_choice));
	return dialog;
}

/**
 * wd_gtk_question_update:
 * @dialog: what wd_gtk_question_new() made
 * @question: the same question in other words
 *
 * Changes the words; what the person has typed and where the focus is stay as they are.
 */
void
wd_gtk_question_update(GtkWidget *dialog, const WdQuestion *question)
{
	GtkWidget *secondary = g_object_get_data(G_OBJECT(dialog), SECONDARY_KEY);

	set_primary(g_object_get_data(G_OBJECT(dialog), PRIMARY_KEY), question->primary);
	if (secondary != NULL && question->secondary != NULL)
		set_secondary(secondary, question->secondary);
}

/**
 * wd_gtk_question_get_text:
 * @dialog: what wd_gtk_question_new() made
 *
 * Returns: (transfer full) (nullable): the draft as the person left it; NULL if there was none
 */
char *
wd_gtk_question_get_text(GtkWidget *dialog)
{
	GtkWidget *editor = g_object_get_data(G_OBJECT(dialog), EDITOR_KEY);
	GtkTextBuffer *buffer;
	GtkTextIter start;
	GtkTextIter end;

	if (editor == NULL)
		return NULL;
	buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(editor));
	gtk_text_buffer_get_bounds(buffer, &start, &end);
	return gtk_text_buffer_get_text(buffer, &start, &end, FALSE);
}
