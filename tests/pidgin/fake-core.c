/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

/*
 * A stand-in for warden.so inside the real Pidgin: the same plugin id, a session in memory, and a
 * pipe through which a test tells it what happens.  It writes what it sees to a file.  Built with
 * another id it is a probe beside the real warden.so: then only commands about Pidgin make sense.
 *
 * WARDEN_TEST_COMMANDS: a named pipe; one command a line, words separated by tabs
 * WARDEN_TEST_LOG: a file; one line a thing seen, "done WORD" after each command
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
/* purple.h first: it is what makes plugin.h export purple_init_plugin. */
/* clang-format off */
#include <purple.h>
#include <gtkaccount.h>
#include <gtkblist.h>
#include <gtkconv.h>
#include <gtkimhtml.h>
#include <gtklog.h>
#include <gtkplugin.h>
/* clang-format on */

#include "fakes/wd-null-protocol.h"
#include "fakes/wd-null-purple.h"
#include "wd-census.h"
#include "wd-fake-host.h"
#include "wd-stopwatch.h"
#include "wd-widgets.h"

#ifndef WD_TEST_PLUGIN_ID
#define WD_TEST_PLUGIN_ID "core-warden"
#endif

static struct {
	WdFakeHost *fake;
	int pipe;
	guint watch;
	FILE *log;
	PurpleAccount *account;
	guint n_calls_told;
	char *passage; /* (nullable) what is said to have stopped a message */
} core;

static void tell(const char *format, ...) G_GNUC_PRINTF(1, 2);

static void
tell(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(core.log, format, arguments);
	va_end(arguments);
	fputc('\n', core.log);
	fflush(core.log);
}

static void
tell_calls(void)
{
	for (; core.n_calls_told < core.fake->calls->len; core.n_calls_told++)
		tell("%s", (char *)g_ptr_array_index(core.fake->calls, core.n_calls_told));
}

static const char *
word(char **words, guint i)
{
	return i < g_strv_length(words) ? words[i] : "";
}

static WdPlace
place_of(const char *peer)
{
	return (WdPlace){WD_NULL_PROTOCOL_ID, "me", peer, FALSE};
}

static void
hold(char **words)
{
	wd_fake_host_add_samples(core.fake, (guint)g_ascii_strtoull(word(words, 1), NULL, 10));
	core.fake->ops->queue_changed(core.fake->ui, core.fake->host.count_waiting(core.fake));
}

static void
show_review(char **words)
{
	core.fake->ops->show_page(core.fake->ui, WD_PAGE_REVIEW, NULL);
}

static void
set_banner(char **words)
{
	core.fake->ops->banner(core.fake->ui, word(words, 1), words[1] ? words[2] : NULL);
}

static void
take_answer(const char *choice, const char *text, gpointer data)
{
	tell("answer %s %s", choice, text != NULL ? text : "-");
}

static void
ask_about_link(char **words)
{
	static const WdChoice choices[] = {{"open", "_Open Anyway"}, {"cancel", "_Do Not Open"}};
	const WdQuestion question = {
		.id = "link",
		.kind = WD_EVENT_LINK,
		.direction = WD_DIRECTION_IN,
		.action = WD_ACTION_HOLD,
		.place = place_of("friend"),
		.title = "Before you open this link",
		.primary = "This link may not lead where it seems to.",
		.secondary = "The name of this site imitates bank.example but is another one.",
		.host = word(words, 1),
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 1,
	};

	core.fake->ops->ask(core.fake->ui, &question, take_answer, NULL);
}

static void
ask_about_text(char **words)
{
	static const WdChoice choices[] = {
		{"send", "_Send Anyway"}, {"edit", "_Edit"}, {"cancel", "_Do Not Send"}};
	const WdQuestion question = {
		.id = "text",
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.action = WD_ACTION_WARN,
		.place = place_of("friend"),
		.title = "Before it is sent",
		.primary = "This message holds the number of a payment card.",
		.secondary = "It ends in 1111. Anybody who has it can pay with it.",
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 2,
	};

	core.fake->ops->ask(core.fake->ui, &question, take_answer, NULL);
}

