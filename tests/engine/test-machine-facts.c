/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/machine/wd-machine-facts.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdMachineKind kind;
	const char *value;
	gboolean is_fact;
	gboolean is_telling;
} Case;

static const Case cases[] = {
	{"private", WD_MACHINE_ADDRESS, "192.168.1.23", TRUE, TRUE},
	{"public", WD_MACHINE_ADDRESS, "93.184.216.34", TRUE, TRUE},
	{"router", WD_MACHINE_ADDRESS, "192.168.1.1", TRUE, FALSE},
	{"bridge-of-containers", WD_MACHINE_ADDRESS, "172.17.0.1", TRUE, FALSE},
	{"public-first", WD_MACHINE_ADDRESS, "93.184.216.1", TRUE, TRUE},
	{"loopback", WD_MACHINE_ADDRESS, "127.0.0.1", FALSE, FALSE},
	{"nothing", WD_MACHINE_ADDRESS, "0.0.0.0", FALSE, FALSE},
	{"multicast", WD_MACHINE_ADDRESS, "224.0.0.251", FALSE, FALSE},
	{"link-local", WD_MACHINE_ADDRESS, "169.254.7.7", FALSE, FALSE},
	{"of-documentation-but-own", WD_MACHINE_ADDRESS, "203.0.113.9", TRUE, TRUE},
	{"too-large", WD_MACHINE_ADDRESS, "192.168.1.256", FALSE, FALSE},
	{"five-numbers", WD_MACHINE_ADDRESS, "1.2.3.4.5", FALSE, FALSE},
	{"global-v6", WD_MACHINE_ADDRESS, "2A02:908:1:2::23", TRUE, TRUE},
	{"local-v6", WD_MACHINE_ADDRESS, "fd12:3456::9", TRUE, TRUE},
	{"link-local-with-card", WD_MACHINE_ADDRESS, "fe80::d65d:64ff:feaa:bbcc", TRUE, TRUE},
	{"link-local-by-chance", WD_MACHINE_ADDRESS, "fe80::9a1:3f2:1:77", FALSE, FALSE},
	{"loopback-v6", WD_MACHINE_ADDRESS, "::1", FALSE, FALSE},
	{"of-documentation-but-own-v6", WD_MACHINE_ADDRESS, "2001:db8::1", TRUE, TRUE},
	{"mapped-v6", WD_MACHINE_ADDRESS, "::ffff:192.168.1.23", FALSE, FALSE},
	{"no-address", WD_MACHINE_ADDRESS, "ann-laptop", FALSE, FALSE},
	{"card", WD_MACHINE_HARDWARE, "D4:5D:64:AA:BB:CC", TRUE, TRUE},
	{"card-of-zeros", WD_MACHINE_HARDWARE, "00:00:00:00:00:00", FALSE, FALSE},
	{"broadcast", WD_MACHINE_HARDWARE, "ff:ff:ff:ff:ff:ff", FALSE, FALSE},
	{"half-a-card", WD_MACHINE_HARDWARE, "d4:5d:64", FALSE, FALSE},
	{"host", WD_MACHINE_HOST, "Ann-Laptop", TRUE, TRUE},
	{"container", WD_MACHINE_HOST, "a41f09c2d77e", TRUE, TRUE},
	{"qualified", WD_MACHINE_HOST, "jupiter.corp.example", TRUE, TRUE},
	{"host-like-a-word", WD_MACHINE_HOST, "jupiter", TRUE, FALSE},
	{"localhost", WD_MACHINE_HOST, "localhost.localdomain", FALSE, FALSE},
	{"of-an-installer", WD_MACHINE_HOST, "debian", TRUE, FALSE},
	{"of-an-installer-with-number", WD_MACHINE_HOST, "debian-12", TRUE, FALSE},
	{"short", WD_MACHINE_HOST, "vm", TRUE, FALSE},
	{"one-letter", WD_MACHINE_HOST, "v", FALSE, FALSE},
	{"digits", WD_MACHINE_HOST, "12345", FALSE, FALSE},
	{"login", WD_MACHINE_USER, "ann", TRUE, FALSE},
	{"login-of-everybody", WD_MACHINE_USER, "root", TRUE, FALSE},
	{"short-login", WD_MACHINE_USER, "jo", TRUE, FALSE},
	{"port", WD_MACHINE_PORT, "4711", TRUE, FALSE},
	{"no-port", WD_MACHINE_PORT, "65536", FALSE, FALSE},
	{"port-zero", WD_MACHINE_PORT, "0", FALSE, FALSE},
	{"release", WD_MACHINE_SYSTEM, "6.1.0-13-amd64", TRUE, FALSE},
	{"no-release", WD_MACHINE_SYSTEM, "Linux", FALSE, FALSE},
	{"empty", WD_MACHINE_HOST, "", FALSE, FALSE},
	{"hostile-bytes", WD_MACHINE_HOST, "ann\xff-laptop", FALSE, FALSE},
	{"hostile-signs", WD_MACHINE_HOST, "ann laptop\n", FALSE, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdMachineFacts) facts = wd_machine_facts_new();
	const WdMachineFact *all;
	guint n_facts;

	g_assert_cmpint(wd_machine_facts_add(facts, row->kind, row->value), ==, row->is_fact);
	all = wd_machine_facts_get(facts, &n_facts);
	g_assert_cmpuint(n_facts, ==, row->is_fact ? 1 : 0);
	if (row->is_fact)
		g_assert_cmpint(all[0].is_telling, ==, row->is_telling);
}

static void
test_bounds(void)
{
	g_autoptr(WdMachineFacts) facts = wd_machine_facts_new();
	guint n_facts;

	g_assert_true(wd_machine_facts_add(facts, WD_MACHINE_USER, "ann"));
	g_assert_false(wd_machine_facts_add(facts, WD_MACHINE_USER, "ANN"));
	for (guint i = 1; i < 2 * WD_MACHINE_MAX_FACTS; i++) {
		g_autofree char *port = g_strdup_printf("%u", i);

		(void)wd_machine_facts_add(facts, WD_MACHINE_PORT, port);
	}
	(void)wd_machine_facts_get(facts, &n_facts);
	g_assert_cmpuint(n_facts, ==, WD_MACHINE_MAX_FACTS);
}

static void
test_words(void)
{
	for (guint i = 0; i < WD_MACHINE_N_KINDS; i++) {
		WdMachineKind kind = WD_MACHINE_N_KINDS;

		g_assert_true(
			wd_machine_kind_parse(wd_machine_kind_to_string((WdMachineKind)i), &kind));
		g_assert_cmpint(kind, ==, i);
	}
	g_assert_false(wd_machine_kind_parse("Host", &(WdMachineKind){0}));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/machine-facts/", cases, test_case);
	g_test_add_func("/machine-facts/bounds", test_bounds);
	g_test_add_func("/machine-facts/words", test_words);
	return g_test_run();
}
