/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

/*
 * Fills the review queue of a profile, sealed as the client seals it: fill-queue WARDEN_FOLDER ROWS
 *
 * Rows differ as those of a real flood do: a name each, kinds, lengths, markup and scripts.
 */

#include <stdio.h>
#include <stdlib.h>

#include "crypto/wd-crypto.h"
#include "store/wd-paths.h"
#include "store/wd-queue.h"

#define MEGABYTES   4000
#define DAYS        3000
#define LONG_EVERY  500 /* each of so many has a text of many lines */
#define SECOND_MS   1000
#define REPEAT_LONG 300

static const char *const texts[] = {
	"Congratulations, you have won a prize. Write to us at once.",
	"<b>&amp;<img src='x' onerror='y'> </b><script>alert(1)</script> \xe2\x80\xae\xd8\xb9",
	"Guten Tag, wir haben Ihre Bewerbung gesehen und w\xc3\xbcrden gern mit Ihnen sprechen.",
	"\xe7\xa7\x81\xe3\x81\xaf\xe3\x81\x82\xe3\x81\xaa\xe3\x81\x9f\xe3\x81\xae\xe5\x8f\x8b",
	"sign in at http://www.bank.example@files.example.org/login before midnight",
};
static const WdEventKind kinds[] = {
	WD_EVENT_IM, WD_EVENT_IM, WD_EVENT_IM, WD_EVENT_CONTACT_REQUEST, WD_EVENT_CHAT_INVITE};

static char *
make_text(guint number)
{
	const char *text = texts[number % G_N_ELEMENTS(texts)];
	g_autoptr(GString) all = g_string_new(text);

	for (guint i = 0; number % LONG_EVERY == 0 && i < REPEAT_LONG; i++)
		g_string_append_printf(all, "\n%s", text);
	return g_string_free(g_steal_pointer(&all), FALSE);
}

static WdHeld *
make_held(guint number, gint64 now_ms)
{
	g_autofree char *peer = g_strdup_printf("stranger%u@elsewhere.example", number);
	g_autofree char *text = make_text(number);
	g_autofree char *id = wd_queue_new_id();
	const WdEvent sample = {
		.kind = kinds[number % G_N_ELEMENTS(kinds)],
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = peer,
		.text = text,
		.time_ms = now_ms,
	};
	g_autoptr(WdEvent) event = wd_event_new(&sample);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_HOLD, 5, 0, 4, NULL));
	return wd_held_new(id, event, verdict, now_ms);
}

int
main(int argc, char **argv)
{
	guint n_rows = argc == 3 ? (guint)atoi(argv[2]) : 0;
	gint64 now_ms = g_get_real_time() / 1000;
	g_autoptr(GError) error = NULL;
	g_autoptr(WdKeys) keys = NULL;
	WdQueue *queue;

	if (n_rows == 0 || !wd_crypto_start(&error) || !wd_path_prepare(argv[1], &error) ||
	    (keys = wd_keys_open(argv[1], &error)) == NULL ||
	    (queue = wd_queue_open(argv[1], keys, &error)) == NULL) {
		fprintf(stderr, "fill-queue: %s\n", error != NULL ? error->message : "no");
		return 2;
	}
	wd_queue_set_limits(queue, n_rows, MEGABYTES, DAYS);
	for (guint i = 0; i < n_rows; i++) {
		g_autoptr(WdHeld) held = make_held(i, now_ms - (gint64)(n_rows - i) * SECOND_MS);

		if (!wd_queue_add(queue, held, &error)) {
			fprintf(stderr, "fill-queue: row %u: %s\n", i, error->message);
			return 3;
		}
	}
	wd_queue_close(queue);
	return 0;
}