/* Of any kind, as the session would ask it: "ask KIND DIRECTION ACTION TEXT". */
static void
ask_anything(char **words)
{
	static const WdChoice choices[] = {
		{"yes", "_Yes"}, {"edit", "_Edit"}, {"cancel", "_Cancel"}};
	static guint n_asked;
	g_autofree char *id = g_strdup_printf("any-%u", n_asked++);
	const WdQuestion question = {
		.id = id,
		.kind = (WdEventKind)atoi(word(words, 1)),
		.direction = (WdDirection)atoi(word(words, 2)),
		.action = (WdAction)atoi(word(words, 3)),
		.place = place_of("friend"),
		.title = "Something is asked",
		.primary = "Shall it be done?",
		.text = *word(words, 4) != '\0' ? word(words, 4) : NULL,
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 2,
	};

	core.fake->ops->ask(core.fake->ui, &question, take_answer, NULL);
}

/* A megabyte of markup wherever a question can show a peer's text. */
static void
ask_at_length(char **words)
{
	static const WdChoice choices[] = {{"yes", "_Yes"}, {"cancel", "_Cancel"}};
	g_autoptr(GString) text = g_string_new(NULL);
	WdQuestion question = {
		.id = "long",
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.action = WD_ACTION_WARN,
		.place = place_of("friend"),
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 1,
	};

	while (text->len < 1024 * 1024)
		g_string_append(text, "<b>&amp;<img src='x'> \xe2\x80\xae ");
	question.title = question.primary = question.secondary = text->str;
	question.host = question.address = question.text = text->str;
	core.fake->ops->ask(core.fake->ui, &question, take_answer, NULL);
}

static void
withdraw(char **words)
{
	core.fake->ops->withdraw(core.fake->ui, word(words, 1));
}

static void
sign_on(char **words)
{
	core.account = purple_account_new("me", WD_NULL_PROTOCOL_ID);
	purple_accounts_add(core.account);
	purple_account_set_enabled(core.account, purple_core_get_ui(), TRUE);
	purple_account_connect(core.account);
	pidgin_accounts_window_hide(); /* it comes in a profile without accounts */
	tell("connected %d", purple_account_is_connected(core.account));
}

/* A saved contact, in whom nobody sees a stranger. */
static void
add_buddy(char **words)
{
	purple_blist_add_buddy(
		purple_buddy_new(core.account, word(words, 1), NULL), NULL, NULL, NULL);
}

static PidginConversation *
find_window(const char *peer)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, peer, core.account);

	return conversation != NULL ? PIDGIN_CONVERSATION(conversation) : NULL;
}

static void
receive(char **words)
{
	serv_got_im(purple_account_get_connection(core.account),
		    word(words, 1),
		    word(words, 2),
		    PURPLE_MESSAGE_RECV,
		    time(NULL));
}

/* Closed, so that the next message opens a new one. */
static void
close_conversation(char **words)
{
	purple_conversation_destroy(find_window(word(words, 1))->active_conv);
}

/* "View Log" of a conversation. */
static void
view_log(char **words)
{
	pidgin_log_show(PURPLE_LOG_IM, word(words, 1), core.account);
}

static void
type(char **words)
{
	GtkIMHtml *entry = GTK_IMHTML(find_window(word(words, 1))->entry);

	gtk_imhtml_append_text(entry, word(words, 2), 0);
}

/* Where a widget of a window is on the screen, for who clicks on it. */
static void
tell_place_of_widget(char **words)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		const char *role = gtk_window_get_role(l->data);
		GtkWidget *widget = g_strcmp0(role, word(words, 1)) == 0
					    ? wd_widgets_find(l->data, word(words, 2))
					    : NULL;
		int x;
		int y;

		if (widget == NULL)
			continue;
		gdk_window_get_origin(gtk_widget_get_window(widget), &x, &y);
		tell("at %d %d", x + 5, y + 5);
	}
}

/* What a widget's key does, by its name. */
static void
press_widget(char **words)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		GtkWidget *widget = g_strcmp0(gtk_window_get_role(l->data), word(words, 1)) == 0
					    ? wd_widgets_find(l->data, word(words, 2))
					    : NULL;

		if (GTK_IS_BUTTON(widget)) /* at once, without going down and up */
			gtk_button_clicked(GTK_BUTTON(widget));
		else if (widget != NULL)
			gtk_widget_mnemonic_activate(widget, FALSE);
	}
}

/* A passphrase is wanted before anything can be read. */
static void
lock_key(char **words)
{
	core.fake->logs.has_key = TRUE;
	core.fake->logs.is_locked = TRUE;
	core.fake->logs.wants_passphrase = TRUE;
	core.fake->ops->queue_changed(core.fake->ui, core.fake->host.count_waiting(core.fake));
}

