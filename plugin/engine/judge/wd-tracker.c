/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-tracker.h"

#include <string.h>

#include "engine/judge/wd-fingerprint.h"
#include "engine/wd-limits.h"

#define MINUTE_MS        (60 * G_GINT64_CONSTANT(1000))
#define SENDER_WINDOW_MS (30 * MINUTE_MS) /* incoming: the same text from several senders */
#define MAX_RECENT       32               /* events of one peer that are counted in a minute */
#define MAX_SIGHTINGS    64               /* peers remembered for one text */
#define DIGEST_BYTES     16

typedef struct {
	char *key;
	gboolean wrote_first;
	gboolean has_written;
	gint64 recent_ms[MAX_RECENT]; /* a ring */
	guint next;
	GList link; /* in the queue of peers, least recently heard of first */
} Peer;

typedef struct {
	guint peer_hash;
	gint64 time_ms;
} Sighting;

/* One text, link host or file, and who it went to or came from. */
typedef struct {
	char *key;
	GArray *sightings; /* of Sighting, oldest first */
	GList link;
} Repeat;

struct WdTracker {
	gint64 worm_window_ms;
	gboolean is_normalised; /* names come as the protocol compares them */
	GHashTable *peers;
	GQueue peer_order;
	GHashTable *repeats;
	GQueue repeat_order;
	GArray *strangers; /* of Sighting: strangers of the last minute */
};

static void
free_peer(gpointer pointer)
{
	Peer *peer = pointer;

	g_free(peer->key);
	g_free(peer);
}

static void
free_repeat(gpointer pointer)
{
	Repeat *repeat = pointer;

	g_array_unref(repeat->sightings);
	g_free(repeat->key);
	g_free(repeat);
}

/* XMPP addresses a device of the same person as person/device; a room's members stay apart. In a
 * name that was normalised no device is left: there a member of a room writes in private. */
static char *
key_of(const WdTracker *tracker, const WdEvent *event)
{
	const char *slash = tracker->is_normalised || event->kind == WD_EVENT_CHAT ||
					    strcmp(event->protocol, "prpl-jabber") != 0
				    ? NULL
				    : strchr(event->peer, '/');
	g_autofree char *bare =
		g_utf8_casefold(event->peer, slash == NULL ? -1 : slash - event->peer);

	return g_strdup_printf("%s\n%s\n%s", event->protocol, event->account, bare);
}

/* Texts are kept as digests: the tracker remembers that something was repeated, not what. The
 * digest resists collisions, so nobody can make two innocent texts count as one. */
static char *
repeat_key(WdFingerprint which, const WdEvent *event)
{
	g_autofree char *print = wd_fingerprint_get(which, event);
	g_autoptr(GChecksum) sum = NULL;

	if (print == NULL)
		return NULL;
	sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_checksum_update(sum, (const guchar *)print, -1);
	return g_strdup_printf(
		"%d%d%.*s", which, event->direction, 2 * DIGEST_BYTES, g_checksum_get_string(sum));
}

/* A time before @now_ms; clocks at the end of time are an attacker's. */
static gint64
before(gint64 now_ms, gint64 span_ms)
{
	return now_ms < G_MININT64 + span_ms ? G_MININT64 : now_ms - span_ms;
}

static guint
count_recent(const Peer *peer, gint64 now_ms)
{
	guint n = 0;

	for (guint i = 0; i < MAX_RECENT; i++) {
		if (peer->recent_ms[i] != G_MININT64 &&
		    peer->recent_ms[i] > before(now_ms, MINUTE_MS) && peer->recent_ms[i] <= now_ms)
			n++;
	}
	return n;
}

/* Different peers since @since_ms, @self among them; @span_ms is the time from the first of them.
 */
static guint
count_sightings(
	const GArray *sightings, guint self, gint64 since_ms, gint64 now_ms, gint64 *span_ms)
{
	guint n = 1;

	*span_ms = 0;
	for (guint i = 0; i < sightings->len; i++) {
		const Sighting *sighting = &g_array_index(sightings, Sighting, i);

		if (sighting->time_ms < since_ms || sighting->time_ms > now_ms)
			continue;
		*span_ms = MAX(*span_ms, now_ms - sighting->time_ms);
		n += sighting->peer_hash != self;
	}
	return n;
}

static void
see(GArray *sightings, guint self, gint64 now_ms)
{
	Sighting sighting = {.peer_hash = self, .time_ms = now_ms};

	for (guint i = 0; i < sightings->len; i++) {
		if (g_array_index(sightings, Sighting, i).peer_hash == self) {
			g_array_remove_index(sightings, i);
			break;
		}
	}
	if (sightings->len == MAX_SIGHTINGS)
		g_array_remove_index(sightings, 0);
	g_array_append_val(sightings, sighting);
}

static Peer *
ensure_peer(WdTracker *tracker, char *key)
{
	Peer *peer = g_hash_table_lookup(tracker->peers, key);

	if (peer != NULL) {
		g_queue_unlink(&tracker->peer_order, &peer->link);
		g_free(key);
	} else {
		if (g_queue_get_length(&tracker->peer_order) >= WD_LIMIT_TRACKED_PEERS) {
			Peer *oldest = g_queue_pop_head_link(&tracker->peer_order)->data;

			g_hash_table_remove(tracker->peers, oldest->key);
		}
		peer = g_new0(Peer, 1);
		peer->key = key;
		peer->link.data = peer;
		for (guint i = 0; i < MAX_RECENT; i++)
			peer->recent_ms[i] = G_MININT64;
		g_hash_table_insert(tracker->peers, peer->key, peer);
	}
	g_queue_push_tail_link(&tracker->peer_order, &peer->link);
	return peer;
}

