/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-drafts.h"

#include <gtkconv.h>
#include <gtkimhtml.h>

#include "pidgin/wd-gtk-place.h"

typedef struct {
	char *protocol;
	char *account;
	char *peer;
	gboolean is_chat;
	char *html;
	char *passage; /* (nullable) */
} Draft;

struct WdGtkDrafts {
	GQueue waiting; /* of Draft *, oldest first */
	guint idle_id;
	WdGtkDraftHomeless homeless;
	gpointer data;
};

static void
free_draft(gpointer pointer)
{
	Draft *draft = pointer;

	g_free(draft->protocol);
	g_free(draft->account);
	g_free(draft->peer);
	g_free(draft->html);
	g_free(draft->passage);
	g_free(draft);
}

static Draft *
copy_draft(const WdPlace *place, const char *html, const char *passage)
{
	Draft *draft = g_new0(Draft, 1);

	draft->protocol = g_strdup(place->protocol);
	draft->account = g_strdup(place->account);
	draft->peer = g_strdup(place->peer);
	draft->is_chat = place->is_chat;
	draft->html = g_strdup(html);
	draft->passage = g_strdup(passage);
	return draft;
}

/* Selected, what leaked can be seen and replaced at once. */
static void
select_passage(GtkTextBuffer *buffer, int from, const char *passage)
{
	GtkTextIter start;
	GtkTextIter end;

	gtk_text_buffer_get_iter_at_offset(buffer, &start, from);
	if (gtk_text_iter_forward_search(
		    &start, passage, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL))
		gtk_text_buffer_select_range(buffer, &end, &start);
}

static void
append_to_entry(GtkIMHtml *entry, const char *html, const char *passage)
{
	GtkTextBuffer *buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(entry));
	gboolean was_empty = gtk_text_buffer_get_char_count(buffer) == 0;
	int from;
	GtkTextIter end;

	/* What was typed since stays; the draft comes below it, as further lines do. */
	gtk_text_buffer_get_end_iter(buffer, &end);
	if (!was_empty)
		gtk_text_buffer_insert(buffer, &end, "\n", 1);
	from = gtk_text_buffer_get_char_count(buffer);
	gtk_text_buffer_get_end_iter(buffer, &end);
	gtk_imhtml_insert_html_at_iter(entry, html, 0, &end);
	gtk_text_buffer_get_end_iter(buffer, &end);
	gtk_text_buffer_place_cursor(buffer, &end);
	/* Somebody who types on would replace it unseen. */
	if (was_empty && passage != NULL && *passage != '\0')
		select_passage(buffer, from, passage);
	gtk_text_view_scroll_mark_onscreen(GTK_TEXT_VIEW(entry),
					   gtk_text_buffer_get_insert(buffer));
}

static void
put_back(WdGtkDrafts *drafts, const Draft *draft)
{
	const WdPlace place = {draft->protocol, draft->account, draft->peer, draft->is_chat};
	PurpleConversation *conversation = wd_gtk_place_find_conversation(&place);

	if (conversation == NULL) {
		drafts->homeless(&place, draft->html, drafts->data);
		return;
	}
	/* Several conversations may share one entry box: the text must not reach another peer. */
	pidgin_conv_switch_active_conversation(conversation);
	append_to_entry(
		GTK_IMHTML(PIDGIN_CONVERSATION(conversation)->entry), draft->html, draft->passage);
}

static void
put_all_back(WdGtkDrafts *drafts)
{
	for (;;) {
		Draft *draft = g_queue_pop_head(&drafts->waiting);

		if (draft == NULL)
			return;
		put_back(drafts, draft);
		free_draft(draft);
	}
}

static gboolean
on_idle(gpointer data)
{
	WdGtkDrafts *drafts = data;

	drafts->idle_id = 0;
	put_all_back(drafts);
	return G_SOURCE_REMOVE;
}

/**
 * wd_gtk_drafts_new:
 * @homeless: gets text whose conversation has closed meanwhile
 * @data: passed to it
 *
 * Returns: (transfer full): freed with wd_gtk_drafts_free()
 */
WdGtkDrafts *
wd_gtk_drafts_new(WdGtkDraftHomeless homeless, gpointer data)
{
	WdGtkDrafts *drafts = g_new0(WdGtkDrafts, 1);

	g_queue_init(&drafts->waiting);
	drafts->homeless = homeless;
	drafts->data = data;
	return drafts;
}

/**
 * wd_gtk_drafts_free:
 * @drafts: (nullable) (transfer full): drafts; what still waits is put back first
 */
void
wd_gtk_drafts_free(WdGtkDrafts *drafts)
{
	if (drafts == NULL)
		return;
	if (drafts->idle_id != 0)
		g_source_remove(drafts->idle_id);
	put_all_back(drafts);
	g_free(drafts);
}

/**
 * wd_gtk_drafts_return:
 * @drafts: drafts
 * @place: the conversation
 * @html: what Pidgin was about to send, formatting included; copied
 * @passage: (nullable): the words in it that stopped it; copied
 *
 * Pidgin empties the entry box after its send signal has returned, so the text goes back when the
 * main loop is idle, in the order of the calls.
 *
 * Returns: whether there is an entry box for it
 */
gboolean
wd_gtk_drafts_return(WdGtkDrafts *drafts,
		     const WdPlace *place,
		     const char *html,
		     const char *passage)
{
	if (wd_gtk_place_find_conversation(place) == NULL)
		return FALSE;
	g_queue_push_tail(&drafts->waiting, copy_draft(place, html, passage));
	if (drafts->idle_id == 0)
		drafts->idle_id = g_idle_add(on_idle, drafts);
	return TRUE;
}
