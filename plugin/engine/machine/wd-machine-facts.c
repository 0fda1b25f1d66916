/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/machine/wd-machine-facts.h"

#include <string.h>

#include "engine/link/wd-address.h"

#define MAX_NAME_BYTES  253 /* RFC 1035; no login is longer either */
#define MIN_NAME_BYTES  2
#define MIN_ALONE_BYTES 3  /* a shorter name is part of too much */
#define MIN_TELLING     5  /* letters of a host name that can stand for itself */
#define MAX_RELEASE     64 /* Linux: __NEW_UTS_LEN */
#define HARDWARE_BYTES  6
#define HIGHEST_PORT    65535
#define DIGITS          "0123456789"
#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyz" DIGITS "-_."

struct WdMachineFacts {
	GArray *facts; /* of WdMachineFact */
};

typedef gboolean (*FillFact)(WdMachineFact *fact);

static const char *const kinds[] = {
	[WD_MACHINE_ADDRESS] = "address",
	[WD_MACHINE_HARDWARE] = "hardware",
	[WD_MACHINE_HOST] = "host",
	[WD_MACHINE_USER] = "user",
	[WD_MACHINE_PORT] = "port",
	[WD_MACHINE_SYSTEM] = "system",
};

/* Names that installers give, and words for a computer: so many have them that they tell nothing,
 * with or without a number behind them. */
static const char *const common_hosts[] = {
	"localhost",
	"localdomain",
	"debian",
	"ubuntu",
	"kubuntu",
	"xubuntu",
	"fedora",
	"centos",
	"redhat",
	"rhel",
	"alpine",
	"arch",
	"archlinux",
	"manjaro",
	"mint",
	"linuxmint",
	"opensuse",
	"suse",
	"gentoo",
	"kali",
	"kali-linux",
	"parrot",
	"slackware",
	"linux",
	"raspberry",
	"raspberrypi",
	"raspbian",
	"freebsd",
	"openbsd",
	"netbsd",
	"windows",
	"win",
	"macbook",
	"macbook-pro",
	"imac",
	"mac",
	"host",
	"hostname",
	"server",
	"desktop",
	"laptop",
	"notebook",
	"computer",
	"machine",
	"workstation",
	"home",
	"office",
	"router",
	"gateway",
	"firewall",
	"proxy",
	"mail",
	"www",
	"web",
	"test",
	"testing",
	"dev",
	"build",
	"builder",
	"docker",
	"container",
	"vagrant",
	"virtualbox",
	"vmware",
	"box",
	"mybox",
	"mypc",
	"my-pc",
	"user-pc",
	"pc",
	"node",
	"master",
	"worker",
	"none",
	"unknown",
	"default",
	"root",
	"admin",
	"user",
	"live",
	"ubuntu-desktop",
	"ubuntu-server",
	"vm",
	"nas",
	NULL,
};

/* Logins that a system or its installer gives. */
static const char *const common_users[] = {
	"root",   "user",   "users",    "admin",    "administrator", "guest",   "test",
	"tester", "demo",   "ubuntu",   "debian",   "vagrant",       "pi",      "docker",
	"nobody", "daemon", "www-data", "username", "owner",         "default", "live",
	"me",     "you",    "name",     NULL,
};

/* Strictly four decimals: this is a value of ours, not a peer's spelling. */
static gboolean
parse_quad(const char *text, guint8 bytes[4])
{
	for (guint i = 0; i < 4; i++) {
		gsize n_digits = strspn(text, DIGITS);
		guint value = 0;

		if (n_digits == 0 || n_digits > 3)
			return FALSE;
		for (gsize k = 0; k < n_digits; k++)
			value = value * 10 + (guint)g_ascii_digit_value(text[k]);
		text += n_digits;
		if (value > 255 || *text != (i < 3 ? '.' : '\0'))
			return FALSE;
		bytes[i] = (guint8)value;
		text += i < 3;
	}
	return TRUE;
}

static gboolean
is_private(const guint8 b[4])
{
	return b[0] == 10 || (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168);
}

