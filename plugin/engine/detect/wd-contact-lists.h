/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * Applies [Contacts] Deny to what comes in. Its code is "contact.denied". The other list, Allow, is
 * not here: it keeps somebody from being a stranger, see wd-screening.h.
 */

extern const WdDetector wd_contact_lists;
