/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-advisory.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-version.h"

#define LINE_BYTES    2000 /* of a whole line: a sentence or three */
#define SUBJECT_CHARS "abcdefghijklmnopqrstuvwxyz0123456789-_."
#define VERSION_CHARS "0123456789."

static const char shipped[] = {
#include "engine/wd-advisories-bytes.h"
	, '\0'};

/**
 * wd_advisory_free:
 * @advisory: (nullable) (transfer full): an advisory
 */
void
wd_advisory_free(WdAdvisory *advisory)
{
	if (advisory == NULL)
		return;
	g_free(advisory->subject);
	g_free(advisory->lowest);
	g_free(advisory->highest);
	g_free(advisory->url);
	g_free(advisory->reason);
	g_free(advisory);
}

static gboolean
reject(GError **error, const char *message)
{
	g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, message);
	return FALSE;
}

static gboolean
is_made_of(const char *text, const char *characters)
{
	return *text != '\0' && text[strspn(text, characters)] == '\0';
}

static gboolean
is_version(const char *text)
{
	return is_made_of(text, VERSION_CHARS) && g_ascii_isdigit(*text);
}

static gboolean
take_range(WdAdvisory *advisory, const char *from, const char *to)
{
	if (!is_version(from) || !is_version(to) || wd_version_compare(from, to) > 0)
		return FALSE;
	advisory->lowest = g_strdup(from);
	advisory->highest = g_strdup(to);
	return TRUE;
}

static gboolean
take_versions(WdAdvisory *advisory, const char *text)
{
	g_auto(GStrv) ends = g_strsplit(text, "-", 3);

	if (g_str_equal(text, "*"))
		return TRUE;
	if (*text == '=')
		return take_range(advisory, text + 1, text + 1);
	if (g_strv_length(ends) == 2)
		return take_range(advisory, ends[0], ends[1]);
	advisory->is_below = *text == '<' && text[1] != '=';
	if (*text != '<')
		return FALSE;
	text += advisory->is_below ? 1 : 2;
	advisory->highest = g_strdup(text);
	return is_version(text);
}

static gboolean
take_url(WdAdvisory *advisory, const char *text)
{
	if (g_str_equal(text, "-"))
		return TRUE;
	advisory->url = g_strdup(text);
	return g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://");
}

static gboolean
is_printable(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		if (g_unichar_iscntrl(g_utf8_get_char(text)))
			return FALSE;
	}
	return TRUE;
}

/* Cuts the next word off; what is left begins with a word. */
static char *
take_word(char **text)
{
	char *word = *text;
	gsize len = strcspn(word, " ");

	*text = word + len + strspn(word + len, " ");
	word[len] = '\0';
	return word;
}

static gboolean
take_fields(WdAdvisory *advisory, char *text, GError **error)
{
	const char *subject = take_word(&text);
	const char *versions = take_word(&text);
	const char *url = take_word(&text);

	if (!is_made_of(subject, SUBJECT_CHARS))
		return reject(error, "a line begins with libpurple or the id of a protocol");
	if (!take_versions(advisory, versions))
		return reject(error, "versions look like <2.14.9, <=2.14.8, =2.14.3 or 2.1-2.4");
	if (!take_url(advisory, url))
		return reject(error, "behind the versions comes an address, or -");
	if (*text == '\0')
		return reject(error, "a line ends with what the hole is");
	advisory->subject = g_strdup(subject);
	advisory->reason = g_strdup(text);
	return TRUE;
}

/**
 * wd_advisory_parse:
 * @line: untrusted bytes, without the end of the line
 * @len: length of @line in bytes
 * @advisory: (out) (nullable): what it says; %NULL for a line that says nothing
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether the line can be understood
 */
gboolean
wd_advisory_parse(const char *line, gsize len, WdAdvisory **advisory, GError **error)
{
	g_autofree char *text = g_strndup(line, MIN(len, LINE_BYTES));
	g_autoptr(WdAdvisory) made = g_new0(WdAdvisory, 1);

	*advisory = NULL;
	if (len > LINE_BYTES || strlen(text) != len || !g_utf8_validate(text, -1, NULL))
		return reject(error, "this line is too long, or no text");
	g_strdelimit(text, "\t\r", ' ');
	g_strstrip(text);
	if (*text == '\0' || *text == '#')
		return TRUE;
	if (!is_printable(text))
		return reject(error, "this line is no text");
	if (!take_fields(made, text, error))
		return FALSE;
	*advisory = g_steal_pointer(&made);
	return TRUE;
}

/**
 * wd_advisory_matches:
 * @advisory: an advisory
 * @subject: what signs on: "libpurple", "prpl-jabber"
 * @version: (nullable): of that; unknown: only "*" means it
 *
 * Returns: whether the hole is there
 */
gboolean
wd_advisory_matches(const WdAdvisory *advisory, const char *subject, const char *version)
{
	int order;

	if (!g_str_equal(advisory->subject, subject))
		return FALSE;
	if (advisory->highest == NULL)
		return TRUE;
	if (version == NULL || !g_ascii_isdigit(*version))
		return FALSE;
	order = wd_version_compare(version, advisory->highest);
	if (advisory->is_below ? order >= 0 : order > 0)
		return FALSE;
	return advisory->lowest == NULL || wd_version_compare(version, advisory->lowest) >= 0;
}

/**
 * wd_advisories_get_shipped:
 *
 * Returns: (transfer none): data/advisories/advisories.txt, which every build carries in itself
 */
const char *
wd_advisories_get_shipped(void)
{
	return shipped;
}
