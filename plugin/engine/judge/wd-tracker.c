/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-tracker.h"

#include <string.h>

#include "engine/judge/wd-fingerprint.h"
#include "engine/judge/wd-rates.h"
#include "engine/judge/wd-repeats.h"
#include "engine/wd-limits.h"

#define MINUTE_MS        (60 * G_GINT64_CONSTANT(1000))
#define SENDER_WINDOW_MS (30 * MINUTE_MS) /* incoming: the same text from several senders */
#define ANSWER_MS        (5 * MINUTE_MS)  /* later it is no answer to what the peer wrote */
#define MAX_QUESTION     160              /* bytes of it that are kept */
#define MAX_SENT         2000             /* different texts of the person's own that are kept */
#define MAX_ACCOUNTS     64               /* whose strangers are counted apart */

typedef struct {
	guint64 key;
	gboolean wrote_first;
	gboolean has_written;
	gboolean is_answered;
	gboolean is_encrypted;
	gboolean has_new_key;
	gint64 last_in_ms; /* 0: never */
	gint64 last_out_ms;
	char *question; /* (nullable) the beginning of what the peer wrote last */
	WdEventRate recent;
	GList link; /* in the queue of peers, least recently heard of first */
} Peer;

struct WdTracker {
	gint64 worm_window_ms;
	gboolean is_normalised; /* names come as the protocol compares them */
	WdHashKey key;
	GHashTable *peers; /* key (owned by the peer) -> Peer * */
	GQueue peer_order;
	WdRepeats *repeats[2]; /* by direction: nobody can crowd out what the person sent */
	WdPeerRate strangers;
	GHashTable *strangers_at; /* hash of an account -> WdPeerRate * */
	/* The same event is looked at, judged and noted in turn. */
	const WdEvent *print_event; /* (nullable) a reference */
	WdFingerprint print;
};

/* XMPP addresses a device of the same person as person/device; a room's members stay apart. In a
 * name that was normalised no device is left: there a member of a room writes in private. */
static gsize
get_bare_len(const WdTracker *tracker, const WdEvent *event)
{
	const char *slash = tracker->is_normalised || event->kind == WD_EVENT_CHAT ||
					    strcmp(event->protocol, "prpl-jabber") != 0
				    ? NULL
				    : strchr(event->peer, '/');

	return slash == NULL ? strlen(event->peer) : (gsize)(slash - event->peer);
}

static guint64
hash_names(const WdTracker *tracker, const char *protocol, const char *account, const char *name)
{
	g_autofree char *joined = g_strdup_printf("%s\n%s\n%s", protocol, account, name);

	return wd_keyed_hash(&tracker->key, joined, strlen(joined));
}

static guint64
key_of(const WdTracker *tracker, const WdEvent *event)
{
	g_autofree char *bare = g_utf8_casefold(event->peer, (gssize)get_bare_len(tracker, event));

	return hash_names(tracker, event->protocol, event->account, bare);
}

/* Who somebody is when repeats are counted: the same on all accounts of the person's, and in a room
 * the nick, because people say the same in several rooms. */
static guint64
identity_of(const WdTracker *tracker, const WdEvent *event)
{
	const char *nick = event->kind == WD_EVENT_CHAT && event->direction == WD_DIRECTION_IN
				   ? strrchr(event->peer, '/')
				   : NULL;
	g_autofree char *bare =
		nick != NULL ? g_utf8_casefold(nick, -1)
			     : g_utf8_casefold(event->peer, (gssize)get_bare_len(tracker, event));

	return hash_names(tracker, event->protocol, "", bare);
}

static void
free_peer(gpointer data)
{
	Peer *peer = data;

	g_free(peer->question);
	g_free(peer);
}

static const WdFingerprint *
get_print(WdTracker *tracker, const WdEvent *event)
{
	if (tracker->print_event != event) {
		wd_event_unref(tracker->print_event);
		tracker->print_event = wd_event_ref(event);
		wd_fingerprint_take(&tracker->print, event, &tracker->key);
	}
	return &tracker->print;
}

