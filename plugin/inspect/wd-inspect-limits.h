/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* How much of a file is looked at before looking counts as having failed. */
typedef struct {
	guint64 max_bytes;          /* of the file itself; what is behind them is not read */
	guint64 max_unpacked_bytes; /* that an archive and all archives in it may grow to */
	guint max_entries;          /* in an archive and all archives in it */
	guint max_depth;            /* of archives in archives */
	guint timeout_ms;           /* on the clock of the wall */
} WdInspectLimits;

/* What holds where nobody says otherwise. */
extern const WdInspectLimits wd_inspect_default_limits;