/* Of the search or import that goes on. */
static void
make_progress(char **words)
{
	if (core.fake->watch.progress != NULL)
		core.fake->watch.progress(0.4, word(words, 1), core.fake->watch.data);
}

/* Closes the windows of a role, whichever has the focus. */
static void
dismiss(char **words)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		const char *role = gtk_window_get_role(l->data);

		if (role == NULL || !g_str_equal(role, word(words, 1)))
			continue;
		if (GTK_IS_DIALOG(l->data))
			gtk_dialog_response(l->data, GTK_RESPONSE_CLOSE);
		else
			gtk_widget_destroy(l->data);
	}
}

/* What Enter in the entry box does. */
static void
send(char **words)
{
	g_signal_emit_by_name(find_window(word(words, 1))->entry, "message_send");
}

static void
block_sending(PurpleAccount *account, const char *receiver, char **message, gpointer data)
{
	const WdPlace place = place_of(receiver);

	tell("blocked %s", *message);
	tell("returned %d",
	     core.fake->ops->return_draft(core.fake->ui, &place, *message, core.passage) ? 1 : 0);
	g_clear_pointer(message, g_free);
}

static void
block(char **words)
{
	g_free(core.passage);
	core.passage = g_strdup(words[1]);
	purple_signals_disconnect_by_handle(core.fake);
	purple_signal_connect(purple_conversations_get_handle(),
			      "sending-im-msg",
			      core.fake,
			      PURPLE_CALLBACK(block_sending),
			      NULL);
}

static void
read_entry(char **words)
{
	PidginConversation *window = find_window(word(words, 1));
	g_autofree char *text = gtk_imhtml_get_text(GTK_IMHTML(window->entry), NULL, NULL);
	g_autofree char *html = gtk_imhtml_get_markup(GTK_IMHTML(window->entry));
	GtkTextIter cursor;
	GtkTextIter start;
	GtkTextIter end;

	gtk_text_buffer_get_iter_at_mark(
		window->entry_buffer, &cursor, gtk_text_buffer_get_insert(window->entry_buffer));
	tell("entry %s", text);
	tell("markup %s", html);
	tell("cursor-at-end %d", gtk_text_iter_is_end(&cursor) ? 1 : 0);
	if (gtk_text_buffer_get_selection_bounds(window->entry_buffer, &start, &end)) {
		g_autofree char *selected =
			gtk_text_buffer_get_text(window->entry_buffer, &start, &end, FALSE);

		tell("selected %s", selected);
	}
}

/* What the person reads in the conversation, line by line. */
static void
read_history(char **words)
{
	PidginConversation *window = find_window(word(words, 1));
	g_autofree char *text =
		window != NULL ? gtk_imhtml_get_text(GTK_IMHTML(window->imhtml), NULL, NULL) : NULL;
	g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++)
		tell("history %s", lines[i]);
}

static void
tell_link(gpointer tag, gpointer data)
{
	const char *url = g_object_get_data(G_OBJECT(tag), "link_url");

	if (url != NULL)
		tell("link %s", url);
}

/* What a click in the conversation could open, whoever made a link of it. */
static void
read_links(char **words)
{
	GtkTextView *view = GTK_TEXT_VIEW(find_window(word(words, 1))->imhtml);
	GtkTextIter iter;

	gtk_text_buffer_get_start_iter(gtk_text_view_get_buffer(view), &iter);
	while (!gtk_text_iter_is_end(&iter)) {
		g_autoptr(GSList) tags = gtk_text_iter_get_toggled_tags(&iter, TRUE);

		g_slist_foreach(tags, tell_link, NULL);
		(void)gtk_text_iter_forward_to_tag_toggle(&iter, NULL); /* at last: the end */
	}
}

static void
set_shield(char **words)
{
	core.fake->shield = (WdShield){
		.peer = (WdShieldPeer)atoi(word(words, 1)),
		.connection = (WdShieldConnection)atoi(word(words, 2)),
		.is_end_to_end = atoi(word(words, 3)),
		.logs = (WdShieldLogs)atoi(word(words, 4)),
		.n_held = (guint)atoi(word(words, 5)),
	};
	core.fake->ops->queue_changed(core.fake->ui, core.fake->host.count_waiting(core.fake));
}

