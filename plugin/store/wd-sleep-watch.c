/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* pipe2() */
#include "config.h"

#include "store/wd-sleep-watch.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

#define LOGIND_NAME      "org.freedesktop.login1"
#define LOGIND_PATH      "/org/freedesktop/login1"
#define LOGIND_INTERFACE "org.freedesktop.login1.Manager"
#define HOLD_MS          500 /* for a line and its way; logind waits five seconds at most */
#define CALL_MS          5000

struct WdSleepWatch {
	int fds[2]; /* what is heard goes from [1] to [0] */
	GThread *thread;
	GCancellable *cancellable;
	GMainContext *context;
	gint is_stopping; /* atomic */

	/* The thread's own. */
	GDBusConnection *bus;
	int hold;       /* -1; or what makes logind wait as long as it is open */
	GSource *timer; /* (nullable) that lets go of it */
};

static void
say(const WdSleepWatch *watch, char word)
{
	/* A pipe that is full is one that nobody reads. */
	(void)!write(watch->fds[1], &word, 1);
}

static void
let_go(WdSleepWatch *watch)
{
	if (watch->timer != NULL)
		g_source_destroy(watch->timer);
	g_clear_pointer(&watch->timer, g_source_unref);
	if (watch->hold >= 0)
		(void)close(watch->hold); /* that is what it is for */
	watch->hold = -1;
}

static gboolean
hold_is_over(gpointer data)
{
	let_go(data);
	return G_SOURCE_REMOVE;
}

/* Without it the computer sleeps at once, and the line may come when it is awake again. */
static void
take_hold(WdSleepWatch *watch)
{
	g_autoptr(GUnixFDList) list = NULL;
	g_autoptr(GVariant) reply = NULL;
	gint32 handle = 0;

	let_go(watch);
	reply = g_dbus_connection_call_with_unix_fd_list_sync(
		watch->bus,
		LOGIND_NAME,
		LOGIND_PATH,
		LOGIND_INTERFACE,
		"Inhibit",
		g_variant_new("(ssss)", "sleep", "Purple Warden", "Tells the collector", "delay"),
		G_VARIANT_TYPE("(h)"),
		G_DBUS_CALL_FLAGS_NO_AUTO_START,
		CALL_MS,
		NULL,
		&list,
		watch->cancellable,
		NULL);
	if (reply == NULL || list == NULL)
		return;
	g_variant_get(reply, "(h)", &handle);
	watch->hold = g_unix_fd_list_get(list, handle, NULL); /* -1: as if it had refused */
}

static void
on_signal(GDBusConnection *bus,
	  const char *sender,
	  const char *path,
	  const char *interface,
	  const char *name,
	  GVariant *parameters,
	  gpointer data)
{
	WdSleepWatch *watch = data;
	gboolean begins = FALSE;

	if (!g_variant_is_of_type(parameters, G_VARIANT_TYPE("(b)")))
		return;
	g_variant_get(parameters, "(b)", &begins);
	say(watch, begins ? WD_SLEEP_BEGINS : WD_SLEEP_ENDED);
	if (!begins) {
		take_hold(watch);
		return;
	}
	watch->timer = g_timeout_source_new(HOLD_MS);
	g_source_set_callback(watch->timer, hold_is_over, watch, NULL);
	(void)g_source_attach(watch->timer, watch->context); /* destroyed by let_go() */
}

static GDBusConnection *
connect_to_bus(WdSleepWatch *watch)
{
	g_autofree char *address =
		g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SYSTEM, watch->cancellable, NULL);

	/* One of our own: the shared one would end the client with the bus. */
	return address == NULL ? NULL
			       : g_dbus_connection_new_for_address_sync(
					 address,
					 G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
						 G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
					 NULL,
					 watch->cancellable,
					 NULL);
}

static void
listen_to_bus(WdSleepWatch *watch)
{
	guint id = g_dbus_connection_signal_subscribe(watch->bus,
						      LOGIND_NAME,
						      LOGIND_INTERFACE,
						      "PrepareForSleep",
						      LOGIND_PATH,
						      NULL,
						      G_DBUS_SIGNAL_FLAGS_NONE,
						      on_signal,
						      watch,
						      NULL);

	take_hold(watch);
	while (!g_atomic_int_get(&watch->is_stopping))
		(void)g_main_context_iteration(watch->context, TRUE); /* what it did is done */
	g_dbus_connection_signal_unsubscribe(watch->bus, id);
	let_go(watch);
	(void)g_dbus_connection_close_sync(watch->bus, NULL, NULL); /* gone already is fine */
}

static gpointer
work(gpointer data)
{
	WdSleepWatch *watch = data;

	g_main_context_push_thread_default(watch->context);
	watch->bus = connect_to_bus(watch);
	if (watch->bus != NULL)
		listen_to_bus(watch);
	g_clear_object(&watch->bus);
	g_main_context_pop_thread_default(watch->context);
	return NULL;
}

/**
 * wd_sleep_watch_new:
 *
 * Starts listening. Does not wait.
 *
 * Returns: (transfer full): freed with wd_sleep_watch_free()
 */
WdSleepWatch *
wd_sleep_watch_new(void)
{
	WdSleepWatch *watch = g_new0(WdSleepWatch, 1);

	if (pipe2(watch->fds, O_CLOEXEC | O_NONBLOCK) != 0)
		g_error("no descriptors left");
	watch->hold = -1;
	watch->cancellable = g_cancellable_new();
	watch->context = g_main_context_new();
	watch->thread = g_thread_new("warden-sleep", work, watch);
	return watch;
}

/**
 * wd_sleep_watch_get_fd:
 * @watch: a watch
 *
 * Returns: where %WD_SLEEP_BEGINS and %WD_SLEEP_ENDED come, a byte each
 */
int
wd_sleep_watch_get_fd(const WdSleepWatch *watch)
{
	return watch->fds[0];
}

/**
 * wd_sleep_watch_free:
 * @watch: (nullable) (transfer full): a watch
 *
 * Waits for the thread, which waits for nothing any more.
 */
void
wd_sleep_watch_free(WdSleepWatch *watch)
{
	if (watch == NULL)
		return;
	g_atomic_int_set(&watch->is_stopping, TRUE);
	g_cancellable_cancel(watch->cancellable);
	g_main_context_wakeup(watch->context);
	(void)g_thread_join(watch->thread); /* it returns nothing */
	g_main_context_unref(watch->context);
	g_object_unref(watch->cancellable);
	(void)close(watch->fds[0]); /* nothing of worth is in it */
	(void)close(watch->fds[1]);
	g_free(watch);
}
