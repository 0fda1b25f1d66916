/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-fingerprint.h"

#include <string.h>

#include "engine/link/wd-finder.h"
#include "engine/link/wd-url.h"
#include "engine/text/wd-normalise.h"

#define MIN_WORDS 4 /* "yes", "happy birthday" and the like repeat by nature */

static gboolean
is_link(const char *word, gsize len)
{
	return g_strstr_len(word, (gssize)len, "://") != NULL || strncmp(word, "www.", 4) == 0;
}

/* "hey Ann" and "hey Ben" are the same when they go to ann@ and ben@. */
static gboolean
is_name_of(const char *letters, const char *peer)
{
	gsize len = strlen(letters);

	return g_ascii_strncasecmp(peer, letters, len) == 0 && !g_ascii_isalnum(peer[len]);
}

static void
append_letters(GString *out, const char *word, const char *end)
{
	for (; word < end; word = g_utf8_next_char(word)) {
		gunichar c = g_utf8_get_char(word);

		if (c < 0x80 ? g_ascii_isdigit((char)c) : g_unichar_isdigit(c))
			g_string_append_c(out, '9');
		else if (c < 0x80 ? g_ascii_isalpha((char)c) : g_unichar_isalpha(c))
			g_string_append_unichar(out, c);
	}
}

/* Appends what counts of one word; FALSE when nothing does. */
static gboolean
append_word(GString *out, const char *word, gsize len, const char *peer)
{
	gsize start = out->len;

	if (is_link(word, len))
		g_string_append(out, "://");
	else
		append_letters(out, word, word + len);
	if (out->len == start || is_name_of(out->str + start, peer)) {
		g_string_truncate(out, start);
		return FALSE;
	}
	g_string_append_c(out, ' ');
	return TRUE;
}

static char *
text_of(const WdEvent *event)
{
	g_autofree char *normal = wd_normalise_text(event->text);
	GString *out = g_string_sized_new(strlen(normal) + 2);
	guint n_words = 0;
	gsize len;

	for (const char *word = normal; *word != '\0'; word += len + (word[len] == ' ')) {
		len = strcspn(word, " ");
		n_words += append_word(out, word, len, event->peer);
	}
	if (n_words < MIN_WORDS)
		g_string_truncate(out, 0);
	return g_string_free(out, out->len == 0);
}

static char *
link_host_of(const WdEvent *event)
{
	g_autoptr(GPtrArray) found = wd_finder_find(event->text);

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		g_autoptr(WdUrl) url = wd_url_parse(one->url);

		if (url != NULL && url->host != NULL)
			return g_steal_pointer(&url->host);
	}
	return NULL;
}

/**
 * wd_fingerprint_get:
 * @which: what to compare by
 * @event: an event
 *
 * Returns: (transfer full) (nullable): a string that is equal for two events that carry the same;
 * NULL when @event has nothing worth comparing
 */
char *
wd_fingerprint_get(WdFingerprint which, const WdEvent *event)
{
	switch (which) {
	case WD_FINGERPRINT_TEXT:
		return text_of(event);
	case WD_FINGERPRINT_FILE:
		if (event->kind != WD_EVENT_FILE || event->file_name == NULL)
			return NULL;
		return g_strdup_printf(
			"%" G_GINT64_FORMAT " %s", event->file_size, event->file_name);
	case WD_FINGERPRINT_LINK:
		return link_host_of(event);
	default:
		return NULL;
	}
}
