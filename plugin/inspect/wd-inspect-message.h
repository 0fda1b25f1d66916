/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-limits.h"
#include "inspect/wd-inspect-wire.h"

/* A packet of the wire with what comes along: a name, and two descriptors. */
typedef struct {
	WdInspectPacket packet;
	char name[WD_LIMIT_FILE_NAME_BYTES + 1];
	int fds[2];
	guint n_fds;
} WdInspectMessage;

typedef enum {
	WD_INSPECT_MESSAGE_WHOLE,
	WD_INSPECT_MESSAGE_BROKEN, /* or none at all */
	WD_INSPECT_MESSAGE_END,    /* nobody will send anything any more */
} WdInspectReceived;

WdInspectReceived wd_inspect_message_receive(int socket, WdInspectMessage *message);
gboolean wd_inspect_message_send(int socket, const WdInspectMessage *message);
void wd_inspect_message_close(WdInspectMessage *message);
