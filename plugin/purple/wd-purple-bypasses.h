/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* The protocols' own send functions: what reaches them past the conversation is judged there. */
void wd_purple_bypasses_attach(WdSession *session);
void wd_purple_bypasses_detach(WdSession *session);
