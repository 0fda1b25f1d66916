/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * warden-inspect: loads its libraries and tables once, then makes a process for every file, which
 * closes the door behind itself before it reads the first byte. This one reads nothing but its
 * client's packets, which come over the socket that is its standard input, and ends with it.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "inspect/wd-facts-codec.h"
#include "inspect/wd-inspect-message.h"
#include "inspect/wd-look.h"
#include "inspect/wd-sandbox.h"

#define SOCKET       0
#define EXIT_CLOSED  2                   /* the door did not close: nothing was read */
#define MEMORY_BYTES (192 * 1024 * 1024) /* for one file; unpacked archives are held to 64 MiB */
#define CPU_SECONDS  20

typedef struct {
	guint32 id;
	pid_t pid; /* 0: free */
} Child;

/* A process that was made ahead and waits for its file; it serves once, like every other. */
typedef struct {
	pid_t pid;  /* 0: none */
	int socket; /* by which it is told */
} Spare;

typedef struct {
	WdMediaTypes *types;
	WdSandbox *sandbox;
	int signals; /* a descriptor that tells of ended children */
	Spare spare;
	gboolean wants_spare; /* once a file: where none can be made, trying on would be all it does
			       */
	Child children[WD_INSPECT_MAX_ENDING];
} Server;

static void
say(const char *what, const char *why)
{
	(void)fprintf(stderr, "warden-inspect: %s: %s\n", what, why);
}

static void
write_all(int fd, const char *bytes, gsize len)
{
	while (len > 0) {
		gssize n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* the client has lost interest */
		bytes += n;
		len -= (gsize)n;
	}
}

/* A regular file that nobody writes to through this descriptor; a device or a pipe could block. */
static gboolean
is_regular(int fd)
{
	struct stat info;

	return fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

static WdFileFacts *
refuse(const char *name, const char *why)
{
	const WdFileFacts fields = {
		.name = name,
		.size = -1,
		.inspection = WD_INSPECTION_FAILED,
		.failure = why,
		.scan.signatures_ms = -1,
	};

	return wd_file_facts_new(&fields);
}

/* The child's first act: nothing of the helper's stays with it. */
static void
leave_helper(const Server *server, pid_t parent)
{
	sigset_t none;

	/* A parser that was taken over may sleep, with its alarm blocked; nobody would be left to
	 * end it. */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent)
		_exit(EXIT_CLOSED);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)close(SOCKET);
	(void)close(server->signals);
}

/* From here to the end nothing of the child is trusted. */
static void
look_and_exit(const Server *server, const WdInspectMessage *message)
{
	const WdSandboxLimits limits = {
		.max_memory_bytes = MEMORY_BYTES,
		.cpu_seconds = CPU_SECONDS,
		.timeout_ms = message->packet.limits.timeout_ms,
	};
	g_autofree char *name = g_utf8_make_valid(message->name, -1);
	g_autoptr(WdFileFacts) facts = NULL;
	GString *answer = g_string_new(NULL);

	if (!is_regular(message->fds[0]))
		facts = refuse(name, "not a regular file");
	else if (!wd_sandbox_enter(server->sandbox, &limits, NULL))
		_exit(EXIT_CLOSED);
	else
		facts = wd_look(server->types, message->fds[0], name, &message->packet.limits);
	wd_facts_format(answer, facts);
	write_all(message->fds[1], answer->str, answer->len);
	_exit(0);
}

