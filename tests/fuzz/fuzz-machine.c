/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/machine/wd-machine-dump.h"
#include "engine/machine/wd-machine-match.h"
#include "engine/machine/wd-machine-ports.h"
#include "wd-fuzz.h"

static const struct {
	WdMachineKind kind;
	const char *value;
} own[] = {
	{WD_MACHINE_HOST, "ann-laptop"},
	{WD_MACHINE_USER, "ann"},
	{WD_MACHINE_ADDRESS, "192.168.1.23"},
	{WD_MACHINE_ADDRESS, "2a02:908:1:2::23"},
	{WD_MACHINE_HARDWARE, "d4:5d:64:aa:bb:cc"},
	{WD_MACHINE_PORT, "22"},
	{WD_MACHINE_PORT, "4711"},
	{WD_MACHINE_SYSTEM, "6.1.0-13-amd64"},
};

static WdMachineFacts *
own_facts(void)
{
	WdMachineFacts *facts = wd_machine_facts_new();

	for (guint i = 0; i < G_N_ELEMENTS(own); i++)
		(void)wd_machine_facts_add(facts, own[i].kind, own[i].value);
	return facts;
}

static void
match(const WdMachineFacts *facts, const char *text, WdMachineHits *hits)
{
	wd_machine_match(facts, text, hits);
	wd_machine_ports_match(facts, text, hits);
}

/* Laws: a fact that is found lies inside the text, between characters; it is found again in those
 * bytes alone where it can stand for itself; and a text that ends in a report is a report. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autofree char *lower = g_ascii_strdown(text, -1);
	g_autofree char *report = g_strconcat(lower, " at 192.168.1.23", NULL);
	g_autoptr(WdMachineFacts) facts = own_facts();
	WdMachineHits hits = {0};
	WdMachineHits with_report = {0};

	match(facts, lower, &hits);
	for (guint i = 0; i < WD_MACHINE_N_KINDS; i++) {
		const WdMachineHit *hit = &hits.hits[i];
		g_autofree char *alone = NULL;
		WdMachineHits again = {0};

		if (hit->fact == NULL)
			continue;
		g_assert_cmpuint(hit->start, <, hit->end);
		g_assert_cmpuint(hit->end, <=, strlen(lower));
		g_assert_true(wd_fuzz_is_boundary(lower, hit->start));
		g_assert_true(wd_fuzz_is_boundary(lower, hit->end));
		alone = g_strndup(lower + hit->start, hit->end - hit->start);
		match(facts, alone, &again);
		g_assert_true(i == WD_MACHINE_PORT || again.hits[i].fact != NULL);
	}
	match(facts, report, &with_report);
	g_assert_nonnull(with_report.hits[WD_MACHINE_ADDRESS].fact);
	(void)wd_machine_dump_find(lower);
	return 0;
}
