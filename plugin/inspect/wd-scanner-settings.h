/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* How a scanner is reached. */
typedef struct {
	const char *address; /* "" nobody; "/run/clamav/clamd.ctl"; "host:3310", "[::1]:3310" */
	const char *const *command; /* (nullable) argv; the file is its standard input. It is asked
				       where there is no address */
	const char *const *clean_codes;    /* (nullable) exit statuses, "0" */
	const char *const *infected_codes; /* (nullable) "1" */
	guint64 max_bytes;                 /* larger files are not sent: the answer is a failure */
	guint timeout_ms;                  /* from the question to the answer */
	guint max_at_once;
} WdScannerSettings;
