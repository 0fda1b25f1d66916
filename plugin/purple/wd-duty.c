/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-duty.h"

#include "purple/wd-file-check.h"
#include "purple/wd-person-menu.h"
#include "purple/wd-purple-advisories.h"
#include "purple/wd-purple-arrivals.h"
#include "purple/wd-purple-banned.h"
#include "purple/wd-purple-bypasses.h"
#include "purple/wd-purple-calls.h"
#include "purple/wd-purple-certificates.h"
#include "purple/wd-purple-challenge.h"
#include "purple/wd-purple-command-guard.h"
#include "purple/wd-purple-commands.h"
#include "purple/wd-purple-contacts.h"
#include "purple/wd-purple-dbus.h"
#include "purple/wd-purple-disclaimer.h"
#include "purple/wd-purple-dns-list.h"
#include "purple/wd-purple-drafts.h"
#include "purple/wd-purple-drill.h"
#include "purple/wd-purple-first-status.h"
#include "purple/wd-purple-insight.h"
#include "purple/wd-purple-invitations.h"
#include "purple/wd-purple-irc-guard.h"
#include "purple/wd-purple-keyring.h"
#include "purple/wd-purple-leaks.h"
#include "purple/wd-purple-lessons.h"
#include "purple/wd-purple-links.h"
#include "purple/wd-purple-lists.h"
#include "purple/wd-purple-log.h"
#include "purple/wd-purple-machine.h"
#include "purple/wd-purple-messages.h"
#include "purple/wd-purple-notice.h"
#include "purple/wd-purple-notices.h"
#include "purple/wd-purple-omemo-devices.h"
#include "purple/wd-purple-otr-keys.h"
#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-purple-outgoing.h"
#include "purple/wd-purple-passwords.h"
#include "purple/wd-purple-pictures.h"
#include "purple/wd-purple-prefs.h"
#include "purple/wd-purple-report.h"
#include "purple/wd-purple-requests.h"
#include "purple/wd-purple-shown.h"
#include "purple/wd-purple-sign-on.h"
#include "purple/wd-purple-sleep.h"
#include "purple/wd-purple-transfers.h"
#include "purple/wd-purple-xmpp-guard.h"
#include "purple/wd-purple-xmpp-login.h"
#include "purple/wd-report-menu.h"
#include "purple/wd-session-lessons.h"
#include "purple/wd-session-review.h"
#include "purple/wd-tls-watch.h"
#include "purple/wd-xmpp-wire.h"

