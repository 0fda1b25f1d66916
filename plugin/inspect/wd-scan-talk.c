/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-scan-talk.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-error.h"

#define CHUNK_BYTES  (64 * 1024)
#define LOOK_MS      200 /* how often it is seen that nobody waits any more */
#define DEFAULT_PORT "3310"

/* The status in a line of its own, because a client may collect its children before we can. */
static const char script[] = "\"$@\" 2>/dev/null; printf '\\n%s\\n' $?";

static gboolean
fail(GError **error, const char *what, int number)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", what, g_strerror(number));
	return FALSE;
}

/* Until @fd is ready, somebody calls it off, or time is up. */
static gboolean
wait_for(const WdScanTalk *talk, int fd, short events, GError **error)
{
	struct pollfd wait = {.fd = fd, .events = events};

	while (g_atomic_int_get(talk->stopped) == 0) {
		gint64 left_ms = (talk->deadline_us - g_get_monotonic_time()) / 1000;
		int n;

		if (left_ms <= 0)
			return fail(error, "the scanner", ETIMEDOUT);
		n = poll(&wait, 1, (int)MIN(left_ms, LOOK_MS));
		if (n > 0)
			return TRUE;
		if (n < 0 && errno != EINTR)
			return fail(error, "poll", errno);
	}
	return fail(error, "the scanner", ECANCELED);
}

static gboolean
finish_connect(const WdScanTalk *talk, int fd, GError **error)
{
	int number = 0;
	socklen_t len = sizeof number;

	if (!wait_for(talk, fd, POLLOUT, error))
		return FALSE;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &number, &len) != 0)
		number = errno;
	return number == 0 || fail(error, "connect", number);
}

static int
connect_to(const WdScanTalk *talk, const struct sockaddr *address, socklen_t len, GError **error)
{
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	gboolean is_good;

	if (fd < 0) {
		(void)fail(error, "socket", errno);
		return -1;
	}
	if (connect(fd, address, len) == 0)
		return fd;
	is_good = errno == EINPROGRESS ? finish_connect(talk, fd, error)
				       : fail(error, "connect", errno);
	if (!is_good)
		(void)close(fd);
	return is_good ? fd : -1;
}

static int
connect_local(const WdScanTalk *talk, const char *path, GError **error)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (strlen(path) >= sizeof address.sun_path) {
		(void)fail(error, path, ENAMETOOLONG);
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	return connect_to(talk, (struct sockaddr *)&address, sizeof address, error);
}

/* "host:3310", "[::1]:3310", "host" */
static void
split_address(const char *address, char **host, char **port)
{
	const char *end = *address == '[' ? strchr(address, ']') : NULL;
	const char *colon = strrchr(address, ':');

	if (end != NULL) {
		*host = g_strndup(address + 1, (gsize)(end - address - 1));
		*port = g_strdup(end[1] == ':' ? end + 2 : DEFAULT_PORT);
		return;
	}
	*host = colon == NULL ? g_strdup(address) : g_strndup(address, (gsize)(colon - address));
	*port = g_strdup(colon == NULL ? DEFAULT_PORT : colon + 1);
}

static int
connect_remote(const WdScanTalk *talk, const char *address, GError **error)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	g_autofree char *host = NULL;
	g_autofree char *port = NULL;
	int fd = -1;
	int result;

	split_address(address, &host, &port);
	result = getaddrinfo(host, port, &hints, &found);
	if (result != 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", host, gai_strerror(result));
		return -1;
	}
	for (struct addrinfo *at = found; at != NULL && fd < 0; at = at->ai_next) {
		g_clear_error(error);
		fd = connect_to(talk, at->ai_addr, at->ai_addrlen, error);
	}
	freeaddrinfo(found);
	return fd;
}

static gboolean
is_local(const WdScanTalk *talk)
{
	return *talk->settings->address == '/';
}

static int
connect_scanner(const WdScanTalk *talk, GError **error)
{
	return is_local(talk) ? connect_local(talk, talk->settings->address, error)
			      : connect_remote(talk, talk->settings->address, error);
}

