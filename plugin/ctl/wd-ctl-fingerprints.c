/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-fingerprints.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-ctl-examine.h"
#include "ctl/wd-json-text.h"
#include "engine/leak/wd-document-index.h"

#define MAX_FILE_BYTES  (64u * 1024 * 1024) /* of one document */
#define MAX_INDEX_BYTES (28u * 1024 * 1024) /* what a client may have of it in memory */
#define MAX_DEPTH       32                  /* folders within folders */
#define FILE_MODE       0644
#define LETTER_BYTES    4 /* bytes of a letter that may have been cut at the end */

typedef struct {
	WdCtl *ctl;
	WdDocumentBuilder *builder;
	WdPolicy *policy;     /* (nullable) the built-in one */
	WdExaminer *examiner; /* (nullable) made for the first file that is no plain text */
	guint n_documents;
	guint n_passages;
	guint n_skipped;
} Compilation;

static void
skip(Compilation *compilation, const char *path, const char *reason)
{
	compilation->n_skipped++;
	wd_ctl_complain(compilation->ctl, "%s: %s", path, reason);
}

/* Windows writes UTF-16 with a mark at its beginning, and Latin-1 without. */
static char *
to_utf8(const char *bytes, gsize len)
{
	static const char *const marks[][2] = {{"\xff\xfe", "UTF-16LE"}, {"\xfe\xff", "UTF-16BE"}};

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (len >= 2 && memcmp(bytes, marks[i][0], 2) == 0)
			return g_convert(
				bytes + 2, (gssize)len - 2, "UTF-8", marks[i][1], NULL, NULL, NULL);
	}
	if (memchr(bytes, '\0', len) != NULL)
		return NULL;
	if (g_utf8_validate(bytes, (gssize)len, NULL))
		return g_strndup(bytes, len);
	return g_convert(bytes, (gssize)len, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
}

static void
print_document(Compilation *compilation, const char *path, guint n_passages)
{
	g_autofree char *shown = g_filename_display_name(path);
	g_autoptr(GString) json = NULL;
	guint number = compilation->n_documents++;

	compilation->n_passages += n_passages;
	if (!compilation->ctl->is_json) {
		wd_ctl_print(compilation->ctl, "%u\t%s\n", number, shown);
		return;
	}
	json = g_string_new("{\"document\":");
	g_string_append_printf(json, "%u,\"passages\":%u", number, n_passages);
	wd_json_text_member(json, "file", shown);
	wd_ctl_print(compilation->ctl, "%s}\n", json->str);
}

/* PDF, and the ZIP archives that Office makes; the last is Office of before 2007 and RTF, which are
 * said to hold no words. */
static gboolean
is_document(const char *bytes, gsize len)
{
	static const char *const beginnings[] = {
		"%PDF-", "PK\x03\x04", "\xd0\xcf\x11\xe0", "{\\rtf"};

	for (guint i = 0; i < G_N_ELEMENTS(beginnings); i++) {
		gsize n = strlen(beginnings[i]);

		if (len >= n && memcmp(bytes, beginnings[i], n) == 0)
			return TRUE;
	}
	return FALSE;
}

/* By the sandboxed process, like a file that somebody sends: a document may be anybody's. */
static char *
read_document(Compilation *compilation, const char *path)
{
	g_autoptr(WdFileFacts) facts = NULL;

	if (compilation->examiner == NULL) {
		compilation->policy = wd_policy_new(NULL, NULL);
		compilation->examiner = wd_examiner_new(compilation->policy);
		wd_examiner_set_parts(compilation->examiner, WD_EXAMINE_INSPECT);
	}
	facts = wd_ctl_examine(compilation->examiner, path, NULL);
	if (facts->failure != NULL)
		skip(compilation, path, facts->failure);
	else if (facts->text == NULL || *facts->text == '\0')
		skip(compilation, path, _("no words can be read in it, left out"));
	else if (strlen(facts->text) + LETTER_BYTES > WD_FILE_MAX_TEXT_BYTES)
		skip(compilation, path, _("long: only its first 256 KiB of words are known again"));
	return g_strdup(facts->text);
}

