/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-sign.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/wd-bech32.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-ed25519.h"
#include "crypto/wd-hash.h"
#include "ctl/wd-json-text.h"
#include "engine/wd-error.h"
#include "engine/wd-limits.h"
#include "store/wd-private-file.h"

#define SECRET_PREFIX "wdsign-secret-"
#define PUBLIC_PREFIX "wdsign"
#define SIGNED_PREFIX "wdpolicysig1 "               /* of a .sig file; then base64 */
#define CONTEXT       "warden policy signature 1\n" /* what is signed begins so */
#define MAX_KEY_BYTES 4096

/* The first line that is no remark. */
static char *
find_word(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (*g_strstrip(lines[i]) != '\0' && lines[i][0] != '#')
			return g_strdup(lines[i]);
	}
	return g_strdup("");
}

static gboolean
parse_key(const char *prefix, const char *word, guint8 key[WD_ED25519_KEY_LEN], GError **error)
{
	gsize len = 0;
	g_autofree guint8 *bytes = wd_bech32_parse(prefix, word, &len, error);

	if (bytes == NULL)
		return FALSE;
	if (len != WD_ED25519_KEY_LEN) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "no key for policies");
		return FALSE;
	}
	memcpy(key, bytes, WD_ED25519_KEY_LEN);
	wd_hash_wipe(bytes, len);
	return TRUE;
}

static gboolean
load_secret(const char *path, guint8 seed[WD_ED25519_KEY_LEN], GError **error)
{
	gsize len;
	g_autofree char *text = wd_private_file_load(path, MAX_KEY_BYTES, &len, error);
	g_autofree char *word = text == NULL ? NULL : find_word(text);
	gboolean is_key = word != NULL && parse_key(SECRET_PREFIX, word, seed, error);

	if (text != NULL)
		wd_hash_wipe(text, len);
	if (word != NULL)
		wd_hash_wipe(word, strlen(word));
	return is_key;
}

/* Given as it is, or in a file. */
static gboolean
load_public(const char *key, guint8 public_key[WD_ED25519_KEY_LEN], GError **error)
{
	g_autofree char *text = NULL;
	g_autofree char *word = NULL;

	if (g_str_has_prefix(key, PUBLIC_PREFIX "1"))
		return parse_key(PUBLIC_PREFIX, key, public_key, error);
	if (!g_file_get_contents(key, &text, NULL, error))
		return FALSE;
	word = find_word(text);
	return parse_key(PUBLIC_PREFIX, word, public_key, error);
}

/* The name is signed, too: it decides which file counts last. */
static GBytes *
load_signed(const char *path, GError **error)
{
	g_autofree char *text = NULL;
	g_autofree char *name = g_path_get_basename(path);
	GString *message;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, error))
		return NULL;
	if (len > WD_LIMIT_POLICY_BYTES) {
		g_set_error(error, WD_ERROR, WD_ERROR_TOO_LONG, "%s: too long for a policy", path);
		return NULL;
	}
	message = g_string_new(CONTEXT);
	g_string_append_printf(message, "%s\n", name);
	g_string_append_len(message, text, (gssize)len);
	return g_string_free_to_bytes(message);
}

static gboolean
make_key(const WdCtl *ctl, const char *path, GError **error)
{
	guint8 seed[WD_ED25519_KEY_LEN];
	guint8 public_key[WD_ED25519_KEY_LEN];
	g_autofree char *secret_word = NULL;
	g_autofree char *public_word = NULL;
	g_autofree char *public_path = g_strconcat(path, ".pub", NULL);
	g_autofree char *text = NULL;
	gboolean is_made;

	wd_crypto_random_lasting(seed, sizeof seed);
	if (!wd_ed25519_get_public(seed, public_key)) {
		g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "no Ed25519 here");
		return FALSE;
	}
	secret_word = wd_bech32_format(SECRET_PREFIX, seed, sizeof seed);
	public_word = wd_bech32_format(PUBLIC_PREFIX, public_key, sizeof public_key);
	text = g_strdup_printf(
		"# key for policies; its public half is\n# %s\n%s\n", public_word, secret_word);
	is_made = wd_private_file_create(path, text, strlen(text), error);
	wd_hash_wipe(seed, sizeof seed);
	wd_hash_wipe(secret_word, strlen(secret_word));
	wd_hash_wipe(text, strlen(text));
	if (!is_made)
		return FALSE;
	wd_ctl_print(ctl, "%s\n", public_word);
	return g_file_set_contents(public_path, public_word, -1, error);
}

static gboolean
sign_file(const char *path, const guint8 seed[WD_ED25519_KEY_LEN], GError **error)
{
	g_autoptr(GBytes) message = load_signed(path, error);
	g_autofree char *sig_path = g_strconcat(path, ".sig", NULL);
	g_autofree char *base64 = NULL;
	g_autofree char *text = NULL;
	guint8 signature[WD_ED25519_SIGNATURE_LEN];
	gsize len;
	const void *bytes;

	if (message == NULL)
		return FALSE;
	bytes = g_bytes_get_data(message, &len);
	if (!wd_ed25519_sign(seed, bytes, len, signature)) {
		g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "no Ed25519 here");
		return FALSE;
	}
	base64 = g_base64_encode(signature, sizeof signature);
	text = g_strconcat(SIGNED_PREFIX, base64, "\n", NULL);
	return g_file_set_contents(sig_path, text, -1, error);
}

