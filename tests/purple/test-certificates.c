/* SPDX-License-Identifier: GPL-2.0-or-later */
/* TLS connections of the real libpurple to a real server (openssl s_server), and what policy says
 * of them: version, flaws of the certificate, pinned keys. */
#include "config.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-fact.h"
#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "fakes/wd-null-xmpp.h"
#include "purple/wd-purple-certificates.h"
#include "purple/wd-tls-facts.h"
#include "purple/wd-tls-nss.h"
#include "purple/wd-tls-watch.h"

#define HOST    "im.corp.test"
#define WAIT_MS 20000 /* on a busy machine; a connection takes some milliseconds */

/* An authority, what it signed, what it did not, and one whose time is over. The hashes are
 * computed by somebody else than the code under test. */
static const char make_certificates[] =
	"set -e\n"
	"request() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \"$@\"; "
	"}\n"
	"request -days 2 -subj '/CN=Test authority' -keyout ca.key -out ca.pem\n"
	"for name in im:" HOST " other:mail.corp.test; do\n"
	"  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj \"/CN=${name#*:}\" "
	"-keyout \"${name%:*}.key\" -out request.pem\n"
	"  printf 'subjectAltName=DNS:%s\\n' \"${name#*:}\" >names\n"
	"  openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
	"-extfile names -out \"${name%:*}.pem\"\n"
	"done\n"
	"request -days 2 -subj '/CN=" HOST "' -addext 'subjectAltName=DNS:" HOST
	"' -keyout self.key -out self.pem\n"
	"openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=" HOST
	"' -keyout old.key -out request.pem\n"
	"printf 'subjectAltName=DNS:%s\\n' " HOST " >names\n"
	"openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days -1 "
	"-extfile names -out old.pem\n"
	"for name in ca im other self old; do\n"
	"  openssl x509 -in $name.pem -noout -pubkey | openssl pkey -pubin -outform der | "
	"openssl dgst -sha256 -binary | openssl enc -base64 | tr -d '\\n' >$name.pin\n"
	"done\n";

static char *folder;

static void
run(const char *script)
{
	g_autofree char *errors = NULL;
	char *arguments[] = {"/bin/sh", "-c", (char *)script, NULL};
	int status = -1;

	g_assert_true(g_spawn_sync(folder,
				   arguments,
				   NULL,
				   G_SPAWN_STDOUT_TO_DEV_NULL,
				   NULL,
				   NULL,
				   NULL,
				   &errors,
				   &status,
				   NULL));
	if (status != 0)
		g_error("%s", errors);
}

static char *
path_of(const char *name, const char *kind)
{
	g_autofree char *file = g_strconcat(name, kind, NULL);

	return g_build_filename(folder, file, NULL);
}

/* As an administrator does who puts the company's authority among the system's. */
static void
trust_authority(void)
{
	g_autofree char *path = path_of("ca", ".pem");
	PurpleCertificateScheme *scheme = purple_certificate_find_scheme("x509");
	PurpleCertificatePool *pool = purple_certificate_find_pool("x509", "ca");
	PurpleCertificate *authority;

	g_assert_nonnull(scheme);
	purple_certificate_pool_destroy_idlist(purple_certificate_pool_get_idlist(pool));
	authority = purple_certificate_import(scheme, path);
	g_assert_nonnull(authority);
	g_assert_true(purple_certificate_pool_store(pool, "Test authority", authority));
	purple_certificate_destroy(authority);
}

