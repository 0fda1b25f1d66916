/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-event.h"

#include <string.h>

#include "engine/wd-limits.h"

/* The public part comes first, so that a pointer to one is a pointer to the other. */
typedef struct {
	WdEvent event;
	gatomicrefcount n_refs;
} Counted;

static const char *const kinds[] = {
	[WD_EVENT_IM] = "im",
	[WD_EVENT_CHAT] = "chat",
	[WD_EVENT_CONTACT_REQUEST] = "contact-request",
	[WD_EVENT_CHAT_INVITE] = "chat-invite",
	[WD_EVENT_ATTENTION] = "attention",
	[WD_EVENT_FILE] = "file",
	[WD_EVENT_LINK] = "link",
	[WD_EVENT_ACCOUNT] = "account",
	[WD_EVENT_STATUS] = "status",
	[WD_EVENT_LOG] = "log",
};

static const char *const directions[] = {
	[WD_DIRECTION_IN] = "in",
	[WD_DIRECTION_OUT] = "out",
};

static const char *const encryptions[] = {
	[WD_ENCRYPTION_UNKNOWN] = "unknown",
	[WD_ENCRYPTION_NONE] = "none",
	[WD_ENCRYPTION_TLS] = "tls",
	[WD_ENCRYPTION_OTR] = "otr",
	[WD_ENCRYPTION_OMEMO] = "omemo",
	[WD_ENCRYPTION_OPENPGP] = "openpgp",
};

static gboolean
find_word(const char *const *words, guint n_words, const char *text, guint *index)
{
	for (guint i = 0; i < n_words; i++) {
		if (g_strcmp0(words[i], text) == 0) {
			*index = i;
			return TRUE;
		}
	}
	return FALSE;
}

/* Cuts before a character that would cross the bound, then repairs what is not UTF-8. */
static char *
clean(const char *raw, gsize max_bytes)
{
	gsize len = strnlen(raw, max_bytes + 1);

	if (len > max_bytes) {
		len = max_bytes;
		while (len > 0 && ((guchar)raw[len] & 0xc0) == 0x80)
			len--;
	}
	return g_utf8_make_valid(raw, (gssize)len);
}

static char *
clean_or_null(const char *raw, gsize max_bytes)
{
	return raw == NULL ? NULL : clean(raw, max_bytes);
}

/**
 * wd_event_new:
 * @fields: what happened; its strings are borrowed, may be NULL and need not be UTF-8
 *
 * The one place where a peer's bytes become a value: every string is copied, cut to its bound of
 * wd-limits.h and repaired to UTF-8. Absent names and text become empty strings. file_path is kept
 * byte for byte: it is a name of ours on disk.
 *
 * Returns: (transfer full): an immutable event
 */
WdEvent *
wd_event_new(const WdEvent *fields)
{
	Counted *counted = g_new0(Counted, 1);
	WdEvent *event = &counted->event;

	*event = *fields;
	event->protocol = clean(fields->protocol ? fields->protocol : "", WD_LIMIT_NAME_BYTES);
	event->account = clean(fields->account ? fields->account : "", WD_LIMIT_NAME_BYTES);
	event->peer = clean(fields->peer ? fields->peer : "", WD_LIMIT_NAME_BYTES);
	event->peer_alias = clean_or_null(fields->peer_alias, WD_LIMIT_NAME_BYTES);
	event->conversation = clean_or_null(fields->conversation, WD_LIMIT_NAME_BYTES);
	event->text = clean(fields->text ? fields->text : "", WD_LIMIT_TEXT_BYTES);
	event->html = clean_or_null(fields->html, WD_LIMIT_TEXT_BYTES);
	event->url = clean_or_null(fields->url, WD_LIMIT_URL_BYTES);
	event->link_text = clean_or_null(fields->link_text, WD_LIMIT_URL_BYTES);
	event->file_name = clean_or_null(fields->file_name, WD_LIMIT_FILE_NAME_BYTES);
	event->file_path = g_strdup(fields->file_path);
	event->file_replaces = clean_or_null(fields->file_replaces, WD_LIMIT_NAME_BYTES);
	if (fields->file_facts != NULL)
		event->file_facts = wd_file_facts_ref(fields->file_facts);
	event->client_version = clean_or_null(fields->client_version, WD_LIMIT_NAME_BYTES);
	event->server_id = clean_or_null(fields->server_id, WD_LIMIT_NAME_BYTES);
	g_atomic_ref_count_init(&counted->n_refs);
	return event;
}

