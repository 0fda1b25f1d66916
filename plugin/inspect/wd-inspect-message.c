/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-inspect-message.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Aligned as the kernel's header of a control message wants it. */
typedef union {
	struct cmsghdr header;
	char room[CMSG_SPACE(2 * sizeof(int))];
} Control;

static void
take_descriptors(WdInspectMessage *message, struct msghdr *header)
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

/**
 * wd_inspect_message_receive:
 * @socket: where to read; one packet a message
 * @message: (out): its descriptors are the caller's, whatever is returned
 *
 * Blocks until there is something.
 *
 * Returns: whether it is whole
 */
WdInspectReceived
wd_inspect_message_receive(int socket, WdInspectMessage *message)
{
	Control control = {0};
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
	gssize n = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);

	message->n_fds = 0;
	if (n == 0)
		return WD_INSPECT_MESSAGE_END;
	if (n < 0) /* and what came with it is what lay there before */
		return WD_INSPECT_MESSAGE_BROKEN;
	take_descriptors(message, &header);
	if (n < (gssize)sizeof message->packet)
		return WD_INSPECT_MESSAGE_BROKEN;
	message->name[(gsize)n - sizeof message->packet] = '\0';
	return WD_INSPECT_MESSAGE_WHOLE;
}

/**
 * wd_inspect_message_send:
 * @socket: where to; one packet a message
 * @message: a message with two descriptors, which stay the caller's
 *
 * Never blocks.
 *
 * Returns: whether it is on its way
 */
gboolean
wd_inspect_message_send(int socket, const WdInspectMessage *message)
{
	Control control = {0};
	struct iovec parts[] = {
		{(void *)&message->packet, sizeof message->packet},
		{(void *)message->name, strlen(message->name)},
	};
	struct msghdr header = {
		.msg_iov = parts,
		.msg_iovlen = G_N_ELEMENTS(parts),
		.msg_control = &control,
		.msg_controllen = sizeof control,
	};
	struct cmsghdr *rights = CMSG_FIRSTHDR(&header);

	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof message->fds);
	memcpy(CMSG_DATA(rights), message->fds, sizeof message->fds);
	return sendmsg(socket, &header, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

/**
 * wd_inspect_message_close:
 * @message: a message that was received
 */
void
wd_inspect_message_close(WdInspectMessage *message)
{
	for (guint i = 0; i < message->n_fds; i++)
		(void)close(message->fds[i]);
	message->n_fds = 0;
}