/* What the shield of a conversation says to whoever points at it, and where it is. */
static void
read_shield(char **words)
{
	PidginConversation *window = find_window(word(words, 1));
	gboolean is_there =
		g_object_get_data(G_OBJECT(window->infopane_hbox), "warden-shield") != NULL;
	GtkWidget *button =
		is_there ? wd_widgets_find(window->infopane_hbox, "warden-shield-button") : NULL;
	g_autofree char *text = button != NULL ? gtk_widget_get_tooltip_text(button) : NULL;
	GtkAllocation area;
	int x;
	int y;

	if (text == NULL) {
		tell("no shield");
		return;
	}
	g_strdelimit(text, "\n", '|');
	gtk_widget_get_allocation(button, &area);
	gdk_window_get_origin(gtk_widget_get_window(button), &x, &y);
	tell("shield %s", text);
	tell("at %d %d", x + area.x + area.width / 2, y + area.y + area.height / 2);
}

/* What the protocol was told to send. */
static void
read_wire(char **words)
{
	const GPtrArray *wire = wd_null_purple_wire();

	for (guint i = 0; i < wire->len; i++)
		tell("wire %s", (char *)g_ptr_array_index(wire, i));
}

static void
return_then_close(char **words)
{
	const WdPlace place = place_of(word(words, 1));

	tell("returned %d",
	     core.fake->ops->return_draft(core.fake->ui, &place, word(words, 2), NULL));
	purple_conversation_destroy(find_window(word(words, 1))->active_conv);
}

static void
return_nowhere(char **words)
{
	const WdPlace place = place_of(word(words, 1));

	tell("returned %d", core.fake->ops->return_draft(core.fake->ui, &place, "text", NULL));
}

static void
click_link(char **words)
{
	core.fake->bad_link = "evil";
	g_signal_emit_by_name(find_window(word(words, 1))->imhtml, "url_clicked", word(words, 2));
	tell_calls();
}

static void
choose_entry(GtkWidget *entry, gpointer label)
{
	const char *text = GTK_IS_SEPARATOR_MENU_ITEM(entry)
				   ? NULL
				   : gtk_menu_item_get_label(GTK_MENU_ITEM(entry));

	if (g_strcmp0(text, label) == 0)
		gtk_menu_item_activate(GTK_MENU_ITEM(entry));
}

/* Builds the context menu of a conversation's text where the pointer is, and chooses from it. */
static void
choose_in_text_menu(char **words)
{
	GtkWidget *popup = g_object_ref_sink(gtk_menu_new());

	g_signal_emit_by_name(find_window(word(words, 1))->imhtml, "populate-popup", popup);
	tell("entries %u", g_list_length(GTK_MENU_SHELL(popup)->children));
	gtk_container_foreach(GTK_CONTAINER(popup), choose_entry, (gpointer)word(words, 2));
	gtk_widget_destroy(popup);
	g_object_unref(popup);
	if (core.fake != NULL)
		tell_calls();
}

/* Where a line of a conversation stands on the screen, for who moves the pointer there. */
static void
tell_place_of_line(char **words)
{
	GtkTextView *view = GTK_TEXT_VIEW(find_window(word(words, 1))->imhtml);
	GtkTextIter start;
	GtkTextIter match;
	GdkRectangle area;
	int x;
	int y;

	gtk_text_buffer_get_start_iter(gtk_text_view_get_buffer(view), &start);
	if (!gtk_text_iter_forward_search(
		    &start, word(words, 2), GTK_TEXT_SEARCH_TEXT_ONLY, &match, NULL, NULL))
		return;
	gtk_text_view_get_iter_location(view, &match, &area);
	gtk_text_view_buffer_to_window_coords(
		view, GTK_TEXT_WINDOW_TEXT, area.x, area.y, &area.x, &area.y);
	gdk_window_get_origin(gtk_text_view_get_window(view, GTK_TEXT_WINDOW_TEXT), &x, &y);
	tell("place %d %d", x + area.x + 2, y + area.y + area.height / 2);
}

static void *
note_uri(const char *url)
{
	tell("opened %s", url);
	return NULL;
}

/* No browser in a test: what gets through ends here. */
static void
catch_links(char **words)
{
	purple_notify_get_ui_ops()->notify_uri = note_uri;
}

static void
read_buddies(char **words)
{
	g_autofree char *text = wd_widgets_read(pidgin_blist_get_default_gtk_blist()->main_vbox);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++)
		tell("buddies %s", lines[i]);
}

