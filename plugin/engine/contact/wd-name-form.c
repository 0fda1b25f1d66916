/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/contact/wd-name-form.h"

#include <string.h>

#include "engine/data/wd-first-names.h"
#include "engine/text/wd-normalise.h"
#include "engine/text/wd-utf8.h"

#define MAX_BYTES (4 * WD_NAME_MAX_LETTERS) /* of a name in UTF-8 */

/* What addresses are called that belong to nobody in particular. */
static const char *const common_words[] = {
	"info",       "guest",     "user",   "admin",  "administrator", "test",
	"anon",       "anonymous", "office", "mail",   "contact",       "support",
	"service",    "sales",     "team",   "help",   "root",          "webmaster",
	"postmaster", "news",      "chat",   "nobody", "someone",       NULL,
};

/* Invisible signs and letters in an odd form ("ａｎｎ", "𝓪𝓷𝓷") have no place in an honest name. */
static gboolean
is_oddly_written(const char *name)
{
	g_autofree char *canonical = NULL;
	g_autofree char *compatible = NULL;

	for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
		if (wd_utf8_is_invisible(g_utf8_get_char(at)))
			return TRUE;
	}
	if (g_str_is_ascii(name))
		return FALSE; /* most are; there is one form of it */
	canonical = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
	compatible = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
	return g_strcmp0(canonical, compatible) != 0;
}

static char *
strip_marks(const char *name)
{
	g_autofree char *apart = g_str_is_ascii(name)
					 ? g_strdup(name)
					 : g_utf8_normalize(name, -1, G_NORMALIZE_NFKD);
	GString *out = g_string_new(NULL);
	char *folded;

	for (const char *at = apart != NULL ? apart : ""; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_type(c) != G_UNICODE_NON_SPACING_MARK && !wd_utf8_is_invisible(c))
			g_string_append_unichar(out, c);
	}
	folded = g_utf8_casefold(out->str, -1);
	(void)g_string_free(out, TRUE);
	return folded;
}