/**
 * wd_event_ref:
 * @event: an event that wd_event_new() made
 *
 * Returns: (transfer full): the same event
 */
WdEvent *
wd_event_ref(const WdEvent *event)
{
	g_atomic_ref_count_inc(&((Counted *)event)->n_refs);
	return (WdEvent *)event;
}

/**
 * wd_event_unref:
 * @event: (nullable) (transfer full): an event that wd_event_new() made
 */
void
wd_event_unref(const WdEvent *event)
{
	Counted *counted = (Counted *)event;

	if (event == NULL || !g_atomic_ref_count_dec(&counted->n_refs))
		return;
	g_free((char *)event->protocol);
	g_free((char *)event->account);
	g_free((char *)event->peer);
	g_free((char *)event->peer_alias);
	g_free((char *)event->conversation);
	g_free((char *)event->text);
	g_free((char *)event->html);
	g_free((char *)event->url);
	g_free((char *)event->link_text);
	g_free((char *)event->file_name);
	g_free((char *)event->file_path);
	g_free((char *)event->file_replaces);
	wd_file_facts_unref(event->file_facts);
	g_free((char *)event->client_version);
	g_free((char *)event->server_id);
	g_free(counted);
}

/**
 * wd_event_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its word in event lines, rules and the audit trail; never translated
 */
const char *
wd_event_kind_to_string(WdEventKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kinds), NULL);
	return kinds[kind];
}

/**
 * wd_event_kind_parse:
 * @text: (nullable): a word
 * @kind: (out): set only on success
 *
 * Returns: whether @text is a kind
 */
gboolean
wd_event_kind_parse(const char *text, WdEventKind *kind)
{
	guint index;

	if (!find_word(kinds, G_N_ELEMENTS(kinds), text, &index))
		return FALSE;
	*kind = (WdEventKind)index;
	return TRUE;
}

/**
 * wd_direction_to_string:
 * @direction: a direction
 *
 * Returns: (transfer none): "in" or "out"
 */
const char *
wd_direction_to_string(WdDirection direction)
{
	g_return_val_if_fail((guint)direction < G_N_ELEMENTS(directions), NULL);
	return directions[direction];
}

/**
 * wd_direction_parse:
 * @text: (nullable): a word
 * @direction: (out): set only on success
 *
 * Returns: whether @text is a direction
 */
gboolean
wd_direction_parse(const char *text, WdDirection *direction)
{
	guint index;

	if (!find_word(directions, G_N_ELEMENTS(directions), text, &index))
		return FALSE;
	*direction = (WdDirection)index;
	return TRUE;
}

/**
 * wd_encryption_to_string:
 * @encryption: a state
 *
 * Returns: (transfer none): its word in event lines
 */
const char *
wd_encryption_to_string(WdEncryption encryption)
{
	g_return_val_if_fail((guint)encryption < G_N_ELEMENTS(encryptions), NULL);
	return encryptions[encryption];
}

/**
 * wd_encryption_parse:
 * @text: (nullable): a word
 * @encryption: (out): set only on success
 *
 * Returns: whether @text is a state
 */
gboolean
wd_encryption_parse(const char *text, WdEncryption *encryption)
{
	guint index;

	if (!find_word(encryptions, G_N_ELEMENTS(encryptions), text, &index))
		return FALSE;
	*encryption = (WdEncryption)index;
	return TRUE;
}
