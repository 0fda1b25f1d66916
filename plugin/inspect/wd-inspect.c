/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-inspect.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-limits.h"
#include "inspect/wd-facts-codec.h"
#include "inspect/wd-inspect-helper.h"
#include "inspect/wd-inspect-wire.h"
#include "inspect/wd-reopen.h"

#define READ_BYTES (64 * 1024)
#define GRACE_MS   2000 /* its own clock ends a process; this is for one that is not heard of */

struct WdInspect {
	char *program;
	guint max_children;
	WdInspectHelper *helper; /* (nullable) started with the first file */
	guint helper_source;
	GQueue waiting;      /* of WdInspectJob * */
	GHashTable *running; /* id -> WdInspectJob * */
	guint32 last_id;
	GSource *pump; /* starts the next file, whenever it is woken */
};

struct WdInspectJob {
	WdInspect *inspect;
	guint32 id;
	int fd;
	char *name;
	WdInspectLimits limits;
	WdInspectDone done;
	gpointer data;
	int answer_fd; /* -1: closed */
	guint answer_source;
	guint guard_source;
	GByteArray *answer;
	WdFileFacts *facts;  /* (nullable) once the answer is there */
	const char *failure; /* (nullable) why there will be no answer */
	gboolean has_ended;
	gboolean was_stopped;
	int status; /* as of waitpid() */
};

static void
wake_pump(WdInspect *inspect)
{
	g_source_set_ready_time(inspect->pump, 0);
}

static void
close_answer(WdInspectJob *job)
{
	g_clear_handle_id(&job->answer_source, g_source_remove);
	if (job->answer_fd >= 0)
		(void)close(job->answer_fd);
	job->answer_fd = -1;
}

static void
free_job(WdInspectJob *job)
{
	close_answer(job);
	g_clear_handle_id(&job->guard_source, g_source_remove);
	if (job->fd >= 0)
		(void)close(job->fd);
	g_byte_array_unref(job->answer);
	wd_file_facts_unref(job->facts);
	g_free(job->name);
	g_free(job);
}

static WdFileFacts *
make_failure(const WdInspectJob *job, WdInspection inspection, const char *why)
{
	const WdFileFacts fields = {
		.name = job->name,
		.size = -1,
		.inspection = inspection,
		.failure = why,
		.scan.signatures_ms = -1,
	};

	return wd_file_facts_new(&fields);
}

/* What the end of its process says about a file. */
static WdFileFacts *
judge_end(const WdInspectJob *job)
{
	int number = WIFSIGNALED(job->status) ? WTERMSIG(job->status) : 0;

	if (job->failure != NULL)
		return make_failure(job, WD_INSPECTION_FAILED, job->failure);
	if (job->was_stopped || number == SIGALRM || number == SIGXCPU)
		return make_failure(job, WD_INSPECTION_TIMED_OUT, "it took too long");
	if (number == SIGSYS)
		return make_failure(
			job, WD_INSPECTION_FORBIDDEN, "a parser tried to leave its sandbox");
	if (number != 0)
		return make_failure(job, WD_INSPECTION_CRASHED, g_strsignal(number));
	return WEXITSTATUS(job->status) == 0
		       ? NULL
		       : make_failure(job, WD_INSPECTION_FAILED, "the sandbox cannot be entered");
}

static WdFileFacts *
read_answer(const WdInspectJob *job)
{
	g_autoptr(GError) error = NULL;
	WdFileFacts *facts = job->facts != NULL ? wd_file_facts_ref(job->facts) : judge_end(job);

	if (facts == NULL)
		facts = wd_facts_parse(
			(const char *)job->answer->data, job->answer->len, job->name, &error);
	if (facts == NULL)
		facts = make_failure(job, WD_INSPECTION_FAILED, error->message);
	return facts;
}

