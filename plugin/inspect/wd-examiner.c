/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-examiner.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "inspect/wd-inspect.h"
#include "inspect/wd-scanner.h"

#define AT_ONCE  2 /* files looked into, and files scanned: the person works meanwhile */
#define MEGABYTE (1024 * 1024)

struct WdExaminer {
	WdPolicy *policy;
	WdInspect *inspect;
	WdScanner *scanner;
	WdScanner *nobody;       /* answers that nobody was asked */
	GPtrArray *old_scanners; /* of WdScanner *: under policies before, while they still work */
	guint n_examinations;
	guint parts; /* WdExamineParts bits */
};

struct WdExamination {
	WdExaminer *examiner;
	WdExamined done;
	gpointer data;
	WdInspectJob *inspect_job; /* NULL: over */
	WdScannerJob *scan_job;    /* NULL: over */
	WdFileFacts *facts;        /* (nullable) of the inspection */
	WdFileFacts *scanned;      /* (nullable) holds the scanner's answer */
};

/* Where Debian's, Fedora's and others' clamd listen. */
static const char *const known_sockets[] = {
	"/run/clamav/clamd.ctl",
	"/run/clamd.scan/clamd.sock",
	"/run/clamav/clamd.sock",
	"/var/run/clamav/clamd.ctl",
};

static const char *
find_socket(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(known_sockets); i++) {
		if (access(known_sockets[i], R_OK | W_OK) == 0)
			return known_sockets[i];
	}
	return "";
}

static const char *
get_address(const WdPolicy *policy, const char *const *command)
{
	const char *address = wd_policy_get_string(policy, WD_KEY_FILES_SCANNER);

	if (command != NULL && command[0] != NULL)
		return "";
	if (g_str_equal(address, "none"))
		return "";
	return g_str_equal(address, "auto") || *address == '\0' ? find_socket() : address;
}

static WdScanner *
make_scanner(const WdPolicy *policy)
{
	const char *const *command = wd_policy_get_list(policy, WD_KEY_FILES_SCANNER_COMMAND);
	const WdScannerSettings settings = {
		.address = get_address(policy, command),
		.command = command,
		.clean_codes = wd_policy_get_list(policy, WD_KEY_FILES_SCANNER_CLEAN),
		.infected_codes = wd_policy_get_list(policy, WD_KEY_FILES_SCANNER_INFECTED),
		.max_bytes =
			(guint64)wd_policy_get_integer(policy, WD_KEY_FILES_SCANNER_MEGABYTES) *
			MEGABYTE,
		.timeout_ms =
			(guint)wd_policy_get_integer(policy, WD_KEY_FILES_SCANNER_SECONDS) * 1000,
		.max_at_once = AT_ONCE,
	};

	return wd_scanner_new(&settings);
}

/**
 * wd_examiner_new:
 * @policy: the settings; kept
 *
 * Returns: (transfer full): an examiner, of the calling thread's default main context
 */
WdExaminer *
wd_examiner_new(const WdPolicy *policy)
{
	const WdScannerSettings nobody = {.address = ""};
	WdExaminer *examiner = g_new0(WdExaminer, 1);

	examiner->policy = wd_policy_ref(policy);
	examiner->parts = WD_EXAMINE_INSPECT | WD_EXAMINE_SCAN;
	examiner->inspect = wd_inspect_new(NULL, AT_ONCE);
	examiner->scanner = make_scanner(policy);
	examiner->nobody = wd_scanner_new(&nobody);
	examiner->old_scanners = g_ptr_array_new_with_free_func((GDestroyNotify)wd_scanner_free);
	return examiner;
}

static void
replace_scanner(WdExaminer *examiner)
{
	/* Those of before may still be talking; they go when nothing is left to wait for. */
	if (examiner->n_examinations == 0)
		g_ptr_array_set_size(examiner->old_scanners, 0);
	g_ptr_array_add(examiner->old_scanners, examiner->scanner);
	examiner->scanner = make_scanner(examiner->policy);
}

/* A scanner that is looked for may be started after us. */
static void
look_for_scanner(WdExaminer *examiner)
{
	if (g_str_equal(wd_policy_get_string(examiner->policy, WD_KEY_FILES_SCANNER), "auto") &&
	    !wd_scanner_is_set(examiner->scanner) && *find_socket() != '\0')
		replace_scanner(examiner);
}

/**
 * wd_examiner_free:
 * @examiner: (nullable) (transfer full): an examiner; not from inside one of its callbacks, and
 * with no examination left that was not cancelled
 *
 * May wait a fifth of a second for a scanner.
 */
void
wd_examiner_free(WdExaminer *examiner)
{
	if (examiner == NULL)
		return;
	wd_inspect_free(examiner->inspect);
	g_ptr_array_unref(examiner->old_scanners);
	wd_scanner_free(examiner->scanner);
	wd_scanner_free(examiner->nobody);
	wd_policy_unref(examiner->policy);
	g_free(examiner);
}

