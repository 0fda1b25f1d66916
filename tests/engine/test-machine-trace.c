/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/machine/wd-machine-facts.h"
#include "wd-judging.h"
#include "wd-rows.h"

static const struct {
	WdMachineKind kind;
	const char *value;
} own[] = {
	{WD_MACHINE_HOST, "ann-laptop"},
	{WD_MACHINE_HOST, "vm"},
	{WD_MACHINE_USER, "ann"},
	{WD_MACHINE_USER, "root"},
	{WD_MACHINE_ADDRESS, "192.168.1.23"},
	{WD_MACHINE_ADDRESS, "192.168.122.1"},
	{WD_MACHINE_ADDRESS, "2a02:908:1:2::23"},
	{WD_MACHINE_HARDWARE, "d4:5d:64:aa:bb:cc"},
	{WD_MACHINE_PORT, "22"},
	{WD_MACHINE_PORT, "80"},
	{WD_MACHINE_PORT, "4711"},
	{WD_MACHINE_SYSTEM, "6.1.0-13-amd64"},
};

static WdMachineFacts *
own_facts(void)
{
	WdMachineFacts *facts = wd_machine_facts_new();

	for (guint i = 0; i < G_N_ELEMENTS(own); i++)
		g_assert_true(wd_machine_facts_add(facts, own[i].kind, own[i].value));
	return facts;
}

static WdVerdict *
judge(const WdEvent *fields, const WdContext *known, WdTestSetting setting)
{
	g_autoptr(WdMachineFacts) facts = own_facts();
	const WdKnowledge knowledge = {.machine = facts};
	WdContext context = *known;
	WdEvent event = *fields;

	context.knowledge = &knowledge;
	event.direction = WD_DIRECTION_OUT;
	event.account = event.account != NULL ? event.account : "boss@corp.example";
	return wd_test_judge(&event, &context, setting);
}

/* What goes to a stranger. */
typedef struct {
	const char *name;
	const char *text;
	const char *code; /* NULL: nothing found */
} Case;

#define IFCONFIG                                                                                   \
	"eth0: flags=4163<UP,BROADCAST> mtu 1500\n inet 10.9.8.7 netmask 255.255.255.0 "           \
	"broadcast 10.9.8.255\n ether 00:11:22:33:44:55 txqueuelen 1000\n RX packets 10"

