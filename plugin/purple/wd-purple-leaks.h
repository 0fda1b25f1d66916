/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What a company calls confidential, made ready for the engine: its patterns are compiled and its
 * index of documents is opened when a policy comes into force, so that no message waits for it.
 */
void wd_purple_leaks_attach(WdSession *session);
void wd_purple_leaks_detach(WdSession *session);
