/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* init-media: calls from strangers. */
void wd_purple_calls_attach(WdSession *session);
void wd_purple_calls_detach(WdSession *session);
