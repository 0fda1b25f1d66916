/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-dbus.h"

#include <dlfcn.h>

#define OFF_FUNCTION "purple_dbus_uninit" /* public; its header asks for D-Bus's own */

/* A libpurple that was built without D-Bus has no such function, and nothing to switch off. */
static void
switch_off(void)
{
	void *program = dlopen(NULL, RTLD_LAZY);
	void (*function)(void) = NULL;

	if (program == NULL)
		return;
	*(void **)&function = dlsym(program, OFF_FUNCTION);
	if (function != NULL)
		function();     /* twice does no harm: the core does it at its end */
	(void)dlclose(program); /* the client itself, which stays */
}

/* One way: the methods of what is switched on again would be missing. */
static void
enforce(WdSession *session)
{
	if (wd_policy_get_boolean(wd_session_get_policy(session),
				  WD_KEY_ENFORCE_BLOCK_DBUS_MESSAGES))
		switch_off();
}

/**
 * wd_purple_dbus_attach:
 * @session: the session
 *
 * Takes libpurple off the session D-Bus when policy blocks it, now or later, until the client is
 * started again. A second client does not know of this one then.
 */
void
wd_purple_dbus_attach(WdSession *session)
{
	wd_session_add_policy_watch(session, enforce);
	enforce(session);
}

/**
 * wd_purple_dbus_detach:
 * @session: the session
 */
void
wd_purple_dbus_detach(WdSession *session)
{
	wd_session_remove_policy_watch(session, enforce);
}
