/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: a program that uses the person's account to send the same text, file or links to the
 * same site to one contact after another; and such a worm coming in from several contacts.
 * Misses: one that waits minutes between contacts and sends harmless-looking text.
 * May accuse wrongly: a person who pastes an announcement very fast; answering the question sends
 * it. What the client knows to be typed by hand is never accused.
 */
#include "config.h"

#include "engine/detect/wd-worm.h"

#include "engine/data/wd-extensions.h"
#include "engine/file/wd-file-name.h"
#include "engine/link/wd-finder.h"
#include "engine/link/wd-shorteners.h"
#include "engine/link/wd-url.h"

#define WEIGHT       6.0
#define HAND_PACE_MS 5000 /* nobody switches conversations and pastes faster, again and again */
#define N_SENDERS    3    /* incoming: so many contacts do not chance upon the same words */

/* Whether the repeats followed one another faster than a hand can send them. */
static gboolean
is_fast(guint n_peers, gint64 span_ms)
{
	return n_peers > 1 && span_ms <= (gint64)(n_peers - 1) * HAND_PACE_MS;
}

/* Links that hide where they lead have no honest reason to go to everybody. */
static gboolean
has_hiding_link(const char *text)
{
	g_autoptr(GPtrArray) found = wd_finder_find(text);

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);
		g_autoptr(WdUrl) url = wd_url_parse(one->url);

		if (url != NULL && (url->is_refused || url->user_info != NULL ||
				    (url->host != NULL && wd_shortener_is(url->host))))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_dangerous_file(const WdEvent *event)
{
	g_autoptr(WdFileName) name = NULL;

	if (event->kind != WD_EVENT_FILE || event->file_name == NULL)
		return FALSE;
	name = wd_file_name_parse(event->file_name);
	return name->disguises != 0 || wd_extension_is_dangerous(name->extension);
}

static void
add(WdVerdict *verdict, const char *code, guint n_peers)
{
	g_autofree char *count = g_strdup_printf("%u", n_peers);

	wd_verdict_add(verdict, wd_finding_new(code, WD_ACTION_HOLD, WEIGHT, 0, 0, count));
}

static void
inspect_outgoing(const WdEvent *event, const WdContext *context, guint limit, WdVerdict *verdict)
{
	gboolean is_machine = event->typed == WD_TYPED_NO;
	guint n_texts = context->n_same_text_recipients;
	guint n_links = context->n_same_link_recipients;
	guint n_files = context->n_same_file_recipients;

	if (event->typed == WD_TYPED_YES)
		return;
	if (n_texts >= limit && (is_machine || is_fast(n_texts, context->same_text_span_ms) ||
				 has_hiding_link(event->text)))
		add(verdict, "worm.outgoing-text", n_texts);
	if (n_links >= limit && is_fast(n_links, context->same_link_span_ms))
		add(verdict, "worm.outgoing-link", n_links);
	if (n_files >= limit && (is_machine || is_fast(n_files, context->same_file_span_ms) ||
				 is_dangerous_file(event)))
		add(verdict, "worm.outgoing-file", n_files);
}

/* Wishes for a birthday are the same from everybody; a worm wants something opened. */
static void
inspect_incoming(const WdEvent *event, const WdContext *context, WdVerdict *verdict)
{
	g_autoptr(GPtrArray) found = NULL;

	if (context->n_same_text_senders < N_SENDERS)
		return;
	found = wd_finder_find(event->text);
	if (found->len > 0)
		add(verdict, "worm.incoming-text", context->n_same_text_senders);
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	if (!wd_policy_get_boolean(policy, WD_KEY_WORMS_ENABLED))
		return;
	if (event->direction == WD_DIRECTION_OUT)
		inspect_outgoing(event,
				 context,
				 (guint)wd_policy_get_integer(policy, WD_KEY_WORMS_RECIPIENTS),
				 verdict);
	else
		inspect_incoming(event, context, verdict);
}

static const char *const codes[] = {
	"worm.outgoing-text",
	"worm.outgoing-link",
	"worm.outgoing-file",
	"worm.incoming-text",
	NULL,
};

const WdDetector wd_worm = {
	.id = "worm",
	.kinds = WD_ON(WD_EVENT_IM) | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_FILE) |
		 WD_ON(WD_EVENT_CHAT_INVITE) | WD_ON(WD_EVENT_CONTACT_REQUEST),
	.directions = WD_IN | WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