static void
tell_end(guint32 id, int status)
{
	const WdInspectPacket packet = {.verb = WD_INSPECT_ENDED, .id = id, .status = status};

	/* A client that does not listen is about to close. */
	(void)send(SOCKET, &packet, sizeof packet, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static Child *
find_child(Server *server, gboolean by_id, guint32 id, pid_t pid)
{
	for (guint i = 0; i < G_N_ELEMENTS(server->children); i++) {
		Child *child = &server->children[i];

		if (by_id ? child->pid != 0 && child->id == id : child->pid == pid)
			return child;
	}
	return NULL;
}

/* Half a millisecond is what making one takes, with all that it shares: nobody waits for that. */
static void
make_spare(Server *server)
{
	int ends[2];
	pid_t self = getpid();

	server->wants_spare = FALSE;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return;
	server->spare = (Spare){.pid = fork(), .socket = ends[0]};
	if (server->spare.pid == 0) {
		g_autofree WdInspectMessage *message = g_new0(WdInspectMessage, 1);

		leave_helper(server, self);
		(void)close(ends[0]);
		if (wd_inspect_message_receive(ends[1], message) != WD_INSPECT_MESSAGE_WHOLE ||
		    message->n_fds != 2)
			_exit(EXIT_CLOSED);
		(void)close(ends[1]);
		look_and_exit(server, message);
	}
	(void)close(ends[1]);
	if (server->spare.pid < 0) {
		(void)close(ends[0]);
		server->spare.pid = 0;
	}
}

/* Its process, or 0 where there is none that can be told. */
static pid_t
use_spare(Server *server, const WdInspectMessage *message)
{
	pid_t pid = server->spare.pid;
	gboolean is_told = pid != 0 && wd_inspect_message_send(server->spare.socket, message);

	if (pid != 0)
		(void)close(server->spare.socket); /* what was not told ends by that */
	server->spare.pid = 0;
	return is_told ? pid : 0;
}

static pid_t
make_child(const Server *server, const WdInspectMessage *message)
{
	pid_t self = getpid();
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	leave_helper(server, self);
	look_and_exit(server, message);
	return 0; /* it has ended */
}

static void
start_child(Server *server, const WdInspectMessage *message)
{
	Child *child = find_child(server, FALSE, 0, 0);
	pid_t pid = child == NULL ? -1 : use_spare(server, message);

	if (pid == 0)
		pid = make_child(server, message);
	if (pid < 0) {
		tell_end(message->packet.id, EXIT_CLOSED << 8);
		return;
	}
	*child = (Child){.id = message->packet.id, .pid = pid};
	server->wants_spare = TRUE;
}

static void
forget_spare(Server *server, pid_t pid)
{
	if (pid != server->spare.pid)
		return;
	(void)close(server->spare.socket);
	server->spare.pid = 0;
}

static void
reap(Server *server)
{
	struct signalfd_siginfo info;
	int status = 0;
	pid_t pid;

	(void)read(server->signals, &info, sizeof info); /* only to empty it */
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		Child *child = find_child(server, FALSE, 0, pid);

		forget_spare(server, pid);
		if (child == NULL)
			continue;
		tell_end(child->id, status);
		child->pid = 0;
	}
}

static void
stop_child(Server *server, guint32 id)
{
	Child *child = find_child(server, TRUE, id, 0);

	if (child != NULL)
		(void)kill(child->pid, SIGKILL); /* a child of ours, not reaped: it is this one */
}

static void
serve_packet(Server *server, WdInspectMessage *message)
{
	WdInspectReceived received = wd_inspect_message_receive(SOCKET, message);

	if (received == WD_INSPECT_MESSAGE_END)
		_exit(0); /* the end of the client is the end of this process */
	if (received == WD_INSPECT_MESSAGE_WHOLE && message->packet.verb == WD_INSPECT_LOOK &&
	    message->n_fds == 2)
		start_child(server, message);
	else if (received == WD_INSPECT_MESSAGE_WHOLE && message->packet.verb == WD_INSPECT_STOP)
		stop_child(server, message->packet.id);
	wd_inspect_message_close(message);
}

/* A spare is made when there is nothing else to do. */
static void
serve(Server *server)
{
	g_autofree WdInspectMessage *message = g_new0(WdInspectMessage, 1);
	struct pollfd waits[] = {{SOCKET, POLLIN, 0}, {server->signals, POLLIN, 0}};
	int n;

	while ((n = poll(waits, G_N_ELEMENTS(waits), server->wants_spare ? 0 : -1)) >= 0 ||
	       errno == EINTR) {
		if (n == 0)
			make_spare(server);
		if (n > 0 && waits[1].revents != 0)
			reap(server);
		if (n > 0 && waits[0].revents != 0)
			serve_packet(server, message);
	}
}

static int
watch_children(void)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGCHLD);
	return sigprocmask(SIG_BLOCK, &set, NULL) == 0
		       ? signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)
		       : -1;
}

/* The client's other descriptors may have come along, and its libraries must not be called after
 * its end: this process belongs to nobody but its socket. */
static void
detach(void)
{
	pid_t pid = fork();

	if (pid != 0)
		_exit(pid < 0 ? EXIT_CLOSED : 0);
	(void)syscall(SYS_close_range, 3u, ~0u, 0u);
	(void)setsid();
	(void)chdir("/");
}

int
main(int argc, char **argv)
{
	Server server = {0};
	GError *error = NULL;
	int type = 0;
	socklen_t len = sizeof type;

	if (argc != 1 || getsockopt(SOCKET, SOL_SOCKET, SO_TYPE, &type, &len) != 0 ||
	    type != SOCK_SEQPACKET) {
		say("usage", "started by Purple Warden, with a socket as its standard input");
		return 1;
	}
	detach();
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	server.signals = watch_children();
	server.types = wd_media_types_load(&error);
	if (server.types != NULL)
		server.sandbox = wd_sandbox_new(&error);
	if (server.signals < 0 || server.sandbox == NULL || !wd_crypto_start(&error)) {
		say("cannot start", error != NULL ? error->message : g_strerror(errno));
		return EXIT_CLOSED;
	}
	wd_look_prepare(server.types);
	serve(&server);
	return 0;
}
