/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

WdHost *wd_purple_host_new(WdSession *session);
void wd_purple_host_free(WdHost *host);