static gboolean
send_all(const WdScanTalk *talk, int fd, const void *bytes, gsize len, GError **error)
{
	const char *at = bytes;

	while (len > 0) {
		gssize n;

		if (!wait_for(talk, fd, POLLOUT, error))
			return FALSE;
		n = send(fd, at, len, MSG_NOSIGNAL);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n < 0)
			return fail(error, "send", errno);
		at += n;
		len -= (gsize)n;
	}
	return TRUE;
}

/* Up to the nul or the end; a reply that is longer than any of clamd's is cut. */
static gboolean
read_reply(const WdScanTalk *talk, int fd, char *reply, gsize *len, GError **error)
{
	*len = 0;
	while (*len < WD_SCAN_REPLY_MAX_BYTES) {
		gssize n;

		if (!wait_for(talk, fd, POLLIN, error))
			return FALSE;
		n = read(fd, reply + *len, WD_SCAN_REPLY_MAX_BYTES - *len);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n < 0)
			return fail(error, "read", errno);
		*len += (gsize)n;
		if (n == 0 || reply[*len - 1] == '\0')
			break;
	}
	if (*len > 0 && reply[*len - 1] == '\0')
		(*len)--;
	return *len > 0 || fail(error, "the scanner closed the connection", ECONNRESET);
}

/* clamd reads the command up to its nul and expects the descriptor with the byte behind it. */
static gboolean
send_descriptor(const WdScanTalk *talk, int fd, GError **error)
{
	union {
		struct cmsghdr header;
		char room[CMSG_SPACE(sizeof(int))];
	} control = {0};
	char byte = 0;
	struct iovec part = {&byte, 1};
	struct msghdr message = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof control,
	};
	struct cmsghdr *rights = CMSG_FIRSTHDR(&message);

	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(rights), &talk->fd, sizeof(int));
	if (!send_all(talk, fd, "zFILDES", sizeof "zFILDES", error) ||
	    !wait_for(talk, fd, POLLOUT, error))
		return FALSE;
	return sendmsg(fd, &message, MSG_NOSIGNAL) == 1 || fail(error, "send", errno);
}

static gboolean
send_chunk(const WdScanTalk *talk, int fd, const guint8 *bytes, gsize len, GError **error)
{
	guint32 prefix = GUINT32_TO_BE((guint32)len);

	return send_all(talk, fd, &prefix, sizeof prefix, error) &&
	       send_all(talk, fd, bytes, len, error);
}

static gboolean
send_stream(const WdScanTalk *talk, int fd, GError **error)
{
	g_autofree guint8 *bytes = g_malloc(CHUNK_BYTES);
	off_t offset = 0;
	gssize n = 1;

	if (!send_all(talk, fd, "zINSTREAM", sizeof "zINSTREAM", error))
		return FALSE;
	while (n > 0) {
		n = pread(talk->fd, bytes, CHUNK_BYTES, offset);
		if (n < 0)
			return fail(error, "the file", errno);
		offset += n;
		if (!send_chunk(talk, fd, bytes, (gsize)n, error)) /* an empty one is the end */
			return FALSE;
	}
	return TRUE;
}

/* A scanner that has had enough says so before it closes: its words count more than our error. */
static gboolean
ask_once(const WdScanTalk *talk, WdScanReply *reply, GError **error)
{
	char raw[WD_SCAN_REPLY_MAX_BYTES];
	g_autoptr(GError) send_error = NULL;
	gsize len = 0;
	int fd = connect_scanner(talk, error);
	gboolean is_sent;
	gboolean is_good;

	if (fd < 0)
		return FALSE;
	is_sent = is_local(talk) ? send_descriptor(talk, fd, &send_error)
				 : send_stream(talk, fd, &send_error);
	is_good = read_reply(talk, fd, raw, &len, is_sent ? error : NULL);
	(void)close(fd);
	if (is_good)
		wd_scan_reply_parse(raw, len, reply);
	else if (!is_sent)
		g_propagate_error(error, g_steal_pointer(&send_error));
	return is_good;
}

static void
close_pipe(int ends[2])
{
	(void)close(ends[0]);
	(void)close(ends[1]);
}

