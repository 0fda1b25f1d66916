/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Starts the process warden-inspect at the other end of a socket. Starting a program from a client
 * with many pages takes milliseconds, so a thread does it; what is written into the socket
 * meanwhile waits there.
 */

typedef struct WdInspectHelper WdInspectHelper;

WdInspectHelper *wd_inspect_helper_start(const char *program, GError **error);
void wd_inspect_helper_free(WdInspectHelper *helper);
int wd_inspect_helper_get_socket(const WdInspectHelper *helper);
char *wd_inspect_helper_find_program(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdInspectHelper, wd_inspect_helper_free)