static const Case cases[] = {
	{"listing",
	 "total 12\n-rw-r--r-- 1 a a 1 x.doc\n-rw------- 1 a a 1 tax.xls\ndrwxr-xr-x 2 a a 9 Mail\n"
	 "-rwxr-xr-x 1 a a 1 run",
	 "trojan.machine-report"},
	{"two-lines-of-a-listing",
	 "why is it -rw-r--r-- and not this:\n-rw-r--r-- 1 a a 1 x\n-rw------- 1 a a 1 y",
	 NULL},
	{"listing-of-windows",
	 " Volume in drive C has no label.\n Directory of C:\\Users\\b\n01.01.2026 <DIR> Mail\n"
	 " 1 File(s) 5 bytes",
	 "trojan.machine-report"},
	{"paths-of-a-home",
	 "/home/b/a.doc\n/home/b/tax.xls\n/home/b/.ssh/id_rsa\n/home/b/Mail/x\n/home/b/y",
	 "trojan.machine-report"},
	{"paths-of-windows",
	 "C:\\Users\\b\\1\nC:\\Users\\b\\2\nC:\\Users\\b\\3\nC:\\Users\\b\\4\n"
	 "C:\\Users\\b\\5",
	 "trojan.machine-report"},
	{"one-path", "it is in /home/b/a.doc I think", NULL},
	{"environment",
	 "PATH=/usr/bin\nHOME=/home/b\nSHELL=/bin/sh\nLANG=C\nX=y",
	 "trojan.machine-report"},
	{"environment-of-windows",
	 "COMPUTERNAME=BOX\nUSERPROFILE=C:\\b\nAPPDATA=C:\\x\nUSERNAME=b",
	 "trojan.machine-report"},
	{"one-variable", "set PATH=/usr/bin and try again", NULL},
	{"address", "my box is at 192.168.1.23", "trojan.machine-address"},
	{"address-with-port", "connect 192.168.1.23:4711", "trojan.machine-address"},
	{"address-in-a-link", "http://c2.test/?i=192.168.1.23&k=1", "trojan.machine-address"},
	{"address-behind-a-word", "ip192.168.1.23", "trojan.machine-address"},
	{"address-with-brackets", "192[.]168[.]1[.]23", "trojan.machine-address"},
	{"address-with-hyphens", "host-192-168-1-23.isp.test", "trojan.machine-address"},
	{"address-in-words", "192 dot 168 dot 1 dot 23", "trojan.machine-address"},
	{"address-spaced", "1 9 2 . 1 6 8 . 1 . 2 3", "trojan.machine-address"},
	{"address-wide",
	 "\uff11\uff19\uff12.\uff11\uff16\uff18.\uff11.\uff12\uff13",
	 "trojan.machine-address"},
	{"address-with-invisible-signs", "192.1\u200b68.1.2\u200d3", "trojan.machine-address"},
	{"address-as-a-number", "id 3232235799", "trojan.machine-address"},
	{"address-as-hexadecimal", "id c0a80117", "trojan.machine-address"},
	{"address-as-marked-hexadecimal", "id 0xC0A80117", "trojan.machine-address"},
	{"v6", "reach me at 2A02:908:1:2::23.", "trojan.machine-address"},
	{"v6-in-full", "2a02:0908:0001:0002:0000:0000:0000:0023", "trojan.machine-address"},
	{"v6-with-port", "[2a02:908:1:2::23]:22", "trojan.machine-address"},
	{"card", "hwid D4-5D-64-AA-BB-CC", "trojan.machine-hardware"},
	{"card-in-a-row", "hwid d45d64aabbcc", "trojan.machine-hardware"},
	{"card-of-routers", "d45d.64aa.bbcc", "trojan.machine-hardware"},
	{"host", "hello from ANN-LAPTOP", "trojan.machine-name"},
	{"host-with-domain", "ann-laptop.corp.example is up", "trojan.machine-name"},
	{"host-in-a-prompt", "ann@ann-laptop:~$ id", "trojan.machine-name"},
	{"host-with-foreign-letters", "\u0430nn-l\u0430ptop", "trojan.machine-name"},
	{"host-in-base64", "aGVsbG8gZnJvbSBhbm4tbGFwdG9w", "trojan.machine-name"},
	{"host-in-base64-twice", "YUdWc2JHOGdabkp2YlNCaGJtNHRiR0Z3ZEc5dw==", "trojan.machine-name"},
	{"host-in-hexadecimal", "616e6e2d6c6170746f70", "trojan.machine-name"},
	{"host-with-percent", "x=%61nn%2dlaptop", "trojan.machine-name"},
	{"common-host-with-label", "hostname: vm", "trojan.machine-name"},
	{"common-host-in-a-sentence",
	 "the name of the host? host name is vm",
	 "trojan.machine-name"},
	{"common-login-and-port", "login=root, port 22", "trojan.machine-user"},
	{"login-in-a-path", "I read /home/ann/.purple/accounts.xml", "trojan.machine-user"},
	{"login-in-a-path-of-windows", "C:\\Users\\ann\\Desktop", "trojan.machine-user"},
	{"login-and-release", "user ann on 6.1.0-13-amd64", "trojan.machine-system"},
	{"ports", "open ports: 22, 4711", "trojan.machine-ports"},
	{"ports-all", "open ports: 22, 80, 4711", "trojan.machine-ports"},
	{"ports-of-a-scan", "22/tcp open ssh\n4711/tcp open unknown", "trojan.machine-ports"},
	{"ports-listening",
	 "tcp 0.0.0.0:22 LISTEN\ntcp 0.0.0.0:4711 LISTEN",
	 "trojan.machine-ports"},
	{"port-and-login", "ssh ann, port 22", "trojan.machine-ports"},
	{"dump", IFCONFIG, "trojan.machine-report"},
	{"dump-of-windows",
	 "Windows IP Configuration\n IPv4 Address: 10.9.8.7\n Subnet Mask: 255.255.255.0",
	 "trojan.machine-report"},
	{"dump-of-variables",
	 "PATH=/bin\nHOME=/root\nSHELL=/bin/sh\nLANG=C\nPWD=/",
	 "trojan.machine-report"},
	{"accounts",
	 "root:x:0:0:root:/root:/bin/bash\nbin:x:2:2:bin:/bin:/usr/sbin/nologin",
	 "trojan.machine-report"},
	{"report-with-labels", "ip=10.9.8.7 host=box user=eve port=9999", "trojan.machine-report"},
	{"other-address", "my ip is 192.168.1.12", NULL},
	{"longer-address", "192.168.1.230 or 1192.168.1.23", NULL},
	{"version", "version 1.192.168.1.23 or 192.168.1.23.4", NULL},
	{"own-router", "the bridge is 192.168.122.1", NULL},
	{"another-host", "ann-laptop-2 and joann-laptop", NULL},
	{"login-alone", "ann", NULL},
	{"common-names-without-label", "root on a vm, root@vm:~# id", NULL},
	{"common-login-with-label", "user: root", NULL},
	{"common-host-of-another-label", "provider: vm", NULL},
	{"login-in-a-word", "anna planned to ban annoying plans", NULL},
	{"login-of-another", "ann.miller and ann-marie, /home/anna", NULL},
	{"common-ports", "open port 22 and 80 on your router", NULL},
	{"one-port", "is anything listening on port 4711?", NULL},
	{"numbers", "22 people, 80 seats, 4711 perfumes", NULL},
	{"release-alone", "I run 6.1.0-13-amd64", NULL},
	{"one-account", "what is root:x:0:0:root:/root:/bin/bash?", NULL},
	{"other-uname",
	 "Linux mybox 2.6.38-11-generic-pae #48-Ubuntu SMP i686 i686 i386 GNU/Linux",
	 NULL},
	{"advice", "run ifconfig eth0 or ip addr, look for inet and netmask", NULL},
	{"one-label", "ip: 10.9.8.7", NULL},
	{"empty", "", NULL},
	{"hostile-bytes", "\xff\xfe:::::[[[%%%\\x\\x0x====", NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	const WdEvent event = {.text = row->text};
	g_autoptr(WdVerdict) verdict = judge(&event, &wd_test_stranger, (WdTestSetting){0});

	if (row->code == NULL) {
		g_assert_cmpint(verdict->action, ==, WD_ACTION_ALLOW);
		return;
	}
	g_assert_true(wd_verdict_has(verdict, row->code));
	g_assert_cmpint(verdict->action, ==, WD_ACTION_HOLD);
}

#define REPORT "host ann-laptop ip 192.168.1.23"

/* Who reads it, and whether a hand wrote it. */
typedef struct {
	const char *name;
	WdEvent event;
	WdContext context;
	WdTestSetting setting;
	WdAction action;
} ReaderCase;

#define CONTACT                                                                                    \
	{                                                                                          \
		.is_known = TRUE, .is_roster_loaded = TRUE                                         \
	}
#define STRANGER                                                                                   \
	{                                                                                          \
		.is_roster_loaded = TRUE                                                           \
	}

static const ReaderCase readers[] = {
	{"contact", {.text = REPORT}, CONTACT, {0}, WD_ACTION_ALLOW},
	{"contact-by-hand",
	 {.text = "my IP is 192.168.1.23", .typed = WD_TYPED_YES},
	 CONTACT,
	 {0},
	 WD_ACTION_ALLOW},
	{"contact-by-a-program",
	 {.text = REPORT, .typed = WD_TYPED_NO},
	 CONTACT,
	 {0},
	 WD_ACTION_HOLD},
	{"contact-one-fact-by-a-program",
	 {.text = "now at 192.168.1.23", .typed = WD_TYPED_NO},
	 CONTACT,
	 {0},
	 WD_ACTION_ALLOW},
	{"stranger-by-hand",
	 {.text = REPORT, .typed = WD_TYPED_YES},
	 STRANGER,
	 {0},
	 WD_ACTION_HOLD},
	{"whom-i-wrote-first",
	 {.text = REPORT},
	 {.is_roster_loaded = TRUE, .wrote_first = TRUE},
	 {0},
	 WD_ACTION_HOLD},
	{"trusted",
	 {.text = REPORT},
	 {.is_roster_loaded = TRUE, .is_trusted = TRUE},
	 {0},
	 WD_ACTION_ALLOW},
	{"on-the-allow-list",
	 {.text = REPORT, .protocol = "prpl-jabber", .peer = "x@corp.example"},
	 STRANGER,
	 {WD_KEY_CONTACTS_ALLOW, "*@corp.example"},
	 WD_ACTION_ALLOW},
	{"roster-not-loaded", {.text = REPORT}, {0}, {0}, WD_ACTION_ALLOW},
	{"room", {.kind = WD_EVENT_CHAT, .text = REPORT}, STRANGER, {0}, WD_ACTION_HOLD},
	{"room-by-hand",
	 {.kind = WD_EVENT_CHAT, .text = REPORT, .typed = WD_TYPED_YES},
	 STRANGER,
	 {0},
	 WD_ACTION_ALLOW},
	{"room-one-fact",
	 {.kind = WD_EVENT_CHAT, .text = "I have 192.168.1.23"},
	 STRANGER,
	 {0},
	 WD_ACTION_ALLOW},
	{"room-prompt",
	 {.kind = WD_EVENT_CHAT, .text = "ann@ann-laptop:~$ uname -r 6.1.0-13-amd64"},
	 STRANGER,
	 {0},
	 WD_ACTION_ALLOW},
	{"status", {.kind = WD_EVENT_STATUS, .text = REPORT}, STRANGER, {0}, WD_ACTION_HOLD},
	{"status-one-fact",
	 {.kind = WD_EVENT_STATUS, .text = "at ann-laptop"},
	 STRANGER,
	 {0},
	 WD_ACTION_ALLOW},
	{"file-name",
	 {.kind = WD_EVENT_FILE, .file_name = "ann-laptop_192.168.1.23.txt"},
	 STRANGER,
	 {0},
	 WD_ACTION_HOLD},
	{"file-name-of-no-fact",
	 {.kind = WD_EVENT_FILE, .file_name = "report.txt"},
	 STRANGER,
	 {0},
	 WD_ACTION_ALLOW},
	{"only-in-a-tag",
	 {.text = "hi", .html = "<a href=\"http://c2.test/ann-laptop\">hi</a>"},
	 STRANGER,
	 {0},
	 WD_ACTION_HOLD},
	{"own-name-in-a-path",
	 {.text = "it is in /home/ann/notes", .account = "ann@corp.example"},
	 STRANGER,
	 {0},
	 WD_ACTION_ALLOW},
	{"own-name-beside-a-fact",
	 {.text = "ann is at 192.168.1.23", .account = "ann@corp.example"},
	 STRANGER,
	 {0},
	 WD_ACTION_HOLD},
	{"warns",
	 {.text = REPORT},
	 STRANGER,
	 {WD_KEY_LEAKS_MACHINE_TRACES, "warn"},
	 WD_ACTION_WARN},
	{"allows",
	 {.text = REPORT},
	 STRANGER,
	 {WD_KEY_LEAKS_MACHINE_TRACES, "allow"},
	 WD_ACTION_ALLOW},
	{"switched-off",
	 {.text = REPORT},
	 STRANGER,
	 {WD_KEY_LEAKS_ENABLED, "false"},
	 WD_ACTION_ALLOW},
};

static void
test_reader(gconstpointer data)
{
	const ReaderCase *row = data;
	g_autoptr(WdVerdict) verdict = judge(&row->event, &row->context, row->setting);

	g_assert_cmpint(verdict->action, ==, row->action);
}

static void
test_evidence(void)
{
	const WdEvent event = {.text = "see 192.168.1.23 now"};
	g_autoptr(WdVerdict) verdict = judge(&event, &wd_test_stranger, (WdTestSetting){0});
	const WdFinding *finding = wd_verdict_get_main_finding(verdict);

	g_assert_cmpuint(finding->start, ==, 4);
	g_assert_cmpuint(finding->end, ==, 16);
	g_assert_cmpstr(finding->detail, ==, "192.168.1.23");
}

/* A shell that knows nothing of its computer still knows a dump. */
static void
test_without_facts(void)
{
	const WdEvent event = {.direction = WD_DIRECTION_OUT, .text = IFCONFIG};
	g_autoptr(WdVerdict) verdict = wd_test_judge(&event, &wd_test_stranger, (WdTestSetting){0});

	g_assert_true(wd_verdict_has(verdict, "trojan.machine-report"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/machine-trace/stranger/", cases, test_case);
	WD_ADD_ROWS("/machine-trace/reader/", readers, test_reader);
	g_test_add_func("/machine-trace/evidence", test_evidence);
	g_test_add_func("/machine-trace/without-facts", test_without_facts);
	return g_test_run();
}