/* The shell has no part in the words: they are its arguments, never its text. */
static gboolean
spawn(const WdScanTalk *talk, int output, pid_t *pid)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	static char *const environment[] = {(char *)"PATH=/usr/bin:/bin", NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int result;

	g_ptr_array_add(words, (char *)"sh");
	g_ptr_array_add(words, (char *)"-c");
	g_ptr_array_add(words, (char *)script);
	g_ptr_array_add(words, (char *)"warden-scan");
	for (guint i = 0; talk->settings->command[i] != NULL; i++)
		g_ptr_array_add(words, (char *)talk->settings->command[i]);
	g_ptr_array_add(words, NULL);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, talk->fd, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	result = posix_spawn(
		pid, "/bin/sh", &actions, &attributes, (char **)words->pdata, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return result == 0;
}

/* What it prints beyond the bound is read and dropped, so that it is not stopped by a full pipe;
 * the status comes last, so the end is kept. */
static gboolean
read_output(const WdScanTalk *talk, int fd, GString *output, GError **error)
{
	char bytes[1024];
	gssize n = 1;

	while (n > 0) {
		if (!wait_for(talk, fd, POLLIN, error))
			return FALSE;
		n = read(fd, bytes, sizeof bytes);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			g_string_append_len(output, bytes, n);
		if (output->len > 2 * WD_SCAN_REPLY_MAX_BYTES)
			g_string_erase(output, 0, (gssize)(output->len - WD_SCAN_REPLY_MAX_BYTES));
	}
	return n == 0 || fail(error, "read", errno);
}

static gboolean
run_command(const WdScanTalk *talk, WdScanReply *reply, GError **error)
{
	g_autoptr(GString) output = g_string_new(NULL);
	int ends[2];
	pid_t pid = 0;
	gboolean is_good;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail(error, "pipe", errno);
	if (lseek(talk->fd, 0, SEEK_SET) != 0 || !spawn(talk, ends[1], &pid)) {
		close_pipe(ends);
		return fail(error, talk->settings->command[0], errno);
	}
	(void)close(ends[1]);
	is_good = read_output(talk, ends[0], output, error);
	(void)close(ends[0]);
	if (!is_good)
		(void)kill(-pid, SIGKILL); /* its whole group, which is of our making */
	(void)waitpid(pid, NULL, 0);       /* somebody else may have collected it */
	if (is_good)
		wd_scan_reply_parse_command(output->str,
					    output->len,
					    talk->settings->clean_codes,
					    talk->settings->infected_codes,
					    reply);
	return is_good;
}

static gboolean
is_too_long(const WdScanTalk *talk, guint64 *size)
{
	struct stat info;

	if (fstat(talk->fd, &info) != 0 || info.st_size < 0)
		return FALSE;
	*size = (guint64)info.st_size;
	return talk->settings->max_bytes > 0 && *size > talk->settings->max_bytes;
}

/**
 * wd_scan_talk_ask:
 * @talk: whom to ask about what
 * @reply: gets the answer
 *
 * A connection that breaks is tried once more: clamd closes all of them when it loads new
 * signatures.
 */
void
wd_scan_talk_ask(const WdScanTalk *talk, WdScanReply *reply)
{
	g_autoptr(GError) error = NULL;
	guint64 size = 0;
	gboolean is_good = FALSE;

	if (is_too_long(talk, &size)) {
		wd_scan_reply_fail(
			reply, "%" G_GUINT64_FORMAT " bytes are more than the scanner takes", size);
		return;
	}
	if (*talk->settings->address == '\0')
		is_good = run_command(talk, reply, &error);
	else if (ask_once(talk, reply, &error))
		is_good = TRUE;
	else {
		g_clear_error(&error);
		is_good = ask_once(talk, reply, &error);
	}
	if (!is_good)
		wd_scan_reply_fail(reply, "%s", error->message);
}

/**
 * wd_scan_talk_ask_version:
 * @talk: whom to ask; its file is not looked at
 * @reply: gets the engine and the day of its signatures; nothing where it does not say
 */
void
wd_scan_talk_ask_version(const WdScanTalk *talk, WdScanReply *reply)
{
	char raw[WD_SCAN_REPLY_MAX_BYTES];
	gsize len = 0;
	int fd = connect_scanner(talk, NULL);

	if (fd < 0)
		return;
	if (send_all(talk, fd, "zVERSION", sizeof "zVERSION", NULL) &&
	    read_reply(talk, fd, raw, &len, NULL))
		wd_scan_reply_parse_version(raw, len, reply);
	(void)close(fd);
}
