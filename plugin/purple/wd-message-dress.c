/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-message-dress.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-guidelines.h"
#include "purple/wd-link-marks.h"
#include "purple/wd-purple-event.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-session.h"
#include "ui/wd-phrases.h"

static void
replace(char **message, char *better)
{
	g_free(*message);
	*message = better;
}

/**
 * wd_message_repair:
 * @text: (inout): what came
 *
 * libpurple's windows want UTF-8, whatever the protocol let through.
 */
void
wd_message_repair(char **text)
{
	if (!g_utf8_validate(*text, -1, NULL))
		replace(text, g_utf8_make_valid(*text, -1));
}

/**
 * wd_message_repair_name:
 * @sender: (inout): who sent it
 *
 * libpurple cannot make a conversation with nobody; a message is not lost for that.
 */
void
wd_message_repair_name(char **sender)
{
	wd_message_repair(sender);
	if (**sender == '\0')
		replace(sender, g_strdup("?"));
}

/* The flag keeps libpurple from making links; Pidgin's text widget makes them all the same. */
static void
make_plain(char **message, PurpleMessageFlags *flags)
{
	g_autofree char *plain = wd_purple_markup_make_plain(*message);

	replace(message, wd_purple_markup_break_links(plain));
	*flags |= PURPLE_MESSAGE_NO_LINKIFY;
}

/* Risky links bear their marks themselves. Returns whether that says all there is to say. */
static gboolean
mark_links(char **message, PurpleMessageFlags *flags, const WdVerdict *verdict)
{
	const WdFinding *finding = wd_verdict_get_main_finding(verdict);
	gboolean is_complete = FALSE;

	if ((*flags & PURPLE_MESSAGE_NO_LINKIFY) != 0 || verdict->links->len == 0)
		return FALSE;
	replace(message, wd_link_marks_add(*message, verdict, &is_complete));
	*flags |= PURPLE_MESSAGE_NO_LINKIFY;
	return is_complete && finding != NULL && g_str_has_prefix(finding->code, "link.");
}

/* The mark becomes part of the text, so that window, log and history say the same. */
static void
mark(char **message, const WdVerdict *verdict)
{
	const WdFinding *finding = wd_verdict_get_main_finding(verdict);
	g_autofree char *sentence = NULL;
	g_autofree char *why = NULL;

	if (finding == NULL)
		return;
	sentence = wd_phrase_for_finding(finding);
	why = wd_guidelines_add(wd_session_get_policy(wd_session_get()), sentence);
	replace(message, wd_purple_markup_add_mark(*message, wd_phrase_short(finding->code), why));
}

/**
 * wd_message_dress:
 * @message: (inout): what is shown, as markup
 * @flags: (inout): how
 * @verdict: about it
 *
 * With whatever the verdict wants said and done about it.
 */
void
wd_message_dress(char **message, PurpleMessageFlags *flags, const WdVerdict *verdict)
{
	if ((verdict->treatment & WD_TREATMENT_PLAIN) != 0)
		make_plain(message, flags);
	if (wd_purple_event_is_cut(*message)) {
		/* The rest was not looked at, so nothing in it may be clicked on. */
		make_plain(message, flags);
		replace(message,
			wd_purple_markup_add_mark(*message,
						  _("Very long message"),
						  _("Only its beginning was checked.")));
	}
	if (verdict->action >= WD_ACTION_WARN && !mark_links(message, flags, verdict))
		mark(message, verdict);
}

/**
 * wd_message_dress_unkept:
 * @message: (inout): what is shown, as markup
 * @flags: (inout): how
 * @verdict: that it should be kept
 *
 * Not kept although it should be: shown rather than lost, but with all that is known about it.
 */
void
wd_message_dress_unkept(char **message, PurpleMessageFlags *flags, const WdVerdict *verdict)
{
	make_plain(message, flags);
	wd_message_dress(message, flags, verdict);
}
