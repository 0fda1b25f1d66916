/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* Tells a collector that the computer goes to sleep, and that it is awake again. */
void wd_purple_sleep_attach(WdSession *session);
void wd_purple_sleep_detach(WdSession *session);