/**
 * wd_ctl_policy_sign:
 * @ctl: the command; its arguments are policy files
 *
 * Writes FILE.sig beside each; or makes a key, writes its public half into FILE.pub and prints it.
 *
 * Returns: %WD_CTL_CANNOT when a key or a file cannot be read, or a signature not be written
 */
WdCtlExit
wd_ctl_policy_sign(WdCtl *ctl)
{
	g_autofree char *key = NULL;
	g_autofree char *new_key = NULL;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &key, NULL, NULL},
		{"new-key", 0, 0, G_OPTION_ARG_FILENAME, &new_key, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	guint8 seed[WD_ED25519_KEY_LEN];
	g_autoptr(GError) error = NULL;
	gboolean is_good;

	if (!wd_ctl_parse(ctl, entries, 0, G_MAXUINT))
		return WD_CTL_USAGE;
	if ((key == NULL) == (new_key == NULL) || (key == NULL) != (ctl->args[0] == NULL)) {
		wd_ctl_complain(ctl, _("either --key FILE and policy files, or --new-key FILE"));
		return WD_CTL_USAGE;
	}
	is_good = wd_crypto_start(&error);
	if (new_key != NULL) {
		is_good = is_good && make_key(ctl, new_key, &error);
	} else {
		is_good = is_good && load_secret(key, seed, &error);
		for (guint i = 0; is_good && ctl->args[i] != NULL; i++)
			is_good = sign_file(ctl->args[i], seed, &error);
		wd_hash_wipe(seed, sizeof seed);
	}
	if (is_good)
		return WD_CTL_GOOD;
	wd_ctl_complain(ctl, "%s", error->message);
	return WD_CTL_CANNOT;
}

/* NULL: it is signed; else what is wrong. */
static const char *
find_fault(const char *path, const guint8 public_key[WD_ED25519_KEY_LEN])
{
	g_autoptr(GBytes) message = load_signed(path, NULL);
	g_autofree char *sig_path = g_strconcat(path, ".sig", NULL);
	g_autofree char *text = NULL;
	g_autofree guchar *signature = NULL;
	gsize sig_len = 0;
	gsize len;
	const void *bytes;

	if (message == NULL)
		return N_("cannot be read, or is too long for a policy");
	if (!g_file_get_contents(sig_path, &text, NULL, NULL))
		return N_("has no signature");
	if (g_str_has_prefix(text, SIGNED_PREFIX))
		signature = g_base64_decode(text + strlen(SIGNED_PREFIX), &sig_len);
	if (sig_len != WD_ED25519_SIGNATURE_LEN)
		return N_("has a signature that is none");
	bytes = g_bytes_get_data(message, &len);
	return wd_ed25519_verify(public_key, bytes, len, signature)
		       ? NULL
		       : N_("was changed or renamed, or signed with another key");
}

static void
print_fault(const WdCtl *ctl, const char *path, const char *fault)
{
	g_autoptr(GString) json = g_string_new("{");

	if (!ctl->is_json) {
		wd_ctl_print(ctl, "%s: %s\n", path, fault == NULL ? _("signed") : _(fault));
		return;
	}
	wd_json_text_member(json, "file", path);
	wd_json_text_key(json, "signed");
	g_string_append(json, fault == NULL ? "true" : "false");
	wd_json_text_member(json, "problem", fault);
	wd_ctl_print(ctl, "%s}\n", json->str);
}

/**
 * wd_ctl_policy_verify:
 * @ctl: the command; its arguments are policy files
 *
 * Looks whether each was signed by the owner of a key, and is unchanged since.
 *
 * Returns: %WD_CTL_FOUND when one was not, %WD_CTL_CANNOT when the key cannot be read
 */
WdCtlExit
wd_ctl_policy_verify(WdCtl *ctl)
{
	g_autofree char *key = NULL;
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &key, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	guint8 public_key[WD_ED25519_KEY_LEN];
	g_autoptr(GError) error = NULL;
	WdCtlExit result = WD_CTL_GOOD;

	if (!wd_ctl_parse(ctl, entries, 1, G_MAXUINT))
		return WD_CTL_USAGE;
	if (key == NULL) {
		wd_ctl_complain(ctl, _("--key is missing: the public key, or a file with it"));
		return WD_CTL_USAGE;
	}
	if (!wd_crypto_start(&error) || !load_public(key, public_key, &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		const char *fault = find_fault(ctl->args[i], public_key);

		print_fault(ctl, ctl->args[i], fault);
		if (fault != NULL)
			result = WD_CTL_FOUND;
	}
	return result;
}
