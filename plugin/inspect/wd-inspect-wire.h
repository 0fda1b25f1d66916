/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "inspect/wd-inspect-limits.h"

/*
 * What the client and its helper, which come from one build, say to each other over their socket:
 * one packet a message. The answers about files do not go this way, each has a pipe of its own.
 */

typedef enum {
	WD_INSPECT_LOOK = 1, /* client: with two descriptors, the file and where the answer goes */
	WD_INSPECT_STOP,     /* client: end this one */
	WD_INSPECT_ENDED,    /* helper: its process has ended */
} WdInspectVerb;

/* A packet; with LOOK, the file's name follows it. */
typedef struct {
	guint32 verb;
	guint32 id;
	gint32 status; /* ENDED: as of waitpid() */
	guint32 name_bytes;
	WdInspectLimits limits;
} WdInspectPacket;

#define WD_INSPECT_MAX_CHILDREN 16 /* that a client asks for at once */
#define WD_INSPECT_MAX_ENDING   64 /* with those that have answered and are about to end */
