/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-hush.h"

#include "purple/wd-slot.h"

#define FIRST (-9000)

/* About whom libpurple keeps quiet; inside one call of libpurple, never across the main loop. */
typedef struct {
	gboolean is_on;
	gboolean is_last_line; /* one more line, then over */
	PurpleAccount *account;
	char *who;
} Hush;

typedef void *(*NotifyFunction)(PurpleNotifyMsgType type,
				const char *title,
				const char *primary,
				const char *secondary);

static Hush hush;
static WdSlot notify_slot;

static PurpleConversation *
find_conversation(void)
{
	return purple_find_conversation_with_account(PURPLE_CONV_TYPE_ANY, hush.who, hush.account);
}

static gboolean
writing(PurpleAccount *account,
	const char *who,
	char **message,
	PurpleConversation *conversation,
	PurpleMessageFlags flags,
	gpointer data)
{
	if (!hush.is_on || !(flags & PURPLE_MESSAGE_SYSTEM) || account != hush.account ||
	    conversation != find_conversation())
		return FALSE;
	if (hush.is_last_line)
		wd_purple_hush_end();
	return TRUE;
}

static void *
hushed_notify(PurpleNotifyMsgType type,
	      const char *title,
	      const char *primary,
	      const char *secondary)
{
	NotifyFunction stock = (NotifyFunction)notify_slot.stock;

	if (hush.is_on || stock == NULL)
		return NULL;
	return stock(type, title, primary, secondary);
}

/**
 * wd_purple_hush_begin:
 * @account: the person's account
 * @who: the peer
 *
 * From here libpurple's own lines in the conversation with @who, and its dialogs that only tell,
 * are dropped, until one of the two ends. To be used within one call of libpurple.
 */
void
wd_purple_hush_begin(PurpleAccount *account, const char *who)
{
	wd_purple_hush_end();
	hush.is_on = TRUE;
	hush.account = account;
	hush.who = g_strdup(who);
}

/**
 * wd_purple_hush_end_after_line:
 *
 * One line is still to come, if there is a conversation to write it to.
 */
void
wd_purple_hush_end_after_line(void)
{
	if (!hush.is_on)
		return;
	if (find_conversation() == NULL)
		wd_purple_hush_end();
	else
		hush.is_last_line = TRUE;
}

/**
 * wd_purple_hush_end:
 *
 * libpurple may speak again. Harmless when it was not hushed.
 */
void
wd_purple_hush_end(void)
{
	g_free(hush.who);
	hush = (Hush){0};
}

/**
 * wd_purple_hush_attach:
 * @plugin: owns the signal handlers
 *
 * Wraps the client's notify_message in place and listens before lines are written.
 */
void
wd_purple_hush_attach(PurplePlugin *plugin)
{
	static const char *const signals[] = {"writing-im-msg", "writing-chat-msg"};
	PurpleNotifyUiOps *ops = purple_notify_get_ui_ops();

	for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
		purple_signal_connect_priority(purple_conversations_get_handle(),
					       signals[i],
					       plugin,
					       PURPLE_CALLBACK(writing),
					       NULL,
					       FIRST);
	if (ops != NULL)
		wd_slot_take(&notify_slot,
			     WD_SLOT_PLACE(ops->notify_message),
			     G_CALLBACK(hushed_notify));
}

/**
 * wd_purple_hush_detach:
 * @plugin: as for wd_purple_hush_attach()
 *
 * Gives the slot back where it is still ours.
 */
void
wd_purple_hush_detach(PurplePlugin *plugin)
{
	purple_signal_disconnect(purple_conversations_get_handle(),
				 "writing-im-msg",
				 plugin,
				 PURPLE_CALLBACK(writing));
	purple_signal_disconnect(purple_conversations_get_handle(),
				 "writing-chat-msg",
				 plugin,
				 PURPLE_CALLBACK(writing));
	(void)wd_slot_give_back(&notify_slot); /* off duty nothing is hushed */
	wd_purple_hush_end();
}
