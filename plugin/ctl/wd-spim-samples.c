/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-spim-samples.h"

#include <gio/gio.h>
#include <string.h>

#include "engine/spim/wd-spim-features.h"
#include "engine/wd-error.h"

#define MAX_COLUMNS 8
#define NO_COLUMN   (-1)

/* Which field of a line is what. */
typedef struct {
	int label;
	int cluster; /* near copies share one: they stay on one side of a fold */
	int text;
} Columns;

static void
clear_sample(gpointer pointer)
{
	WdSpimSample *sample = pointer;

	g_free(sample->buckets);
}

/**
 * wd_spim_samples_new:
 *
 * Returns: (transfer full) (element-type WdSpimSample): no samples yet
 */
GArray *
wd_spim_samples_new(void)
{
	GArray *samples = g_array_new(FALSE, FALSE, sizeof(WdSpimSample));

	g_array_set_clear_func(samples, clear_sample);
	return samples;
}

static char *
read_file(const char *path, GError **error)
{
	g_autoptr(GFile) file = g_file_new_for_path(path);
	g_autoptr(GInputStream) stream = G_INPUT_STREAM(g_file_read(file, NULL, error));
	g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();

	if (stream == NULL)
		return NULL;
	if (g_str_has_suffix(path, ".gz")) {
		g_autoptr(GZlibDecompressor) unzip =
			g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
		GInputStream *plain = g_converter_input_stream_new(stream, G_CONVERTER(unzip));

		g_object_unref(stream);
		stream = plain;
	}
	if (g_output_stream_splice(
		    memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE, NULL, error) < 0 ||
	    !g_output_stream_write_all(memory, "", 1, NULL, NULL, error) ||
	    !g_output_stream_close(memory, NULL, error))
		return NULL;
	return g_memory_output_stream_steal_data(G_MEMORY_OUTPUT_STREAM(memory));
}

static Columns
read_header(const char *line)
{
	Columns columns = {NO_COLUMN, NO_COLUMN, NO_COLUMN};
	g_auto(GStrv) names = g_strsplit(line + 1, "\t", MAX_COLUMNS);

	for (int i = 0; names[i] != NULL; i++) {
		if (g_str_equal(names[i], "label"))
			columns.label = i;
		else if (g_str_equal(names[i], "cluster"))
			columns.cluster = i;
		else if (g_str_equal(names[i], "text"))
			columns.text = i;
	}
	return columns;
}

static const char *
append_escape(GString *out, const char *at)
{
	static const char from[] = "ntr\\";
	static const char to[] = "\n\t\r\\";
	const char *simple = *at != '\0' ? strchr(from, *at) : NULL;
	gsize n_digits = *at == 'u' ? 4 : *at == 'U' ? 8 : 0;
	gunichar c = 0;

	if (simple != NULL) {
		g_string_append_c(out, to[simple - from]);
		return at + 1;
	}
	for (gsize i = 1; i <= n_digits; i++) {
		if (!g_ascii_isxdigit(at[i]))
			return NULL;
		c = c * 16 + (gunichar)g_ascii_xdigit_value(at[i]);
	}
	if (n_digits == 0 || c == 0 || !g_unichar_validate(c))
		return NULL;
	g_string_append_unichar(out, c);
	return at + 1 + n_digits;
}

/* NULL for an escape that is none. */
static char *
unescape(const char *field)
{
	g_autoptr(GString) out = g_string_new(NULL);

	while (*field != '\0') {
		if (*field != '\\') {
			g_string_append_c(out, *field++);
			continue;
		}
		field = append_escape(out, field + 1);
		if (field == NULL)
			return NULL;
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static const char *
get_field(char **fields, int column)
{
	return column != NO_COLUMN && column < (int)g_strv_length(fields) ? fields[column] : NULL;
}

static void
add_sample(GArray *samples,
	   const WdSpimFile *file,
	   const char *text,
	   const char *cluster,
	   gboolean is_spim)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);
	WdSpimSample sample = {
		.n = buckets->len,
		.is_spim = is_spim,
		.weight = is_spim ? file->spim_weight : file->ham_weight,
		.is_folded = file->is_folded,
		.cluster = g_str_hash(cluster != NULL ? cluster : text) + file->source,
		.fold = WD_SPIM_NO_FOLD,
		.source = file->source,
	};

	sample.buckets = (guint32 *)(gpointer)g_array_free(g_steal_pointer(&buckets), FALSE);
	g_array_append_val(samples, sample);
}

/* What is wrong with the line, NULL if it was taken. */
static const char *
take_row(GArray *samples, const WdSpimFile *file, const Columns *columns, const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", MAX_COLUMNS);
	const char *label = get_field(fields, columns->label);
	const char *field = get_field(fields, columns->text);
	g_autofree char *text = NULL;
	gboolean is_spim = g_strcmp0(label, "spam") == 0;

	if (label == NULL || field == NULL)
		return "a column is missing";
	if (!is_spim && !g_str_equal(label, "ham"))
		return "the label is neither spam nor ham";
	text = unescape(field);
	if (text == NULL)
		return "an escape is broken";
	add_sample(samples, file, text, get_field(fields, columns->cluster), is_spim);
	return NULL;
}

static void
take_line(GArray *samples,
	  const WdSpimFile *file,
	  const Columns *columns,
	  const char *line,
	  guint number)
{
	const char *reason = NULL;

	if (!g_utf8_validate(line, -1, NULL))
		reason = "not UTF-8";
	else if (columns != NULL)
		reason = take_row(samples, file, columns, line);
	else
		add_sample(samples, file, line, NULL, FALSE);
	if (reason != NULL && file->bad_line != NULL)
		file->bad_line(file->path, number, reason, file->data);
}

static gboolean
is_table(const char *path)
{
	return g_str_has_suffix(path, ".tsv") || g_str_has_suffix(path, ".tsv.gz");
}

/**
 * wd_spim_samples_read:
 * @samples: grows
 * @file: what to read and what to make of it
 * @error: return location for an error of the system, or a #WD_ERROR when the table has no columns
 * "label" and "text"
 *
 * Reads a whole file. Lines that hold no sample are told and passed over.
 *
 * Returns: whether the file could be read
 */
gboolean
wd_spim_samples_read(GArray *samples, const WdSpimFile *file, GError **error)
{
	g_autofree char *content = read_file(file->path, error);
	Columns columns = {NO_COLUMN, NO_COLUMN, NO_COLUMN};
	gboolean has_table = is_table(file->path);
	char *rest = content;
	guint number = 0;

	if (content == NULL)
		return FALSE;
	for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
		number++;
		if (number == 1 && has_table)
			columns = read_header(line);
		else if (*line != '\0')
			take_line(samples, file, has_table ? &columns : NULL, line, number);
		if (has_table && (columns.label == NO_COLUMN || columns.text == NO_COLUMN)) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "%s: the first line names no columns “label” and “text”",
				    file->path);
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * wd_spim_samples_deal:
 * @samples: (element-type WdSpimSample): those with is_folded get a fold from 0 to @n_folds - 1
 * @n_folds: at least 1
 * @seed: another one deals otherwise
 */
void
wd_spim_samples_deal(GArray *samples, guint n_folds, guint seed)
{
	for (guint i = 0; i < samples->len; i++) {
		WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);
		guint32 hash = sample->cluster ^ seed * 0x9e3779b9u; /* the golden ratio, 2^32 */

		hash = (hash ^ hash >> 16) * 0x85ebca6bu; /* spreads it, as in MurmurHash3 */
		hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
		if (sample->is_folded)
			sample->fold = (int)((hash ^ hash >> 16) % n_folds);
	}
}
