/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "bench.h"
#include "engine/contact/wd-contact-names.h"
#include "engine/judge/wd-judge.h"
#include "engine/machine/wd-machine-facts.h"
#include "store/wd-machine.h"

#define N_CONTACTS  20000
#define N_QUESTIONS 20000
#define BAR_US      50 /* of a stranger's whole message, with this many contacts */

static WdContactNames *
new_contacts(void)
{
	WdContactNames *names = wd_contact_names_new();
	BenchTimer timer = {0};

	for (guint i = 0; i < N_CONTACTS; i++) {
		g_autofree char *name = g_strdup_printf("first%ux.last%uy@corp.example", i / 7, i);
		g_autofree char *alias = g_strdup_printf("First%ux Last%uy", i / 7, i);

		bench_timer_begin(&timer);
		(void)wd_contact_names_add(names, "prpl-jabber", name, alias);
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, "contacts.add", 0);
	return names;
}

static void
bench_find(const WdContactNames *names)
{
	BenchTimer timer = {0};

	for (guint i = 0; i < N_QUESTIONS; i++) {
		const WdContactName *found[WD_CONTACT_NAMES_FIND];
		g_autofree char *peer = g_strdup_printf("f1rst%ux.last%uy", i / 7, i * 2);

		bench_timer_begin(&timer);
		{
			g_autoptr(WdNameForm) form = wd_name_form_new(peer);

			(void)wd_contact_names_find(names, form, found);
		}
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, "contacts.find", 0);
}

static void
bench_judge(const WdKnowledge *knowledge, const char *name, const WdEvent *fields, double bar_us)
{
	const WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = wd_policy_new(settings, NULL);
	const WdContext context = {
		.is_roster_loaded = TRUE,
		.contact_age_ms = -1,
		.knowledge = knowledge,
	};
	g_autoptr(WdEvent) event = wd_event_new(fields);
	BenchTimer timer = {0};

	for (guint i = 0; i < N_QUESTIONS; i++) {
		g_autoptr(WdVerdict) verdict = NULL;

		bench_timer_begin(&timer);
		verdict = wd_judge(event, &context, policy);
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, name, bar_us);
}

static WdMachineFacts *
collect(void)
{
	BenchTimer timer = {0};
	WdMachineFacts *facts = NULL;

	for (guint i = 0; i < 200; i++) {
		wd_machine_facts_free(facts);
		bench_timer_begin(&timer);
		facts = wd_machine_collect();
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, "machine.collect", 0);
	return facts;
}

int
main(void)
{
	g_autoptr(WdContactNames) names = new_contacts();
	g_autoptr(WdMachineFacts) facts = collect();
	const WdKnowledge knowledge = {.contacts = names, .machine = facts};
	const WdKnowledge nothing = {0};
	const WdEvent in = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "f1rst300x.last2100y@corp.example",
		.text = "hello, are you the one who sells the bike from last week?",
	};
	WdEvent out = in;

	out.direction = WD_DIRECTION_OUT;
	bench_find(names);
	bench_judge(&knowledge, "judge.stranger-20000-contacts", &in, BAR_US);
	bench_judge(&nothing, "judge.stranger-no-contacts", &in, 0);
	bench_judge(&knowledge, "judge.to-stranger", &out, BAR_US);
	return 0;
}
