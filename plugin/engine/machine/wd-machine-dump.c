/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/machine/wd-machine-dump.h"

#include <string.h>

#define MAX_MARKS    14
#define MIN_ACCOUNTS 2  /* lines of a file of accounts; one is quoted in many a manual */
#define MIN_FILES    4  /* lines of a listing; people quote two or three when they ask for help */
#define MIN_PATHS    5  /* names of files with their folders */
#define MODE_CHARS   10 /* "drwxr-xr-x" */
#define MIN_LABELS   3  /* of a report that names its values */
#define N_FIELDS     7  /* of a line of passwd(5) */

/* Different marks, so many of which no sentence holds by accident. */
typedef struct {
	const char *command;
	guint n_needed;
	const char *marks[MAX_MARKS + 1];
} Shape;

static const Shape shapes[] = {
	{"ifconfig",
	 4,
	 {"inet addr:",
	  "hwaddr ",
	  "link encap:",
	  "rx packets",
	  "tx packets",
	  "netmask ",
	  "broadcast ",
	  "bcast:",
	  "mask:",
	  "flags=",
	  "txqueuelen",
	  "ether ",
	  "collisions",
	  NULL}},
	{"ip addr",
	 4,
	 {"inet ",
	  "inet6 ",
	  "scope global",
	  "scope link",
	  "valid_lft",
	  "link/ether",
	  " brd ",
	  "qdisc ",
	  "mtu ",
	  "state up",
	  NULL}},
	{"ipconfig",
	 3,
	 {"windows ip config",
	  "ipv4 address",
	  "ipv4-adresse",
	  "subnet mask",
	  "default gateway",
	  "physical address",
	  "dhcp enabled",
	  "dns suffix",
	  "dns servers",
	  "link-local ipv6",
	  NULL}},
	{"systeminfo",
	 3,
	 {"host name:",
	  "os name:",
	  "os version:",
	  "os manufacturer:",
	  "registered owner:",
	  "product id:",
	  "system manufacturer:",
	  "system model:",
	  "system type:",
	  "logon server:",
	  "hotfix(s):",
	  NULL}},
	{"netstat",
	 4,
	 {"proto ",
	  "recv-q",
	  "send-q",
	  "local address",
	  "foreign address",
	  "peer address",
	  " listen",
	  "established",
	  "time_wait",
	  "0.0.0.0:*",
	  ":::*",
	  "pid/program",
	  NULL}},
	{"ps",
	 5,
	 {"user ", "pid ", "%cpu", "%mem", "vsz", "rss", "tty ", "stat ", "command", NULL}},
	{"env",
	 4,
	 {"\npath=",
	  "\nhome=",
	  "\nuser=",
	  "\nshell=",
	  "\nlogname=",
	  "\nhostname=",
	  "\npwd=",
	  "\nlang=",
	  "\ndisplay=",
	  "\nuserprofile=",
	  "\ncomputername=",
	  "\nappdata=",
	  "\nusername=",
	  "\nssh_connection="}},
	{"dir",
	 3,
	 {" directory of ",
	  "<dir>",
	  " file(s)",
	  " dir(s)",
	  "bytes free",
	  "volume serial number",
	  "volume in drive",
	  NULL}},
	{"/proc/net/tcp", 2, {"local_address", "rem_address", "rx_queue", "tr tm->when", NULL}},
};

/* The words before a value in a report that was put together by hand. */
static const char *const labels[] = {
	"ip",   "ips",      "lan",      "wan",       "ipv4",  "ipv6",     "address",
	"host", "hostname", "computer", "machine",   "user",  "username", "login",
	"os",   "system",   "mac",      "hwid",      "port",  "ports",    "gateway",
	"isp",  "domain",   "country",  "privilege", "admin", NULL};

static gboolean
has_shape(const Shape *shape, const char *text)
{
	guint n_found = 0;

	for (guint i = 0; i < MAX_MARKS && shape->marks[i] != NULL; i++)
		n_found += strstr(text, shape->marks[i]) != NULL;
	return n_found >= shape->n_needed;
}

/* "ann:x:1000:1000:ann,,,:/home/ann:/bin/bash". */
static gboolean
is_account_line(const char *line, gsize len)
{
	guint n_colons = 0;
	const char *field = line;
	gboolean is_good = len > 0 && g_ascii_isalpha(*line);

	for (const char *at = line; is_good && at < line + len; at++) {
		if (*at != ':')
			continue;
		n_colons++;
		if (n_colons == 3 || n_colons == 4)
			is_good = at > field && strspn(field, "0123456789") == (gsize)(at - field);
		else if (n_colons == 6)
			is_good = *field == '/' && at[1] == '/';
		field = at + 1;
	}
	return is_good && n_colons == N_FIELDS - 1;
}

