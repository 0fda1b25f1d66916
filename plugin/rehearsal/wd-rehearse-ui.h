/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearse-trace.h"

/*
 * A client without a screen: it writes down what libpurple asks it to show, and answers nothing.
 * Its own tables of UI functions are what Warden wraps here, as it wraps Pidgin's. Listening to the
 * protocol is a second step, since the protocol comes with Warden, after the core.
 */
void wd_rehearse_ui_attach(WdRehearseTrace *trace);
void wd_rehearse_ui_listen(void);