/**
 * wd_examiner_set_parts:
 * @examiner: an examiner
 * @parts: #WdExamineParts bits: what is done with the files that come from now on; both at first
 */
void
wd_examiner_set_parts(WdExaminer *examiner, guint parts)
{
	examiner->parts = parts;
}

/**
 * wd_examiner_set_policy:
 * @examiner: an examiner
 * @policy: other settings; for the files that come from now on
 */
void
wd_examiner_set_policy(WdExaminer *examiner, const WdPolicy *policy)
{
	WdPolicy *kept = wd_policy_ref(policy);

	wd_policy_unref(examiner->policy);
	examiner->policy = kept;
	replace_scanner(examiner);
}

static void
free_examination(WdExamination *examination)
{
	examination->examiner->n_examinations--;
	wd_file_facts_unref(examination->facts);
	wd_file_facts_unref(examination->scanned);
	g_free(examination);
}

/* When both have answered: once, and never from inside the call that asked. */
static void
finish_if_over(WdExamination *examination)
{
	g_autoptr(WdFileFacts) facts = NULL;
	WdExamined done = examination->done;
	gpointer data = examination->data;

	if (examination->inspect_job != NULL || examination->scan_job != NULL)
		return;
	facts = examination->facts == NULL
			? wd_file_facts_ref(examination->scanned)
			: wd_file_facts_with_scan(examination->facts, &examination->scanned->scan);
	free_examination(examination);
	done(facts, data);
}

static void
on_inspected(const WdFileFacts *facts, gpointer data)
{
	WdExamination *examination = data;

	examination->inspect_job = NULL;
	examination->facts = wd_file_facts_ref(facts);
	finish_if_over(examination);
}

static void
on_scanned(const WdScanAnswer *answer, gpointer data)
{
	WdExamination *examination = data;
	WdFileFacts *before = examination->scanned;

	examination->scan_job = NULL;
	examination->scanned = wd_file_facts_with_scan(before, answer);
	wd_file_facts_unref(before);
	finish_if_over(examination);
}

/**
 * wd_examiner_examine:
 * @examiner: an examiner
 * @fd: the file, open for reading; may be closed at once
 * @name: (nullable): what the peer calls it
 * @done: called once, from the main loop, unless the examination is cancelled
 * @data: for @done
 *
 * Looks into the file and has it scanned at the same time; @done comes when both are over.
 *
 * Returns: (transfer none): the examination, until @done was called
 */
WdExamination *
wd_examiner_examine(WdExaminer *examiner, int fd, const char *name, WdExamined done, gpointer data)
{
	WdExamination *examination = g_new0(WdExamination, 1);
	gint64 megabytes = wd_policy_get_integer(examiner->policy, WD_KEY_FILES_INSPECT_MEGABYTES);
	WdInspectLimits limits = wd_inspect_default_limits;
	WdScanner *scanner = examiner->nobody;
	const WdFileFacts unseen = {.name = name, .size = -1, .scan.signatures_ms = -1};

	look_for_scanner(examiner);
	limits.max_bytes = limits.max_unpacked_bytes = (guint64)megabytes * MEGABYTE;
	limits.timeout_ms =
		1000 * (guint)wd_policy_get_integer(examiner->policy, WD_KEY_FILES_INSPECT_SECONDS);
	examination->examiner = examiner;
	examination->done = done;
	examination->data = data;
	examination->scanned = wd_file_facts_new(&unseen);
	examiner->n_examinations++;
	if ((examiner->parts & WD_EXAMINE_INSPECT) != 0 &&
	    wd_policy_get_boolean(examiner->policy, WD_KEY_FILES_INSPECT))
		examination->inspect_job = wd_inspect_file(
			examiner->inspect, fd, name, &limits, on_inspected, examination);
	if ((examiner->parts & WD_EXAMINE_SCAN) != 0)
		scanner = examiner->scanner;
	examination->scan_job = wd_scanner_scan(scanner, fd, on_scanned, examination);
	return examination;
}

/**
 * wd_examination_cancel:
 * @examination: one whose callback was not called yet
 *
 * Its callback will not be called.
 */
void
wd_examination_cancel(WdExamination *examination)
{
	if (examination->inspect_job != NULL)
		wd_inspect_cancel(examination->inspect_job);
	if (examination->scan_job != NULL)
		wd_scanner_cancel(examination->scan_job);
	free_examination(examination);
}

/**
 * wd_examiner_open:
 * @path: a file's path
 * @error: return location for a #WD_ERROR
 *
 * Opens it for reading without following a link in its last part and without waiting: a device or
 * a pipe is refused, not read.
 *
 * Returns: a descriptor, or -1
 */
int
wd_examiner_open(const char *path, GError **error)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat info;

	if (fd < 0) {
		g_set_error(error,
			    WD_ERROR,
			    errno == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO,
			    "%s",
			    errno == ELOOP ? "a link, which is not followed" : g_strerror(errno));
		return -1;
	}
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
		return fd;
	(void)close(fd);
	g_set_error(error, WD_ERROR, WD_ERROR_REFUSED, "no regular file");
	return -1;
}
