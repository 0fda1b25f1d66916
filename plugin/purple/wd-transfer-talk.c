/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-transfer-talk.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-safe-text.h"
#include "ui/wd-phrases.h"

static gboolean
is_incoming(const WdTransferTopic *topic)
{
	return topic->event->direction == WD_DIRECTION_IN;
}

/**
 * wd_transfer_talk_say_refused:
 * @topic: a transfer that policy blocks
 *
 * Says so where the person is looking. Without a conversation only what the person did is worth a
 * dialog, never a peer's offer.
 */
void
wd_transfer_talk_say_refused(const WdTransferTopic *topic)
{
	PurpleConversation *conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_ANY, topic->xfer->who, purple_xfer_get_account(topic->xfer));
	g_autofree char *name = wd_safe_file_name(topic->event->file_name);
	g_autofree char *reasons = wd_phrase_for_findings(topic->verdict->findings);
	g_autofree char *text = NULL;

	/* Translators: %s is a file's name, then a sentence that says why. */
	text = g_strdup_printf(is_incoming(topic) ? _("The file \"%s\" was refused. %s")
						  : _("The file \"%s\" was not sent. %s"),
			       name,
			       reasons);
	if (conversation != NULL)
		wd_purple_say(conversation, text);
	else if (!is_incoming(topic))
		purple_notify_warning(wd_session_get_plugin(topic->session),
				      _("File Not Sent"),
				      _("This file was not sent."),
				      text);
}

static char *
format_primary(const WdTransferTopic *topic, guint n_more)
{
	g_autofree char *name = wd_safe_file_name(topic->event->file_name);
	g_autofree char *who = wd_safe_text(topic->xfer->who, WD_SAFE_NAME_CHARS);

	if (n_more > 0)
		/* Translators: a file's name, then a contact's, then how many others. */
		return g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
						   "\"%s\" for %s and %u more: send it?",
						   "\"%s\" for %s and %u more: send it?",
						   n_more),
				       name,
				       who,
				       n_more);
	/* Translators: a file's name, then a contact's. */
	return g_strdup_printf(is_incoming(topic) ? _("\"%s\" from %s may be harmful.")
						  : _("\"%s\" for %s: send it?"),
			       name,
			       who);
}

/* Asks, or with @answer NULL says anew what is asked already. */
static void
pose(const WdTransferTopic *topic,
     const char *question_id,
     guint n_more,
     WdAnswer answer,
     gpointer data)
{
	const WdChoice in_choices[] = {
		{"release", _("_Accept the File")},
		{"delete", _("_Refuse It")},
	};
	const WdChoice out_choices[] = {
		{"send", _("_Send Anyway")},
		{"cancel", _("_Don't Send")},
	};
	const WdEvent *event = topic->event;
	const WdOutbreak outbreak = wd_purple_outbreaks_find(topic->session, event, topic->verdict);
	g_autofree char *reasons =
		wd_purple_outbreaks_explain(topic->session, &outbreak, topic->verdict);
	g_autofree char *primary = format_primary(topic, n_more);
	const WdQuestion question = {
		.id = question_id,
		.kind = event->kind,
		.direction = event->direction,
		.action = topic->verdict->action,
		.place = {.protocol = event->protocol,
			  .account = event->account,
			  .peer = event->peer},
		.title = is_incoming(topic) ? _("Accept this file?") : _("Send this file?"),
		.primary = primary,
		.secondary = reasons,
		.choices = is_incoming(topic) ? in_choices : out_choices,
		.n_choices = G_N_ELEMENTS(in_choices),
		.safe_choice = 1,
	};

	if (answer != NULL)
		wd_session_ask(topic->session, &question, answer, data);
	else
		wd_session_update_question(topic->session, &question);
}

/**
 * wd_transfer_talk_ask:
 * @topic: a transfer that waits
 * @question_id: unique while the question is open
 * @answer: called with "release" or "delete" for a received file, "send" or "cancel" for a sent one
 * @data: for @answer
 *
 * The one question about a transfer, with its reasons. Its safe choice is the no.
 */
void
wd_transfer_talk_ask(const WdTransferTopic *topic,
		     const char *question_id,
		     WdAnswer answer,
		     gpointer data)
{
	pose(topic, question_id, 0, answer, data);
}

/**
 * wd_transfer_talk_ask_again:
 * @topic: a transfer that is asked about
 * @question_id: the open question
 * @n_more: how many transfers of the same file wait for the same answer
 *
 * Says in the open question whom it is about by now.
 */
void
wd_transfer_talk_ask_again(const WdTransferTopic *topic, const char *question_id, guint n_more)
{
	pose(topic, question_id, n_more, NULL, NULL);
}