static void
finish(WdInspectJob *job)
{
	g_autoptr(WdFileFacts) facts = read_answer(job);
	WdInspect *inspect = job->inspect;
	WdInspectDone done = job->done;
	gpointer data = job->data;

	(void)g_hash_table_remove(inspect->running, GUINT_TO_POINTER(job->id));
	free_job(job);
	wake_pump(inspect);
	if (done != NULL) /* NULL: cancelled */
		done(facts, data);
}

static void
finish_if_over(WdInspectJob *job)
{
	if (job->has_ended && job->answer_fd < 0)
		finish(job);
}

/* A full socket means a helper that does not read: the guard comes to that, too. */
static void
stop_process(WdInspectJob *job)
{
	const WdInspectPacket packet = {.verb = WD_INSPECT_STOP, .id = job->id};

	if (job->inspect->helper != NULL)
		(void)send(wd_inspect_helper_get_socket(job->inspect->helper),
			   &packet,
			   sizeof packet,
			   MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A whole answer is all that a process is for. It is ended then, which frees its memory without
 * anybody waiting: a fifth of what a small file costs. */
static gboolean
take_whole_answer(WdInspectJob *job)
{
	static const char last[] = "end\n";
	const GByteArray *answer = job->answer;
	gsize n = sizeof last - 1;

	if (answer->len < n || memcmp(answer->data + answer->len - n, last, n) != 0)
		return FALSE;
	job->facts = wd_facts_parse((const char *)answer->data, answer->len, job->name, NULL);
	if (job->facts == NULL)
		return FALSE;
	stop_process(job);
	job->has_ended = TRUE;
	return TRUE;
}

static gboolean
on_answer(int fd, GIOCondition condition, gpointer data)
{
	WdInspectJob *job = data;
	guint8 *bytes = g_malloc(READ_BYTES);
	gssize n = read(fd, bytes, READ_BYTES);
	gboolean is_over = n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);

	if (n > 0)
		g_byte_array_append(job->answer, bytes, (guint)n);
	g_free(bytes);
	is_over |= n > 0 && job->failure == NULL && !job->was_stopped && take_whole_answer(job);
	if (job->answer->len > WD_FACTS_MAX_BYTES) {
		job->failure = "an answer without end";
		stop_process(job);
		is_over = TRUE;
	}
	if (!is_over)
		return G_SOURCE_CONTINUE;
	job->answer_source = 0;
	close_answer(job);
	finish_if_over(job);
	return G_SOURCE_REMOVE;
}

static gboolean
on_guard(gpointer data)
{
	WdInspectJob *job = data;

	job->guard_source = 0;
	if (job->was_stopped) {
		job->failure = "the inspector does not answer";
		finish(job);
		return G_SOURCE_REMOVE;
	}
	job->was_stopped = TRUE;
	stop_process(job);
	job->guard_source = g_timeout_add(GRACE_MS, on_guard, job);
	return G_SOURCE_REMOVE;
}

/* The helper's end is the end of all that it was looking at; the next file starts another. A
 * callback may cancel jobs that come later, so they are looked up one by one. */
static void
drop_helper(WdInspect *inspect, const char *why)
{
	g_autoptr(GList) ids = g_hash_table_get_keys(inspect->running);

	g_clear_handle_id(&inspect->helper_source, g_source_remove);
	g_clear_pointer(&inspect->helper, wd_inspect_helper_free);
	for (GList *link = ids; link != NULL; link = link->next) {
		WdInspectJob *job = g_hash_table_lookup(inspect->running, link->data);

		if (job == NULL)
			continue;
		if (!job->has_ended)
			job->failure = why;
		close_answer(job);
		finish(job);
	}
}

static gboolean
on_helper(int fd, GIOCondition condition, gpointer data)
{
	WdInspect *inspect = data;
	WdInspectPacket packet;
	gssize n = recv(fd, &packet, sizeof packet, MSG_DONTWAIT);
	WdInspectJob *job = NULL;

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return G_SOURCE_CONTINUE;
	if (n <= 0) {
		inspect->helper_source = 0;
		drop_helper(inspect, "warden-inspect is missing or has ended");
		return G_SOURCE_REMOVE;
	}
	if (n == sizeof packet && packet.verb == WD_INSPECT_ENDED)
		job = g_hash_table_lookup(inspect->running, GUINT_TO_POINTER(packet.id));
	if (job == NULL)
		return G_SOURCE_CONTINUE;
	job->has_ended = TRUE;
	job->status = packet.status;
	finish_if_over(job);
	return G_SOURCE_CONTINUE;
}

static gboolean
ensure_helper(WdInspect *inspect, GError **error)
{
	if (inspect->helper != NULL)
		return TRUE;
	inspect->helper = wd_inspect_helper_start(inspect->program, error);
	if (inspect->helper == NULL)
		return FALSE;
	inspect->helper_source = g_unix_fd_add(wd_inspect_helper_get_socket(inspect->helper),
					       G_IO_IN | G_IO_HUP | G_IO_ERR,
					       on_helper,
					       inspect);
	return TRUE;
}

static gboolean
send_job(WdInspectJob *job, int answer_end)
{
	WdInspectPacket packet = {
		.verb = WD_INSPECT_LOOK,
		.id = job->id,
		.name_bytes = (guint32)strlen(job->name),
		.limits = job->limits,
	};
	int fds[] = {job->fd, answer_end};
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(sizeof fds)];
	} control = {0};
	struct iovec parts[] = {{&packet, sizeof packet}, {job->name, packet.name_bytes}};
	struct msghdr message = {
		.msg_iov = parts,
		.msg_iovlen = G_N_ELEMENTS(parts),
		.msg_control = &control,
		.msg_controllen = sizeof control,
	};
	struct cmsghdr *rights = CMSG_FIRSTHDR(&message);

	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof fds);
	memcpy(CMSG_DATA(rights), fds, sizeof fds);
	return sendmsg(wd_inspect_helper_get_socket(job->inspect->helper),
		       &message,
		       MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

/* Ends with the job running, or with its failure in job->failure. */
static void
start(WdInspectJob *job)
{
	WdInspect *inspect = job->inspect;
	int ends[2];

	job->id = ++inspect->last_id;
	g_hash_table_insert(inspect->running, GUINT_TO_POINTER(job->id), job);
	if (!ensure_helper(inspect, NULL) || pipe2(ends, O_CLOEXEC) != 0) {
		job->failure = "no descriptors are left";
		return;
	}
	job->answer_fd = ends[0];
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK); /* of this end alone */
	/* Room for a whole answer: its process ends without waiting for us. Less is slower. */
	(void)fcntl(ends[0], F_SETPIPE_SZ, WD_FACTS_MAX_BYTES);
	if (!send_job(job, ends[1]))
		job->failure = "warden-inspect cannot be reached";
	(void)close(ends[1]);
	if (job->failure != NULL)
		return;
	job->answer_source =
		g_unix_fd_add(job->answer_fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_answer, job);
	job->guard_source = g_timeout_add(job->limits.timeout_ms + GRACE_MS, on_guard, job);
}

