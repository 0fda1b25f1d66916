/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-audit-target.h"

/*
 * How a line of the trail looks on its way to a collector. The line itself is in it unchanged, byte
 * for byte, so that what arrived can be compared with the trail; around it stands what each daemon
 * needs to sort it. Computes only, and without libgcrypt: it runs in a thread.
 */

typedef struct {
	WdTargetKind kind;
	guint64 enterprise_number; /* of the structured data's name */
	guint pid;
} WdForwardStyle;

void wd_forward_line_format(GString *out, const WdForwardStyle *style, const char *raw, gsize len);
char *wd_forward_line_make_gap(const char *raw, gsize len, guint64 expected, guint64 found);
