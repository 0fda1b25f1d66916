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

static void
find_cards(const char *text, WdAction action, WdVerdict *verdict, GArray *ranges)
{
	gsize start;
	gsize end;

	for (gsize at = 0; wd_card_find(text, at, &start, &end); at = end) {
		g_autofree char *last = g_strdup_printf("\u2026%.4s", text + end - WD_CARD_SHOWN);
		Range range = {start, end, TRUE};

		wd_verdict_add(verdict,
			       wd_finding_new("leak.card", action, WEIGHT_CARD, start, end, last));
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

static void
append_masked(GString *out, const char *text, const Range *range)
{
	if (!range->is_card) {
		g_string_append(out, MASK);
		return;
	}
	for (gsize i = range->start; i < range->end; i++) {
		gboolean is_shown = range->end - i <= WD_CARD_SHOWN || !g_ascii_isdigit(text[i]);

		g_string_append_c(out, is_shown ? text[i] : '*');
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
