/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-shields.h"

#include <gtkconv.h>
#include <gtkconvwin.h>
#include <purple.h>

#include "engine/judge/wd-pause.h"
#include "pidgin/wd-gtk-shield-window.h"
#include "pidgin/wd-gtk-shield.h"

struct WdGtkShields {
	const WdHost *host;
	WdGtkShieldsReview review;
	gpointer data;
	guint idle_id;
	GtkWidget *window;         /* (nullable) the one window; whoever closes it clears this */
	PidginConversation *shown; /* (nullable) what the window is about */
};

static WdPlace
place_of(const PidginConversation *pane)
{
	PurpleConversation *conversation = pane->active_conv;
	PurpleAccount *account = purple_conversation_get_account(conversation);

	return (WdPlace){
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = purple_conversation_get_name(conversation),
		.is_chat = purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT,
	};
}

static WdShield
look(const WdGtkShields *shields, const PidginConversation *pane)
{
	const WdPlace place = place_of(pane);
	WdShield shield;

	shields->host->look_around(shields->host->session, &place, &shield);
	return shield;
}

static gboolean
can_pause(const WdGtkShields *shields)
{
	return wd_pause_is_allowed(shields->host->get_policy(shields->host->session));
}

static void
fill_window(WdGtkShields *shields)
{
	const WdShield seen = look(shields, shields->shown);

	wd_gtk_shield_window_fill(shields->window, &seen, can_pause(shields));
}

static void
close_window(WdGtkShields *shields)
{
	GtkWidget *window = shields->window;

	shields->window = NULL;
	shields->shown = NULL;
	if (window != NULL)
		gtk_widget_destroy(window);
}

static void
on_response(GtkDialog *dialog, int response, gpointer data)
{
	WdGtkShields *shields = data;
	g_autoptr(GError) error = NULL;

	if (response == WD_GTK_SHIELD_PAUSE) {
		const WdHost *host = shields->host;

		if (!host->set_paused(
			    host->session, host->get_paused_until_ms(host->session) == 0, &error))
			g_debug("no pause: %s", error->message);
		fill_window(shields);
		return;
	}
	close_window(shields);
	if (response == WD_GTK_SHIELD_REVIEW)
		shields->review(shields->data);
}

static void
on_clicked(PidginConversation *pane, gpointer data)
{
	WdGtkShields *shields = data;

	close_window(shields);
	shields->window =
		wd_gtk_shield_window_new(purple_conversation_get_title(pane->active_conv),
					 wd_gtk_shield_get_window(wd_gtk_shield_find(pane)));
	shields->shown = pane;
	fill_window(shields);
	g_signal_connect(shields->window, "response", G_CALLBACK(on_response), shields);
	gtk_widget_show(shields->window);
}

static void
on_gone(PidginConversation *pane, gpointer data)
{
	WdGtkShields *shields = data;

	if (shields->shown == pane)
		close_window(shields);
}

static void
update(WdGtkShields *shields, PidginConversation *pane)
{
	const WdShield seen = look(shields, pane);

	wd_gtk_shield_show(wd_gtk_shield_find(pane), &seen);
}

static void
add(WdGtkShields *shields, PidginConversation *pane)
{
	if (pane->infopane_hbox == NULL || wd_gtk_shield_find(pane) != NULL)
		return;
	(void)wd_gtk_shield_add(pane, on_clicked, on_gone, shields);
	update(shields, pane);
}

static void
remove_from(WdGtkShields *shields, PidginConversation *pane)
{
	wd_gtk_shield_remove(pane);
}

static void
for_each(WdGtkShields *shields, void (*act)(WdGtkShields *shields, PidginConversation *pane))
{
	for (GList *l = purple_get_conversations(); l != NULL; l = l->next) {
		if (PIDGIN_IS_PIDGIN_CONVERSATION((PurpleConversation *)l->data))
			act(shields, PIDGIN_CONVERSATION((PurpleConversation *)l->data));
	}
}

