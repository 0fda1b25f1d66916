/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-advisory-files.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-problem.h"

#define BOM "\xef\xbb\xbf"

typedef struct {
	WdAdvisoryResult *result;
	gboolean is_managed;
} Reading;

static void
free_advisory(gpointer advisory)
{
	wd_advisory_free(advisory);
}

static void
take_lines(Reading *reading, const char *path, const char *text, gsize len)
{
	const char *end = text + len;

	for (guint line = 1; text < end; line++) {
		const char *stop = memchr(text, '\n', (gsize)(end - text));
		gsize n = stop != NULL ? (gsize)(stop - text) : (gsize)(end - text);
		WdPolicySpot spot = {path, line, 0, reading->is_managed};
		WdAdvisory *advisory = NULL;
		g_autoptr(GError) error = NULL;

		if (!wd_advisory_parse(text, n, &advisory, &error))
			wd_policy_problems_add(reading->result->problems,
					       &spot,
					       WD_PROBLEM_WARNING,
					       "%s",
					       error->message);
		else if (advisory != NULL)
			g_ptr_array_add(reading->result->advisories, advisory);
		text += n + (stop != NULL);
	}
}

/* Returns: what could be read of the file, at most one byte more than is taken; NULL: nothing. */
static GByteArray *
read_all(int fd, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	gssize n = 1;

	while (n > 0 && bytes->len <= WD_ADVISORY_FILE_MAX_BYTES) {
		guint8 chunk[4096];

		n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			g_byte_array_append(bytes, chunk, (guint)n);
	}
	if (n >= 0)
		return g_steal_pointer(&bytes);
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "cannot be read: %s", g_strerror(errno));
	return NULL;
}

static void
report(Reading *reading, const char *path, const char *message)
{
	WdPolicySpot spot = {path, 0, 0, reading->is_managed};

	wd_policy_problems_add(reading->result->problems, &spot, WD_PROBLEM_ERROR, "%s", message);
}

static void
read_file(const char *path, int fd, const GError *error, gpointer data)
{
	Reading *reading = data;
	g_autoptr(GError) reason = NULL;
	g_autoptr(GByteArray) bytes = error == NULL ? read_all(fd, &reason) : NULL;
	const char *text = bytes != NULL ? (const char *)bytes->data : "";
	gsize skip;

	if (bytes == NULL) {
		report(reading, path, error != NULL ? error->message : reason->message);
		return;
	}
	if (bytes->len > WD_ADVISORY_FILE_MAX_BYTES) {
		report(reading, path, "larger than 256 KiB, and not believed");
		return;
	}
	skip = bytes->len >= strlen(BOM) && memcmp(text, BOM, strlen(BOM)) == 0 ? strlen(BOM) : 0;
	take_lines(reading, path, text + skip, bytes->len - skip);
}

/**
 * wd_advisory_files_read:
 * @policy: the settings
 * @places: where lists lie
 *
 * A line that is wrong is told and passed over; a file that cannot be read is told. Blocks on the
 * disk for some small files.
 *
 * Returns: (transfer full): all advisories, the shipped ones last
 */
WdAdvisoryResult *
wd_advisory_files_read(const WdPolicy *policy, const WdNamePlaces *places)
{
	g_autoptr(WdNameRequest) request =
		wd_name_request_new(policy, WD_KEY_ENFORCE_ADVISORIES, places);
	WdAdvisoryResult *result = g_new0(WdAdvisoryResult, 1);
	Reading reading = {result, wd_name_request_is_managed(request)};
	const char *shipped = wd_advisories_get_shipped();

	result->advisories = g_ptr_array_new_with_free_func(free_advisory);
	result->problems = wd_policy_problems_new();
	wd_name_request_visit(request, NULL, read_file, &reading);
	take_lines(&reading, "advisories.txt", shipped, strlen(shipped));
	return result;
}

/**
 * wd_advisory_result_free:
 * @result: (nullable) (transfer full): what was read
 */
void
wd_advisory_result_free(WdAdvisoryResult *result)
{
	if (result == NULL)
		return;
	g_ptr_array_unref(result->advisories);
	g_ptr_array_unref(result->problems);
	g_free(result);
}

/**
 * wd_advisory_result_find:
 * @result: what was read
 * @subject: "libpurple", or the id of a protocol
 * @version: (nullable): of that
 *
 * Returns: (transfer none) (nullable): the first hole that it has
 */
const WdAdvisory *
wd_advisory_result_find(const WdAdvisoryResult *result, const char *subject, const char *version)
{
	for (guint i = 0; i < result->advisories->len; i++) {
		const WdAdvisory *advisory = g_ptr_array_index(result->advisories, i);

		if (wd_advisory_matches(advisory, subject, version))
			return advisory;
	}
	return NULL;
}
