/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-link-files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"

#define MAX_FILE_BYTES (512 * 1024 * 1024) /* some twenty million lines */
#define ALIGNMENT      64                  /* a line of a processor's cache */
#define BOM            "\xef\xbb\xbf"

/* One reading of all files. */
typedef struct {
	WdLinkResult *result;
	WdLinkListBuilder *builder; /* of all text files together; NULL: a search */
	WdHashKey key;
	gboolean is_managed;
	const char *path; /* at hand */
	guint line;
	guint n_problems; /* of the file */
	/* a search instead of a table */
	const WdUrl *url;
	WdNameFound found;
	gpointer found_data;
} Reading;

static void
report(Reading *reading, guint line, WdProblemLevel level, const char *message)
{
	WdPolicySpot spot = {reading->path, line, 0, reading->is_managed};

	wd_policy_problems_add(reading->result->problems, &spot, level, "%s", message);
}

static void
report_line(Reading *reading, const char *message)
{
	reading->n_problems++;
	if (reading->n_problems == WD_NAME_FILE_MAX_PROBLEMS)
		report(reading, 0, WD_PROBLEM_WARNING, "more lines are wrong");
	if (reading->n_problems < WD_NAME_FILE_MAX_PROBLEMS)
		report(reading, reading->line, WD_PROBLEM_WARNING, message);
}

static void
report_missing(Reading *reading, const char *message)
{
	reading->result->is_missing = TRUE;
	report(reading, 0, WD_PROBLEM_ERROR, message);
}

static void
tell_found(const Reading *reading, const char *line, gsize len)
{
	g_autofree char *raw = g_strndup(line, len);
	g_autofree char *text = g_utf8_make_valid(raw, -1);

	reading->found(reading->path, reading->line, g_strstrip(text), reading->found_data);
}

/* A list of one line answers as the whole list does. */
static void
search_line(const Reading *reading, const char *line, gsize len)
{
	WdLinkListBuilder *builder = wd_link_list_builder_new(&reading->key);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(WdLinkList) list = NULL;

	(void)wd_link_list_builder_add_line(builder, line, len, NULL); /* wrong ones mean nothing */
	bytes = wd_link_list_builder_end(builder);
	list = wd_link_list_new(bytes, NULL);
	if (list != NULL && wd_link_list_find(list, reading->url, NULL, NULL))
		tell_found(reading, line, len);
}

static void
take_line(Reading *reading, const char *line, gsize len)
{
	g_autoptr(GError) error = NULL;

	reading->line++;
	reading->result->n_lines++;
	if (len > 0 && line[len - 1] == '\r')
		len--;
	if (reading->builder == NULL)
		search_line(reading, line, len);
	else if (!wd_link_list_builder_add_line(reading->builder, line, len, &error))
		report_line(reading, error->message);
}

static void
take_text(Reading *reading, const char *text, gsize len)
{
	const char *end = text + len;

	if (len >= strlen(BOM) && memcmp(text, BOM, strlen(BOM)) == 0)
		text += strlen(BOM);
	while (text < end) {
		const char *stop = memchr(text, '\n', (gsize)(end - text));
		gsize n = stop != NULL ? (gsize)(stop - text) : (gsize)(end - text);

		take_line(reading, text, n);
		text += n + 1;
	}
}

static void
take_compiled(Reading *reading, GBytes *bytes)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdLinkList) list = wd_link_list_new(bytes, &error);
	g_autofree char *entry = NULL;

	if (list == NULL) {
		report_missing(reading, error->message);
	} else if (reading->url == NULL) {
		g_ptr_array_add(reading->result->lists, g_steal_pointer(&list));
	} else if (wd_link_list_find(list, reading->url, NULL, &entry)) {
		reading->line = 0;
		tell_found(reading, entry, strlen(entry));
	}
}

/* All of a file at once; NULL, and the error in errno, when it cannot be had. */
static guint8 *
read_bytes(int fd, gsize size)
{
	guint8 *data = g_aligned_alloc(1, size + 1, ALIGNMENT);
	gsize n_read = 0;

	while (n_read < size) {
		gssize n = read(fd, data + n_read, size - n_read);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			int reason = n == 0 ? EIO : errno; /* 0: it became shorter meanwhile */

			g_aligned_free(data);
			errno = reason;
			return NULL;
		}
		n_read += (gsize)n;
	}
	return data;
}

static GBytes *
read_whole(Reading *reading, int fd)
{
	struct stat status;
	guint8 *data;

	/* A pipe says that it has nothing in it: a list that holds nobody, and no word about it. */
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
		report_missing(reading, "this is no file");
		return NULL;
	}
	if (status.st_size < 0 || status.st_size > MAX_FILE_BYTES) {
		report_missing(reading, "the file is too large");
		return NULL;
	}
	data = read_bytes(fd, (gsize)status.st_size);
	if (data == NULL) {
		g_autofree char *message =
			g_strdup_printf("cannot be read to its end: %s", g_strerror(errno));

		report_missing(reading, message);
		return NULL;
	}
	return g_bytes_new_with_free_func(data, (gsize)status.st_size, g_aligned_free, data);
}

