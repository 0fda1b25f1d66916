/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ctl/wd-spim-samples.h"
#include "engine/spim/wd-spim-features.h"
#include "engine/wd-error.h"
#include "wd-tree.h"

#define HEADER "#label\ttext\n"

typedef struct {
	char *folder;
	GString *told; /* what was passed over: "NUMBER REASON;" */
	GArray *samples;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("wd-samples-XXXXXX", NULL);
	fixture->told = g_string_new(NULL);
	fixture->samples = wd_spim_samples_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_test_remove_tree(fixture->folder);
	g_array_unref(fixture->samples);
	(void)g_string_free(fixture->told, TRUE);
	g_free(fixture->folder);
}

static void
note(const char *path, guint line, const char *reason, gpointer data)
{
	g_string_append_printf(((Fixture *)data)->told, "%u %s;", line, reason);
}

static gboolean
read_text(Fixture *fixture, const char *name, const char *bytes, gssize len, GError **error)
{
	g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
	const WdSpimFile file = {
		.path = path,
		.source = 3,
		.spim_weight = 2,
		.ham_weight = 0.5,
		.is_folded = TRUE,
		.bad_line = note,
		.data = fixture,
	};

	g_assert_true(g_file_set_contents(path, bytes, len, NULL));
	return wd_spim_samples_read(fixture->samples, &file, error);
}

static const WdSpimSample *
get(const Fixture *fixture, guint i)
{
	g_assert_cmpuint(i, <, fixture->samples->len);
	return &g_array_index(fixture->samples, WdSpimSample, i);
}

/* The buckets of a sample are those of its text, whatever way it was written down. */
static void
assert_text(const WdSpimSample *sample, const char *text)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);

	g_assert_cmpmem(sample->buckets,
			sample->n * sizeof(guint32),
			buckets->data,
			buckets->len * sizeof(guint32));
}

/* A line of a table: the text that is read, or why it is passed over. */
static const struct {
	const char *name;
	const char *line;
	const char *text;
	const char *reason;
} lines[] = {
	{"plain", "spam\twin a prize", "win a prize", NULL},
	{"escapes", "ham\ta\\tb\\nc\\\\d\\re", "a\tb\nc\\d\re", NULL},
	{"unicode", "ham\tcaf\\u00e9 \\U0001F381", "caf\xc3\xa9 \xf0\x9f\x8e\x81", NULL},
	{"third-column", "spam\ttext\trest", "text", NULL},
	{"empty-text", "ham\t", "", NULL},
	{"no-text", "spam", NULL, "2 a column is missing;"},
	{"other-label", "eggs\ttext", NULL, "2 the label is neither spam nor ham;"},
	{"label-in-capitals", "SPAM\ttext", NULL, "2 the label is neither spam nor ham;"},
	{"unknown-escape", "ham\ta\\qb", NULL, "2 an escape is broken;"},
	{"final-backslash", "ham\ta\\", NULL, "2 an escape is broken;"},
	{"short-unicode", "ham\ta\\u00e", NULL, "2 an escape is broken;"},
	{"nul", "ham\ta\\u0000b", NULL, "2 an escape is broken;"},
	{"surrogate", "ham\t\\ud83d", NULL, "2 an escape is broken;"},
	{"beyond-unicode", "ham\t\\U00110000", NULL, "2 an escape is broken;"},
	{"not-utf8", "ham\t\xff", NULL, "2 not UTF-8;"},
};

static void
test_line(Fixture *fixture, gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autofree char *table = g_strconcat(HEADER, lines[i].line, "\n", NULL);

	g_assert_true(read_text(fixture, "a.tsv", table, -1, NULL));
	g_assert_cmpstr(fixture->told->str, ==, lines[i].reason != NULL ? lines[i].reason : "");
	g_assert_cmpuint(fixture->samples->len, ==, lines[i].text != NULL);
	if (lines[i].text != NULL)
		assert_text(get(fixture, 0), lines[i].text);
}

static void
test_values(Fixture *fixture, gconstpointer data)
{
	static const char table[] = "#cluster\ttext\tx\tlabel\n"
				    "7\twin a prize\t\tspam\n"
				    "\n"
				    "7\tlunch at noon?\t\tham\n"
				    "8\twin a prize\t\tspam";
	const WdSpimSample *spim;
	const WdSpimSample *ham;

	g_assert_true(read_text(fixture, "a.tsv", table, -1, NULL));
	g_assert_cmpstr(fixture->told->str, ==, "");
	g_assert_cmpuint(fixture->samples->len, ==, 3);
	spim = get(fixture, 0);
	ham = get(fixture, 1);
	g_assert_true(spim->is_spim && !ham->is_spim);
	g_assert_cmpfloat(spim->weight, ==, 2);
	g_assert_cmpfloat(ham->weight, ==, 0.5);
	g_assert_cmpuint(spim->cluster, ==, ham->cluster);
	g_assert_cmpuint(spim->cluster, !=, get(fixture, 2)->cluster);
	g_assert_cmpuint(spim->source, ==, 3);
	g_assert_true(spim->is_folded);
	g_assert_cmpint(spim->fold, ==, WD_SPIM_NO_FOLD);
}

