/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the inside: a child closes the door, then tries everything that would lead out. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inspect/wd-sandbox.h"
#include "wd-rows.h"

/* How a child ended: 0 it worked, 1 it failed with EPERM, 2 with another error; or by a signal. */
#define WORKED  0
#define REFUSED 1
#define FAILED  2

typedef struct {
	const char *name;
	int (*attempt)(void);
	int signal; /* that ends it; 0: it is refused */
	int status;
} Case;

static int
try_open(void)
{
	return (int)syscall(SYS_open, "/etc/passwd", O_RDONLY);
}

static int
try_openat(void)
{
	return open("/etc/passwd", O_RDONLY);
}

static int
try_create(void)
{
	return open("/tmp/warden-sandbox-test", O_WRONLY | O_CREAT, 0600);
}

static int
try_stat(void)
{
	return access("/etc/passwd", R_OK);
}

static int
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
try_local_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int
try_exec(void)
{
	char *const words[] = {(char *)"true", NULL};

	return execv("/bin/true", words);
}

static int
try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid;
}

static int
try_raw_fork(void)
{
#ifdef SYS_fork
	pid_t pid = (pid_t)syscall(SYS_fork);

	if (pid == 0)
		_exit(0);
	return pid;
#else
	return try_fork();
#endif
}

static int
try_kill(void)
{
	return kill(getppid(), SIGCONT);
}

static int
try_trace(void)
{
	return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int
try_unlink(void)
{
	return unlink("/tmp/warden-sandbox-nothing");
}

static int
try_new_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? -1 : 0;
}

static int
try_make_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

static int
try_more_time(void)
{
	return (int)alarm(0) < 0 ? -1 : (int)syscall(SYS_setitimer, 0, NULL, NULL);
}

#ifndef __SANITIZE_ADDRESS__
static int
try_memory(void)
{
	void *page =
		mmap(NULL, 1ul << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? -1 : 0;
}
#endif

static int
try_some_memory(void)
{
	void *page =
		mmap(NULL, 1ul << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page == MAP_FAILED ? -1 : 0;
}

static int
try_wait(void)
{
	while (TRUE)
		(void)getpid();
}

static int
try_read(void)
{
	char byte;

	return (int)pread(STDIN_FILENO, &byte, 1, 0) < 0 && errno == EPERM ? -1 : 0;
}

static const Case cases[] = {
	{"open", try_open, 0, REFUSED},
	{"openat", try_openat, 0, REFUSED},
	{"create", try_create, 0, REFUSED},
	{"access", try_stat, 0, REFUSED},
	{"socket", try_socket, SIGSYS, 0},
	{"local-socket", try_local_socket, SIGSYS, 0},
	{"exec", try_exec, SIGSYS, 0},
	{"fork", try_fork, SIGSYS, 0},
	{"raw-fork", try_raw_fork, SIGSYS, 0},
	{"kill", try_kill, SIGSYS, 0},
	{"ptrace", try_trace, SIGSYS, 0},
	{"unlink", try_unlink, SIGSYS, 0},
	{"new-code", try_new_code, 0, REFUSED},
	{"data-made-code", try_make_code, 0, REFUSED},
	{"more-time", try_more_time, 0, REFUSED},
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes, so that nothing bounds them */
	{"gigabyte", try_memory, 0, FAILED},
#endif
	{"megabyte", try_some_memory, 0, WORKED},
	{"read", try_read, 0, WORKED},
	{"too-long", try_wait, SIGALRM, 0},
};

static void
try_inside(const WdSandbox *sandbox, int (*attempt)(void))
{
	const WdSandboxLimits limits = {
		.max_memory_bytes = 64 * 1024 * 1024, .cpu_seconds = 5, .timeout_ms = 300};

	if (!wd_sandbox_enter(sandbox, &limits, NULL))
		_exit(9);
	if (attempt() >= 0)
		_exit(WORKED);
	_exit(errno == EPERM ? REFUSED : FAILED);
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdSandbox) sandbox = wd_sandbox_new(NULL);
	int status = 0;
	pid_t pid;

	g_assert_nonnull(sandbox);
	pid = fork();
	if (pid == 0)
		try_inside(sandbox, row->attempt);
	g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
	if (row->signal != 0) {
		g_assert_true(WIFSIGNALED(status));
		g_assert_cmpint(WTERMSIG(status), ==, row->signal);
	} else {
		g_assert_true(WIFEXITED(status));
		g_assert_cmpint(WEXITSTATUS(status), ==, row->status);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/sandbox/", cases, test_case);
	return g_test_run();
}
