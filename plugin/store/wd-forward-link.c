/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memfd_create(), seals */
#include "config.h"

#include "store/wd-forward-link.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "engine/wd-error.h"

#define EBB_MS           200 /* between two looks at what a collector has taken */
#define DATAGRAM_WAIT_MS 50  /* for an ICMP "port unreachable" of a computer nearby */

struct WdForwardLink {
	WdTargetKind kind;
	int fd;
	guint patience_ms; /* of one wait */
	GCancellable *cancellable;
};

static gboolean
fail_errno(GError **error, const char *what, int saved)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", what, g_strerror(saved));
	return FALSE;
}

/* Waits until the socket can do what is asked, or has failed. */
static gboolean
wait_for(const WdForwardLink *link, gushort events, guint timeout_ms, GError **error)
{
	GPollFD fds[2] = {{.fd = link->fd, .events = events}, {0}};
	guint n_fds = g_cancellable_make_pollfd(link->cancellable, &fds[1]) ? 2 : 1;
	int n;

	do
		n = g_poll(fds, n_fds, (int)timeout_ms);
	while (n < 0 && errno == EINTR);
	if (n_fds == 2)
		g_cancellable_release_fd(link->cancellable);
	if (g_cancellable_set_error_if_cancelled(link->cancellable, error))
		return FALSE;
	if (n > 0)
		return TRUE;
	return fail_errno(error, "it does not take any more", n == 0 ? ETIMEDOUT : errno);
}

static int
get_socket_error(int fd)
{
	int saved = 0;
	socklen_t len = sizeof saved;

	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &saved, &len) == 0 ? saved : errno;
}

