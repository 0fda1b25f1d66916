/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A pin: which key a server must show. The one thing that is compared is the SHA-256 of the
 * certificate's public key as it stands in there (SubjectPublicKeyInfo, as in RFC 7469): it stays
 * the same when the certificate is renewed with the same key. Pure.
 */
#define WD_CERTIFICATE_PIN_HASH_BYTES 32

typedef struct {
	gsize n_host; /* bytes of the item that name the host, perhaps with "*." in front */
	guint8 hash[WD_CERTIFICATE_PIN_HASH_BYTES];
} WdCertificatePin;

gboolean wd_certificate_pin_parse(const char *item, WdCertificatePin *pin);
gboolean wd_certificate_pins_name_host(const char *const *pins, const char *host);
gboolean wd_certificate_pins_allow(const char *const *pins, const char *host, const guint8 *hash);
