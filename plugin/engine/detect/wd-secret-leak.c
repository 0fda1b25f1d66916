/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: payment card numbers and private keys in what the person is about to send.
 * Misses: other secrets, and a number spelled out or split over several messages.
 * May accuse wrongly: a made-up number with a card's prefix, length and check digit, about one
 * random 16-digit number in a hundred; in a quarter of a million lines of chat there was none.
 */
#include "config.h"

#include "engine/detect/wd-secret-leak.h"

#include <string.h>

#include "engine/detect/wd-screening.h"
#include "engine/text/wd-card.h"
#include "engine/text/wd-utf8.h"

#define WEIGHT_CARD 5.0
#define WEIGHT_KEY  8.0
#define MASK        "***"

#define MAX_MARK_BYTES 64 /* the longest line that begins or ends a key (RFC 7468) is shorter */
#define MAX_KEYS       20 /* from then on the rest of the text counts as one key */

/* A stretch of the text to mask; a card keeps its last digits. */
typedef struct {
	gsize start;
	gsize end;
	gboolean is_card;
} Range;

static const WdAction actions[] = {
	[WD_LEAK_WARN] = WD_ACTION_WARN,
	[WD_LEAK_REDACT] = WD_ACTION_WARN,
	[WD_LEAK_HOLD] = WD_ACTION_HOLD,
	[WD_LEAK_BLOCK] = WD_ACTION_BLOCK,
};

/* What stands in front of a key's bytes. A client may send a key line by line, so the line that
 * ends one counts as well. */
static const char *const key_marks[] = {
	"-----BEGIN ",
	"-----END ",
	"AGE-SECRET-KEY-1",
	"PuTTY-User-Key-File-",
};

/* What a person reads as a digit, a gap or a hyphen, as the ASCII letter for it; 0 for what is not
 * seen, @c itself for anything else. */
static gunichar
plain_sign(gunichar c)
{
	if (c < 0x80)
		return c == '\t' ? ' ' : c;
	if (g_unichar_isdigit(c))
		return (gunichar)('0' + g_unichar_digit_value(c));
	if (wd_utf8_is_invisible(c))
		return 0;
	if (g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR)
		return ' ';
	return g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212 ? '-' : c;
}

/* @text in plain signs, every row of gaps one gap; @offsets tells for each byte of the result, and
 * for its end, where in @text it came from. */
static char *
fold_signs(const char *text, GArray *offsets)
{
	GString *out = g_string_sized_new(strlen(text) + 1);
	gsize offset;

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = plain_sign(g_utf8_get_char(at));

		if (c == 0 || (c == ' ' && out->len > 0 && out->str[out->len - 1] == ' '))
			continue;
		g_string_append_unichar(out, c);
		offset = (gsize)(at - text);
		while (offsets->len < out->len)
			g_array_append_val(offsets, offset);
	}
	offset = strlen(text);
	g_array_append_val(offsets, offset);
	return g_string_free(out, FALSE);
}

/* The byte behind the character that begins at @offset. */
static gsize
end_of_character(const char *text, gsize offset)
{
	return (gsize)(g_utf8_next_char(text + offset) - text);
}

static void
find_cards(const char *text, WdAction action, WdVerdict *verdict, GArray *ranges)
{
	g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
	g_autofree char *plain = fold_signs(text, offsets);
	gsize start;
	gsize end;

	for (gsize at = 0; wd_card_find(plain, at, &start, &end); at = end) {
		g_autofree char *last = g_strdup_printf("\u2026%.4s", plain + end - WD_CARD_SHOWN);
		Range range = {g_array_index(offsets, gsize, start),
			       end_of_character(text, g_array_index(offsets, gsize, end - 1)),
			       TRUE};

		wd_verdict_add(
			verdict,
			wd_finding_new(
				"leak.card", action, WEIGHT_CARD, range.start, range.end, last));
		g_array_append_val(ranges, range);
	}
}

/* "-----BEGIN OPENSSH PRIVATE KEY-----": certificates and public keys begin alike, but are made to
 * be shown. */
static gboolean
is_private_mark(const char *at)
{
	gsize len = strnlen(at, MAX_MARK_BYTES);

	return at[0] != '-' || g_strstr_len(at, (gssize)len, "PRIVATE KEY") != NULL;
}

