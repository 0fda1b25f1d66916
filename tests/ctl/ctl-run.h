/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-log-fixture.h"

/* What a command did, run in this process on the profile of a fixture. */
typedef struct {
	int status;
	char *out;
	char *err;
} CtlResult;

void ctl_result_clear(CtlResult *result);
CtlResult ctl_run(const WdLogFixture *fixture, const char *log_path, const char *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CtlResult, ctl_result_clear)
