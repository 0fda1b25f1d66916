/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"

/*
 * What scanners answer, as values. Whoever answers may be another program on that address, and the
 * names of viruses are other people's words: bounded, repaired and made safe to show here.
 */

/* A value that owns its strings. */
typedef struct {
	WdScanResult result;
	char *name;           /* (nullable) */
	char *reason;         /* (nullable) */
	char *engine;         /* (nullable) */
	gint64 signatures_ms; /* -1 unknown */
} WdScanReply;

#define WD_SCAN_REPLY_MAX_BYTES 4096 /* of one reply; more is none */

void wd_scan_reply_clear(WdScanReply *reply);
void wd_scan_reply_fail(WdScanReply *reply, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* clamd: "stream: OK", "fd[7]: Eicar-Test-Signature FOUND", "… ERROR" */
void wd_scan_reply_parse(const char *raw, gsize len, WdScanReply *reply);
/* clamd: "ClamAV 1.4.3/27500/Fri Jan  3 10:22:11 2025" */
void wd_scan_reply_parse_version(const char *raw, gsize len, WdScanReply *reply);
/* A command: its output, and in a line of its own its exit status. */
void wd_scan_reply_parse_command(const char *raw,
				 gsize len,
				 const char *const *clean_codes,
				 const char *const *infected_codes,
				 WdScanReply *reply);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdScanReply, wd_scan_reply_clear)
