/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The built tool indexes documents of every kind that it can read, and knows them in other kinds.
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "inspect/inspect-fixture.h"

#define SELLER                                                                                     \
	"the seller may not disclose to any third party what he has learned about the methods of " \
	"the buyer before the end of the year"
#define BONUS                                                                                      \
	"every employee of the northern branch receives in March a bonus of three monthly wages "  \
	"if the merger has been closed by then"
#define PRICE                                                                                      \
	"our price for the tender of the harbour authority is forty one million and may not be "   \
	"known outside of the working group"
#define CARD "my card is 4111 1111 1111 1111 and more"

static char *folder;

static char *
get_path(const char *name)
{
	return g_build_filename(folder, name, NULL);
}

static void
write_bytes(const char *name, const void *bytes, gsize len)
{
	g_autofree char *path = get_path(name);
	g_autoptr(GError) error = NULL;

	(void)g_file_set_contents(path, bytes, (gssize)len, &error);
	g_assert_no_error(error);
}

static void
write_archive(const char *name, const WdTestMember *members, guint n_members)
{
	g_autoptr(GBytes) archive = wd_test_archive("zip", "none", NULL, NULL, members, n_members);
	gsize len = 0;
	const void *bytes = g_bytes_get_data(archive, &len);

	write_bytes(name, bytes, len);
}

static void
write_word(const char *name, const char *words)
{
	g_autofree char *xml = g_strdup_printf(
		"<w:document><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>",
		words);
	const WdTestMember members[] = {
		{.path = "[Content_Types].xml", .bytes = "<Types/>"},
		{.path = "word/document.xml", .bytes = xml},
	};

	write_archive(name, members, G_N_ELEMENTS(members));
}

static void
write_text_document(const char *name, const char *words)
{
	g_autofree char *xml = g_strdup_printf("<office><text:p>%s</text:p></office>", words);
	const WdTestMember members[] = {
		{.path = "mimetype", .bytes = "application/vnd.oasis.opendocument.text"},
		{.path = "content.xml", .bytes = xml},
	};

	write_archive(name, members, G_N_ELEMENTS(members));
}

static void
write_pdf(const char *name, const char *words)
{
	g_autofree char *page = g_strdup_printf("BT /F 8 Tf 10 10 Td (%s) Tj ET", words);
	g_autofree char *pdf = g_strdup_printf(
		"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 4000 90]/Contents 4 0 R"
		"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
		"4 0 obj<</Length %u>>stream\n%s\nendstream endobj\n"
		"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
		"trailer<</Root 1 0 R>>\n",
		(guint)strlen(page),
		page);

	write_bytes(name, pdf, strlen(pdf));
}

static int
run(const char *const *arguments, const char *input, char **out, char **err)
{
	g_autofree char *tool =
		g_test_build_filename(G_TEST_BUILT, "..", "plugin", "ctl", "wardenctl", NULL);
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) process = NULL;

	g_ptr_array_add(words, tool);
	for (; *arguments != NULL; arguments++)
		g_ptr_array_add(words, (char *)*arguments);
	g_ptr_array_add(words, NULL);
	process = g_subprocess_newv((const char *const *)words->pdata,
				    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
					    G_SUBPROCESS_FLAGS_STDERR_PIPE,
				    &error);
	g_assert_no_error(error);
	g_assert_true(g_subprocess_communicate_utf8(process, input, NULL, out, err, NULL));
	return g_subprocess_get_exit_status(process);
}

static char *
compile(int status)
{
	g_autofree char *documents = get_path("documents");
	g_autofree char *index = get_path("made.index");
	const char *const arguments[] = {
		"lists", "compile", "--fingerprints", documents, "--output", index, NULL};
	g_autofree char *out = NULL;
	g_autofree char *err = NULL;

	g_assert_cmpint(run(arguments, "", &out, &err), ==, status);
	return g_strconcat(out, err, NULL);
}

/* What is said of a file that is about to be sent. */
static char *
judge(const char *name, const char *policy)
{
	g_autofree char *path = get_path(name);
	g_autofree char *conf = get_path("policy.conf");
	g_autofree char *line = g_strdup_printf(
		"{\"kind\":\"file\",\"direction\":\"out\",\"protocol\":\"prpl-jabber\","
		"\"account\":\"me\",\"peer\":\"x@y.example\",\"known\":true,\"time_ms\":0,"
		"\"file\":{\"name\":\"%s\",\"path\":\"%s\"}}\n",
		name,
		path);
	const char *const arguments[] = {"judge", "--policy", conf, NULL};
	char *out = NULL;
	g_autofree char *err = NULL;

	write_bytes("policy.conf", policy, strlen(policy));
	g_assert_cmpint(run(arguments, line, &out, &err), ==, 0);
	return out;
}

