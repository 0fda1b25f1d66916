/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-private-key.h"
#include "wd-rows.h"

#define BODY                                                                                       \
	"MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f" /* bytes 0 to 31        \
									    */
#define BEGIN "-----BEGIN PRIVATE KEY-----\n"
#define END   "\n-----END PRIVATE KEY-----"

/* Keys are counting bytes. */
typedef struct {
	const char *name;
	const char *text;
	gint start; /* -1: nothing */
	gint end;   /* -1: of the text */
} Case;

static const Case cases[] = {
	{"pem", "see " BEGIN BODY END, 4, -1},
	{"pem-begun", "-----BEGIN RSA PRIVATE KEY-----", 0, -1},
	{"pem-ended", "-----END EC PRIVATE KEY-----", 0, -1},
	{"openssh", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA", 0, -1},
	{"encrypted", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0BBQ0w", 0, -1},
	{"openpgp", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEZ", 0, -1},
	{"openvpn", "-----BEGIN OpenVPN Static key V1-----\n0123456789abcdef", 0, -1},
	{"ssh-dot-com", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAAA", 0, -1},
	{"putty", "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none", 0, -1},
	{"age",
	 "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZ is mine",
	 0,
	 69},
	{"in-base64-once-more",
	 "key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVnd",
	 5,
	 -1},
	{"certificate-in-base64",
	 "ca: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJJakFOQmdrcWhraUc",
	 -1,
	 0},
	{"bytes-of-ed25519", "use " BODY " please", 4, 68},
	{"bytes-of-rsa", "MIIEpAIBAAKCAQEAq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8S", 0, -1},
	{"bytes-of-pkcs8",
	 "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCrze8SNFZ4kKvN",
	 0,
	 -1},
	{"public-key",
	 "-----BEGIN PUBLIC KEY-----\n"
	 "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAq83vEjRWeJCrze8SNFZ4\n"
	 "-----END PUBLIC KEY-----",
	 -1,
	 0},
	{"certificate", "-----BEGIN CERTIFICATE-----\nMIIB", -1, 0},
	{"only-its-lines", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", -1, 0},
	{"behind-only-its-lines",
	 "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----\n" BEGIN BODY END,
	 53,
	 -1},
	{"talk", "the private key begins with five dashes -----", -1, 0},
	{"empty", "", -1, 0},
};

static void
test_find(gconstpointer data)
{
	const Case *row = data;
	gsize start = 0;
	gsize end = 0;
	gboolean is_found = wd_private_key_find(row->text, 0, &start, &end);

	g_assert_cmpint(is_found, ==, row->start >= 0);
	if (!is_found)
		return;
	g_assert_cmpuint(start, ==, (gsize)row->start);
	g_assert_cmpuint(end, ==, row->end < 0 ? strlen(row->text) : (gsize)row->end);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/private-key/", cases, test_find);
	return g_test_run();
}
