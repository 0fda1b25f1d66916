/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A door that closes once, behind a process that is about to read hostile bytes: from then on it
 * can compute, read and write what it has open, and end. No file can be opened, no process made, no
 * program run and nothing connected to, whatever a parser is made to do.
 */

/* The rules, made once: a process that forks for each file need not make them again. */
typedef struct WdSandbox WdSandbox;

/* What the kernel enforces besides. */
typedef struct {
	guint64 max_memory_bytes; /* of address space, beyond what the process has already */
	guint cpu_seconds;
	guint timeout_ms; /* on the clock of the wall; SIGALRM */
} WdSandboxLimits;

WdSandbox *wd_sandbox_new(GError **error);
void wd_sandbox_free(WdSandbox *sandbox);
gboolean wd_sandbox_enter(const WdSandbox *sandbox,
			  const WdSandboxLimits *limits,
			  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSandbox, wd_sandbox_free)