/* What stands in another tab is looked at when it comes to the front. */
static void
update_if_in_front(WdGtkShields *shields, PidginConversation *pane)
{
	const WdGtkShield *shield = wd_gtk_shield_find(pane);

	if (shield != NULL && wd_gtk_shield_is_in_front(shield))
		update(shields, pane);
}

static gboolean
on_idle(gpointer data)
{
	WdGtkShields *shields = data;

	shields->idle_id = 0;
	for_each(shields, update_if_in_front);
	if (shields->window != NULL)
		fill_window(shields);
	return G_SOURCE_REMOVE;
}

/**
 * wd_gtk_shields_refresh:
 * @shields: shields
 *
 * Something that they speak of may have changed.  They look once, when nothing else is to be done.
 */
void
wd_gtk_shields_refresh(WdGtkShields *shields)
{
	if (shields->idle_id == 0)
		shields->idle_id = g_idle_add_full(G_PRIORITY_LOW, on_idle, shields, NULL);
}

static void
displayed(PidginConversation *pane, gpointer data)
{
	add(data, pane);
}

static void
switched(PurpleConversation *conversation, gpointer data)
{
	if (PIDGIN_IS_PIDGIN_CONVERSATION(conversation))
		add(data, PIDGIN_CONVERSATION(conversation));
	wd_gtk_shields_refresh(data);
}

static void
changed(gpointer thing, gpointer data)
{
	wd_gtk_shields_refresh(data);
}

static void
updated(PurpleConversation *conversation, PurpleConvUpdateType type, gpointer data)
{
	wd_gtk_shields_refresh(data);
}

static void
wrote(PurpleAccount *account,
      const char *who,
      const char *message,
      PurpleConversation *conversation,
      PurpleMessageFlags flags,
      gpointer data)
{
	wd_gtk_shields_refresh(data);
}

static const struct {
	void *(*get_instance)(void);
	const char *signal;
	PurpleCallback callback;
} hooks[] = {
	{pidgin_conversations_get_handle, "conversation-displayed", PURPLE_CALLBACK(displayed)},
	{pidgin_conversations_get_handle, "conversation-switched", PURPLE_CALLBACK(switched)},
	{purple_conversations_get_handle, "conversation-updated", PURPLE_CALLBACK(updated)},
	{purple_conversations_get_handle, "wrote-im-msg", PURPLE_CALLBACK(wrote)},
	{purple_connections_get_handle, "signed-on", PURPLE_CALLBACK(changed)},
	{purple_connections_get_handle, "signed-off", PURPLE_CALLBACK(changed)},
	{purple_blist_get_handle, "buddy-added", PURPLE_CALLBACK(changed)},
	{purple_blist_get_handle, "buddy-removed", PURPLE_CALLBACK(changed)},
};

/**
 * wd_gtk_shields_new:
 * @host: the session; must outlive the shields
 * @review: called when the person wants to see what is held
 * @data: passed to it
 *
 * Puts a shield into every conversation, those to come as well.
 *
 * Returns: (transfer full): freed with wd_gtk_shields_free()
 */
WdGtkShields *
wd_gtk_shields_new(const WdHost *host, WdGtkShieldsReview review, gpointer data)
{
	WdGtkShields *shields = g_new0(WdGtkShields, 1);

	shields->host = host;
	shields->review = review;
	shields->data = data;
	for (gsize i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect(hooks[i].get_instance(),
				      hooks[i].signal,
				      shields,
				      hooks[i].callback,
				      shields);
	for_each(shields, add);
	return shields;
}

/**
 * wd_gtk_shields_free:
 * @shields: (nullable) (transfer full): shields; the panes are as they were before
 */
void
wd_gtk_shields_free(WdGtkShields *shields)
{
	if (shields == NULL)
		return;
	purple_signals_disconnect_by_handle(shields);
	if (shields->idle_id != 0)
		g_source_remove(shields->idle_id);
	for_each(shields, remove_from);
	close_window(shields);
	g_free(shields);
}