/* "-rw-r--r--", "drwxr-xr-x", as ls -l begins a line. */
static gboolean
is_mode(const char *line, gsize len)
{
	static const char flags[] = "rwxrwxrwx";

	if (len <= MODE_CHARS || line[0] == '\0' || strchr("-dlbcps", line[0]) == NULL)
		return FALSE;
	for (gsize i = 0; i + 1 < MODE_CHARS; i++) {
		char c = line[1 + i];

		if (c != '-' && c != flags[i] && (i % 3 != 2 || (c != 's' && c != 't')))
			return FALSE;
	}
	return g_ascii_isspace(line[MODE_CHARS]) || line[MODE_CHARS] == '+' ||
	       line[MODE_CHARS] == '.' || line[MODE_CHARS] == '@';
}

/* Names of files with all their folders, as find and dir /s /b print them. */
static gboolean
is_home_path(const char *line, gsize len)
{
	static const char *const homes[] = {
		"/home/", "/users/", "/root/", "c:\\users\\", "c:\\documents and settings\\"};

	for (guint i = 0; i < G_N_ELEMENTS(homes); i++) {
		if (len > strlen(homes[i]) && g_str_has_prefix(line, homes[i]))
			return TRUE;
	}
	return FALSE;
}

static guint
count_lines(const char *text, gboolean (*is_counted)(const char *line, gsize len))
{
	guint n_lines = 0;

	while (*text != '\0') {
		gsize len = strcspn(text, "\n");

		n_lines += is_counted(text, len);
		text += len + (text[len] == '\n');
	}
	return n_lines;
}

static gboolean
has_accounts(const char *text)
{
	return count_lines(text, is_account_line) >= MIN_ACCOUNTS;
}

/* Four numbers with dots between. */
static gboolean
is_quad(const char *at)
{
	for (guint i = 0; i < 4; i++) {
		gsize n = strspn(at, "0123456789");

		if (n == 0 || n > 3 || (i < 3 && at[n] != '.'))
			return FALSE;
		at += n + (i < 3);
	}
	return !g_ascii_isalnum(*at) && *at != '.';
}

/* The label that ends at @end, as an index of labels[]; -1 for another word. */
static int
find_label(const char *text, const char *end)
{
	const char *start = end;

	while (start > text && g_ascii_isalnum(start[-1]))
		start--;
	for (int i = 0; labels[i] != NULL; i++) {
		if (strlen(labels[i]) == (gsize)(end - start) &&
		    memcmp(labels[i], start, (gsize)(end - start)) == 0)
			return i;
	}
	return -1;
}

/* "ip=10.0.0.7 host=box user=eve port=4444": different labels, and an address behind one. */
static gboolean
has_labels(const char *text)
{
	guint seen = 0;
	guint n_seen = 0;
	gboolean has_address = FALSE;

	for (const char *at = strpbrk(text, ":="); at != NULL; at = strpbrk(at + 1, ":=")) {
		const char *end = at;
		int label;

		if (end > text && end[-1] == ' ')
			end--;
		label = find_label(text, end);
		if (label < 0)
			continue;
		has_address = has_address || is_quad(at + 1 + strspn(at + 1, " \t\"'"));
		n_seen += (seen & 1u << label) == 0;
		seen |= 1u << label;
	}
	return has_address && n_seen >= MIN_LABELS;
}

/**
 * wd_machine_dump_find:
 * @lower_text: valid UTF-8 in lower case
 *
 * Recognises the output of commands that describe a computer and its network, whoever's computer
 * that is. A line or two out of such an output, as people quote them when they help each other, is
 * not enough.
 *
 * Returns: (transfer none) (nullable): the command whose output @lower_text holds
 */
const char *
wd_machine_dump_find(const char *lower_text)
{
	for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
		if (has_shape(&shapes[i], lower_text))
			return shapes[i].command;
	}
	if (has_accounts(lower_text))
		return "/etc/passwd";
	if (count_lines(lower_text, is_mode) >= MIN_FILES)
		return "ls -l";
	if (count_lines(lower_text, is_home_path) >= MIN_PATHS)
		return "find";
	return has_labels(lower_text) ? "ip, host, user" : NULL;
}
