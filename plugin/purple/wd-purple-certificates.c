/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-certificates.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-certificate-pin.h"
#include "purple/wd-refuse-account.h"
#include "purple/wd-safe-text.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-slot.h"
#include "purple/wd-tls-nss.h"
#include "purple/wd-tls-watch.h"

#define SCHEME   "x509"
#define VERIFIER "tls_cached" /* the one that libpurple gives to every connection */
#define BANNER   "tls-refused"

/* What a pinned key of the server's own makes up for: nobody else has it, so it says who the server
 * is better than an authority and a name. XMPP servers are often reached under another name than
 * that of the domain, which is the one in their certificate. A time that is over stays over. */
#define SAID_BY_THE_KEY                                                                            \
	(PURPLE_CERTIFICATE_SELF_SIGNED | PURPLE_CERTIFICATE_CA_UNKNOWN |                          \
	 PURPLE_CERTIFICATE_NAME_MISMATCH)

typedef PurpleCertificateVerificationRequest Request;
typedef void (*StartFunction)(Request *request);

/* Why not: a code for the trail, a sentence for the person. */
typedef struct {
	const char *code;
	char *text;
} Refusal;

static WdSlot start_slot;

/* In the order of the choices in the schema's row. */
static const WdTlsVersion versions[] = {
	WD_TLS_UNKNOWN, WD_TLS_1_0, WD_TLS_1_1, WD_TLS_1_2, WD_TLS_1_3};

static Refusal
refuse_version(const char *host, WdTlsVersion found, guint least)
{
	Refusal refusal = {.code = "account.tls-version"};

	if (found == WD_TLS_UNKNOWN)
		/* Translators: first a server, then a version such as "TLS 1.2". */
		refusal.text =
			g_strdup_printf(_("Not connected: it cannot be told which version of TLS "
					  "the connection to %s has, and the rules in force want "
					  "at least %s."),
					host,
					wd_tls_nss_name_version(versions[least]));
	else
		/* Translators: a server, then two versions such as "TLS 1.0" and "TLS 1.2". */
		refusal.text = g_strdup_printf(_("Not connected: %s offers %s, which can be broken "
						 "into, and the rules in force want at least %s."),
					       host,
					       wd_tls_nss_name_version(found),
					       wd_tls_nss_name_version(versions[least]));
	return refusal;
}

/* The worst first: one reason is enough. */
static const struct {
	PurpleCertificateInvalidityFlags flag;
	const char *text;
} flaws[] = {
	{PURPLE_CERTIFICATE_REVOKED, N_("it was withdrawn by whoever issued it")},
	{PURPLE_CERTIFICATE_NAME_MISMATCH, N_("it is made out to somebody else")},
	{PURPLE_CERTIFICATE_EXPIRED, N_("its time is over")},
	{PURPLE_CERTIFICATE_NOT_ACTIVATED, N_("its time has not come yet")},
	{PURPLE_CERTIFICATE_SELF_SIGNED, N_("nobody but the server itself vouches for it")},
	{PURPLE_CERTIFICATE_CA_UNKNOWN, N_("nobody who is known here vouches for it")},
	{PURPLE_CERTIFICATE_NO_CA_POOL, N_("nobody who is known here vouches for it")},
	{PURPLE_CERTIFICATE_INVALID_CHAIN, N_("it is not rightly signed")},
};

static Refusal
refuse_flaw(const char *host, PurpleCertificateInvalidityFlags flags)
{
	const char *flaw = _("it could not be looked at");

	for (guint i = 0; i < G_N_ELEMENTS(flaws); i++) {
		if ((flags & flaws[i].flag) != 0) {
			flaw = _(flaws[i].text);
			break;
		}
	}
	/* Translators: first a server, then what is wrong with its certificate. */
	return (Refusal){"account.certificate",
			 g_strdup_printf(_("Not connected: the certificate of %s will not do: %s. "
					   "Somebody may be listening in."),
					 host,
					 flaw)};
}

static Refusal
refuse_key(const char *host)
{
	/* Translators: %s is a server. */
	return (Refusal){"account.pin",
			 g_strdup_printf(_("Not connected: %s does not show the key that the rules "
					   "in force name for it. Somebody may be listening in; do "
					   "not try again from this network."),
					 host)};
}

/* All that is wrong with a certificate. That the person once accepted it is kept in a pool of
 * libpurple's, which is not looked at here. */
static PurpleCertificateInvalidityFlags
find_flaws(Request *request)
{
	PurpleCertificateInvalidityFlags flags = PURPLE_CERTIFICATE_NO_PROBLEMS;
	PurpleCertificatePool *authorities = purple_certificate_find_pool(SCHEME, "ca");

	if (authorities == NULL ||
	    !PURPLE_CERTIFICATE_SCHEME_HAS_FUNC(request->scheme, verify_cert))
		return PURPLE_CERTIFICATE_NO_CA_POOL;
	/* Asked for its side effect: authorities are loaded when they are first listed. */
	purple_certificate_pool_destroy_idlist(purple_certificate_pool_get_idlist(authorities));
	request->scheme->verify_cert(request, &flags);
	return flags;
}

