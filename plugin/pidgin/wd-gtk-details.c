/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-details.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-held-text.h"
#include "pidgin/wd-gtk-reading.h"
#include "pidgin/wd-gtk-text.h"
#include "ui/wd-file-words.h"
#include "ui/wd-phrases.h"

static void
append_origin(GtkWidget *details, const WdHeld *held)
{
	g_autofree char *peer = wd_gtk_held_format_peer(held);
	g_autofree char *account = wd_gtk_held_format_account(held);
	g_autofree char *time = wd_gtk_held_format_time(held);
	/* Translators: who, own account, when: "bob@b.example, on me@a.example, 2026-05-04 10:20"
	 */
	g_autofree char *line = g_strdup_printf(_("%s, on %s, %s"), peer, account, time);

	wd_gtk_reading_add(details, wd_phrase_for_kind(held->event->kind), line);
}

/* What it is called, what it is, and what the scanner said: three lines under one heading. */
static void
append_file(GtkWidget *details, const WdHeld *held)
{
	g_autofree char *what = wd_gtk_held_format_what(held);
	g_autofree char *type = wd_file_words_for_type(held->event->file_facts);
	g_autofree char *scan = wd_file_words_for_scan(held->event->file_facts);
	g_autofree char *inside = NULL;

	wd_gtk_reading_add_quote(details, _("Name"), what);
	if (held->event->file_facts == NULL && !wd_file_words_is_here(held))
		return; /* an offer: there are no bytes yet */
	/* Translators: what a file is as its bytes say; then what the virus scanner said. */
	inside = g_strdup_printf(_("Inside: %s\nVirus scanner: %s"), type, scan);
	wd_gtk_reading_add_quote(details, NULL, inside);
}

static void
append_content(GtkWidget *details, const WdHeld *held)
{
	g_autofree char *what = NULL;

	if (held->event->kind == WD_EVENT_FILE) {
		append_file(details, held);
		return;
	}
	what = wd_gtk_text_body(held->event->text, WD_GTK_TEXT_BODY_CHARS);
	wd_gtk_reading_add_quote(details, _("Text"), what);
}

static void
append_reasons(GtkWidget *details, const WdHeld *held)
{
	g_autofree char *sentences = wd_phrase_for_findings(held->findings);

	wd_gtk_reading_add(details, _("Why it was held"), g_strchomp(sentences));
}

static void
append_advice(GtkWidget *details, const WdHeld *held)
{
	wd_gtk_reading_add(details,
			   held->state == WD_HELD_EXPIRED ? wd_phrase_for_state(held->state)
							  : _("What you can do"),
			   wd_gtk_held_get_advice(held));
}

/**
 * wd_gtk_details_new:
 *
 * Returns: (transfer full): a floating, empty, read-only text view
 */
GtkWidget *
wd_gtk_details_new(void)
{
	return wd_gtk_reading_new("warden-details", _("Why the selected item was held"));
}

/**
 * wd_gtk_details_show:
 * @details: what wd_gtk_details_new() made
 * @held: (nullable): the row to show; NULL empties the pane
 */
void
wd_gtk_details_show(GtkWidget *details, const WdHeld *held)
{
	wd_gtk_reading_clear(details);
	if (held == NULL)
		return;
	append_origin(details, held);
	append_content(details, held);
	append_reasons(details, held);
	append_advice(details, held);
	wd_gtk_reading_to_top(details);
}
