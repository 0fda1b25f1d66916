/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-tls-nss.h"

#include <cert.h>
#include <ssl.h>

/* The beginning of what libpurple's ssl-nss.c keeps of a connection; the same in all of 2.x. */
typedef struct {
	PRFileDesc *socket;
	PRFileDesc *tls;
} NssConnection;

static gboolean
is_loaded(const char *id)
{
	PurplePlugin *plugin = purple_plugins_find_with_id(id);

	return plugin != NULL && purple_plugin_is_loaded(plugin);
}

/**
 * wd_tls_nss_is_in_use:
 *
 * Returns: whether libpurple's TLS is NSS: only then do the other functions here find anything
 */
gboolean
wd_tls_nss_is_in_use(void)
{
	return is_loaded("ssl-nss") && !is_loaded("ssl-gnutls");
}

/**
 * wd_tls_nss_read_version:
 * @tls: a connection whose handshake is done
 *
 * Returns: which version of TLS the two sides agreed on; %WD_TLS_UNKNOWN if it cannot be told
 */
WdTlsVersion
wd_tls_nss_read_version(const PurpleSslConnection *tls)
{
	const NssConnection *nss = tls->private_data;
	SSLChannelInfo channel = {0};

	if (!wd_tls_nss_is_in_use() || nss == NULL || nss->tls == NULL ||
	    SSL_GetChannelInfo(nss->tls, &channel, sizeof channel) != SECSuccess)
		return WD_TLS_UNKNOWN;
	return (WdTlsVersion)channel.protocolVersion;
}

/**
 * wd_tls_nss_name_version:
 * @version: a version
 *
 * Returns: (transfer none) (nullable): "TLS 1.2"; NULL if it is not known
 */
const char *
wd_tls_nss_name_version(WdTlsVersion version)
{
	switch (version) {
	case WD_TLS_UNKNOWN:
		return NULL;
	case WD_TLS_1_0:
		return "TLS 1.0";
	case WD_TLS_1_1:
		return "TLS 1.1";
	case WD_TLS_1_2:
		return "TLS 1.2";
	case WD_TLS_1_3:
		return "TLS 1.3";
	default: /* a later one, or one before TLS */
		return version < WD_TLS_1_0 ? "SSL" : "TLS";
	}
}

static CERTCertificate *
get_nss_certificate(const PurpleCertificate *certificate)
{
	return wd_tls_nss_is_in_use() ? certificate->data : NULL;
}

/**
 * wd_tls_nss_hash_key:
 * @certificate: of the scheme "x509"
 * @hash: (out): %WD_CERTIFICATE_PIN_HASH_BYTES bytes: SHA-256 of its SubjectPublicKeyInfo
 *
 * Returns: whether @hash was filled
 */
gboolean
wd_tls_nss_hash_key(const PurpleCertificate *certificate, guint8 *hash)
{
	const CERTCertificate *nss = get_nss_certificate(certificate);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize len = WD_CERTIFICATE_PIN_HASH_BYTES;

	if (nss == NULL || nss->derPublicKey.data == NULL || nss->derPublicKey.len == 0)
		return FALSE;
	g_checksum_update(sum, nss->derPublicKey.data, nss->derPublicKey.len);
	g_checksum_get_digest(sum, hash, &len);
	return TRUE;
}