static Repeat *
ensure_repeat(WdTracker *tracker, char *key)
{
	Repeat *repeat = g_hash_table_lookup(tracker->repeats, key);

	if (repeat != NULL) {
		g_queue_unlink(&tracker->repeat_order, &repeat->link);
		g_free(key);
	} else {
		if (g_queue_get_length(&tracker->repeat_order) >= WD_LIMIT_TRACKED_PEERS) {
			Repeat *oldest = g_queue_pop_head_link(&tracker->repeat_order)->data;

			g_hash_table_remove(tracker->repeats, oldest->key);
		}
		repeat = g_new0(Repeat, 1);
		repeat->key = key;
		repeat->link.data = repeat;
		repeat->sightings = g_array_new(FALSE, FALSE, sizeof(Sighting));
		g_hash_table_insert(tracker->repeats, repeat->key, repeat);
	}
	g_queue_push_tail_link(&tracker->repeat_order, &repeat->link);
	return repeat;
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
	tracker->peers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_peer);
	tracker->repeats = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_repeat);
	tracker->strangers = g_array_new(FALSE, FALSE, sizeof(Sighting));
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
 * wd_tracker_free:
 * @tracker: (nullable) (transfer full): a tracker
 */
void
wd_tracker_free(WdTracker *tracker)
{
	if (tracker == NULL)
		return;
	/* The links are part of what the tables free. */
	g_hash_table_unref(tracker->peers);
	g_hash_table_unref(tracker->repeats);
	g_array_unref(tracker->strangers);
	g_free(tracker);
}

static guint
look_repeats(const WdTracker *tracker, WdFingerprint which, const WdEvent *event, gint64 *span_ms)
{
	g_autofree char *key = repeat_key(which, event);
	gboolean is_out = event->direction == WD_DIRECTION_OUT;
	gint64 since_ms =
		before(event->time_ms, is_out ? tracker->worm_window_ms : SENDER_WINDOW_MS);
	const Repeat *repeat;

	*span_ms = 0;
	if (key == NULL)
		return 0;
	repeat = g_hash_table_lookup(tracker->repeats, key);
	if (repeat == NULL)
		return 1;
	return count_sightings(
		repeat->sightings, g_str_hash(event->peer), since_ms, event->time_ms, span_ms);
}

/**
 * wd_tracker_look:
 * @tracker: a tracker
 * @event: an event that is not noted yet
 * @context: what the shell knows; its second block is filled here
 *
 * Fills what earlier events told about @event, counting @event itself. A wrote_first that the shell
 * set already stays set. Changes nothing in the tracker.
 */
void
wd_tracker_look(const WdTracker *tracker, const WdEvent *event, WdContext *context)
{
	g_autofree char *key = key_of(tracker, event);
	const Peer *peer = g_hash_table_lookup(tracker->peers, key);
	guint hash = g_str_hash(key);
	gint64 span_ms;
	guint n;

	context->wrote_first = context->wrote_first || (peer != NULL && peer->wrote_first);
	context->is_first_message = peer == NULL || !peer->has_written;
	context->n_recent_from_peer = 1 + (peer == NULL ? 0 : count_recent(peer, event->time_ms));
	context->n_recent_strangers = count_sightings(tracker->strangers,
						      hash,
						      before(event->time_ms, MINUTE_MS),
						      event->time_ms,
						      &span_ms) -
				      !wd_context_is_stranger(context);
	n = look_repeats(tracker, WD_FINGERPRINT_TEXT, event, &span_ms);
	if (event->direction == WD_DIRECTION_IN) {
		context->n_same_text_senders = n;
		return;
	}
	context->n_same_text_recipients = n;
	context->same_text_span_ms = span_ms;
	context->n_same_link_recipients =
		look_repeats(tracker, WD_FINGERPRINT_LINK, event, &context->same_link_span_ms);
	context->n_same_file_recipients =
		look_repeats(tracker, WD_FINGERPRINT_FILE, event, &context->same_file_span_ms);
}

/**
 * wd_tracker_note:
 * @tracker: a tracker
 * @event: what happened
 * @context: what was known then
 *
 * Remembers @event for the events that follow. What was held counts too: it was attempted.
 */
void
wd_tracker_note(WdTracker *tracker, const WdEvent *event, const WdContext *context)
{
	Peer *peer = ensure_peer(tracker, key_of(tracker, event));
	gboolean is_in = event->direction == WD_DIRECTION_IN;

	if (!is_in && event->kind == WD_EVENT_IM && !peer->has_written)
		peer->wrote_first = TRUE;
	peer->has_written = peer->has_written || is_in;
	if (is_in) {
		peer->recent_ms[peer->next] = event->time_ms;
		peer->next = (peer->next + 1) % MAX_RECENT;
	}
	if (is_in && wd_context_is_stranger(context))
		see(tracker->strangers, g_str_hash(peer->key), event->time_ms);
	/* Incoming links and files repeat by nature: only what goes out is compared by them. */
	for (int which = 0; which < (is_in ? 1 : WD_N_FINGERPRINTS); which++) {
		char *key = repeat_key((WdFingerprint)which, event);

		if (key != NULL)
			see(ensure_repeat(tracker, key)->sightings,
			    g_str_hash(event->peer),
			    event->time_ms);
	}
}
