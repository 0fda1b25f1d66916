/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-scan-reply.h"
#include "inspect/wd-scanner-settings.h"

/*
 * One conversation with a scanner, from beginning to end. Blocks, so it belongs into a thread; ends
 * at its deadline whatever the other side does, and at once when it is called off.
 */

typedef struct {
	const WdScannerSettings *settings;
	int fd;              /* the file */
	gint64 deadline_us;  /* on the monotonic clock */
	const gint *stopped; /* atomic: not 0 once nobody waits for the answer */
} WdScanTalk;

void wd_scan_talk_ask(const WdScanTalk *talk, WdScanReply *reply);
void wd_scan_talk_ask_version(const WdScanTalk *talk, WdScanReply *reply);
