/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-hush.h"

#include <string.h>

#include "purple/wd-session.h"
#include "purple/wd-slot.h"

#define FIRST       (-9000)
#define MAX_BOUNCES 64 /* as many as are asked in an hour, and more */

/* About whom libpurple keeps quiet; inside one call of libpurple, never across the main loop. */
typedef struct {
	gboolean is_on;
	gboolean is_last_line; /* one more line, then over */
	PurpleAccount *account;
	char *who;
} Hush;

/* Somebody of whom the protocol may say by and by that a message did not reach him. */
typedef struct {
	char *who;
	gint64 until_ms;
} Bounce;

typedef void *(*NotifyFunction)(PurpleNotifyMsgType type,
				const char *title,
				const char *primary,
				const char *secondary);

static Hush hush;
static WdSlot notify_slot;
static GQueue bounces; /* of Bounce */

static void
free_bounce(gpointer data)
{
	Bounce *bounce = data;

	g_free(bounce->who);
	g_free(bounce);
}

/* As a word of its own: somebody called "e" must not keep every dialog away. */
static gboolean
names(const char *text, const char *who)
{
	const char *at = *who != '\0' ? strstr(text, who) : NULL;

	for (; at != NULL; at = strstr(at + 1, who)) {
		if ((at == text || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[strlen(who)]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
take_bounce(const char *text, gint64 now_ms)
{
	for (GList *l = bounces.head; text != NULL && l != NULL; l = l->next) {
		Bounce *bounce = l->data;
		gboolean is_due = now_ms < bounce->until_ms;

		if (!names(text, bounce->who))
			continue;
		g_queue_delete_link(&bounces, l);
		free_bounce(bounce);
		return is_due;
	}
	return FALSE;
}

/* Nobody but us knows that something was sent, so nobody is told that it did not arrive. */
static gboolean
is_bounce(PurpleNotifyMsgType type, const char *primary, const char *secondary)
{
	WdSession *session = wd_session_get();

	if (type != PURPLE_NOTIFY_MSG_ERROR || session == NULL || bounces.length == 0)
		return FALSE;
	return take_bounce(secondary, wd_session_now_ms(session)) ||
	       take_bounce(primary, wd_session_now_ms(session));
}

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

	if (hush.is_on || stock == NULL || is_bounce(type, primary, secondary))
		return NULL;
	return stock(type, title, primary, secondary);
}

/**
 * wd_purple_hush_expect_bounce:
 * @who: as the protocol was told
 * @until_ms: Unix time
 *
 * Until then one error dialog that names @who is dropped.
 */
void
wd_purple_hush_expect_bounce(const char *who, gint64 until_ms)
{
	Bounce *bounce = g_new0(Bounce, 1);

	bounce->who = g_strdup(who);
	bounce->until_ms = until_ms;
	g_queue_push_tail(&bounces, bounce);
	if (bounces.length > MAX_BOUNCES)
		free_bounce(g_queue_pop_head(&bounces));
}

/**
 * wd_purple_hush_take_bounce:
 * @who: as the protocol names whom a message did not reach
 * @now_ms: Unix time
 *
 * For protocols that tell of it in another way than by a dialog.
 *
 * Returns: whether that was expected; once
 */
gboolean
wd_purple_hush_take_bounce(const char *who, gint64 now_ms)
{
	return take_bounce(who, now_ms);
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
	g_queue_clear_full(&bounces, free_bounce);
	wd_purple_hush_end();
}