static const char *
find_key(const char *at)
{
	const char *first = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(key_marks); i++) {
		const char *mark = strstr(at, key_marks[i]);

		while (mark != NULL && !is_private_mark(mark))
			mark = strstr(mark + 1, key_marks[i]);
		if (mark != NULL && (first == NULL || mark < first))
			first = mark;
	}
	return first;
}

/* A block ends with its end line, or with the text. */
static const char *
end_of_key(const char *start)
{
	const char *end = g_str_has_prefix(start, "-----BEGIN") ? strstr(start, "-----END ") : NULL;

	if (end == NULL && g_str_has_prefix(start, "AGE-"))
		return start + strcspn(start, " \t\r\n");
	if (end == NULL && g_str_has_prefix(start, "-----END"))
		end = start;
	return end != NULL ? end + strcspn(end, "\r\n") : start + strlen(start);
}

static void
find_keys(const char *text, WdAction action, WdVerdict *verdict, GArray *ranges)
{
	const char *end = text;
	guint n_keys = 0;

	for (const char *start = find_key(text); start != NULL; start = find_key(end)) {
		Range range = {(gsize)(start - text), 0, FALSE};

		end = ++n_keys < MAX_KEYS ? end_of_key(start) : start + strlen(start);
		range.end = (gsize)(end - text);
		wd_verdict_add(verdict,
			       wd_finding_new("leak.private-key",
					      action,
					      WEIGHT_KEY,
					      range.start,
					      range.end,
					      NULL));
		g_array_append_val(ranges, range);
	}
}

static gint
compare_ranges(gconstpointer a, gconstpointer b)
{
	const Range *first = a;
	const Range *second = b;

	return (first->start > second->start) - (first->start < second->start);
}

static guint
count_digits(const char *at, const char *end)
{
	guint n = 0;

	for (; at < end; at = g_utf8_next_char(at))
		n += g_unichar_isdigit(g_utf8_get_char(at));
	return n;
}

static void
append_masked(GString *out, const char *text, const Range *range)
{
	const char *end = text + range->end;
	guint n_left;

	if (!range->is_card) {
		g_string_append(out, MASK);
		return;
	}
	n_left = count_digits(text + range->start, end);
	for (const char *at = text + range->start; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		gboolean is_digit = g_unichar_isdigit(c);

		g_string_append_unichar(out, is_digit && n_left > WD_CARD_SHOWN ? '*' : c);
		n_left -= is_digit ? 1 : 0;
	}
}

static char *
redact(const char *text, GArray *ranges)
{
	GString *out = g_string_new(NULL);
	gsize at = 0;

	g_array_sort(ranges, compare_ranges);
	for (guint i = 0; i < ranges->len; i++) {
		const Range *range = &g_array_index(ranges, Range, i);

		if (range->start < at)
			continue; /* a number inside a key is masked with it */
		g_string_append_len(out, text + at, (gssize)(range->start - at));
		append_masked(out, text, range);
		at = range->end;
	}
	g_string_append(out, text + at);
	return g_string_free(out, FALSE);
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	guint choice = wd_policy_get_choice(policy, WD_KEY_LEAKS_ACTION);
	WdAction action = choice < G_N_ELEMENTS(actions) ? actions[choice] : WD_ACTION_BLOCK;
	g_autoptr(GArray) ranges = NULL;

	if (!wd_policy_get_boolean(policy, WD_KEY_LEAKS_ENABLED))
		return;
	ranges = g_array_new(FALSE, FALSE, sizeof(Range));
	if (wd_policy_get_boolean(policy, WD_KEY_LEAKS_PRIVATE_KEYS))
		find_keys(event->text, action, verdict, ranges);
	if (wd_policy_get_boolean(policy, WD_KEY_LEAKS_CARDS))
		find_cards(event->text, action, verdict, ranges);
	if (ranges->len == 0)
		return;
	g_free(verdict->redacted);
	verdict->redacted = redact(event->text, ranges);
	if (choice == WD_LEAK_REDACT)
		verdict->treatment |= WD_TREATMENT_REDACT;
}

static const char *const codes[] = {"leak.card", "leak.private-key", NULL};

const WdDetector wd_secret_leak = {
	.id = "secret-leak",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_STATUS),
	.directions = WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