/* One file a turn of the loop: starting one is cheap, starting a hundred is not. */
static gboolean
pump(gpointer data)
{
	WdInspect *inspect = data;
	WdInspectJob *job = NULL;

	if (g_hash_table_size(inspect->running) < inspect->max_children)
		job = g_queue_pop_head(&inspect->waiting);
	if (job == NULL) {
		g_source_set_ready_time(inspect->pump, -1);
		return G_SOURCE_CONTINUE;
	}
	start(job);
	if (job->failure != NULL) {
		close_answer(job);
		finish(job);
	}
	return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_pump(GSource *source, GSourceFunc callback, gpointer data)
{
	return callback(data);
}

static GSourceFuncs pump_functions = {.dispatch = dispatch_pump};

/**
 * wd_inspect_new:
 * @program: (nullable): the path of warden-inspect; NULL: where it is installed
 * @max_children: how many files are looked into at once; 1 at least, 16 at most
 *
 * Nothing is started before the first file is asked about.
 *
 * Returns: (transfer full): a client, of the calling thread's default main context
 */
WdInspect *
wd_inspect_new(const char *program, guint max_children)
{
	WdInspect *inspect = g_new0(WdInspect, 1);

	inspect->program = program != NULL ? g_strdup(program) : wd_inspect_helper_find_program();
	inspect->max_children = CLAMP(max_children, 1, WD_INSPECT_MAX_CHILDREN);
	g_queue_init(&inspect->waiting);
	inspect->running = g_hash_table_new(NULL, NULL);
	inspect->pump = g_source_new(&pump_functions, sizeof(GSource));
	g_source_set_callback(inspect->pump, pump, inspect, NULL);
	(void)g_source_attach(inspect->pump, NULL);
	return inspect;
}

/**
 * wd_inspect_free:
 * @inspect: (nullable) (transfer full): a client; not from inside one of its callbacks
 *
 * Whatever is asked or being looked at is dropped: its callback is not called.
 */
void
wd_inspect_free(WdInspect *inspect)
{
	g_autoptr(GList) running = NULL;

	if (inspect == NULL)
		return;
	g_source_destroy(inspect->pump);
	g_source_unref(inspect->pump);
	g_clear_handle_id(&inspect->helper_source, g_source_remove);
	g_clear_pointer(&inspect->helper, wd_inspect_helper_free);
	running = g_hash_table_get_values(inspect->running);
	for (GList *link = running; link != NULL; link = link->next)
		free_job(link->data);
	while (!g_queue_is_empty(&inspect->waiting))
		free_job(g_queue_pop_head(&inspect->waiting));
	g_hash_table_unref(inspect->running);
	g_free(inspect->program);
	g_free(inspect);
}

/**
 * wd_inspect_file:
 * @inspect: a client
 * @fd: the file, open for reading; it is opened once more, so this may be closed at once
 * @name: (nullable): what the peer calls it; need not be UTF-8
 * @limits: (nullable): copied; NULL: wd_inspect_default_limits
 * @done: called once, from the main loop, unless the job is cancelled
 * @data: for @done
 *
 * Returns: (transfer none): the job, until @done was called
 */
WdInspectJob *
wd_inspect_file(WdInspect *inspect,
		int fd,
		const char *name,
		const WdInspectLimits *limits,
		WdInspectDone done,
		gpointer data)
{
	WdInspectJob *job = g_new0(WdInspectJob, 1);

	job->inspect = inspect;
	job->fd = wd_reopen(fd); /* -1: sending it fails, and says so */
	job->name = g_strndup(name != NULL ? name : "",
			      strnlen(name != NULL ? name : "", WD_LIMIT_FILE_NAME_BYTES));
	job->limits = limits != NULL ? *limits : wd_inspect_default_limits;
	job->done = done;
	job->data = data;
	job->answer_fd = -1;
	job->answer = g_byte_array_new();
	g_queue_push_tail(&inspect->waiting, job);
	wake_pump(inspect);
	return job;
}

/**
 * wd_inspect_cancel:
 * @job: a job whose callback was not called yet
 *
 * Its callback will not be called. A process that works on it is ended.
 */
void
wd_inspect_cancel(WdInspectJob *job)
{
	if (job->id == 0) {
		(void)g_queue_remove(&job->inspect->waiting, job);
		free_job(job);
		return;
	}
	job->done = NULL;
	stop_process(job);
}

/**
 * wd_inspect_get_n_waiting:
 * @inspect: a client
 *
 * Returns: how many files wait or are being looked into
 */
guint
wd_inspect_get_n_waiting(const WdInspect *inspect)
{
	return g_queue_get_length((GQueue *)&inspect->waiting) +
	       g_hash_table_size(inspect->running);
}
