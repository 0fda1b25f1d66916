/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-reading.h"

#include "pidgin/wd-gtk-parts.h"

#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f"
#define INDENT_PX          18

static GtkTextBuffer *
get_buffer(GtkWidget *reading)
{
	return gtk_text_view_get_buffer(GTK_TEXT_VIEW(reading));
}

static void
make_tags(GtkTextBuffer *buffer)
{
	gtk_text_buffer_create_tag(
		buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 6, NULL);
	gtk_text_buffer_create_tag(buffer, "plain", "pixels-below-lines", 2, NULL);
	gtk_text_buffer_create_tag(
		buffer, "quote", "left-margin", INDENT_PX, "right-margin", INDENT_PX, NULL);
}

/**
 * wd_gtk_reading_new:
 * @name: of the widget
 * @accessible: what a screen reader says, translated
 *
 * Returns: (transfer full): a floating, empty, read-only text view
 */
GtkWidget *
wd_gtk_reading_new(const char *name, const char *accessible)
{
	GtkWidget *reading = gtk_text_view_new();
	GtkTextView *view = GTK_TEXT_VIEW(reading);

	wd_gtk_name(reading, name, accessible);
	gtk_text_view_set_editable(view, FALSE);
	gtk_text_view_set_cursor_visible(view, FALSE);
	gtk_text_view_set_wrap_mode(view, GTK_WRAP_WORD_CHAR);
	gtk_text_view_set_left_margin(view, WD_GTK_GAP);
	gtk_text_view_set_right_margin(view, WD_GTK_GAP);
	gtk_text_view_set_accepts_tab(view, FALSE);
	make_tags(get_buffer(reading));
	return reading;
}

/**
 * wd_gtk_reading_clear:
 * @reading: the pane
 */
void
wd_gtk_reading_clear(GtkWidget *reading)
{
	gtk_text_buffer_set_text(get_buffer(reading), "", 0);
}

static void
append(GtkWidget *reading, const char *text, const char *tag)
{
	GtkTextBuffer *buffer = get_buffer(reading);
	GtkTextIter end;

	gtk_text_buffer_get_end_iter(buffer, &end);
	gtk_text_buffer_insert_with_tags_by_name(buffer, &end, text, -1, tag, NULL);
}

static void
append_paragraph(GtkWidget *reading, const char *heading, const char *text, const char *tag)
{
	if (*text == '\0')
		return;
	if (heading != NULL) {
		/* A heading such as "Spim.Enabled" stands above its text in Arabic, too. */
		if (gtk_widget_get_direction(reading) == GTK_TEXT_DIR_RTL)
			append(reading, RIGHT_TO_LEFT_MARK, "heading");
		append(reading, heading, "heading");
		append(reading, "\n", "plain");
	}
	append(reading, text, tag);
	append(reading, "\n", tag);
}

/**
 * wd_gtk_reading_add:
 * @reading: the pane
 * @heading: (nullable): above the text
 * @text: words of ours; nothing is added when there are none
 */
void
wd_gtk_reading_add(GtkWidget *reading, const char *heading, const char *text)
{
	append_paragraph(reading, heading, text, "plain");
}

/**
 * wd_gtk_reading_add_quote:
 * @reading: the pane
 * @heading: (nullable): above the text
 * @text: somebody else's words, tamed and shortened; nothing is added when there are none
 */
void
wd_gtk_reading_add_quote(GtkWidget *reading, const char *heading, const char *text)
{
	append_paragraph(reading, heading, text, "quote");
}

/**
 * wd_gtk_reading_to_top:
 * @reading: the pane: its beginning is shown
 */
void
wd_gtk_reading_to_top(GtkWidget *reading)
{
	GtkTextIter start;

	gtk_text_buffer_get_start_iter(get_buffer(reading), &start);
	gtk_text_buffer_place_cursor(get_buffer(reading), &start);
	gtk_text_view_scroll_to_iter(GTK_TEXT_VIEW(reading), &start, 0, FALSE, 0, 0);
}