static char *
keep_letters(const char *plain)
{
	GString *out = g_string_new(NULL);

	for (; *plain != '\0'; plain = g_utf8_next_char(plain)) {
		gunichar c = g_utf8_get_char(plain);

		if (g_unichar_isalnum(c) || c == '$')
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

/* Digits that stand for letters, and the one sign that does and parts no words; "i", "l" and "1"
 * are one stroke each. */
static gunichar
fold_letter(gunichar c)
{
	static const char from[] = "0134578i$";
	static const char to[] = "oleastbls";
	gunichar plain = wd_normalise_confusable(c);
	const char *found = plain > 0 && plain < 0x80 ? strchr(from, (int)plain) : NULL;

	if (found != NULL)
		return (gunichar)to[found - from];
	return g_unichar_isalnum(plain) ? plain : 0;
}

/* "rn" is read as "m", "vv" as "w". */
static gunichar *
fold_name(const char *plain, gsize len, guint *n_letters)
{
	gunichar *out = g_new0(gunichar, WD_NAME_MAX_LETTERS + 1);
	guint n = 0;

	for (const char *at = plain; at < plain + len && n < WD_NAME_MAX_LETTERS;
	     at = g_utf8_next_char(at)) {
		gunichar c = fold_letter(g_utf8_get_char(at));

		if (c == 0)
			continue;
		if (n > 0 && c == 'n' && out[n - 1] == 'r')
			out[n - 1] = 'm';
		else if (n > 0 && c == 'v' && out[n - 1] == 'v')
			out[n - 1] = 'w';
		else
			out[n++] = c;
	}
	out[n] = 0;
	*n_letters = n;
	return out;
}

static gsize
length_without_number(const char *letters)
{
	gsize len = strlen(letters);

	while (len > 0 && g_ascii_isdigit(letters[len - 1]))
		len--;
	return len;
}

/**
 * wd_name_form_new:
 * @name: valid UTF-8: a name as a peer or the person chose it
 *
 * Returns: (transfer full): its forms
 */
WdNameForm *
wd_name_form_new(const char *name)
{
	WdNameForm *form = g_new0(WdNameForm, 1);
	gsize len = strnlen(name, MAX_BYTES + 1);
	g_autofree char *start = NULL;
	g_autofree char *stem_letters = NULL;
	gsize n_stem;

	if (len > MAX_BYTES)
		len = (gsize)(g_utf8_find_prev_char(name, name + MAX_BYTES + 1) - name);
	start = g_strndup(name, len);
	form->is_disguised = is_oddly_written(start);
	form->plain = strip_marks(start);
	form->letters = keep_letters(form->plain);
	n_stem = length_without_number(form->letters);
	form->number = g_strdup(form->letters + n_stem);
	form->skeleton = fold_name(form->plain, strlen(form->plain), &form->n_skeleton);
	form->stem = fold_name(form->letters, n_stem, &form->n_stem);
	return form;
}

/**
 * wd_name_form_free:
 * @form: (nullable) (transfer full): forms of a name
 */
void
wd_name_form_free(WdNameForm *form)
{
	if (form == NULL)
		return;
	g_free(form->plain);
	g_free(form->letters);
	g_free(form->number);
	g_free(form->skeleton);
	g_free(form->stem);
	g_free(form);
}

static gboolean
is_equal(const gunichar *a, guint n_a, const gunichar *b, guint n_b)
{
	return n_a == n_b && memcmp(a, b, n_a * sizeof *a) == 0;
}

/* One letter added, dropped, changed, or swapped with its neighbour. */
static gboolean
is_one_typo(const gunichar *a, guint n_a, const gunichar *b, guint n_b)
{
	guint i = 0;

	if (n_a > n_b)
		return is_one_typo(b, n_b, a, n_a);
	if (n_b - n_a > 1)
		return FALSE;
	while (i < n_a && a[i] == b[i])
		i++;
	if (n_a < n_b)
		return is_equal(a + i, n_a - i, b + i + 1, n_b - i - 1);
	if (i == n_a)
		return FALSE;
	if (is_equal(a + i + 1, n_a - i - 1, b + i + 1, n_b - i - 1))
		return TRUE;
	return i + 1 < n_a && a[i] == b[i + 1] && a[i + 1] == b[i] &&
	       is_equal(a + i + 2, n_a - i - 2, b + i + 2, n_b - i - 2);
}

/* Whoever imitates a name keeps its beginning, which everybody reads: "zipper" is not "ripper". */
static gboolean
is_likely_typo(const gunichar *peer, guint n_peer, const gunichar *contact, guint n_contact)
{
	return is_one_typo(peer, n_peer, contact, n_contact) &&
	       (peer[0] == contact[0] || (peer[0] == contact[1] && peer[1] == contact[0]));
}

/* "meller" and "meiler" are two honest names, though "i" and "l" fold to one. */
static gboolean
differ_by_strokes(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		if (*a != *b && (strchr("il", *a) == NULL || strchr("il", *b) == NULL))
			return FALSE;
	}
	return *a == *b;
}

static WdNameRelation
compare_skeletons(const WdNameForm *peer, const WdNameForm *contact)
{
	if (is_equal(peer->skeleton, peer->n_skeleton, contact->skeleton, contact->n_skeleton))
		return differ_by_strokes(peer->letters, contact->letters) ? WD_NAME_TYPO
									  : WD_NAME_DISGUISED;
	if (is_equal(peer->stem, peer->n_stem, contact->skeleton, contact->n_skeleton))
		return WD_NAME_DISGUISED;
	/* A number's digits are no letters here, or "nick14" would be nearly "nicklas". */
	if (contact->n_stem < WD_NAME_TYPO_LETTERS)
		return WD_NAME_DIFFERENT;
	return is_likely_typo(peer->skeleton, peer->n_skeleton, contact->stem, contact->n_stem) ||
			       is_likely_typo(
				       peer->stem, peer->n_stem, contact->stem, contact->n_stem)
		       ? WD_NAME_TYPO
		       : WD_NAME_DIFFERENT;
}

/**
 * wd_name_form_compare:
 * @peer: a stranger's name
 * @contact: a contact's name
 *
 * "worker7" and "worker8" are two names, not one and its imitation.
 *
 * Returns: what a reader would take @peer for
 */
WdNameRelation
wd_name_form_compare(const WdNameForm *peer, const WdNameForm *contact)
{
	gsize n_stem = strlen(peer->letters) - strlen(peer->number);
	gsize n_contact = strlen(contact->letters) - strlen(contact->number);

	if (contact->n_skeleton == 0)
		return WD_NAME_DIFFERENT;
	if (g_str_equal(peer->plain, contact->plain))
		return peer->is_disguised && !contact->is_disguised ? WD_NAME_DISGUISED
								    : WD_NAME_SAME;
	if (g_str_equal(peer->letters, contact->letters))
		return peer->is_disguised ? WD_NAME_DISGUISED : WD_NAME_VARIANT;
	if (*peer->number != '\0' && *contact->number != '\0' &&
	    !g_str_equal(peer->number, contact->number))
		return WD_NAME_DIFFERENT;
	if (n_stem == n_contact && n_stem > 0 &&
	    strncmp(peer->letters, contact->letters, n_stem) == 0)
		return WD_NAME_VARIANT;
	return compare_skeletons(peer, contact);
}

/**
 * wd_name_form_is_distinctive:
 * @form: a contact's name
 *
 * Returns: whether somebody who bears it, too, is more than a namesake
 */
gboolean
wd_name_form_is_distinctive(const WdNameForm *form)
{
	gsize n_stem = strlen(form->letters) - strlen(form->number);
	g_autofree char *stem = g_strndup(form->letters, n_stem);

	return form->n_skeleton >= WD_NAME_MIN_LETTERS && form->n_stem > 0 &&
	       !wd_first_names_has(stem) && !g_strv_contains(common_words, stem);
}