static gboolean
open_socket(WdForwardLink *link,
	    const struct sockaddr *address,
	    socklen_t len,
	    int type,
	    GError **error)
{
	int saved;

	link->fd = socket(address->sa_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (link->fd < 0)
		return fail_errno(error, "no socket", errno);
	if (connect(link->fd, address, len) == 0)
		return TRUE;
	if (errno != EINPROGRESS)
		return fail_errno(error, "cannot connect", errno);
	if (!wait_for(link, G_IO_OUT, link->patience_ms, error))
		return FALSE;
	saved = get_socket_error(link->fd);
	return saved == 0 || fail_errno(error, "cannot connect", saved);
}

static gboolean
open_path(WdForwardLink *link, const char *path, GError **error)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (g_strlcpy(address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
		return fail_errno(error, "cannot connect", ENAMETOOLONG);
	return open_socket(
		link, (const struct sockaddr *)&address, sizeof address, SOCK_DGRAM, error);
}

/* Dead peers are noticed by what is not acknowledged, not by hours of silence. */
static void
set_stream_options(const WdForwardLink *link)
{
	unsigned int timeout_ms = link->patience_ms;

	/* Without it a dead peer is noticed later, and nothing else is different. */
	(void)setsockopt(link->fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms, sizeof timeout_ms);
}

static gboolean
open_address(WdForwardLink *link, GInetAddress *inet, guint16 port, GError **error)
{
	g_autoptr(GSocketAddress) address = g_inet_socket_address_new(inet, port);
	struct sockaddr_storage native;
	gssize len = g_socket_address_get_native_size(address);
	int type = link->kind == WD_TARGET_TCP ? SOCK_STREAM : SOCK_DGRAM;

	if (!g_socket_address_to_native(address, &native, sizeof native, error))
		return FALSE;
	if (!open_socket(link, (const struct sockaddr *)&native, (socklen_t)len, type, error)) {
		if (link->fd >= 0)
			(void)close(link->fd); /* nothing was sent */
		link->fd = -1;
		return FALSE;
	}
	if (type == SOCK_STREAM)
		set_stream_options(link);
	return TRUE;
}

/* GLib's resolver runs in a thread of its own that ours can leave behind: stopping never waits for
 * a name server. */
static gboolean
open_host(WdForwardLink *link, const WdAuditTarget *target, GError **error)
{
	g_autoptr(GResolver) resolver = g_resolver_get_default();
	GList *addresses =
		g_resolver_lookup_by_name(resolver, target->host, link->cancellable, error);
	gboolean is_open = FALSE;

	for (GList *item = addresses; item != NULL && !is_open; item = item->next) {
		g_clear_error(error);
		is_open = open_address(link, item->data, target->port, error);
	}
	g_resolver_free_addresses(addresses);
	return is_open;
}

/**
 * wd_forward_link_open:
 * @target: where to
 * @patience_ms: how long one wait may take
 * @cancellable: ends every wait
 * @error: return location for a #WD_ERROR of %WD_ERROR_IO, or a #GIOErrorEnum or #GResolverError
 *
 * Looks the host's name up and connects. Waits.
 *
 * Returns: (transfer full): a connection, or NULL
 */
WdForwardLink *
wd_forward_link_open(const WdAuditTarget *target,
		     guint patience_ms,
		     GCancellable *cancellable,
		     GError **error)
{
	g_autoptr(WdForwardLink) link = g_new0(WdForwardLink, 1);
	gboolean is_open;

	link->kind = target->kind;
	link->fd = -1;
	link->patience_ms = patience_ms;
	link->cancellable = g_object_ref(cancellable);
	is_open = target->path != NULL ? open_path(link, target->path, error)
				       : open_host(link, target, error);
	return is_open ? g_steal_pointer(&link) : NULL;
}

/* What is too long for a datagram goes as a sealed file in memory; journald asks for the seals. */
static gboolean
send_as_file(const WdForwardLink *link, const char *bytes, gsize len, GError **error)
{
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int))];
	} control = {0};
	struct msghdr message = {.msg_control = &control, .msg_controllen = sizeof control.space};
	int fd = memfd_create("warden-audit", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	gboolean is_sent;

	if (fd < 0)
		return fail_errno(error, "no memory for a long line", errno);
	control.header = (struct cmsghdr){
		.cmsg_len = CMSG_LEN(sizeof fd), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
	memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
	is_sent =
		write(fd, bytes, len) == (gssize)len &&
		fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) ==
			0 &&
		sendmsg(link->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 0;
	if (!is_sent)
		(void)fail_errno(error, "a long line cannot be sent", errno); /* FALSE below */
	(void)close(fd); /* the other end has its own */
	return is_sent;
}

/**
 * wd_forward_link_send:
 * @link: a connection
 * @bytes: (array length=len): one message
 * @len: length of @bytes
 * @error: return location for a #WD_ERROR of %WD_ERROR_IO, or %G_IO_ERROR_CANCELLED
 *
 * Waits while the other end takes nothing.
 *
 * Returns: whether all of it has left; FALSE ends the connection, and how much of a stream left is
 * not known
 */
gboolean
wd_forward_link_send(WdForwardLink *link, const char *bytes, gsize len, GError **error)
{
	while (len > 0) {
		gssize n = send(link->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0) {
			bytes += n;
			len -= (gsize)n;
		} else if (errno == EMSGSIZE && link->kind == WD_TARGET_JOURNALD) {
			return send_as_file(link, bytes, len, error);
		} else if (errno == EAGAIN || errno == ENOBUFS) {
			if (!wait_for(link, G_IO_OUT, link->patience_ms, error))
				return FALSE;
		} else if (errno != EINTR) {
			return fail_errno(error, "cannot send", errno);
		}
	}
	return TRUE;
}

/* What was sent and is still on its way, as far as the kernels know; -1 when they do not say. */
static int
count_unacknowledged(const WdForwardLink *link)
{
	int n_bytes = 0;

	return ioctl(link->fd, SIOCOUTQ, &n_bytes) == 0 ? n_bytes : -1;
}

/* A wait for a collector: patience begins again whenever it took something. One that is slow,
 * because ten thousand come back to it at once, would else get the same lines for ever. */
typedef struct {
	int n_left; /* bytes */
	gint64 end_us;
} Ebb;

static void
ebb_look(Ebb *ebb, const WdForwardLink *link)
{
	int n_left = count_unacknowledged(link);

	if (ebb->end_us == 0 || (n_left >= 0 && n_left < ebb->n_left))
		ebb->end_us = g_get_monotonic_time() + (gint64)link->patience_ms * 1000;
	ebb->n_left = n_left;
}

/*
 * Syslog over TCP has no answer by which a collector could say what it has. But its kernel has one:
 * we end our side first, and only a program that has read everything closes in order. One that
 * dies with unread lines resets the connection. (RFC 9293, 3.10.4; Linux does so.)
 */
static WdForwardTrust
finish_stream(WdForwardLink *link, GError **error)
{
	Ebb ebb = {0};
	char ignored[512];

	if (shutdown(link->fd, SHUT_WR) != 0) {
		(void)fail_errno(error, "cannot end the connection", errno); /* lost below */
		return WD_FORWARD_LOST;
	}
	for (;;) {
		gssize n = recv(link->fd, ignored, sizeof ignored, MSG_DONTWAIT);
		gint64 left_us;

		if (n == 0)
			return WD_FORWARD_CERTAIN;
		if (n < 0 && errno != EAGAIN && errno != EINTR) {
			(void)fail_errno(error, "the collector gave up", errno); /* lost below */
			return WD_FORWARD_LOST;
		}
		ebb_look(&ebb, link);
		left_us = ebb.end_us - g_get_monotonic_time();
		/* One that never closes would get the same lines for ever. */
		if (left_us <= 0)
			return ebb.n_left == 0 ? WD_FORWARD_LIKELY : WD_FORWARD_LOST;
		if (!wait_for(link, G_IO_IN, (guint)MIN(left_us / 1000 + 1, EBB_MS), error) &&
		    g_cancellable_is_cancelled(link->cancellable))
			return WD_FORWARD_LOST;
		g_clear_error(error);
	}
}

/* A refusal comes back by itself, if at all. */
static WdForwardTrust
finish_datagrams(const WdForwardLink *link, GError **error)
{
	g_autoptr(GError) silence = NULL;
	int saved;

	if (link->kind == WD_TARGET_UDP)
		(void)wait_for(link, G_IO_IN, DATAGRAM_WAIT_MS, &silence); /* silence is good */
	saved = get_socket_error(link->fd);
	if (saved == 0)
		return WD_FORWARD_LIKELY;
	(void)fail_errno(error, "nobody takes the lines", saved); /* lost below */
	return WD_FORWARD_LOST;
}

/**
 * wd_forward_link_finish:
 * @link: a connection on which something was sent
 * @error: return location for what is known about a loss
 *
 * Ends a stream, which cannot be used any more then; datagrams may go on.
 *
 * Returns: what can be said about all that was sent since opening, or since the last call
 */
WdForwardTrust
wd_forward_link_finish(WdForwardLink *link, GError **error)
{
	return link->kind == WD_TARGET_TCP ? finish_stream(link, error)
					   : finish_datagrams(link, error);
}

/**
 * wd_forward_link_close:
 * @link: (nullable) (transfer full): a connection
 */
void
wd_forward_link_close(WdForwardLink *link)
{
	if (link == NULL)
		return;
	if (link->fd >= 0)
		(void)close(link->fd); /* finish() said what became of it */
	g_object_unref(link->cancellable);
	g_free(link);
}