static Peer *
ensure_peer(WdTracker *tracker, guint64 key)
{
	Peer *peer = g_hash_table_lookup(tracker->peers, &key);

	if (peer != NULL) {
		g_queue_unlink(&tracker->peer_order, &peer->link);
	} else {
		if (g_queue_get_length(&tracker->peer_order) >= WD_LIMIT_TRACKED_PEERS) {
			Peer *oldest = g_queue_pop_head_link(&tracker->peer_order)->data;

			g_hash_table_remove(tracker->peers, &oldest->key);
		}
		peer = g_new0(Peer, 1);
		peer->key = key;
		peer->link.data = peer;
		g_hash_table_insert(tracker->peers, &peer->key, peer);
	}
	g_queue_push_tail_link(&tracker->peer_order, &peer->link);
	return peer;
}

/* Accounts are the person's own, so there are few; if not, counting begins anew. */
static WdPeerRate *
ensure_strangers_at(WdTracker *tracker, const WdEvent *event)
{
	guint64 account = hash_names(tracker, event->protocol, event->account, "");
	WdPeerRate *rate = g_hash_table_lookup(tracker->strangers_at, &account);

	if (rate != NULL)
		return rate;
	if (g_hash_table_size(tracker->strangers_at) >= MAX_ACCOUNTS)
		g_hash_table_remove_all(tracker->strangers_at);
	rate = g_new0(WdPeerRate, 1);
	g_hash_table_insert(tracker->strangers_at, g_memdup2(&account, sizeof account), rate);
	return rate;
}

/**
 * wd_tracker_new:
 * @worm_window_ms: how long an outgoing text counts as the same one, milliseconds
 *
 * Returns: (transfer full): a tracker that has seen nothing
 */
WdTracker *
wd_tracker_new(gint64 worm_window_ms)
{
	WdTracker *tracker = g_new0(WdTracker, 1);

	tracker->worm_window_ms = worm_window_ms;
	tracker->peers = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_peer);
	tracker->strangers_at = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	tracker->repeats[WD_DIRECTION_IN] = wd_repeats_new(WD_LIMIT_TRACKED_PEERS);
	tracker->repeats[WD_DIRECTION_OUT] = wd_repeats_new(MAX_SENT);
	return tracker;
}

/**
 * wd_tracker_set_normalised:
 * @tracker: a tracker that has seen nothing
 *
 * From now on every name comes as its protocol compares names, so that "room@host/ann" is not a
 * device of "room@host" but somebody in a room, of whom the person knows nothing because they wrote
 * to another one there.
 */
void
wd_tracker_set_normalised(WdTracker *tracker)
{
	tracker->is_normalised = TRUE;
}

/**
 * wd_tracker_set_key:
 * @tracker: a tracker that has seen nothing
 * @key: what nobody outside of this process knows
 *
 * Without one the tables are as fast, but whoever knows the source can fill them unevenly.
 */
void
wd_tracker_set_key(WdTracker *tracker, const WdHashKey *key)
{
	tracker->key = *key;
}

/**
 * wd_tracker_free:
 * @tracker: (nullable) (transfer full): a tracker
 */
void
wd_tracker_free(WdTracker *tracker)
{
	if (tracker == NULL)
		return;
	/* The links are part of what the table frees. */
	g_hash_table_unref(tracker->peers);
	g_hash_table_unref(tracker->strangers_at);
	for (guint i = 0; i < G_N_ELEMENTS(tracker->repeats); i++)
		wd_repeats_free(tracker->repeats[i]);
	wd_event_unref(tracker->print_event);
	g_free(tracker);
}

static gboolean
is_answer(const WdEvent *event, const Peer *peer)
{
	return event->direction == WD_DIRECTION_OUT && peer != NULL && peer->last_in_ms != 0 &&
	       peer->last_in_ms > peer->last_out_ms && peer->last_in_ms <= event->time_ms &&
	       peer->last_in_ms >= wd_rate_before(event->time_ms, ANSWER_MS);
}

