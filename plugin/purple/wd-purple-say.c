/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-say.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-markup.h"

/**
 * wd_purple_say_markup:
 * @conversation: where
 * @html: translated markup, in which what others wrote is escaped
 */
void
wd_purple_say_markup(PurpleConversation *conversation, const char *html)
{
	purple_conversation_write(conversation,
				  NULL,
				  html,
				  PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG |
					  PURPLE_MESSAGE_NO_LINKIFY,
				  time(NULL));
}

/**
 * wd_purple_say:
 * @conversation: where
 * @text: plain translated text, with line breaks
 */
void
wd_purple_say(PurpleConversation *conversation, const char *text)
{
	g_autofree char *html = wd_purple_markup_from_text(text);

	wd_purple_say_markup(conversation, html);
}

/**
 * wd_purple_say_or_notify:
 * @session: the session
 * @conversation: (nullable): where the person is looking; without it, in a window of its own
 * @text: plain translated text
 */
void
wd_purple_say_or_notify(WdSession *session, PurpleConversation *conversation, const char *text)
{
	if (conversation != NULL)
		wd_purple_say(conversation, text);
	else
		purple_notify_info(wd_session_get_plugin(session), _("Purple Warden"), text, NULL);
}
