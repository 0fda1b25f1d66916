/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-firewall.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/wd-ctl-settings.h"

/* The ports that networks use by custom: registered with IANA, or the clients' defaults. */
typedef struct {
	const char *protocol;
	const char *ports;
} Network;

static const Network networks[] = {
	{"prpl-jabber", "5222, 5223, 5280, 5281"},
	{"prpl-irc", "194, 994, 6660-6669, 6697, 7000"},
	{"prpl-bonjour", "5298"},
	{"prpl-gg", "8074"},
	{"prpl-meanwhile", "1533"},
	{"prpl-novell", "8300"},
	{"prpl-simple", "5060, 5061"},
	{"prpl-zephyr", "2104"},
	{"prpl-aim", "5190"},
	{"prpl-icq", "5190"},
	{"prpl-msn", "1863"},
	{"prpl-yahoo", "5050"},
};

static gboolean
is_refused(const WdPolicy *policy, const char *protocol)
{
	const char *const *allowed = wd_policy_get_list(policy, WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS);

	return allowed != NULL && allowed[0] != NULL && !g_strv_contains(allowed, protocol);
}

/* Two networks of one port are one element: nft refuses doubles in an interval set. */
static gboolean
is_allowed_elsewhere(const WdPolicy *policy, const Network *network)
{
	for (gsize i = 0; i < G_N_ELEMENTS(networks); i++) {
		if (&networks[i] != network && g_str_equal(networks[i].ports, network->ports) &&
		    (!is_refused(policy, networks[i].protocol) || &networks[i] < network))
			return TRUE;
	}
	return FALSE;
}

static void
add_ports(const WdPolicy *policy, gboolean is_of_refused, const char *name, GString *out)
{
	g_autoptr(GString) elements = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(networks); i++) {
		if (is_refused(policy, networks[i].protocol) != is_of_refused ||
		    (is_of_refused && is_allowed_elsewhere(policy, &networks[i])) ||
		    (!is_of_refused && strstr(elements->str, networks[i].ports) != NULL))
			continue;
		g_string_append_printf(
			elements, "%s%s", elements->len > 0 ? ", " : "", networks[i].ports);
	}
	g_string_append_printf(
		out, "\tset %s {\n\t\ttype inet_service\n\t\tflags interval\n", name);
	if (elements->len > 0)
		g_string_append_printf(out, "\t\telements = { %s }\n", elements->str);
	g_string_append(out, "\t}\n");
}

static void
add_addresses(GPtrArray *addresses, GSocketFamily family, const char *name, GString *out)
{
	g_autoptr(GString) elements = g_string_new(NULL);

	for (guint i = 0; i < addresses->len; i++) {
		GInetAddress *address = g_ptr_array_index(addresses, i);
		g_autofree char *text = g_inet_address_to_string(address);

		if (g_inet_address_get_family(address) == family)
			g_string_append_printf(
				elements, "%s%s", elements->len > 0 ? ", " : "", text);
	}
	g_string_append_printf(out,
			       "\tset %s {\n\t\ttype %s\n",
			       name,
			       family == G_SOCKET_FAMILY_IPV4 ? "ipv4_addr" : "ipv6_addr");
	if (elements->len > 0)
		g_string_append_printf(out, "\t\telements = { %s }\n", elements->str);
	g_string_append(out, "\t}\n");
}

/**
 * wd_firewall_format:
 * @policy: the settings
 * @addresses: (element-type GInetAddress): of the servers that may be used, each once
 * @out: rules for nft(8) are added
 *
 * The ports of refused networks are closed; the ports of the others lead to the named servers only,
 * when policy names any. Everything else is left alone, so that the table can stand beside others.
 */