static void
tell_place_of_button(GtkWidget *widget, gpointer data)
{
	GtkAllocation area;
	int x;
	int y;

	if (GTK_IS_BUTTON(widget) && gtk_widget_get_mapped(widget)) {
		gtk_widget_get_allocation(widget, &area);
		gdk_window_get_origin(gtk_widget_get_window(widget), &x, &y);
		tell("at %d %d", x + area.x + area.width / 2, y + area.y + area.height / 2);
	} else if (GTK_IS_CONTAINER(widget)) {
		gtk_container_forall(GTK_CONTAINER(widget), tell_place_of_button, data);
	}
}

/* Where the buttons are of what the buddy list has to say. */
static void
find_bar(char **words)
{
	tell_place_of_button(pidgin_blist_get_default_gtk_blist()->scrollbook, NULL);
}

static void
read_urgency(char **words)
{
	GtkWindow *window = GTK_WINDOW(pidgin_blist_get_default_gtk_blist()->window);

	tell("urgent %d", gtk_window_get_urgency_hint(window));
}

static void
set_loaded(char **words)
{
	PurplePlugin *plugin = purple_plugins_find_with_id(word(words, 2));
	gboolean is_done;

	if (g_str_equal(word(words, 1), "on"))
		is_done = purple_plugin_load(plugin);
	else if (g_str_equal(word(words, 1), "off"))
		is_done = purple_plugin_unload(plugin);
	else
		is_done = purple_plugin_is_loaded(plugin);
	tell("loaded %s %d", word(words, 2), is_done ? 1 : 0);
}

static void
tell_number(const char *name, guint64 value)
{
	tell("census %s %" G_GUINT64_FORMAT, name, value);
}

static void
take_census(char **words)
{
	wd_census_take(tell_number);
}

/* Conversations begin in a window that is never shown, until somebody wants to see them. */
static void
hide_conversations(char **words)
{
	purple_prefs_set_string(PIDGIN_PREFS_ROOT "/conversations/im/hide_new", "always");
}

/* A plugin that was installed while Pidgin runs: its window about plugins looks again. */
static void
probe_plugin(char **words)
{
	tell("probed %d", purple_plugin_probe(word(words, 1)) != NULL ? 1 : 0);
}

/* Out of the process, where that is possible. */
static void
destroy_plugin(char **words)
{
	purple_plugin_destroy(purple_plugins_find_with_id(word(words, 1)));
}

static void
read_tools(char **words)
{
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();
	GtkWidget *menu = gtk_item_factory_get_widget(buddies->ift, "/Tools");
	g_autoptr(GList) items = gtk_container_get_children(GTK_CONTAINER(menu));

	for (GList *l = items; l != NULL; l = l->next) {
		const char *label = gtk_menu_item_get_label(l->data);

		if (label != NULL && strstr(label, "Warden") != NULL)
			tell("tools %s", label);
	}
}

/* As a person chooses it in the buddy list. */
static void
choose_in_tools(char **words)
{
	PidginBuddyList *buddies = pidgin_blist_get_default_gtk_blist();
	GtkWidget *menu = gtk_item_factory_get_widget(buddies->ift, "/Tools");

	gtk_container_foreach(GTK_CONTAINER(menu), choose_entry, (gpointer)word(words, 1));
}

static void
run_command(char **words)
{
	g_autofree char *error = NULL;
	PurpleConversation *conversation = find_window(word(words, 1))->active_conv;
	g_autofree char *markup = g_markup_escape_text(word(words, 2), -1);

	tell("command %d",
	     (int)purple_cmd_do_command(conversation, word(words, 2), markup, &error));
}

static void
lock_settings(char **words)
{
	wd_fake_host_lock(core.fake, WD_KEY_META_ORGANISATION, "Example Corp", "/etc/x.conf:3");
	wd_fake_host_lock(core.fake, WD_KEY_LEAKS_ENABLED, "true", "/etc/x.conf:9");
}

static void
show_page(char **words)
{
	core.fake->ops->show_page(core.fake->ui,
				  (WdPage)g_ascii_strtoull(word(words, 1), NULL, 10),
				  words[1] != NULL ? words[2] : NULL);
}

static void
give_facts(char **words)
{
	wd_fake_host_give_facts(core.fake);
}

static void
give_deeds(char **words)
{
	wd_fake_host_give_deeds(core.fake);
}