static gboolean
is_pinned(const Request *request, const char *const *pins, const PurpleCertificate *certificate)
{
	guint8 hash[WD_CERTIFICATE_PIN_HASH_BYTES];

	return wd_tls_nss_hash_key(certificate, hash) &&
	       wd_certificate_pins_allow(pins, request->subject_name, hash);
}

/* The chain is what was found for the issuers' names. Each link is looked at, since a name is
 * nothing: whoever has one authority's word can make another one of any name below it. */
static gboolean
has_pinned_issuer(const Request *request, const char *const *pins)
{
	for (GList *l = request->cert_chain; l->next != NULL; l = l->next) {
		if (!purple_certificate_signed_by(l->data, l->next->data))
			return FALSE;
		if (is_pinned(request, pins, l->next->data))
			return TRUE;
	}
	return FALSE;
}

static Refusal
judge_pins(Request *request, const char *const *pins, const char *host)
{
	PurpleCertificateInvalidityFlags flags = find_flaws(request);
	gboolean is_own_key = is_pinned(request, pins, request->cert_chain->data);

	if (!is_own_key && !has_pinned_issuer(request, pins))
		return refuse_key(host);
	if (is_own_key)
		flags &= ~SAID_BY_THE_KEY;
	return flags == PURPLE_CERTIFICATE_NO_PROBLEMS ? (Refusal){NULL, NULL}
						       : refuse_flaw(host, flags);
}

/* What the rules say; @is_decided when nothing is left for libpurple to look at. */
static Refusal
judge(const WdPolicy *policy, Request *request, gboolean *is_decided)
{
	guint least = wd_policy_get_choice(policy, WD_KEY_ACCOUNTS_MIN_TLS_VERSION);
	const char *const *pins = wd_policy_get_list(policy, WD_KEY_ACCOUNTS_CERTIFICATE_PINS);
	const PurpleSslConnection *tls = wd_tls_watch_find(request->cb_data);
	WdTlsVersion version = tls != NULL ? wd_tls_nss_read_version(tls) : WD_TLS_UNKNOWN;
	g_autofree char *host = wd_safe_text(request->subject_name, WD_SAFE_NAME_CHARS);
	PurpleCertificateInvalidityFlags flags;

	*is_decided = TRUE;
	if (least > 0 && least < G_N_ELEMENTS(versions) && version < versions[least])
		return refuse_version(host, version, least);
	if (wd_certificate_pins_name_host(pins, request->subject_name))
		return judge_pins(request, pins, host);
	*is_decided = wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_STRICT_CERTIFICATES);
	if (!*is_decided)
		return (Refusal){NULL, NULL};
	flags = find_flaws(request);
	return flags == PURPLE_CERTIFICATE_NO_PROBLEMS ? (Refusal){NULL, NULL}
						       : refuse_flaw(host, flags);
}

/* Where the protocol does not say whose connection it is, its own words about the certificate are
 * the account's error, and ours stand in a banner. */
static void
tell(WdSession *session, const Request *request, const Refusal *refusal)
{
	const PurpleSslConnection *tls = wd_tls_watch_find(request->cb_data);
	PurpleConnection *owner = tls != NULL ? wd_tls_watch_find_owner(tls) : NULL;
	const WdAuditRecord record = {
		.event = "account.blocked",
		.severity = WD_SEVERITY_WARNING,
		.reason = refusal->code,
		.detail_key = "server",
		.detail = request->subject_name,
		.time_ms = wd_session_now_ms(session),
	};

	if (owner != NULL) {
		wd_refuse_account(session,
				  purple_connection_get_account(owner),
				  refusal->code,
				  PURPLE_CONNECTION_ERROR_CERT_OTHER_ERROR,
				  refusal->text);
		return;
	}
	wd_session_write_audit(session, &record);
	wd_session_banner(session, BANNER, refusal->text);
}

static void
guarded_start(Request *request)
{
	WdSession *session = wd_session_get();
	gboolean is_decided = FALSE;
	Refusal refusal = {NULL, NULL};

	if (session != NULL && request->cert_chain != NULL)
		refusal = judge(wd_session_get_policy(session), request, &is_decided);
	if (!is_decided) {
		((StartFunction)start_slot.stock)(request);
		return;
	}
	if (refusal.text != NULL)
		tell(session, request, &refusal);
	purple_certificate_verify_complete(request,
					   refusal.text == NULL ? PURPLE_CERTIFICATE_VALID
								: PURPLE_CERTIFICATE_INVALID);
	g_free(refusal.text);
}

/**
 * wd_purple_certificates_attach:
 * @session: the session
 */
void
wd_purple_certificates_attach(WdSession *session)
{
	PurpleCertificateVerifier *verifier = purple_certificate_find_verifier(SCHEME, VERIFIER);

	if (verifier != NULL)
		wd_slot_take(&start_slot,
			     WD_SLOT_PLACE(verifier->start_verification),
			     G_CALLBACK(guarded_start));
}

/**
 * wd_purple_certificates_detach:
 * @session: the session
 */
void
wd_purple_certificates_detach(WdSession *session)
{
	(void)wd_slot_give_back(&start_slot); /* off duty the function only hands on */
}
