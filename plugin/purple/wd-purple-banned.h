/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Plugins that must not run beside Warden: those that accept files unasked, run commands out of a
 * message, or answer before it does. Which they are is the company's to say.
 */
void wd_purple_banned_attach(WdSession *session);
void wd_purple_banned_detach(WdSession *session);
