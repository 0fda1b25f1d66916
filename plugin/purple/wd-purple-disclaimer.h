/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * One line of the company's to whoever the person writes to, before the first message of a
 * conversation: that it is logged, for instance. The person sees that it went out.
 */
void wd_purple_disclaimer_attach(WdSession *session);
void wd_purple_disclaimer_detach(WdSession *session);
