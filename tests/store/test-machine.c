/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "store/wd-machine.h"

/* As the kernel prints it, with a socket that only talks and lines that are none. */
static const char table[] =
	"  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n"
	"   0: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000\n"
	" 117: 00000000000000000000000000000000:1267 00000000000000000000000000000000:0000 0A 0:0\n"
	"   2: 0100007F:9C40 0200007F:0050 01 00000000:00000000 00:00000000 00000000\n"
	"   3: 0100007F:zzzz 00000000:0000 0A\n"
	"   4: 0100007F 00000000:0000 0A\n"
	"   5: 0100007F:00";

static gboolean
has_fact(const WdMachineFacts *facts, WdMachineKind kind, const char *value)
{
	guint n_facts;
	const WdMachineFact *all = wd_machine_facts_get(facts, &n_facts);

	for (guint i = 0; i < n_facts; i++) {
		if (all[i].kind == kind && g_str_equal(all[i].value, value))
			return TRUE;
	}
	return FALSE;
}

static void
test_sockets(void)
{
	g_autoptr(WdMachineFacts) facts = wd_machine_facts_new();
	guint n_facts;

	wd_machine_read_sockets(facts, table);
	(void)wd_machine_facts_get(facts, &n_facts);
	g_assert_cmpuint(n_facts, ==, 2);
	g_assert_true(has_fact(facts, WD_MACHINE_PORT, "22"));
	g_assert_true(has_fact(facts, WD_MACHINE_PORT, "4711"));
}

/* What this very computer says of itself, where it says something that counts. */
static void
test_collect(void)
{
	g_autoptr(WdMachineFacts) facts = wd_machine_collect();
	g_autoptr(WdMachineFacts) expected = wd_machine_facts_new();
	char name[256] = "";

	g_assert_cmpint(gethostname(name, sizeof name - 1), ==, 0);
	if (wd_machine_facts_add(expected, WD_MACHINE_HOST, name)) {
		g_autofree char *lower = g_ascii_strdown(name, -1);

		g_assert_true(has_fact(facts, WD_MACHINE_HOST, lower));
	}
	g_assert_false(has_fact(facts, WD_MACHINE_ADDRESS, "127.0.0.1"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/machine/sockets", test_sockets);
	g_test_add_func("/machine/collect", test_collect);
	return g_test_run();
}
