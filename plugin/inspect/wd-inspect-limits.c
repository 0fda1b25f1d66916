/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-inspect-limits.h"

/* A quarter of a gigabyte is hashed in a second and unpacked in another; ten seconds are what a
 * person waits for a file that looks odd. */
const WdInspectLimits wd_inspect_default_limits = {
	.max_bytes = 256 * 1024 * 1024,
	.max_unpacked_bytes = 256 * 1024 * 1024,
	.max_entries = 10000,
	.max_depth = 4,
	.timeout_ms = 10000,
};
