/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Pictures that come unasked: buddy icons and custom smileys of strangers. Nothing decodes them:
 * whoever wants to be seen is added as a contact first.
 */
void wd_purple_pictures_attach(WdSession *session);
void wd_purple_pictures_detach(WdSession *session);
