/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plays warden-inspect as it might be after a file has taken it over; the file's name says how. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "inspect/wd-inspect-wire.h"

typedef struct {
	WdInspectPacket packet;
	char name[256];
	int fds[2];
} Request;

static gboolean
take(Request *request)
{
	char control[CMSG_SPACE(2 * sizeof(int))];
	struct iovec part = {request, sizeof request->packet + sizeof request->name - 1};
	struct msghdr header = {.msg_iov = &part,
				.msg_iovlen = 1,
				.msg_control = control,
				.msg_controllen = sizeof control};
	gssize n;

	memset(request, 0, sizeof *request);
	n = recvmsg(0, &header, 0);
	if (n <= 0)
		return FALSE;
	if (CMSG_FIRSTHDR(&header) != NULL)
		memcpy(request->fds, CMSG_DATA(CMSG_FIRSTHDR(&header)), sizeof request->fds);
	return TRUE;
}

static void
say(int fd, const char *text)
{
	(void)!write(fd, text, strlen(text));
}

/* Writes until the client has had enough and closes, or the pipe is full for good. */
static void
flood(int fd)
{
	char bytes[4096];

	memset(bytes, 'x', sizeof bytes);
	(void)signal(SIGPIPE, SIG_IGN);
	while (write(fd, bytes, sizeof bytes) > 0)
		;
}

static void
play(const Request *request)
{
	WdInspectPacket ended = {.verb = WD_INSPECT_ENDED, .id = request->packet.id};
	const char *name = request->name;
	int out = request->fds[1];

	if (g_str_has_prefix(name, "signal-"))
		ended.status = atoi(name + 7);
	else if (g_str_has_prefix(name, "exit-"))
		ended.status = atoi(name + 5) << 8;
	else if (g_str_equal(name, "dies"))
		_exit(0);
	else if (g_str_equal(name, "floods"))
		flood(out);
	else if (g_str_equal(name, "half"))
		say(out, "warden-facts 1\nclass text\n");
	else if (g_str_equal(name, "nonsense"))
		say(out, "\xff\xfe nonsense");
	else
		say(out, "warden-facts 1\ninspection done\nclass text\nflags -\nend\n");
	(void)close(request->fds[0]);
	if (g_str_equal(name, "lingers"))
		return; /* with its answer open, and without an end */
	(void)close(out);
	if (g_str_equal(name, "stranger")) {
		ended.id = 4711; /* nobody asked for that */
		(void)send(0, &ended, sizeof ended, 0);
		(void)send(0, &ended, 3, 0);
		ended.id = request->packet.id;
	}
	if (!g_str_equal(name, "silent"))
		(void)send(0, &ended, sizeof ended, 0);
}

int
main(void)
{
	Request request;

	if (fork() != 0)
		return 0;
	while (take(&request)) {
		if (request.packet.verb == WD_INSPECT_LOOK)
			play(&request);
	}
	return 0;
}
