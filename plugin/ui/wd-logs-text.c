/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-logs-text.h"

#include <glib/gi18n-lib.h>

/* What the person had logged before, shown as theirs: libpurple's own switches are off. */
static const char *
describe_wishes(const WdLogsState *state)
{
	static const char *const wishes[] = {
		N_("You had logging switched off."),
		N_("You had logging switched on for conversations."),
		N_("You had logging switched on for chats."),
		N_("You had logging switched on for conversations and chats."),
		N_("You had logging switched on for who comes and goes."),
		N_("You had logging switched on for conversations and for who comes and goes."),
		N_("You had logging switched on for chats and for who comes and goes."),
		N_("You had logging switched on for conversations, chats, and who comes and "
		   "goes."),
	};
	guint which =
		(state->had_ims ? 1 : 0) + (state->had_chats ? 2 : 0) + (state->had_system ? 4 : 0);

	return _(wishes[which]);
}

static const char *
describe_lock(const WdLogsState *state)
{
	if (!state->has_key)
		return _("The key to read the logs is not on this computer. They are written all "
			 "the same.");
	if (!state->is_locked)
		return _("The logs are encrypted, and you can read them.");
	if (state->wants_passphrase)
		return _("The logs are locked. Type the passphrase to read them; writing does not "
			 "need it.");
	return _("The logs are locked. Your keyring has the key to read them.");
}

/**
 * wd_logs_text_for_state:
 * @state: how they are
 *
 * Returns: (transfer full): whether they can be read, whether they are written, and what the person
 *   had libpurple log; one sentence a line
 */
char *
wd_logs_text_for_state(const WdLogsState *state)
{
	GString *text = g_string_new(describe_lock(state));

	if (state->is_refused)
		g_string_append_printf(text, "\n%s", _("Nothing is logged at the moment."));
	g_string_append_printf(text, "\n%s", describe_wishes(state));
	return g_string_free(text, FALSE);
}