static void
test_office_and_portable(void)
{
	g_autofree char *said = NULL;
	g_autofree char *index = get_path("made.index");
	g_autofree char *policy = g_strdup_printf("[Leaks]\nDocuments=%s\n", index);
	g_autofree char *as_pdf = NULL;
	g_autofree char *as_word = NULL;
	g_autofree char *as_text = NULL;
	g_autofree char *clean = NULL;

	write_word("documents/a.docx", SELLER);
	write_text_document("documents/b.odt", BONUS);
	write_pdf("documents/c.pdf", PRICE);
	said = compile(0);
	g_assert_nonnull(strstr(said, "0\t"));
	g_assert_nonnull(strstr(said, "2\t"));
	write_pdf("out.pdf", "They say that " SELLER);
	write_word("out.docx", "Dear friend, " BONUS);
	write_bytes("out.txt", PRICE, strlen(PRICE));
	write_word("clean.docx", "Nothing in here but a few words about the weather of last week");
	as_pdf = judge("out.pdf", policy);
	as_word = judge("out.docx", policy);
	as_text = judge("out.txt", policy);
	clean = judge("clean.docx", policy);
	g_assert_nonnull(strstr(as_pdf, "leak.document"));
	g_assert_nonnull(strstr(as_pdf, "number 0"));
	g_assert_nonnull(strstr(as_word, "number 1"));
	g_assert_nonnull(strstr(as_text, "number 2"));
	g_assert_null(strstr(clean, "leak.document"));
}

/* Said, and left out: nobody shall believe that it is known. */
static void
test_what_cannot_be_read(void)
{
	g_autofree char *old = g_malloc0(2048);
	g_autofree char *said = NULL;

	write_word("documents/a.docx", SELLER);
	memcpy(old, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	write_bytes("documents/old.doc", old, 2048);
	write_bytes("documents/damaged.pdf", "%PDF-1.4\nnothing", 16);
	said = compile(1);
	g_assert_nonnull(strstr(said, "a.docx"));
	g_assert_nonnull(strstr(said, "old.doc: no words"));
	g_assert_nonnull(strstr(said, "damaged.pdf: no words"));
}

static void
test_longer_than_is_read(void)
{
	g_autofree char *words = g_strnfill(300 * 1024, 'x');
	g_autofree char *said = NULL;

	for (gsize i = 6; i < 300 * 1024; i += 7)
		words[i] = ' ';
	write_word("documents/long.docx", words);
	said = compile(1);
	g_assert_nonnull(strstr(said, "only its first 256 KiB"));
}

/* A file cannot be masked: what would be masked in a message stops it. */
static void
test_words_in_a_file(void)
{
	g_autofree char *asked = NULL;
	g_autofree char *refused = NULL;

	write_word("card.docx", CARD);
	asked = judge("card.docx", "[Leaks]\n");
	refused = judge("card.docx", "[Leaks]\nAction=redact\n");
	g_assert_nonnull(strstr(asked, "\"action\":\"warn\""));
	g_assert_nonnull(strstr(asked, "leak.card"));
	g_assert_nonnull(strstr(refused, "\"action\":\"block\""));
}

static const struct {
	const char *path;
	void (*run)(void);
} tests[] = {
	{"/ctl-fingerprints/office-and-portable", test_office_and_portable},
	{"/ctl-fingerprints/what-cannot-be-read", test_what_cannot_be_read},
	{"/ctl-fingerprints/longer-than-is-read", test_longer_than_is_read},
	{"/ctl-fingerprints/words-in-a-file", test_words_in_a_file},
};

static void
with_folder(gconstpointer data)
{
	static const char *const names[] = {"documents/a.docx",
					    "documents/b.odt",
					    "documents/c.pdf",
					    "documents/old.doc",
					    "documents/damaged.pdf",
					    "documents/long.docx",
					    "out.pdf",
					    "out.docx",
					    "out.txt",
					    "clean.docx",
					    "card.docx",
					    "made.index",
					    "policy.conf"};
	g_autofree char *documents = NULL;

	folder = g_dir_make_tmp("warden-test-XXXXXX", NULL);
	documents = get_path("documents");
	g_assert_cmpint(g_mkdir(documents, 0700), ==, 0);
	tests[GPOINTER_TO_UINT(data)].run();
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = get_path(names[i]);

		(void)g_unlink(path);
	}
	g_assert_cmpint(g_rmdir(documents), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_free(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_data_func(tests[i].path, GUINT_TO_POINTER(i), with_folder);
	return g_test_run();
}
