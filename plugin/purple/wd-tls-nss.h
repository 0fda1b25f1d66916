/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-certificate-pin.h"

/*
 * What libpurple keeps to itself of a TLS connection and of a certificate, read where it is: in
 * NSS, which libpurple's TLS plugin uses in every distribution that we know. Where it uses another
 * library nothing can be read, and the caller has to take that for a no. The only file that
 * includes NSS.
 */

/* The versions as they stand on the wire, so that they can be compared. */
typedef enum {
	WD_TLS_UNKNOWN = 0,
	WD_TLS_1_0 = 0x0301,
	WD_TLS_1_1 = 0x0302,
	WD_TLS_1_2 = 0x0303,
	WD_TLS_1_3 = 0x0304,
} WdTlsVersion;

gboolean wd_tls_nss_is_in_use(void);
WdTlsVersion wd_tls_nss_read_version(const PurpleSslConnection *tls);
const char *wd_tls_nss_name_version(WdTlsVersion version);
gboolean wd_tls_nss_hash_key(const PurpleCertificate *certificate, guint8 *hash);
