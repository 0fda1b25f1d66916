/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-recent.h"

typedef struct {
	char *key;
	GQueue texts; /* of char *, the newest first */
} Conversation;

struct WdRecent {
	GQueue conversations; /* of Conversation *, the one written to last first */
};

static void
free_conversation(gpointer data)
{
	Conversation *conversation = data;

	g_queue_clear_full(&conversation->texts, g_free);
	g_free(conversation->key);
	g_free(conversation);
}

/**
 * wd_recent_new:
 *
 * Returns: (transfer full): nothing yet, freed with wd_recent_free()
 */
WdRecent *
wd_recent_new(void)
{
	return g_new0(WdRecent, 1);
}

/**
 * wd_recent_free:
 * @recent: (nullable) (transfer full): what was remembered
 */
void
wd_recent_free(WdRecent *recent)
{
	if (recent == NULL)
		return;
	g_queue_clear_full(&recent->conversations, free_conversation);
	g_free(recent);
}

static char *
make_key(const char *protocol, const char *account, const char *peer, gboolean is_chat)
{
	return g_strdup_printf("%s\n%s\n%d\n%s", protocol, account, is_chat, peer);
}

static GList *
find(WdRecent *recent, const char *key)
{
	for (GList *l = recent->conversations.head; l != NULL; l = l->next) {
		if (g_str_equal(((const Conversation *)l->data)->key, key))
			return l;
	}
	return NULL;
}

/* The conversation of @key, moved to the front. */
static Conversation *
touch(WdRecent *recent, char *key)
{
	GList *link = find(recent, key);
	Conversation *conversation;

	if (link != NULL) {
		g_queue_unlink(&recent->conversations, link);
		g_queue_push_head_link(&recent->conversations, link);
		g_free(key);
		return link->data;
	}
	conversation = g_new0(Conversation, 1);
	conversation->key = key;
	g_queue_push_head(&recent->conversations, conversation);
	if (recent->conversations.length > WD_RECENT_CONVERSATIONS)
		free_conversation(g_queue_pop_tail(&recent->conversations));
	return conversation;
}

static char *
cut(const char *text)
{
	const char *end = text;

	while (*end != '\0' && g_utf8_next_char(end) - text <= WD_RECENT_BYTES)
		end = g_utf8_next_char(end);
	return g_strndup(text, (gsize)(end - text));
}

/**
 * wd_recent_note:
 * @recent: what was remembered
 * @event: a message that was shown; without text it is nothing to remember
 */
void
wd_recent_note(WdRecent *recent, const WdEvent *event)
{
	gboolean is_chat = event->kind == WD_EVENT_CHAT;
	const char *name = is_chat ? event->conversation : event->peer;
	Conversation *conversation;

	if (name == NULL || *event->text == '\0')
		return;
	conversation = touch(recent, make_key(event->protocol, event->account, name, is_chat));
	g_queue_push_head(&conversation->texts, cut(event->text));
	if (conversation->texts.length > WD_RECENT_MESSAGES)
		g_free(g_queue_pop_tail(&conversation->texts));
}

/**
 * wd_recent_list:
 * @recent: what was remembered
 * @place: a conversation, with the peer's normalised name, or a room
 *
 * Returns: (transfer container) (element-type utf8): its last messages, the newest first; empty
 *   when none is remembered
 */
GPtrArray *
wd_recent_list(WdRecent *recent, const WdPlace *place)
{
	g_autofree char *key =
		make_key(place->protocol, place->account, place->peer, place->is_chat);
	GList *link = find(recent, key);
	GPtrArray *texts = g_ptr_array_new();

	if (link != NULL) {
		for (GList *l = ((Conversation *)link->data)->texts.head; l != NULL; l = l->next)
			g_ptr_array_add(texts, l->data);
	}
	return texts;
}
