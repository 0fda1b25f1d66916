/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-certificate-pin.h"

#include <string.h>

#define ALGORITHM    "sha256/"
#define NOBODY       "none" /* pins every host to no key at all */
#define BASE64_CHARS 44     /* of 32 bytes, with the one "=" at the end */

static gboolean
is_base64(const char *text)
{
	for (gsize i = 0; i < BASE64_CHARS - 1; i++) {
		if (!g_ascii_isalnum(text[i]) && text[i] != '+' && text[i] != '/')
			return FALSE;
	}
	return text[BASE64_CHARS - 1] == '=' && text[BASE64_CHARS] == '\0';
}

static gboolean
parse_hash(const char *text, guint8 *hash)
{
	g_autofree guchar *bytes = NULL;
	gsize len = 0;

	if (!g_str_has_prefix(text, ALGORITHM))
		return FALSE;
	text += strlen(ALGORITHM);
	if (strlen(text) != BASE64_CHARS || !is_base64(text))
		return FALSE;
	bytes = g_base64_decode(text, &len);
	if (len != WD_CERTIFICATE_PIN_HASH_BYTES)
		return FALSE;
	memcpy(hash, bytes, len);
	return TRUE;
}

/* The star stands for whole labels in front. */
static gboolean
is_host(const char *text, gsize len)
{
	g_autofree char *host = g_strndup(text, len);
	const char *name = g_str_has_prefix(host, "*.") ? host + 2 : host;

	return *name != '\0' && *name != '.' && strpbrk(name, "/*@?#:\t") == NULL &&
	       strstr(name, "..") == NULL;
}

/**
 * wd_certificate_pin_parse:
 * @item: "corp.example sha256/BASE64", or "none"; valid UTF-8
 * @pin: (out): filled on success; "none" names no host and has no hash that anything could have
 *
 * Returns: whether @item is a pin
 */
gboolean
wd_certificate_pin_parse(const char *item, WdCertificatePin *pin)
{
	gsize n_host = strcspn(item, " ");

	memset(pin, 0, sizeof *pin);
	if (g_str_equal(item, NOBODY))
		return TRUE;
	if (item[n_host] != ' ' || !is_host(item, n_host) ||
	    !parse_hash(item + n_host + strspn(item + n_host, " "), pin->hash))
		return FALSE;
	pin->n_host = n_host;
	return TRUE;
}

/* Without the dot that a name in full ends with. */
static gsize
host_len(const char *host)
{
	gsize len = strlen(host);

	return len > 1 && host[len - 1] == '.' ? len - 1 : len;
}

static gboolean
names(const char *item, const WdCertificatePin *pin, const char *host)
{
	gsize len = host_len(host);
	gsize n_tail;

	if (pin->n_host == 0)
		return TRUE; /* none: no host has a key that will do */
	if (!g_str_has_prefix(item, "*."))
		return len == pin->n_host && g_ascii_strncasecmp(host, item, len) == 0;
	n_tail = pin->n_host - 1; /* with its dot */
	return len > n_tail && g_ascii_strncasecmp(host + len - n_tail, item + 1, n_tail) == 0;
}

/**
 * wd_certificate_pins_name_host:
 * @pins: (nullable): items; what is no pin is passed over
 * @host: the host whose certificate is looked at
 *
 * Returns: whether one of them is about @host, so that only pinned keys will do
 */
gboolean
wd_certificate_pins_name_host(const char *const *pins, const char *host)
{
	WdCertificatePin pin;

	for (; pins != NULL && *pins != NULL; pins++) {
		if (wd_certificate_pin_parse(*pins, &pin) && names(*pins, &pin, host))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_certificate_pins_allow:
 * @pins: (nullable): items; what is no pin is passed over
 * @host: the host whose certificate is looked at
 * @hash: %WD_CERTIFICATE_PIN_HASH_BYTES bytes: SHA-256 of the public key
 *
 * Returns: whether one of them is about @host and has this very key
 */
gboolean
wd_certificate_pins_allow(const char *const *pins, const char *host, const guint8 *hash)
{
	WdCertificatePin pin;

	for (; pins != NULL && *pins != NULL; pins++) {
		if (wd_certificate_pin_parse(*pins, &pin) && pin.n_host > 0 &&
		    names(*pins, &pin, host) && memcmp(pin.hash, hash, sizeof pin.hash) == 0)
			return TRUE;
	}
	return FALSE;
}
