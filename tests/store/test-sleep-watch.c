/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A bus of its own, and on it one that answers like logind. */
#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

#include "store/wd-sleep-watch.h"

#define PATIENCE_MS 10000

typedef struct {
	GTestDBus *dbus;
	GDBusConnection *bus;
	guint object;
	guint name;
	gboolean is_refusing;
	int hold; /* -1; or our end of what the watch holds */
	guint n_holds;
} Logind;

static const char description[] =
	"<node><interface name='org.freedesktop.login1.Manager'><method name='Inhibit'>"
	"<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
	"<arg type='s' direction='in'/><arg type='h' direction='out'/></method></interface></node>";

static void
on_call(GDBusConnection *bus,
	const char *sender,
	const char *path,
	const char *interface,
	const char *method,
	GVariant *parameters,
	GDBusMethodInvocation *invocation,
	gpointer data)
{
	Logind *logind = data;
	g_autoptr(GUnixFDList) list = g_unix_fd_list_new();
	const char *what;
	const char *mode;
	int fds[2];

	g_variant_get(parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
	g_assert_cmpstr(what, ==, "sleep");
	g_assert_cmpstr(mode, ==, "delay");
	if (logind->is_refusing) {
		g_dbus_method_invocation_return_dbus_error(
			invocation, "org.freedesktop.DBus.Error.AccessDenied", "no");
		return;
	}
	g_assert_true(g_unix_open_pipe(fds, FD_CLOEXEC, NULL));
	if (logind->hold >= 0)
		(void)close(logind->hold); /* of the sleep before */
	logind->hold = fds[0];
	logind->n_holds++;
	g_assert_cmpint(g_unix_fd_list_append(list, fds[1], NULL), ==, 0);
	(void)close(fds[1]); /* the list has its own */
	g_dbus_method_invocation_return_value_with_unix_fd_list(
		invocation, g_variant_new("(h)", 0), list);
}

static const GDBusInterfaceVTable vtable = {.method_call = on_call};

static void
set_up(Logind *logind, gconstpointer data)
{
	g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml(description, NULL);

	logind->hold = -1;
	logind->dbus = g_test_dbus_new(G_TEST_DBUS_NONE);
	g_test_dbus_up(logind->dbus);
	g_setenv("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address(logind->dbus), TRUE);
	logind->bus = g_dbus_connection_new_for_address_sync(
		g_test_dbus_get_bus_address(logind->dbus),
		G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
			G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
		NULL,
		NULL,
		NULL);
	g_assert_nonnull(logind->bus);
	logind->object = g_dbus_connection_register_object(logind->bus,
							   "/org/freedesktop/login1",
							   node->interfaces[0],
							   &vtable,
							   logind,
							   NULL,
							   NULL);
	logind->name = g_bus_own_name_on_connection(logind->bus,
						    "org.freedesktop.login1",
						    G_BUS_NAME_OWNER_FLAGS_NONE,
						    NULL,
						    NULL,
						    NULL,
						    NULL);
	/* The name has to be there before the watch asks for it. */
	g_assert_true(g_dbus_connection_flush_sync(logind->bus, NULL, NULL));
}

static void
tear_down(Logind *logind, gconstpointer data)
{
	g_bus_unown_name(logind->name);
	(void)g_dbus_connection_unregister_object(logind->bus, logind->object); /* it was there */
	g_assert_true(g_dbus_connection_close_sync(logind->bus, NULL, NULL));
	g_object_unref(logind->bus);
	if (logind->hold >= 0)
		(void)close(logind->hold); /* ours */
	g_test_dbus_down(logind->dbus);
	g_object_unref(logind->dbus);
}

static void
turn(void)
{
	while (g_main_context_iteration(NULL, FALSE)) {
	}
	g_usleep(5000);
}

static void
wait_for_holds(const Logind *logind, guint n_holds)
{
	gint64 end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;

	while (logind->n_holds < n_holds && g_get_monotonic_time() < end_us)
		turn();
	g_assert_cmpuint(logind->n_holds, ==, n_holds);
}

static char
wait_for_word(const WdSleepWatch *watch)
{
	gint64 end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
	char word = 0;

	while (read(wd_sleep_watch_get_fd(watch), &word, 1) != 1 && g_get_monotonic_time() < end_us)
		turn();
	return word;
}

static void
assert_silent(const WdSleepWatch *watch)
{
	char word;

	g_assert_cmpint(read(wd_sleep_watch_get_fd(watch), &word, 1), ==, -1);
	g_assert_cmpint(errno, ==, EAGAIN);
}

/* The other end of the hold is closed: nothing can be written into it by the watch any more. */
static gboolean
is_let_go(const Logind *logind, int timeout_ms)
{
	struct pollfd fd = {.fd = logind->hold};

	return poll(&fd, 1, timeout_ms) == 1 && (fd.revents & POLLHUP) != 0;
}

static void
announce(const Logind *logind, gboolean begins)
{
	g_assert_true(g_dbus_connection_emit_signal(logind->bus,
						    NULL,
						    "/org/freedesktop/login1",
						    "org.freedesktop.login1.Manager",
						    "PrepareForSleep",
						    g_variant_new("(b)", begins),
						    NULL));
	g_assert_true(g_dbus_connection_flush_sync(logind->bus, NULL, NULL));
}

/* Twice, as laptops do all day. The computer waits until the word is out, and not for long. */
static void
test_sleeps(Logind *logind, gconstpointer data)
{
	g_autoptr(WdSleepWatch) watch = wd_sleep_watch_new();

	for (guint i = 1; i <= 2; i++) {
		wait_for_holds(logind, i);
		g_assert_false(is_let_go(logind, 0));
		announce(logind, TRUE);
		g_assert_cmpint(wait_for_word(watch), ==, WD_SLEEP_BEGINS);
		g_assert_true(is_let_go(logind, PATIENCE_MS));
		announce(logind, FALSE);
		g_assert_cmpint(wait_for_word(watch), ==, WD_SLEEP_ENDED);
	}
	wait_for_holds(logind, 3);
	assert_silent(watch);
}

static void
test_refused(Logind *logind, gconstpointer data)
{
	g_autoptr(WdSleepWatch) watch = NULL;
	gint64 end_us = g_get_monotonic_time() + PATIENCE_MS * 1000;
	char word = 0;

	logind->is_refusing = TRUE;
	watch = wd_sleep_watch_new();
	/* Nothing says when it listens. */
	while (word == 0 && g_get_monotonic_time() < end_us) {
		announce(logind, TRUE);
		turn();
		(void)!read(wd_sleep_watch_get_fd(watch), &word, 1);
	}
	g_assert_cmpint(word, ==, WD_SLEEP_BEGINS);
}

/* Ending in the middle of a hold lets go of it. */
static void
test_freed_while_holding(Logind *logind, gconstpointer data)
{
	WdSleepWatch *watch = wd_sleep_watch_new();

	wait_for_holds(logind, 1);
	announce(logind, TRUE);
	g_assert_cmpint(wait_for_word(watch), ==, WD_SLEEP_BEGINS);
	wd_sleep_watch_free(watch);
	g_assert_true(is_let_go(logind, 0));
}

static void
test_no_bus(void)
{
	g_autoptr(WdSleepWatch) watch = NULL;

	g_setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
	watch = wd_sleep_watch_new();
	assert_silent(watch);
	g_clear_pointer(&watch, wd_sleep_watch_free);
	for (guint i = 0; i < 50; i++) /* at any moment of its start */
		wd_sleep_watch_free(wd_sleep_watch_new());
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/sleep-watch/sleeps", Logind, NULL, set_up, test_sleeps, tear_down);
	g_test_add("/sleep-watch/refused", Logind, NULL, set_up, test_refused, tear_down);
	g_test_add("/sleep-watch/freed-while-holding",
		   Logind,
		   NULL,
		   set_up,
		   test_freed_while_holding,
		   tear_down);
	g_test_add_func("/sleep-watch/no-bus", test_no_bus);
	return g_test_run();
}
