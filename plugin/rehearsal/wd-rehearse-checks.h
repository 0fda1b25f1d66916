/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearse-report.h"
#include "rehearsal/wd-rehearse-tool.h"

/*
 * What the rehearsal left on disk, read back with the administrator's tool. For after the client's
 * end: only then are the logs closed. wardenctl opens them, not this process, because who wrote a
 * log is no witness of what it says.
 */
void wd_rehearse_checks_run(const WdRehearsalScript *script,
			    const WdRehearseTool *tool,
			    WdRehearseTally *tally);
