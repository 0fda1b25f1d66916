/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-password.h"

#include <string.h>

#define MAX_FILLERS   4   /* words between: "for the guest wifi" */
#define MAX_VALUE     72  /* bytes: bcrypt's own bound, and nobody types more */
#define MAX_WORD      128 /* bytes between gaps; more is no word of a sentence */
#define MIN_VALUE     6
#define MIN_PIN       4
#define MAX_PIN       8
#define MIN_UNNAMED   8 /* of a value that no "is" announces */
#define QUOTES        "\"'`"
#define TRAILING      ".,;!?)]\"'`"
#define PLAIN_SYMBOLS "-'./,;:()[]\"`~" /* in words, paths and names, too */

const char *const wd_password_words[] = {
	[WD_PASSWORD_STRONG] =
		"password|passwd|passphrase|passcode|passwort|kennwort|mot de passe|mdp|"
		"contraseña|contrasena|Contraseña|senha|wachtwoord|hasło|haslo|lösenord|losenord|"
		"passord|adgangskode|salasana|şifre|Şifre|пароль|Пароль|heslo|jelszó|lozinka|密码|"
		"密碼|パスワード|비밀번호|mật khẩu|κωδικός|סיסמה|كلمة المرور|كلمة السر|kata sandi|"
		"รหัสผ่าน|पासवर्ड|pwd|pw|wifi key|wi-fi key|wlan key|wpa key|network key|"
		"wlan-schlüssel|wlan schlüssel|wpa-schlüssel|netzwerkschlüssel|clé wifi|clave wifi",
	[WD_PASSWORD_WEAK] = "pass|clave|parola|kodeord|sifre|geslo",
	[WD_PASSWORD_PIN] = "pin|pincode|pin-code|пин-код|пин|code pin|geheimzahl",
};

/* What stands between the word and its value. */
static const char *const givers[] = {
	"is",  "are", "was", "ist", "lautet", "war",   "est", "es", "è",    "é",    "är",   "jest",
	"это", "to:", "is:", "on",  "er",     "=",     ":",   ":=", "=>",   "->",   "==",   "–",
	"-",   "是",  "は",  "：",  "now",    "still", "set", "be", "sera", "será", "wird", "sarà",
};

/* Givers of languages that put no gap behind them. */
static const char *const attached[] = {"是", "为", "為", "は", "은", "는"};

/* What is said about passwords rather than given as one, digits and all. */
static const char *const technical[] = {
	"md5",    "sha1",   "sha256",   "sha512", "base64", "utf8",      "utf-8",
	"pbkdf2", "argon2", "argon2id", "x509",   "oauth2", "sha-256",   "sha-512",
	"2fa",    "win2k",  "rot13",    "ascii",  "scrypt", "127.0.0.1", "localhost",
};

/* A value, by what its bytes are. */
typedef struct {
	gsize len;
	guint n_lower;
	guint n_upper;
	guint n_digits;
	guint n_symbols; /* that stand in no ordinary word */
	guint n_plain;   /* that do */
	guint n_others;  /* letters beyond ASCII */
} Value;

static Value
measure(const char *at, gsize len)
{
	Value value = {.len = len};

	for (gsize i = 0; i < len; i++) {
		char c = at[i];

		value.n_lower += g_ascii_islower(c);
		value.n_upper += g_ascii_isupper(c);
		value.n_digits += g_ascii_isdigit(c);
		value.n_others += (guchar)c >= 0x80;
		if (!g_ascii_isalnum(c) && (guchar)c < 0x80)
			*(strchr(PLAIN_SYMBOLS, c) != NULL ? &value.n_plain : &value.n_symbols) +=
				1;
	}
	return value;
}

static gboolean
is_technical(const char *at, gsize len)
{
	for (guint i = 0; i < G_N_ELEMENTS(technical); i++) {
		if (strlen(technical[i]) == len && g_ascii_strncasecmp(technical[i], at, len) == 0)
			return TRUE;
	}
	return FALSE;
}

/* A place to fill in, an option, a path, an address of a page or of a person. */
static gboolean
is_something_else(const char *at, gsize len)
{
	const char *host = memchr(at, '@', len);

	return strchr("<{[(-/~$%|&\\*.?", at[0]) != NULL || g_strstr_len(at, (gssize)len, "://") ||
	       g_strstr_len(at, (gssize)len, "***") || g_strstr_len(at, (gssize)len, "xxx") ||
	       g_strstr_len(at, (gssize)len, "...") || memchr(at, '>', len) != NULL ||
	       g_strstr_len(at, (gssize)len, "()") ||
	       (host != NULL && memchr(host, '.', len - (gsize)(host - at)) != NULL) ||
	       is_technical(at, len);
}

static guint
count_classes(const Value *value)
{
	return (value->n_lower > 0) + (value->n_upper > 0) + (value->n_digits > 0) +
	       (value->n_symbols > 0);
}

/* "hunter2", "S3cure#99", "p@ssword", but not "wrong", "8-character" or "12.04". */
static gboolean
looks_secret(const Value *value)
{
	guint n_letters = value->n_lower + value->n_upper + value->n_others;

	if (value->len < MIN_VALUE)
		return FALSE;
	if (value->n_digits > 0 && n_letters >= 2 && value->n_plain == 0)
		return TRUE;
	if (value->n_symbols > 0 && n_letters >= 3)
		return TRUE;
	if (value->n_digits >= MIN_VALUE && n_letters == 0 && value->n_plain == 0)
		return TRUE;
	return count_classes(value) >= 3;
}