static WdSighting
make_sighting(const WdTracker *tracker,
	      const WdEvent *event,
	      const WdContext *context,
	      const Peer *peer)
{
	gboolean is_out = event->direction == WD_DIRECTION_OUT;

	return (WdSighting){
		.peer = identity_of(tracker, event),
		.name = is_out ? event->peer : NULL,
		.time_ms = event->time_ms,
		.is_stranger =
			!is_out && event->kind != WD_EVENT_CHAT && wd_context_is_stranger(context),
		.is_answer = is_answer(event, peer),
	};
}

static gint64
get_since_ms(const WdTracker *tracker, const WdEvent *event)
{
	return wd_rate_before(event->time_ms,
			      event->direction == WD_DIRECTION_OUT ? tracker->worm_window_ms
								   : SENDER_WINDOW_MS);
}

static void
look_strangers(WdTracker *tracker, const WdEvent *event, guint64 key, WdContext *context)
{
	guint self = wd_context_is_stranger(context);

	context->n_recent_strangers =
		self + wd_peer_rate_count(&tracker->strangers, key, event->time_ms);
	context->n_recent_strangers_here =
		self + wd_peer_rate_count(ensure_strangers_at(tracker, event), key, event->time_ms);
}

/**
 * wd_tracker_look:
 * @tracker: a tracker
 * @event: an event that is not noted yet
 * @context: what the shell knows; its second block is filled here
 *
 * Fills what earlier events told about @event, counting @event itself, once. A wrote_first that the
 * shell set already stays set. Looking twice tells the same twice.
 */
void
wd_tracker_look(WdTracker *tracker, const WdEvent *event, WdContext *context)
{
	guint64 key = key_of(tracker, event);
	const Peer *peer = g_hash_table_lookup(tracker->peers, &key);
	WdSighting sighting;
	guint n_recent;

	context->wrote_first = context->wrote_first || (peer != NULL && peer->wrote_first);
	context->is_first_message = peer == NULL || !peer->has_written;
	context->is_answered = peer != NULL && peer->is_answered;
	context->has_new_key = peer != NULL && peer->has_new_key;
	context->was_encrypted = peer != NULL && peer->is_encrypted;
	if (event->direction == WD_DIRECTION_OUT && peer != NULL &&
	    event->time_ms - peer->last_in_ms <= ANSWER_MS)
		context->question = peer->question;
	n_recent = peer == NULL ? 0 : wd_event_rate_count(&peer->recent, event->time_ms);
	/* What was announced long ago has left the window, and happens now all the same. */
	context->n_recent_from_peer = context->is_counted ? MAX(n_recent, 1) : n_recent + 1;
	look_strangers(tracker, event, key, context);
	sighting = make_sighting(tracker, event, context, peer);
	wd_repeats_look(tracker->repeats[event->direction],
			get_print(tracker, event),
			&sighting,
			get_since_ms(tracker, event),
			context->same);
}

/* In memory, until the peer writes again: a number by itself is an answer to it. */
static void
note_question(Peer *peer, const WdEvent *event)
{
	const char *end = event->text;

	g_free(peer->question);
	peer->question = NULL;
	if (event->kind != WD_EVENT_IM)
		return;
	while (*end != '\0' && end - event->text < MAX_QUESTION)
		end = g_utf8_next_char(end);
	peer->question = g_strndup(event->text, (gsize)(end - event->text));
}

static void
note_peer(WdTracker *tracker, Peer *peer, const WdEvent *event)
{
	if (event->direction == WD_DIRECTION_IN) {
		peer->has_written = TRUE;
		peer->last_in_ms = event->time_ms;
		note_question(peer, event);
		wd_event_rate_note(&peer->recent, event->time_ms);
		return;
	}
	if (event->kind == WD_EVENT_IM) {
		peer->wrote_first = peer->wrote_first || !peer->has_written;
		peer->is_answered = TRUE;
		peer->has_new_key = FALSE; /* the person was asked, and sent it */
	}
	peer->last_out_ms = event->time_ms;
}

