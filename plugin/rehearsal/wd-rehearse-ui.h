/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearse-trace.h"

/* A client without a screen: it writes down what libpurple asks it to show, and answers nothing. */
void wd_rehearse_ui_attach(WdRehearseTrace *trace);
void wd_rehearse_ui_listen(void);
