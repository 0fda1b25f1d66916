/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-arrival-talk.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-safe-text.h"
#include "ui/wd-phrases.h"

/* Looked up anew: account and conversation may have gone while the file was looked at. */
static PurpleConversation *
find_conversation(const WdArrivalTopic *topic)
{
	PurpleAccount *account =
		wd_purple_find_account(topic->event->protocol, topic->event->account);

	return account == NULL || topic->who == NULL
		       ? NULL
		       : purple_find_conversation_with_account(
				 PURPLE_CONV_TYPE_ANY, topic->who, account);
}

static void
say(const WdArrivalTopic *topic, const char *html, PurpleMessageFlags flags)
{
	PurpleConversation *conversation = find_conversation(topic);

	if (conversation != NULL)
		purple_conversation_write(conversation,
					  NULL,
					  html,
					  PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LINKIFY | flags,
					  time(NULL));
}

static void
say_plain(const WdArrivalTopic *topic, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	say(topic, escaped, PURPLE_MESSAGE_NO_LOG);
}

/**
 * wd_arrival_talk_say_placed:
 * @topic: a file
 * @path: where it is
 *
 * The line that libpurple would have written when the bytes were here, and not before they were
 * known to be harmless: its link leads to the file at its place.
 */
void
wd_arrival_talk_say_placed(const WdArrivalTopic *topic, const char *path)
{
	g_autofree char *base = g_path_get_basename(path);
	g_autofree char *name = wd_safe_file_name(base);
	g_autofree char *shown = g_markup_escape_text(name, -1);
	g_autofree char *valid = g_filename_display_name(path);
	g_autofree char *target = g_markup_escape_text(valid, -1);
	g_autofree char *link = g_strdup_printf("<A HREF=\"file://%s\">%s</A>", target, shown);
	g_autofree char *html = NULL;

	/* Translators: %s is a file's name. */
	html = g_strdup_printf(_("The file %s has arrived."), link);
	say(topic, html, 0);
}

/**
 * wd_arrival_talk_say_kept:
 * @topic: a file that waits in the review queue, with why
 *
 * Only where there is a conversation: the counter of the queue says the rest.
 */
void
wd_arrival_talk_say_kept(const WdArrivalTopic *topic)
{
	g_autofree char *name = wd_safe_file_name(topic->event->file_name);
	g_autofree char *reasons = wd_phrase_for_findings(topic->verdict->findings);
	g_autofree char *text = NULL;

	/* Translators: %s is a file's name, then a sentence that says why. */
	text = g_strdup_printf(
		_("The file \"%s\" was not saved; it is kept for your review. %s"), name, reasons);
	say_plain(topic, text);
}

/**
 * wd_arrival_talk_say_refused:
 * @topic: a file that policy blocks, with why
 */
void
wd_arrival_talk_say_refused(const WdArrivalTopic *topic)
{
	g_autofree char *name = wd_safe_file_name(topic->event->file_name);
	g_autofree char *reasons = wd_phrase_for_findings(topic->verdict->findings);
	g_autofree char *text = NULL;

	/* Translators: %s is a file's name, then a sentence that says why. */
	text = g_strdup_printf(_("The file \"%s\" was refused. %s"), name, reasons);
	say_plain(topic, text);
}

/* What the person waits for and does not get is said, conversation or not. */
static void
say_failure(const WdArrivalTopic *topic, const char *text)
{
	if (find_conversation(topic) != NULL)
		say_plain(topic, text);
	else
		purple_notify_error(wd_session_get_plugin(topic->session),
				    _("File Not Saved"),
				    _("A received file was not saved."),
				    text);
}

/**
 * wd_arrival_talk_say_broken:
 * @topic: a file of which not all is here
 * @reason: a sentence, translated
 */
void
wd_arrival_talk_say_broken(const WdArrivalTopic *topic, const char *reason)
{
	g_autofree char *name = wd_safe_file_name(topic->event->file_name);
	g_autofree char *text = NULL;

	/* Translators: %s is a file's name, then a sentence that says why. */
	text = g_strdup_printf(_("The file \"%s\" did not arrive. %s"), name, reason);
	say_failure(topic, text);
}

/**
 * wd_arrival_talk_say_not_saved:
 * @topic: a file that could not be placed, and is kept
 * @reason: as the system gave it
 */
void
wd_arrival_talk_say_not_saved(const WdArrivalTopic *topic, const char *reason)
{
	g_autofree char *name = wd_safe_file_name(topic->event->file_name);
	g_autofree char *why = wd_safe_text(reason, 300);
	g_autofree char *text = NULL;

	/* Translators: %s is a file's name, then the reason as the system gave it. */
	text = g_strdup_printf(
		_("The file \"%s\" could not be saved and is kept for your review: %s"), name, why);
	say_failure(topic, text);
}

/**
 * wd_arrival_talk_ask:
 * @topic: a file that is here, and what was found
 * @question_id: unique while the question is open
 * @answer: called with "release", "later" or "delete"
 * @data: for @answer
 *
 * The one question about the bytes. Its safe choice loses nothing: the file waits.
 */
void
wd_arrival_talk_ask(const WdArrivalTopic *topic,
		    const char *question_id,
		    WdAnswer answer,
		    gpointer data)
{
	const WdChoice choices[] = {
		{"release", _("_Save Anyway")},
		{"delete", _("_Delete It")},
		{"later", _("Decide _Later")},
	};
	const WdEvent *event = topic->event;
	g_autofree char *name = wd_safe_file_name(event->file_name);
	g_autofree char *who = wd_safe_text(event->peer, WD_SAFE_NAME_CHARS);
	g_autofree char *reasons = wd_phrase_for_findings(topic->verdict->findings);
	g_autofree char *primary = NULL;
	WdQuestion question = {
		.id = question_id,
		.kind = event->kind,
		.direction = event->direction,
		.action = topic->verdict->action,
		.place = {.protocol = event->protocol,
			  .account = event->account,
			  .peer = event->peer},
		.title = _("Save this file?"),
		.secondary = reasons,
		.choices = choices,
		.n_choices = G_N_ELEMENTS(choices),
		.safe_choice = 2,
	};

	/* Translators: a file's name, then a contact's. */
	primary = g_strdup_printf(_("\"%s\" from %s has arrived and may be harmful."), name, who);
	question.primary = primary;
	wd_session_ask(topic->session, &question, answer, data);
}
