/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "engine/wd-error.h"

/* A sanitizer, in builds for tests alone, maps terabytes of address space, which then cannot be
 * limited, and asks for the signal stack before every function that does not return. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW_MEMORY 1
#endif
#endif

struct WdSandbox {
	struct sock_filter *filter; /* what the kernel runs for each call */
	unsigned short n_steps;
};

/* Computing, the clock, memory, what is open, and the end. */
static const int allowed[] = {
	SCMP_SYS(read),
	SCMP_SYS(pread64),
	SCMP_SYS(readv),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(lseek),
	SCMP_SYS(close),
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(futex),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(time),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(getrandom),
	SCMP_SYS(sysinfo),
	SCMP_SYS(sched_yield),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(restart_syscall),
#ifdef HAS_SHADOW_MEMORY
	SCMP_SYS(sigaltstack),
#endif
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/* No parser needs these for anything: who tries them was taken over, and is ended on the spot. */
static const int deadly[] = {
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(clone),
	SCMP_SYS(clone3),
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(recvmsg),
	SCMP_SYS(kill),
	SCMP_SYS(tkill),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(mount),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(bpf),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(keyctl),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(seccomp),
};

static gboolean
fail(GError **error, const char *what, int number)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", what, g_strerror(number));
	return FALSE;
}

/* No byte becomes a program: new memory is never executable, nor made so. */
static int
allow_memory(scmp_filter_ctx rules)
{
	const struct scmp_arg_cmp not_executable = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	int result = seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, not_executable);

	if (result == 0)
		result = seccomp_rule_add(
			rules, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, not_executable);
	return result;
}

/* Signals are not among them. abort() then ends in an instruction that the processor refuses. */
static int
add_rules(scmp_filter_ctx rules)
{
	int result = allow_memory(rules);

	for (guint i = 0; i < G_N_ELEMENTS(allowed) && result == 0; i++)
		result = seccomp_rule_add(rules, SCMP_ACT_ALLOW, allowed[i], 0);
	for (guint i = 0; i < G_N_ELEMENTS(deadly) && result == 0; i++)
		result = seccomp_rule_add(rules, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
	return result;
}

/* libseccomp takes a millisecond to compile; the kernel takes the result in a few microseconds. */
static gboolean
export_filter(WdSandbox *sandbox, scmp_filter_ctx rules, GError **error)
{
	int fd = memfd_create("warden-rules", MFD_CLOEXEC);
	struct stat info;
	gboolean is_good;

	if (fd < 0)
		return fail(error, "memfd_create", errno);
	is_good = seccomp_export_bpf(rules, fd) == 0 && fstat(fd, &info) == 0 && info.st_size > 0 &&
		  (gsize)info.st_size / sizeof(struct sock_filter) <= BPF_MAXINSNS;
	if (is_good) {
		sandbox->filter = g_malloc((gsize)info.st_size);
		sandbox->n_steps =
			(unsigned short)((gsize)info.st_size / sizeof(struct sock_filter));
		is_good = pread(fd, sandbox->filter, (gsize)info.st_size, 0) == info.st_size;
	}
	(void)close(fd);
	return is_good || fail(error, "seccomp rules cannot be compiled", EINVAL);
}

/**
 * wd_sandbox_new:
 * @error: return location for a #WD_ERROR
 *
 * Compiles the rules. What is on neither list fails with EPERM, as opening a file does: parsers
 * look for fonts and tables and get on without them.
 *
 * Returns: (transfer full): the rules, or NULL where the kernel or libseccomp cannot have them
 */
WdSandbox *
wd_sandbox_new(GError **error)
{
	g_autoptr(WdSandbox) sandbox = g_new0(WdSandbox, 1);
	scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int result;

	if (rules == NULL) {
		(void)fail(error, "seccomp", ENOMEM);
		return NULL;
	}
	result = add_rules(rules);
	if (result != 0 || !export_filter(sandbox, rules, error)) {
		if (result != 0)
			(void)fail(error, "a seccomp rule", -result);
		seccomp_release(rules);
		return NULL;
	}
	seccomp_release(rules);
	return g_steal_pointer(&sandbox);
}

/**
 * wd_sandbox_free:
 * @sandbox: (nullable) (transfer full): rules
 */
void
wd_sandbox_free(WdSandbox *sandbox)
{
	if (sandbox == NULL)
		return;
	g_free(sandbox->filter);
	g_free(sandbox);
}

#ifndef HAS_SHADOW_MEMORY
static guint64
get_address_space(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	guint64 n_pages = 0;

	if (file == NULL)
		return 0;
	if (fscanf(file, "%" G_GUINT64_FORMAT, &n_pages) != 1)
		n_pages = 0;
	(void)fclose(file);
	return n_pages * (guint64)sysconf(_SC_PAGESIZE);
}
#endif

static gboolean
limit(int what, guint64 soft, guint64 hard)
{
	const struct rlimit bound = {soft, hard};

	return setrlimit(what, &bound) == 0;
}

static gboolean
set_limits(const WdSandboxLimits *limits)
{
	const struct itimerval end = {
		.it_value = {limits->timeout_ms / 1000,
			     (suseconds_t)(limits->timeout_ms % 1000) * 1000},
	};
	gboolean is_good = TRUE;

#ifndef HAS_SHADOW_MEMORY
	guint64 memory = get_address_space() + limits->max_memory_bytes;

	is_good = limit(RLIMIT_AS, memory, memory);
#endif
	/* SIGXCPU first; a parser that survives it meets SIGKILL. */
	return is_good && limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1) &&
	       limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) &&
	       limit(RLIMIT_NOFILE, 0, 0) && setitimer(ITIMER_REAL, &end, NULL) == 0;
}

/**
 * wd_sandbox_enter:
 * @sandbox: the rules
 * @limits: what the kernel enforces besides
 * @error: return location for a #WD_ERROR
 *
 * There is no way back: not by a later call, not by running another program. Descriptors that are
 * open stay so; only pipes can be written to.
 *
 * Returns: whether the door is closed; where it is not, nothing hostile may be read
 */
gboolean
wd_sandbox_enter(const WdSandbox *sandbox, const WdSandboxLimits *limits, GError **error)
{
	const struct sock_fprog program = {.len = sandbox->n_steps, .filter = sandbox->filter};

	if (!set_limits(limits))
		return fail(error, "setrlimit", errno);
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return fail(error, "prctl", errno);
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
		return fail(error, "seccomp", errno);
	return TRUE;
}
