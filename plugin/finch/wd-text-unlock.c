/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-unlock.h"

#include <glib/gi18n-lib.h>
#include <purple.h>

#include "finch/wd-text-label.h"
#include "ui/wd-logs-port.h"

/* One question, and then the wait for its answer: whoever asked last is told. */
typedef struct {
	const WdHost *host;
	gpointer plugin_handle;
	WdTextUnlocked unlocked;
	gboolean is_waiting;
} Asked;

static Asked the_asked; /* libpurple drops a question without a word when a plugin goes */

static void
take_result(const char *problem, gpointer data)
{
	Asked *asked = data;

	asked->is_waiting = FALSE;
	if (problem == NULL)
		asked->unlocked(asked->host, asked->plugin_handle);
	else
		purple_notify_error(
			asked->plugin_handle, _("Purple Warden"), _("It stays locked"), problem);
}

static void
unlock(Asked *asked, const char *passphrase)
{
	if (asked->is_waiting)
		return;
	asked->is_waiting = TRUE;
	asked->host->logs->unlock(asked->host->session, passphrase, take_result, asked);
}

static void
take_passphrase(gpointer data, const char *passphrase)
{
	unlock(data, passphrase != NULL ? passphrase : "");
}

static void
take_consent(gpointer data, int action)
{
	unlock(data, "");
}

static void
leave_locked(gpointer data, int action)
{
	/* As it is; nothing was begun. */
}

static void *
ask_passphrase(Asked *asked)
{
	g_autofree char *yes = wd_text_label(_("_Unlock"));
	g_autofree char *no = wd_text_label(_("_Cancel"));

	return purple_request_input(
		asked->plugin_handle,
		_("Purple Warden"),
		_("What was held for you is locked"),
		_("Type your passphrase to read it. It is locked again by itself after a while."),
		NULL,
		FALSE,
		TRUE,
		NULL,
		yes,
		G_CALLBACK(take_passphrase),
		no,
		NULL,
		NULL,
		NULL,
		NULL,
		asked);
}

static void *
ask_consent(Asked *asked)
{
	g_autofree char *yes = wd_text_label(_("_Unlock"));
	g_autofree char *no = wd_text_label(_("_Cancel"));

	return purple_request_action(asked->plugin_handle,
				     _("Purple Warden"),
				     _("What was held for you is locked"),
				     _("Your keyring has the key to read it."),
				     0,
				     NULL,
				     NULL,
				     NULL,
				     asked,
				     2,
				     yes,
				     take_consent,
				     no,
				     leave_locked);
}

/**
 * wd_text_unlock_ask:
 * @host: what may be asked of the session
 * @plugin_handle: under which libpurple keeps the question
 * @unlocked: called when the key has come
 *
 * Asks for the passphrase, or whether to ask the keyring; says so where the key is elsewhere.
 */
void
wd_text_unlock_ask(const WdHost *host, gpointer plugin_handle, WdTextUnlocked unlocked)
{
	WdLogsState state;

	host->logs->get_state(host->session, &state);
	if (!state.has_key) {
		purple_notify_info(plugin_handle,
				   _("Purple Warden"),
				   _("What was held for you cannot be read"),
				   _("The key for it is not on this computer. Nothing is lost."));
		return;
	}
	the_asked.host = host;
	the_asked.plugin_handle = plugin_handle;
	the_asked.unlocked = unlocked;
	(void)(state.wants_passphrase ? ask_passphrase(&the_asked) : ask_consent(&the_asked));
}

/**
 * wd_text_unlock_forget:
 * @host: the host, which goes
 *
 * Whoever waits for the key is told nothing any more.
 */
void
wd_text_unlock_forget(const WdHost *host)
{
	if (the_asked.is_waiting)
		host->logs->forget_unlock(host->session);
	the_asked.is_waiting = FALSE;
}
