/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ctl/wd-ctl-firewall.h"

typedef struct {
	const char *name;
	const char *protocols;
	const char *servers;
	const char *addresses; /* separated by blanks */
	const char *has;       /* a line of the result, without what stands before it */
	const char *has_not;   /* (nullable) */
} Case;

static const Case cases[] = {
	{"nothing-said", "", "", "", "set servers4 {", "@allowed_ports"},
	{"refused-networks", "prpl-jabber", "", "", "194, 994, 6660-6669", "@allowed_ports"},
	{"allowed-network-is-not-refused",
	 "prpl-jabber",
	 "",
	 "",
	 "elements = { 5222, 5223, 5280, 5281 }",
	 NULL},
	{"servers",
	 "prpl-jabber",
	 "corp.example",
	 "10.0.0.5 2001:db8::5",
	 "elements = { 10.0.0.5 }",
	 NULL},
	{"servers-6",
	 "",
	 "corp.example",
	 "10.0.0.5 2001:db8::5",
	 "elements = { 2001:db8::5 }",
	 NULL},
	{"no-server-at-all", "", "none", "", "tcp dport @allowed_ports reject", "elements = { 10"},
	{"refused-by-udp", "prpl-jabber", "", "", "udp dport @refused_ports reject", NULL},
	{"servers-by-udp",
	 "prpl-simple",
	 "corp.example",
	 "10.0.0.5",
	 "ip daddr @servers4 udp dport @allowed_ports accept",
	 NULL},
	{"one-port-of-two-networks", "prpl-aim", "", "", "set refused_ports", "5190, 5190"},
};

static char *
format(const Case *row)
{
	WdPolicySetting settings[WD_N_KEYS] = {
		[WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS] = {.text = (char *)row->protocols,
						     .level = WD_LEVEL_IT_MANAGED},
		[WD_KEY_ACCOUNTS_ALLOW_SERVERS] = {.text = (char *)row->servers,
						   .level = WD_LEVEL_IT_MANAGED},
	};
	g_autoptr(WdPolicy) policy = wd_policy_new(settings, NULL);
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_object_unref);
	g_auto(GStrv) texts = g_strsplit(row->addresses, " ", -1);
	GString *out = g_string_new(NULL);

	for (guint i = 0; texts[i] != NULL && *texts[i] != '\0'; i++)
		g_ptr_array_add(addresses, g_inet_address_new_from_string(texts[i]));
	wd_firewall_format(policy, addresses, out);
	return g_string_free(out, FALSE);
}

static void
test_format(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *text = format(row);

	g_assert_nonnull(strstr(text, row->has));
	if (row->has_not != NULL)
		g_assert_null(strstr(text, row->has_not));
}

/* nft itself reads it, and changes nothing. It needs a network namespace that it may look at. */
static void
test_nft_takes_it(gconstpointer data)
{
	const char *argv[] = {"nft", "-c", "-f", "-", NULL};
	g_autofree char *text = format(data);
	g_autofree char *nft = g_find_program_in_path("nft");
	g_autoptr(GSubprocess) process = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;

	if (nft == NULL) {
		g_test_skip("nft is not installed");
		return;
	}
	process = g_subprocess_newv(
		argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
	g_assert_no_error(error);
	g_assert_true(g_subprocess_communicate_utf8(process, text, NULL, NULL, &said, &error));
	g_assert_no_error(error);
	if (strstr(said, "Operation not permitted") != NULL) {
		g_test_skip("nft may not look at this network");
		return;
	}
	g_assert_cmpstr(said, ==, "");
	g_assert_true(g_subprocess_get_successful(process));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/firewall/", cases[i].name, NULL);
		g_autofree char *nft = g_strconcat("/firewall/nft/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_format);
		g_test_add_data_func(nft, &cases[i], test_nft_takes_it);
	}
	return g_test_run();
}
