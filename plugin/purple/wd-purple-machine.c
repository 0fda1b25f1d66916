/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-machine.h"

#include "store/wd-machine.h"

#define STATE           "machine"
#define REFRESH_SECONDS (10 * 60) /* addresses change with the network, ports with programs */

typedef struct {
	WdSession *session;
	WdMachineFacts *facts;
	guint first; /* a source that waits for the client to have started; 0: gone */
	guint timer;
} Machine;

static void
free_machine(gpointer data)
{
	Machine *machine = data;

	wd_machine_facts_free(machine->facts);
	g_free(machine);
}

static void
refresh(Machine *machine)
{
	WdMachineFacts *old = machine->facts;

	machine->facts = wd_machine_collect();
	wd_session_get_knowledge(machine->session)->machine = machine->facts;
	wd_machine_facts_free(old);
}

static gboolean
refresh_first(gpointer data)
{
	Machine *machine = data;

	machine->first = 0;
	refresh(machine);
	return FALSE;
}

static gboolean
refresh_again(gpointer data)
{
	refresh(data);
	return TRUE;
}

static void
signed_on(PurpleConnection *connection, gpointer data)
{
	refresh(data);
}

static void
network_changed(gpointer data)
{
	refresh(data);
}

/**
 * wd_purple_machine_attach:
 * @session: the session
 *
 * Nothing is asked at once: nothing can be sent before the client has started.
 */
void
wd_purple_machine_attach(WdSession *session)
{
	Machine *machine = g_new0(Machine, 1);
	PurplePlugin *plugin = wd_session_get_plugin(session);

	machine->session = session;
	machine->first = purple_timeout_add(0, refresh_first, machine);
	machine->timer = purple_timeout_add_seconds(REFRESH_SECONDS, refresh_again, machine);
	wd_session_set_state(session, STATE, machine, free_machine);
	purple_signal_connect(purple_connections_get_handle(),
			      "signed-on",
			      plugin,
			      PURPLE_CALLBACK(signed_on),
			      machine);
	purple_signal_connect(purple_network_get_handle(),
			      "network-configuration-changed",
			      plugin,
			      PURPLE_CALLBACK(network_changed),
			      machine);
}

/**
 * wd_purple_machine_detach:
 * @session: the session
 */
void
wd_purple_machine_detach(WdSession *session)
{
	Machine *machine = wd_session_get_state(session, STATE);
	PurplePlugin *plugin = wd_session_get_plugin(session);

	if (machine == NULL)
		return;
	purple_signal_disconnect(
		purple_connections_get_handle(), "signed-on", plugin, PURPLE_CALLBACK(signed_on));
	purple_signal_disconnect(purple_network_get_handle(),
				 "network-configuration-changed",
				 plugin,
				 PURPLE_CALLBACK(network_changed));
	if (machine->first != 0)
		(void)purple_timeout_remove(machine->first);
	(void)purple_timeout_remove(machine->timer);
	wd_session_get_knowledge(session)->machine = NULL;
	wd_session_set_state(session, STATE, NULL, NULL);
}