static void
show_prefs(char **words)
{
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	PurplePlugin *plugin = purple_plugins_find_with_id("gtk-warden");
	PidginPluginUiInfo *ui = plugin->info->ui_info;

	if (core.fake != NULL)
		lock_settings(words);
	gtk_window_set_title(GTK_WINDOW(window), "Preferences");
	gtk_window_set_role(GTK_WINDOW(window), "preferences");
	gtk_container_add(GTK_CONTAINER(window), ui->get_config_frame(plugin));
	gtk_widget_show(window);
}

static GtkWidget *
find_in_prefs(const char *name)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		if (g_strcmp0(gtk_window_get_role(l->data), "preferences") == 0)
			return wd_widgets_find(l->data, name);
	}
	return NULL;
}

/* How a switch of the preferences stands, and where, for who moves the pointer there. */
static void
read_switch(char **words)
{
	GtkWidget *widget = find_in_prefs(word(words, 1));
	g_autofree char *why = gtk_widget_get_tooltip_text(gtk_widget_get_parent(widget));
	GtkAllocation area;
	int x;
	int y;

	gtk_widget_get_allocation(widget, &area);
	gdk_window_get_origin(gtk_widget_get_window(widget), &x, &y);
	tell("switch on=%d sensitive=%d",
	     gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(widget)),
	     gtk_widget_is_sensitive(widget));
	tell("tooltip %s", why != NULL ? g_strdelimit(why, "\n", '|') : "-");
	tell("place %d %d", x + area.x + area.width / 2, y + area.y + area.height / 2);
}

/* What hangs under the pointer. */
static void
read_tooltips(char **words)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		g_autofree char *text = NULL;

		if (!gtk_widget_get_visible(l->data) ||
		    gtk_window_get_type_hint(l->data) != GDK_WINDOW_TYPE_HINT_TOOLTIP)
			continue;
		text = wd_widgets_read(l->data);
		tell("tooltip %s", g_strdelimit(text, "\n", '|'));
	}
}

static void
set_account_option(PurpleAccount *account, const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, ":", 3);

	if (g_str_equal(parts[0], "bool"))
		purple_account_set_bool(account, parts[1], g_str_equal(parts[2], "true"));
	else if (g_str_equal(parts[0], "int"))
		purple_account_set_int(account, parts[1], atoi(parts[2]));
	else
		purple_account_set_string(account, parts[1], parts[2]);
}

/* account PROTOCOL NAME PASSWORD [TYPE:NAME:VALUE...]: one of libpurple's own, switched on. */
static void
add_account(char **words)
{
	PurpleAccount *account = purple_account_new(word(words, 2), word(words, 1));

	purple_account_set_password(account, word(words, 3));
	for (guint i = 4; words[i] != NULL; i++)
		set_account_option(account, words[i]);
	purple_accounts_add(account);
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
}

static void
read_accounts(char **words)
{
	for (GList *l = purple_accounts_get_all(); l != NULL; l = l->next) {
		const PurpleConnectionErrorInfo *error = purple_account_get_current_error(l->data);

		tell("account %s %s: %s",
		     purple_account_get_protocol_id(l->data),
		     purple_account_is_connected(l->data)    ? "connected"
		     : purple_account_is_connecting(l->data) ? "connecting"
							     : "disconnected",
		     error != NULL ? error->description : "-");
	}
}

static gboolean
cannot_start(void)
{
	return FALSE;
}

static void
end_nothing(void)
{
}

/* TLS is there and cannot be started: then purple_ssl_connect() gives nobody a connection, and IRC
 * goes on without. */
static void
break_tls(char **words)
{
	static PurpleSslOps ops = {.init = cannot_start, .uninit = end_nothing};

	purple_ssl_uninit();
	purple_ssl_set_ops(&ops);
	tell("tls %d", purple_ssl_is_supported());
}

static void
run_action(char **words)
{
	PurplePlugin *plugin = purple_plugins_find_with_id("gtk-warden");
	GList *actions = plugin->info->actions(plugin, NULL);

	for (GList *l = actions; l != NULL; l = l->next) {
		PurplePluginAction *action = l->data;

		action->plugin = plugin;
		if (g_str_equal(action->label, word(words, 1)))
			action->callback(action);
		purple_plugin_action_free(action);
	}
	g_list_free(actions);
}

static void
present_buddies(char **words)
{
	gtk_window_present(GTK_WINDOW(pidgin_blist_get_default_gtk_blist()->window));
}

static void
list_windows(char **words)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		const char *role = gtk_window_get_role(l->data);
		g_autofree char *text = NULL;

		if (!gtk_widget_get_visible(l->data))
			continue;
		text = wd_widgets_read(l->data);
		g_strdelimit(text, "\n", '|');
		tell("window %s active=%d %s",
		     role != NULL ? role : "-",
		     gtk_window_is_active(l->data),
		     text);
	}
}

