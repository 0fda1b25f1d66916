/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/wd-audit-target.h"

/*
 * One connection to a collector, for a thread that has nothing else to do: calls wait, but never
 * longer than their time, and a cancellable ends them at once. The socket itself never blocks.
 */

typedef struct WdForwardLink WdForwardLink;

WdForwardLink *wd_forward_link_open(const WdAuditTarget *target,
				    guint patience_ms,
				    GCancellable *cancellable,
				    GError **error);
gboolean wd_forward_link_send(WdForwardLink *link, const char *bytes, gsize len, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;

/* How sure it is that what was sent was also read. */
typedef enum {
	WD_FORWARD_LOST,    /* it was not, or nobody can say: send it again */
	WD_FORWARD_LIKELY,  /* it left, and nothing came back */
	WD_FORWARD_CERTAIN, /* the other end has read to the end */
} WdForwardTrust;

WdForwardTrust wd_forward_link_finish(WdForwardLink *link, GError **error);
void wd_forward_link_close(WdForwardLink *link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdForwardLink, wd_forward_link_close)
