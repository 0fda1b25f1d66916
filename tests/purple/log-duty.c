/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "log-duty.h"

#include <string.h>

#include "purple/wd-purple-log.h"

static const char *const prefs[] = {DUTY_LOG_IMS, DUTY_LOG_CHATS, DUTY_LOG_SYSTEM};

void
duty_set_person(gboolean ims, gboolean chats, gboolean system)
{
	purple_prefs_set_bool(DUTY_LOG_IMS, ims);
	purple_prefs_set_bool(DUTY_LOG_CHATS, chats);
	purple_prefs_set_bool(DUTY_LOG_SYSTEM, system);
	for (gsize i = 0; i < G_N_ELEMENTS(prefs); i++) {
		static const char *const ours[] = {"/plugins/core/warden/logs/ims",
						   "/plugins/core/warden/logs/chats",
						   "/plugins/core/warden/logs/system"};

		if (purple_prefs_exists(ours[i]))
			purple_prefs_set_bool(ours[i], FALSE);
	}
}

void
duty_start(Duty *duty)
{
	static guint n_bases;

	memset(duty, 0, sizeof *duty);
	duty->base = g_strdup_printf("%s/warden-%u", wd_null_purple_get_user_dir(), ++n_bases);
	duty->plugin = wd_null_purple_new_plugin("core-warden");
	duty->account = wd_null_purple_sign_on(DUTY_ACCOUNT);
	duty->session = log_session_start(duty->plugin, duty->base);
}

void
duty_attach(Duty *duty)
{
	wd_purple_log_attach(duty->session);
	duty->is_attached = TRUE;
}

void
duty_detach(Duty *duty)
{
	wd_purple_log_detach(duty->session);
	duty->is_attached = FALSE;
}

void
duty_stop(Duty *duty)
{
	if (duty->is_attached)
		duty_detach(duty);
	while (purple_get_conversations() != NULL)
		purple_conversation_destroy(purple_get_conversations()->data);
	wd_null_purple_sign_off(duty->account);
	log_session_stop();
	log_session_forget_policy();
	g_free(duty->base);
}

void
duty_receive(Duty *duty, const char *text, PurpleMessageFlags flags)
{
	serv_got_im(
		purple_account_get_connection(duty->account), DUTY_PEER, text, flags, time(NULL));
}

PurpleConversation *
duty_find_conversation(Duty *duty)
{
	return purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_ANY, DUTY_PEER, duty->account);
}