/* A file without columns is ham, a message a line; what stands twice is one cluster. */
static void
test_plain_file(Fixture *fixture, gconstpointer data)
{
	g_assert_true(
		read_text(fixture, "a.txt", "#label\ttext\nlunch?\n\xff\nlunch?\n", -1, NULL));
	g_assert_cmpstr(fixture->told->str, ==, "3 not UTF-8;");
	g_assert_cmpuint(fixture->samples->len, ==, 3);
	assert_text(get(fixture, 0), "#label\ttext");
	g_assert_false(get(fixture, 1)->is_spim);
	g_assert_cmpuint(get(fixture, 1)->cluster, ==, get(fixture, 2)->cluster);
}

static void
test_headers(Fixture *fixture, gconstpointer data)
{
	static const char *const headers[] = {
		"", "\n", "#label\n", "#text\n", "label\ttext\n", "#Label\tText\n"};

	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(read_text(fixture, "a.tsv", headers[i], -1, &error));
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	}
	g_assert_cmpuint(fixture->samples->len, ==, 0);
}

static void
test_compressed(Fixture *fixture, gconstpointer data)
{
	static const char table[] = HEADER "spam\twin a prize\n";
	g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
	guint8 packed[256];
	gsize n_read;
	gsize n_packed;

	g_assert_cmpint(g_converter_convert(G_CONVERTER(zip),
					    table,
					    strlen(table),
					    packed,
					    sizeof packed,
					    G_CONVERTER_INPUT_AT_END,
					    &n_read,
					    &n_packed,
					    NULL),
			==,
			G_CONVERTER_FINISHED);
	g_assert_true(read_text(fixture, "a.tsv.gz", (char *)packed, (gssize)n_packed, NULL));
	assert_text(get(fixture, 0), "win a prize");
	/* Cut, and not compressed at all. */
	g_assert_false(read_text(fixture, "b.tsv.gz", (char *)packed, (gssize)n_packed / 2, NULL));
	g_assert_false(read_text(fixture, "c.tsv.gz", table, -1, NULL));
	g_assert_cmpuint(fixture->samples->len, ==, 1);
}

/* Near copies stay together, every fold gets its share, and another seed deals otherwise. */
static void
test_deal(Fixture *fixture, gconstpointer data)
{
	guint n_in[5] = {0};
	guint n_moved = 0;
	int folds[1000];

	for (guint i = 0; i < 1000; i++) {
		const WdSpimSample sample = {
			.is_folded = i % 10 != 9, .cluster = i / 2, .fold = WD_SPIM_NO_FOLD};

		g_array_append_val(fixture->samples, sample);
	}
	wd_spim_samples_deal(fixture->samples, 5, 1);
	for (guint i = 0; i < 1000; i++) {
		folds[i] = get(fixture, i)->fold;
		g_assert_cmpint(folds[i] == WD_SPIM_NO_FOLD, ==, i % 10 == 9);
		if (i % 10 == 9)
			continue;
		g_assert_cmpint(folds[i], >=, 0);
		g_assert_cmpint(folds[i], <, 5);
		n_in[folds[i]]++;
		if (i % 2 == 1)
			g_assert_cmpint(folds[i], ==, folds[i - 1]);
	}
	for (guint i = 0; i < 5; i++)
		g_assert_cmpuint(n_in[i], >, 120); /* of 180 that are fair */
	wd_spim_samples_deal(fixture->samples, 5, 2);
	for (guint i = 0; i < 1000; i++)
		n_moved += folds[i] != get(fixture, i)->fold;
	g_assert_cmpuint(n_moved, >, 500);
}

#define ADD(path, data, test) g_test_add(path, Fixture, data, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *path = g_strconcat("/spim-samples/line/", lines[i].name, NULL);

		ADD(path, GUINT_TO_POINTER(i), test_line);
	}
	ADD("/spim-samples/values", NULL, test_values);
	ADD("/spim-samples/plain-file", NULL, test_plain_file);
	ADD("/spim-samples/headers", NULL, test_headers);
	ADD("/spim-samples/compressed", NULL, test_compressed);
	ADD("/spim-samples/deal", NULL, test_deal);
	return g_test_run();
}
