/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-event.h"

#include <string.h>

#include "engine/wd-limits.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-markup.h"

#define ARMOUR_LEADING_BYTES 256 /* protocols put a tag or two around the text */
#define BASE64               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
#define DIGITS               "0123456789"
#define HEX                  DIGITS "abcdefABCDEF"
#define PGP_BEGIN            "-----BEGIN PGP MESSAGE-----"
#define PGP_END              "-----END PGP MESSAGE-----"

static char *
name_peer(const WdPurpleMessage *message)
{
	g_autofree char *nick = NULL;
	g_autofree char *room = NULL;

	if (message->kind != WD_EVENT_CHAT || message->direction == WD_DIRECTION_OUT)
		return wd_purple_normalise_peer(message->account, message->raw_peer);
	room = wd_purple_normalise_peer(message->account, message->raw_room);
	nick = wd_purple_normalise_peer(NULL, message->raw_peer);
	return g_strdup_printf("%s/%s", room, nick);
}

/* Who is no contact but has a place in the list for now may have told its name by itself. */
static const char *
find_alias(const WdPurpleMessage *message)
{
	PurpleBuddy *buddy;

	if (message->kind == WD_EVENT_CHAT || message->direction == WD_DIRECTION_OUT ||
	    message->account == NULL || message->raw_peer == NULL || purple_get_blist() == NULL)
		return NULL;
	buddy = purple_find_buddy(message->account, message->raw_peer);
	return buddy != NULL ? purple_buddy_get_server_alias(buddy) : NULL;
}

/**
 * wd_purple_event_new:
 * @message: what a signal told; its strings are borrowed and need not be UTF-8
 *
 * The peer is named as the protocol compares names; the text is what a person would see of the
 * HTML. Both are bounded before anything looks at them.
 *
 * Returns: (transfer full): an event
 */
WdEvent *
wd_purple_event_new(const WdPurpleMessage *message)
{
	const char *raw = message->raw_html != NULL ? message->raw_html : "";
	g_autofree char *valid = g_utf8_make_valid(raw, (gssize)strnlen(raw, WD_LIMIT_TEXT_BYTES));
	g_autofree char *html = wd_purple_markup_tame(valid);
	g_autofree char *text = wd_purple_markup_to_judged_text(valid);
	g_autofree char *peer = name_peer(message);
	PurpleAccount *account = message->account;
	const WdEvent fields = {
		.kind = message->kind,
		.direction = message->direction,
		.protocol = account != NULL ? purple_account_get_protocol_id(account) : NULL,
		.account = account != NULL ? purple_account_get_username(account) : NULL,
		.peer = peer,
		.peer_alias = find_alias(message),
		.conversation = message->raw_room,
		.text = text,
		.html = html,
		.server_id = message->server_id,
		.file_size = -1,
		.encryption = message->encryption,
		.typed = message->typed,
		.time_ms = message->time_ms,
	};

	return wd_event_new(&fields);
}

/**
 * wd_purple_event_is_cut:
 * @raw_html: a message
 *
 * Returns: whether an event holds only the beginning of it
 */
gboolean
wd_purple_event_is_cut(const char *raw_html)
{
	return strnlen(raw_html, WD_LIMIT_TEXT_BYTES + 1) > WD_LIMIT_TEXT_BYTES;
}

/* "?OTR:" Base64 "." and nothing else. */
static gboolean
is_otr_data(const char *text)
{
	gsize n_prefix = strlen("?OTR:");

	return g_str_has_prefix(text, "?OTR:") &&
	       g_str_equal(text + n_prefix + strspn(text + n_prefix, BASE64), ".");
}

/* Skips @mark and one to @max characters of @set; NULL when they are not there. */
static const char *
skip_field(const char *at, char mark, const char *set, gsize max)
{
	gsize n;

	if (at == NULL || *at != mark)
		return NULL;
	n = strspn(++at, set);
	return n >= 1 && n <= max ? at + n : NULL;
}

/* A piece of a data message: "?OTR|sender|receiver,k,n,piece,", and without the two instance tags
 * in version 2 of the protocol. */
static gboolean
is_otr_fragment(const char *text)
{
	const char *at = text + strlen("?OTR");

	if (!g_str_has_prefix(text, "?OTR,") && !g_str_has_prefix(text, "?OTR|"))
		return FALSE;
	if (*at == '|')
		at = skip_field(skip_field(at, '|', HEX, 8), '|', HEX, 8);
	at = skip_field(skip_field(at, ',', DIGITS, 5), ',', DIGITS, 5);
	at = skip_field(at, ',', BASE64 "?:.", G_MAXSIZE);
	return at != NULL && g_str_equal(at, ",");
}

/* Behind the headers and an empty line there is Base64 only. */
static gboolean
is_pgp(const char *text)
{
	const char *end =
		g_str_has_suffix(text, PGP_END) ? text + strlen(text) - strlen(PGP_END) : NULL;
	const char *body = strstr(text, "\n\n");

	return g_str_has_prefix(text, PGP_BEGIN) && end != NULL && body != NULL && body < end &&
	       body + strspn(body, BASE64 "\r\n") == end;
}

/**
 * wd_purple_event_is_ciphertext:
 * @raw_html: a message on its way
 *
 * Knows it by its whole shape, as OTR version 3 and RFC 4880 give it: anybody can begin a text with
 * "?OTR". Their queries and error texts are no ciphertext.
 *
 * Returns: whether another plugin has encrypted it, so that judging its letters means nothing
 */
gboolean
wd_purple_event_is_ciphertext(const char *raw_html)
{
	gssize len = (gssize)strnlen(raw_html, ARMOUR_LEADING_BYTES);
	g_autofree char *valid = NULL;
	g_autofree char *text = NULL;

	if (g_strstr_len(raw_html, len, "?OTR") == NULL &&
	    g_strstr_len(raw_html, len, PGP_BEGIN) == NULL)
		return FALSE;
	valid = g_utf8_make_valid(raw_html, -1);
	text = wd_purple_markup_to_text(valid);
	g_strstrip(text);
	return is_otr_data(text) || is_otr_fragment(text) || is_pgp(text);
}