/* NULL: said already why not. */
static char *
read_words(Compilation *compilation, const char *path)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	char *text;
	gsize len = 0;

	if (!g_file_get_contents(path, &bytes, &len, &error)) {
		skip(compilation, path, error->message);
		return NULL;
	}
	if (is_document(bytes, len))
		return read_document(compilation, path);
	text = to_utf8(bytes, len);
	if (text == NULL)
		skip(compilation, path, _("not text, left out: save it as text first"));
	return text;
}

static void
add_file(Compilation *compilation, const char *path, gsize size)
{
	g_autofree char *text = NULL;
	guint n_passages;

	if (size > MAX_FILE_BYTES) {
		skip(compilation, path, _("larger than 64 MiB, left out"));
		return;
	}
	text = read_words(compilation, path);
	if (text == NULL || *text == '\0')
		return;
	n_passages = wd_document_builder_add(compilation->builder, text);
	print_document(compilation, path, n_passages);
	if (n_passages == 0)
		skip(compilation, path, _("too short to be known again: fewer than eight words"));
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names: the same folder gives the same numbers. */
static GPtrArray *
read_names(const char *folder, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
	GPtrArray *names = NULL;
	const char *name;

	if (dir == NULL)
		return NULL;
	names = g_ptr_array_new_with_free_func(g_free);
	while ((name = g_dir_read_name(dir)) != NULL)
		g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* Links are not followed: what they lead to was not put into this folder. */
static gboolean
add_folder(Compilation *compilation, const char *folder, guint depth)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) names = read_names(folder, &error);

	if (names == NULL) {
		wd_ctl_complain(compilation->ctl, "%s", error->message);
		return FALSE;
	}
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
		GStatBuf status;

		if (g_lstat(path, &status) != 0)
			skip(compilation, path, g_strerror(errno));
		else if (S_ISDIR(status.st_mode) && depth < MAX_DEPTH)
			compilation->n_skipped += !add_folder(compilation, path, depth + 1);
		else if (S_ISREG(status.st_mode) &&
			 compilation->n_documents < WD_DOCUMENT_INDEX_MAX - 1)
			add_file(compilation, path, (gsize)status.st_size);
		else
			skip(compilation, path, _("no file, left out"));
	}
	return TRUE;
}

static WdCtlExit
finish(Compilation *compilation, const char *output)
{
	g_autoptr(GByteArray) bytes = NULL;
	g_autoptr(GError) error = NULL;

	if (compilation->n_passages == 0) {
		wd_ctl_complain(compilation->ctl, _("there is no document to know again"));
		return WD_CTL_USAGE;
	}
	bytes = wd_document_builder_end(compilation->builder);
	if (!g_file_set_contents_full(output,
				      (const char *)bytes->data,
				      (gssize)bytes->len,
				      G_FILE_SET_CONTENTS_CONSISTENT,
				      FILE_MODE,
				      &error)) {
		wd_ctl_complain(compilation->ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	return compilation->n_skipped > 0 ? WD_CTL_FOUND : WD_CTL_GOOD;
}

/**
 * wd_ctl_fingerprints_compile:
 * @ctl: the command
 * @folder: where the documents are; folders below it are looked into
 * @output: the file to write
 *
 * Prints the number of every document, by which findings name it.
 *
 * Returns: %WD_CTL_FOUND when something was left out
 */
WdCtlExit
wd_ctl_fingerprints_compile(WdCtl *ctl, const char *folder, const char *output)
{
	g_autoptr(WdDocumentBuilder) builder = NULL;
	g_autoptr(GError) error = NULL;
	WdHashKey key;
	Compilation compilation = {.ctl = ctl};
	gboolean is_read;

	if (!wd_crypto_start(&error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	wd_crypto_nonce((guint8 *)&key, sizeof key);
	builder = wd_document_builder_new(&key, MAX_INDEX_BYTES);
	compilation.builder = builder;
	is_read = add_folder(&compilation, folder, 0);
	g_clear_pointer(&compilation.examiner, wd_examiner_free);
	g_clear_pointer(&compilation.policy, wd_policy_unref);
	return is_read ? finish(&compilation, output) : WD_CTL_CANNOT;
}
