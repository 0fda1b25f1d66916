/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-fingerprint.h"

#include <string.h>

#include "engine/link/wd-finder.h"
#include "engine/link/wd-url.h"
#include "engine/text/wd-normalise.h"

#define MIN_WORDS 4 /* "yes", "happy birthday" and the like repeat by nature */

static gboolean
is_link(const char *word)
{
	return strstr(word, "://") != NULL || g_str_has_prefix(word, "www.");
}

/* "hey Ann" and "hey Ben" are the same when they go to ann@ and ben@. */
static gboolean
is_name_of(const char *word, const char *peer)
{
	gsize len = strlen(word);

	return len > 0 && g_ascii_strncasecmp(peer, word, len) == 0 && !g_ascii_isalnum(peer[len]);
}

static char *
letters_of(const char *word)
{
	GString *out = g_string_new(NULL);

	for (; *word != '\0'; word = g_utf8_next_char(word)) {
		gunichar c = g_utf8_get_char(word);

		if (g_unichar_isdigit(c))
			g_string_append_c(out, '9');
		else if (g_unichar_isalpha(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

static char *
text_of(const WdEvent *event)
{
	g_autofree char *normal = wd_normalise_text(event->text);
	g_auto(GStrv) words = g_strsplit(normal, " ", -1);
	GString *out = g_string_new(NULL);
	guint n_words = 0;

	for (guint i = 0; words[i] != NULL; i++) {
		g_autofree char *letters =
			is_link(words[i]) ? g_strdup("://") : letters_of(words[i]);

		if (letters[0] == '\0' || is_name_of(letters, event->peer))
			continue;
		g_string_append_printf(out, "%s ", letters);
		n_words++;
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