/* The first letters are enough: a compiled list of another version is no text either. */
static gboolean
is_compiled(const char *data, gsize size)
{
	gsize n = strlen(WD_LINK_LIST_MAGIC) - 1;

	return size >= n && memcmp(data, WD_LINK_LIST_MAGIC, n) == 0;
}

static void
read_file(const char *path, int fd, const GError *error, gpointer user_data)
{
	Reading *reading = user_data;
	g_autoptr(GBytes) bytes = NULL;
	const char *data;
	gsize size;

	reading->path = path;
	reading->line = 0;
	reading->n_problems = 0;
	if (error != NULL)
		report_missing(reading, error->message);
	bytes = error != NULL ? NULL : read_whole(reading, fd);
	if (bytes == NULL)
		return;
	data = g_bytes_get_data(bytes, &size);
	if (is_compiled(data, size))
		take_compiled(reading, bytes);
	else
		take_text(reading, data, size);
}

static void
free_list(gpointer list)
{
	wd_link_list_free(list);
}

static WdLinkResult *
new_result(void)
{
	WdLinkResult *result = g_new0(WdLinkResult, 1);

	result->problems = wd_policy_problems_new();
	result->lists = g_ptr_array_new_with_free_func(free_list);
	return result;
}

/**
 * wd_link_result_free:
 * @result: (nullable) (transfer full): what came of a request
 */
void
wd_link_result_free(WdLinkResult *result)
{
	if (result == NULL)
		return;
	g_ptr_array_unref(result->lists);
	g_ptr_array_unref(result->problems);
	g_free(result);
}

/* What was read as text, as one list in front of the compiled ones. */
static void
end_text(Reading *reading)
{
	g_autoptr(GBytes) bytes = wd_link_list_builder_end(g_steal_pointer(&reading->builder));
	g_autoptr(WdLinkList) list = wd_link_list_new(bytes, NULL);

	if (list != NULL && wd_link_list_get_size(list) > 0)
		g_ptr_array_add(reading->result->lists, g_steal_pointer(&list));
}

/**
 * wd_link_files_read:
 * @request: what to read
 * @is_cancelled: (nullable): read with g_atomic_int_get(); not 0: the result is not wanted any more
 *
 * Blocks on the disk: some milliseconds for a compiled list of a million names, half a second for
 * one in text. Any thread may call this.
 *
 * Returns: (transfer full): what could be read, and what is wrong with the rest
 */
WdLinkResult *
wd_link_files_read(const WdNameRequest *request, const gint *is_cancelled)
{
	Reading reading = {.result = new_result(),
			   .is_managed = wd_name_request_is_managed(request),
			   .key = *wd_name_request_get_key(request)};

	reading.builder = wd_link_list_builder_new(&reading.key);
	wd_name_request_visit(request, is_cancelled, read_file, &reading);
	end_text(&reading);
	return reading.result;
}

/**
 * wd_link_files_search:
 * @request: what to read
 * @url: a URL with a host
 * @found: called for each line, or compiled file, that means @url
 * @data: for @found
 *
 * Slow: tries every line by itself. What is wrong with the files is not said here.
 */
void
wd_link_files_search(const WdNameRequest *request,
		     const WdUrl *url,
		     WdNameFound found,
		     gpointer data)
{
	g_autoptr(WdLinkResult) result = new_result();
	Reading reading = {.result = result,
			   .key = *wd_name_request_get_key(request),
			   .url = url,
			   .found = found,
			   .found_data = data};

	wd_name_request_visit(request, NULL, read_file, &reading);
}

/**
 * wd_link_files_compile:
 * @paths: text files, NULL-terminated
 * @problems: (element-type WdPolicyProblem): given what is wrong; the rest is used
 * @n_lines: (out): lines that were read
 *
 * Blocks. The key of the hashes comes from libgcrypt, so it must be ready.
 *
 * Returns: (transfer full): one compiled list of all of them; NULL when a file cannot be read
 */
GBytes *
wd_link_files_compile(const char *const *paths, GPtrArray *problems, guint *n_lines)
{
	g_autoptr(WdLinkResult) result = new_result();
	Reading reading = {.result = result};

	wd_crypto_random((guint8 *)&reading.key, sizeof reading.key);
	reading.builder = wd_link_list_builder_new(&reading.key);
	for (; *paths != NULL; paths++) {
		int fd = open(*paths, O_RDONLY | O_CLOEXEC);
		g_autoptr(GError) error =
			fd >= 0 ? NULL
				: g_error_new_literal(WD_ERROR, WD_ERROR_IO, g_strerror(errno));

		read_file(*paths, fd, error, &reading);
		if (fd >= 0)
			(void)close(fd); /* read only */
	}
	if (result->lists->len > 0)
		report_missing(&reading, "a compiled list cannot be compiled again");
	wd_policy_problems_append(problems, result->problems);
	*n_lines = result->n_lines;
	if (result->is_missing) {
		wd_link_list_builder_free(reading.builder);
		return NULL;
	}
	return wd_link_list_builder_end(reading.builder);
}
