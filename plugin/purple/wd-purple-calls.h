/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* Voice and video calls of strangers. */
void wd_purple_calls_attach(WdSession *session);
void wd_purple_calls_detach(WdSession *session);
