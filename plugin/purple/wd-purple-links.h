/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* notify_uri. */
void wd_purple_links_attach(WdSession *session);
void wd_purple_links_detach(WdSession *session);
