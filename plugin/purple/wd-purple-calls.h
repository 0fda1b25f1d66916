/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Voice and video calls of strangers, under a setting of their own: a call that is taken shows more
 * than any message. Only the offer is judged; what is said in a call nobody here hears.
 */
void wd_purple_calls_attach(WdSession *session);
void wd_purple_calls_detach(WdSession *session);
