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
#include "engine/wd-limits.h"
#include "inspect/wd-facts-codec.h"
#include "inspect/wd-inspect-wire.h"
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

typedef struct {
	WdMediaTypes *types;
	WdSandbox *sandbox;
	int signals; /* a descriptor that tells of ended children */
	Child children[WD_INSPECT_MAX_ENDING];
} Server;

/* Room for the longest packet, and what came with it. */
typedef struct {
	WdInspectPacket packet;
	char name[WD_LIMIT_FILE_NAME_BYTES + 1];
	int fds[2];
	guint n_fds;
} Message;

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

/* The child: from here to the end nothing of it is trusted. */
static void
look_and_exit(const Server *server, const Message *message, pid_t parent)
{
	const WdSandboxLimits limits = {
		.max_memory_bytes = MEMORY_BYTES,
		.cpu_seconds = CPU_SECONDS,
		.timeout_ms = message->packet.limits.timeout_ms,
	};
	g_autofree char *name = g_utf8_make_valid(message->name, -1);
	g_autoptr(WdFileFacts) facts = NULL;
	GString *answer = g_string_new(NULL);
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

static void
start_child(Server *server, const Message *message)
{
	Child *child = find_child(server, FALSE, 0, 0);
	pid_t self = getpid();
	pid_t pid = child == NULL ? -1 : fork();

	if (pid == 0)
		look_and_exit(server, message, self);
	if (pid < 0) {
		tell_end(message->packet.id, EXIT_CLOSED << 8);
		return;
	}
	*child = (Child){.id = message->packet.id, .pid = pid};
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
take_descriptors(Message *message, struct msghdr *header)
{
	for (struct cmsghdr *part = CMSG_FIRSTHDR(header); part != NULL;
	     part = CMSG_NXTHDR(header, part)) {
		gsize n = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);

		if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
			continue;
		for (gsize i = 0; i < n && message->n_fds < G_N_ELEMENTS(message->fds); i++)
			memcpy(&message->fds[message->n_fds++],
			       CMSG_DATA(part) + i * sizeof(int),
			       sizeof(int));
	}
}

/* Whether there was a whole packet; the end of the client is the end of this process. */
static gboolean
receive(Message *message)
{
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(2 * sizeof(int))];
	} control = {0};
	struct iovec parts[] = {
		{&message->packet, sizeof message->packet},
		{message->name, sizeof message->name - 1},
	};
	struct msghdr header = {
		.msg_iov = parts,
		.msg_iovlen = G_N_ELEMENTS(parts),
		.msg_control = &control,
		.msg_controllen = sizeof control,
	};
	gssize n = recvmsg(SOCKET, &header, MSG_CMSG_CLOEXEC);

	message->n_fds = 0;
	if (n == 0)
		_exit(0);
	if (n < 0) /* and what came with it is what lay there before */
		return FALSE;
	take_descriptors(message, &header);
	if (n < (gssize)sizeof message->packet)
		return FALSE;
	message->name[(gsize)n - sizeof message->packet] = '\0';
	return TRUE;
}

static void
serve_packet(Server *server, Message *message)
{
	gboolean is_whole = receive(message);

	if (is_whole && message->packet.verb == WD_INSPECT_LOOK && message->n_fds == 2)
		start_child(server, message);
	else if (is_whole && message->packet.verb == WD_INSPECT_STOP)
		stop_child(server, message->packet.id);
	for (guint i = 0; i < message->n_fds; i++)
		(void)close(message->fds[i]);
}

static void
serve(Server *server)
{
	g_autofree Message *message = g_new0(Message, 1);
	struct pollfd waits[] = {{SOCKET, POLLIN, 0}, {server->signals, POLLIN, 0}};

	while (poll(waits, G_N_ELEMENTS(waits), -1) >= 0 || errno == EINTR) {
		if (waits[1].revents != 0)
			reap(server);
		if (waits[0].revents != 0)
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
