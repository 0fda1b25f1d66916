/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* headlines, error bodies and other dialogs with a peer's text. */
void wd_purple_notices_attach(WdSession *session);
void wd_purple_notices_detach(WdSession *session);
