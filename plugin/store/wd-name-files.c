/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-name-files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "engine/wd-error.h"
#include "engine/wd-limits.h"
#include "store/wd-paths.h"

#define CHUNK_BYTES (64 * 1024)
#define BOM         "\xef\xbb\xbf"

struct WdNameRequest {
	GStrv paths; /* full ones */
	gboolean is_managed;
	const WdPolicyPlaces *places; /* (nullable) */
	WdHashKey key;
};

/* One reading of all files. */
typedef struct {
	const WdNameRequest *request;
	WdNameResult *result;
	const gint *is_cancelled; /* (nullable) */
	WdNameListBuilder *builder;
	const char *path; /* at hand */
	guint line;
	guint n_problems; /* of the file */
	/* a search instead of a table */
	const WdEvent *event;
	gboolean is_sure;
	WdNameFound found;
	gpointer found_data;
} Reading;

/**
 * wd_name_places_get_installed:
 * @base: (nullable): the profile's Warden folder
 *
 * Returns: where lists lie on this machine; managed ones are believed if they are root's
 */
WdNamePlaces
wd_name_places_get_installed(const char *base)
{
	return (WdNamePlaces){
		.base = base,
		.managed_folder = WD_POLICY_DIR "/../lists",
		.places = wd_policy_places_get_installed(),
	};
}

static char *
complete_path(const char *item, gboolean is_managed, const WdNamePlaces *places)
{
	g_autofree char *lists = NULL;
	g_autofree char *path = NULL;

	if (g_path_is_absolute(item))
		return g_strdup(item);
	if (is_managed && places->managed_folder != NULL)
		path = g_build_filename(places->managed_folder, item, NULL);
	else if (places->base != NULL) {
		lists = wd_path_get(places->base, WD_PATH_LISTS);
		path = g_build_filename(lists, item, NULL);
	}
	/* A "." or ".." of ours would not pass the check of every folder on the way. */
	return g_canonicalize_filename(path != NULL ? path : item, NULL);
}

/**
 * wd_name_request_new:
 * @policy: the settings
 * @key: a list of files and folders, of people or of sites
 * @places: where lists lie; its folders are copied, its owner must outlive the request
 *
 * To be called on the main thread: the key of the table comes from libgcrypt.
 *
 * Returns: (transfer full): what has to be read; nothing is read yet
 */
WdNameRequest *
wd_name_request_new(const WdPolicy *policy, WdPolicyKey key, const WdNamePlaces *places)
{
	WdNameRequest *request = g_new0(WdNameRequest, 1);
	g_autoptr(GStrvBuilder) paths = g_strv_builder_new();
	const char *const *items = wd_policy_get_list(policy, key);

	request->is_managed = wd_policy_is_locked(policy, key);
	request->places = request->is_managed ? places->places : NULL;
	for (; *items != NULL; items++) {
		g_autofree char *path = complete_path(*items, request->is_managed, places);

		g_strv_builder_add(paths, path);
	}
	request->paths = g_strv_builder_end(paths);
	wd_crypto_random((guint8 *)&request->key, sizeof request->key);
	return request;
}

/**
 * wd_name_request_free:
 * @request: (nullable) (transfer full): a request that no thread reads any more
 */
void
wd_name_request_free(WdNameRequest *request)
{
	if (request == NULL)
		return;
	g_strfreev(request->paths);
	g_free(request);
}

/**
 * wd_name_request_is_managed:
 * @request: a request
 *
 * Returns: whether the lists are a company's, so that a missing one must not let anybody in
 */
gboolean
wd_name_request_is_managed(const WdNameRequest *request)
{
	return request->is_managed;
}

/**
 * wd_name_request_get_paths:
 * @request: a request
 *
 * Returns: (transfer none): full paths of the files and folders, NULL-terminated
 */
const char *const *
wd_name_request_get_paths(const WdNameRequest *request)
{
	return (const char *const *)request->paths;
}

/**
 * wd_name_result_free:
 * @result: (nullable) (transfer full): what came of a request
 */
void
wd_name_result_free(WdNameResult *result)
{
	if (result == NULL)
		return;
	wd_name_list_free(result->list);
	g_ptr_array_unref(result->problems);
	g_free(result);
}