/* Attached from the top, detached from the bottom. */
static const WdPart parts[] = {
	{"otr-keys", wd_purple_otr_keys_attach, wd_purple_otr_keys_detach},
	{"omemo-devices", wd_purple_omemo_devices_attach, wd_purple_omemo_devices_detach},
	{"xmpp-guard", wd_purple_xmpp_guard_attach, wd_purple_xmpp_guard_detach},
	{"tls-watch", wd_tls_watch_attach, wd_tls_watch_detach},
	{"certificates", wd_purple_certificates_attach, wd_purple_certificates_detach},
	{"xmpp-login", wd_purple_xmpp_login_attach, wd_purple_xmpp_login_detach},
	{"irc-guard", wd_purple_irc_guard_attach, wd_purple_irc_guard_detach},
	{"dbus", wd_purple_dbus_attach, wd_purple_dbus_detach},
	{"banned", wd_purple_banned_attach, wd_purple_banned_detach},
	{"keyring", wd_purple_keyring_attach, wd_purple_keyring_detach},
	{"passwords", wd_purple_passwords_attach, wd_purple_passwords_detach},
	{"notice", wd_purple_notice_attach, wd_purple_notice_detach},
	{"advisories", wd_purple_advisories_attach, wd_purple_advisories_detach},
	{"sign-on", wd_purple_sign_on_attach, wd_purple_sign_on_detach},
	{"sleep", wd_purple_sleep_attach, wd_purple_sleep_detach},
	{"machine", wd_purple_machine_attach, wd_purple_machine_detach},
	{"contacts", wd_purple_contacts_attach, wd_purple_contacts_detach},
	{"leaks", wd_purple_leaks_attach, wd_purple_leaks_detach},
	{"lists", wd_purple_lists_attach, wd_purple_lists_detach},
	{"dns-list", wd_purple_dns_list_attach, wd_purple_dns_list_detach},
	{"outbreaks", wd_purple_outbreaks_attach, wd_purple_outbreaks_detach},
	{"shown", wd_purple_shown_attach, wd_purple_shown_detach},
	{"drafts", wd_purple_drafts_attach, wd_purple_drafts_detach},
	{"outgoing", wd_purple_outgoing_attach, wd_purple_outgoing_detach},
	{"bypasses", wd_purple_bypasses_attach, wd_purple_bypasses_detach},
	{"first-status", wd_purple_first_status_attach, wd_purple_first_status_detach},
	{"command-guard", wd_purple_command_guard_attach, wd_purple_command_guard_detach},
	{"xmpp-wire", wd_xmpp_wire_attach, wd_xmpp_wire_detach},
	{"lessons", wd_session_lessons_attach, wd_session_lessons_detach},
	{"challenge", wd_purple_challenge_attach, wd_purple_challenge_detach},
	{"messages", wd_purple_messages_attach, wd_purple_messages_detach},
	{"lesson-menus", wd_purple_lessons_attach, wd_purple_lessons_detach},
	{"notices", wd_purple_notices_attach, wd_purple_notices_detach},
	{"calls", wd_purple_calls_attach, wd_purple_calls_detach},
	{"disclaimer", wd_purple_disclaimer_attach, wd_purple_disclaimer_detach},
	{"drill", wd_purple_drill_attach, wd_purple_drill_detach},
	{"insight", wd_purple_insight_attach, wd_purple_insight_detach},
	{"commands", wd_purple_commands_attach, wd_purple_commands_detach},
	{"requests", wd_purple_requests_attach, wd_purple_requests_detach},
	{"invitations", wd_purple_invitations_attach, wd_purple_invitations_detach},
	{"file-check", wd_file_check_attach, wd_file_check_detach},
	{"transfers", wd_purple_transfers_attach, wd_purple_transfers_detach},
	{"arrivals", wd_purple_arrivals_attach, wd_purple_arrivals_detach},
	{"pictures", wd_purple_pictures_attach, wd_purple_pictures_detach},
	{"links", wd_purple_links_attach, wd_purple_links_detach},
	{"report", wd_purple_report_attach, wd_purple_report_detach},
	{"prefs", wd_purple_prefs_attach, wd_purple_prefs_detach},
	{"person-menu", wd_person_menu_attach, wd_person_menu_detach},
	{"report-menu", wd_report_menu_attach, wd_report_menu_detach},
	{"log", wd_purple_log_attach, wd_purple_log_detach},
};

static void
signed_on(PurpleConnection *connection, gpointer data)
{
	wd_session_deliver_released(data);
}

static void
chat_joined(PurpleConversation *conversation, gpointer data)
{
	wd_session_deliver_released(data);
}

static const struct {
	void *(*get_instance)(void);
	const char *signal;
	PurpleCallback callback;
} occasions[] = {
	{purple_connections_get_handle, "signed-on", PURPLE_CALLBACK(signed_on)},
	{purple_conversations_get_handle, "chat-joined", PURPLE_CALLBACK(chat_joined)},
};

/**
 * wd_duty_start:
 * @session: the session; stays the owner of everything the parts attach
 *
 * Attaches every part, then tries what was released while nobody was there to deliver it.
 */
void
wd_duty_start(WdSession *session)
{
	void *plugin = wd_session_get_plugin(session);

	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (parts[i].attach != NULL)
			parts[i].attach(session);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(occasions); i++)
		purple_signal_connect(occasions[i].get_instance(),
				      occasions[i].signal,
				      plugin,
				      occasions[i].callback,
				      session);
	wd_session_deliver_released(session);
}

/**
 * wd_duty_stop:
 * @session: the session
 *
 * Detaches every part in the reverse order. What is held stays held, on disk.
 */
void
wd_duty_stop(WdSession *session)
{
	void *plugin = wd_session_get_plugin(session);

	for (gsize i = 0; i < G_N_ELEMENTS(occasions); i++)
		purple_signal_disconnect(occasions[i].get_instance(),
					 occasions[i].signal,
					 plugin,
					 occasions[i].callback);
	for (gsize i = G_N_ELEMENTS(parts); i-- > 0;) {
		if (parts[i].detach != NULL)
			parts[i].detach(session);
	}
}
