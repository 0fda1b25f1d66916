/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What a company has to tell people before it looks at what they write: asked at the first sign-on,
 * when there is somebody to ask, and again when it changes. Who has accepted it is remembered in
 * the profile and said in the audit trail; the trail is what counts.
 */
void wd_purple_notice_attach(WdSession *session);
void wd_purple_notice_detach(WdSession *session);

/* At a sign-on: asks when it is due. TRUE: not before it was accepted. */
gboolean wd_purple_notice_holds_back(WdSession *session);