void
wd_firewall_format(const WdPolicy *policy, GPtrArray *addresses, GString *out)
{
	const char *const *servers = wd_policy_get_list(policy, WD_KEY_ACCOUNTS_ALLOW_SERVERS);

	g_string_append(out, "table inet warden\ndelete table inet warden\ntable inet warden {\n");
	add_addresses(addresses, G_SOCKET_FAMILY_IPV4, "servers4", out);
	add_addresses(addresses, G_SOCKET_FAMILY_IPV6, "servers6", out);
	add_ports(policy, FALSE, "allowed_ports", out);
	add_ports(policy, TRUE, "refused_ports", out);
	g_string_append(out,
			"\tchain output {\n"
			"\t\ttype filter hook output priority filter; policy accept;\n"
			"\t\toifname \"lo\" accept\n"
			"\t\ttcp dport @refused_ports reject with tcp reset\n"
			"\t\tudp dport @refused_ports reject\n"); /* SIP and Zephyr */
	if (servers != NULL && servers[0] != NULL)
		g_string_append(out,
				"\t\tip daddr @servers4 tcp dport @allowed_ports accept\n"
				"\t\tip daddr @servers4 udp dport @allowed_ports accept\n"
				"\t\tip6 daddr @servers6 tcp dport @allowed_ports accept\n"
				"\t\tip6 daddr @servers6 udp dport @allowed_ports accept\n"
				"\t\ttcp dport @allowed_ports reject with tcp reset\n"
				"\t\tudp dport @allowed_ports reject\n");
	g_string_append(out, "\t}\n}\n");
}

static void
add_address(GPtrArray *addresses, GInetAddress *address)
{
	for (guint i = 0; i < addresses->len; i++) {
		if (g_inet_address_equal(g_ptr_array_index(addresses, i), address))
			return;
	}
	g_ptr_array_add(addresses, g_object_ref(address));
}

static void
say_unresolved(const WdCtl *ctl, GString *remarks, const char *server, const char *why)
{
	g_string_append_printf(remarks, "# %s: not in the set (%s)\n", server, why);
	wd_ctl_complain(ctl, "%s: %s", server, why);
}

/* Asks the resolver of this machine, as nft would when it loads a name. */
static gboolean
resolve(const WdCtl *ctl, const char *server, GPtrArray *addresses, GString *remarks)
{
	g_autoptr(GResolver) resolver = g_resolver_get_default();
	g_autoptr(GError) error = NULL;
	GList *found;

	if (g_str_equal(server, "none"))
		return TRUE;
	if (g_str_has_prefix(server, "*.")) {
		say_unresolved(
			ctl, remarks, server, _("a wildcard has no address; name its servers"));
		return FALSE;
	}
	found = g_resolver_lookup_by_name(resolver, server, NULL, &error);
	if (found == NULL) {
		say_unresolved(ctl, remarks, server, error->message);
		return FALSE;
	}
	for (GList *l = found; l != NULL; l = l->next)
		add_address(addresses, l->data);
	g_resolver_free_addresses(found);
	return TRUE;
}

/**
 * wd_ctl_policy_firewall:
 * @ctl: the command
 *
 * Prints a table for `nft -f`. Names of servers are looked up; what has no address is left out and
 * said, both in a remark and as a complaint.
 *
 * Returns: %WD_CTL_FOUND when a server was left out, %WD_CTL_CANNOT for a policy that cannot be
 * read
 */
WdCtlExit
wd_ctl_policy_firewall(WdCtl *ctl)
{
	g_auto(GStrv) policies = NULL;
	const GOptionEntry entries[] = {
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_object_unref);
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(WdPolicyStore) store = NULL;
	const char *const *servers;
	WdCtlExit exit = WD_CTL_GOOD;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	store = wd_ctl_settings_open(ctl, policies);
	if (store == NULL)
		return WD_CTL_CANNOT;
	servers = wd_policy_get_list(wd_policy_store_get(store), WD_KEY_ACCOUNTS_ALLOW_SERVERS);
	for (; servers != NULL && *servers != NULL; servers++) {
		if (!resolve(ctl, *servers, addresses, out))
			exit = WD_CTL_FOUND;
	}
	wd_firewall_format(wd_policy_store_get(store), addresses, out);
	wd_ctl_print(ctl, "%s", out->str);
	return exit;
}