/* Without anything that announces it, it must be unmistakable. */
static gboolean
looks_unmistakable(const Value *value)
{
	return value->len >= MIN_UNNAMED && value->n_symbols > 0 && value->n_digits > 0 &&
	       value->n_lower + value->n_upper >= 3;
}

static gboolean
is_pin(const Value *value)
{
	return value->len >= MIN_PIN && value->len <= MAX_PIN && value->n_digits == value->len;
}

static gsize
skip_gaps(const char *text, gsize at)
{
	return at + strspn(text + at, " \t");
}

static gsize
get_word_length(const char *at)
{
	gsize len = 0;

	while (len <= MAX_WORD && at[len] != '\0' && strchr(" \t\r\n", at[len]) == NULL)
		len++;
	return len <= MAX_WORD ? len : 0;
}

static gboolean
is_giver(const char *at, gsize len)
{
	for (guint i = 0; i < G_N_ELEMENTS(givers); i++) {
		if (strlen(givers[i]) == len && g_ascii_strncasecmp(givers[i], at, len) == 0)
			return TRUE;
	}
	return FALSE;
}

/* The value at @at, without what belongs to the sentence. */
static gsize
trim(const char *at, gsize len)
{
	while (len > 0 && strchr(TRAILING, at[len - 1]) != NULL)
		len--;
	return len;
}

/* A quoted value may have gaps in it, and may be a plain word. */
static gsize
read_quoted(const char *at)
{
	gsize len = 0;

	while (len <= MAX_VALUE && strchr("\n", at[1 + len]) == NULL && at[1 + len] != at[0])
		len++;
	return len <= MAX_VALUE && at[1 + len] == at[0] ? len : 0;
}

static gboolean
is_secret(const char *at, gsize len, WdPasswordWord word, gboolean is_given)
{
	const Value value = measure(at, len);

	if (len == 0 || len > MAX_VALUE || is_something_else(at, len))
		return FALSE;
	if (word == WD_PASSWORD_PIN)
		return is_given && is_pin(&value);
	if (!is_given)
		return looks_unmistakable(&value);
	return looks_secret(&value);
}

static gboolean
read_value(const char *text,
	   gsize at,
	   WdPasswordWord word,
	   gboolean is_given,
	   gsize *start,
	   gsize *end)
{
	gsize n_quoted = text[at] != '\0' && strchr(QUOTES, text[at]) ? read_quoted(text + at) : 0;
	gsize len;

	if (n_quoted > 0)
		at++;
	else
		at += strspn(text + at, QUOTES);
	len = n_quoted > 0 ? n_quoted : trim(text + at, get_word_length(text + at));
	if (!is_secret(text + at, len, word, is_given))
		return FALSE;
	*start = at;
	*end = at + len;
	return TRUE;
}

/* "pwd=Winter2025", "DB_PASSWORD: x", "password:hunter2". */
static gsize
skip_sign(const char *text, gsize at)
{
	gsize sign = skip_gaps(text, at + strspn(text + at, QUOTES "]"));

	if (strchr("=:", text[sign]) == NULL || text[sign] == '\0')
		return 0;
	return skip_gaps(text, sign + strspn(text + sign, "=:>"));
}

/* Where a value begins that follows without a gap; 0 when there is none. */
static gsize
skip_attached(const char *text, gsize at)
{
	for (guint i = 0; i < G_N_ELEMENTS(attached); i++) {
		if (g_str_has_prefix(text + at, attached[i]))
			return skip_gaps(text, at + strlen(attached[i]));
	}
	return 0;
}

static gboolean
is_letter(char c)
{
	return g_ascii_isalpha(c) || (guchar)c >= 0x80;
}

/* Languages without gaps put the word and what follows together. */
static gboolean
is_word(const char *text, gsize start, gsize end)
{
	if ((guchar)text[start] >= 0xe0)
		return TRUE;
	return (start == 0 || !is_letter(text[start - 1])) && !is_letter(text[end]) &&
	       text[end] != '-' && !g_ascii_isdigit(text[end]);
}

/**
 * wd_password_read:
 * @text: nul-terminated text
 * @word: what kind of word stands there
 * @word_start: where a word for password begins
 * @word_end: byte behind it
 * @start: (out): first byte of the value
 * @end: (out): byte behind it
 *
 * Looks for the value that belongs to the word, in the same line and a few words on. Takes time in
 * proportion to those.
 *
 * Returns: whether there is one; the out parameters are set only then
 */
gboolean
wd_password_read(const char *text,
		 WdPasswordWord word,
		 gsize word_start,
		 gsize word_end,
		 gsize *start,
		 gsize *end)
{
	gsize at = skip_sign(text, word_end);

	if (at == 0)
		at = skip_attached(text, word_end);
	if (!is_word(text, word_start, word_end))
		return FALSE;
	if (at > 0)
		return read_value(text, at, word, TRUE, start, end);
	at = skip_gaps(text, word_end);
	for (guint i = 0; i <= MAX_FILLERS; i++) {
		gsize n_word = get_word_length(text + at);
		gsize next;

		if (n_word == 0)
			return FALSE;
		if (is_giver(text + at, n_word) && word != WD_PASSWORD_WEAK)
			return read_value(
				text, skip_gaps(text, at + n_word), word, TRUE, start, end);
		if (i == 0 && read_value(text, at, word, FALSE, start, end))
			return TRUE;
		next = skip_sign(text, at + n_word - (text[at + n_word - 1] == ':'));
		if (next > 0 && word != WD_PASSWORD_WEAK)
			return read_value(text, next, word, TRUE, start, end);
		at = skip_gaps(text, at + n_word);
	}
	return FALSE;
}
