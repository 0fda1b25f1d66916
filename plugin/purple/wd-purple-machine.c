/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-machine.h"

#include "store/wd-machine.h"

#define STATE           "machine"
#define REFRESH_SECONDS (10 * 60) /* addresses change with the network, ports with programs */
#define POLL_MS         200       /* nothing waits for the result */

/*
 * The kernel walks through its whole table of connections to list the listening ones, which takes
 * several milliseconds on a computer with much memory. So a thread asks it.
 */
typedef struct {
	WdSession *session;
	WdMachineFacts *facts;
	GThread *thread; /* (nullable) asks at this moment; its result is the new facts */
	gint is_done;    /* atomic */
	guint poll;      /* sources; 0: none */
	guint timer;
} Machine;

static gpointer
collect(gpointer data)
{
	Machine *machine = data;
	WdMachineFacts *facts = wd_machine_collect();

	g_atomic_int_set(&machine->is_done, TRUE);
	return facts;
}

/* Waits for the thread, if there is one. */
static void
take_result(Machine *machine)
{
	WdMachineFacts *old = machine->facts;

	if (machine->thread == NULL)
		return;
	machine->facts = g_thread_join(g_steal_pointer(&machine->thread));
	wd_session_get_knowledge(machine->session)->machine = machine->facts;
	wd_machine_facts_free(old);
}

/* By polling: a client's main loop need not be GLib's, so a thread cannot wake it. */
static gboolean
look_for_result(gpointer data)
{
	Machine *machine = data;

	if (!g_atomic_int_get(&machine->is_done))
		return TRUE;
	take_result(machine);
	machine->poll = 0;
	return FALSE;
}

static void
refresh(Machine *machine)
{
	if (machine->thread != NULL)
		return;
	machine->is_done = FALSE;
	machine->thread = g_thread_new("warden-machine", collect, machine);
	machine->poll = purple_timeout_add(POLL_MS, look_for_result, machine);
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

static void
free_machine(gpointer data)
{
	Machine *machine = data;

	wd_machine_facts_free(machine->facts);
	g_free(machine);
}

/**
 * wd_purple_machine_attach:
 * @session: the session
 */
void
wd_purple_machine_attach(WdSession *session)
{
	Machine *machine = g_new0(Machine, 1);
	PurplePlugin *plugin = wd_session_get_plugin(session);

	machine->session = session;
	machine->timer = purple_timeout_add_seconds(REFRESH_SECONDS, refresh_again, machine);
	wd_session_set_state(session, STATE, machine, free_machine);
	refresh(machine);
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
	if (machine->poll != 0)
		(void)purple_timeout_remove(machine->poll);
	take_result(machine);
	(void)purple_timeout_remove(machine->timer);
	wd_session_get_knowledge(session)->machine = NULL;
	wd_session_set_state(session, STATE, NULL, NULL);
}