static gboolean
tell_row(GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer data)
{
	g_autoptr(GString) row = g_string_new(NULL);

	for (int i = 0; i < gtk_tree_model_get_n_columns(model); i++) {
		g_autofree char *text = NULL;

		if (gtk_tree_model_get_column_type(model, i) == G_TYPE_STRING)
			gtk_tree_model_get(model, iter, i, &text, -1);
		if (text != NULL)
			g_string_append_printf(row, "%s|", text);
	}
	g_strdelimit(row->str, "\n", ' ');
	tell("row %s", row->str);
	return FALSE;
}

static void
tell_rows(GtkWidget *widget, gpointer data)
{
	if (!gtk_widget_get_mapped(widget))
		return;
	if (GTK_IS_TREE_VIEW(widget) && gtk_tree_view_get_model(GTK_TREE_VIEW(widget)) != NULL)
		gtk_tree_model_foreach(
			gtk_tree_view_get_model(GTK_TREE_VIEW(widget)), tell_row, NULL);
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_forall(GTK_CONTAINER(widget), tell_rows, NULL);
}

/* What stands in the lists of the window that has the keyboard. */
static void
list_rows(char **words)
{
	g_autoptr(GList) windows = gtk_window_list_toplevels();

	for (GList *l = windows; l != NULL; l = l->next) {
		if (gtk_window_is_active(l->data))
			tell_rows(l->data, NULL);
	}
}

/* From the next key to the window of held things, so many of them. */
static void
start_stopwatch(char **words)
{
	wd_stopwatch_start("warden", "warden-list", atoi(word(words, 1)));
}

static void
read_stopwatch(char **words)
{
	const WdStopwatch *seen = wd_stopwatch_look();

	tell("stopwatch mapped=%" G_GINT64_FORMAT " drawn=%" G_GINT64_FORMAT
	     " all=%" G_GINT64_FORMAT " first-turn=%" G_GINT64_FORMAT
	     " longest-turn=%" G_GINT64_FORMAT " robbed=%" G_GINT64_FORMAT " rows=%d",
	     seen->mapped_us,
	     seen->drawn_us,
	     seen->all_us,
	     seen->first_turn_us,
	     seen->longest_turn_us,
	     seen->robbed_us,
	     seen->n_rows);
}

/* As on a dense screen, or for who needs large letters. */
static void
set_dpi(char **words)
{
	g_object_set(gtk_settings_get_default(), "gtk-xft-dpi", 1024 * atoi(word(words, 1)), NULL);
}

/* As where people read from the right. */
static void
turn_around(char **words)
{
	gtk_widget_set_default_direction(GTK_TEXT_DIR_RTL);
}

/* What has reached the display until now has been done by Pidgin, too: for who waits for nothing to
 * happen. */
static void
settle(char **words)
{
	gdk_display_sync(gdk_display_get_default());
	for (guint i = 0; i < 10000 && gtk_events_pending(); i++)
		gtk_main_iteration();
}

static void
quit(char **words)
{
	/* Not from here: this module's code is gone when it returns. */
	g_idle_add(purple_core_quit_cb, NULL);
}

static const struct {
	const char *name;
	void (*run)(char **words);
} commands[] = {
	{"hold", hold},
	{"review", show_review},
	{"banner", set_banner},
	{"ask-link", ask_about_link},
	{"ask-text", ask_about_text},
	{"ask", ask_anything},
	{"ask-long", ask_at_length},
	{"withdraw", withdraw},
	{"sign-on", sign_on},
	{"buddy", add_buddy},
	{"receive", receive},
	{"close", close_conversation},
	{"dismiss", dismiss},
	{"press", press_widget},
	{"lock-key", lock_key},
	{"progress", make_progress},
	{"widget", tell_place_of_widget},
	{"view-log", view_log},
	{"type", type},
	{"send", send},
	{"block", block},
	{"entry", read_entry},
	{"history", read_history},
	{"links", read_links},
	{"shield", read_shield},
	{"set-shield", set_shield},
	{"wire", read_wire},
	{"return-then-close", return_then_close},
	{"return-nowhere", return_nowhere},
	{"catch-links", catch_links},
	{"click", click_link},
	{"text-menu", choose_in_text_menu},
	{"place", tell_place_of_line},
	{"buddies", read_buddies},
	{"bar", find_bar},
	{"urgency", read_urgency},
	{"plugin", set_loaded},
	{"census", take_census},
	{"hide-conversations", hide_conversations},
	{"probe", probe_plugin},
	{"destroy", destroy_plugin},
	{"tools", read_tools},
	{"choose-tools", choose_in_tools},
	{"command", run_command},
	{"lock", lock_settings},
	{"page", show_page},
	{"facts", give_facts},
	{"deeds", give_deeds},
	{"prefs", show_prefs},
	{"switch", read_switch},
	{"tooltips", read_tooltips},
	{"account", add_account},
	{"accounts", read_accounts},
	{"break-tls", break_tls},
	{"action", run_action},
	{"present", present_buddies},
	{"windows", list_windows},
	{"rows", list_rows},
	{"start-stopwatch", start_stopwatch},
	{"stopwatch", read_stopwatch},
	{"rtl", turn_around},
	{"dpi", set_dpi},
	{"settle", settle},
	{"quit", quit},
};