static struct sockaddr_in
local(guint16 port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
				    .sin_port = htons(port),
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static guint16
find_free_port(void)
{
	struct sockaddr_in address = local(0);
	socklen_t len = sizeof address;
	int probe = socket(AF_INET, SOCK_STREAM, 0);

	g_assert_cmpint(bind(probe, (struct sockaddr *)&address, len), ==, 0);
	g_assert_cmpint(getsockname(probe, (struct sockaddr *)&address, &len), ==, 0);
	close(probe);
	return ntohs(address.sin_port);
}

static gboolean
is_listening(guint16 port)
{
	struct sockaddr_in address = local(port);
	int probe = socket(AF_INET, SOCK_STREAM, 0);
	gboolean is = connect(probe, (struct sockaddr *)&address, sizeof address) == 0;

	close(probe);
	return is;
}

static GPid
start_server(const char *name, const char *version, guint16 port)
{
	g_autofree char *certificate = path_of(name, ".pem");
	g_autofree char *key = path_of(name, ".key");
	g_autofree char *place = g_strdup_printf("127.0.0.1:%u", port);
	char *arguments[] = {"openssl",
			     "s_server",
			     "-quiet",
			     "-accept",
			     place,
			     "-cert",
			     certificate,
			     "-key",
			     key,
			     (char *)version,
			     NULL};
	GPid pid = 0;

	g_assert_true(g_spawn_async(folder,
				    arguments,
				    NULL,
				    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
					    G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
				    NULL,
				    NULL,
				    &pid,
				    NULL));
	for (guint i = 0; i < WAIT_MS / 10 && !is_listening(port); i++)
		wd_null_purple_turn(10);
	return pid;
}

static void
stop_server(GPid pid)
{
	int status;

	g_assert_cmpint(kill(pid, SIGKILL), ==, 0);
	g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
	g_spawn_close_pid(pid);
}

typedef struct {
	const char *name;
	const char *server; /* which certificate */
	const char *offers; /* of openssl s_server */
	const char *least;
	const char *strict;
	const char *pin;     /* (nullable): "HOST NAME": the key of that certificate */
	gboolean is_orphan;  /* nobody says whose connection it is */
	gboolean is_asked;   /* by libpurple */
	const char *refusal; /* (nullable): part of what is said; NULL and not asked: connected */
} Case;

static const Case cases[] = {
	{"no-rules", "im", "-tls1_2", "any", "false", NULL, FALSE, FALSE, NULL},
	{"no-rules-and-nobody-vouches", "self", "-tls1_2", "any", "false", NULL, FALSE, TRUE, NULL},
	{"new-enough", "im", "-tls1_2", "1.2", "false", NULL, FALSE, FALSE, NULL},
	{"newer", "im", "-tls1_3", "1.2", "false", NULL, FALSE, FALSE, NULL},
	{"newest", "im", "-tls1_3", "1.3", "true", NULL, FALSE, FALSE, NULL},
	{"too-old", "im", "-tls1_2", "1.3", "false", NULL, FALSE, FALSE, "offers TLS 1.2"},
	{"too-old-for-an-orphan", "im", "-tls1_2", "1.3", "false", NULL, TRUE, FALSE, "TLS 1.2"},
	{"strict", "im", "-tls1_3", "any", "true", NULL, FALSE, FALSE, NULL},
	{"strict-and-nobody-vouches",
	 "self",
	 "-tls1_3",
	 "any",
	 "true",
	 NULL,
	 FALSE,
	 FALSE,
	 "nobody but the server"},
	{"strict-and-somebody-else",
	 "other",
	 "-tls1_3",
	 "any",
	 "true",
	 NULL,
	 FALSE,
	 FALSE,
	 "made out to somebody else"},
	{"strict-and-over", "old", "-tls1_3", "any", "true", NULL, FALSE, FALSE, "time is over"},
	{"strict-orphan", "self", "-tls1_3", "any", "true", NULL, TRUE, FALSE, "nobody but"},
	{"pinned", "im", "-tls1_3", "any", "false", HOST " im", FALSE, FALSE, NULL},
	{"pinned-below", "im", "-tls1_3", "any", "false", "*.corp.test im", FALSE, FALSE, NULL},
	{"pinned-authority", "im", "-tls1_3", "any", "true", HOST " ca", FALSE, FALSE, NULL},
	{"pinned-and-nobody-vouches",
	 "self",
	 "-tls1_3",
	 "any",
	 "true",
	 HOST " self",
	 FALSE,
	 FALSE,
	 NULL},
	{"pinned-under-another-name",
	 "other",
	 "-tls1_3",
	 "any",
	 "true",
	 HOST " other",
	 FALSE,
	 FALSE,
	 NULL},
	{"authority-pinned-and-another-name",
	 "other",
	 "-tls1_3",
	 "any",
	 "false",
	 HOST " ca",
	 FALSE,
	 FALSE,
	 "made out to somebody else"},
	{"pinned-and-over",
	 "old",
	 "-tls1_3",
	 "any",
	 "false",
	 HOST " old",
	 FALSE,
	 FALSE,
	 "time is over"},
	{"other-pin", "im", "-tls1_3", "any", "false", HOST " self", FALSE, FALSE, "the key that"},
	{"pin-of-another-host", "im", "-tls1_3", "any", "false", "a.test self", FALSE, FALSE, NULL},
	{"pinned-to-nothing",
	 "im",
	 "-tls1_3",
	 "any",
	 "false",
	 "none",
	 FALSE,
	 FALSE,
	 "the key that"},
	{"authority-that-did-not-sign",
	 "self",
	 "-tls1_3",
	 "any",
	 "false",
	 HOST " ca",
	 FALSE,
	 FALSE,
	 "the key that"},
};

static gboolean is_connected;
static gboolean is_failed;
static PurpleSslConnection *open_connection;

static void
connected(gpointer data, PurpleSslConnection *tls, PurpleInputCondition condition)
{
	is_connected = TRUE;
	open_connection = tls;
}

static void
close_connection(void)
{
	g_clear_pointer(&open_connection, purple_ssl_close);
}

static void
failed(PurpleSslConnection *tls, PurpleSslErrorType error, gpointer data)
{
	is_failed = TRUE;
}

static void
set_pin(const char *pin)
{
	const char *name = strchr(pin, ' ');
	g_autofree char *item = NULL;

	if (name == NULL) {
		item = g_strdup(pin);
	} else {
		g_autofree char *path = path_of(name + 1, ".pin");
		g_autofree char *hash = NULL;

		g_assert_true(g_file_get_contents(path, &hash, NULL, NULL));
		item = g_strdup_printf("%.*s sha256/%s", (int)(name - pin), pin, hash);
	}
	fake_session_set_policy(WD_KEY_ACCOUNTS_CERTIFICATE_PINS, item, WD_LEVEL_IT_MANAGED);
}

static void
apply(const Case *row)
{
	fake_session_set_policy(WD_KEY_ACCOUNTS_MIN_TLS_VERSION, row->least, WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(
		WD_KEY_ACCOUNTS_STRICT_CERTIFICATES, row->strict, WD_LEVEL_IT_MANAGED);
	if (row->pin != NULL)
		set_pin(row->pin);
}

static void
connect_to_server(guint16 port, PurpleConnection *owner)
{
	is_connected = FALSE;
	is_failed = FALSE;
	g_assert_nonnull(purple_ssl_connect_with_ssl_cn(
		NULL, "127.0.0.1", port, connected, failed, HOST, owner));
	for (guint i = 0; i < WAIT_MS / 10 && !is_connected && !is_failed; i++) {
		if (wd_null_purple_find_request() != NULL)
			return;
		wd_null_purple_turn(10);
	}
}

static void
check_refusal(const Case *row, PurpleAccount *account)
{
	const PurpleConnectionErrorInfo *error = purple_account_get_current_error(account);

	g_assert_true(is_failed);
	g_assert_null(wd_null_purple_find_request());
	g_assert_cmpuint(fake_session_count_audits("account.blocked"), ==, 1);
	if (row->is_orphan) {
		g_assert_cmpuint(wd_null_purple_count(fake_session_banners(), row->refusal), ==, 1);
		return;
	}
	g_assert_nonnull(error);
	g_assert_nonnull(strstr(error->description, row->refusal));
	g_assert_cmpuint(fake_session_banners()->len, ==, 0);
}

static void
check_question(void)
{
	WdNullRequest *request = wd_null_purple_find_request();

	g_assert_nonnull(request);
	g_assert_false(is_connected);
	wd_null_purple_answer(request, "Reject", NULL);
	g_assert_true(is_failed);
}

/* What a certificate was stored for once must not outlive the row. */
static void
forget_certificates(void)
{
	PurpleCertificatePool *pool = purple_certificate_find_pool("x509", "tls_peers");

	(void)purple_certificate_pool_delete(pool, HOST); /* none was stored: nothing to do */
}

static void
begin(void)
{
	wd_null_purple_forget();
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	wd_tls_watch_attach(wd_session_get());
	wd_purple_certificates_attach(wd_session_get());
}

static void
end(void)
{
	wd_purple_certificates_detach(wd_session_get());
	wd_tls_watch_detach(wd_session_get());
	fake_session_stop();
	forget_certificates();
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	guint16 port = find_free_port();
	GPid server = start_server(row->server, row->offers, port);
	PurpleAccount *account;

	begin();
	account = wd_null_purple_sign_on("me@corp.test");
	apply(row);
	connect_to_server(port, row->is_orphan ? NULL : purple_account_get_connection(account));
	if (row->is_asked)
		check_question();
	else if (row->refusal != NULL)
		check_refusal(row, account);
	else
		g_assert_true(is_connected);
	close_connection();
	wd_null_purple_turn(0);
	wd_null_purple_sign_off(account);
	end();
	stop_server(server);
}

/* Libpurple keeps what the person accepted, and NSS trusts it from then on. */
static void
test_accepted_once(void)
{
	guint16 port = find_free_port();
	GPid server = start_server("self", "-tls1_3", port);
	PurpleSslConnection *first;
	PurpleAccount *account;

	begin();
	account = wd_null_purple_sign_on("me@corp.test");
	connect_to_server(port, NULL);
	wd_null_purple_answer(wd_null_purple_find_request(), "Accept", NULL);
	g_assert_true(is_connected);
	first = open_connection; /* NSS knows a certificate as long as somebody uses it */
	fake_session_set_policy(WD_KEY_ACCOUNTS_STRICT_CERTIFICATES, "true", WD_LEVEL_IT_MANAGED);
	connect_to_server(port, NULL);
	g_assert_true(is_failed);
	g_assert_null(wd_null_purple_find_request());
	purple_ssl_close(first);
	wd_null_purple_sign_off(account);
	end();
	stop_server(server);
}

static const WdFact *
find_fact(const GPtrArray *facts, const char *code)
{
	for (guint i = 0; i < facts->len; i++) {
		const WdFact *fact = g_ptr_array_index(facts, i);

		if (g_str_equal(fact->code, code))
			return fact;
	}
	return NULL;
}

/* For the status page: a real connection's version, and a stream that was never handed to TLS. */
static void
test_facts(void)
{
	guint16 port = find_free_port();
	GPid server = start_server("im", "-tls1_2", port);
	g_autoptr(GPtrArray) facts = wd_facts_new();
	g_autoptr(GPtrArray) in_the_clear = wd_facts_new();
	PurpleAccount *xmpp;
	PurpleAccount *account;

	begin();
	account = wd_null_purple_sign_on("me@corp.test");
	connect_to_server(port, purple_account_get_connection(account));
	g_assert_true(is_connected);
	wd_tls_facts_gather(facts);
	g_assert_cmpstr(find_fact(facts, "tls.encrypted")->detail, ==, "me@corp.test, TLS 1.2");
	close_connection();
	wd_null_purple_sign_off(account);
	wd_null_xmpp_register();
	xmpp = wd_null_xmpp_sign_on("me@corp.example/desk");
	wd_tls_facts_gather(in_the_clear);
	g_assert_nonnull(find_fact(in_the_clear, "tls.clear"));
	g_assert_null(find_fact(in_the_clear, "tls.encrypted"));
	wd_null_purple_sign_off(xmpp);
	purple_accounts_delete(xmpp);
	wd_null_xmpp_forget();
	end();
	stop_server(server);
}

static void
test_hands_on_after_duty(void)
{
	PurpleCertificateVerifier *verifier =
		purple_certificate_find_verifier("x509", "tls_cached");
	void (*stock)(PurpleCertificateVerificationRequest *) = verifier->start_verification;

	begin();
	g_assert_true(verifier->start_verification != stock);
	end();
	g_assert_true(verifier->start_verification == stock);
}

static void
set_up_folder(void)
{
	g_autofree char *template = g_build_filename(g_get_tmp_dir(), "wd-tls-XXXXXX", NULL);

	folder = g_strdup(g_mkdtemp(template));
	g_assert_nonnull(folder);
	run(make_certificates);
}

static void
remove_folder(void)
{
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_assert_cmpint(g_unlink(path), ==, 0);
	}
	g_dir_close(dir);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_free(folder);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	set_up_folder();
	wd_null_purple_start();
	g_assert_true(purple_ssl_is_supported());
	g_assert_true(wd_tls_nss_is_in_use());
	trust_authority();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/certificates/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/certificates/accepted-once", test_accepted_once);
	g_test_add_func("/certificates/facts", test_facts);
	g_test_add_func("/certificates/hands-on-after-duty", test_hands_on_after_duty);
	status = g_test_run();
	wd_null_purple_stop();
	remove_folder();
	return status;
}
