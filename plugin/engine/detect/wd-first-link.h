/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/* For companies that want no stranger to begin with a link: [Contacts] FirstLinks, code
 * "contact.first-link". Silent with the built-in settings. */

extern const WdDetector wd_first_link;