static gboolean
is_cancelled(const Reading *reading)
{
	return reading->is_cancelled != NULL && g_atomic_int_get(reading->is_cancelled) != 0;
}

static void
report(Reading *reading, guint line, WdProblemLevel level, const char *message)
{
	WdPolicySpot spot = {reading->path, line, 0, reading->request->is_managed};

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
report_missing(Reading *reading, const GError *error)
{
	reading->result->is_missing = TRUE;
	report(reading, 0, WD_PROBLEM_ERROR, error->message);
}

/* A table of one line answers as the whole table does. */
static void
search_line(Reading *reading, const char *line, gsize len)
{
	WdNameListBuilder *builder = wd_name_list_builder_new(&reading->request->key);
	g_autoptr(WdNameList) list = NULL;

	wd_name_list_builder_begin_file(builder, reading->path);
	(void)wd_name_list_builder_add_line(builder, line, len, NULL); /* wrong ones mean nobody */
	list = wd_name_list_builder_end(builder);
	if (wd_name_list_find(list, reading->event, reading->is_sure) != NULL) {
		g_autofree char *raw = g_strndup(line, len);
		g_autofree char *text = g_utf8_make_valid(raw, -1);

		reading->found(reading->path, reading->line, g_strstrip(text), reading->found_data);
	}
}

static void
take_line(Reading *reading, const char *line, gsize len)
{
	g_autoptr(GError) error = NULL;

	reading->line++;
	reading->result->n_lines++;
	if (reading->line == 1 && len >= strlen(BOM) && memcmp(line, BOM, strlen(BOM)) == 0) {
		line += strlen(BOM);
		len -= strlen(BOM);
	}
	if (reading->builder == NULL)
		search_line(reading, line, len);
	else if (!wd_name_list_builder_add_line(reading->builder, line, len, &error))
		report_line(reading, error->message);
}

/* Takes the whole lines in @bytes away from it. A line without an end in sight is kept short: it is
 * wrong whatever follows. */
static void
take_lines(Reading *reading, GByteArray *bytes, gboolean is_last)
{
	const char *text = (const char *)bytes->data;
	gsize start = 0;

	while (start < bytes->len) {
		const char *end = memchr(text + start, '\n', bytes->len - start);
		gsize len = end != NULL ? (gsize)(end - text) - start : bytes->len - start;

		if (end == NULL && !(is_last && len > 0))
			break;
		take_line(reading, text + start, len);
		start += len + (end != NULL);
	}
	g_byte_array_remove_range(bytes, 0, (guint)start);
	if (bytes->len > 2 * CHUNK_BYTES)
		g_byte_array_set_size(bytes, CHUNK_BYTES);
}

static void
read_lines(Reading *reading, int fd)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autofree guint8 *chunk = g_malloc(CHUNK_BYTES);
	gssize n = 1;

	while (n > 0 && !is_cancelled(reading)) {
		n = read(fd, chunk, CHUNK_BYTES);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		if (n > 0)
			g_byte_array_append(bytes, chunk, (guint)n);
		take_lines(reading, bytes, n == 0);
	}
	if (n < 0) {
		g_autoptr(GError) error = g_error_new(
			WD_ERROR, WD_ERROR_IO, "cannot be read to its end: %s", g_strerror(errno));

		report_missing(reading, error);
	}
}

