/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-machine.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <unistd.h>

#define TABLE_BYTES      (64 * 1024) /* the kernel lists listening sockets before all others */
#define LISTENING        "0A"        /* TCP_LISTEN, in /proc/net/tcp */
#define COLUMN_LOCAL     1
#define COLUMN_STATE     3
#define N_COLUMNS        4
#define HARDWARE_LETTERS 6

static void
add_hardware(WdMachineFacts *facts, const struct sockaddr_ll *link)
{
	const guchar *b = link->sll_addr;
	g_autofree char *text = NULL;

	if (link->sll_halen != HARDWARE_LETTERS)
		return;
	text = g_strdup_printf("%02x:%02x:%02x:%02x:%02x:%02x", b[0], b[1], b[2], b[3], b[4], b[5]);
	(void)wd_machine_facts_add(facts, WD_MACHINE_HARDWARE, text);
}

static void
add_interface(WdMachineFacts *facts, const struct sockaddr *address)
{
	char text[INET6_ADDRSTRLEN] = "";
	const void *bytes = NULL;

	if (address->sa_family == AF_PACKET)
		add_hardware(facts, (const struct sockaddr_ll *)(gconstpointer)address);
	else if (address->sa_family == AF_INET)
		bytes = &((const struct sockaddr_in *)(gconstpointer)address)->sin_addr;
	else if (address->sa_family == AF_INET6)
		bytes = &((const struct sockaddr_in6 *)(gconstpointer)address)->sin6_addr;
	if (bytes != NULL && inet_ntop(address->sa_family, bytes, text, sizeof text) != NULL)
		(void)wd_machine_facts_add(facts, WD_MACHINE_ADDRESS, text);
}

static void
add_interfaces(WdMachineFacts *facts)
{
	struct ifaddrs *all = NULL;

	if (getifaddrs(&all) != 0)
		return;
	for (const struct ifaddrs *one = all; one != NULL; one = one->ifa_next) {
		if (one->ifa_addr != NULL && (one->ifa_flags & IFF_LOOPBACK) == 0)
			add_interface(facts, one->ifa_addr);
	}
	freeifaddrs(all);
}

static void
add_names(WdMachineFacts *facts)
{
	struct utsname system;

	(void)wd_machine_facts_add(facts, WD_MACHINE_USER, g_get_user_name());
	if (uname(&system) != 0)
		return;
	(void)wd_machine_facts_add(facts, WD_MACHINE_HOST, system.nodename);
	(void)wd_machine_facts_add(facts, WD_MACHINE_SYSTEM, system.release);
	/* With a domain the first label alone is a name, too. */
	system.nodename[strcspn(system.nodename, ".")] = '\0';
	(void)wd_machine_facts_add(facts, WD_MACHINE_HOST, system.nodename);
}

static void
add_socket(WdMachineFacts *facts, char **columns)
{
	const char *colon = strrchr(columns[COLUMN_LOCAL], ':');
	guint64 port;
	g_autofree char *text = NULL;

	if (colon == NULL || !g_str_equal(columns[COLUMN_STATE], LISTENING) ||
	    !g_ascii_string_to_unsigned(colon + 1, 16, 1, 65535, &port, NULL))
		return;
	text = g_strdup_printf("%" G_GUINT64_FORMAT, port);
	(void)wd_machine_facts_add(facts, WD_MACHINE_PORT, text);
}

/**
 * wd_machine_read_sockets:
 * @facts: facts of this computer
 * @table: /proc/net/tcp or tcp6, perhaps only the beginning
 *
 * Adds the ports on which something listens. A line that is not of the table's shape is left out.
 */
void
wd_machine_read_sockets(WdMachineFacts *facts, const char *table)
{
	g_auto(GStrv) lines = g_strsplit(table, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) columns = g_strsplit(g_strstrip(lines[i]), " ", N_COLUMNS + 1);

		if (g_strv_length(columns) > COLUMN_STATE)
			add_socket(facts, columns);
	}
}

/* One read: the kernel makes a table up while it is read, and it may be long. */
static void
add_sockets(WdMachineFacts *facts, const char *path)
{
	g_autofree char *table = g_malloc0(TABLE_BYTES + 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (read(fd, table, TABLE_BYTES) > 0)
		wd_machine_read_sockets(facts, table);
	(void)close(fd);
}

/**
 * wd_machine_collect:
 *
 * Asks the kernel for interfaces, names and listening sockets: no name service, no network. Takes
 * some milliseconds where the kernel's table of connections is large, so it belongs in a thread.
 * What is not told is missing from the result.
 *
 * Returns: (transfer full): facts of this computer as it is now
 */
WdMachineFacts *
wd_machine_collect(void)
{
	WdMachineFacts *facts = wd_machine_facts_new();

	add_names(facts);
	add_interfaces(facts);
	add_sockets(facts, "/proc/net/tcp");
	add_sockets(facts, "/proc/net/tcp6");
	return facts;
}
