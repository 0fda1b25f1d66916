/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * Where the wire would be. Every line that leaves the client comes through here as a signal, which
 * is how a rehearsal proves that something did not leave. The signals are part of the protocol's
 * contract with whoever watches; they are listed in wd-rehearsal-protocol.h.
 */
void wd_rehearsal_wire_open(PurplePlugin *protocol);
void wd_rehearsal_wire_close(PurplePlugin *protocol);
void wd_rehearsal_wire_write(PurpleConnection *connection, const char *format, ...)
	G_GNUC_PRINTF(2, 3);
void wd_rehearsal_wire_scene(PurpleConnection *connection, const char *id);
void wd_rehearsal_wire_done(PurpleConnection *connection);
