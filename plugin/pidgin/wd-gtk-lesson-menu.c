/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-lesson-menu.h"

#include <glib/gi18n-lib.h>
#include <gtkconv.h>
#include <gtkimhtml.h>
#include <purple.h>

/* An emission hook sees the text widgets of all conversations, those to come as well; it has no
 * other place to keep this. */
static struct {
	const WdHost *host; /* NULL: off duty */
	gulong hook_id;
} menu;

/* What an entry of the menu is about; the conversation may be gone when it is chosen. */
typedef struct {
	char *protocol;
	char *account;
	char *peer;
	gboolean is_chat;
	char *line; /* (nullable) */
	gboolean is_spim;
} Chosen;

static void
free_chosen(gpointer data, GClosure *closure)
{
	Chosen *chosen = data;

	g_free(chosen->protocol);
	g_free(chosen->account);
	g_free(chosen->peer);
	g_free(chosen->line);
	g_free(chosen);
}

static PurpleConversation *
find_conversation(GtkWidget *text)
{
	for (GList *l = purple_get_conversations(); l != NULL; l = l->next) {
		PurpleConversation *conversation = l->data;

		if (PIDGIN_IS_PIDGIN_CONVERSATION(conversation) &&
		    PIDGIN_CONVERSATION(conversation)->imhtml == text)
			return PIDGIN_CONVERSATION(conversation)->active_conv;
	}
	return NULL;
}

/* The line under the pointer, with its smileys as they were written; NULL when it is empty, or when
 * the menu was opened by a key and the pointer is elsewhere. */
static char *
get_line(GtkTextView *view)
{
	GdkWindow *window = gtk_text_view_get_window(view, GTK_TEXT_WINDOW_TEXT);
	GtkTextIter start;
	GtkTextIter end;
	char *line;
	int x;
	int y;

	gdk_window_get_pointer(window, &x, &y, NULL);
	if (x < 0 || y < 0 || x >= gdk_window_get_width(window) ||
	    y >= gdk_window_get_height(window))
		return NULL;
	gtk_text_view_window_to_buffer_coords(view, GTK_TEXT_WINDOW_TEXT, x, y, &x, &y);
	gtk_text_view_get_line_at_y(view, &start, y, NULL);
	gtk_text_iter_set_line_offset(&start, 0);
	end = start;
	if (!gtk_text_iter_ends_line(&end))
		gtk_text_iter_forward_to_line_end(&end);
	line = gtk_imhtml_get_text(GTK_IMHTML(view), &start, &end);
	if (line != NULL && *g_strchug(line) == '\0')
		g_clear_pointer(&line, g_free);
	return line;
}

static void
say(const WdPlace *place, const char *text)
{
	PurpleAccount *account = purple_accounts_find(place->account, place->protocol);
	PurpleConversation *conversation =
		account == NULL
			? NULL
			: purple_find_conversation_with_account(
				  place->is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM,
				  place->peer,
				  account);
	g_autofree char *html = g_markup_escape_text(text, -1);

	if (conversation != NULL)
		purple_conversation_write(conversation,
					  NULL,
					  html,
					  PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG |
						  PURPLE_MESSAGE_NO_LINKIFY,
					  time(NULL));
}

static void
on_activate(GtkMenuItem *item, gpointer data)
{
	const Chosen *chosen = data;
	const WdPlace place = {
		.protocol = chosen->protocol,
		.account = chosen->account,
		.peer = chosen->peer,
		.is_chat = chosen->is_chat,
	};
	g_autofree char *lesson_id = NULL;
	g_autofree char *said = NULL;
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	if (menu.host == NULL)
		return;
	said = menu.host->teach_shown(
		menu.host->session, &place, chosen->line, chosen->is_spim, &lesson_id, &error);
	if (said == NULL)
		/* Translators: %s is the reason, as the storage reports it. */
		text = g_strdup_printf(_("This could not be done: %s"),
				       error != NULL ? error->message : "");
	else if (lesson_id != NULL)
		/* Translators: %s is a sentence that says what was done. */
		text = g_strdup_printf(_("%s Type /warden undo to take it back."), said);
	say(&place, text != NULL ? text : said);
}

static void
append(GtkWidget *popup,
       const char *label,
       PurpleConversation *conversation,
       char *line,
       gboolean is_spim)
{
	PurpleAccount *account = purple_conversation_get_account(conversation);
	PurpleConversationType type = purple_conversation_get_type(conversation);
	GtkWidget *item = gtk_menu_item_new_with_label(label);
	Chosen *chosen = g_new0(Chosen, 1);

	chosen->protocol = g_strdup(purple_account_get_protocol_id(account));
	chosen->account = g_strdup(purple_account_get_username(account));
	chosen->peer = g_strdup(purple_conversation_get_name(conversation));
	chosen->is_chat = type == PURPLE_CONV_TYPE_CHAT;
	chosen->line = g_strdup(line);
	chosen->is_spim = is_spim;
	g_signal_connect_data(
		item, "activate", G_CALLBACK(on_activate), chosen, free_chosen, (GConnectFlags)0);
	gtk_widget_show(item);
	gtk_menu_shell_append(GTK_MENU_SHELL(popup), item);
}

static gboolean
on_populate(GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
	GtkWidget *text = g_value_get_object(&values[0]);
	GtkWidget *popup = n_values > 1 ? g_value_get_object(&values[1]) : NULL;
	PurpleConversation *conversation = GTK_IS_IMHTML(text) ? find_conversation(text) : NULL;
	g_autofree char *line = NULL;
	GtkWidget *separator;

	if (conversation == NULL || !GTK_IS_MENU_SHELL(popup))
		return TRUE;
	line = get_line(GTK_TEXT_VIEW(text));
	separator = gtk_separator_menu_item_new();
	gtk_widget_show(separator);
	gtk_menu_shell_append(GTK_MENU_SHELL(popup), separator);
	append(popup, _("This Is SPIM"), conversation, line, TRUE);
	append(popup, _("Not SPIM"), conversation, line, FALSE);
	return TRUE;
}

/**
 * wd_gtk_lesson_menu_attach:
 * @host: the session; must stay until wd_gtk_lesson_menu_detach()
 */
void
wd_gtk_lesson_menu_attach(const WdHost *host)
{
	GTypeClass *class = g_type_class_ref(GTK_TYPE_TEXT_VIEW); /* else it has no signals yet */

	menu.host = host;
	menu.hook_id = g_signal_add_emission_hook(
		g_signal_lookup("populate-popup", GTK_TYPE_TEXT_VIEW), 0, on_populate, NULL, NULL);
	g_type_class_unref(class);
}

/**
 * wd_gtk_lesson_menu_detach:
 *
 * A menu that is open at this moment keeps its entries, which then do nothing.
 */
void
wd_gtk_lesson_menu_detach(void)
{
	g_signal_remove_emission_hook(g_signal_lookup("populate-popup", GTK_TYPE_TEXT_VIEW),
				      menu.hook_id);
	menu.host = NULL;
}
