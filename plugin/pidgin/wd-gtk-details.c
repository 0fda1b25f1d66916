/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-details.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-held-text.h"
#include "pidgin/wd-gtk-text.h"
#include "ui/wd-file-words.h"
#include "ui/wd-phrases.h"

/* Text goes into the buffer as text: nothing that a peer wrote is ever read as markup. */
static void
append(GtkTextBuffer *buffer, const char *text, const char *tag)
{
	GtkTextIter end;

	gtk_text_buffer_get_end_iter(buffer, &end);
	gtk_text_buffer_insert_with_tags_by_name(buffer, &end, text, -1, tag, NULL);
}

static void
append_paragraph(GtkTextBuffer *buffer, const char *heading, const char *text, const char *tag)
{
	if (*text == '\0')
		return;
	append(buffer, heading, "heading");
	append(buffer, "\n", "plain");
	append(buffer, text, tag);
	append(buffer, "\n", tag);
}

static void
append_origin(GtkTextBuffer *buffer, const WdHeld *held)
{
	g_autofree char *peer = wd_gtk_held_format_peer(held);
	g_autofree char *account = wd_gtk_held_format_account(held);
	g_autofree char *time = wd_gtk_held_format_time(held);
	/* Translators: who, own account, when: "bob@b.example, on me@a.example, 2026-05-04 10:20"
	 */
	g_autofree char *line = g_strdup_printf(_("%s, on %s, %s"), peer, account, time);

	append_paragraph(buffer, wd_phrase_for_kind(held->event->kind), line, "plain");
}

/* What it is called, what it is, and what the scanner said: three lines under one heading. */
static void
append_file(GtkTextBuffer *buffer, const WdHeld *held)
{
	g_autofree char *what = wd_gtk_held_format_what(held);
	g_autofree char *type = wd_file_words_for_type(held->event->file_facts);
	g_autofree char *scan = wd_file_words_for_scan(held->event->file_facts);
	g_autofree char *inside = NULL;

	append_paragraph(buffer, _("Name"), what, "quote");
	if (held->event->file_facts == NULL && !wd_file_words_is_here(held))
		return; /* an offer: there are no bytes yet */
	/* Translators: what a file is as its bytes say; then what the virus scanner said. */
	inside = g_strdup_printf(_("Inside: %s\nVirus scanner: %s"), type, scan);
	append(buffer, inside, "quote");
	append(buffer, "\n", "quote");
}

static void
append_content(GtkTextBuffer *buffer, const WdHeld *held)
{
	g_autofree char *what = NULL;

	if (held->event->kind == WD_EVENT_FILE) {
		append_file(buffer, held);
		return;
	}
	what = wd_gtk_text_body(held->event->text, WD_GTK_TEXT_BODY_CHARS);
	append_paragraph(buffer, _("Text"), what, "quote");
}

static void
append_reasons(GtkTextBuffer *buffer, const WdHeld *held)
{
	g_autofree char *sentences = wd_phrase_for_findings(held->findings);

	append_paragraph(buffer, _("Why it was held"), g_strchomp(sentences), "plain");
}

static void
append_advice(GtkTextBuffer *buffer, const WdHeld *held)
{
	append_paragraph(buffer,
			 held->state == WD_HELD_EXPIRED ? wd_phrase_for_state(held->state)
							: _("What you can do"),
			 wd_gtk_held_get_advice(held),
			 "plain");
}

static void
make_tags(GtkTextBuffer *buffer)
{
	gtk_text_buffer_create_tag(
		buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 6, NULL);
	gtk_text_buffer_create_tag(buffer, "plain", "pixels-below-lines", 2, NULL);
	gtk_text_buffer_create_tag(buffer, "quote", "left-margin", 18, NULL);
}

/**
 * wd_gtk_details_new:
 *
 * Returns: (transfer full): a floating, empty, read-only text view
 */
GtkWidget *
wd_gtk_details_new(void)
{
	GtkWidget *view = gtk_text_view_new();
	GtkTextView *text_view = GTK_TEXT_VIEW(view);

	gtk_text_view_set_editable(text_view, FALSE);
	gtk_text_view_set_cursor_visible(text_view, FALSE);
	gtk_text_view_set_wrap_mode(text_view, GTK_WRAP_WORD_CHAR);
	gtk_text_view_set_left_margin(text_view, 6);
	gtk_text_view_set_right_margin(text_view, 6);
	gtk_text_view_set_accepts_tab(text_view, FALSE);
	make_tags(gtk_text_view_get_buffer(text_view));
	return view;
}

/**
 * wd_gtk_details_show:
 * @details: what wd_gtk_details_new() made
 * @held: (nullable): the row to show; NULL empties the pane
 */
void
wd_gtk_details_show(GtkWidget *details, const WdHeld *held)
{
	GtkTextBuffer *buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(details));
	GtkTextIter start;

	gtk_text_buffer_set_text(buffer, "", 0);
	if (held == NULL)
		return;
	append_origin(buffer, held);
	append_content(buffer, held);
	append_reasons(buffer, held);
	append_advice(buffer, held);
	gtk_text_buffer_get_start_iter(buffer, &start);
	gtk_text_buffer_place_cursor(buffer, &start);
	gtk_text_view_scroll_to_iter(GTK_TEXT_VIEW(details), &start, 0, FALSE, 0, 0);
}