static void
note_repeat(WdTracker *tracker, const WdEvent *event, const WdContext *context)
{
	guint64 key = key_of(tracker, event);
	WdSighting sighting =
		make_sighting(tracker, event, context, g_hash_table_lookup(tracker->peers, &key));

	wd_repeats_note(tracker->repeats[event->direction], get_print(tracker, event), &sighting);
}

/**
 * wd_tracker_note:
 * @tracker: a tracker
 * @event: what happened
 * @context: what was known then
 *
 * Remembers @event for the events that follow. What was held counts too: it was attempted. Of what
 * was counted before, only what it repeats is remembered.
 */
void
wd_tracker_note(WdTracker *tracker, const WdEvent *event, const WdContext *context)
{
	Peer *peer;
	WdSighting sighting;

	if (context->is_counted) {
		note_repeat(tracker, event, context);
		return;
	}
	peer = ensure_peer(tracker, key_of(tracker, event));
	sighting = make_sighting(tracker, event, context, peer);
	wd_repeats_note(tracker->repeats[event->direction], get_print(tracker, event), &sighting);
	note_peer(tracker, peer, event);
	if (event->direction == WD_DIRECTION_OUT || !wd_context_is_stranger(context))
		return;
	wd_peer_rate_note(&tracker->strangers, peer->key, event->time_ms);
	wd_peer_rate_note(ensure_strangers_at(tracker, event), peer->key, event->time_ms);
}

/**
 * wd_tracker_note_encryption:
 * @tracker: a tracker
 * @event: a message that goes to the peer
 * @is_encrypted: whether it was encrypted from end to end when it left
 *
 * Apart from wd_tracker_note(), because a client knows only afterwards.
 */
void
wd_tracker_note_encryption(WdTracker *tracker, const WdEvent *event, gboolean is_encrypted)
{
	ensure_peer(tracker, key_of(tracker, event))->is_encrypted = is_encrypted;
}

/**
 * wd_tracker_note_new_key:
 * @tracker: a tracker
 * @event: any that names the peer
 *
 * Told to every look until the next message goes to the peer.
 */
void
wd_tracker_note_new_key(WdTracker *tracker, const WdEvent *event)
{
	ensure_peer(tracker, key_of(tracker, event))->has_new_key = TRUE;
}

/**
 * wd_tracker_note_attempt:
 * @tracker: a tracker
 * @event: something outgoing that was stopped
 * @context: what was known then
 *
 * Remembers it for the repeats alone: a worm that is stopped is no slower for it, and a word that
 * did not arrive makes nobody an acquaintance.
 */
void
wd_tracker_note_attempt(WdTracker *tracker, const WdEvent *event, const WdContext *context)
{
	note_repeat(tracker, event, context);
}

/**
 * wd_tracker_find_outbreak:
 * @tracker: a tracker
 * @event: an event that was noted
 * @which: by what it is compared
 *
 * Returns: a number that every event shares with those that it was counted with; 0 when there is
 * nothing to compare it by
 */
guint64
wd_tracker_find_outbreak(WdTracker *tracker, const WdEvent *event, WdSame which)
{
	return wd_repeats_find_outbreak(
		tracker->repeats[event->direction], get_print(tracker, event), which);
}

/**
 * wd_tracker_list_recipients:
 * @tracker: a tracker
 * @outbreak: what wd_tracker_find_outbreak() gave for something outgoing
 * @now_ms: Unix time
 *
 * Returns: (transfer full) (element-type utf8): whom it went to within the worm window
 */
GPtrArray *
wd_tracker_list_recipients(WdTracker *tracker, guint64 outbreak, gint64 now_ms)
{
	return wd_repeats_list_names(tracker->repeats[WD_DIRECTION_OUT],
				     outbreak,
				     wd_rate_before(now_ms, tracker->worm_window_ms));
}
