/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-format.h"
#include "engine/wd-policy-schema.h"
#include "pidgin/wd-gtk-pages.h"
#include "pseudo/wd-pseudo-widgets.h"
#include "pseudo/wd-pseudo.h"
#include "wd-fake-host.h"
#include "wd-widgets.h"

/* The window with every page in it, when nothing is known and when everything is. */

static int
load(const char *name, int fallback)
{
	return fallback;
}

static void
save(const char *name, int value)
{
}

static const WdGtkMemory memory = {load, save};

static void
expect_pages(WdFakeHost *fake, gboolean knows)
{
	WdGtkPages *pages = wd_gtk_pages_new(&fake->host, &memory, NULL, NULL);

	for (WdPage page = 0; page < WD_N_PAGES; page++) {
		wd_gtk_pages_show(pages, page, NULL);
		if (knows) {
			wd_fake_host_give_facts(fake);
			wd_fake_host_give_deeds(fake);
		}
		wd_widgets_settle();
		wd_pseudo_expect_widgets("page", wd_gtk_pages_get_window(pages));
	}
	wd_gtk_pages_free(pages);
	wd_widgets_settle();
}

static void
test_nothing_known(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();

	expect_pages(fake, FALSE);
	wd_pseudo_report();
}

static void
test_everything_known(void)
{
	g_autoptr(WdFakeHost) fake = wd_fake_host_new();

	fake->logs = (WdLogsState){.has_key = TRUE, .had_ims = TRUE};
	wd_fake_host_add_samples(fake, 7);
	expect_pages(fake, TRUE);
	wd_pseudo_report();
}

static const char *const data_of_tests[] = {
	/* rows, deeds and facts of wd-fake-host.c */
	"prize4821@spam.example",
	"Congratulations! You have been selected for a prize of 5000. Answer within one hour: "
	"http://win.example/now",
	"accounts@b.example",
	"invoice.pdf.exe",
	"helpdesk@it-support.example",
	"This is the helpdesk, please add me",
	"trader@coins.example",
	"Join our room, double your coins",
	"friend@c.example",
	"holiday-[U+202E]gpj.scr",
	"bob@b.example",
	"my card is 4111 1111 1111 1111",
	"<b>bold</b>@m&m.example",
	"<i>not</i> markup & [U+202E]desrever",
	"me@a.example",
	"/home/dana/.purple/warden/keys",
	"/home/dana/.purple/logs",
	"eionrobb-discord",
	"Bonjour",
	"XMPP",
	"IRC",
	/* what GLib and the C library say in the language of the session */
	"kB",
	"MB",
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday",
	"Sunday",
	"April",
	"May",
};

/* Settings are written as they stand in a file, in every language. */
static void
allow_settings(const WdPolicy *policy)
{
	for (WdPolicyKey key = 0; key < WD_N_KEYS; key++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(key);
		g_autofree char *name = g_strdup_printf("%s.%s", row->group, row->name);
		g_autofree char *value = wd_policy_format_value(policy, key);

		wd_pseudo_allow(name);
		if (*value != '\0')
			wd_pseudo_allow(value);
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(WdFakeHost) fake = NULL;

	gtk_test_init(&argc, &argv, NULL);
	wd_pseudo_begin();
	fake = wd_fake_host_new();
	allow_settings(fake->policy);
	for (gsize i = 0; i < G_N_ELEMENTS(data_of_tests); i++)
		wd_pseudo_allow(data_of_tests[i]);
	g_test_add_func("/pseudo/pages/nothing-known", test_nothing_known);
	g_test_add_func("/pseudo/pages/everything-known", test_everything_known);
	return g_test_run();
}
