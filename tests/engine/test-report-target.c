/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-report-target.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	gboolean is_good;
	WdReportWay way;
	const char *protocol;
	const char *address;
	gboolean is_mail;
} Case;

static const Case cases[] = {
	{"mail",
	 "mailto:abuse@corp.example",
	 TRUE,
	 WD_REPORT_MAIL,
	 NULL,
	 "abuse@corp.example",
	 TRUE},
	{"mail-in-capitals", "MailTo:a@b", TRUE, WD_REPORT_MAIL, NULL, "a@b", TRUE},
	{"xmpp",
	 "xmpp:abuse@corp.example",
	 TRUE,
	 WD_REPORT_CHAT,
	 "prpl-jabber",
	 "abuse@corp.example",
	 FALSE},
	{"protocol", "prpl-irc:abuse", TRUE, WD_REPORT_CHAT, "prpl-irc", "abuse", FALSE},
	{"either", "abuse@corp.example", TRUE, WD_REPORT_ANY, NULL, "abuse@corp.example", TRUE},
	{"contact", "helpdesk", TRUE, WD_REPORT_ANY, NULL, "helpdesk", FALSE},
	{"mail-to-nobody", "mailto:", FALSE, 0, NULL, NULL, FALSE},
	{"mail-without-host", "mailto:abuse", FALSE, 0, NULL, NULL, FALSE},
	{"mail-with-fields", "mailto:a@b?bcc=evil@c", FALSE, 0, NULL, NULL, FALSE},
	{"mail-to-two", "mailto:a@b,c@d", FALSE, 0, NULL, NULL, FALSE},
	{"web", "https://corp.example/abuse", FALSE, 0, NULL, NULL, FALSE},
	{"space", "a b", FALSE, 0, NULL, NULL, FALSE},
	{"newline", "a\nb", FALSE, 0, NULL, NULL, FALSE},
	{"empty", "", FALSE, 0, NULL, NULL, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdReportTarget) target = wd_report_target_parse(row->text);

	if (!row->is_good) {
		g_assert_null(target);
		return;
	}
	g_assert_nonnull(target);
	g_assert_cmpint(target->way, ==, row->way);
	g_assert_cmpstr(target->protocol, ==, row->protocol);
	g_assert_cmpstr(target->name, ==, row->address);
	g_assert_cmpint(wd_report_target_is_mail(target), ==, row->is_mail);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/report-target/", cases, test_case);
	return g_test_run();
}