static gboolean
finish(gpointer data)
{
	g_autofree char *name = data;

	if (core.fake != NULL)
		tell_calls();
	tell("done %s", name);
	return G_SOURCE_REMOVE;
}

static void
run(const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, "\t", -1);

	for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
		if (!g_str_equal(word(words, 0), commands[i].name))
			continue;
		/* Quitting ends everything; all else reports when Pidgin's own idles have run. */
		if (commands[i].run != quit)
			g_idle_add_full(G_PRIORITY_LOW, finish, g_strdup(words[0]), NULL);
		commands[i].run(words);
		return;
	}
	tell("unknown command %s", line);
}

static void
on_input(gpointer data, int source, PurpleInputCondition condition)
{
	char buffer[4096];
	gssize n = read(source, buffer, sizeof buffer - 1);
	g_auto(GStrv) lines = NULL;

	if (n <= 0)
		return;
	buffer[n] = '\0';
	lines = g_strsplit(buffer, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] != '\0')
			run(lines[i]);
	}
}

/* When Pidgin has nothing more to do: its windows are there. */
static gboolean
tell_idle(gpointer data)
{
	struct rusage used;

	getrusage(RUSAGE_SELF, &used);
	tell("idle %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
	     g_get_monotonic_time(),
	     (gint64)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * G_USEC_PER_SEC +
		     used.ru_utime.tv_usec + used.ru_stime.tv_usec);
	return G_SOURCE_REMOVE;
}

static gboolean
load(PurplePlugin *plugin)
{
	static gboolean has_protocol;
	const char *commands_path = g_getenv("WARDEN_TEST_COMMANDS");
	const char *log_path = g_getenv("WARDEN_TEST_LOG");

	if (commands_path == NULL || log_path == NULL)
		return FALSE;
	if (core.log == NULL) /* stays open: something is told after unloading, too */
		core.log = fopen(log_path, "a");
	core.pipe = g_open(commands_path, O_RDWR | O_NONBLOCK, 0);
	core.watch = purple_input_add(core.pipe, PURPLE_INPUT_READ, on_input, NULL);
	core.fake = wd_fake_host_new();
	core.n_calls_told = 0;
	plugin->extra = &core.fake->host;
	/* The protocol's description must outlive this plugin: libpurple destroys plugins in the
	 * order in which they came. */
	g_module_make_resident(plugin->handle);
	if (!has_protocol)
		wd_null_protocol_register();
	has_protocol = TRUE;
	tell("core on");
	g_idle_add_full(G_PRIORITY_LOW, tell_idle, NULL, NULL);
	return TRUE;
}

static gboolean
unload(PurplePlugin *plugin)
{
	tell_calls();
	tell("core off");
	purple_signals_disconnect_by_handle(core.fake);
	purple_input_remove(core.watch);
	close(core.pipe);
	g_clear_pointer(&core.fake, wd_fake_host_free);
	plugin->extra = NULL;
	return TRUE;
}

static PurplePluginInfo plugin_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = 14,
	.type = PURPLE_PLUGIN_STANDARD,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = (char *)WD_TEST_PLUGIN_ID,
	.name = (char *)"Stand-in for Purple Warden",
	.version = (char *)WD_VERSION,
	.load = load,
	.unload = unload,
};

static void
init_plugin(PurplePlugin *plugin)
{
}

PURPLE_INIT_PLUGIN(fake_core, init_plugin, plugin_info)
