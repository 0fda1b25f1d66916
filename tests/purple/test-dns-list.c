/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The company's list in its name service: what is asked, when, and what follows. The test answers
 * in the place of the resolver. */
#include "config.h"

#include <netinet/in.h>
#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-session-judge.h"

static const DutySetting settings[] = {{WD_KEY_LINKS_DNS_LISTS, "dbl.corp.example"}};

static GString *asked;     /* names, each with a space behind it */
static guint8 answer[4];   /* what is answered for "bad.example" */
static gboolean is_silent; /* nothing is answered at all */

static gboolean
resolve(PurpleDnsQueryData *query,
	PurpleDnsQueryResolvedCallback resolved,
	PurpleDnsQueryFailedCallback failed)
{
	const char *name = purple_dnsquery_get_host(query);
	struct sockaddr_in *address;
	GSList *hosts = NULL;

	g_string_append_printf(asked, "%s ", name);
	if (is_silent)
		return TRUE;
	if (!g_str_has_prefix(name, "bad.example.")) {
		failed(query, "no such name");
		return TRUE;
	}
	address = g_new0(struct sockaddr_in, 1);
	address->sin_family = AF_INET;
	memcpy(&address->sin_addr, answer, sizeof answer);
	hosts = g_slist_append(hosts, GUINT_TO_POINTER(sizeof *address));
	hosts = g_slist_append(hosts, address);
	resolved(query, hosts);
	return TRUE;
}

static PurpleDnsQueryUiOps ops = {.resolve_host = resolve};

static WdRisk
judge(const Duty *duty, const char *url)
{
	g_autoptr(WdEvent) event =
		wd_event_new(&(WdEvent){.kind = WD_EVENT_LINK,
					.protocol = purple_account_get_protocol_id(duty->account),
					.account = purple_account_get_username(duty->account),
					.peer = "lea@corp.example",
					.url = url});
	g_autoptr(WdVerdict) verdict = wd_session_peek(duty->session, duty->account, event);
	const WdLinkReport *report = g_ptr_array_index(verdict->links, 0);

	return report->risk;
}

static Duty *
begin(gboolean is_on)
{
	asked = g_string_new(NULL);
	is_silent = FALSE;
	memcpy(answer, "\x7f\0\0\x02", sizeof answer);
	purple_dnsquery_set_ui_ops(&ops);
	return duty_begin(settings, is_on ? 1 : 0);
}

static void
end(Duty *duty)
{
	duty_end(duty);
	purple_dnsquery_set_ui_ops(NULL);
	g_string_free(asked, TRUE);
}

/* The first look asks, the next one knows. */
static void
test_listed(void)
{
	Duty *duty = begin(TRUE);

	g_assert_cmpint(judge(duty, "http://www.bad.example/secret?path"), ==, WD_RISK_SAFE);
	wd_null_purple_turn(0);
	g_assert_cmpstr(asked->str, ==, "bad.example.dbl.corp.example ");
	g_assert_cmpint(judge(duty, "http://bad.example/"), ==, WD_RISK_DANGEROUS);
	g_assert_cmpint(judge(duty, "http://good.example/"), ==, WD_RISK_SAFE);
	wd_null_purple_turn(0);
	g_assert_cmpint(judge(duty, "http://good.example/"), ==, WD_RISK_SAFE);
	g_assert_cmpstr(
		asked->str, ==, "bad.example.dbl.corp.example good.example.dbl.corp.example ");
	end(duty);
}

static void
test_off_by_default(void)
{
	Duty *duty = begin(FALSE);

	g_assert_cmpint(judge(duty, "http://bad.example/"), ==, WD_RISK_SAFE);
	wd_null_purple_turn(0);
	g_assert_cmpint(judge(duty, "http://bad.example/"), ==, WD_RISK_SAFE);
	g_assert_cmpstr(asked->str, ==, "");
	end(duty);
}

/* Nobody is told of sites that are known, nor of machines. */
static void
test_not_asked(void)
{
	Duty *duty = begin(TRUE);

	(void)judge(duty, "https://www.github.com/x");
	(void)judge(duty, "http://192.0.2.1/");
	(void)judge(duty, "http://localhost/");
	(void)judge(duty, "https://paypa1.com/"); /* dangerous anyhow */
	wd_null_purple_turn(0);
	g_assert_cmpstr(asked->str, ==, "");
	end(duty);
}

/* Refusals, and addresses that a provider gives for names that do not exist. */
static void
test_other_answers(void)
{
	static const char *const answers[] = {"\x7f\xff\xff\xfe", "\xc0\0\x02\x01"};

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		Duty *duty = begin(TRUE);

		memcpy(answer, answers[i], sizeof answer);
		(void)judge(duty, "http://bad.example/");
		wd_null_purple_turn(0);
		g_assert_cmpint(judge(duty, "http://bad.example/"), ==, WD_RISK_SAFE);
		end(duty);
	}
}

/* Half an hour later it is asked again, and what is listed no more is let go. */
static void
test_asked_again(void)
{
	Duty *duty = begin(TRUE);
	gint64 now_ms = G_GINT64_CONSTANT(1767312000000);

	wd_session_set_now_ms(duty->session, now_ms);
	(void)judge(duty, "http://bad.example/");
	wd_null_purple_turn(0);
	g_assert_cmpint(judge(duty, "http://bad.example/"), ==, WD_RISK_DANGEROUS);
	memcpy(answer, "\xc0\0\x02\x01", sizeof answer);
	wd_session_set_now_ms(duty->session, now_ms + 31 * 60 * 1000);
	(void)judge(duty, "http://bad.example/");
	wd_null_purple_turn(0);
	(void)judge(duty, "http://bad.example/");
	wd_null_purple_turn(0);
	g_assert_cmpint(judge(duty, "http://bad.example/"), ==, WD_RISK_SAFE);
	end(duty);
}

/* Questions that nobody answers are few, and are withdrawn at unloading. */
static void
test_silence(void)
{
	Duty *duty = begin(TRUE);
	guint n = 0;

	is_silent = TRUE;
	for (guint i = 0; i < 100; i++) {
		g_autofree char *url = g_strdup_printf("http://site%u.example/", i);

		(void)judge(duty, url);
		wd_null_purple_turn(0);
	}
	for (const char *at = asked->str; *at != '\0'; at++)
		n += *at == ' ';
	g_assert_cmpuint(n, ==, 20);
	end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/dns-list/listed", test_listed);
	g_test_add_func("/dns-list/off-by-default", test_off_by_default);
	g_test_add_func("/dns-list/not-asked", test_not_asked);
	g_test_add_func("/dns-list/other-answers", test_other_answers);
	g_test_add_func("/dns-list/asked-again", test_asked_again);
	g_test_add_func("/dns-list/silence", test_silence);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
