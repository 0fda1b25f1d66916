/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-event.h"

#include <string.h>

#include "engine/wd-limits.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-markup.h"

/* How the encrypting plugins of libpurple start what they send. */
static const char *const armours[] = {"?OTR", "-----BEGIN PGP MESSAGE-----"};

#define ARMOUR_LEADING_BYTES 256 /* protocols put a tag or two around the text */

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
	g_autofree char *text = wd_purple_markup_to_text(html);
	g_autofree char *peer = name_peer(message);
	PurpleAccount *account = message->account;
	const WdEvent fields = {
		.kind = message->kind,
		.direction = message->direction,
		.protocol = account != NULL ? purple_account_get_protocol_id(account) : NULL,
		.account = account != NULL ? purple_account_get_username(account) : NULL,
		.peer = peer,
		.conversation = message->raw_room,
		.text = text,
		.html = html,
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

/**
 * wd_purple_event_is_ciphertext:
 * @raw_html: a message on its way
 *
 * Returns: whether another plugin has encrypted it, so that judging its letters means nothing
 */
gboolean
wd_purple_event_is_ciphertext(const char *raw_html)
{
	for (gsize i = 0; i < G_N_ELEMENTS(armours); i++) {
		if (g_strstr_len(raw_html,
				 (gssize)strnlen(raw_html, ARMOUR_LEADING_BYTES),
				 armours[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}