/* Inside a private network the first and the last number are the router's, on millions of them. */
static gboolean
fill_v4(WdMachineFact *fact)
{
	const guint8 *b = fact->bytes;

	if (b[0] == 0 || b[0] == 127 || b[0] >= 224 || (b[0] == 169 && b[1] == 254))
		return FALSE;
	fact->is_telling = !is_private(b) || (b[3] != 1 && b[3] != 254);
	return TRUE;
}

/* A link-local address means something only where the card's own address is in it (EUI-64). */
static gboolean
fill_v6(WdMachineFact *fact)
{
	static const char *const empty[] = {"[::]", "[::1]", NULL};
	char *canonical = wd_address_parse_v6(fact->value, strlen(fact->value));

	if (canonical == NULL)
		return FALSE;
	g_free(fact->value);
	fact->value = canonical;
	fact->is_telling = TRUE;
	if (g_strv_contains(empty, canonical) || g_str_has_prefix(canonical, "[::ffff:") ||
	    g_str_has_prefix(canonical, "[ff"))
		return FALSE;
	return !g_str_has_prefix(canonical, "[fe80:") || strstr(canonical, "ff:fe") != NULL;
}

static gboolean
fill_address(WdMachineFact *fact)
{
	return parse_quad(fact->value, fact->bytes) ? fill_v4(fact) : fill_v6(fact);
}

static gboolean
fill_hardware(WdMachineFact *fact)
{
	const char *at = fact->value;
	guint sum = 0;

	for (guint i = 0; i < HARDWARE_BYTES; i++) {
		if (!g_ascii_isxdigit(at[0]) || !g_ascii_isxdigit(at[1]))
			return FALSE;
		fact->bytes[i] =
			(guint8)(g_ascii_xdigit_value(at[0]) * 16 + g_ascii_xdigit_value(at[1]));
		sum += fact->bytes[i];
		at += 2;
		if (*at == ':' || *at == '-')
			at++;
	}
	fact->is_telling = TRUE;
	return *at == '\0' && sum != 0 && sum != HARDWARE_BYTES * 255;
}

static gboolean
is_name(const char *name)
{
	gsize len = strlen(name);

	return len >= MIN_NAME_BYTES && len <= MAX_NAME_BYTES &&
	       strspn(name, NAME_CHARACTERS) == len && strspn(name, DIGITS "-_.") < len;
}

static gboolean
is_common_host(const char *label)
{
	gsize len = strlen(label);
	g_autofree char *stem = NULL;

	while (len > 0 && strchr(DIGITS "-_", label[len - 1]) != NULL)
		len--;
	stem = g_strndup(label, len);
	return g_strv_contains(common_hosts, label) || g_strv_contains(common_hosts, stem);
}

/* A name of letters alone may be a word ("enterprise", "jupiter") that people talk about; beside
 * another fact it counts. */
static gboolean
fill_host(WdMachineFact *fact)
{
	g_autofree char *label = g_strndup(fact->value, strcspn(fact->value, "."));
	gboolean is_qualified = strchr(fact->value, '.') != NULL;

	if (!is_name(fact->value) || g_str_equal(label, "localhost"))
		return FALSE;
	fact->is_common = strlen(fact->value) < MIN_ALONE_BYTES || is_common_host(label);
	fact->is_telling = !fact->is_common && strlen(fact->value) >= MIN_TELLING &&
			   (is_qualified || strpbrk(label, DIGITS "-_") != NULL);
	return TRUE;
}

static gboolean
fill_user(WdMachineFact *fact)
{
	fact->is_common =
		strlen(fact->value) < MIN_ALONE_BYTES || g_strv_contains(common_users, fact->value);
	return is_name(fact->value); /* only a path makes it more than a word */
}

static gboolean
fill_port(WdMachineFact *fact)
{
	gsize len = strlen(fact->value);

	if (len == 0 || len > 5 || strspn(fact->value, DIGITS) != len)
		return FALSE;
	for (const char *at = fact->value; *at != '\0'; at++)
		fact->port = fact->port * 10 + (guint)g_ascii_digit_value(*at);
	return fact->port > 0 && fact->port <= HIGHEST_PORT;
}

