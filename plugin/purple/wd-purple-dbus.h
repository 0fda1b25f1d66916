/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * libpurple tells every program of the session about every message, before any handler runs, and
 * lets each of them send in the person's name. Where policy says so, it no longer does.
 */
void wd_purple_dbus_attach(WdSession *session);
void wd_purple_dbus_detach(WdSession *session);