static void
begin_file(Reading *reading, const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *valid = g_utf8_make_valid(name, -1);

	reading->path = path;
	reading->line = 0;
	reading->n_problems = 0;
	if (reading->builder != NULL)
		wd_name_list_builder_begin_file(reading->builder, valid);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
is_list_name(const char *name)
{
	return *name != '.' && (g_str_has_suffix(name, ".txt") || g_str_has_suffix(name, ".list") ||
				g_str_has_suffix(name, ".wdlinks"));
}

static GPtrArray *
list_folder(const char *folder, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
	const char *name;

	if (dir == NULL)
		return NULL;
	while ((name = g_dir_read_name(dir)) != NULL) {
		if (is_list_name(name))
			g_ptr_array_add(names, g_build_filename(folder, name, NULL));
	}
	g_ptr_array_sort(names, compare_names);
	return g_steal_pointer(&names);
}

/* One walk over the files of a request. */
typedef struct {
	const WdNameRequest *request;
	const gint *is_cancelled; /* (nullable) */
	WdNameFileVisit visit;
	gpointer data;
} Walk;

static void
visit_file(const Walk *walk, const char *path, int fd, mode_t mode)
{
	g_autoptr(GError) error = NULL;

	if (S_ISREG(mode)) {
		walk->visit(path, fd, NULL, walk->data);
		return;
	}
	error = g_error_new_literal(WD_ERROR, WD_ERROR_IO, "this is no file");
	walk->visit(path, -1, error, walk->data);
}

static void
visit_path(const Walk *walk, const char *path, gboolean is_inside)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) names = NULL;
	struct stat status = {0};
	int fd = wd_policy_places_open(walk->request->places, path, &error);
	gboolean is_folder =
		fd >= 0 && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode) && !is_inside;

	if (fd >= 0 && !is_folder)
		visit_file(walk, path, fd, status.st_mode);
	if (fd >= 0)
		(void)close(fd); /* read only; each file of a folder is checked from the top */
	if (is_folder)
		names = list_folder(path, &error);
	for (guint i = 0; names != NULL && i < names->len; i++)
		visit_path(walk, g_ptr_array_index(names, i), TRUE);
	if (error != NULL)
		walk->visit(path, -1, error, walk->data);
}

/**
 * wd_name_request_get_key:
 * @request: a request
 *
 * Returns: (transfer none): the key of the table that will be made
 */
const WdHashKey *
wd_name_request_get_key(const WdNameRequest *request)
{
	return &request->key;
}

/**
 * wd_name_request_visit:
 * @request: what to read
 * @is_cancelled: (nullable): read with g_atomic_int_get(); not 0: no further file is opened
 * @visit: called for each file, those of a folder in the order of their names
 * @data: for @visit
 *
 * Blocks on the disk; any thread may call this.
 */
void
wd_name_request_visit(const WdNameRequest *request,
		      const gint *is_cancelled,
		      WdNameFileVisit visit,
		      gpointer data)
{
	Walk walk = {request, is_cancelled, visit, data};

	for (guint i = 0; request->paths[i] != NULL; i++) {
		if (is_cancelled != NULL && g_atomic_int_get(is_cancelled) != 0)
			return;
		visit_path(&walk, request->paths[i], FALSE);
	}
}

static void
read_file(const char *path, int fd, const GError *error, gpointer data)
{
	Reading *reading = data;

	begin_file(reading, path);
	if (error != NULL)
		report_missing(reading, error);
	else
		read_lines(reading, fd);
}

static void
read_all(Reading *reading)
{
	wd_name_request_visit(reading->request, reading->is_cancelled, read_file, reading);
}

static WdNameResult *
new_result(void)
{
	WdNameResult *result = g_new0(WdNameResult, 1);

	result->problems = wd_policy_problems_new();
	return result;
}

/**
 * wd_name_request_read:
 * @request: what to read
 * @is_cancelled: (nullable): read with g_atomic_int_get(); not 0: the result is not wanted any more
 *
 * Blocks on the disk, and takes some tenths of a second for a million lines: any thread may call
 * this.
 *
 * Returns: (transfer full): what could be read, and what is wrong with the rest
 */
WdNameResult *
wd_name_request_read(const WdNameRequest *request, const gint *is_cancelled)
{
	Reading reading = {.request = request, .is_cancelled = is_cancelled};

	reading.result = new_result();
	reading.builder = wd_name_list_builder_new(&request->key);
	read_all(&reading);
	reading.result->list = wd_name_list_builder_end(reading.builder);
	return reading.result;
}

/**
 * wd_name_request_search:
 * @request: what to read
 * @event: whose peer is looked for
 * @is_sure: as for wd_name_list_find()
 * @found: called for each line that means the peer, in order
 * @data: for @found
 *
 * Slow: tries every line by itself. What is wrong with the files is not said here.
 */
void
wd_name_request_search(const WdNameRequest *request,
		       const WdEvent *event,
		       gboolean is_sure,
		       WdNameFound found,
		       gpointer data)
{
	g_autoptr(WdNameResult) result = new_result();
	Reading reading = {
		.request = request,
		.result = result,
		.event = event,
		.is_sure = is_sure,
		.found = found,
		.found_data = data,
	};

	read_all(&reading);
}