/* "6.1.0-13-amd64": everybody with that release has it, so alone it tells nothing. */
static gboolean
fill_system(WdMachineFact *fact)
{
	gsize len = strlen(fact->value);

	return len >= MIN_TELLING && len <= MAX_RELEASE && g_ascii_isdigit(*fact->value) &&
	       g_str_is_ascii(fact->value) && strchr(fact->value, '.') != NULL;
}

static const FillFact fills[] = {
	[WD_MACHINE_ADDRESS] = fill_address,
	[WD_MACHINE_HARDWARE] = fill_hardware,
	[WD_MACHINE_HOST] = fill_host,
	[WD_MACHINE_USER] = fill_user,
	[WD_MACHINE_PORT] = fill_port,
	[WD_MACHINE_SYSTEM] = fill_system,
};

static void
clear_fact(gpointer pointer)
{
	WdMachineFact *fact = pointer;

	g_free(fact->value);
}

/**
 * wd_machine_facts_new:
 *
 * Returns: (transfer full): nothing known of this computer yet
 */
WdMachineFacts *
wd_machine_facts_new(void)
{
	WdMachineFacts *facts = g_new0(WdMachineFacts, 1);

	facts->facts = g_array_new(FALSE, FALSE, sizeof(WdMachineFact));
	g_array_set_clear_func(facts->facts, clear_fact);
	return facts;
}

/**
 * wd_machine_facts_free:
 * @facts: (nullable) (transfer full): facts of a computer
 */
void
wd_machine_facts_free(WdMachineFacts *facts)
{
	if (facts == NULL)
		return;
	g_array_unref(facts->facts);
	g_free(facts);
}

static gboolean
has_fact(const WdMachineFacts *facts, const WdMachineFact *fact)
{
	for (guint i = 0; i < facts->facts->len; i++) {
		const WdMachineFact *other = &g_array_index(facts->facts, WdMachineFact, i);

		if (other->kind == fact->kind && g_str_equal(other->value, fact->value))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_machine_facts_add:
 * @facts: facts of a computer
 * @kind: what @raw_value is
 * @raw_value: as the system told it; need not be UTF-8
 *
 * Leaves out what every computer has, such as loopback and link-local addresses, and what is no
 * value of its kind at all.
 *
 * Returns: whether @raw_value is a fact now
 */
gboolean
wd_machine_facts_add(WdMachineFacts *facts, WdMachineKind kind, const char *raw_value)
{
	WdMachineFact fact = {.kind = kind};

	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(fills), FALSE);
	if (facts->facts->len >= WD_MACHINE_MAX_FACTS || strlen(raw_value) > MAX_NAME_BYTES ||
	    !g_str_is_ascii(raw_value))
		return FALSE;
	fact.value = g_ascii_strdown(raw_value, -1);
	if (!fills[kind](&fact) || has_fact(facts, &fact)) {
		clear_fact(&fact);
		return FALSE;
	}
	g_array_append_val(facts->facts, fact);
	return TRUE;
}

/**
 * wd_machine_facts_get:
 * @facts: facts of a computer
 * @n_facts: (out): how many
 *
 * Returns: (transfer none) (array length=n_facts): all of them
 */
const WdMachineFact *
wd_machine_facts_get(const WdMachineFacts *facts, guint *n_facts)
{
	*n_facts = facts->facts->len;
	return (const WdMachineFact *)(gpointer)facts->facts->data;
}

/**
 * wd_machine_kind_to_string:
 * @kind: a kind of fact
 *
 * Returns: (transfer none): its word on a command line; never translated
 */
const char *
wd_machine_kind_to_string(WdMachineKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kinds), NULL);
	return kinds[kind];
}

/**
 * wd_machine_kind_parse:
 * @text: a word
 * @kind: (out): set only on success
 *
 * Returns: whether @text is a kind of fact
 */
gboolean
wd_machine_kind_parse(const char *text, WdMachineKind *kind)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (g_str_equal(kinds[i], text)) {
			*kind = (WdMachineKind)i;
			return TRUE;
		}
	}
	return FALSE;
}
